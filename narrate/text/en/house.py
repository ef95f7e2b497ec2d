"""Which house style a text is written in, by its spellings, titles and institutions."""

import re
from functools import cache
from typing import NamedTuple

from narrate.text.en.grammar import cues
from narrate.text.rules import WORD

_POUND = re.compile("£[0-9]")
_ROAD = re.compile(r"\b[Tt]he B[0-9]{4}\b")  # "the B3082": no American road is named so
# A date whose day cannot be a month tells how a text writes dates.
_DAY_FIRST = re.compile(r"(?<![\w/.-])(?:1[3-9]|2[0-9]|3[01])/(?:0?[1-9]|1[0-2])/(?:20)?[0-9]{2}\b")
_MONTH_FIRST = re.compile(
    r"(?<![\w/.-])(?:0?[1-9]|1[0-2])/(?:1[3-9]|2[0-9]|3[01])/(?:20)?[0-9]{2}\b"
)
_TITLES = frozenset(["Mr", "Mrs", "Ms", "Dr", "Prof"])
_TITLE = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Prof)(?P<american>\.)?[ ][A-Z]")


_SHORT = 5  # letters: every opening is longer with its ending
_STEM = 4  # letters by which a word is passed over


class _Marks(NamedTuple):
    """The marks of one style: whole words, openings of words, and phrases."""

    words: frozenset[str]
    openings: tuple[str, ...]
    stems: frozenset[str]
    phrases: tuple[str, ...]

    def matches(self, words: set[str], text: str) -> int:
        """Return how many of the marks a text has, each counted once."""
        long = [
            word
            for word in words
            if word[:_STEM] in self.stems and len(word) > _SHORT and word.startswith(self.openings)
        ]
        phrases = [phrase for phrase in self.phrases if phrase in text]
        return len(words & self.words) + len(long) + len(phrases)


def british(text: str) -> bool:
    """Return whether a text has more British than American marks.

    >>> british("The councillor’s labour cost £5."), british("Sen. Ray paid for labor.")
    (True, False)
    >>> british("Shut from 10/3/25 to 14/3/25."), british("Shut from 3/10/25 to 3/14/25.")
    (True, False)
    """
    words = set(WORD.findall(text))
    titles = [] if words.isdisjoint(_TITLES) else _TITLE.findall(text)
    ours = _marks("british").matches(words, text) + len(_POUND.findall(text)) + titles.count("")
    ours += len(_ROAD.findall(text)) + len(_DAY_FIRST.findall(text))
    theirs = titles.count(".") + len(_MONTH_FIRST.findall(text))
    return ours > _marks("american").matches(words, text) + theirs


@cache
def _marks(style: str) -> _Marks:
    style_cues = cues(style)
    both = {form for cue in style_cues for form in (cue, cue[0].upper() + cue[1:])}
    openings = tuple(cue.rstrip("~") for cue in both if cue.endswith("~"))
    return _Marks(
        frozenset(cue for cue in both if cue.isalpha()),
        openings,
        frozenset(opening[:_STEM] for opening in openings),
        tuple(cue for cue in both if not cue.isalpha() and not cue.endswith("~")),
    )
