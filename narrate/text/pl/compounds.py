"""Numbers as the first part of a Polish word: "7-letni", "155-milimetrowy"."""

import re

from narrate.text.counting import FREE
from narrate.text.numerals import ROMAN, roman
from narrate.text.rules import Rule, Style
from narrate.text.table import pairs

COMBINING = pairs("pl/combining.tsv")
COMPOUND = re.compile(rf"{FREE}(?P<it>(?P<figures>[1-9][0-9]{{0,3}})-)(?=[a-ząćęłńóśźż]{{4}})")


HALVED = re.compile(rf"{FREE}(?P<it>(?P<figures>[1-9][0-9]?),5-)(?=[a-ząćęłńóśźż]{{4}})")
CENTURIES = re.compile(rf"(?<!\w)(?P<it>(?P<roman>{ROMAN})-)(?=wieczn)")


def combined(number: int) -> str:
    """Return a number as the first part of a word: "stupięćdziesięcio" before "milimetrowy".

    >>> combined(7), combined(100), combined(155)
    ('siedmio', 'stu', 'stupięćdziesięciopięcio')
    """
    thousands, hundreds, remainder = number // 1000, number // 100 % 10, number % 100
    head = {0: "", 1: "tysiąc"}.get(thousands)
    head = f"{combined(thousands)}tysiąc" if head is None else head
    tail = COMBINING.get(str(remainder)) or (
        COMBINING[f"{remainder // 10}0"] + COMBINING[str(remainder % 10)] if remainder else ""
    )
    return head + HUNDREDS[hundreds] + tail


_HUNDREDS = ("", "stu", "dwustu", "trzystu", "czterystu", "pięciuset", "sześciuset")
HUNDREDS = (*_HUNDREDS, "siedmiuset", "ośmiuset", "dziewięciuset")


def _compound(match: re.Match[str], _: Style) -> str:
    """Say "7-letni", "80-latek", "155-milimetrowy" as one word."""
    return combined(int(match["figures"]))


def _halved(match: re.Match[str], _: Style) -> str:
    """Say "1,5-roczny" as "półtoraroczny", "2,5-letni" as "dwuipółletni"."""
    number = int(match["figures"])
    return "półtora" if number == 1 else f"{combined(number)}ipół"


def _centuries(match: re.Match[str], _: Style) -> str:
    """Say "XIX-wieczny" as one word."""
    return combined(roman(match["roman"]))


RULES: tuple[Rule, ...] = (
    Rule("compound", COMPOUND, _compound, frozenset("-")),
    Rule("compound", HALVED, _halved, frozenset("-")),
    Rule("compound.century", CENTURIES, _centuries, frozenset("IVX")),
)
