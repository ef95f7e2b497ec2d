"""One article: its text as written, sentence by sentence, and everything an editor may decide."""

import json
import sqlite3
from typing import Any, Final

from starlette.responses import Response

from narrate.errors import DoubtError, NarrateError, PublishError, UsageError
from narrate.publish import shelf
from narrate.publish.manifest import NAME
from narrate.service import night, places
from narrate.service.answers import Answer, Refusal
from narrate.service.endpoint import Call
from narrate.service.studio import changes, decisions, orders, pages, reports
from narrate.service.studio.decisions import ConflictError
from narrate.service.studio.view import HEADERS, View, form, narration_path, render, to
from narrate.service.submission import Json
from narrate.service.withdrawal import withdrawal_of

_PATH: Final = "/studio/narrations/{id}"
_PAUSES_MS: Final = (0, 200, 500, 1_000, 1_500, 2_000, 3_000, 5_000)
_HISTORY: Final = 12
ACTIONS: Final = {
    "studio.skip": "changed what is spoken",
    "studio.voice": "changed a voice",
    "studio.pause": "changed a pause",
    "studio.accept": "left a name as it is said",
    "studio.saying": "decided how a name is said",
    "studio.publish": "published it",
    "studio.republish": "published it again after it was withdrawn",
    "studio.withdraw": "asked again to withdraw it",
    "studio.hold": "held it back",
    "studio.anyway": "overrode a doubt",
    "narration.put": "sent the article",
    "studio.rebuild": "had it recorded again for a name",
    "studio.reported": "closed a listener's report",
    "narration.rebuild": "had it recorded again",
    "narration.retract": "withdrew it",
}


def page(call: Call) -> Response:
    """Show an article."""
    return _page(call, orders.row_of(call))


def _page(call: Call, row: sqlite3.Row, *, status: int = 200, problem: str = "") -> Response:
    shown: dict[str, Any] = {"script": None, "doubt": "", "reason": "", "changes": None}
    order = orders.order_of(call.service, row)
    try:
        if order:
            shown["script"] = script = orders.script(call, order)
            shown["changes"] = _changes(call, row, script)
    except DoubtError as error:
        shown["reason"] = f"The article is held back {error.reason}."
        shown["doubt"] = error.option.removeprefix("--")
    except NarrateError as error:
        shown["reason"] = str(error)
    return render(
        *(call, "article.html"),
        status=status,
        row=row,
        problem=problem,
        saved=call.query.get("saved", ""),
        decisions=json.loads(row["decisions"]),
        marks=_marks(row),
        voices=_voices(shown["script"]),
        pauses=_PAUSES_MS,
        history=_history(call, row["id"]),
        reports=reports.of(call, row["id"]),
        stale=pages.finding(call, row["id"]),
        compared=call.query.get("compared", ""),
        tonight=night.planned(call.service, row["id"]),
        actions=ACTIONS,
        live=_live(call, row),
        review=call.service.settings.serve.review,
        withdrawal=withdrawal_of(call.service.store, row["id"]),
        result=json.loads(row["result"]),
        embed=_embed(row),
        **shown,
    )


def _embed(row: sqlite3.Row) -> str:
    return json.loads(row["result"]).get("embed", "") if row["published"] else ""


def _marks(row: sqlite3.Row) -> dict[str, str]:
    """Return the mark of each block's decision, which its forms carry."""
    blocks = json.loads(row["decisions"]).get("blocks", {})
    return {key: decisions.mark(decision) for key, decision in blocks.items()}


def manifest_of(call: Call, row: sqlite3.Row) -> Json | None:
    """Return the manifest of the published version, or None where there is none.

    PublishError where it cannot be read, as when the store does not answer.
    """
    if row["published"] is None:
        return None
    with places.reading(call.service.settings, row["folder"]) as folder:
        return shelf.load(folder) if (folder / NAME).is_file() else None


def _changes(call: Call, row: sqlite3.Row, script: Json) -> Json:
    """Return the changes since publication; where that version cannot be read, the ``problem``."""
    try:
        return {**changes.of(script, manifest_of(call, row)), "problem": ""}
    except PublishError as error:
        return {**changes.of(script, None), "problem": str(error)}


def _voices(script: Json | None) -> list[str]:
    """Return the names of the voices that are here and speak the article's language."""
    from narrate import voices

    if script is None:
        return []
    language = script["language"].partition("-")[0]
    return [
        voice.name
        for voice in voices.catalog()
        if voice.language.partition("-")[0] in {"", language} and voices.installed(voice)
    ]


def _history(call: Call, narration: str) -> list[sqlite3.Row]:
    return call.service.store.rows(
        "SELECT id, time, editor, token, action, detail FROM audit WHERE target = ?"
        " ORDER BY id DESC LIMIT ?",
        *(narration, _HISTORY),
    )


def _live(call: Call, row: sqlite3.Row) -> Json:
    """Return the state of a narration as its page follows it."""
    state: Json = {name: row[name] for name in ("version", "state", "reason")}
    state["percent"] = None
    if row["state"] == "running" and (progress := call.service.dispatcher.progress(row["id"])):
        state |= {"state": progress.stage, "percent": progress.percent}
    newest = _history(call, row["id"])[:1]
    state["change"] = newest[0]["id"] if newest else 0
    state["by"] = (newest[0]["editor"] or newest[0]["token"]) if newest else ""
    state["did"] = ACTIONS.get(newest[0]["action"], "changed it") if newest else ""
    return state


def state(call: Call) -> Response:
    """Return the state of a narration for the page that follows it."""
    return Answer(_live(call, orders.row_of(call)), headers={"Cache-Control": "no-store"})


def sound(call: Call) -> Response:
    """Return the sound of a sentence, with a pronunciation that is tried or as it is."""
    if call.request.headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
        raise Refusal(403, "Only the studio's own pages play its sounds.", "foreign_origin")
    row = orders.row_of(call)
    order = orders.order_of(call.service, row)
    if order is None:
        raise Refusal(404, "The service has no text of this narration.", "not_found")
    term, saying = call.query.get("term", "").strip(), call.query.get("saying", "").strip()
    trial = (term, saying) if term and saying else None
    data = orders.sound(call, order, call.path["key"], trial)
    caching = "no-store" if trial else "private, max-age=3600"
    return Response(data, media_type="audio/mpeg", headers=HEADERS | {"Cache-Control": caching})


def block(call: Call) -> Response:
    """Change the decision for a block."""
    row, fields = orders.row_of(call), form(call)
    key, what = fields.get("key", ""), fields.get("what", "")
    if what not in decisions.CHANGES:
        raise UsageError(f"There is no decision {what!r} for a block.")
    change = decisions.CHANGES[what](fields)
    try:
        decisions.change_block(
            *(call.service, row["id"], (key, fields.get("seen", "")), call.caller, change)
        )
    except ConflictError as error:
        return _page(call, orders.row_of(call), status=409, problem=str(error))
    call.record(f"studio.{what}", row["id"], key)
    return to(f"{narration_path(row['id'])}#b-{key}")


def accept(call: Call) -> Response:
    """Leave a name as it is said."""
    row, term = orders.row_of(call), form(call).get("term", "")
    decisions.accept(call.service, row["id"], term)
    call.record("studio.accept", row["id"], term)
    return to(f"{narration_path(row['id'])}#names")


VIEWS: Final = (
    View("GET", _PATH, "read", page),
    View("GET", f"{_PATH}/state", "read", state),
    View("GET", f"{_PATH}/sound/{{key}}", "write", sound),
    View("POST", f"{_PATH}/block", "write", block),
    View("POST", f"{_PATH}/accept", "write", accept),
)
