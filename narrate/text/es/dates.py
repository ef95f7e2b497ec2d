"""Spanish dates, quarters and times."""

import re

from narrate.text.counting import DIGITS, FREE
from narrate.text.es.numbers import APOCOPE, COUNTING, cardinal, nth
from narrate.text.numerals import words
from narrate.text.rules import Rule, Style

_LAST_DAY = 31
_TWO_FIGURES = 10
_THIS_CENTURY = 40
MONTHS = COUNTING.months
MONTH = "|".join([*MONTHS, "setiembre"])
SHORT_MONTHS = {
    "ene": 0, "feb": 1, "mar": 2, "abr": 3, "may": 4, "jun": 5, "jul": 6, "ago": 7, "sep": 8,
    "sept": 8, "set": 8, "oct": 9, "nov": 10, "dic": 11,
}  # fmt: skip
SHORT_DATE = re.compile(
    rf"""
    {FREE} (?P<day>[0-3]?[0-9]) (?P<first>\.?[º°])? [ ] (?:de[ ])?
    (?P<short>{"|".join(sorted(SHORT_MONTHS, key=len, reverse=True))}) \.
    (?:[ ](?P<link>del?)?[ ]?(?P<year>1[0-9]{{3}}|20[0-9]{{2}})(?![0-9]))?
    """,
    re.VERBOSE | re.IGNORECASE,
)
YEAR = r"(?:1[0-9]{3}|20[0-9]{2})"
DATE = re.compile(
    rf"""
    {FREE} (?P<day>[0-3]?[0-9]) (?P<first>\.?[º°])? [ ] (?:de[ ])? (?P<month>{MONTH}) \b
    (?:[ ](?P<link>del?)[ ](?P<year>{YEAR})(?![0-9]))?
    """,
    re.VERBOSE | re.IGNORECASE,
)
# "abril 30", as newspapers in the Americas have it, where nothing follows that it could count.
MONTH_FIRST = re.compile(
    rf"""
    \b (?P<month>{MONTH}) [ ] (?P<day>[0-3]?[0-9]) (?P<first>)
    (?: ,?[ ] (?:(?P<link>del?)[ ])? (?P<year>{YEAR}) (?![0-9])
      | (?=[,;)]|\.?$) )
    """,
    re.VERBOSE | re.IGNORECASE,
)
DAYS = re.compile(
    rf"""
    {FREE} (?P<first>[0-3]?[0-9]) (?P<link>[ ]?[-–/][ ]?) (?P<day>[0-3]?[0-9])
    (?=[ ]de[ ](?:{MONTH})\b)
    """,
    re.VERBOSE,
)
ISO = re.compile(rf"{FREE}(?P<year>{YEAR})-(?P<month>0[1-9]|1[0-2])-(?P<day>[0-3][0-9])(?![\w-])")
FIGURES = re.compile(
    rf"""
    {FREE} (?P<day>[0-3]?[0-9]) (?P<mark>[/.-]) (?P<month>0?[1-9]|1[0-2]) (?P=mark)
    (?P<year> {YEAR}
            | (?<=[/-]) [0-9]{{2}} )
    (?![\w/-])
    """,
    re.VERBOSE,
)
_ROMAN_MONTHS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
# "el 1-XI-1950"
ROMAN_DATE = re.compile(
    rf"""
    {FREE} (?P<day>[0-3]?[0-9]) [-/] (?P<roman>XI{{0,2}}|IX|IV|V?I{{1,3}}|V) [-/] (?P<year>{YEAR})
    (?!\w)
    """,
    re.VERBOSE,
)
# "hasta el 2/11", "del 22/6 al 13/9"
SLASHED = re.compile(
    r"""
    \b (?:[Ee]l|[Dd]el|al|desde) [ ] (?P<it>(?P<day>[0-3]?[0-9])[/-](?P<month>1[0-2]|0?[1-9]))
    (?! [\w/-]
      | [ ]d[e’'] )
    """,
    re.VERBOSE,
)
TIME = re.compile(
    rf"""
    (?P<at>\blas?[ ])? {FREE}
    (?P<it> (?P<hour>[01]?[0-9]|2[0-4]) (?:[:.](?P<minute>[0-5][0-9]))?
            (?: [ ]? (?P<unit>h|hs|hrs|horas) \b\.?
              | [ ]? (?P<half>[ap]) \.?[ ]?m\b\.?
              | (?<=:..) (?![:.]?[0-9])
              | (?<=\.[0-5][0-9]) (?![:.,]?[0-9]|[ ]?(?:%|€|\$|mill)) ) )
    """,
    re.VERBOSE,
)
NOON, EVENING = 12, 8
QUARTER = re.compile(r"(?<![\w.,])(?P<figures>[1-4])[TQ](?=[ ](?:de[ ])?[0-9]{4}|[ ]del?\b)")
# "el 8M", "el 23-F": a day and the letter of its month.
DATED = re.compile(r"\b(?:el|del|al)[ ](?P<it>(?P<figures>[0-9]{1,2})-?(?P<letter>[A-Z]))(?!\w)")


