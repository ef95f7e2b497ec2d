"""Ukrainian: dates, ordinals and abbreviations in their cases; the rest is counted."""

import re

from narrate.text.counting import DIGITS, FREE
from narrate.text.rules import Claimant, Rule, Style
from narrate.text.slavic.agreement import text_before
from narrate.text.slavic.codes import Codes
from narrate.text.slavic.numerals import CASES as NAMES_OF_CASES
from narrate.text.slavic.parts import Parts
from narrate.text.table import pairs, rows
from narrate.text.uk.dates import ROMAN_UK, RULES as DATES, value
from narrate.text.uk.numbers import COUNTING, NUMERALS, nth, nth_in
from narrate.text.uk.stress import STRESS
from narrate.text.uk.written import ABBREVIATIONS, STATION, UNITS, station

ENDINGS = pairs("uk/hyphened.tsv")
ORDINALS, REGNAL = pairs("uk/ordinals.tsv"), pairs("uk/regnal.tsv")
COMBINING = pairs("uk/combining.tsv")
CALLED = {ending: (alone, gen, loc) for ending, alone, gen, loc in rows("uk/called.tsv")}
ORDINAL = re.compile(
    rf"""
    {FREE} (?:(?P<low>[0-9]{{2,3}})\+)? (?P<figures>[0-9]{{1,4}}) [-–]
    (?P<ending>{"|".join(sorted(ENDINGS, key=len, reverse=True))}) (?!\w)
    (?:[ ](?P<unit>км|хв|год|м|кв|пол)\b\.?)?
    """,
    re.VERBOSE,
)
CARDINAL = re.compile(rf"{FREE}(?P<figures>[0-9]{{1,4}})-(?P<ending>ти|ох|ьох|ьома|ма|ом|х)(?!\w)")
CARDINAL_CASES = {"ма": "ins", "ьома": "ins", "ом": "dat"}
TEN = 10
SMALL = 4  # "3-х" is "трьох", "90-х" is "дев’яностих"
MONARCH = re.compile(rf"\b(?P<name>{'|'.join(REGNAL)})[ ](?P<it>{ROMAN_UK})(?!\w)")
NUMBERED = re.compile(rf"(?<![\w.-])(?P<it>{ROMAN_UK})(?=[ ](?P<noun>[\w’']+))")
ROMAN_OTHER = re.compile(rf"(?<![\w.-])(?P<it>(?=[IVXІХ]{{2}}){ROMAN_UK})(?![\w-])")
_MAN = rf"\b[А-ЯІЇЄҐ][а-яіїєґ’']{{2,}}(?P<ending>[а-яіїєґ]{{2}})[ ](?P<it>{ROMAN_UK})(?![\w-])"
NAMED = re.compile(_MAN)
# The same before a verb, a preposition or the end of the clause: no noun of its own follows.
NAMED_ALONE = re.compile(
    rf"""
    {_MAN}
    (?= [.,;:)!?»]
      | \Z
      | [ ] (?:[ввузі]|на|до|та|від|про|за|[а-яіїєґ’]+(?:в|ла|ло|ли|ть|ся|є)) \b )
    """,
    re.VERBOSE,
)
SUFFIX = re.compile(rf"(?<=[0-9])(?P<it>-(?P<roman>{ROMAN_UK}))(?![\w-])")
WEEKDAYS = {"пн": "понеділок", "вт": "вівторок", "ср": "середу", "чт": "четвер"}
WEEKDAYS |= {"пт": "п’ятницю", "сб": "суботу", "нд": "неділю"}
WEEKDAY = re.compile(rf"\b[УуВв][ ](?P<it>{'|'.join(WEEKDAYS)})\b")
COMPOUND = re.compile(rf"{FREE}(?P<it>(?P<figures>[1-9][0-9]{{0,3}})-)(?=[а-яіїєґ]{{4}})")
HALVED = re.compile(rf"{FREE}(?P<it>(?P<figures>[1-9][0-9]?),5-)(?=[а-яіїєґ]{{4}})")
CLASSES = re.compile(
    rf"""
    {FREE} (?P<it>(?P<low>[1-9]|1[01])[-–—](?P<high>[1-9]|1[0-2]))
    (?=[ ](?P<noun>класи|класів|класах))
    """,
    re.VERBOSE,
)
PAGE = re.compile(r"(?<!\w)(?P<it>с\.[ ]?(?P<number>[0-9]{1,3}))(?![\w–-]|[.,][0-9])")
BORN = re.compile(r"(?<!\w)нар\.(?=[ ][0-9])")
FORM = re.compile(rf"{FREE}(?P<figures>[0-9]{{1,2}})-(?P<letter>[А-ЯІЇЄ])(?:[ ](?P<noun>клас\w*))")
CALIBER = re.compile(
    rf"{FREE}(?P<it>(?P<figures>[1-9][0-9]{{0,2}})-(?:мм|см)\b)(?:[ ](?P<noun>[\w’]+))?"
)
# The ending of an ordinal by that of its noun, and the same after a preposition of place.
BY_NOUN = (
    ("ого", ("ого", "ого")),
    ("ому", ("ому", "ому")),
    ("ої", ("ої", "ої")),
    ("ій", ("ій", "ій")),
    ("ення", ("е", "е")),
    ("ання", ("е", "е")),
    ("иччя", ("е", "е")),
    ("ття", ("е", "е")),
    ("річчі", ("ому", "ому")),
    ("ою", ("ою", "ою")),
    ("ею", ("ою", "ою")),
    ("єю", ("ою", "ою")),
    ("ом", ("им", "им")),
    ("ем", ("им", "им")),
    ("ії", ("ої", "ій")),
    ("і", ("ої", "ому")),
    ("и", ("ої", "і")),
    ("у", ("ого", "ому")),
    ("ю", ("у", "у")),
    ("ія", ("а", "а")),
    ("я", ("ого", "ого")),
    ("а", ("а", "а")),
    ("о", ("е", "е")),
    ("е", ("е", "е")),
    ("их", ("их", "их")),
    ("", ("ий", "ий")),
)
_HUNDREDS = ("", "сто", "двохсот", "трьохсот", "чотирьохсот", "п’ятисот", "шестисот", "семисот")
HUNDREDS = (*_HUNDREDS, "восьмисот", "дев’ятисот")

