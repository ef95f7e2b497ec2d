"""Polish floors, classes and the like: numbers that are ordinals beside their nouns."""

import re

from narrate.text.counting import DIGITS
from narrate.text.numerals import ROMAN, roman
from narrate.text.pl.numbers import nth
from narrate.text.rules import Rule, Style

CLASSES = re.compile(rf"\bklas\w{{0,3}}[ ](?P<it>(?P<first>{ROMAN})[-–](?P<last>{ROMAN}))(?![\w-])")
# "na 2 piętrze": a noun in the singular after a number that counts several.
PLACED_NOUN = re.compile(
    r"""
    \b (?:[Nn]a|[Ww]e?|[Pp]o|[Pp]rzy) [ ] (?P<it>(?P<figures>[2-9]|[1-9][0-9]))
    (?= [ ]
        (?P<noun> piętrze|kilometrze|etapie|miejscu|kwartale|sezonie|rundzie|turze|rozdziale|tomie
                | semestrze|klasie|lidze|dekadzie|kolejce|minucie|wagonie|rzędzie|sektorze|okręgu
                | stopniu|poziomie|punkcie )
        \b )
    """,
    re.VERBOSE,
)


STOPPAGE = re.compile(
    r"""
    \b (?:(?P<inside>[Ww])|[Zz]|[Dd]o|[Oo]d) [ ]
    (?P<it>(?P<minute>[0-9]{2,3})\+(?P<extra>[0-9]{1,2})) (?=\.?[ ]minu)
    """,
    re.VERBOSE,
)


def _stoppage(match: re.Match[str], _: Style) -> str:
    """Say "w 90+4 minucie"."""
    case = "loc" if match["inside"] else "gen"
    return f"{nth(int(match['minute']), case, 'f')} plus {nth(int(match['extra']), case, 'f')}"


def _classes(match: re.Match[str], _: Style) -> str:
    """Say "w klasach IV–VIII" as "od czwartej do ósmej"."""
    first, last = (nth(roman(match[end]), "gen", "f") for end in ("first", "last"))
    return f"od {first} do {last}"


def _placed(match: re.Match[str], _: Style) -> str:
    """Say "na 2 piętrze" as "na drugim piętrze"."""
    feminine = match["noun"] in {"rundzie", "turze", "klasie", "lidze", "kolejce", "minucie"}
    return nth(
        int(match["figures"]), "loc", "f" if feminine or match["noun"] == "dekadzie" else "m"
    )


RULES: tuple[Rule, ...] = (
    Rule("ordinal.noun", PLACED_NOUN, _placed, DIGITS),
    Rule("ordinal.stoppage", STOPPAGE, _stoppage, frozenset("+")),
    Rule("classes", CLASSES, _classes, frozenset("IVX")),
)
