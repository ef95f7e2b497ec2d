"""How an utterance is made fit for a neural engine: cut at clauses, and ended like a sentence."""

import re
from collections.abc import Iterator, Sequence

from narrate.model import Run

_MARKS = re.compile(r"[,;:.!?…–—)](?=\s)|\s(?=[(–—])")
_SPACES = re.compile(r"\s")
_ENDED = re.compile(r"[.!?…:;][\s\"'”’»)\]]*$")


def cut(runs: Sequence[Run], limit: int) -> list[list[Run]]:
    """Return the runs in parts of at most ``limit`` characters, whose texts joined are the same.

    A part ends after a mark, else between words, else anywhere; parts are about equally long, for
    a short rest sounds unlike its neighbors. A run with phonemes stays whole.

    >>> [[run.text for run in part] for part in cut([Run("He came, he saw, he left.")], 18)]
    [['He came, he saw,'], [' he left.']]
    """
    left = sum(len(run.text) for run in runs)
    parts: list[list[Run]] = [[]]
    room = _share(left, limit)
    for run in runs:
        for piece in _pieces(run, limit):
            length = len(piece.text)
            if parts[-1] and length > room:
                parts.append([])
                room = _share(left, limit)
            parts[-1].append(piece)
            room -= length
            left -= length
    return [_merged(part) for part in parts if part]


def _share(left: int, limit: int) -> int:
    """Return how long the next part may be: within the limit, a third over an equal share."""
    parts = -(-left // limit)
    return min(limit, -(-left * 4 // (3 * parts))) if parts else limit


def _pieces(run: Run, limit: int) -> Iterator[Run]:
    """Yield the clauses of a run; those over the limit in words, a longer word in bits."""
    if run.phonemes or run.respelling:
        yield run
        return
    for clause in _split(run.text, _MARKS):
        if len(clause) <= limit:
            yield Run(clause)
            continue
        for word in _split(clause, _SPACES):
            yield from (Run(word[at : at + limit]) for at in range(0, len(word), limit))


def _split(text: str, pattern: re.Pattern[str]) -> Iterator[str]:
    at = 0
    for match in pattern.finditer(text):
        end = match.end() if pattern is _MARKS else match.start()
        if end > at:
            yield text[at:end]
            at = end
    if at < len(text):
        yield text[at:]


def _merged(part: list[Run]) -> list[Run]:
    """Return the runs with the texts that stand beside each other as one."""
    merged: list[Run] = []
    for run in part:
        if merged and not any(one.phonemes or one.respelling for one in (run, merged[-1])):
            merged[-1] = Run(merged[-1].text + run.text)
        else:
            merged.append(run)
    return merged


def ended(runs: Sequence[Run]) -> list[Run]:
    """Return the runs with a full stop where the sentence has no end, as a heading.

    A model that learned from sentences breaks off, or sings on, at a text without one.

    >>> [run.text for run in ended([Run("Background")])]
    ['Background.']
    """
    text = "".join(run.text for run in runs)
    if not any(map(str.isalnum, text)) or _ENDED.search(text):
        return list(runs)
    last = runs[-1]
    if last.phonemes or last.respelling:
        return [*runs, Run(".")]
    return [*runs[:-1], Run(last.text.rstrip() + ".")]
