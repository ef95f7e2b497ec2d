"""Sign in: a token, and the name that every change bears."""

from typing import Final
from urllib.parse import quote

from starlette.responses import Response

from narrate.service import tokens
from narrate.service.access import EDITOR_COOKIE, TOKEN_COOKIE
from narrate.service.endpoint import PUBLIC, Call
from narrate.service.studio.view import LOGIN, View, form, render, to

_MONTH_S: Final = 2_592_000
_LONGEST_NAME: Final = 100


def page(call: Call) -> Response:
    """Show the form."""
    return _page(call, call.query.get("next", ""), "")


def enter(call: Call) -> Response:
    """Check the token, and set the cookies of a signed-in editor."""
    fields = form(call)
    caller, token = call.request.state.caller, fields.get("token", "")
    name = " ".join(fields.get("name", "").split())[:_LONGEST_NAME]
    if token:
        caller = tokens.caller(call.service.store, token)
    if caller is None:
        return _page(call, fields.get("next", ""), "That token opens nothing here.", name)
    if not name:
        return _page(call, fields.get("next", ""), "Write your name: each change bears it.")
    answer = to(_inside(fields.get("next", "")))
    is_secure = call.request.url.scheme == "https" or call.service.address.startswith("https:")
    cookies = {EDITOR_COOKIE: quote(name)} | ({TOKEN_COOKIE: token} if token else {})
    for cookie, value in cookies.items():
        answer.set_cookie(
            cookie, value, _MONTH_S, path="/", httponly=True, secure=is_secure, samesite="strict"
        )
    return answer


def leave(call: Call) -> Response:
    """Sign out."""
    del call
    answer = to(LOGIN)
    for cookie in (TOKEN_COOKIE, EDITOR_COOKIE):
        answer.delete_cookie(cookie, path="/", httponly=True, samesite="strict")
    return answer


def _page(call: Call, next_path: str, problem: str, name: str = "") -> Response:
    needs_token = call.request.state.caller is None
    return render(
        *(call, "login.html"),
        status=422 if problem else 200,
        next=_inside(next_path),
        problem=problem,
        name=name or (call.request.state.caller.editor if not needs_token else ""),
        needs_token=needs_token,
    )


def _inside(path: str) -> str:
    """Return a path of the studio's, or its inbox for any other."""
    inside = path.startswith("/studio") and "//" not in path and "\\" not in path
    return path if inside else "/studio"


VIEWS: Final = (
    View("GET", LOGIN, PUBLIC, page),
    View("POST", LOGIN, PUBLIC, enter),
    View("POST", "/studio/logout", PUBLIC, leave),
)
