"""Dates of a day or a month, in all orders."""

import re

from narrate.text.en.grammar import cued, stop_of
from narrate.text.en.namesakes import counts_after_month
from narrate.text.en.numbers import DIGITS, figure_rule, ordinal, year
from narrate.text.later import later
from narrate.text.rules import Rule, Style, after_figure, in_any_case, word_rule
from narrate.text.table import pairs

MONTHS = {written.casefold(): spoken for written, spoken in pairs("en/months.tsv").items()}
NAMES = tuple(dict.fromkeys(MONTHS.values()))
# The first letter alone tells most words apart from a month, and quickly.
MONTH = "(?=[JFMASONDjfmasond])(?i:" + "|".join(
    map(re.escape, sorted(MONTHS, key=len, reverse=True))
)
MONTH += r")(?!\w)"
MONTH_WORDS = in_any_case(*MONTHS)
DAY = r"(?:0?[1-9]|[12][0-9]|3[01])"
YEAR = r"(?:1[0-9]{3}|20[0-9]{2}|2100)"
NTH = r"(?:st|nd|rd|th|ST|ND|RD|TH)?"
DASH = r"[ ]?[-–—][ ]?"
WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day[ ])"
END = r"(?![0-9]|[,.:/-][0-9])"

ISO = later(
    rf"(?P<year>{YEAR})(?P<mark>[-/.])(?P<month>0?[1-9]|1[0-2])(?P=mark)(?P<day>{DAY}){END}"
)
FIGURES = later(
    rf"""
    (?P<first>[0-9]{{1,2}}) (?P<mark>[-/.]) (?P<second>[0-9]{{1,2}}) (?P=mark)
    (?P<year> {YEAR}
            | (?<=[/.]) [0-9]{{2}} )
    {END}
    """,
    re.VERBOSE,
)
ON_SLASH = later(
    rf"""
    \b (?i: {cued("before_date")}
         | (?!(?-i:sat|wed)\b) (?:mon|tues?|wed|thurs?|fri|sat|sun) (?:\.|\w{{0,4}}day)? ,? ) [ ]
    (?P<it> (?P<first>[0-9]{{1,2}}) / (?P<second>[0-9]{{1,2}}) ) {END} (?![a-z]|[ ](?:{MONTH}|of\b))
    """,
    re.VERBOSE,
)
# Software, which has versions, not dates: "Python 3.11.24", "iOS 17.4.12".
VERSIONED = later(rf"(?:\b(?:{cued('versioned')})[ ]|[-v])$", re.IGNORECASE)
# "6/2025", where nothing that is filed stands before.
MONTH_SLASH = later(rf"(?P<month>0?[1-9]|1[0-2])/(?P<year>{YEAR}){END}")
FILED = later(rf"\b(?:{cued('filed')})\.?[ ]$", re.IGNORECASE)
# A month and a day without a year, in a country that puts the month first: "on the 6/15 ballot".
MONTH_DAY = later(
    r"""
    (?P<month>0?[1-9]|1[0-2]) / (?P<day>1[3-9]|2[0-9]|3[01])
    (?! [\w/]
      | [.,]?[0-9]
      | [- ]inch
      | [ ]of\b )
    """,
    re.VERBOSE,
)
DAY_MONTH = later(r"(?P<day>1[3-9]|2[0-9]|3[01])/(?P<month>0?[1-9]|1[0-2])(?![\w/]|[.,]?[0-9])")
MONTH_FIRST = later(
    rf"""
    (?<![\w.]) (?P<month>{MONTH}) (?:[ ]|[ ]?-(?=[0-9]+-)) (?P<day>{DAY}) {NTH}
    (?: {DASH} (?P<last>{DAY}) {NTH} (?![0-9])
      | [ ](?:to|through)[ ] (?P<through>{DAY}) {NTH} (?=[,.;)]|$)
      | / (?P<other>{DAY}) {NTH} (?![\w/]|[ ](?:of|{cued("parted")})\b) )?
    (?: (?:,[ ]?|[ ]|-) (?P<year>{YEAR}) (?![0-9]) )?
    (?P<to> {DASH} (?=(?:[A-Z][a-z]{{2,8}}\.?)[ ][0-9]|[A-Z]) )?
    (?! [0-9] | (?<!-)(?<![–—])(?<![–—] )\w | [,.:][0-9]
      | [ ]?% | [ ](?:million|billion|thousand|percent|per[ ]cent) )
    """,
    re.VERBOSE,
)
MONTHS_ONLY = later(rf"(?<![\w.])(?P<first>{MONTH})[-–—](?P<last>{MONTH})(?![ ][0-9]{{1,2}}(?!\w))")
DAY_FIRST = later(
    rf"""
    (?P<day>{DAY}) {NTH} (?: (?:{DASH}|/(?=..?[ ][A-Z])) (?P<last>{DAY}) {NTH} )?
    (?: [ ]of )? [ ]? (?P<month>{MONTH}) (?: (?:,[ ]?|[ ]) (?P<year>{YEAR}) (?![0-9]) )?
    (?P<through> {DASH} (?={DAY}[ ]{MONTH}) )?
    """,
    re.VERBOSE,
)
MONTH_YEAR = later(
    rf"""
    (?<![\w.]) (?P<month>{MONTH}) ,?[ ] (?:(?P<year>{YEAR})|['’‘](?P<short>[0-9]{{2}}))
    (?! [0-9\w]
      | [,.][0-9] )
    """,
    re.VERBOSE,
)
# Days of one month in a row: "5, 7 & 9 Sept".
DAY_LIST = later(
    rf"""
    (?P<it>{DAY}{NTH}(?:,[ ]{DAY}{NTH}){{0,4}}(?:,?[ ](?:and|&|or)[ ]){DAY}{NTH}) [ ]
    (?P<month>{MONTH}) (?![ ]?[0-9])
    """,
    re.VERBOSE,
)
# "from 5 to 9 April", "Monday 5 to Friday 9 April": the first day, whose month stands later.
FIRST_DAY = later(
    rf"""
    (?<![-–—$£€]) (?<!\b[Aa]t[ ]) (?P<it>(?P<day>{DAY}){NTH})
    (?= [ ](?:to|until|till|through|and(?=[ ]{WEEKDAY}))[ ] (?:the[ ])? {WEEKDAY}?
        (?P<last>{DAY}) {NTH} [ ](?:of[ ])? {MONTH} (?![ ]Day) )
    """,
    re.VERBOSE,
)


