"""For whoever runs the service: health, readiness, metrics, the audit log, the tokens."""

import os
from pathlib import Path
from typing import Final

from starlette.responses import Response

from narrate.errors import UsageError
from narrate.runtime.packages import own_version
from narrate.runtime.store import is_store
from narrate.service import audit, tokens
from narrate.service.answers import Answer
from narrate.service.core import moment
from narrate.service.endpoint import PUBLIC, Call, Endpoint
from narrate.service.metrics import exposition
from narrate.service.submission import Json


def health(_: Call) -> Json:
    """Tell that the process answers."""
    return {"status": "ok", "version": own_version()}


def ready(call: Call) -> Answer:
    """Tell whether articles can be taken and made: 503 where they cannot, with the reasons."""
    service = call.service
    problems = []
    if service.ending.is_set():
        problems.append("The service ends.")
    if not service.dispatcher.is_alive:
        problems.append("No thread is left that works.")
    if service.dispatcher.problem:
        problems.append(service.dispatcher.problem)
    if not is_store(service.settings.output) and not _is_writable(service.settings.output):
        problems.append("The output folder cannot be written.")
    status = {"status": "not ready" if problems else "ready", "problems": problems}
    return Answer(status, 503 if problems else 200)


def _is_writable(output: str) -> bool:
    """Tell whether a folder, or the nearest one above it that exists, can be written."""
    place = Path(output)
    while not place.exists() and place != place.parent:
        place = place.parent
    return os.access(place, os.W_OK)


def metrics(call: Call) -> Response:
    """Return the figures in Prometheus' text format."""
    return Response(exposition(call.service), media_type="text/plain; version=0.0.4")


def audit_log(call: Call) -> Json:
    """Return the newest lines of the audit log, or those before a line."""
    before = call.number("before", 0, 1 << 53)
    rows = audit.lines(call.service.store, before, call.number("limit", 50, audit.MOST_ROWS))
    return {"lines": [row | {"time": moment(row["time"])} for row in rows]}


def list_tokens(call: Call) -> Json:
    """Return the tokens: names, scopes and times, never the tokens themselves."""
    rows = call.service.store.rows("SELECT * FROM tokens ORDER BY name")
    return {
        "tokens": [
            {
                "name": row["name"],
                "scope": row["scope"],
                "created": moment(row["created"]),
                "used": moment(row["used"]) if row["used"] else None,
            }
            for row in rows
        ]
    }


def revoke(call: Call) -> Response:
    """Delete a token."""
    name = call.path["name"]
    if name == call.caller.token:
        raise UsageError("A token cannot revoke itself.")
    tokens.revoke(call.service.store, name)
    call.record("token.revoke", name)
    return Response(status_code=204)


ENDPOINTS: Final = (
    Endpoint(
        *("GET", "/healthz", PUBLIC, health, "Tell whether the process answers"),
        answers={200: ("Health", "It does")},
    ),
    Endpoint(
        *("GET", "/readyz", PUBLIC, ready, "Tell whether articles can be taken"),
        answers={200: ("Health", "They can"), 503: ("Health", "They cannot; the reasons")},
    ),
    Endpoint(
        *("GET", "/metrics", "read", metrics, "Show the figures for Prometheus"),
        answers={200: ("Metrics", "Prometheus' text format")},
    ),
    Endpoint(
        *("GET", "/v1/audit", "admin", audit_log, "Show who did what"),
        answers={200: ("Audit", "The newest lines first")},
        query={"before": "The id of the last line of the page before", "limit": "How many"},
    ),
    Endpoint(
        *("GET", "/v1/tokens", "admin", list_tokens, "List the tokens"),
        answers={200: ("Tokens", "Names, scopes and times")},
    ),
    Endpoint(
        *("DELETE", "/v1/tokens/{name}", "admin", revoke, "Revoke a token"),
        answers={204: ("", "It opens nothing any more"), 400: ("Error", "There is no such token")},
    ),
)
