"""Tell days and months from their namesakes: the Sun, Ant and Dec, "they may march 4 miles"."""

import re

from narrate.text.en.grammar import FUNCTION_WORDS, cued, cues, stop_of
from narrate.text.later import later

NOUN = later(r"[ ]([a-z]{2,})")
WITHIN = later(r"\b(?:[Ii]n|[Ll]ast)[ ]$")  # never before a day
# Names that are written as days and months are: Ant and Dec, a Jan, the Sun.
PARTNER = later(r"\bAnt[ ](?:and|&)[ ]$")
STAR = later(r"\b[Tt]he[ ]$")
BEFORE_MONTH = later(rf"(?:^|(?:\b(?:{cued('before_month')})|[0-9])[ -])$")


def names_no_day(match: re.Match[str]) -> bool:
    """Return whether "Sun.", "Jan.", "Dec" or "Inc." is a star, a paper or a person.

    >>> speakable("It orbits the Sun.", "en"), speakable("She is off on Sun.", "en")
    ('It orbits the Sun.', 'She is off on Sunday.')
    >>> speakable("He met Jan.", "en"), speakable("He left in mid-Jan.", "en")
    ('He met Jan.', 'He left in mid-January.')
    >>> speakable("Ant and Dec won on 3 Dec.", "en")
    'Ant and Dec won on the third of December.'
    >>> speakable("He founded Inc. magazine and Acorn Inc. there.", "en")
    'He founded Inc. magazine and Acorn Incorporated there.'
    """
    short = match["short"].rstrip(".")
    if short == "Inc":
        return match.string.startswith(" magazine", match.end())
    before = match.string[max(0, match.start() - 12) : match.start()]
    if short == "Dec":
        return PARTNER.search(before) is not None
    if not stop_of(match):
        return False
    return (short == "Sun" and STAR.search(before) is not None) or (
        short == "Jan" and not BEFORE_MONTH.search(before)
    )


def counts_after_month(match: re.Match[str]) -> bool:
    """Return whether the figure after a month is a count, or the month is a verb.

    >>> speakable("In May 20 people left; on May 20 people came.", "en")
    'In May twenty people left; on May twentieth people came.'
    >>> speakable("They may march 4 miles.", "en")
    'They may march four miles.'
    """
    noun = NOUN.match(match.string, match.end())
    if noun is None or match["year"]:
        return False
    if match["month"] in {"march", "may"} and noun[1] not in FUNCTION_WORDS:
        return True
    within = WITHIN.search(match.string[max(0, match.start() - 6) : match.start()])
    return within is not None and noun[1] in cues("counted_people")
