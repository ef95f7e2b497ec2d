"""The door of the service: every request passes it first.

It gives the request an id, checks the names in Host and Origin, finds out who calls, limits how
often, and logs the answer.
"""

import ipaddress
import re
import time
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit
from uuid import uuid4

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from narrate.service import logs, tokens
from narrate.service.answers import Refusal
from narrate.service.tokens import LOCAL, Caller

if TYPE_CHECKING:
    from narrate.service.core import Service

TOKEN_COOKIE: Final = "narrate_token"  # noqa: S105 - its name; the studio's login sets it
EDITOR_COOKIE: Final = "narrate_editor"
LISTENING: Final = "/v1/listening"  # players post counts there: no address is written down
_SAFE: Final = {"GET", "HEAD", "OPTIONS"}
_LOOPBACK: Final = {"127.0.0.1", "localhost", "::1"}
_REQUEST_ID: Final = re.compile(r"[A-Za-z0-9._-]{8,64}")
_LONGEST_EDITOR: Final = 100
_MOST_BUCKETS: Final = 10_000
# No page frames an answer, and none guesses its type.
_ALWAYS: Final = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
}


class Door:
    """Middleware around all routes."""

    def __init__(self, app: ASGIApp, service: "Service") -> None:
        """Take the names by which the service may be reached from its settings."""
        self._app, self._service = app, service
        serve = service.settings.serve
        own = urlsplit(service.address)
        self._hosts = {*_LOOPBACK, serve.host, *serve.hosts, own.hostname or ""}
        self._origins = {*serve.origins, f"{own.scheme}://{own.netloc}"}
        self._buckets: dict[str, tuple[float, float]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers, started_s = Headers(scope=scope), time.monotonic()
        given_id = headers.get("x-request-id", "")
        request_id = given_id if _REQUEST_ID.fullmatch(given_id) else uuid4().hex
        state = scope.setdefault("state", {})
        state.update(request_id=request_id, caller=None)
        status = 0

        async def answer(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                sent = MutableHeaders(scope=message)
                sent["X-Request-Id"] = request_id
                for name, value in _ALWAYS.items():
                    sent.setdefault(name, value)
            await send(message)

        try:
            self._admit(scope, headers)
        except Refusal as refusal:
            await refusal.answer(scope, receive, answer)
        else:
            await self._app(scope, receive, answer)
        finally:
            self._log(scope, status, started_s)

    def _admit(self, scope: Scope, headers: Headers) -> None:
        """Find out who calls; raise Refusal for a request that is let in by no rule."""
        self._check_host(scope, headers.get("host", ""))
        if scope["method"] not in _SAFE:
            self._check_origin(headers)
        caller = self._caller(headers)
        scope["state"]["caller"] = caller
        client = scope["client"][0] if scope.get("client") else ""
        self._limit(caller.token if caller and caller != LOCAL else client)

    def _check_host(self, scope: Scope, host: str) -> None:
        """Refuse a name that is none of ours: another site's page may point its own name here."""
        try:
            name = urlsplit(f"//{host}").hostname or ""
        except ValueError:
            name = ""
        local = scope["server"][0] if scope.get("server") else ""
        if name not in self._hosts and not (_is_address(name) and name == local):
            raise Refusal(
                421, f"The service does not answer to the host name {name!r}. Add it to hosts in "
                "[serve] of narrate.toml.",
                "unknown_host",
            )  # fmt: skip

    def _check_origin(self, headers: Headers) -> None:
        """Refuse a change that another site's page asks for."""
        origin = headers.get("origin")
        own = urlsplit(origin or "").netloc == headers.get("host")
        foreign = headers.get("sec-fetch-site") == "cross-site" and origin is None
        if foreign or (origin is not None and not own and origin not in self._origins):
            raise Refusal(
                403, f"Pages of {origin or 'other sites'} may change nothing here: add the site "
                "to origins in [serve].", "foreign_origin",
            )  # fmt: skip

    def _caller(self, headers: Headers) -> Caller | None:
        """Return who calls, by a token in the header or in the studio's cookie, or None."""
        store = self._service.store
        scheme, _, token = headers.get("authorization", "").partition(" ")
        cookies = cookie_parser(headers.get("cookie", ""))
        token = token.strip() if scheme.lower() == "bearer" else cookies.get(TOKEN_COOKIE, "")
        editor = headers.get("x-editor") or unquote(cookies.get(EDITOR_COOKIE, ""))
        editor = " ".join(editor.split())[:_LONGEST_EDITOR]
        if self._service.is_local and not tokens.any_token(store):
            return LOCAL._replace(editor=editor)
        caller = tokens.caller(store, token) if token else None
        return caller._replace(editor=editor) if caller else None

    def _limit(self, name: str) -> None:
        """Take one of the requests that a caller has a minute; Refusal where none is left."""
        rate, now_s = self._service.settings.serve.rate, time.monotonic()
        level, since_s = self._buckets.pop(name, (float(rate), now_s))
        level = min(float(rate), level + (now_s - since_s) * rate / 60)
        if len(self._buckets) > _MOST_BUCKETS:
            self._buckets.pop(next(iter(self._buckets)))
        self._buckets[name] = (max(0.0, level - 1), now_s)
        if level < 1:
            wait_s = max(1, round((1 - level) * 60 / rate))
            raise Refusal(
                429, f"More than {rate} requests a minute. Wait {wait_s} s.", "rate_limit",
                {"Retry-After": str(wait_s)},
            )  # fmt: skip

    def _log(self, scope: Scope, status: int, started_s: float) -> None:
        state, client = scope["state"], scope.get("client")
        caller: Caller | None = state["caller"]
        seconds = time.monotonic() - started_s
        self._service.figures.request(scope["method"], status)
        logs.REQUESTS.info(
            "request",
            extra={
                "facts": {
                    "request": state["request_id"],
                    "method": scope["method"],
                    "path": scope["path"],
                    "status": status,
                    "ms": round(seconds * 1000, 1),
                    "token": caller.token if caller else "",
                    "editor": caller.editor if caller else "",
                    "client": client[0] if client and scope["path"] != LISTENING else "",
                }
            },
        )


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
