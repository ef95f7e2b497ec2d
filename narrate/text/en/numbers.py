"""Figures as English words: cardinals, ordinals, years, digits. Exact for any length."""

import re
from collections.abc import Callable
from functools import lru_cache

from narrate.text.rules import Rule, Style, places
from narrate.text.table import rows

NAMED = {int(figures): cardinal for figures, cardinal, _ in rows("en/numbers.tsv")}
ORDINAL = {cardinal: ordinal for _, cardinal, ordinal in rows("en/numbers.tsv")}
GROUPS = [value for value in sorted(NAMED, reverse=True) if value >= 1000]
# Spaces part thousands where more than one group or round hundreds follow.
SPACED = r"[1-9][0-9]{0,2}(?:(?:[ ][0-9]{3}){2,4}|[ ][0-9]00)(?![0-9]|[,:/-][0-9]|[ ][0-9])"
# "2,500", and "12,50,000" as India counts: lakhs and crores.
LAKHS = r"[0-9]{1,2}(?:,[0-9]{2}(?![0-9]))++,[0-9]{3}"
UNSPACED = rf"(?:(?:{LAKHS}|[0-9]{{1,3}}(?:,[0-9]{{3}})++)(?![0-9])|[0-9]++)"
WHOLE = rf"(?:{SPACED}|{UNSPACED})"
NUMBER = rf"(?:{WHOLE}(?:\.[0-9]++)?+|\.[0-9]++)"
# A sum beside its currency, whose thousands may be parted as on the Continent: "2.500.000,00".
CONTINENTAL = (
    r"[1-9][0-9]{0,2}(?:(?:\.[0-9]{3}){2,5}(?:,[0-9]{2})?|(?:\.[0-9]{3})+,[0-9]{2})(?![0-9])"
)
SUM = rf"(?:{CONTINENTAL}|[1-9][0-9]{{0,2}}(?:[ ][0-9]{{3}})++(?![0-9])(?:\.[0-9]++)?+|{NUMBER})"
DIGITS = frozenset("0123456789")
VULGAR = {
    "½": ("1", "2"),
    "¼": ("1", "4"),
    "¾": ("3", "4"),
    "⅓": ("1", "3"),
    "⅔": ("2", "3"),
    "⅕": ("1", "5"),
    "⅛": ("1", "8"),
    "⅜": ("3", "8"),
    "⅝": ("5", "8"),
    "⅞": ("7", "8"),
}
# Where a figure begins that nothing before it belongs to, save "c" or "c." for circa. The figure
# stands first in the pattern, because a set of characters is found fast.
free_figures = places(
    rf"""(?x)
    [0-9.{"".join(VULGAR)}] (?: (?<![\w.].) | (?<=\bc.) | (?<=\bc\..) ) (?<![0-9],.)
    (?: (?<!\.) | (?=[0-9]) )
    """
)
LONGEST = len(str(GROUPS[0])) + 2
INDIAN = re.compile(LAKHS)
POINTED = re.compile(CONTINENTAL)


def figure_rule(
    name: str,
    pattern: re.Pattern[str],
    say: Callable[[re.Match[str], Style], str | None],
    needs: frozenset[str] = DIGITS,
    words: frozenset[str] = frozenset(),
) -> Rule:
    """Return a rule whose matches begin at a free figure."""
    return Rule(name, pattern, say, needs, words, free_figures)


@lru_cache(maxsize=1_000)
def cardinal(figures: str, *, hundred_and: bool = False) -> str:
    """Return a whole number in words; one too long to name is said digit by digit.

    >>> cardinal("1,000,041"), cardinal("120", hundred_and=True)
    ('one million forty-one', 'one hundred and twenty')
    >>> cardinal("007"), cardinal("12,50,000")
    ('zero zero seven', 'twelve lakh fifty thousand')
    """
    if INDIAN.fullmatch(figures):
        return _indian(ungrouped(figures), hundred_and=hundred_and)
    figures = ungrouped(figures)
    if len(figures) > LONGEST or (figures[:1] == "0" and len(figures) > 1):
        return digits(figures)
    value = int(figures)
    words: list[str] = []
    for group in GROUPS:
        count, value = divmod(value, group)
        words += [_below_thousand(count, hundred_and=hundred_and), NAMED[group]] if count else []
    if value or not words:
        words += ["and"] if hundred_and and words and value < 100 else []
        words.append(_below_thousand(value, hundred_and=hundred_and))
    return " ".join(words)


def ungrouped(figures: str) -> str:
    """Return a whole number without the signs between its groups.

    >>> ungrouped("2,500 000")
    '2500000'
    """
    return figures.replace(",", "").replace(" ", "")


def _indian(figures: str, *, hundred_and: bool) -> str:
    """Return a whole number in crores and lakhs."""
    words = []
    for name, end in (("crore", -7), ("lakh", -5), ("", None)):
        part, figures = (
            (figures[:end].lstrip("0"), figures[end:]) if end else (figures.lstrip("0"), "")
        )
        if part:
            words.append(f"{cardinal(part, hundred_and=hundred_and)} {name}".rstrip())
    return " ".join(words)


def ordinal(figures: str, *, hundred_and: bool = False) -> str:
    """Return an ordinal in words.

    >>> ordinal("21"), ordinal("100"), ordinal("1,012")
    ('twenty-first', 'one hundredth', 'one thousand twelfth')
    """
    words = cardinal(figures, hundred_and=hundred_and)
    cut = max(words.rfind(" "), words.rfind("-")) + 1
    return words[:cut] + ORDINAL[words[cut:]]