PARTS = Parts(
    COUNTING.agreement,
    nth_in,
    {
        "кв": ("m", "квартал", "кварталу", "кварталу", "квартал", "кварталом", "кварталі"),
        "пол": ("f", "половина", "половини", "половині", "половину", "половиною", "половині"),
        "півр": ("n", "півріччя", "півріччя", "півріччю", "півріччя", "півріччям", "півріччі"),
    },
    ("у ", "в ", "У ", "В "),
)


def _ordinal(match: re.Match[str], _: Style) -> str:
    """Say "5-й", "2-га", "20-го" by the ending that is written, and "-й" by its noun too."""
    ending = ENDINGS[match["ending"]]
    left_context, after = text_before(match), match.string[match.end() :]
    noun = re.match(r"[ ]([а-яіїєґ’]+)", after)
    feminine = match["unit"] in {"хв", "год", "пол"}
    if match["ending"] == "й" and (
        feminine or _feminine_place(left_context, noun[1] if noun else "")
    ):
        ending = "ій"
    if match["ending"] == "му" and match["figures"][-1] in "78" and noun:
        objects = ("ину", "дку", "лю", "ку", "су", "чу")  # "за 7-му годину"
        ending = "у" if noun[1].endswith(objects) else ending
    ordinal = nth(int(match["figures"]), ending)
    if match["low"]:  # "на 90+3-й хвилині"
        ordinal = f"{NUMERALS.cardinal(int(match['low']))} плюс {ordinal}"
    if not match["unit"]:
        return ordinal
    counted = COUNTING.declined.get(match["unit"])
    endings, cases = "ий ого ому им ій ої у а", "nom gen loc ins loc gen acc nom"
    case = dict(zip(endings.split(), cases.split(), strict=True))
    if match["unit"] in PARTS.nouns:
        _gender, *forms = PARTS.nouns[match["unit"]]
        return f"{ordinal} {forms[NAMES_OF_CASES.index(case.get(ending, 'gen'))]}"
    return f"{ordinal} {counted.form('one', case.get(ending, 'gen')) if counted else match['unit']}"


