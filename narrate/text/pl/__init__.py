"""Polish: dates, ordinals and abbreviations in their cases; the rest is counted."""

import re

from narrate.text.counting import DIGITS, FREE
from narrate.text.numerals import ROMAN, roman
from narrate.text.pl.dates import RULES as DATES
from narrate.text.pl.numbers import COUNTING, nth
from narrate.text.rules import Rule, Style
from narrate.text.slavic.abbreviations import Abbreviations
from narrate.text.table import pairs, rows

ORDINALS, REGNAL = pairs("pl/ordinals.tsv"), pairs("pl/regnal.tsv")
COMBINING = pairs("pl/combining.tsv")
CALLED = {ending: (alone, gen, loc) for ending, alone, gen, loc in rows("pl/called.tsv")}
ORDINAL = re.compile(rf"{FREE}(?P<it>(?P<figures>[0-9]{{1,4}})\.)(?=[ ](?P<noun>[^\W\d_]+))")
NUMBERED = re.compile(rf"(?<![\w.])(?P<it>{ROMAN})(?=[ ](?P<noun>\w+))")
MONARCH = re.compile(rf"\b(?P<name>{'|'.join(REGNAL)})[ ](?P<it>{ROMAN})(?!\w)")
COMPOUND = re.compile(rf"{FREE}(?P<it>(?P<figures>[1-9][0-9]{{0,3}})-)(?=[a-ząćęłńóśźż]{{4}})")
# The cases of the tables: a case of a masculine noun, or a gender, or both.
CASES = {
    "n": ("nom", "n"),
    "pl": ("nom", "pl"),
    "pl-gen": ("gen", "pl"),
    "f": ("nom", "f"),
    "f-loc": ("loc", "f"),
    "f-acc": ("acc", "f"),
}
# Case and gender of an ordinal by the ending of its noun, where no table has the noun.
ENDINGS = {
    "ego": ("gen", "m"),
    "ej": ("gen", "f"),
    "cji": ("gen", "f"),
    "em": ("ins", "m"),
    "ym": ("loc", "m"),
    "im": ("loc", "m"),
    "ę": ("acc", "f"),
    "ą": ("ins", "f"),
    "a": ("nom", "f"),
    "y": ("gen", "f"),
    "i": ("gen", "f"),
    "o": ("nom", "n"),
    "cie": ("loc", "f"),
    "dzie": ("loc", "f"),
    "ie": ("loc", "m"),
    "le": ("loc", "m"),
    "e": ("nom", "n"),
}
PLACED = frozenset(("w", "we", "na", "po", "przy", "o"))


def _numbered(match: re.Match[str], _: Style) -> str | None:
    """Say "1. miejsce", "II wojny światowej" in the case of a noun that the table knows."""
    noun, figures = match["noun"], match["it"].rstrip(".")
    number = int(figures) if figures.isdecimal() else roman(figures)
    code = ORDINALS.get(noun)
    if not number or (code is None and not match["it"].endswith(".")):
        return None
    if code is None:
        return nth(number, *_by_ending(noun, match.string[: match.start()]))
    return nth(number, *CASES.get(code, (code, "m")))


def _by_ending(noun: str, before: str) -> tuple[str, str]:
    """Return case and gender of a noun after an ordinal figure by its ending."""
    last = before.split()[-1].casefold() if before.split() else ""
    if noun.endswith("u"):
        return ("loc" if last in PLACED else "gen"), "m"
    for length in (4, 3, 2, 1):
        if found := ENDINGS.get(noun[-length:]):
            return found
    return "nom", "m"


def _monarch(match: re.Match[str], _: Style) -> str:
    code = REGNAL[match["name"]]
    return nth(roman(match["it"]), *CASES.get(code, (code, "m")))


def combined(number: int) -> str:
    """Return a number as the first part of a word: "stupięćdziesięcio" before "milimetrowy".

    >>> combined(7), combined(100), combined(155)
    ('siedmio', 'stu', 'stupięćdziesięciopięcio')
    """
    thousands, hundreds, rest = number // 1000, number // 100 % 10, number % 100
    head = {0: "", 1: "tysiąc"}.get(thousands)
    head = f"{combined(thousands)}tysiąc" if head is None else head
    tail = COMBINING.get(str(rest)) or (
        COMBINING[f"{rest // 10}0"] + COMBINING[str(rest % 10)] if rest else ""
    )
    return head + HUNDREDS[hundreds] + tail


HUNDREDS = ("", "stu", "dwustu", "trzystu", "czterystu", "pięciuset", "sześciuset")
HUNDREDS = (*HUNDREDS, "siedmiuset", "ośmiuset", "dziewięciuset")


def _compound(match: re.Match[str], _: Style) -> str:
    """Say "7-letni", "80-latek", "155-milimetrowy" as one word."""
    return combined(int(match["figures"]))


def _names(names: list[str]) -> str:
    """Return the case of a person's names by their endings; a woman's title stays as it is."""
    doubt = ""
    for name in names:
        word = name.casefold()
        if word.endswith(("ego", "emu", "owi")):
            return "gen" if word.endswith("ego") else "dat"
        if word.endswith(("em", "ym", "im")) and word not in NAMES_IN_M:
            return "ins"
        if word.endswith(("ski", "cki", "dzki", "zy")) or word[-1] not in "aąęeyiuj":
            return "nom"
        if word.endswith(("ą", "ę", "ej", "y", "i", "ie")):
            return "nom"  # "z dr Anną Nowak": a woman's title is not declined
        doubt = doubt or "gen?"
    return doubt


NAMES_IN_M = frozenset(("maksym", "joachim", "ibrahim", "kim"))
ABBREVIATIONS = Abbreviations(
    COUNTING.agreement,
    pairs("pl/adjectives.tsv"),
    _names,
    frozenset(("w", "we", "na", "po", "przy", "o")),
    re.compile(r"(?:ł|ła|li|ły|ło|ją|uje|ić|ać|eć|ono|ano|a)\Z"),
    CALLED,
    nth,
    re.compile(
        r"(?:(?:art\.|§|par\.)[ ]?[0-9]+[a-z]?[ ](?=ust|pkt|lit)"
        r"|ust\.[ ]?[0-9]+[a-z]?[ ](?=pkt|lit)|pkt[ ][0-9]+[ ](?=lit))\w+\.?\Z"
    ),
)

RULES: tuple[Rule, ...] = (
    *DATES,
    Rule("ordinal", ORDINAL, _numbered, DIGITS),
    Rule("compound", COMPOUND, _compound, DIGITS),
    Rule("roman.monarch", MONARCH, _monarch, frozenset("IVX")),
    Rule("roman", NUMBERED, _numbered, frozenset("IVX")),
    *ABBREVIATIONS.rules(),
    *COUNTING.rules(),
)
