"""Ukrainian numbers: cardinals, ordinals, decimals, "one" and its noun."""

from narrate.text.numerals import words
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


def _in_words(number: int, to: str = "cardinal") -> str:
    """Return a number as it is said: "тисяча", not "одна тисяча"."""
    return words(number, "uk", to).replace("'", "’").removeprefix("одна ")


def nth(number: int, ending: str = "ий") -> str:
    """Return an ordinal with an ending.

    >>> nth(1984, "ому"), nth(3, "ого"), nth(2000, "ого")
    ('тисяча дев’ятсот вісімдесят четвертому', 'третього', 'двохтисячного')
    """
    ordinal = _in_words(number, "ordinal")
    if ordinal.endswith("ій"):
        return ordinal.removesuffix("ій") + SOFT.get(ending, ending)
    return ordinal.removesuffix("ий") + ending


def nth_in(number: int, case: str, gender: str) -> str:
    """Return an ordinal in a case, before a noun of a gender (m, f, n, pl)."""
    return nth(number, ADJECTIVE[gender][CASES.index(case)])


def _fraction(integer: str, part: str, case: str) -> str:
    """Say "3,07" as "три цілих сім сотих" in a case."""
    cardinal = NUMERALS.cardinal
    if len(part) > len(FRACTIONS):
        figures = " ".join(_in_words(int(figure)) for figure in part)
        return f"{cardinal(int(integer), case)} кома {figures}"
    name = FRACTIONS[len(part) - 1] + _part_ending(int(part), case)
    units = f"ціл{_part_ending(int(integer), case)}"
    return f"{cardinal(int(integer), case, 'f')} {units} {cardinal(int(part), case, 'f')} {name}"


def _part_ending(number: int, case: str) -> str:
    """Return the ending of "цілий" or "десятий" after a number: "одна ціла", "двома цілими"."""
    if NUMERALS.category(number) == "one":
        return ADJECTIVE["f"][CASES.index(case)]
    return {"dat": "им", "ins": "ими"}.get(case, "их")


COUNTING = SlavicCounting(
    "uk",
    lambda number, gender: NUMERALS.cardinal(number, "nom", gender),
    lambda integer, part: _fraction(integer, part, "nom"),
    groups="  ",
    minus="мінус",
    by_groups=True,
    numerals=NUMERALS,
    fraction_words=_fraction,
    half="з половиною",
    one_and_half=("півтора", "півтори"),
    half_agrees=True,
    on="на",
    per=("за", "на"),
    decimal_link="і",
    half_of="пів",
    nth=nth_in,
)