def _feminine_place(left_context: str, noun: str) -> bool:
    """Return whether "-й" stands in "у 3-й бригаді" or "о 5-й ранку": a feminine locative."""
    last = left_context.rsplit(maxsplit=1)[-1].casefold() if left_context.split() else ""
    if last in {"о", "об"}:
        return True
    return noun.endswith(("і", "ї"))  # a masculine noun would have "-му"


def _cardinal(match: re.Match[str], _: Style) -> str | None:
    """Say "5-ти", "3-х", "2-ма": a cardinal whose ending is written."""
    number, ending = int(match["figures"]), match["ending"]
    if ending == "ма" and number % TEN in {7, 8}:  # "47-ма" is "сорок сьома"
        return None
    if ending == "х" and not (number <= SMALL or NUMERALS.category(number) == "few"):
        return None
    return NUMERALS.cardinal(number, CARDINAL_CASES.get(ending, "gen"), "m")


def _numbered(match: re.Match[str], _: Style) -> str | None:
    """Say "II світової війни" in the case of a noun that the table knows."""
    noun = match["noun"].replace("'", "’")
    ending = ORDINALS.get(noun)
    named = noun.islower() or not noun.isupper()
    if noun == "скликання" and re.search(r"[^\W\d_]{2}[ ]\Z", text_before(match)):
        ending = "ого"  # "депутат VIII скликання"
    elif ending is None and named and len(noun) > len("року"):
        ending = _ending_for(noun, text_before(match))
    return nth(value(match["it"]), ending) if ending else None


def _ending_for(noun: str, left_context: str) -> str:
    """Return the ending of an ordinal before a noun that no table has."""
    words = left_context.split()
    inside = bool(words) and words[-1].casefold() in {"у", "в", "на", "по", "при"}
    return next(endings[inside] for ending, endings in BY_NOUN if noun.endswith(ending))


def _monarch(match: re.Match[str], _: Style) -> str:
    return nth(value(match["it"]), REGNAL[match["name"]])


def _named(match: re.Match[str], _: Style) -> str | None:
    """Say a numeral after a man's name that no table has, by its ending: "Святополка II"."""
    endings = {"а": "ого", "я": "ого", "у": "ому", "ю": "ому", "ом": "им", "ем": "им", "єм": "им"}
    if match["ending"] in {"ою", "ею"} or match["ending"][-1] in "еиіїо":
        return None
    ending = endings.get(match["ending"]) or endings.get(match["ending"][-1], "ий")
    return nth(value(match["it"]), ending)


def combined(number: int) -> str:
    """Return a number as the first part of a word: "стоп’ятдесятип’яти" before "міліметровий".

    >>> combined(7), combined(100), combined(155)
    ('семи', 'сто', 'стоп’ятдесятип’яти')
    """
    thousands, hundreds, remainder = number // 1000, number // 100 % 10, number % 100
    head = {0: "", 1: "тисячо" if not number % 1000 else "тисяча"}.get(thousands)
    head = f"{combined(thousands)}тисячо" if head is None else head
    tail = COMBINING.get(str(remainder)) or (
        COMBINING[f"{remainder // 10}0"] + COMBINING[str(remainder % 10)] if remainder else ""
    )
    return head + HUNDREDS[hundreds] + tail


def _compound(match: re.Match[str], _: Style) -> str:
    """Say "7-річний", "25-річчя", "120-тисячний" as one word."""
    return combined(int(match["figures"]))


def _halved(match: re.Match[str], _: Style) -> str:
    """Say "1,5-річний" as "півторарічний", "2,5-годинний" with "двох з половиною" before it."""
    number = int(match["figures"])
    return "півтора" if number == 1 else f"{NUMERALS.cardinal(number, 'gen')} з половиною "


