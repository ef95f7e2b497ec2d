"""Tell a unit from initials and from the code of a body: "5 J. Orr plays", "4 GB riders"."""

import re

from narrate.text.en.grammar import cued
from narrate.text.later import later

INITIAL = later(r"\.[ ]?[A-Za-z]")
MOUNTAIN = later(r"[ ][A-Z][a-z]")
BODY = later(rf"[ ](?:{cued('of_code')})\b")
CODES = frozenset(["AU", "BTC", "ETH", "GB", "GT", "IU", "KG", "L", "MB", "PB", "TB", "TD", "V"])


def is_name(match: re.Match[str]) -> bool:
    """Return whether letters after a figure and a space are no unit.

    >>> speakable("Some 4 GB riders lost 4 GB of data.", "en")
    'Some four G.B riders lost four gigabytes of data.'
    >>> speakable("He sold 5 J. Orr plays and 3 Mt Etna maps.", "en")
    'He sold five J Orr plays and three Mount Etna maps.'
    """
    if match["link"] != " ":
        return False
    unit, text, end = match["unit"], match.string, match.end()
    if unit == "Mt":
        return MOUNTAIN.match(text, end) is not None
    if len(unit) == 1 and unit.isupper() and INITIAL.match(text, end):
        return True
    return unit in CODES and BODY.match(text, end) is not None
