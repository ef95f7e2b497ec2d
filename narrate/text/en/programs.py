"""Say the days and hours of what is on: "9-5.30", "Thurs 6: Quiz", "Prep 20m", "2h45"."""

import re
from functools import lru_cache
from itertools import pairwise

from narrate.text.en.grammar import cued, mentions
from narrate.text.en.numbers import DIGITS, cardinal, figure_rule, ordinal, pair
from narrate.text.en.registers import terse
from narrate.text.later import later
from narrate.text.rules import Rule, Style, after_figure, as_written
from narrate.text.table import pairs

WEEKDAY_NAMES = pairs("en/weekdays.tsv")
WEEKDAYS = as_written(*WEEKDAY_NAMES)
CAPITAL_DAYS = frozenset(day.upper() for day in WEEKDAYS)
MONTHS = tuple(dict.fromkeys(pairs("en/months.tsv").values()))
LAST_DAY, LAST_MONTH = 31, 12
_CAPITALS = "(?:MON|TUES?|WEDS?|THU(?:RS?)?|FRI|SAT|SUN)"
_DAY = "(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6}"
# Hours of which one has minutes: "9-5.30", "7.30-11".
HOURS = later(
    r"""
    (?<![\w£$€.,:/-]) (?P<first>[1-9]|1[0-2])(?:\.(?P<minute>00|15|30|45))?
    [-–] (?P<last>[1-9]|1[0-2])(?:\.(?P<last_minute>00|15|30|45))?
    (?![\w%–/-] | [.,:][0-9] | [ ]?[ap]\.?m\b)
    """,
    re.VERBOSE,
)
# A day of the month that heads an entry, or stands beside another: "Fri 11 & Sat 12 Dec".
HEADING = later(rf"(?:^|[.;][ ]){_DAY}\.?[ ](?P<it>[1-9]|[12][0-9]|3[01])(?=:[ ])")
BESIDE = later(
    rf"""
    (?<!\w){_DAY}\.?[ ](?P<it>[1-9]|[12][0-9]|3[01])
    (?=,?[ ](?:&|and|or|to|[-–])[ ]{_DAY}\.?[ ][0-9]{{1,2}}[ ][JFMASOND][a-z]{{2}})
    """,
    re.VERBOSE,
)
# Days in capitals, and a day's date with a stroke: "THU 11/6: Dad Bod Quartet", "Fri 7/11".
CAPITALS = later(
    rf"""
    (?<![\w.-]) (?P<it>(?P<day>{_CAPITALS})\.?)
    (?= (?<=^...):[ ] | ,?[ ](?:[JFMASOND][A-Za-z]{{2,8}}\.?[ ])?[0-9]{{1,2}}
        (?: [/:.,] | [ ](?!to\b|men\b)[JFMASOND&A-Z-] | [ ]?[AaPp]\.?[Mm] | (?:st|nd|rd|th)\b )
    )
    """,
    re.VERBOSE,
)
SPAN = later(rf"(?<![\w-])(?P<first>{_CAPITALS})[-–](?P<last>{_CAPITALS})(?!\w)")
DATE = later(
    rf"""
    (?<!\w)(?:{_DAY}|{_CAPITALS})\.?,?[ ]
    (?P<it>(?P<first>[0-3]?[0-9])/(?P<second>[0-3]?[0-9])) (?![\w/]|[.][0-9]|[ ]of\b)
    """,
    re.VERBOSE,
)
WEEK = later(
    r"""
    (?<!\w)(?P<day>Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6}\.?[ ]
    (?P<first>[0-3]?[0-9])/(?P<second>[0-3]?[0-9])(?![\w/])
    """,
    re.VERBOSE,
)
WEEK_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
# How long a dish or a film takes: "Prep 20m", "dur: 108m".
LASTING = later(
    rf"""
    \b(?:{cued("lasting", opening=True)}):?[ ]
    (?P<it>(?P<minutes>[1-9][0-9]{{0,2}})m) (?=[,;.)]|$|[ ][+&])
    """,
    re.VERBOSE,
)
SPELL = later(r"(?P<hours>[1-9])h(?P<minutes>[0-5][0-9])(?![\w'’′])")
# One number or the next: "3/4 beds"; a grade beside the next: "Grade 6/7".
EITHER = later(
    rf"""
    (?P<graded>\b(?:{cued("graded", opening=True)})[ ])? (?<![\w/.,-])
    (?P<it>(?P<low>[1-8])/(?P<high>[2-9])) (?![\w/]|[.,][0-9])
    (?: (?=[ -](?:{cued("roomed")})\b) | (?(graded)|(?!)) )
    """,
    re.VERBOSE,
)


