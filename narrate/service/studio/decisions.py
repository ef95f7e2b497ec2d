"""The decisions of editors for one article, kept so that two at once lose nothing.

Each change reads the newest decisions and writes them back in one transaction. A form carries the
mark of the decision that its editor saw: where another has changed it since, nothing is written.
"""

import hashlib
import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from narrate import voices
from narrate.errors import UsageError
from narrate.service.core import Service
from narrate.service.submission import Json
from narrate.service.tokens import Caller

MOST_PAUSE_MS: Final = 10_000


class ConflictError(UsageError):
    """Another editor changed the same thing since this one opened the page."""


def mark(decision: Json | None) -> str:
    """Return the mark of a decision: it changes with it."""
    return hashlib.sha256(json.dumps(decision or {}, sort_keys=True).encode()).hexdigest()[:8]


@contextmanager
def changing(service: Service, narration: str) -> Iterator[Json]:
    """Yield the decisions of a narration, which are stored at the end; UsageError if unknown."""
    with service.store.transaction():
        decisions = service.decisions(narration)
        yield decisions
        service.store.change(
            "UPDATE narrations SET decisions = ?, version = version + 1 WHERE id = ?",
            *(json.dumps(decisions, ensure_ascii=False), narration),
        )


def change_block(
    service: Service, narration: str, block: tuple[str, str], caller: Caller, change: Json
) -> None:
    """Change the decision for a block, given by its key and the mark that the editor saw.

    ConflictError where the decision has another mark by now. ``change`` holds the new values of
    skip, voice and pause_ms; None takes one back.
    """
    with changing(service, narration) as decisions:
        key, seen = block
        blocks = decisions.setdefault("blocks", {})
        current = blocks.get(key, {})
        if mark(current) != seen:
            raise ConflictError(_conflict(current))
        changed = {
            name: value for name, value in {**current, **change}.items() if value is not None
        }
        if not {"skip", "voice", "pause_ms"} & changed.keys():
            blocks.pop(key, None)
        else:
            blocks[key] = changed | {"by": caller.editor, "at": time.time()}


def _conflict(current: Json) -> str:
    who = current.get("by") or "Another editor"
    if not current:
        return "Another editor took back the decision for this block. Yours was not saved."
    return f"{who} decided otherwise for this block meanwhile. Yours was not saved."


def accept(service: Service, narration: str, term: str) -> None:
    """Note that a name is said rightly as it is: it waits for nobody any more."""
    with changing(service, narration) as decisions:
        accepted = decisions.setdefault("accepted", [])
        if term not in accepted:
            accepted.append(term)
        _forget_name(service, narration, term)


def _forget_name(service: Service, narration: str, term: str) -> None:
    """Take a name out of those that the published version leaves undecided."""
    row = service.store.row("SELECT result FROM narrations WHERE id = ?", narration)
    result = json.loads(row["result"]) if row else {}
    if term in result.get("undecided", []):
        result["undecided"].remove(term)
        service.store.change(
            "UPDATE narrations SET result = ? WHERE id = ?", json.dumps(result), narration
        )


def skip(fields: dict[str, str]) -> Json:
    """Return the change that a form asks for: speak a block, or skip it."""
    return {"skip": fields.get("value") == "skip"}


def voice(fields: dict[str, str]) -> Json:
    """Return the change of a block's voice; nothing for the article's own; UsageError."""
    name = fields.get("value", "")
    if name:
        voices.named(name)
    return {"voice": name or None}


def pause(fields: dict[str, str]) -> Json:
    """Return the change of the pause after a block in ms; nothing for the usual; UsageError."""
    text = fields.get("value", "")
    if text and not (text.isascii() and text.isdecimal() and int(text[:6]) <= MOST_PAUSE_MS):
        raise UsageError(f"A pause is a whole number of milliseconds up to {MOST_PAUSE_MS:,}.")
    return {"pause_ms": int(text) if text else None}


CHANGES: Final[dict[str, Callable[[dict[str, str]], Json]]] = {
    "skip": skip,
    "voice": voice,
    "pause": pause,
}
