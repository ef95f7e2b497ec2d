"""Polish: dates, years, times and centuries in their cases; what else is counted, as everywhere."""

import re

from narrate.text.counting import DIGITS, FREE, Counting
from narrate.text.numerals import ROMAN, roman, words
from narrate.text.rules import Rule, Style
from narrate.text.table import pairs

PARTS = (("dziesiąta", "dziesiąte", "dziesiątych"), ("setna", "setne", "setnych"))
# An ordinal's last words by case: genitive, locative, and so on; of feminine nouns
# and of many things, too.
CASES = {
    "nom": ("y", "i"),
    "gen": ("ego", "iego"),
    "loc": ("ym", "im"),
    "dat": ("emu", "iemu"),
    "n": ("e", "ie"),
    "pl": ("e", "ie"),
    "pl-gen": ("ych", "ich"),
    "f": ("a", "ia"),
    "f-loc": ("ej", "iej"),
    "f-acc": ("ą", "ią"),
}
HARD_I = {"drugi": "drug", "trzeci": "trzec"}


def _whole(number: int, gender: str) -> str:
    """Return a number before a noun: "dwie tony", "jedna tona", "jedno euro"."""
    said = words(number, "pl")
    if gender == "f":
        said = re.sub(r"\bdwa$", "dwie", said)
        return "jedna" if said == "jeden" else said
    return "jedno" if gender == "n" and said == "jeden" else said


def _decimals(whole: str, part: str) -> str:
    """Say "2,5" as "dwa i pół", "3,7" as "trzy i siedem dziesiątych"."""
    said = "" if whole == "0" else f"{words(int(whole), 'pl')} i "
    if part == "5" and said:
        return f"{said}pół"
    if len(part) > len(PARTS):
        figures = " ".join(words(int(figure), "pl") for figure in part)
        return f"{words(int(whole), 'pl')} przecinek {figures}"
    over = int(part)
    one, few, many = PARTS[len(part) - 1]
    some = over % 10 in {2, 3, 4} and over % 100 not in {12, 13, 14}
    name = one if over == 1 else few if some else many
    return f"{said}{_whole(over, 'f')} {name}" if said or over else words(0, "pl")


