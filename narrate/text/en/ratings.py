"""Say the ratings of debts: "BBB-", "Baa3"."""

import re

from narrate.text.en.letters import spelled
from narrate.text.en.numbers import cardinal
from narrate.text.later import later
from narrate.text.rules import Rule, Style

RATING = later(
    r"(?<![\w.+-])(?P<letters>AAA|AA|A|BBB|BB|B|CCC|CC|C|DDD)(?P<sign>[+−-])(?=-rated\b|[\s.,;:)’'\"”]|$)"
)
GRADE = later(r"(?<!\w)(?P<letters>Aaa|Aa|Baa|Ba|Caa|Ca)(?P<figure>[1-3])(?!\w)")


def _rating(match: re.Match[str], _: Style) -> str:
    """Say "BBB-" as "triple B minus" and "AA+" as "double A plus".

    >>> from narrate.text import speakable
    >>> speakable("It is rated BBB- or AA+.", "en")
    'It is rated triple B minus or double A plus.'
    """
    letters = match["letters"]
    many = {2: "double ", 3: "triple "}.get(len(letters), "")
    return f"{many}{letters[0]} {'plus' if match['sign'] == '+' else 'minus'}"


def _grade(match: re.Match[str], _: Style) -> str:
    return f"{spelled(match['letters'])} {cardinal(match['figure'])}"


RULES = (
    Rule("code.rating", RATING, _rating, frozenset("+−-")),
    Rule(
        "code.grade",
        GRADE,
        _grade,
        frozenset("123"),
        frozenset(["Aaa", "Aa", "Baa", "Ba", "Caa", "Ca"]),
    ),
)
