"""Ukrainian numbers: cardinals, ordinals, decimals, "one" and its noun."""

import re

from narrate.text.numerals import words
from narrate.text.slavic.agreement import Agreement
from narrate.text.slavic.counting import SlavicCounting
from narrate.text.slavic.numerals import CASES, Numerals

# The endings of an ordinal in "-ий" in the order of CASES.
ADJECTIVE = {
    "m": ("ий", "ого", "ому", "ий", "им", "ому"),
    "n": ("е", "ого", "ому", "е", "им", "ому"),
    "f": ("а", "ої", "ій", "у", "ою", "ій"),
    "pl": ("і", "их", "им", "і", "ими", "их"),
}
# The same endings after the soft stem of "третій".
SOFT = {
    "ий": "ій",
    "ого": "ього",
    "ому": "ьому",
    "им": "ім",
    "а": "я",
    "ої": "ьої",
    "ою": "ьою",
    "у": "ю",
    "е": "є",
    "их": "іх",
    "ими": "іми",
}
FRACTIONS = ("десят", "сот", "тисячн")
NUMERALS = Numerals("uk", one_agrees=True)
# Endings that tell the case and the gender of one thing, in the order in which they are tried.
_INSTRUMENTAL = (("f", ("ою", "ею", "єю", "стю", "ттю")), ("m", ("ом", "ем", "єм", "им")))


def plain(number: int, to: str = "cardinal") -> str:
    """Return a number as it is said: "тисяча", not "одна тисяча"."""
    return words(number, "uk", to).replace("'", "’").removeprefix("одна ")


def nth(number: int, ending: str = "ий") -> str:
    """Return an ordinal with an ending.

    >>> nth(1984, "ому"), nth(3, "ого"), nth(2000, "ого")
    ('тисяча дев’ятсот вісімдесят четвертому', 'третього', 'двохтисячного')
    """
    ordinal = plain(number, "ordinal")
    if ordinal.endswith("ій"):
        return ordinal.removesuffix("ій") + SOFT.get(ending, ending)
    return ordinal.removesuffix("ий") + ending


def nth_in(number: int, case: str, gender: str) -> str:
    """Return an ordinal in a case, before a noun of a gender (m, f, n, pl)."""
    return nth(number, ADJECTIVE[gender][CASES.index(case)])


def _fraction(whole: str, part: str, case: str) -> str:
    """Say "3,07" as "три цілих сім сотих" in a case."""
    cardinal = NUMERALS.cardinal
    if len(part) > len(FRACTIONS):
        return f"{cardinal(int(whole), case)} кома {' '.join(plain(int(figure)) for figure in part)}"
    name = FRACTIONS[len(part) - 1] + _part_ending(int(part), case)
    units = f"ціл{_part_ending(int(whole), case)}"
    return f"{cardinal(int(whole), case, 'f')} {units} {cardinal(int(part), case, 'f')} {name}"


def _part_ending(number: int, case: str) -> str:
    """Return the ending of "цілий" or "десятий" after a number: "одна ціла", "двома цілими"."""
    if NUMERALS.category(number) == "one":
        return ADJECTIVE["f"][CASES.index(case)]
    return {"dat": "им", "ins": "ими"}.get(case, "их")


def _singular(after: str, governor: str, agreement: Agreement) -> tuple[str, str]:
    """Return case and gender of "one" by the noun after it: "до 21 особи", "1 дівчину"."""
    following = re.match(r"[ ]([^\W\d_][\w’'-]*+)", after)
    if not following:
        return governor or "nom", "m"
    noun = following[1].casefold()
    known, last = agreement.gender(noun), noun[-1]
    for gender, endings in _INSTRUMENTAL:
        if noun.endswith(endings):
            return "ins", gender
    if governor == "gen" or noun.endswith(("ого", "ої")):
        return "gen", "f" if last in "иії" else "m"
    placed = governor in {"acc", "loc", "dat"} and (last in "ії" or (last == "у" and known != "f"))
    if placed or noun.endswith(("ому", "ій")):
        feminine = noun.endswith(("ій", "ції", "ості"))
        return ("dat" if governor == "dat" else "loc"), known or ("f" if feminine else "m")
    if last in "ую":
        return "acc", "f"
    if last in "ая" and not noun.endswith("ння"):
        return "nom", known or "f"
    return "nom", known or ("n" if last in "оея" else "m")


COUNTING = SlavicCounting(
    "uk",
    lambda number, gender: NUMERALS.cardinal(number, "nom", gender),
    lambda whole, part: _fraction(whole, part, "nom"),
    groups="  ",
    minus="мінус",
    numerals=NUMERALS,
    fraction_words=_fraction,
    half="з половиною",
    one_and_half=("півтора", "півтори"),
    half_agrees=True,
    singular=_singular,
)
