"""Trace each spoken word to its written words and to the rule or entry that decided it."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from narrate.model import Utterance

AS_WRITTEN = "as written"
WORD = re.compile(r"\w+(?:['’.,-]\w+)*")


class Traced(NamedTuple):
    """A spoken word: where it stands in ``spoken``, and for which stretch of ``written``.

    ``by`` names the rule or the dictionary entry, or is "as written". Every word of an edit stands
    for all that the edit claims.
    """

    spoken: str
    start: int
    end: int
    written_start: int
    written_end: int
    by: str


def trace(utterance: Utterance) -> Iterator[Traced]:
    """Yield the spoken words of an utterance in order; a word ends where an edit does."""
    spoken_at = written_at = 0
    for edit in utterance.edits:
        unedited = utterance.written[written_at : edit.start]
        yield from _as_written(unedited, spoken_at, written_at)
        spoken_at += len(unedited)
        for match in WORD.finditer(edit.spoken):
            start, end = (spoken_at + offset for offset in match.span())
            yield Traced(match[0], start, end, edit.start, edit.end, edit.rule)
        spoken_at, written_at = spoken_at + len(edit.spoken), edit.end
    yield from _as_written(utterance.written[written_at:], spoken_at, written_at)


def _as_written(unedited: str, spoken_at: int, written_at: int) -> Iterator[Traced]:
    for match in WORD.finditer(unedited):
        start, end = match.span()
        yield Traced(
            match[0],
            spoken_at + start,
            spoken_at + end,
            written_at + start,
            written_at + end,
            AS_WRITTEN,
        )
