"""Polish abbreviations in their cases, and the cases of names after a title."""

import re

from narrate.text.pl.numbers import COUNTING, NUMERALS, nth
from narrate.text.slavic.abbreviations import Abbreviations
from narrate.text.slavic.codes import Codes
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
