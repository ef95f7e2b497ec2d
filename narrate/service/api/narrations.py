"""/v1/narrations: put, get, list, retract, and follow a narration."""

import base64
import binascii
import json
from typing import Final

from starlette.responses import Response

from narrate.service.answers import Answer, Refusal
from narrate.service.endpoint import Call, Endpoint
from narrate.service.submission import Json, check_id, media_type_of, parse

_MOST_LISTED: Final = 200
_STATES: Final = ("queued", "running", "published", "held", "failed", "retracted")


def put(call: Call) -> Response:
    """Queue an article; nothing is to do where the same request was made before."""
    narration = check_id(call.path["id"])
    submission = parse(call.body, *media_type_of(call.request.headers), call.query)
    submitted = call.service.submit(narration, submission, call.caller)
    if submitted.changed:
        call.record("narration.put", narration, f"job {submitted.job}")
    state = {**shown(call, narration), "job": submitted.job}
    status = 202 if submitted.changed else 200
    return Answer(state, status, headers={"Location": state["url"]})


def get(call: Call) -> Json:
    """Return a narration: its state, and the published version; with its manifest if asked for."""
    narration = call.path["id"]
    state = shown(call, narration)
    if call.query.get("include") == "manifest" and state["published"]:
        state["manifest"] = call.service.manifest(narration)
    return state


def list_(call: Call) -> Json:
    """Return a page of narrations, the last changed first."""
    limit = call.number("limit", 50, _MOST_LISTED)
    conditions, values = ["1"], list[object]()
    if state := call.query.get("state"):
        if state not in _STATES:
            raise Refusal(400, f"There is no state {state!r}. States: {', '.join(_STATES)}.")
        conditions.append("state = ?")
        values.append(state)
    if words := call.query.get("q"):
        conditions.append("(instr(lower(title), lower(?)) OR instr(id, ?))")
        values += [words, words]
    if cursor := call.query.get("after"):
        conditions.append("(updated, id) < (?, ?)")
        values += _place(cursor)
    rows = call.service.store.rows(
        f"SELECT * FROM narrations WHERE {' AND '.join(conditions)}"
        " ORDER BY updated DESC, id DESC LIMIT ?",
        *(*values, limit + 1),
    )
    page = [call.service.view(row) for row in rows[:limit]]
    following = _cursor(rows[limit - 1]["updated"], page[-1]["id"]) if len(rows) > limit else None
    return {"narrations": page, "next": following}


def delete(call: Call) -> Response:
    """Queue the retraction of a narration: its files go, and a note remains that says so."""
    narration = call.path["id"]
    job = call.service.retract(narration, call.query.get("reason", "")[:500], call.caller)
    if job is None:
        raise _missing(narration)
    call.record("narration.retract", narration, call.query.get("reason", "")[:500])
    return Answer({**shown(call, narration), "job": job}, 202)


def rebuild(call: Call) -> Response:
    """Queue a narration to be recorded again, under the dictionaries and decisions of now."""
    narration = call.path["id"]
    shown(call, narration)
    job = call.service.again(narration, call.caller)
    call.record("narration.rebuild", narration, f"job {job}")
    return Answer({**shown(call, narration), "job": job}, 202)


def shown(call: Call, narration: str) -> Json:
    """Return a narration as the service shows it; Refusal where there is none."""
    row = call.service.store.row("SELECT * FROM narrations WHERE id = ?", narration)
    if row is None:
        raise _missing(narration)
    return call.service.view(row)


def _missing(narration: str) -> Refusal:
    return Refusal(404, f"There is no narration {narration}.", "not_found")


def _cursor(updated: float, narration: str) -> str:
    return base64.urlsafe_b64encode(json.dumps([updated, narration]).encode()).decode()


def _place(cursor: str) -> list[object]:
    try:
        updated, narration = json.loads(base64.urlsafe_b64decode(cursor))
        return [float(updated), str(narration)]
    except (ValueError, TypeError, binascii.Error) as error:
        raise Refusal(400, "after is no cursor: take it from next.", "cursor") from error


_SHOWN: Final = ("Narration", "The narration")
_NONE: Final = ("Error", "There is no such narration")
ENDPOINTS: Final = (
    Endpoint(
        *("PUT", "/v1/narrations/{id}", "write", put, "Narrate an article, or its new version"),
        body="Submission",
        answers={
            202: ("Submitted", "Queued"),
            200: ("Submitted", "Nothing has changed"),
            400: ("Error", "The submission makes no sense"),
            429: ("Error", "Too many narrations wait; see Retry-After"),
        },
    ),
    Endpoint(
        *("GET", "/v1/narrations/{id}", "read", get, "Show a narration"),
        answers={200: _SHOWN, 404: _NONE},
        query={"include": "manifest: with the whole of narrate.json"},
    ),
    Endpoint(
        *("DELETE", "/v1/narrations/{id}", "write", delete, "Retract a narration"),
        answers={202: ("Submitted", "Queued before all other work"), 404: _NONE},
        query={"reason": "Why; the tombstone keeps it"},
    ),
    Endpoint(
        *("POST", "/v1/narrations/{id}/rebuild", "write", rebuild, "Make a narration anew"),
        answers={
            202: ("Submitted", "Queued as a correction"),
            404: _NONE,
            409: ("Error", "It is withdrawn; put the article to publish it again"),
        },
    ),
    Endpoint(
        *("GET", "/v1/narrations", "read", list_, "List narrations, the last changed first"),
        answers={200: ("Page", "A page of narrations")},
        query={
            "state": f"Only those in a state: {', '.join(_STATES)}",
            "q": "Only those with this in their title or id",
            "limit": f"How many, up to {_MOST_LISTED}",
            "after": "The cursor that the page before has as next",
        },
    ),
)
