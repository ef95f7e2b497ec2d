"""Days of a month as Ukrainian and Polish say them: each day an ordinal, in the case around it."""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from narrate.text.counting import DIGITS, FREE, stop
from narrate.text.rules import Rule, Style
from narrate.text.slavic.agreement import text_before

YEAR = r"(?:1[0-9]{3}|20[0-9]{2})"
LIFETIME = re.compile(rf"(?<=\()(?P<first>{YEAR})[ ]?[-–—][ ]?(?P<last>{YEAR})(?=\))")
PART_OF_DAY = r"(?:w[ ]nocy|rano|nad[ ]ranem|po[ ]południu|wieczorem|ранку|вечора|ночі)"
MIDNIGHT, LAST_MINUTE_WITH_ZERO = 24, 9
_DAYS = 31
_DAY = r"(?P<day>[0-3]?[0-9])"
_LAST = r"(?P<last>[0-3]?[0-9])"
# Another score beside a score: it is no time.
_SCORE = re.compile(r"[0-9]:[0-9]{1,2}[,; (]{1,3}\Z|[,;) (]{1,3}[0-9]{1,2}:[0-9]{1,2}\b(?!:)")


class Dates(NamedTuple):
    """The words and the cases in which a language says the days of a month.

    ``of_year``, ``opening`` and ``links`` are patterns: the word after a year, the words before the
    first of two days, and the words between the two. ``ending`` is one for an ending that figures
    may have. ``day`` returns a day's ordinal in the case that the text before it asks for, ``year``
    a year in words, ``night`` two days, ``span`` the first of two days that a dash joins.
    """

    months: Sequence[str]
    of_year: str
    opening: str
    links: str
    day: Callable[[int, str], str]
    year: Callable[[int], str]
    night: Callable[[int, int], str]
    span: Callable[[str, re.Match[str]], str]
    ending: str = ""
    short: str = ""

    def date(self, match: re.Match[str], _: Style) -> str | None:
        """Say a date in the case that the word before it asks for."""
        day, month = int(match["day"]), match["month"]
        if not 1 <= day <= _DAYS:
            return None
        name = self.months[int(month) - 1] if month.isdecimal() else self._month(month)
        written = match["year"] and match["year"].rjust(len("2022"), " ").replace("  ", "20")
        year = f" {self.year(int(written))}" if written else ""
        return f"{self.day(day, text_before(match))} {name}{year}{stop(match)}"

    def _month(self, month: str) -> str:
        """Return a month in full: "груд." is "грудня"."""
        short = month.removesuffix(".")
        abbreviations = self.short.split()
        return self.months[abbreviations.index(short)] if short in abbreviations else month

    def _first_day(self, match: re.Match[str], _: Style) -> str | None:
        """Say the first of two days of a month."""
        day, link = int(match["day"]), match["link"].strip()
        if not 1 <= day <= _DAYS:
            return None
        words = self.day(day, text_before(match, "it"))
        return f"{words} {link} " if link.isalpha() else self.span(words, match)

    def _night(self, match: re.Match[str], _: Style) -> str:
        """Say the night between two days, as in "25/26 May"."""
        return self.night(int(match["day"]), int(match["last"]))

    def rules(self) -> tuple[Rule, ...]:
        """Return the rules for days of a month."""
        month = "|".join((*self.months, *map(str.title, self.months)))  # "ul. 3 Maja"
        short = "|".join(self.short.split()) or "(?!)"
        night = rf"{FREE}(?P<it>{_DAY}/{_LAST})(?=[ ](?:{month})\b)"
        first_day = rf"""
            (?: \b(?P<from>{self.opening})[ ] )? {FREE}
            (?P<it> {_DAY} (?P<link> [ ]?[-–—][ ]? | [ ](?:{self.links})[ ] ) )
            (?= {_LAST} [ ] (?: (?:{month})\b | bm\. ) )
        """
        date = rf"""
            (?:{FREE}|(?<=[0-9][:.][0-9]{{2}}[ ])) {_DAY} {self.ending} [ ]
            (?P<month>(?:{month})\b|(?:{short})\.)
            (?: [ ] (?P<year>{YEAR}) (?![0-9-]) (?P<of>[ ]{self.of_year})? )?
        """
        iso = rf"{FREE}(?P<year>{YEAR})-(?P<month>0[1-9]|1[0-2])-(?P<day>[0-3][0-9])(?![\w-])"
        figures = rf"""
            {FREE} {_DAY} \. (?P<month>0?[1-9]|1[0-2]) \. (?P<year>{YEAR}|[0-9]{{2}})
            (?!\w) (?P<of>[ ]{self.of_year})?
        """
        return (
            Rule("date.night", re.compile(night), self._night, frozenset("/")),
            Rule("date.days", re.compile(first_day, re.VERBOSE), self._first_day, DIGITS),
            Rule("date", re.compile(date, re.VERBOSE), self.date, DIGITS),
            Rule("date.iso", re.compile(iso), self.date, DIGITS),
            Rule("date.figures", re.compile(figures, re.VERBOSE), self.date, DIGITS),
        )


def hours_until(opening: str, until: str) -> re.Pattern[str]:
    """Return the pattern of an hour before "until" and a time: "from 8 to 15:30", "to 6 a.m."."""
    return re.compile(
        rf"""
        \b(?:{opening}) [ ] (?P<it> {FREE} (?P<hour>[01]?[0-9]|2[0-4]) )
        (?= [ ]{until}[ ] [0-9]{{1,2}}
            (?: [:.][0-9]{{2}} (?!\.?[0-9])
              | [ ]{PART_OF_DAY}\b ) )
        """,
        re.VERBOSE,
    )


_DAILY = re.compile(
    r"""
    \b (?: codziennie | czynn\w+ | otwart\w+ | działa\w* | pracuje | przyjmuje
          | щодня | щоденно | працю\w+ | відчинен\w+ | приймає )
    \b [^.;]{0,60} \Z
    """,
    re.VERBOSE | re.IGNORECASE,
)


def daily(opening: str, until: str, nth: Callable[[int], str]) -> Rule:
    """Return the rule for hours without minutes after a word of opening: "czynne od 8 do 18"."""
    pattern = rf"""
        \b(?:{opening}) [ ] (?P<it> (?P<first>[01]?[0-9]|2[0-4]) [ ]{until}[ ]
        (?P<last>[01]?[0-9]|2[0-4]) ) (?= [,;)] | \.(?![0-9]) | \Z )
        """

    def hours(match: re.Match[str], _: Style) -> str | None:
        """Say both hours, "ósmej do osiemnastej", where a word of opening stands before."""
        if not _DAILY.search(text_before(match)):
            return None
        return f"{nth(int(match['first']))} {until} {nth(int(match['last']))}"

    return Rule("time.daily", re.compile(pattern, re.VERBOSE), hours, DIGITS)


def scored(match: re.Match[str], left_context: str) -> bool:
    """Return whether a score stands beside a score, so that it is no time."""
    return bool(_SCORE.search(left_context) or _SCORE.match(match.string, match.end()))