def _hours(match: re.Match[str], _: Style) -> str | None:
    """Say hours of which one has minutes, in a line of a week or a program.

    A span that falls, "9-5.30", is one of hours in any line of shorthand.

    >>> speakable("Open Mon-Fri 9-5.30, Sat. 7.30-11.", "en")
    'Open Monday to Friday nine to five thirty, Saturday seven thirty to eleven.'
    >>> speakable("The Sun shone on 9-5.30.", "en")
    'The Sun shone on nine to five point three zero.'
    """
    if bool(match["minute"]) == bool(match["last_minute"]):
        return None
    falls = int(match["first"]) > int(match["last"])
    if not (terse(match.string) and (falls or mentions("shift", match.string))):
        return None
    first, last = (
        cardinal(match[hour])
        + (f" {pair(match[minute])}" if match[minute] not in {None, "00"} else "")
        for hour, minute in (("first", "minute"), ("last", "last_minute"))
    )
    return f"{first} to {last}"


def _day(match: re.Match[str], _: Style) -> str:
    """Say a weekday's date as the day of a month; a count after it is none.

    >>> speakable("Thurs 6: Quiz. Fri 11 & Sat 12 Dec: Ceilidh.", "en")
    'Thursday the sixth: Quiz. Friday the eleventh and Saturday the twelfth of December: Ceilidh.'
    >>> speakable("Sat 12 men.", "en")
    'Saturday twelve men.'
    """
    return f"the {ordinal(match['it'])}"


def _lasting(match: re.Match[str], _: Style) -> str:
    """Say m after the work of a cook, or after the length of a film, as minutes.

    >>> speakable("Makes 12. Prep 20m; cook: 35m.", "en")
    'Makes twelve. Prep twenty minutes; cook: thirty-five minutes.'
    >>> speakable("The 0712 is delayed 45m. It delayed 45m payments.", "en")
    'The oh seven twelve is delayed forty-five minutes. It delayed forty-five million payments.'
    >>> speakable("They cook 35m meals.", "en")
    'They cook thirty-five million meals.'
    """
    return f"{cardinal(match['minutes'])} minute{'' if match['minutes'] == '1' else 's'}"


def _spell(match: re.Match[str], _: Style) -> str:
    """Say hours and the minutes glued to them.

    >>> speakable("It runs 2h45 with an interval, 1h00 without.", "en")
    'It runs two hours forty-five minutes with an interval, one hour without.'
    >>> speakable("It runs 2h only.", "en")
    'It runs two hours only.'
    """
    minutes = str(int(match["minutes"]))
    over = f" {cardinal(minutes)} minute{'' if minutes == '1' else 's'}" if minutes != "0" else ""
    return f"{cardinal(match['hours'])} hour{'' if match['hours'] == '1' else 's'}{over}"


def _either(match: re.Match[str], _: Style) -> str | None:
    """Say a number and the next of rooms with "or", of grades as both; others are fractions.

    >>> speakable("Chalet, 3/4 beds, for staff of Grade 6/7.", "en")
    'Chalet, three or four beds, for staff of Grade six, seven.'
    >>> speakable("Some 3/4 of beds.", "en")
    'Some three quarters of beds.'
    """
    if int(match["high"]) != int(match["low"]) + 1:
        return None
    link = "," if match["graded"] else " or"
    return f"{cardinal(match['low'])}{link} {cardinal(match['high'])}"


