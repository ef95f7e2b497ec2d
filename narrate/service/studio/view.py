"""Views: a method and a path, who may see it, and the function that returns the page.

As an endpoint of the API, but errors are pages, and who has not signed in is asked to.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import parse_qs, quote, urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from narrate.errors import UsageError
from narrate.service.endpoint import PUBLIC, Call, admit, body_of, refused
from narrate.service.studio.statics import VERSION

if TYPE_CHECKING:
    from jinja2 import Environment

    from narrate.service.core import Service

LOGIN: Final = "/studio/login"
_SEE_OTHER: Final = 303
_UNAUTHORIZED: Final = 401
_LONGEST_FIELD: Final = 2_000
# Nothing inline, nothing from elsewhere: text of an article can never run.
_POLICY: Final = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
    "media-src 'self' blob:; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
HEADERS: Final = {
    "Content-Security-Policy": _POLICY,
    "Cache-Control": "no-store",
    "Referrer-Policy": "same-origin",  # without any, a form's Origin would be null
}


@dataclass(frozen=True)
class View:
    """A page, or a form's target; ``scope`` is that which a token needs, or public."""

    method: str
    path: str
    scope: str
    function: Callable[[Call], Response]

    def route(self, service: "Service") -> Route:
        """Return the route of Starlette's that answers."""
        return Route(self.path, self._endpoint(service), methods=[self.method])

    def _endpoint(self, service: "Service") -> Callable[[Request], Any]:
        async def answer(request: Request) -> Response:
            call = Call(service, request, b"")
            try:
                if self.scope != PUBLIC and not _is_signed_in(request):
                    return _to_login(request)
                admit(request, self.scope)
                async with body_of(request, service) as call.body:
                    return await run_in_threadpool(self.function, call)
            except Exception as error:  # noqa: BLE001 - the edge of a request
                return await run_in_threadpool(_problem, call, refused(error, request))

        return answer


def _is_signed_in(request: Request) -> bool:
    """Tell whether the caller is let in and has a name, which every change bears."""
    caller = request.state.caller
    return caller is not None and bool(caller.editor)


def _to_login(request: Request) -> Response:
    path = request.url.path if request.method == "GET" else "/studio"
    if request.method == "GET" and request.url.query:
        path += f"?{request.url.query}"
    return RedirectResponse(f"{LOGIN}?{urlencode({'next': path})}", _SEE_OTHER)


def _problem(call: Call, answer: Response) -> Response:
    if "application/json" in call.request.headers.get("accept", ""):
        return answer
    message = json.loads(bytes(answer.body))["error"]["message"]
    return render(call, "problem.html", status=answer.status_code, message=message)


def render(call: Call, template: str, *, status: int = 200, **values: Any) -> Response:
    """Return a page of a template."""
    caller = call.request.state.caller
    page = (
        _environment()
        .get_template(template)
        .render(
            caller=caller,
            editor=caller.editor if caller else "",
            may_write=bool(caller and caller.may("write")),
            version=VERSION,
            path=call.request.url.path,
            **values,
        )
    )
    return HTMLResponse(page.encode(errors="replace"), status, HEADERS)


def to(path: str, **query: str) -> Response:
    """Return the answer to a form: the page to show next."""
    known = {name: value for name, value in query.items() if value}
    return RedirectResponse(f"{path}?{urlencode(known)}" if known else path, _SEE_OTHER)


def form(call: Call) -> dict[str, str]:
    """Return the fields of a form, the last value of each; UsageError for one too long."""
    return {name: values[-1] for name, values in lists(call).items()}


def lists(call: Call) -> dict[str, list[str]]:
    """Return the fields of a form with all their values; UsageError where one is too long."""
    try:
        fields = parse_qs(
            call.body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=1_000
        )
    except ValueError as error:
        raise UsageError(f"The form cannot be read: {error}.") from error
    for name, values in fields.items():
        if any(len(value) > _LONGEST_FIELD for value in values):
            raise UsageError(f"{name} has more than {_LONGEST_FIELD:,} characters.")
    return {name: [value.strip() for value in values] for name, values in fields.items()}


def narration_path(narration: str, *parts: str) -> str:
    """Return the path of a narration's page in the studio, or of a part of it."""
    return "/".join(["/studio/narrations", quote(narration, safe=""), *parts])


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    from narrate.service.studio import words
    from narrate.service.studio.decisions import mark

    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= words.FILTERS
    environment.globals |= {"narration_path": narration_path, "no_mark": mark(None)}
    return environment
