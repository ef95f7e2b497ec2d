"""An article for a page of the studio: its row, its script from a worker, single sounds."""

import json
import sqlite3
from functools import partial
from pathlib import Path
from typing import Any
from uuid import uuid4

from narrate.service.answers import Refusal
from narrate.service.core import Service
from narrate.service.endpoint import Call
from narrate.service.studio import work
from narrate.service.studio.work import Order
from narrate.service.submission import Json, settings_of
from narrate.service.workers import DESK


def row_of(call: Call) -> sqlite3.Row:
    """Return the row of the narration that a path names, its request beside it; Refusal if none."""
    row = call.service.store.row(
        "SELECT narrations.*, requests.body, requests.digest FROM narrations"
        " LEFT JOIN requests ON narration = id WHERE id = ?",
        call.path["id"],
    )
    if row is None:
        raise Refusal(404, f"There is no narration {call.path['id']}.", "not_found")
    return row


def order_of(service: Service, row: sqlite3.Row) -> Order | None:
    """Return the order for a worker, or None where no article was ever put."""
    if row["body"] is None:
        return None
    submission = json.loads(row["body"])
    settings = settings_of(submission, service.settings)
    return Order(
        *(row["id"], submission, json.loads(row["decisions"]), row["folder"]),
        settings=service.settings,
        edition=f"{service.edition(settings)} {row['digest']} {row['published']}",
    )


def script(call: Call, order: Order) -> Json:
    """Return the script of an article; errors as those of ``reading.article``."""
    return call.service.workers(DESK, partial(work.script, order))


def sound(call: Call, order: Order, key: str, saying: tuple[str, str] | None = None) -> bytes:
    """Return the sound of a sentence as MP3, with a pronunciation that is tried or without."""
    path = call.service.run_folder / f"sentence-{uuid4().hex}"
    task: Any = partial(work.sound, order, key, path=str(path))
    if saying:
        task = partial(work.trial, order, key, saying, path=str(path))
    try:
        call.service.workers(DESK, task)
        return path.read_bytes()
    finally:
        Path(path).unlink(missing_ok=True)