def year(figures: str) -> str:
    """Return a year as it is said.

    >>> year("1984"), year("1905"), year("1900")
    ('nineteen eighty-four', 'nineteen oh five', 'nineteen hundred')
    >>> year("829"), year("44")
    ('eight twenty-nine', 'forty-four')
    >>> year("2000"), year("2009"), year("2024"), year("1004")
    ('two thousand', 'two thousand nine', 'twenty twenty-four', 'ten oh four')
    """
    millennial = figures[-3:-1] == "00" and (figures[0] != "1" or figures[-1] == "0")
    if len(figures) not in {3, 4} or millennial:
        return cardinal(figures)
    century, last_figures = figures[:-2], figures[-2:]
    if last_figures == "00":
        return f"{cardinal(century)} hundred"
    return f"{cardinal(century)} {pair(last_figures)}"


def pair(figures: str) -> str:
    """Return the last two figures of a year, a time or a code.

    >>> pair("05"), pair("45")
    ('oh five', 'forty-five')
    """
    return f"oh {NAMED[int(figures[1])]}" if figures[0] == "0" else cardinal(figures)


def model(figures: str) -> str:
    """Return figures as they stand in a name.

    >>> model("16"), model("300"), model("320"), model("101")
    ('sixteen', 'three hundred', 'three-twenty', 'one-oh-one')
    >>> model("2000"), model("2024"), model("9453")
    ('two thousand', 'twenty twenty-four', 'nine four five three')
    """
    if len(figures) > 4 or (figures[0] == "0" and len(figures) != 2):
        return digits(figures)
    if figures[0] == "0" and len(figures) == 2:
        return pair(figures)
    if len(figures) == 3 and not figures.endswith("00"):
        return f"{cardinal(figures[0])}-{pair(figures[1:]).replace(' ', '-')}"
    if len(figures) == 4 and not figures.endswith("00"):
        return year(figures) if figures[:2] in {"19", "20"} else digits(figures)
    return cardinal(figures)


def house(figures: str) -> str:
    """Return the number of a house.

    >>> house("1428"), house("708"), house("12"), house("1600")
    ('fourteen twenty-eight', 'seven oh eight', 'twelve', 'sixteen hundred')
    """
    if len(figures) == 4:
        ending = "hundred" if figures.endswith("00") else pair(figures[2:])
        return f"{cardinal(figures[:2])} {ending}"
    return model(figures).replace("-", " ") if len(figures) == 3 else model(figures)


def flight(figures: str) -> str:
    """Return the number of a flight: three figures one by one, unless they end in zero.

    >>> flight("171"), flight("370"), flight("1549")
    ('one seven one', 'three seventy', 'fifteen forty-nine')
    """
    return digits(figures) if len(figures) == len("171") and figures[-1] != "0" else house(figures)


def digits(figures: str) -> str:
    """Return figures one by one.

    >>> digits("0417")
    'zero four one seven'
    """
    return " ".join(NAMED[int(figure)] for figure in figures)


def sum_of(figures: str) -> str:
    """Return a sum with a point before its decimals, however it is written.

    >>> sum_of("2.500.000,50"), sum_of("1,200.50")
    ('2500000.50', '1,200.50')
    """
    continental = POINTED.fullmatch(figures)
    return figures.replace(".", "").replace(",", ".") if continental else figures


def decimal(figures: str, *, hundred_and: bool = False) -> str:
    """Return a number with or without decimals.

    >>> decimal("3.05"), decimal("1,200"), decimal(".5")
    ('three point zero five', 'one thousand two hundred', 'point five')
    """
    integer, point, part = figures.partition(".")
    if not point:
        return cardinal(integer, hundred_and=hundred_and)
    spoken_integer = cardinal(integer, hundred_and=hundred_and) + " " if integer else ""
    return f"{spoken_integer}point {digits(part)}"


def amount(figures: str, style: Style) -> str:
    """Return a number, with or without decimals, as the house says it."""
    return decimal(figures, hundred_and=style.hundred_and)


def plural(words: str) -> str:
    """Return the plural of a number in words, as in decades.

    >>> plural("nineteen eighty"), plural("six")
    ('nineteen eighties', 'sixes')
    """
    if words.endswith("y"):
        return words[:-1] + "ies"
    return words + ("es" if words.endswith(("x", "ss")) else "s")


def _below_thousand(value: int, *, hundred_and: bool) -> str:
    hundreds, remainder = divmod(value, 100)
    if not hundreds:
        return _below_hundred(remainder)
    words = f"{NAMED[hundreds]} hundred"
    if not remainder:
        return words
    return f"{words}{' and ' if hundred_and else ' '}{_below_hundred(remainder)}"


def _below_hundred(value: int) -> str:
    ones = 0 if value in NAMED else value % 10
    return NAMED[value - ones] + (f"-{NAMED[ones]}" if ones else "")


def fraction(over: str, under: str) -> str:
    """Return a fraction in words.

    >>> fraction("1", "2"), fraction("3", "4"), fraction("2", "3"), fraction("31", "32")
    ('a half', 'three quarters', 'two thirds', 'thirty-one thirty-seconds')
    """
    is_single = over == "1"
    if under == "2":
        return "a half" if is_single else f"{cardinal(over)} halves"
    part = "quarter" if under == "4" else ordinal(under)
    count = "a" if is_single and under == "4" else cardinal(over)
    return f"{count} {part}{'' if is_single else 's'}"
