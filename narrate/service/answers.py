"""Answers of the API, errors in one shape: ``{"error": {"message", "type", "code", …}}``.

It is the shape of OpenAI's API, so that its clients show our sentences.
"""

import json
from typing import Any, Final

from starlette.responses import Response

INVALID: Final = "invalid_request_error"
_TYPES: Final = {401: "authentication_error", 403: "permission_error", 429: "rate_limit_error"}
_SERVER: Final = 500


class Answer(Response):
    """A body of JSON in UTF-8, a newline at its end."""

    media_type = "application/json"

    def render(self, content: Any) -> bytes:
        """Return the body's bytes."""
        return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode(errors="replace")


def problem(
    status: int, message: str, code: str = "", headers: dict[str, str] | None = None
) -> Answer:
    """Return an error: a sentence for a person, and a code for a program."""
    kind = "server_error" if status >= _SERVER else _TYPES.get(status, INVALID)
    error = {"message": message, "type": kind, "param": None, "code": code or None}
    return Answer({"error": error}, status, headers=headers)


class Refusal(Exception):  # it is the answer to a request
    """The request is answered with an error; ``answer`` is that answer."""

    def __init__(
        self, status: int, message: str, code: str = "", headers: dict[str, str] | None = None
    ) -> None:
        """Take the parts of the answer."""
        super().__init__(message)
        self.answer = problem(status, message, code, headers)
