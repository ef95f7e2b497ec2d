"""Polish abbreviations in their cases, and the cases of names after a title."""

import re

from narrate.text.pl.numbers import COUNTING, NUMERALS, nth
from narrate.text.rules import Rule, Style
from narrate.text.slavic.abbreviations import Abbreviations, Place
from narrate.text.slavic.agreement import text_before
from narrate.text.slavic.codes import Codes
from narrate.text.slavic.numerals import CASES
from narrate.text.slavic.parts import Parts


def _names(names: list[str]) -> str:
    """Return the case of a person's names by their endings; a woman's title stays as it is."""
    doubt = ""
    for name in names:
        word = name.casefold()
        if word.endswith(("ego", "emu", "owi")):
            return "gen" if word.endswith("ego") else "dat"
        if word.endswith(("em", "ym", "im")) and word not in NAMES_IN_M:
            return "ins"
        if word.endswith(("ski", "cki", "dzki", "zy")) or word[-1] not in "aąęeyiu":
            return "nom"
        if len(names) == 1 and word.endswith(("y", "i")):
            return ""  # "od płk. Sroki", "prof. Leśny": the word before the title decides
        if word.endswith(("ą", "ę", "ej", "y", "i", "ie")):
            # "bp. Jana Zięby" is a man; "z dr Anną Nowak": a woman's title is not declined
            return "gen" if doubt and word.endswith(("y", "i")) else "nom"
        doubt = doubt or "gen?"
    return doubt


NAMES_IN_M = frozenset(("maksym", "chaim", "joachim", "ibrahim", "kim"))
ABBREVIATIONS = Abbreviations(
    COUNTING.agreement,
    _names,
    frozenset(("w", "we", "na", "po", "przy", "o")),
    re.compile(r"(?:ł|ła|li|ły|ło|ją|uje|ić|ać|eć|ono|ano|a)\Z"),
    nth,
    re.compile(
        r"""
        (?: (?:art\.|§|par\.) [ ]?[0-9]+[a-z]?[ ] (?=ust|pkt|lit)
          | ust\.[ ]?[0-9]+[a-z]?[ ] (?=pkt|lit)
          | pkt[ ][0-9]+[ ] (?=lit) )
        \w+\.?\Z
        """,
        re.VERBOSE,
    ),
    NUMERALS.cardinal,
    1000,
    {"label": "z"},
)
# Four forms by the abbreviation; the dative and the locative are the genitive.
_SIZES = {
    "pow.": ("powierzchnia", "powierzchni", "powierzchnię", "powierzchnią"),
    "śr.": ("średnica", "średnicy", "średnicę", "średnicą"),
    "gr.": ("grubość", "grubości", "grubość", "grubością"),
}
# "o pow. 12 ha", "ma pow. ok. 800 m²", "o śr. 20 cm"; elsewhere "śr." is "średnio".
SIZE = re.compile(
    r"""
    (?<!\w) (?P<it>pow\.|(?<=\bo[ ])(?:śr|gr)\.)
    (?=[ ](?:(?:ok\.|około|ponad|blisko|prawie|niemal|min\.|maks\.|do|[^\W\d_]+(?:ej|ą))[ ]){0,2}
       [0-9])
    """,
    re.VERBOSE,
)


def _size(match: re.Match[str], _: Style) -> str:
    """Say "o pow. 12 ha", "o śr. 20 cm" in the case of its place; "pow. sanocki" is a district.

    >>> speakable("Las o pow. 12 ha w pow. sanockim.", "pl")
    'Las o powierzchni dwunastu hektarów w powiecie sanockim.'
    """
    left_context, short = text_before(match), match["it"]
    last = (left_context.split() or [""])[-1].casefold()
    place = Place(left_context, match.string[match.end() :], last, short)
    nominative, genitive, accusative, instrumental = _SIZES[short]
    case = ABBREVIATIONS.case("noun", place)
    if last.endswith("ą"):  # "łączną pow. 3 ha"
        case = "acc"
    forms = (nominative, genitive, genitive, accusative, instrumental, genitive)
    return forms[CASES.index(case)]


SIZES = Rule("abbreviation.size", SIZE, _size)
PARTS = Parts(
    COUNTING.agreement,
    nth,
    {
        "kw": ("m", "kwartał", "kwartału", "kwartałowi", "kwartał", "kwartałem", "kwartale"),
        "poł": ("f", "połowa", "połowy", "połowie", "połowę", "połową", "połowie"),
        "st": ("m", "stopień", "stopnia", "stopniowi", "stopień", "stopniem", "stopniu"),
        "półr": ("n", "półrocze", "półrocza", "półroczu", "półrocze", "półroczem", "półroczu"),
    },
    ("w ", "W ", "we "),
)
CODES = Codes(
    COUNTING,
    "łamane przez",
    "razy",
    "na",
    ("godz.", "min", "s"),
    COUNTING.tables["signs"],
    "",
)
