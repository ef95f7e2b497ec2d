"""Ukrainian: dates, ordinals and abbreviations in their cases; the rest is counted."""

import re

from narrate.text.counting import DIGITS, FREE
from narrate.text.rules import Rule, Style
from narrate.text.slavic.abbreviations import Abbreviations
from narrate.text.table import pairs, rows
from narrate.text.uk.dates import ROMAN_UK, RULES as DATES, value
from narrate.text.uk.numbers import COUNTING, NUMERALS, nth, nth_in

ENDINGS = pairs("uk/hyphened.tsv")
ORDINALS, REGNAL = pairs("uk/ordinals.tsv"), pairs("uk/regnal.tsv")
COMBINING = pairs("uk/combining.tsv")
CALLED = {ending: (alone, gen, loc) for ending, alone, gen, loc in rows("uk/called.tsv")}
ORDINAL = re.compile(
    rf"{FREE}(?P<figures>[0-9]{{1,4}})[-–]"
    rf"(?P<ending>{'|'.join(sorted(ENDINGS, key=len, reverse=True))})(?!\w)"
)
CARDINAL = re.compile(rf"{FREE}(?P<figures>[0-9]{{1,4}})-(?P<ending>ти|ох|ьох|ьома|ма|ом|х)(?!\w)")
CARDINAL_CASES = {"ма": "ins", "ьома": "ins", "ом": "dat"}
SMALL = 4  # "3-х" is "трьох", "90-х" is "дев’яностих"
MONARCH = re.compile(rf"\b(?P<name>{'|'.join(REGNAL)})[ ](?P<it>{ROMAN_UK})(?!\w)")
NUMBERED = re.compile(rf"(?<![\w.])(?P<it>{ROMAN_UK})(?=[ ](?P<noun>[\w’']+))")
COMPOUND = re.compile(rf"{FREE}(?P<it>(?P<figures>[1-9][0-9]{{0,3}})-)(?=[а-яіїєґ]{{4}})")
CALIBER = re.compile(rf"{FREE}(?P<it>(?P<figures>[1-9][0-9]{{0,2}})-(?:мм|см)\b)(?:[ ](?P<noun>[\w’]+))?")
_HUNDREDS = ("", "сто", "двохсот", "трьохсот", "чотирьохсот", "п’ятисот", "шестисот", "семисот")
HUNDREDS = (*_HUNDREDS, "восьмисот", "дев’ятисот")


def _ordinal(match: re.Match[str], _: Style) -> str:
    """Say "5-й", "2-га", "20-го" by the ending that is written, and "-й" by its noun too."""
    ending = ENDINGS[match["ending"]]
    before, after = match.string[: match.start()], match.string[match.end() :]
    noun = re.match(r"[ ]([а-яіїєґ’]+)", after)
    if match["ending"] == "й" and _feminine_place(before, noun[1] if noun else ""):
        ending = "ій"
    return nth(int(match["figures"]), ending)


def _feminine_place(before: str, noun: str) -> bool:
    """Return whether "-й" stands in "у 3-й бригаді" or "о 5-й ранку": a feminine locative."""
    last = before.split()[-1].casefold() if before.split() else ""
    if last in {"о", "об"}:
        return True
    return last in {"у", "в", "на", "при", "по"} and noun.endswith(("і", "ї"))


def _cardinal(match: re.Match[str], _: Style) -> str | None:
    """Say "5-ти", "3-х", "2-ма": a cardinal whose ending is written."""
    number, ending = int(match["figures"]), match["ending"]
    if ending == "х" and not (number <= SMALL or NUMERALS.category(number) == "few"):
        return None
    return NUMERALS.cardinal(number, CARDINAL_CASES.get(ending, "gen"), "m")


def _numbered(match: re.Match[str], _: Style) -> str | None:
    """Say "II світової війни" in the case of a noun that the table knows."""
    ending = ORDINALS.get(match["noun"].replace("'", "’"))
    return nth(value(match["it"]), ending) if ending else None


def _monarch(match: re.Match[str], _: Style) -> str:
    return nth(value(match["it"]), REGNAL[match["name"]])


def combined(number: int) -> str:
    """Return a number as the first part of a word: "стоп’ятдесятип’яти" before "міліметровий".

    >>> combined(7), combined(100), combined(155)
    ('семи', 'сто', 'стоп’ятдесятип’яти')
    """
    thousands, hundreds, rest = number // 1000, number // 100 % 10, number % 100
    head = {0: "", 1: "тисячо" if not number % 1000 else "тисяча"}.get(thousands)
    head = f"{combined(thousands)}тисячо" if head is None else head
    tail = COMBINING.get(str(rest)) or (
        COMBINING[f"{rest // 10}0"] + COMBINING[str(rest % 10)] if rest else ""
    )
    return head + HUNDREDS[hundreds] + tail


def _compound(match: re.Match[str], _: Style) -> str:
    """Say "7-річний", "25-річчя", "120-тисячний" as one word."""
    return combined(int(match["figures"]))


def _caliber(match: re.Match[str], _: Style) -> str:
    """Say "155-мм снаряди" as an adjective that agrees with its noun."""
    noun = (match["noun"] or "").casefold()
    ending = next(
        (CALLED[noun[-length:]][0] for length in (3, 2, 1) if noun[-length:] in CALLED),
        "ий" if noun else "их",
    )
    ending = "і" if noun.endswith(("и", "і", "ї")) else ending
    unit = "сантиметров" if "см" in match["it"] else "міліметров"
    return f"{combined(int(match['figures']))}{unit}{ending}"


def _names(names: list[str]) -> str:
    """Return the case of a person's names by their endings; "gen?" where a name in "-а" is all."""
    doubt = ""
    for name in names:
        word = name.casefold()
        if word.endswith(("ого", "ої", "еві" if len(names) > 1 else "ого")):
            return "gen" if word.endswith(("ого", "ої")) else "dat"
        if word.endswith(("ому", "ові", "еві", "у", "ю")):
            return "dat"
        if word.endswith(("им", "ім", "ом", "ем", "єм", "ою", "ею", "єю")) and word not in NAMES_IN_M:
            return "ins"
        if word[-1] not in "аяіїи":
            return "gen" if doubt == "gen" else "nom"
        doubt = "gen" if word[-1] in "иії" else doubt or "gen?"
    return doubt


NAMES_IN_M = frozenset(("максим", "ким", "єфим", "юхим", "вадим", "том", "адам", "трофим"))
ABBREVIATIONS = Abbreviations(
    COUNTING.agreement,
    pairs("uk/adjectives.tsv"),
    _names,
    frozenset(("у", "в", "на", "по", "при")),
    re.compile(r"(?:в|ла|ло|ли|є|ть|ти|ує)\Z"),
    CALLED,
    nth_in,
    re.compile(r"(?!)"),
)

RULES: tuple[Rule, ...] = (
    *DATES,
    Rule("number.ending", CARDINAL, _cardinal, DIGITS),
    Rule("ordinal", ORDINAL, _ordinal, DIGITS),
    Rule("caliber", CALIBER, _caliber, DIGITS),
    Rule("compound", COMPOUND, _compound, DIGITS),
    Rule("roman.monarch", MONARCH, _monarch, frozenset("IVXІХ")),
    Rule("roman", NUMBERED, _numbered, frozenset("IVXІХ")),
    *ABBREVIATIONS.rules(),
    *COUNTING.rules(),
)
