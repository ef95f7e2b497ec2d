"""Ukrainian abbreviations in their cases, and the cases of names after a title."""

import re

from narrate.text.counting import stop
from narrate.text.rules import Rule, Style
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
UNIT_ALONE = re.compile(
    r"""
    \b (?: [Зз]а | [Нн]а(?=[ ](?:хв|сек)) ) [ ]
    (?P<it> хв | сек | кв\.[ ]м | куб\.[ ]м | м³ | м² | м2 | кг | га | км | кВт·год | т | л )
    (?!\w|\.\w)
    """,
    re.VERBOSE,
)
# "10 тис. канадських дол."
DESCRIBED = re.compile(r"(?<=(?:их|іх) )(?P<it>(?:дол|крб|фунт)\.)")
STATION = re.compile(r"(?<![\w.])(?P<short>ст\.)(?=[ ][«„]?[А-ЯІЇЄҐ][а-яіїєґ]{2})")


def station(match: re.Match[str], _: Style) -> str:
    """Say "ст. Дарниця" in its case; "ст. 5" is an article, "XX ст." a century."""
    left_context = text_before(match)
    last = (left_context.split() or [""])[-1].casefold()
    place = Place(left_context, match.string[match.end() :], last, match["short"])
    metro = ABBREVIATIONS.table["ст. м."].forms[CASES.index(ABBREVIATIONS.case("place", place))]
    return metro.removesuffix(" метро")


def _described(match: re.Match[str], _: Style) -> str:
    """Say "канадських дол."."""
    return COUNTING.declined[match["it"]].form("many", "gen") + stop(match)


def _unit_alone(match: re.Match[str], _: Style) -> str:
    """Say "за кв. м" without a number."""
    return COUNTING.declined[match["it"]].form("one", "acc")


UNITS: tuple[Rule, ...] = (
    Rule("unit.alone", UNIT_ALONE, _unit_alone),
    Rule("unit.described", DESCRIBED, _described, words=frozenset(("дол", "крб", "фунт"))),
)
