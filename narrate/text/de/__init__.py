"""German: dates, years, times, ordinals and Roman numerals; what else is counted, as everywhere."""

import re

from narrate.text.counting import DIGITS, FREE, ROMAN, Counting, roman, words
from narrate.text.rules import Rule, Style


def _whole(number: int, gender: str) -> str:
    """Return a number before a noun: "ein Euro", "eine Million"."""
    if number == 1:
        return {"f": "eine"}.get(gender, "ein") if gender != "-" else "eins"
    return words(number, "de")


def _decimals(whole: str, part: str) -> str:
    figures = " ".join(words(int(figure), "de") for figure in part)
    return f"{words(int(whole), 'de')} Komma {figures}"


COUNTING = Counting("de", _whole, _decimals, groups=". ", to=" bis ", score=" zu ")
MONTHS = COUNTING.months
MONTH = "|".join([*MONTHS, "Jän", "Jan", "Feb", "Sept", "Okt", "Nov", "Dez"])
SHORT = {"Jän": 0, "Jan": 0, "Feb": 1, "Sept": 8, "Okt": 9, "Nov": 10, "Dez": 11}
# After these a date or an ordinal ends in -n, after the others in -e.
WEAK = r"(?:am|vom|zum|beim|dem|den|des|im|bis|ab|seit|einem|einen|eines|der[ ]\d+\.[ ]und)"
STRONG = r"(?:der|die|das|eine)"
YEAR = r"(?:1[0-9]{3}|20[0-9]{2})"

DATE = re.compile(
    rf"(?:\b(?P<weak>(?i:{WEAK}))[ ]|\b(?P<strong>(?i:{STRONG}))[ ])?{FREE}"
    rf"(?P<it>(?P<day>[0-3]?[0-9])\.[ ]?(?P<month>{MONTH})\b\.?(?:[ ](?P<year>{YEAR})(?![0-9]))?)"
)
FIGURES = re.compile(
    rf"(?:\b(?P<weak>(?i:{WEAK}))[ ]|\b(?P<strong>(?i:{STRONG}))[ ])?{FREE}"
    rf"(?P<it>(?P<day>[0-3]?[0-9])\.(?P<month>0?[1-9]|1[0-2])\.(?P<year>{YEAR}))(?![\w.])"
)
ORDINAL = re.compile(
    rf"\b(?:(?P<weak>(?i:{WEAK}))|(?P<strong>(?i:{STRONG})))[ ](?P<it>(?P<figures>[0-9]{{1,3}})\.)"
    r"(?=[ ](?:[A-ZÄÖÜ]|bis\b|und\b|oder\b))"
)
MONARCH = re.compile(
    rf"\b(?P<before>von|unter|mit|bei|nach)?[ ]?(?P<name>[A-ZÄÖÜ][a-zäöüß]+)[ ]"
    rf"(?P<it>(?P<roman>{ROMAN})\.)(?=[ ]|$)"
)
TIME = re.compile(
    rf"{FREE}(?P<hour>[01]?[0-9]|2[0-4])[:.](?P<minute>[0-5][0-9])(?:[ ]Uhr\b|(?<=:..)(?!"
    rf"[:.]?[0-9]))"
)
YEAR_ALONE = re.compile(
    rf"(?:\b(?i:jahr|jahre|jahres|jahren|seit|bis|von|ab|um|anno|sommer|herbst|winter|frühjahr|ende"
    rf"|anfang|mitte|{MONTH})[ ]|[(]|(?<=[–-]))(?P<it>{YEAR})(?![\w%]|[.,:][0-9]|[ ](?:€"
    rf"|Euro|Menschen))"
)


def nth(number: int, ending: str = "e") -> str:
    """Return an ordinal with an ending: "vierundzwanzigsten"."""
    return words(number, "de", "ordinal").removesuffix("e") + ending


def _ending(match: re.Match[str]) -> str:
    if match["weak"]:
        return "en"
    return "e" if match["strong"] else "er"


def _date(match: re.Match[str], _: Style) -> str | None:
    day, month = int(match["day"]), match["month"]
    if not 1 <= day <= 31:  # noqa: PLR2004 - days of a month
        return None
    if month.isdecimal():
        name = MONTHS[int(month) - 1]
    else:
        name = MONTHS[SHORT[month]] if month in SHORT else month
    year = f" {words(int(match['year']), 'de', 'year')}" if match["year"] else ""
    return f"{nth(day, _ending(match))} {name}{year}"


def _ordinal(match: re.Match[str], _: Style) -> str:
    return nth(int(match["figures"]), _ending(match))


def _monarch(match: re.Match[str], _: Style) -> str | None:
    """Say "Ludwig XIV." and "unter Ludwig XIV."; "Kapitel IV." is none."""
    if match["name"] in {"Kapitel", "Band", "Teil", "Artikel", "Klasse", "Typ", "Hartz"}:
        return None
    article, ending = ("dem", "en") if match["before"] else ("der", "e")
    return f"{article} {nth(roman(match['roman']), ending).capitalize()}"


def _time(match: re.Match[str], _: Style) -> str:
    hour = _whole(int(match["hour"]), "m")
    minute = int(match["minute"])
    return f"{hour} Uhr {words(minute, 'de')}" if minute else f"{hour} Uhr"


def _year(match: re.Match[str], _: Style) -> str:
    return words(int(match["it"]), "de", "year")


RULES: tuple[Rule, ...] = (
    Rule("date", DATE, _date, DIGITS),
    Rule("date.figures", FIGURES, _date, DIGITS),
    Rule("time", TIME, _time, DIGITS),
    Rule("ordinal", ORDINAL, _ordinal, DIGITS),
    Rule("roman.monarch", MONARCH, _monarch, frozenset("IVX")),
    Rule("year", YEAR_ALONE, _year, DIGITS),
    *COUNTING.rules(),
)