COUNTING = Counting("pl", _whole, _decimals, groups=" .", score=" ")
MONTHS = COUNTING.months
MONTH = "|".join(MONTHS)
YEAR = r"(?:1[0-9]{3}|20[0-9]{2})"
OF_YEAR = r"(?:roku|r\.)"
DATE = re.compile(
    rf"{FREE}(?P<day>[0-3]?[0-9])[ ](?P<month>{MONTH})\b(?:[ ](?P<year>{YEAR})(?![0-9])"
    rf"(?P<of>[ ]{OF_YEAR})?)?"
)
ISO = re.compile(rf"{FREE}(?P<year>{YEAR})-(?P<month>0[1-9]|1[0-2])-(?P<day>[0-3][0-9])(?![\w-])")
FIGURES = re.compile(
    rf"{FREE}(?P<day>[0-3]?[0-9])\.(?P<month>0?[1-9]|1[0-2])\.(?P<year>{YEAR})(?![\w])"
    rf"(?P<of>[ ]{OF_YEAR})?"
)
FIRST_DAY = re.compile(
    rf"(?:\b(?P<from>[Oo]d)[ ])?{FREE}"
    rf"(?P<it>(?P<day>[0-3]?[0-9])(?P<link>[ ]?[-–][ ]?|[ ](?:do|i|oraz|lub)[ ]))"
    rf"(?=(?P<last>[0-3]?[0-9])[ ](?:{MONTH})\b)"
)
YEARS = re.compile(rf"{FREE}(?P<year>{YEAR})[ ](?P<word>roku|rok|rokiem|r\.)(?!\w)")
YEAR_AFTER = re.compile(
    rf"\b(?P<in>[Ww]e?[ ])?(?P<word>rok|roku|rokiem)[ ](?P<it>{YEAR})(?![\w%]|[.,][0-9])"
)
DECADE = re.compile(
    r"\b(?P<word>[Ll]ata|[Ll]at|[Ll]atach|[Ll]atami)[ ](?P<it>(?P<figures>[1-9]0)\.)(?!\w)"
)
TIME = re.compile(
    rf"(?:\b(?P<at>[Oo]|[Oo]d|[Dd]o|[Pp]o|[Pp]rzed|[Oo]koło)[ ])?(?P<word>godz\.[ ])?"
    rf"{FREE}(?P<it>(?P<hour>[01]?[0-9]|2[0-4])(?:[:.](?P<minute>[0-5][0-9]))?)(?![:.,]?[0-9])(?!"
    rf"[ ]?(?:zł|mln|mld|tys|proc|%))"
)
# What a preposition makes of the noun "godzina", and of the hour's ordinal.
HOURS = {
    "o": ("godzinie", "f-loc"),
    "po": ("godzinie", "f-loc"),
    "od": ("godziny", "f-loc"),
    "do": ("godziny", "f-loc"),
    "około": ("godziny", "f-loc"),
    "przed": ("godziną", "f-acc"),
}
ORDINALS, REGNAL = pairs("pl/ordinals.tsv"), pairs("pl/regnal.tsv")
ORDINAL = re.compile(rf"{FREE}(?P<it>(?P<figures>[0-9]{{1,3}})\.)(?=[ ](?P<noun>\w+))")
NUMBERED = re.compile(rf"(?<![\w.])(?P<it>{ROMAN})(?=[ ](?P<noun>\w+))")
MONARCH = re.compile(rf"\b(?P<name>{'|'.join(REGNAL)})[ ](?P<it>{ROMAN})(?!\w)")
COMPOUND = re.compile(rf"{FREE}(?P<it>(?P<figures>100|[1-9][0-9]?)-)(?=[a-ząćęłńóśźż]{{4}})")
COMBINING = pairs("pl/combining.tsv")
HOUR = re.compile(
    r"(?:\b(?P<at>[Oo]|[Oo]d|[Dd]o|[Pp]o|[Pp]rzed|[Oo]koło)[ ])?\b(?P<it>godz\.)(?=[ ][0-9])"
)
CENTURY = re.compile(
    r"(?<!\w)(?P<roman>(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3}))[ ](?P<word>wieku|wiek|wiekiem"
    r"|w\.|tysiąclecia)(?!\w)"
)


def nth(number: int, case: str = "nom") -> str:
    """Return an ordinal in a case, the tens and the ones both declined.

    >>> nth(24, "gen"), nth(84, "loc"), nth(2022, "gen")
    ('dwudziestego czwartego', 'osiemdziesiątym czwartym', 'dwa tysiące dwudziestego drugiego')
    """
    hard, soft = CASES[case]
    said = []
    for word in words(number, "pl", "ordinal").split():
        if word in HARD_I:
            said.append(
                HARD_I[word] + (soft if word == "trzeci" or case not in {"f", "f-acc"} else hard)
            )
        else:
            said.append(word[:-1] + hard if word.endswith("y") else word)
    return " ".join(said)


def _stop(match: re.Match[str]) -> str:
    ends = match[0].endswith(".") and not match.string[match.end() :].strip("\"'”’»“) ")
    return "." if ends else ""


def _date(match: re.Match[str], _: Style) -> str | None:
    day, month = int(match["day"]), match["month"]
    if not 1 <= day <= 31:  # noqa: PLR2004 - days of a month
        return None
    name = MONTHS[int(month) - 1] if month.isdecimal() else month
    year = f" {nth(int(match['year']), 'gen')} roku" if match["year"] else ""
    return f"{nth(day, 'gen')} {name}{year}{_stop(match)}"


def _inside(match: re.Match[str]) -> bool:
    before = match.string[: match.start()].split()
    return bool(before) and before[-1].casefold() in {"w", "we", "po", "o"}


def _years(match: re.Match[str], _: Style) -> str:
    """Say a year in the case of its noun: "w 1984 roku", "do 1984 r."."""
    if match["word"] == "rok":
        return f"{nth(int(match['year']))} rok"
    case = "loc" if _inside(match) or match["word"] == "rokiem" else "gen"
    noun = "rokiem" if match["word"] == "rokiem" else "roku"
    return f"{nth(int(match['year']), case)} {noun}{_stop(match)}"


