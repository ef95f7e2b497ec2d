"""Word times from what an engine tells of the stretches between its spaces."""

import re
from collections.abc import Sequence

from narrate.model import Word

_WORDS = re.compile(r"\S+")
Stretch = tuple[int, int]
"""From this frame to that one."""


def place(text: str, stretches: Sequence[Stretch]) -> tuple[Word, ...]:
    """Return when each word of a text is heard.

    Where the engine said as many stretches as there are words they belong together; else the time
    is shared out among the words by their letters, and marked as estimated.

    >>> [word.start_frame for word in place("one three", [(0, 80)])]
    [0, 30]
    """
    words = [found.span() for found in _WORDS.finditer(text) if _said(found.group())]
    if not words or not stretches:
        return ()
    if len(words) == len(stretches):
        return tuple(
            Word(start, end, *span) for span, (start, end) in zip(words, stretches, strict=True)
        )
    first, last = stretches[0][0], stretches[-1][1]
    letters = [sum(map(str.isalnum, text[start:end])) for start, end in words]
    total, before = sum(letters), 0
    placed = []
    for span, count in zip(words, letters, strict=True):
        start = first + (last - first) * before // total
        before += count
        end = first + (last - first) * before // total
        placed.append(Word(start, end, *span, estimated=True))
    return tuple(placed)


def _said(word: str) -> bool:
    return any(map(str.isalnum, word))
