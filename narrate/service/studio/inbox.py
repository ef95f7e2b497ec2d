"""The inbox: narrations by state, and before all those that wait for a person."""

import json
import sqlite3
import threading
from concurrent.futures import CancelledError
from contextlib import suppress
from typing import Any, Final

from starlette.responses import Response

from narrate.errors import NarrateError
from narrate.service.core import Service
from narrate.service.endpoint import PUBLIC, Call
from narrate.service.studio import work
from narrate.service.studio.pages import DIFFERS
from narrate.service.studio.schema import URGENCY
from narrate.service.studio.view import View, render, to
from narrate.service.workers import DESK

_PAGE: Final = 50
_NAMES_SHOWN: Final = 3
_COLUMNS: Final = (
    "id, state, reason, kind, voice, updated, published, version,"
    " json_extract(result, '$.duration_ms') AS duration_ms,"
    " json_extract(result, '$.faults') AS faults,"
    " json_extract(result, '$.undecided') AS undecided,"
    f" CASE WHEN {DIFFERS} THEN (SELECT finding FROM studio_stale WHERE narration = id) END"
    " AS stale,"
    " (SELECT sum(count) FROM studio_reports WHERE narration = id) AS reports,"
    " CASE title WHEN '' THEN (SELECT json_extract(body, '$.title') FROM requests"
    "  WHERE narration = id) ELSE title END AS title"
)
# Of each list: its name, its heading, its condition, its order.
_WAITS: Final = f"({URGENCY}) > 0"
# Only where listeners reported something, or a page differs: the plain condition has an index.
_WAITS_OR_REPORTED: Final = (
    f"({_WAITS} OR id IN (SELECT narration FROM studio_reports)"
    f" OR id IN (SELECT narration FROM studio_stale) AND {DIFFERS})"
)
_NEWEST: Final = "updated DESC, id"
LISTS: Final = {
    "waiting": ("Needs you", _WAITS, f"({URGENCY}) DESC, updated DESC"),
    "work": ("In work", "state IN ('queued', 'running')", _NEWEST),
    "published": ("Published", "state = 'published'", _NEWEST),
    "retracted": ("Retracted", "state = 'retracted'", _NEWEST),
    "all": ("All", "TRUE", _NEWEST),
}


def page(call: Call) -> Response:
    """Show a page of one of the lists, or of the narrations whose title or id has some words."""
    threading.Thread(target=_warm, args=(call.service,), daemon=True, name="warm").start()
    name = call.query.get("list", "waiting")
    words, number = call.query.get("q", "").strip(), call.number("page", 1, 1_000_000)
    name = "all" if words else name if name in LISTS else "waiting"
    condition, order = _condition(call, name), LISTS[name][2]
    values: list[Any] = []
    if words:
        condition += " AND (title LIKE ? ESCAPE '!' OR id LIKE ? ESCAPE '!')"
        values += [f"%{_escaped(words)}%"] * 2
    store = call.service.store
    found = store.row(f"SELECT count(*) AS count FROM narrations WHERE {condition}", *values)
    rows = store.rows(
        f"SELECT {_COLUMNS} FROM narrations WHERE {condition} ORDER BY {order} LIMIT ? OFFSET ?",
        *(*values, _PAGE, (number - 1) * _PAGE),
    )
    total = found["count"] if found else 0
    return render(
        *(call, "inbox.html"),
        lists=[(key, heading, _count(call, key)) for key, (heading, *_) in LISTS.items()],
        current=name,
        heading=LISTS[name][0],
        narrations=[_row(call, row) for row in rows],
        words=words,
        comparing=call.query.get("comparing", ""),
        total=total,
        number=number,
        first=(number - 1) * _PAGE + 1,
        last=min(number * _PAGE, total),
        pages=-(-total // _PAGE),
    )


def _warm(service: Service) -> None:
    """Start a worker for the article that an editor is about to open."""
    with suppress(NarrateError, CancelledError):  # the article's page tells of any trouble
        service.workers(DESK, work.warm)


def _condition(call: Call, name: str) -> str:
    """Return the condition of a list."""
    condition = LISTS[name][1]
    if condition == _WAITS and call.service.store.row(
        "SELECT 1 FROM studio_reports UNION ALL SELECT 1 FROM studio_stale LIMIT 1"
    ):
        return _WAITS_OR_REPORTED
    return condition


def _count(call: Call, name: str) -> int:
    condition = _condition(call, name)
    row = call.service.store.row(f"SELECT count(*) AS count FROM narrations WHERE {condition}")
    return row["count"] if row else 0


def _row(call: Call, row: sqlite3.Row) -> dict[str, Any]:
    """Return a narration as the list shows it."""
    shown = dict(row)
    undecided = json.loads(row["undecided"] or "[]")
    shown["names"], shown["more"] = undecided[:_NAMES_SHOWN], len(undecided) - _NAMES_SHOWN
    if row["state"] == "running" and (progress := call.service.dispatcher.progress(row["id"])):
        shown |= {"state": progress.stage, "percent": progress.percent}
    return shown


def _escaped(words: str) -> str:
    for sign in "!%_":
        words = words.replace(sign, f"!{sign}")
    return words


def entrance(_: Call) -> Response:
    """Lead whoever opens the service's bare address to the studio."""
    return to("/studio")


VIEWS: Final = (View("GET", "/studio", "read", page), View("GET", "/", PUBLIC, entrance))
