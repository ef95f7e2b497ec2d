"""Mispronunciations that listeners report: the sentence, and how many times."""

import sqlite3
import time
from typing import Final

from starlette.responses import Response

from narrate.errors import PublishError
from narrate.service.core import Service
from narrate.service.endpoint import Call
from narrate.service.studio.view import View, form, narration_path, to

_MOST: Final = 50  # sentences of one narration


def of(call: Call, narration: str) -> list[sqlite3.Row]:
    """Return the reports of a narration, the most frequent first."""
    return call.service.store.rows(
        "SELECT sentence, count FROM studio_reports WHERE narration = ? ORDER BY count DESC",
        narration,
    )


def add(service: Service, narration: str, time_ms: float) -> None:
    """Note a report of the sentence that is heard at a time; one of no sentence is dropped."""
    try:
        manifest = service.manifest(narration)
    except PublishError:
        return
    sentence = next(
        (
            utterance["written"]
            for utterance in reversed(manifest["utterances"])
            if utterance["start_ms"] <= time_ms
        ),
        None,
    )
    if sentence is None:
        return
    service.store.change(
        "INSERT INTO studio_reports (narration, sentence, count, time) SELECT ?, ?, 1, ?"
        " WHERE (SELECT count(*) FROM studio_reports WHERE narration = ?) < ?"
        " ON CONFLICT DO UPDATE SET count = count + 1",
        *(narration, sentence, time.time(), narration, _MOST),
    )


def done(call: Call) -> Response:
    """Take a report off the list."""
    narration = call.path["id"]
    call.service.store.change(
        "DELETE FROM studio_reports WHERE narration = ? AND sentence = ?",
        *(narration, form(call).get("sentence", "")),
    )
    call.record("studio.reported", narration)
    return to(narration_path(narration))


VIEWS: Final = (View("POST", "/studio/narrations/{id}/reported", "write", done),)
