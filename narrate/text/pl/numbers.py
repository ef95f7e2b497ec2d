"""Polish numbers: cardinals, ordinals, decimals, "one" and its noun."""

from narrate.text.numerals import words
from narrate.text.slavic.counting import SlavicCounting
from narrate.text.slavic.numerals import CASES, DIRECT, Numerals

PARTS = ("dziesiąt", "setn")
# The endings of an ordinal by gender, in the order of CASES, after a hard and after a soft stem.
ADJECTIVE = {
    "m": ("y", "ego", "emu", "y", "ym", "ym"),
    "n": ("e", "ego", "emu", "e", "ym", "ym"),
    "f": ("a", "ej", "ej", "ą", "ą", "ej"),
    "pl": ("e", "ych", "ym", "e", "ymi", "ych"),
}
# "drugi" and "trzeci" keep their i before other vowels; "drugi" loses it before a and ą.
STEMS = {"drugi": "drug", "trzeci": "trzec"}
UNDECLINED = frozenset(("trzy", "cztery", "tysięcy"))
NUMERALS = Numerals("pl", one_agrees=False)


def nth(number: int, case: str = "nom", gender: str = "m") -> str:
    """Return an ordinal in a case, the tens and the ones both declined.

    >>> nth(24, "gen"), nth(84, "loc"), nth(2022, "gen")
    ('dwudziestego czwartego', 'osiemdziesiątym czwartym', 'dwa tysiące dwudziestego drugiego')
    """
    ending = ADJECTIVE[gender][CASES.index(case)]
    return " ".join(_declined(word, ending) for word in words(number, "pl", "ordinal").split())


def _declined(word: str, ending: str) -> str:
    """Return one word of an ordinal with another ending; "tysiąc" and "dwieście" stay."""
    stem = STEMS.get(word)
    if word in UNDECLINED:
        return word
    if stem is None:
        return word[:-1] + ending if word.endswith("y") else word
    if ending[0] == "y":
        return f"{stem}i{ending[1:]}"
    hard = word == "drugi" and ending[0] in "aą"
    return stem + ending if hard else f"{stem}i{ending}"


def _fraction(integer: str, part: str, case: str) -> str:
    """Say "3,7" as "trzy i siedem dziesiątych" in a case."""
    cardinal = NUMERALS.cardinal
    if len(part) > len(PARTS):
        figures = " ".join(words(int(figure), "pl") for figure in part)
        return f"{cardinal(int(integer), case)} przecinek {figures}"
    over, category = int(part), NUMERALS.category(int(part))
    if category == "one":
        ending = ADJECTIVE["f"][CASES.index(case)]
    elif case in DIRECT:
        ending = "e" if category == "few" else "ych"
    else:
        ending = ADJECTIVE["pl"][CASES.index(case)]
    units = "" if integer == "0" else f"{cardinal(int(integer), case)} i "
    return f"{units}{cardinal(over, case, 'f')} {PARTS[len(part) - 1]}{ending}"


COUNTING = SlavicCounting(
    "pl",
    lambda number, gender: NUMERALS.cardinal(number, "nom", gender),
    lambda integer, part: _fraction(integer, part, "nom"),
    groups="  .",
    score=" ",
    by_groups=True,
    numerals=NUMERALS,
    fraction_words=_fraction,
    half="i pół",
    one_and_half=("półtora", "półtorej"),
    half_agrees=False,
    on="na",
    per=("za", "na"),
    decimal_link="i",
    half_of="pół",
    parts={"25": "ćwierć", "5": "pół"},
    nth=nth,
)