def _classes(match: re.Match[str], _: Style) -> str:
    """Say "учні 1–4 класів": ordinals, both."""
    ending = {"класи": "і"}.get(match["noun"], "их")
    return f"{nth(int(match['low']), ending)} — {nth(int(match['high']), ending)}"


def _page(match: re.Match[str], _: Style) -> str:
    """Say "на с. 214"."""
    words = text_before(match).split()
    case = "loc" if words and words[-1].casefold() in {"на", "у", "в"} else "nom"
    noun = "сторінці" if case == "loc" else "сторінка"
    return f"{noun} {nth_in(int(match['number']), case, 'f')}"


def _form(match: re.Match[str], _: Style) -> str:
    """Say "у 7-А класі"."""
    ending = _ending_for(match["noun"], text_before(match))
    return f"{nth(int(match['figures']), ending)} {match['letter']} {match['noun']}"


def _caliber(match: re.Match[str], _: Style) -> str:
    """Say "155-мм снаряди" as an adjective that agrees with its noun."""
    noun = (match["noun"] or "").casefold()
    ending = next(
        (CALLED[noun[-length:]][0] for length in (3, 2, 1) if noun[-length:] in CALLED),
        "ий" if noun else "их",
    )
    unit = "сантиметров" if "см" in match["it"] else "міліметров"
    return f"{combined(int(match['figures']))}{unit}{ending}"


CODES = Codes(COUNTING, "дріб", "по", "на", ("год", "хв", "сек"), COUNTING.tables["signs"], "і")


_NUMBERED_NOUNS = {noun: (case, gender) for noun, case, gender in rows("uk/numbered.tsv")}
# "у 2 кварталі", "2 сезон": a noun in the singular after a number that counts several.
NTH = re.compile(
    rf"(?<![\w.,:/-])(?P<it>(?P<figures>[1-9][0-9]?))(?=[ ](?P<noun>{'|'.join(_NUMBERED_NOUNS)})\b)"
)


def _nth(match: re.Match[str], _: Style) -> str | None:
    """Say "у 2 кварталі" as "у другому кварталі"; "21 сезон" may count, so nobody is sure."""
    number, (case, gender) = int(match["figures"]), _NUMBERED_NOUNS[match["noun"]]
    if case in {"nom", "acc"} and NUMERALS.category(number) == "one":
        return None
    return nth_in(number, case, gender)


RULES: tuple[Claimant, ...] = (
    *CODES.rules()[:2],
    *DATES,
    Rule("ordinal.noun", NTH, _nth, DIGITS),
    Rule("number.ending", CARDINAL, _cardinal, DIGITS),
    Rule("ordinal", ORDINAL, _ordinal, DIGITS),
    Rule("classes", CLASSES, _classes, DIGITS),
    Rule("page", PAGE, _page, DIGITS),
    Rule("born", BORN, lambda _, __: "народжений"),
    Rule("form", FORM, _form, DIGITS),
    Rule("caliber", CALIBER, _caliber, frozenset("-")),
    Rule("compound", COMPOUND, _compound, frozenset("-")),
    Rule("compound", HALVED, _halved, frozenset("-")),
    *PARTS.rules(),
    Rule("roman.monarch", MONARCH, _monarch, frozenset("IVXІХ")),
    Rule("roman.suffix", SUFFIX, lambda match, _: f" {NUMERALS.cardinal(value(match['roman']))}"),
    Rule("weekday", WEEKDAY, lambda match, _: WEEKDAYS[match["it"]]),
    *CODES.rules(),
    *UNITS,
    *COUNTING.fixed(),
    Rule("abbreviation.station", STATION, station),
    *ABBREVIATIONS.rules(),
    Rule("roman.alone", NAMED_ALONE, _named, frozenset("IVXІХ")),
    Rule("roman", NUMBERED, _numbered, frozenset("IVXІХ")),
    *COUNTING.rules(),
    CODES.slash_rule(),
    Rule("roman.named", NAMED, _named, frozenset("IVXІХ")),
    Rule("roman.other", ROMAN_OTHER, lambda match, _: NUMERALS.cardinal(value(match["it"]))),
    STRESS,
)