def _year(figures: str) -> str:
    """Return a year in words; two figures are of this century up to 40."""
    year = int(figures)
    if len(figures) == 2:
        year += 2000 if year <= _THIS_CENTURY else 1900
    return words(year, "es")


def _date(match: re.Match[str], _: Style) -> str | None:
    groups = match.groupdict()
    day, month = int(match["day"]), groups.get("month") or ""
    if not 1 <= day <= _LAST_DAY:
        return None
    if numeral := groups.get("roman"):
        name = MONTHS[_ROMAN_MONTHS.index(numeral)]
    elif short := groups.get("short"):
        name = MONTHS[SHORT_MONTHS[short.lower()]]
    else:
        name = MONTHS[int(month) - 1] if month.isdecimal() else month
    year = f" {groups.get('link') or 'de'} {_year(match['year'])}" if match["year"] else ""
    spoken = "primero" if groups.get("first") and day == 1 else words(day, "es")
    return f"{spoken} de {name}{year}"


def _slashed(match: re.Match[str], _: Style) -> str | None:
    """Say "el 2/11"."""
    day = int(match["day"])
    if not 1 <= day <= _LAST_DAY or match["it"] in COUNTING.tables["fractions"]:
        return None
    return f"{words(day, 'es')} de {MONTHS[int(match['month']) - 1]}"


def _days(match: re.Match[str], _: Style) -> str | None:
    """Say "17-18 de junio" with "y", "5-10 de mayo" with "al"."""
    first, last = int(match["first"]), int(match["day"])
    if not 1 <= first < last <= _LAST_DAY:
        return None
    return f"{words(first, 'es')} {'y' if last == first + 1 else 'al'} {words(last, 'es')}"


def _time(match: re.Match[str], _: Style) -> str | None:
    """Say "las 8.30", "14:30 h", "5 p. m."; "8.30" alone may be anything."""
    if not (match["at"] or match["unit"] or match["half"] or ":" in match["it"]):
        return None
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    zero = "cero " if 0 < minute < _TWO_FIGURES else ""
    spoken = cardinal(hour, "f") + (f" {zero}{words(minute, 'es')}" if minute else "")
    stop = (
        "." if match[0].endswith(".") and not match.string[match.end() :].strip("\"'”’»“) ") else ""
    )
    if match["half"] == "a":
        return f"{spoken} de la mañana{stop}"
    if match["half"]:
        late = EVENING <= hour < NOON
        return f"{spoken} de la {'noche' if late else 'tarde'}{stop}"
    if match["at"] and match["unit"] and match["minute"]:
        return f"{spoken}{stop}"
    if match["unit"] or not (match["at"] or minute):
        return f"{spoken} hora{'' if hour == 1 and not minute else 's'}{stop}"
    return spoken


def _quarter(match: re.Match[str], _: Style) -> str:
    """Say "3T de 2024"."""
    ordinal = APOCOPE.sub(r"\1", nth(int(match["figures"])))
    return f"{ordinal} trimestre"


def _dated(match: re.Match[str], _: Style) -> str:
    return f"{words(int(match['figures']), 'es')} {match['letter']}"


RULES: tuple[Rule, ...] = (
    Rule("date.days", DAYS, _days, DIGITS),
    Rule("date", DATE, _date, DIGITS),
    Rule("date", SHORT_DATE, _date, DIGITS),
    Rule("date.month", MONTH_FIRST, _date, DIGITS),
    Rule("date.figures", ROMAN_DATE, _date, frozenset("IVX")),
    Rule("date.iso", ISO, _date, DIGITS),
    Rule("date.figures", FIGURES, _date, DIGITS),
    Rule("quarter", QUARTER, _quarter, frozenset("TQ")),
    Rule("date.month", SLASHED, _slashed, frozenset("/-")),
    Rule("date.letter", DATED, _dated, DIGITS),
    Rule("time", TIME, _time, DIGITS),
)
