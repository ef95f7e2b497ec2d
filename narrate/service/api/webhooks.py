"""/v1/webhooks: who is told of what, and the log of deliveries."""

import base64
import json
import secrets
import time
from typing import Any, Final

from starlette.responses import Response

from narrate.errors import SourceError, UsageError
from narrate.service import webhooks
from narrate.service.answers import Answer, Refusal
from narrate.service.core import moment
from narrate.service.endpoint import Call, Endpoint
from narrate.service.outbox import EVENTS
from narrate.service.submission import Json, check_id

_PREFIX: Final = "whsec_"
_SECRET_BYTES: Final = range(24, 65)  # as Standard Webhooks has it


def list_(call: Call) -> Json:
    """Return the receivers, without their secrets."""
    rows = call.service.store.rows("SELECT * FROM receivers ORDER BY name")
    return {"webhooks": [_shown(row) for row in rows]}


def put(call: Call) -> Response:
    """Add or change a receiver; the answer to a new one holds its secret, this once."""
    name, members = check_id(call.path["name"]), call.json()
    address, events = members.get("url"), members.get("events", [])
    if not isinstance(address, str):
        raise UsageError("url is the address that webhooks go to.")
    if not isinstance(events, list) or not set(map(str, events)) <= set(EVENTS):
        raise UsageError(f"events is a list of some of: {', '.join(EVENTS)}.")
    try:
        webhooks.check_address(call.service, address)
    except SourceError as error:
        advice = " Your own network: private_receivers in [serve]."
        raise UsageError(f"{str(error).partition(' If it is')[0]}{advice}") from error
    store = call.service.store
    current = store.row("SELECT secret FROM receivers WHERE name = ?", name)
    secret = _secret(members.get("secret")) or (current and current["secret"]) or new_secret()
    with store.transaction():
        store.change(
            "INSERT INTO receivers (name, address, secret, events, created) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT (name) DO UPDATE SET address = excluded.address, secret ="
            " excluded.secret, events = excluded.events, disabled = ''",
            *(name, address, secret, json.dumps(events), time.time()),
        )
    call.record("webhook.put", name, address)
    row = store.row("SELECT * FROM receivers WHERE name = ?", name)
    shown = _shown(row) | ({} if current else {"secret": secret})
    return Answer(shown, 200 if current else 201)


def delete(call: Call) -> Response:
    """Delete a receiver and what waits for it."""
    name = call.path["name"]
    if not call.service.store.change("DELETE FROM receivers WHERE name = ?", name):
        raise _missing(name)
    call.record("webhook.delete", name)
    return Response(status_code=204)


def deliveries(call: Call) -> Json:
    """Return the newest deliveries to a receiver."""
    name = call.path["name"]
    if not call.service.store.row("SELECT 1 FROM receivers WHERE name = ?", name):
        raise _missing(name)
    rows = webhooks.log(call.service, name, call.number("limit", 50, 500))
    return {"deliveries": [row | {"due": moment(row["due"])} for row in rows]}


def new_secret() -> str:
    """Return a new secret for signatures."""
    return _PREFIX + base64.b64encode(secrets.token_bytes(32)).decode()


def _secret(value: object) -> str:
    """Return a secret that a receiver brings; UsageError for one that cannot sign."""
    if value is None:
        return ""
    try:
        key = base64.b64decode(str(value).removeprefix(_PREFIX), validate=True)
    except ValueError:
        key = b""
    if len(key) not in _SECRET_BYTES:
        raise UsageError(f"secret is {_PREFIX} and 24 to 64 bytes in base64.")
    return str(value)


def _shown(row: Any) -> Json:
    return {
        "name": row["name"],
        "url": row["address"],
        "events": webhooks.events_of(row),
        "disabled": row["disabled"],
        "created": moment(row["created"]),
    }


def _missing(name: str) -> Refusal:
    return Refusal(404, f"There is no webhook {name}.", "not_found")


_NONE: Final = ("Error", "There is no such webhook")
ENDPOINTS: Final = (
    Endpoint(
        *("GET", "/v1/webhooks", "admin", list_, "List who is told of events"),
        answers={200: ("Webhooks", "The receivers")},
    ),
    Endpoint(
        *("PUT", "/v1/webhooks/{name}", "admin", put, "Tell an address of events"),
        body="Webhook",
        answers={200: ("Webhook", "Changed"), 201: ("Webhook", "New, with its secret")},
    ),
    Endpoint(
        *("DELETE", "/v1/webhooks/{name}", "admin", delete, "Tell it nothing more"),
        answers={204: ("", "It is gone"), 404: _NONE},
    ),
    Endpoint(
        *("GET", "/v1/webhooks/{name}/deliveries", "admin", deliveries, "Show the delivery log"),
        answers={200: ("Deliveries", "The newest first"), 404: _NONE},
        query={"limit": "How many, up to 500"},
    ),
)