def _date(style: Style, month: str, day: str, written_year: str | None) -> str:
    when = f", {year(full_year(written_year))}" if written_year else ""
    nth = ordinal(day.lstrip("0"))
    return f"the {nth} of {month}{when}" if style.day_first else f"{month} {nth}{when}"


def full_year(figures: str) -> str:
    """Return a year of two figures with its century: up to 39 this one."""
    if len(figures) == 4:
        return figures
    return ("20" if figures < "40" else "19") + figures


def _month_slash(match: re.Match[str], _: Style) -> str | None:
    """Say "6/2025" as a month and a year, not the number of a law.

    >>> speakable("It ends in 6/2025.", "en")
    'It ends in June twenty twenty-five.'
    >>> speakable("Act 6/2025 ended.", "en")
    'Act six slash twenty twenty-five ended.'
    """
    if FILED.search(match.string[max(0, match.start() - 14) : match.start()]):
        return None
    return f"{NAMES[int(match['month']) - 1]} {year(match['year'])}"


def _month_day(match: re.Match[str], style: Style) -> str | None:
    """Say "6/15" as a day in an American house; 1/16 and 1/32 are fractions of an inch.

    >>> speakable("It is on the 6/15 ballot.", "en")
    'It is on the June fifteenth ballot.'
    >>> speakable("A 1/16 bolt.", "en")
    'A one sixteenth bolt.'
    """
    fraction = match["month"] in {"1", "3", "5", "7", "9", "11"} and match["day"] == "16"
    if style.day_first or fraction or match["day"] == "20":
        return None
    return _date(style, NAMES[int(match["month"]) - 1], match["day"], None)


def _day_month(match: re.Match[str], style: Style) -> str | None:
    """Say "15/6" as a day in a British house; in an American one it is none.

    >>> speakable("It was 15/6 then.", "en-GB")
    'It was the fifteenth of June then.'
    >>> speakable("It was 15/6 then.", "en")
    'It was fifteen slash six then.'
    """
    if not style.day_first:
        return None
    return _date(style, NAMES[int(match["month"]) - 1], match["day"], None)


def _iso(match: re.Match[str], style: Style) -> str:
    """Say a date whose year comes first; "2024/25" is a season.

    >>> speakable("It was on 2024-05-17.", "en")
    'It was on May seventeenth, twenty twenty-four.'
    >>> speakable("In 2024/25 they won.", "en")
    'In twenty twenty-four twenty-five they won.'
    """
    return _date(style, NAMES[int(match["month"]) - 1], match["day"], match["year"])


def _figures(match: re.Match[str], style: Style) -> str | None:
    """Say 3/4/2020 as the house orders it; 15/1/2020 and 15.1.2020 are clear.

    >>> speakable("On 3/4/2020 and 15.1.2020.", "en")
    'On March fourth, twenty twenty and January fifteenth, twenty twenty.'
    >>> speakable("Use Python 3.11.24.", "en")
    'Use Python three point eleven point twenty-four.'
    """
    first, second = int(match["first"]), int(match["second"])
    groups = match.groupdict()
    if groups.get("mark") == "." and len(match["year"]) == 2:
        prefix = match.string[max(0, match.start() - 20) : match.start()]
        if VERSIONED.search(prefix):
            return None
    day_first = style.day_first or groups.get("mark") == "."
    if (day_first and second <= len(NAMES)) or first > len(NAMES):
        first, second = second, first
    if not (0 < first <= len(NAMES) and 0 < second <= 31):
        return None
    return _date(style, NAMES[first - 1], str(second), groups.get("year"))


