"""German dates, years and decades."""

import re
from collections.abc import Iterator

from narrate.model import Edit
from narrate.text.counting import DIGITS, FREE
from narrate.text.de.numbers import COUNTING
from narrate.text.numerals import words
from narrate.text.rules import NO_CLAIMS, Claims, Rule, Style

MONTHS = COUNTING.months
_SHORT = {
    "Jän": 0, "Jan": 0, "Feb": 1, "Febr": 1, "Mär": 2, "Apr": 3, "Jun": 5, "Jul": 6, "Aug": 7,
    "Sep": 8, "Sept": 8, "Okt": 9, "Nov": 10, "Dez": 11,
}  # fmt: skip
FULL_MONTH = "|".join([*MONTHS, "Jänner", "Feber"])
_CUT = "|".join(sorted(_SHORT, key=len, reverse=True))
_WEEKDAY = (
    r"(?:Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonnabend|Sonntag"
    r"|(?:Mo|Di|Mi|Do|Fr|Sa|So)\b\.?)"
)
# After these a date or an ordinal ends in -n, after the others in -e.
WEAK = (
    rf"(?:(?:am|vom|zum|bis|ab|seit|bis[ ]zum|des|dem|den)[ ]{_WEEKDAY},?(?:[ ]de[mn])?"
    r"|am|vom|zum|zur|beim|dem|den|des|im|bis|ab|seit|einem|einen|eines|einer|ins[ ]neue"
    r"|(?:[dms]ein|ihr|unser|euer|eur|kein|jed|dies|jen|welch)(?:em|en|es(?=[ ]\S+[ ]\S+e?s\b))"
    r"|(?:in|mit|bei|von|aus|nach|an|auf|unter|vor|seit|zwischen|hinter|über|ab|zu)"
    r"[ ](?:der|seiner|ihrer|meiner|unserer|einer|dieser|jeder|keiner|den|seinen|ihren))"
)
STRONG = r"(?:der|die|das|eine|ins|seine|ihre|meine|unsere|diese|dieser|dieses|jede|jeder|jedes)"
ARTICLE = rf"(?:\b(?P<weak>(?i:{WEAK}))[ ]|\b(?P<strong>(?i:{STRONG}))[ ])?"
YEAR = r"(?:1[0-9]{3}|20[0-9]{2})"
CENTURY = 100
_THIS_CENTURY = 40  # "24" is 2024, "89" is 1989
_LAST_DAY = 31

# A month in full stays as written: its year, and the stress of "August", are other rules'.
DATE = re.compile(
    rf"""
    {ARTICLE}{FREE} (?P<it>(?P<day>[0-3]?[0-9])\.)
    (?=[ ]?(?P<month>{FULL_MONTH}|[dvn]\.[ ]?[MJ]\.))
    """,
    re.VERBOSE,
)
SHORT_DATE = re.compile(
    rf"""
    {ARTICLE}{FREE}
    (?P<it>(?P<day>[0-3]?[0-9])\.[ ]?(?P<month>{_CUT})\b\.?(?:[ ](?P<year>{YEAR})(?![0-9]))?)
    """,
    re.VERBOSE,
)
ISO = re.compile(
    rf"""
    {ARTICLE}{FREE} (?P<it>(?P<year>{YEAR})-(?P<month>0[1-9]|1[0-2])-(?P<day>[0-3][0-9]))
    (?![\w-])
    """,
    re.VERBOSE,
)
FIGURES = re.compile(
    rf"""
    {ARTICLE}{FREE}
    (?P<it>(?P<day>[0-3]?[0-9])\.[ ]?(?P<month>0?[1-9]|1[0-2])\.[ ]?(?P<year>{YEAR}|[0-9]{{2}}))
    (?! [\w%€]
      | [.,:][0-9]
      | [ ] (?:Uhr|€|Euro) )
    """,
    re.VERBOSE,
)
DAY_LIST = re.compile(
    rf"""
    {ARTICLE}{FREE}
    (?P<it>[0-3]?[0-9]\.(?:,[ ][0-3]?[0-9]\.)+,?[ ](?:und|oder|sowie)[ ][0-3]?[0-9]\.)
    (?=[ ](?:{FULL_MONTH}|[A-ZÄÖÜ]\w))
    """,
    re.VERBOSE,
)
_LINK = r"(?P<link>[ ](?:und|oder|bis|bis[ ]zum|auf[ ]den|sowie)[ ]|[ ]?[/–-][ ]?)"
DAYS = re.compile(
    rf"""
    {ARTICLE}{FREE} (?P<it>(?P<first>[0-3]?[0-9])\.{_LINK}(?P<day>[0-3]?[0-9])\.)
    (?=[ ]?(?P<month>{FULL_MONTH})\b)
    """,
    re.VERBOSE,
)
SHORT_DAYS = re.compile(
    rf"""
    {ARTICLE}{FREE}
    (?P<it> (?P<first>[0-3]?[0-9]) \.{_LINK} (?P<day>[0-3]?[0-9]) \.[ ]? (?P<month>{_CUT})
            \b\.? (?:[ ](?P<year>{YEAR})(?![0-9]))? )
    """,
    re.VERBOSE,
)
DAY_MONTH = re.compile(
    rf"{ARTICLE}{FREE}(?P<it>(?P<day>[0-3]?[0-9])\.[ ]?(?P<month>1[0-2]|0?[1-9])\.)(?![\w])"
)
MONTH_STRESS = re.compile(
    r"""
      (?: \b
          (?: im
            | Im
            | bis
            | seit
            | ab
            | Ende
            | Anfang
            | Mitte
            | vom
            | in
            | zum
            | nächsten
            | letzten
            | vergangenen
            | kommenden )
          [ ]
        | [0-9]\.[ ]?
        | [–-] )
      (?P<it>August) (?![\w-]|[ ][A-ZÄÖÜ]\w)
    | \b (?P<dated>August) (?=[ ][12][0-9]{3})
    """,
    re.VERBOSE,
)
_AUGUST = "aʊˈɡʊst"


