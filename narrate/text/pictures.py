"""Find the ends of sentences at emoji: "We won! 🏆", "We won 🏆 The party begins"."""

import re
from collections.abc import Container, Iterator

EMOJI = "\u2600-\u27bf\U0001f1e6-\U0001f1ff\U0001f300-\U0001faff"
_JOINED = f"{EMOJI}\ufe0f\u200d"
_RUN = re.compile(rf"(?:[ ]?[{_JOINED}]){{1,12}}(?=\s|$)")
# The emoji stands first in the pattern, because a set of characters is found fast.
_IN_PLACE_OF_MARK = re.compile(rf"[{EMOJI}](?<=\w[ ].)[{_JOINED}]{{0,12}} (?=(?P<word>[A-Z]\w*))")


def end_after(text: str, position: int, stop: int) -> int:
    """Return the end of the emoji right after a mark, which belong to the sentence that it ends.

    >>> end_after("We won! 🏆 See you.", 7, 19), end_after("We won! See you.", 7, 16)
    (9, 7)
    """
    run = _RUN.match(text, position, stop)
    return run.end() if run else position


def breaks(text: str, starters: Container[str]) -> Iterator[int]:
    """Yield the positions where emoji stand in place of a mark, before a word that opens sentences.

    >>> list(breaks("We won 🏆 The party begins.", {"the"}))
    [9]
    >>> list(breaks("We love 🍕 Pizza and tea.", {"the"}))
    []
    """
    for match in _IN_PLACE_OF_MARK.finditer(text):
        if match["word"].casefold() in starters:
            yield match.end()
