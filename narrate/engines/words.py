"""Word times, from the parts of the audio that an engine reports between spaces."""

import re
from collections.abc import Sequence

from narrate.model import Word

_WORDS = re.compile(r"\S+")
Stretch = tuple[int, int]
"""The first frame of a part of the audio, and the frame after its last."""


def place(text: str, stretches: Sequence[Stretch], *, estimated: bool = False) -> tuple[Word, ...]:
    """Return the time of each word of a text that has a letter or digit.

    ``estimated`` marks times that the engine did not tell.

    If the engine reports as many parts as there are words, each word gets its part. Otherwise the
    whole time is shared among the words by their letters, and they are marked as estimated.

    >>> [word.start_frame for word in place("one three", [(0, 80)])]
    [0, 30]
    """
    spans = [match.span() for match in _WORDS.finditer(text) if _letters(match.group())]
    if not spans or not stretches:
        return ()
    if len(spans) == len(stretches):
        return tuple(
            Word(start, end, *span, estimated=estimated)
            for span, (start, end) in zip(spans, stretches, strict=True)
        )
    first, last = stretches[0][0], stretches[-1][1]
    letters = [_letters(text[start:end]) for start, end in spans]
    total, passed = sum(letters), 0
    words = []
    for span, count in zip(spans, letters, strict=True):
        start = first + (last - first) * passed // total
        passed += count
        end = first + (last - first) * passed // total
        words.append(Word(start, end, *span, estimated=True))
    return tuple(words)


def _letters(word: str) -> int:
    return sum(map(str.isalnum, word))
