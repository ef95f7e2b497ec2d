"""French dates, years and times."""

import re

from narrate.text.counting import DIGITS, FREE
from narrate.text.fr.numbers import COUNTING, cardinal, year_words
from narrate.text.numerals import words
from narrate.text.rules import Rule, Style

LAST_DAY = 31
_THIS_CENTURY = 40
MONTHS = COUNTING.months
MONTH = "|".join(MONTHS)
YEAR = r"(?:1[0-9]{3}|20[0-9]{2})"
# A year has no plural: "mille neuf cent quatre-vingt". A count has, and a noun after it.
YEAR_ALONE = re.compile(
    rf"""
    {FREE} (?P<it>1[0-9][08]0|1[1-9]00|2000|2080)
    (?! [\w%]
      | [.,:/-][0-9]
      | [ ]?[€$%]
      | [ ][0-9]{{3}}
      | [ ] (?!ans\b) [a-zéèàâ]+[sx]\b
      | [ ][kcm]?m[²³]?\b
      | [ ] (?:euros?|kg|ha|MW|Md|M€) )
    """,
    re.VERBOSE,
)
DATE = re.compile(
    rf"""
    {FREE} (?P<day>[0-3]?[0-9]) (?P<first>er)? [ ] (?P<month>{MONTH}) \b
    (?:[ ](?P<year>{YEAR})(?![0-9]))?
    """,
    re.VERBOSE | re.IGNORECASE,
)
ISO = re.compile(
    rf"{FREE}(?P<first>)(?P<year>{YEAR})-(?P<month>0[1-9]|1[0-2])-(?P<day>[0-3][0-9])(?![\w-])"
)
FIGURES = re.compile(
    rf"""
    {FREE} (?P<day>[0-3]?[0-9]) (?P<first>) [/.] (?P<month>0?[1-9]|1[0-2]) [/.]
    (?P<year> {YEAR}
            | (?<=/) [0-9]{{2}} )
    (?![\w/])
    """,
    re.VERBOSE,
)
TIME = re.compile(
    rf"""
    {FREE} (?P<hour>[01]?[0-9]|2[0-4])
    (?: [ ]?h[ ]? (?:(?P<minute>[0-5][0-9])(?P<unit>[ ]?mi?n(?!\w))?)? (?!\w)
      | : (?P<after>[0-5][0-9]) (?![:.]?[0-9]) )
    """,
    re.VERBOSE,
)
DAYS = re.compile(
    rf"""
    {FREE} (?P<first>[0-3]?[0-9]) (?P<one>er)? (?P<link>[ ]?[-–/][ ]?|[ ](?:et|au|ou)[ ])
    (?P<day>[0-3]?[0-9]) [ ] (?P<month>{MONTH}) \b (?:[ ](?P<year>{YEAR})(?![0-9]))?
    """,
    re.VERBOSE | re.IGNORECASE,
)
SHORT_MONTHS = {
    "janv": 0, "févr": 1, "fév": 1, "avr": 3, "juill": 6, "juil": 6, "sept": 8, "oct": 9, "nov": 10,
    "déc": 11,
}  # fmt: skip
SHORT_DATE = re.compile(
    rf"""
    {FREE} (?P<day>[0-3]?[0-9]) (?P<first>er)? [ ] (?P<short>{"|".join(SHORT_MONTHS)}) \.
    (?:[ ](?P<year>{YEAR})(?![0-9]))?
    """,
    re.VERBOSE | re.IGNORECASE,
)
NATIONAL_DAY = re.compile(
    rf"{FREE}(?P<it>(?P<day>[0-3]?[0-9])-)(?=(?:Juillet|Mai|Novembre|Septembre)\b)"
)
LAP = re.compile(
    rf"""
    {FREE} (?P<minute>[0-9]{{1,2}}) (?:[ ]?(?:min|mn|')[ ]?) (?P<second>[0-5]?[0-9]) [ ]?
    (?: s
      | ''
      | \" )?
    (?P<part>[0-9]{{1,3}})? (?!\w)
    """,
    re.VERBOSE,
)


def _year(match: re.Match[str], _: Style) -> str:
    return year_words(int(match["it"]))


def _full_year(figures: str) -> str:
    """Return a year in words; two figures are of this century up to 40."""
    year = int(figures)
    if len(figures) == 2:
        year += 2000 if year <= _THIS_CENTURY else 1900
    return year_words(year)


def _date(match: re.Match[str], _: Style) -> str | None:
    groups = match.groupdict()
    day, month = int(match["day"]), groups.get("month") or ""
    if not 1 <= day <= LAST_DAY:
        return None
    if short := groups.get("short"):
        name = MONTHS[SHORT_MONTHS[short.lower()]]
    else:
        name = MONTHS[int(month) - 1] if month.isdecimal() else month
    spoken = "premier" if day == 1 else words(day, "fr")
    year = f" {_full_year(match['year'])}" if match["year"] else ""
    return f"{spoken} {name}{year}"


def _days(match: re.Match[str], style: Style) -> str | None:
    """Say "les 17-18 juin" with "et", "5-10 mai" with "au"."""
    first, later = int(match["first"]), _date(match, style)
    if later is None or not 1 <= first <= LAST_DAY:
        return None
    link = match["link"].strip()
    if not link.isalpha():
        link = "et" if int(match["day"]) == first + 1 else "au"
    return f"{'premier' if first == 1 else words(first, 'fr')} {link} {later}"


def _time(match: re.Match[str], _: Style) -> str:
    hour, minute = int(match["hour"]), int(match["minute"] or match["after"] or 0)
    spoken = f"{cardinal(hour, 'f')} heure{'s' if hour > 1 else ''}"
    unit = f" minute{'s' if minute > 1 else ''}" if match["unit"] else ""
    return f"{spoken} {cardinal(minute, 'f')}{unit}" if minute else spoken


def _lap(match: re.Match[str], _: Style) -> str:
    """Say "10 min 32 s", "9 min 58 s 4"."""
    minute, second = int(match["minute"]), int(match["second"])
    minutes = f"{cardinal(minute, 'f')} minute{'s' if minute > 1 else ''}"
    part = f" {words(int(match['part']), 'fr')}" if match["part"] else ""
    return f"{minutes} {cardinal(second, 'f')} seconde{'s' if second > 1 else ''}{part}"


def _national_day(match: re.Match[str], _: Style) -> str:
    return f"{words(int(match['day']), 'fr')} "


RULES: tuple[Rule, ...] = (
    Rule("date.days", DAYS, _days, DIGITS),
    Rule("date", DATE, _date, DIGITS),
    Rule("date", SHORT_DATE, _date, DIGITS),
    Rule("date", NATIONAL_DAY, _national_day, DIGITS),
    Rule("date.iso", ISO, _date, DIGITS),
    Rule("date.figures", FIGURES, _date, DIGITS),
    Rule("time", LAP, _lap, DIGITS),
    Rule("time", TIME, _time, DIGITS),
    Rule("year", YEAR_ALONE, _year, DIGITS),
)
