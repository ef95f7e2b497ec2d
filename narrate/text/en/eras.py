"""Years before or after an era: "44 BC", "A.D. 60-114", "32 BC–AD 68", "1447 AH"."""

import re

from narrate.text.en.dates import DASH
from narrate.text.en.grammar import mentions, stop_of
from narrate.text.en.numbers import DIGITS, figure_rule, ordinal, plural, year
from narrate.text.later import later
from narrate.text.rules import Rule, Style

ERA = later(
    r"""
    (?:(?P<first>[0-9]{1,5})[-–])? (?P<year>[0-9]{1,5}) [ ]?
    (?P<era> B\.?C\.?E
           | C\.?E
           | B\.?C
           | A\.?D
           | (?<=[0-9]{3}[ ]) A\.?H )
    (?!\w) (?:(?<=\.[CDE])\.(?=[ ][a-z]))?
    """,
    re.VERBOSE,
)
# "32 BC–AD 68"
BETWEEN = later(
    rf"(?:(?<=[0-9][ ]BC)|(?<=[0-9][ ]BCE)|(?<=[0-9][ ]B\.C\.)){DASH}"
    r"(?=A\.?D\b|[0-9]{1,4}[ ]?(?:A\.?D|C\.?E)\b)",
    re.VERBOSE,
)
ERA_FIRST = later(
    r"""
    (?<!\w) (?P<era> A\.?D (?=\.?[ ]?[0-9]) | B\.?C (?=\.?[ ]) ) \.?[ ]?
    (?P<year>[0-9]{1,4}) (?:[-–](?P<last>[0-9]{1,4}) | (?P<decade>(?<=0)s(?!\w)))?
    (?![0-9]|,[0-9])
    """,
    re.VERBOSE,
)
AGE = later(
    r"[0-9](?:st|nd|rd|th)[ -](?P<it>c\.|C(?![\w.])|(?<=-)C\.|C\.(?=[ ][a-z])|cent(?P<s>s)?\.)"
)
AGE_FIRST = later(r"(?<!\w)C(?P<figures>1?[1-9]|10|20|21)(?:st|nd|rd|th)(?=[ -][a-z]|[,.;)]|$)")
ERA_WORDS = frozenset(["D", "AD", "C", "BC", "CE", "BCE", "AH", "H"])  # "A.D." has the word "D"
ERAS = {"BC": "B.C", "AD": "A.D", "BCE": "B.C.E", "CE": "C.E", "AH": "A.H"}


def _era(match: re.Match[str], _: Style) -> str | None:
    """Say a year before its era; a figure after it counts.

    >>> speakable("It fell in 44 BC.", "en")
    'It fell in forty-four B.C.'
    >>> speakable("It stood from 32 BC–AD 68; Ramadan 1447 AH began.", "en")
    'It stood from thirty-two B.C to A.D sixty-eight; Ramadan fourteen forty-seven A.H began.'
    >>> speakable("The CD sold 44 copies.", "en")
    'The C.D sold forty-four copies.'
    """
    if match["era"] in {"AH", "A.H"} and not mentions("hijri", match.string):
        return None
    first = f"{year(match['first'])} to " if match["first"] else ""
    return f"{first}{year(match['year'])} {ERAS[match['era'].replace('.', '')]}"


def _era_first(match: re.Match[str], _: Style) -> str:
    """Say a year after its era; "BC" before no year is a place.

    >>> speakable("In A.D. 60-114 it grew.", "en")
    'In A.D sixty to one fourteen it grew.'
    >>> speakable("It fell in the AD60s.", "en")
    'It fell in the A.D sixties.'
    >>> speakable("They left BC in 2014.", "en")
    'They left B.C in twenty fourteen.'
    """
    last = f" to {year(match['last'])}" if match["last"] else ""
    spoken = plural(year(match["year"])) if match["decade"] else year(match["year"])
    return f"{ERAS[match['era'].replace('.', '')]} {spoken}{last}"


def _between(_match: re.Match[str], _: Style) -> str:
    """Say the dash between two eras; elsewhere it is a pause.

    >>> speakable("It stood c. 280 BC–AD 391.", "en"), speakable("In 44 BC – late – it fell.", "en")
    ('It stood circa two eighty B.C to A.D three ninety-one.', 'In forty-four B.C, late, it fell.')
    """
    return " to "


def _age(match: re.Match[str], _: Style) -> str:
    """Say "c." after an ordinal as "century"; before a year it is "circa".

    >>> speakable("A 9th c. church.", "en")
    'A ninth century church.'
    >>> speakable("A church, c. 1450.", "en")
    'A church, circa fourteen fifty.'
    """
    return ("centuries" if match["s"] else "century") + stop_of(match)


def _age_first(match: re.Match[str], _: Style) -> str:
    """Say "C15th" as a century; without the ending of an ordinal it is a code.

    >>> speakable("A C15th tower.", "en"), speakable("A C15 tower.", "en")
    ('A fifteenth-century tower.', 'A C fifteen tower.')
    """
    return f"{ordinal(match['figures'])}-century"


RULES = (
    Rule("date.century", AGE, _age, DIGITS, frozenset(["c", "C", "cent", "cents"])),
    Rule("date.century", AGE_FIRST, _age_first, DIGITS, frozenset("C")),
    Rule("date.era", BETWEEN, _between, frozenset("-–—"), ERA_WORDS),
    figure_rule("date.era", ERA, _era, words=ERA_WORDS),
    Rule("date.era", ERA_FIRST, _era_first, words=ERA_WORDS),
)