def _year_after(match: re.Match[str], _: Style) -> str:
    """Say a year after its noun: "rok 2022", "w roku 2022"."""
    case = "loc" if match["in"] or match["word"] == "rokiem" else "gen"
    return nth(int(match["it"]), "nom" if match["word"] == "rok" else case)


def _decade(match: re.Match[str], _: Style) -> str:
    """Say "lata 80.", "w latach 90."."""
    number, word = int(match["figures"]), match["word"].casefold()
    case = {"lata": "pl", "lat": "pl-gen", "latach": "pl-gen"}.get(word)
    said = nth(number, case) if case else nth(number, "loc") + "i"
    return said + _stop(match)


def _time(match: re.Match[str], _: Style) -> str | None:
    """Say "o 14:30", "o godz. 8", "godz. 14.30"; a bare figure or "14.30" may be anything."""
    called, figures = match["word"], match["it"]
    if ":" not in figures and not called and not (match["at"] and match["minute"]):
        return None
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    said = nth(hour, HOURS[match["at"].casefold()][1] if match["at"] else "f") if hour else "zero"
    if not minute:
        return said
    return f"{said} {words(minute, 'pl')}" if minute > 9 else f"{said} zero {words(minute, 'pl')}"  # noqa: PLR2004


def _first_day(match: re.Match[str], _: Style) -> str | None:
    """Say the first of two days: "od 5 do 10 maja", "5-10 maja"."""
    day, link = int(match["day"]), match["link"].strip()
    if not 1 <= day <= 31:  # noqa: PLR2004 - days of a month
        return None
    said = nth(day, "gen")
    if link.isalpha():
        return f"{said} {link} "
    if int(match["last"]) == day + 1:
        return f"{said} i "
    return f"{said} do " if match["from"] else f"od {said} do "


def _numbered(match: re.Match[str], _: Style) -> str | None:
    """Say "1. miejsce", "II wojny światowej" in the case of a noun that the table knows."""
    case = ORDINALS.get(match["noun"])
    figures = match["it"].rstrip(".")
    number = int(figures) if figures.isdecimal() else roman(figures)
    return nth(number, case) if case and number else None


def _monarch(match: re.Match[str], _: Style) -> str:
    return nth(roman(match["it"]), REGNAL[match["name"]])


def _compound(match: re.Match[str], _: Style) -> str:
    """Say "7-letni", "80-latek" as one word."""
    figures = match["figures"]
    return COMBINING.get(figures) or COMBINING[f"{figures[0]}0"] + COMBINING[figures[1]]


def _century(match: re.Match[str], _: Style) -> str:
    value, word = roman(match["roman"]), match["word"]
    case = {"wiek": "nom", "wiekiem": "loc"}.get(word, "loc" if _inside(match) else "gen")
    return f"{nth(value, case)} {'wieku' if word == 'w.' else word}{_stop(match)}"


def _hour(match: re.Match[str], _: Style) -> str:
    return HOURS[match["at"].casefold()][0] if match["at"] else "godzina"


RULES: tuple[Rule, ...] = (
    Rule("time.hour", HOUR, _hour, frozenset("g")),
    Rule("date.days", FIRST_DAY, _first_day, DIGITS),
    Rule("date", DATE, _date, DIGITS),
    Rule("date.iso", ISO, _date, DIGITS),
    Rule("date.figures", FIGURES, _date, DIGITS),
    Rule("year", YEARS, _years, DIGITS),
    Rule("year.after", YEAR_AFTER, _year_after, DIGITS),
    Rule("decade", DECADE, _decade, DIGITS),
    Rule("ordinal", ORDINAL, _numbered, DIGITS),
    Rule("compound", COMPOUND, _compound, DIGITS),
    Rule("time", TIME, _time, DIGITS),
    Rule("roman.century", CENTURY, _century, frozenset("IVX")),
    Rule("roman.monarch", MONARCH, _monarch, frozenset("IVX")),
    Rule("roman", NUMBERED, _numbered, frozenset("IVX")),
    *COUNTING.rules(),
)