def _capitals(match: re.Match[str], _: Style) -> str:
    """Say a day in capitals before a date or a time; a score of an exam is none.

    >>> speakable("THU 11/6: Quiz. FRI-SUN 9 a.m.", "en")
    'Thursday November sixth: Quiz. Friday to Sunday nine A.M.'
    >>> speakable("SAT 1480, ACT 33.", "en")
    'SAT fourteen eighty, ACT thirty-three.'
    """
    return WEEKDAY_NAMES[match["day"].capitalize()]


def _span(match: re.Match[str], _: Style) -> str:
    """Say a span of days in capitals; in small letters it is said elsewhere.

    >>> speakable("Open MON-FRI 9 a.m.", "en")
    'Open Monday to Friday nine A.M.'
    >>> speakable("The FRI-ABC line.", "en")
    'The F.R.I-A.B.C line.'
    """
    first, last = (WEEKDAY_NAMES[match[end].capitalize()] for end in ("first", "last"))
    return f"{first} to {last}"


def _date(match: re.Match[str], style: Style) -> str | None:
    """Say two figures after a weekday as a date, the day first in Britain.

    >>> speakable("Thu 11/6: Quiz.", "en"), speakable("Cllr Hay, Thu 11/6.", "en")
    ('Thursday November sixth: Quiz.', 'Councillor Hay, Thursday the eleventh of June.')
    >>> speakable("Mon 8/2, Tue 9/4.", "en"), speakable("Mon 8/2, Tue 9/2.", "en")
    ('Monday eight, two, Tuesday nine, four.', 'Monday August second, Tuesday September second.')
    >>> speakable("Some 3/4 came.", "en")
    'Some three quarters came.'
    """
    first, second = int(match["first"]), int(match["second"])
    if _varies(match.string):
        return f"{cardinal(str(first))}, {cardinal(str(second))}"
    day, month = (first, second) if style.day_first or first > LAST_MONTH else (second, first)
    if month > LAST_MONTH:
        day, month = month, day
    if not (0 < month <= LAST_MONTH and 0 < day <= LAST_DAY):
        return None
    name = MONTHS[month - 1]
    nth = ordinal(str(day))
    return f"the {nth} of {name}" if style.day_first or first == day else f"{name} {nth}"


@lru_cache(maxsize=8)
def _varies(text: str) -> bool:
    """Return whether two days in a row have figures that cannot be dates, as weather has.

    >>> _varies("Sun 9/4, Mon 8/2"), _varies("Mon 8/2, Tue 8/3"), _varies("Sun 8/31, Mon 9/1")
    (True, False, False)
    """
    for day, next_day in pairwise(WEEK.finditer(text)):
        figures, next_figures = (
            [int(entry["first"]), int(entry["second"])] for entry in (day, next_day)
        )
        is_list = text[day.end() : next_day.start()] in {", ", "; "}
        is_next_day = (WEEK_DAYS.index(next_day["day"]) - WEEK_DAYS.index(day["day"])) % 7 == 1
        month_follows = any(b - a in {1, -11} for a, b in zip(figures, next_figures, strict=True))
        crosses_month = month_follows and max(next_figures) <= 14 and max(figures) > 17
        same_month = any(map(int.__eq__, figures, next_figures))
        if is_list and is_next_day and not (crosses_month or same_month):
            return True
    return False


RULES = (
    Rule("program.span", SPAN, _span, words=CAPITAL_DAYS),
    Rule("program.capitals", CAPITALS, _capitals, words=CAPITAL_DAYS),
    Rule("program.date", DATE, _date, after_figure("/"), WEEKDAYS | CAPITAL_DAYS),
    figure_rule("program.hours", HOURS, _hours, after_figure("-–")),
    Rule("program.day", HEADING, _day, frozenset(":"), WEEKDAYS),
    Rule("program.day", BESIDE, _day, DIGITS, WEEKDAYS),
    Rule("program.lasting", LASTING, _lasting, after_figure("m")),
    figure_rule("program.spell", SPELL, _spell, after_figure("h")),
    Rule("program.either", EITHER, _either, after_figure("/")),
)