def _month_first(match: re.Match[str], _: Style) -> str | None:
    """Say a month, a day and perhaps a year; before "%" the month is a verb.

    >>> speakable("On March 3, 2021, and May 5-7.", "en")
    'On March third, twenty twenty-one, and May fifth to seventh.'
    >>> speakable("It may 5% of the time.", "en")
    'It may five percent of the time.'
    >>> speakable("They play on March 24/25.", "en")
    'They play on March twenty-fourth or twenty-fifth.'
    """
    if counts_after_month(match):
        return None
    month, day = MONTHS[match["month"].casefold()], match["day"]
    last = match["last"] or match["through"] or match["other"]
    to = f" {'or' if match['other'] else 'to'} {ordinal(last.lstrip('0'))}" if last else ""
    when = f", {year(match['year'])}" if match["year"] else ""
    return f"{month} {ordinal(day.lstrip('0'))}{to}{when}{' to ' if match['to'] else ''}"


def _day_first(match: re.Match[str], _: Style) -> str:
    """Say a day before its month, with "the" once; a count before "May" in a name is none.

    >>> speakable("On the 5th of May and 3 June 2020.", "en")
    'On the fifth of May and the third of June, twenty twenty.'
    >>> speakable("In May 55 left.", "en")
    'In May fifty-five left.'
    """
    the = (
        "" if match.string[max(0, match.start() - 4) : match.start()].lower() == "the " else "the "
    )
    to = f" to the {ordinal(match['last'].lstrip('0'))}" if match["last"] else ""
    when = f", {year(match['year'])}" if match["year"] else ""
    month = MONTHS[match["month"].casefold()]
    through = " to " if match["through"] else ""
    return f"{the}{ordinal(match['day'].lstrip('0'))}{to} of {month}{when}{through}{stop_of(match)}"


def _month_year(match: re.Match[str], _: Style) -> str:
    """Say a month and a year; four figures that are no year are a count.

    >>> speakable("In March 2021 it opened.", "en")
    'In March twenty twenty-one it opened.'
    >>> speakable("In March 9021 came.", "en")
    'In March nine thousand twenty-one came.'
    """
    written = match["year"] or full_year(match["short"])
    return f"{MONTHS[match['month'].casefold()]} {year(written)}"


def _day_list(match: re.Match[str], _: Style) -> str:
    """Say the days of a list, without the month, which another rule says; not a list of counts.

    >>> speakable("On 5, 7 and 9 Sept.", "en")
    'On the fifth, seventh and ninth of September.'
    >>> speakable("Buy 5, 7 and 9 in May.", "en")
    'Buy five, seven and nine in May.'
    """
    days = re.sub(r"([0-9]+)(?:st|nd|rd|th)?", lambda day: ordinal(day[1].lstrip("0")), match["it"])
    the = match.string[max(0, match.start() - 4) : match.start()].lower() == "the "
    return f"{'' if the else 'the '}{days.replace('&', 'and')} of"


def _first_day(match: re.Match[str], _: Style) -> str | None:
    """Say the first day of a span before "to" and the last day; not the first of two counts.

    >>> speakable("It runs from 5 to 9 April.", "en")
    'It runs from the fifth to the ninth of April.'
    >>> speakable("From 5 to 9 came in April.", "en")
    'From five to nine came in April.'
    """
    if int(match["day"]) >= int(match["last"]):
        return None
    the = match.string[max(0, match.start() - 4) : match.start()].lower() == "the "
    return f"{'' if the else 'the '}{ordinal(match['day'].lstrip('0'))}"


def _months(match: re.Match[str], _: Style) -> str:
    """Say a span of months; before a day the second month starts a date.

    >>> speakable("The May-July quarter.", "en")
    'The May to July quarter.'
    >>> speakable("A May-day walk.", "en")
    'A May-day walk.'
    """
    first, last = MONTHS[match["first"].casefold()], MONTHS[match["last"].casefold()]
    return f"{first} to {last}"


RULES = (
    figure_rule("date.iso", ISO, _iso, after_figure("-/.")),
    figure_rule("date.figures", FIGURES, _figures, after_figure("-/.")),
    figure_rule("date.month-slash", MONTH_SLASH, _month_slash, after_figure("/")),
    figure_rule("date.month-day", MONTH_DAY, _month_day, after_figure("/")),
    figure_rule("date.day-month", DAY_MONTH, _day_month, after_figure("/")),
    Rule("date.slash", ON_SLASH, _figures, after_figure("/")),
    Rule("date.months", MONTHS_ONLY, _months, frozenset("-–—"), MONTH_WORDS),
    word_rule("date.month-first", MONTH_FIRST, _month_first, MONTH_WORDS, DIGITS),
    figure_rule("date.days", DAY_LIST, _day_list, words=MONTH_WORDS),
    figure_rule("date.first-day", FIRST_DAY, _first_day, words=MONTH_WORDS),
    figure_rule("date.day-first", DAY_FIRST, _day_first, words=MONTH_WORDS),
    word_rule("date.month-year", MONTH_YEAR, _month_year, MONTH_WORDS, DIGITS),
)
