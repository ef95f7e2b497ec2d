"""Ukrainian abbreviations in their cases, and the cases of names after a title."""

import re

from narrate.text.rules import Style
from narrate.text.slavic.abbreviations import Abbreviations, Place
from narrate.text.slavic.agreement import text_before
from narrate.text.slavic.numerals import CASES
from narrate.text.uk.numbers import COUNTING, NUMERALS, nth_in


def _names(names: list[str]) -> str:
    """Return the case of a person's names by their endings; "gen?" where a name in "-а" is all."""
    doubt = ""
    for name in names:
        word = name.casefold()
        if word.endswith(("ого", "ої", "еві" if len(names) > 1 else "ого")):
            return "gen" if word.endswith(("ого", "ої")) else "dat"
        if word.endswith(("ому", "ові", "еві", "у", "ю")):
            return "dat"
        if (
            word.endswith(("им", "ім", "ом", "ем", "єм", "ою", "ею", "єю"))
            and word not in NAMES_IN_M
        ):
            return "ins"
        if word[-1] not in "аяіїи":
            return "gen" if doubt == "gen" else "nom"
        doubt = "gen" if word[-1] in "иії" else doubt or "gen?"
    return doubt


NAMES_IN_M = frozenset(("максим", "ким", "єфим", "юхим", "вадим", "том", "адам", "трофим"))
ABBREVIATIONS = Abbreviations(
    COUNTING.agreement,
    _names,
    frozenset(("у", "в", "на", "по", "при")),
    re.compile(r"(?:в|ла|ло|ли|є|ть|ти|ує)\Z"),
    nth_in,
    re.compile(r"(?!)"),
    NUMERALS.cardinal,
    10**4,
    dict.fromkeys(("number", "ordinal", "label"), "за"),
)
STATION = re.compile(r"(?<![\w.])(?P<short>ст\.)(?=[ ][«„]?[А-ЯІЇЄҐ][а-яіїєґ]{2})")


def station(match: re.Match[str], _: Style) -> str:
    """Say "ст. Дарниця" in its case; "ст. 5" is an article, "XX ст." a century."""
    left_context = text_before(match)
    last = (left_context.split() or [""])[-1].casefold()
    place = Place(left_context, match.string[match.end() :], last, match["short"])
    metro = ABBREVIATIONS.table["ст. м."].forms[CASES.index(ABBREVIATIONS.case("place", place))]
    return metro.removesuffix(" метро")
