"""Endpoints of the API: a method and a path, who may call, the function that answers.

The functions run in threads, since they wait for the store; the bodies that they take are read
before, within limits of size and time.
"""

import asyncio
import inspect
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, nullcontext
from dataclasses import dataclass, field
from tempfile import SpooledTemporaryFile
from typing import IO, TYPE_CHECKING, Any, Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from narrate.errors import DoubtError, NarrateError, UsageError
from narrate.service import audit
from narrate.service.answers import Answer, Refusal, problem
from narrate.service.jobs import FullError, WithdrawnError
from narrate.service.tokens import LOCAL, Caller

if TYPE_CHECKING:
    from narrate.service.core import Service

_BODY_S: Final = 30.0
_SMALL_BYTES: Final = 1 << 18  # of a body that stays in memory
_LOG: Final = logging.getLogger("narrate.service")
PUBLIC: Final = "public"


class Call:
    """One request to an endpoint: the service, who calls, the path's parts, the query, the body."""

    def __init__(self, service: "Service", request: Request, body: bytes) -> None:
        """Take a request that was let in."""
        self.service, self.request, self.body = service, request, body
        self.path: dict[str, str] = request.path_params
        self.query = request.query_params
        self.caller: Caller = request.state.caller or LOCAL._replace(scope="read")

    def record(self, action: str, target: str, detail: str = "") -> None:
        """Write into the audit log that the caller did something."""
        audit.record(
            *(self.service.store, self.caller, action, target),
            detail=detail,
            request=self.request.state.request_id,
        )

    def json(self) -> dict[str, Any]:
        """Return the body's object of JSON; UsageError where it is none."""
        from narrate.service.submission import parse_json

        return parse_json(self.body)

    def number(self, name: str, default: int, most: int) -> int:
        """Return a whole number of the query from 1 to ``most``; UsageError for any other."""
        text = self.query.get(name, "")
        if not text:
            return default
        if not text.isascii() or not text.isdecimal() or not 1 <= int(text[:10]) <= most:
            raise UsageError(f"{name} is a whole number from 1 to {most}.")
        return int(text)


@dataclass(frozen=True)
class Endpoint:
    """An endpoint, as the routes and the OpenAPI document have it.

    ``scope`` is that which a token needs, or public. ``body`` names the schema of the request's
    body, ``answers`` the schema and the meaning of each status; ``query`` the parameters.
    """

    method: str
    path: str
    scope: str
    function: Callable[..., Any]
    summary: str
    body: str = ""
    answers: dict[int, tuple[str, str]] = field(default_factory=dict)
    query: dict[str, str] = field(default_factory=dict)

    def route(self, service: "Service") -> Route:
        """Return the route of Starlette's that answers."""
        return Route(self.path, self._endpoint(service), methods=[self.method])

    def _endpoint(self, service: "Service") -> Callable[[Request], Any]:
        async def answer(request: Request) -> Response:
            try:
                admit(request, self.scope)
                async with body_of(request, service) as body:
                    call = Call(service, request, body)
                    if inspect.iscoroutinefunction(self.function):
                        result = await self.function(call)
                    else:
                        result = await run_in_threadpool(self.function, call)
            except Exception as error:  # noqa: BLE001 - the edge of a request
                return refused(error, request)
            return result if isinstance(result, Response) else Answer(result)

        return answer


def admit(request: Request, scope: str) -> None:
    """Raise Refusal for a caller without the scope."""
    if scope == PUBLIC:
        return
    caller: Caller | None = request.state.caller
    if caller is None:
        raise Refusal(
            401,
            "The request has no valid token. Send the header Authorization: Bearer TOKEN. "
            "Whoever runs the service makes one: narrate serve token new NAME",
            "no_token",
            {"WWW-Authenticate": 'Bearer realm="narrate"'},
        )
    if not caller.may(scope):
        raise Refusal(
            403,
            f"The token {caller.token} has the scope {caller.scope}; this needs {scope}.",
            "scope",
        )


@asynccontextmanager
async def body_of(
    request: Request, service: "Service", most_bytes: int = 0
) -> AsyncIterator[bytes]:
    """Yield a request's body; Refusal where it is too large or too slow.

    Without ``most_bytes`` the limit is that of the settings. A large body comes into a file, and
    waits there while a few others are in memory.
    """
    most_bytes = most_bytes or service.settings.serve.body_mb * 1_000_000
    with SpooledTemporaryFile(_SMALL_BYTES, dir=str(service.run_folder)) as file:
        size = await _receive(request, file, most_bytes)
        async with nullcontext() if size <= _SMALL_BYTES else service.large_bodies:
            file.seek(0)
            yield await run_in_threadpool(file.read)


async def _receive(request: Request, file: IO[bytes], most_bytes: int) -> int:
    """Write a request's body into a file, and return its size; Refusal as ``body_of``."""
    large = Refusal(413, f"The body has more than {most_bytes // 1_000_000} MB.", "too_large")
    length = request.headers.get("content-length", "0")
    if length.isdecimal() and int(length[:20]) > most_bytes:
        raise large
    size = 0
    try:
        async with asyncio.timeout(_BODY_S):
            async for part in request.stream():
                size += len(part)
                if size > most_bytes:
                    raise large
                file.write(part)
    except TimeoutError:
        raise Refusal(408, f"The body did not come within {_BODY_S:.0f} s.", "too_slow") from None
    except OSError as error:
        _LOG.warning("body not kept", extra={"facts": {"reason": str(error)}})
        raise Refusal(
            507, "The service has no room for the body. Send it again later.", "no_room"
        ) from None
    return size


def refused(error: Exception, request: Request) -> Response:
    """Return the answer to a request that raised an error."""
    match error:
        case Refusal():
            return error.answer
        case FullError():
            answer = problem(429, str(error), "queue_full", {"Retry-After": str(error.wait_s)})
        case WithdrawnError():
            answer = problem(409, str(error), "withdrawn")
        case UsageError():
            answer = problem(400, str(error), "invalid")
        case DoubtError():
            code = f"held_{error.option.removeprefix('--')}"
            answer = problem(422, f"The article is held back {error.reason}.", code)
        case NarrateError():
            answer = problem(422, str(error), type(error).__name__)
        case ClientDisconnect():
            answer = problem(400, "The body broke off.", "broken_off")
        case _:
            request_id = request.state.request_id
            _LOG.error("request failed", exc_info=error, extra={"facts": {"request": request_id}})
            answer = problem(
                500, f"A bug in narrate stopped the request {request_id}: see its log."
            )
    return answer
