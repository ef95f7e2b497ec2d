"""Say the ratings of debts: "BBB-", "Baa3"."""

import re

from narrate.text.en.grammar import alternatives
from narrate.text.en.letters import spelled
from narrate.text.en.numbers import cardinal
from narrate.text.later import later
from narrate.text.rules import Rule, Style

RATINGS = frozenset(["AAA", "AA", "A", "BBB", "BB", "B", "CCC", "CC", "C", "DDD"])
RATING = later(
    rf"""
    (?<![\w.+-]) (?P<letters>{alternatives(RATINGS)}) (?P<sign>[+−-])
    (?= -rated\b
      | [\s.,;:)’'\"”]
      | $ )
    """,
    re.VERBOSE,
)
GRADE = later(r"(?<!\w)(?P<letters>Aaa|Aa|Baa|Ba|Caa|Ca)(?P<figure>[1-3])(?!\w)")


def _rating(match: re.Match[str], _: Style) -> str:
    """Say "BBB-" and "AA+"; a letter before a hyphenated word is none.

    >>> speakable("It is rated BBB- or AA+.", "en")
    'It is rated triple B minus or double A plus.'
    >>> speakable("An A-list star.", "en")
    'An A-list star.'
    """
    letters = match["letters"]
    many = {2: "double ", 3: "triple "}.get(len(letters), "")
    return f"{many}{letters[0]} {'plus' if match['sign'] == '+' else 'minus'}"


def _grade(match: re.Match[str], _: Style) -> str:
    """Say "Baa3" as letters and a figure; without the figure it is a word.

    >>> speakable("It is rated Baa3.", "en")
    'It is rated B.A.A three.'
    >>> speakable("Baa, said lamb 3.", "en")
    'Baa, said lamb three.'
    """
    return f"{spelled(match['letters'])} {cardinal(match['figure'])}"


RULES = (
    Rule("code.rating", RATING, _rating, frozenset("+−-"), RATINGS),
    Rule(
        "code.grade",
        GRADE,
        _grade,
        frozenset("123"),
        frozenset(["Aaa", "Aa", "Baa", "Ba", "Caa", "Ca"]),
    ),
)
