"""Webhooks in: a content system tells of its articles, and each request is signed.

``/v1/hooks`` keeps the senders; ``/hooks/NAME`` takes their requests. A sender is of the kind
ghost, whose webhooks hold the post, or standard (Standard Webhooks) with a submission as data.
"""

import base64
import hashlib
import hmac
import json
import re
import secrets
import time
from typing import Any, Final

from starlette.responses import Response

from narrate.errors import UsageError
from narrate.service.answers import Answer, Refusal
from narrate.service.api.webhooks import new_secret
from narrate.service.core import moment
from narrate.service.endpoint import PUBLIC, Call, Endpoint
from narrate.service.submission import Json, check_id, checked
from narrate.service.tokens import Caller

GHOST, STANDARD = "ghost", "standard"
_KINDS: Final = (GHOST, STANDARD)
# Ghost's webhook-trigger.js: the HMAC is over the body and the time in milliseconds.
_GHOST_SIGNATURE: Final = re.compile(r"sha256=([0-9a-f]{64}), t=(\d{10,16})")
_TOLERANCE_S: Final = 300.0
_PUT: Final = {"article.published", "article.updated"}
_RETRACT: Final = {"article.unpublished", "article.deleted"}


def list_(call: Call) -> Json:
    """Return the senders, without their secrets."""
    rows = call.service.store.rows("SELECT * FROM senders ORDER BY name")
    return {"hooks": [_shown(call, row) for row in rows]}


def put(call: Call) -> Response:
    """Let a content system send its articles; the answer to a new one holds its secret."""
    name, members = check_id(call.path["name"]), call.json()
    kind = members.get("kind")
    if kind not in _KINDS:
        raise UsageError(f"kind is one of: {', '.join(_KINDS)}.")
    secret = new_secret() if kind == STANDARD else secrets.token_urlsafe(32)
    if not call.service.store.change(
        "INSERT INTO senders (name, kind, secret, created) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (name) DO NOTHING",
        *(name, kind, secret, time.time()),
    ):
        raise UsageError(f"There is a hook {name} already: delete it first.")
    call.record("hook.put", name, kind)
    row = call.service.store.row("SELECT * FROM senders WHERE name = ?", name)
    return Answer(_shown(call, row) | {"secret": secret}, 201)


def delete(call: Call) -> Response:
    """Let a content system send nothing more."""
    name = call.path["name"]
    if not call.service.store.change("DELETE FROM senders WHERE name = ?", name):
        raise Refusal(404, f"There is no hook {name}.", "not_found")
    call.record("hook.delete", name)
    return Response(status_code=204)


def receive(call: Call) -> Response:
    """Do as a signed request says: narrate an article, or retract it."""
    name = call.path["name"]
    sender = call.service.store.row("SELECT * FROM senders WHERE name = ?", name)
    if sender is None:
        raise Refusal(404, f"There is no hook {name}.", "not_found")
    call.caller = Caller(f"hook {name}", "write")
    if sender["kind"] == GHOST:
        _verify_ghost(call, sender["secret"])
        return _of_ghost(call, name)
    _verify_standard(call, sender["secret"])
    return _of_standard(call)


def _verify_ghost(call: Call, secret: str) -> None:
    """Raise Refusal unless Ghost's signature is right, and of the last minutes."""
    match = _GHOST_SIGNATURE.fullmatch(call.request.headers.get("x-ghost-signature", ""))
    if match is None:
        raise _unsigned()
    expected = hmac.new(secret.encode(), call.body + match[2].encode(), hashlib.sha256)
    is_recent = abs(time.time() - int(match[2]) / 1000) <= _TOLERANCE_S
    if not hmac.compare_digest(expected.hexdigest(), match[1]) or not is_recent:
        raise _unsigned()


def _of_ghost(call: Call, name: str) -> Response:
    """Narrate a post that Ghost shows to the public; retract one that it no longer does."""
    payload = call.json()
    holder = payload.get("post") or payload.get("page")
    if not isinstance(holder, dict):
        raise UsageError("The request holds neither a post nor a page of Ghost.")
    current, previous = holder.get("current") or {}, holder.get("previous") or {}
    post_id = current.get("id") or previous.get("id")
    narration = check_id(f"{name}-{post_id}")
    if current.get("status") != "published":
        return _retract(call, narration, "unpublished")
    document = base64.b64encode(json.dumps({"posts": [current]}).encode()).decode()
    return _submit(call, narration, {"form": "document", "content": document})


def _verify_standard(call: Call, secret: str) -> None:
    from standardwebhooks import Webhook, WebhookVerificationError

    try:
        Webhook(secret).verify(call.body, dict(call.request.headers))
    except (WebhookVerificationError, ValueError) as error:
        raise _unsigned() from error


def _of_standard(call: Call) -> Response:
    payload = call.json()
    kind, data = payload.get("type"), payload.get("data")
    if not isinstance(data, dict) or kind not in {*_PUT, *_RETRACT}:
        kinds = ", ".join(sorted(_PUT | _RETRACT))
        raise UsageError(f"type is one of {kinds}, and data is an object with an id.")
    narration = check_id(str(data.pop("id", "")))
    if kind in _RETRACT:
        return _retract(call, narration, str(data.get("reason", "unpublished"))[:500])
    return _submit(call, narration, checked(data))


def _submit(call: Call, narration: str, submission: Json) -> Response:
    submitted = call.service.submit(narration, submission, call.caller)
    if submitted.changed:
        call.record("narration.put", narration, f"job {submitted.job}")
    status = 202 if submitted.changed else 200
    return Answer({"id": narration, "job": submitted.job}, status)


def _retract(call: Call, narration: str, reason: str) -> Response:
    """Retract a narration; of one that was never made nothing is to be retracted."""
    row = call.service.store.row("SELECT state FROM narrations WHERE id = ?", narration)
    if row is None or row["state"] == "retracted":
        return Answer({"id": narration, "job": None}, 200)
    job = call.service.retract(narration, reason, call.caller)
    call.record("narration.retract", narration, reason)
    return Answer({"id": narration, "job": job}, 202)


def _unsigned() -> Refusal:
    return Refusal(401, "The request is not signed as this hook's sender signs.", "signature")


def _shown(call: Call, row: Any) -> Json:
    url = f"{call.service.address}/hooks/{row['name']}"
    created = moment(row["created"])
    return {"name": row["name"], "kind": row["kind"], "url": url, "created": created}


ENDPOINTS: Final = (
    Endpoint(
        *("GET", "/v1/hooks", "admin", list_, "List who may send articles by webhook"),
        answers={200: ("Hooks", "The senders")},
    ),
    Endpoint(
        *("PUT", "/v1/hooks/{name}", "admin", put, "Let a content system send its articles"),
        body="Hook",
        answers={201: ("Hook", "New, with its secret and its address")},
    ),
    Endpoint(
        *("DELETE", "/v1/hooks/{name}", "admin", delete, "Let it send nothing more"),
        answers={204: ("", "It is gone"), 404: ("Error", "There is no such hook")},
    ),
    Endpoint(
        *("POST", "/hooks/{name}", PUBLIC, receive, "Take an article from a content system"),
        body="Delivery",
        answers={
            200: ("Queued", "Nothing is to do"),
            202: ("Queued", "Queued"),
            401: ("Error", "The signature is missing, wrong or old"),
            404: ("Error", "There is no such hook"),
        },
    ),
)
