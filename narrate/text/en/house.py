"""Which house style a text is written in, by its spellings, titles and institutions."""

import re
from functools import cache

from narrate.text.en.grammar import cued

_POUND = re.compile("£[0-9]")
_AMERICAN_TITLE = re.compile(r"\b(?:Mr|Mrs|Ms|Dr)\.[ ][A-Z]")


def british(text: str) -> bool:
    """Return whether a text has more British than American marks.

    >>> british("The councillor’s labour cost £5."), british("Sen. Ray paid for labor.")
    (True, False)
    """
    ours = len(_pattern("british").findall(text)) + len(_POUND.findall(text))
    theirs = len(_pattern("american").findall(text)) + len(_AMERICAN_TITLE.findall(text))
    return ours > theirs


@cache
def _pattern(style: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{cued(style)})(?![\w.])")
