"""Prepare an utterance for a neural engine: cut it at clauses, and end it like a sentence."""

import re
from collections.abc import Iterator, Sequence

from narrate.model import SpokenRun

_MARKS = re.compile(r"[,;:.!?…–—)](?=\s)|\s(?=[(–—])")
_SPACES = re.compile(r"\s")
_END = re.compile(r"[.!?…:;][\s\"'”’»)\]]*$")


def cut(runs: Sequence[SpokenRun], limit: int) -> list[list[SpokenRun]]:
    """Return the runs in parts of at most ``limit`` characters; no character is lost.

    A part ends after a mark, else between words, else anywhere. The parts have about the same
    length, because a short last part would sound different. A run with phonemes is never cut.

    >>> [[run.text for run in part] for part in cut([SpokenRun("He came, he saw, he left.")], 18)]
    [['He came, he saw,'], [' he left.']]
    """
    remaining = sum(len(run.text) for run in runs)
    parts: list[list[SpokenRun]] = [[]]
    room = _share(remaining, limit)
    for run in runs:
        for piece in _pieces(run, limit):
            length = len(piece.text)
            if parts[-1] and length > room:
                parts.append([])
                room = _share(remaining, limit)
            parts[-1].append(piece)
            room -= length
            remaining -= length
    return [_merged(part) for part in parts if part]


def _share(remaining: int, limit: int) -> int:
    """Return the greatest length of the next part: a third over an equal share, or the limit."""
    parts = -(-remaining // limit)
    return min(limit, -(-remaining * 4 // (3 * parts))) if parts else limit


def _pieces(run: SpokenRun, limit: int) -> Iterator[SpokenRun]:
    """Yield the clauses of a run; the words of a clause over the limit; a longer word in pieces."""
    if _is_fixed(run):
        yield run
        return
    for clause in _split(run.text, _MARKS):
        if len(clause) <= limit:
            yield SpokenRun(clause)
            continue
        for word in _split(clause, _SPACES):
            for start in range(0, len(word), limit):
                yield SpokenRun(word[start : start + limit])


def _split(text: str, pattern: re.Pattern[str]) -> Iterator[str]:
    start = 0
    for match in pattern.finditer(text):
        end = match.end() if pattern is _MARKS else match.start()
        if end > start:
            yield text[start:end]
            start = end
    if start < len(text):
        yield text[start:]


def _merged(part: list[SpokenRun]) -> list[SpokenRun]:
    """Return the runs with neighboring texts joined."""
    merged: list[SpokenRun] = []
    for run in part:
        if merged and not any(_is_fixed(neighbor) for neighbor in (run, merged[-1])):
            merged[-1] = SpokenRun(merged[-1].text + run.text)
        else:
            merged.append(run)
    return merged


def _is_fixed(run: SpokenRun) -> bool:
    """Whether phonemes or a respelling decide the sound of a run, so that it cannot be cut."""
    return bool(run.phonemes or run.respelling)


def with_end(runs: Sequence[SpokenRun]) -> list[SpokenRun]:
    """Return the runs with a full stop if the text, such as a heading, has no mark at its end.

    Models learn from sentences: without a final mark they break off or sing on.

    >>> [run.text for run in with_end([SpokenRun("Background")])]
    ['Background.']
    """
    text = "".join(run.text for run in runs)
    if not any(map(str.isalnum, text)) or _END.search(text):
        return list(runs)
    last = runs[-1]
    if _is_fixed(last):
        return [*runs, SpokenRun(".")]
    return [*runs[:-1], SpokenRun(last.text.rstrip() + ".")]