def nth(number: int, ending: str = "e") -> str:
    """Return an ordinal with an ending: "vierundzwanzigsten"."""
    spoken = words(number, "de", "ordinal").removesuffix("e") + ending
    return spoken.removeprefix("ein") if 1000 <= number < 2000 else spoken


def ending_of(match: re.Match[str]) -> str:
    """Return the ending of an ordinal after the article that a match has groups."""
    if match["weak"] and match["weak"].casefold() in {"ab", "seit"}:
        return "em"  # "ab erstem Juli": no article has the ending
    if match["weak"]:
        return "en"
    return "e" if match["strong"] else "er"


def year_words(figures: str) -> str:
    """Return a year in words; two figures alone are of 1941 to 2040."""
    year = int(figures)
    if year < CENTURY and len(figures) == 2:
        year += 2000 if year <= _THIS_CENTURY else 1900
    return words(year, "de", "year")


def _date(match: re.Match[str], _: Style) -> str | None:
    day, month = int(match["day"]), match["month"]
    if not 1 <= day <= _LAST_DAY:
        return None
    spoken = nth(day, ending_of(match))
    if "year" not in match.groupdict() and not month.isdecimal():
        return spoken
    name = MONTHS[int(month) - 1 if month.isdecimal() else _SHORT[month]]
    figures = match.groupdict().get("year")
    stop = "." if match[0].endswith(".") and ends(match) else ""
    return f"{spoken} {name}{f' {year_words(figures)}' if figures else ''}{stop}"


def ends(match: re.Match[str]) -> bool:
    """Return whether a match ends its sentence."""
    return not match.string[match.end() :].strip("\"'”’»“) ")


def _days(match: re.Match[str], style: Style) -> str | None:
    """Say "vom 2. auf den 3. Mai", "am 2./3. Mai", "der 5.–10. Mai"."""
    later = _date(match, style)
    if later is None or not 1 <= int(match["first"]) <= _LAST_DAY:
        return None
    link = match["link"].strip()
    bare = not (match["weak"] or match["strong"]) and match.start("it") > 0
    if bare and link in {"bis", "–", "-"}:  # "22. bis 24. Juli" says when
        first, last = (nth(int(match[day]), "en") for day in ("first", "day"))
        return later.replace(nth(int(match["day"]), "er"), f"{first} bis {last}", 1)
    link = {"/": "und", "–": "bis", "-": "bis"}.get(link, link)
    if link.endswith(("zum", "den")):
        later = later.replace(
            nth(int(match["day"]), ending_of(match)), nth(int(match["day"]), "en")
        )
    return f"{nth(int(match['first']), ending_of(match))} {link} {later}"


def _day_list(match: re.Match[str], _: Style) -> str:
    """Say "am 5., 12. und 19. März"."""
    ending = ending_of(match)
    return re.sub(r"([0-9]+)\.", lambda day: nth(int(day[1]), ending), match["it"])


class _August:
    """Claims the month of August, whose name alone an engine stresses as the man's."""

    name = "month.stress"
    needs = frozenset("A")
    words = frozenset(["August"])

    def edits(self, written: str, _: Style, _claims: Claims = NO_CLAIMS, /) -> Iterator[Edit]:
        """Yield the month with its phonemes."""
        for match in MONTH_STRESS.finditer(written):
            start, end = match.span("it" if match["it"] else "dated")
            yield Edit(start, end, "August", self.name, _AUGUST)


AUGUST = _August()
RULES: tuple[Rule, ...] = (
    Rule("date.days", DAY_LIST, _day_list, frozenset(",")),
    Rule("date.days", DAYS, _days, DIGITS),
    Rule("date.days", SHORT_DAYS, _days, DIGITS),
    Rule("date", DATE, _date, DIGITS),
    Rule("date", SHORT_DATE, _date, DIGITS),
    Rule("date.iso", ISO, _date, DIGITS),
    Rule("date.figures", FIGURES, _date, DIGITS),
    Rule("date.month", DAY_MONTH, _date, DIGITS),
)
