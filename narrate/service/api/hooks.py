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
from typing import Any, Final, NamedTuple

from starlette.responses import Response

from narrate.errors import UsageError
from narrate.service.answers import Answer, Refusal
from narrate.service.api.webhooks import new_secret
from narrate.service.core import moment
from narrate.service.endpoint import PUBLIC, Call, Endpoint
from narrate.service.submission import Json, check_id, checked
from narrate.service.tokens import Caller

GHOST, STANDARD = "ghost", "standard"
# Ghost's webhook-trigger.js: the HMAC is over the body and the time in milliseconds.
_GHOST_SIGNATURE: Final = re.compile(r"sha256=([0-9a-f]{64}), t=(\d{10,16})")
_TOLERANCE_S: Final = 300.0
_PUT: Final = {"article.published", "article.updated"}
_RETRACT: Final = {"article.unpublished", "article.deleted"}


class Message(NamedTuple):
    """A signed request: its id, the time that it states, and its end in seconds of the epoch.

    After ``expires`` its signature counts no longer.
    """

    id: str
    signed: str
    expires: float


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
    """Do as a signed request says, once: narrate an article, or retract it.

    A request that is sent once more as it was is refused. A sender that tries a message again, with
    a signature of that moment, gets the answer that it may have missed.
    """
    name = call.path["name"]
    sender = call.service.store.row("SELECT * FROM senders WHERE name = ?", name)
    if sender is None:
        raise Refusal(404, f"There is no hook {name}.", "not_found")
    call.caller = Caller(f"hook {name}", "write")
    verify, follow = _KINDS[sender["kind"]]
    message = verify(call, sender["secret"])
    if narration := _taken(call, name, message):
        return Answer({"id": narration, "job": None}, 200)
    answer = follow(call, name)
    call.service.store.change(
        "INSERT OR REPLACE INTO taken_messages (sender, message, signed, narration, expires)"
        " VALUES (?, ?, ?, ?, ?)",
        *(name, message.id, message.signed, answer.narration, message.expires),
    )
    return answer


def _taken(call: Call, name: str, message: Message) -> str:
    """Return the narration of a message that was taken before, or nothing for a new one.

    Raises Refusal for a copy of the very request.
    """
    row = call.service.store.row(
        "SELECT signed, narration FROM taken_messages"
        " WHERE sender = ? AND message = ? AND expires > ?",
        *(name, message.id, time.time()),
    )
    if row is None:
        return ""
    if row["signed"] == message.signed:
        raise Refusal(409, "The service took this very request before. Sign a new one.", "replayed")
    narration: str = row["narration"]
    return narration


def _verify_ghost(call: Call, secret: str) -> Message:
    """Return a message of the last minutes; Refusal unless Ghost's signature is right."""
    match = _GHOST_SIGNATURE.fullmatch(call.request.headers.get("x-ghost-signature", ""))
    if match is None:
        raise _unsigned()
    expected = hmac.new(secret.encode(), call.body + match[2].encode(), hashlib.sha256)
    signed = int(match[2]) / 1000
    is_recent = abs(time.time() - signed) <= _TOLERANCE_S
    if not hmac.compare_digest(expected.hexdigest(), match[1]) or not is_recent:
        raise _unsigned()
    # Ghost gives its webhooks no id: the signature tells one from another.
    return Message(match[1], match[2], signed + _TOLERANCE_S)


def _of_ghost(call: Call, name: str) -> "Followed":
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


def _verify_standard(call: Call, secret: str) -> Message:
    """Return a message of the last minutes; Refusal unless its signature is right."""
    from standardwebhooks import Webhook, WebhookVerificationError

    headers = call.request.headers
    try:
        Webhook(secret).verify(call.body, dict(headers))
    except (WebhookVerificationError, ValueError) as error:
        raise _unsigned() from error
    signed = headers["webhook-timestamp"]
    return Message(headers["webhook-id"], signed, float(signed) + _TOLERANCE_S)


def _of_standard(call: Call, _name: str) -> "Followed":
    payload = call.json()
    kind, data = payload.get("type"), payload.get("data")
    if not isinstance(data, dict) or kind not in {*_PUT, *_RETRACT}:
        kinds = ", ".join(sorted(_PUT | _RETRACT))
        raise UsageError(f"type is one of {kinds}, and data is an object with an id.")
    narration = check_id(str(data.pop("id", "")))
    if kind in _RETRACT:
        return _retract(call, narration, str(data.get("reason", "unpublished"))[:500])
    return _submit(call, narration, checked(data))


class Followed(Answer):
    """The answer to a request that was followed, and the id of its narration."""

    def __init__(self, narration: str, job: int | None, *, queued: bool) -> None:
        """State the job, which is None where nothing is to do."""
        super().__init__({"id": narration, "job": job}, 202 if queued else 200)
        self.narration = narration


_KINDS: Final = {GHOST: (_verify_ghost, _of_ghost), STANDARD: (_verify_standard, _of_standard)}


def _submit(call: Call, narration: str, submission: Json) -> Followed:
    submitted = call.service.submit(narration, submission, call.caller)
    if submitted.changed:
        call.record("narration.put", narration, f"job {submitted.job}")
    return Followed(narration, submitted.job, queued=submitted.changed)


def _retract(call: Call, narration: str, reason: str) -> Followed:
    """Retract a narration; of one that was never made nothing is to be retracted."""
    row = call.service.store.row("SELECT state FROM narrations WHERE id = ?", narration)
    if row is None or row["state"] == "retracted":
        return Followed(narration, None, queued=False)
    job = call.service.retract(narration, reason, call.caller)
    call.record("narration.retract", narration, reason)
    return Followed(narration, job, queued=True)


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
            409: ("Error", "This very request was taken before"),
        },
    ),
)
