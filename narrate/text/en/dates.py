"""Dates in all orders, years, decades and spans of them.

One file, over 300 lines: all orders of a date share the same parts.
"""

import re

from narrate.text.en.grammar import FUNCTION_WORDS, cued, stop_of
from narrate.text.en.numbers import DIGITS, cardinal, figure_rule, ordinal, pair, plural, year
from narrate.text.later import later
from narrate.text.rules import Rule, Style, in_any_case
from narrate.text.table import pairs, rows

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
         | (?:mon|tues?|wed|thurs?|fri|sat|sun) (?:\.|\w{{0,4}}day)? ,? ) [ ]
    (?P<it> (?P<first>[0-9]{{1,2}}) / (?P<second>[0-9]{{1,2}}) ) {END}
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
      | [ ](?:to|through)[ ] (?P<through>{DAY}) {NTH} (?=[,.;)]|$) )?
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
    (?P<day>{DAY}) {NTH} (?: {DASH} (?P<last>{DAY}) {NTH} )?
    (?: [ ]of )? [ ]? (?P<month>{MONTH}) (?: (?:,[ ]?|[ ]) (?P<year>{YEAR}) (?![0-9]) )?
    (?P<through> {DASH} (?={DAY}[ ]{MONTH}) )?
    """,
    re.VERBOSE,
)
MONTH_YEAR = later(rf"(?<![\w.])(?P<month>{MONTH}),?[ ](?P<year>{YEAR})(?![0-9\w]|[,.][0-9])")
SPAN = later(
    rf"(?P<first>{YEAR})(?P<link>{DASH}|/)(?P<last>{YEAR}|[0-9]{{2}})(?![0-9\w]|[-/.,][0-9])"
)
SEASON = later(r"[ ](?:[A-Z]\w+[ ])?(?:season|campaign|school|academic|fiscal|budget|term)\b")
DECADE = later(
    r"""
    (?<![\w.]) (?P<century>1[0-9]|20) (?P<decade>[0-9]0) ['’]?s
    (?: (?P<link>[-–—]) (?=[0-9])
      | (?!\w) )
    """,
    re.VERBOSE,
)
SHORT_DECADE = later(r"(?<![\w.$€£])['’‘]?(?P<decade>[2-9]0|(?<=['’‘])[01]0)['’]?s(?!\w)")
EARLY = {"00": "two thousands", "10": "twenty tens"}
SHORT_YEAR = later(
    r"(?<!\w)['’‘](?P<year>[0-9]{2})(?:[-–]['’‘]?(?P<last>[0-9]{2}))?(?![\w'’]|[.,]?[0-9])"
)
# Days of one month in a row: "5, 7 & 9 Sept".
DAY_LIST = later(
    rf"""
    (?P<it>{DAY}{NTH}(?:,[ ]{DAY}{NTH}){{0,4}}(?:,?[ ](?:and|&|or)[ ]){DAY}{NTH}) [ ]
    (?P<month>{MONTH}) (?![ ]?[0-9])
    """,
    re.VERBOSE,
)
ERA = later(
    r"""
    (?:(?P<first>[0-9]{1,5})[-–])? (?P<year>[0-9]{1,5}) [ ]?
    (?P<era> B\.?C\.?E
           | C\.?E
           | B\.?C
           | A\.?D )
    (?!\w)
    """,
    re.VERBOSE,
)
ERA_FIRST = later(
    r"""
    (?<!\w) (?P<era>A\.?D|B\.?C) \.?[ ] (?P<year>[0-9]{1,4}) (?:[-–](?P<last>[0-9]{1,4}))?
    (?![0-9,])
    """,
    re.VERBOSE,
)
ALONE = later(
    rf"(?P<year>{YEAR})(?![0-9\w%°]|[.,:/][0-9]|-[0-9])(?=(?:[ ](?P<next>[a-z]{{1,30}}))?)"
)

SINCE = later(rf"(?P<year>{YEAR})[-–—](?=(?:present|now|today|date)\b)")
FISCAL = later(
    rf"(?<!\w)FY[ ]?['’‘]?(?P<year>{YEAR}|[0-9]{{2}})(?:[/-](?P<last>[0-9]{{2}}))?(?![0-9\w])"
)
# A number that is not exact: "c.66m years", "c9 months"; a year is said with "circa".
ABOUT = later(r"(?<!\w)c\.?[ ]?(?=[0-9])")
BORN = later(r"(?<=\()(?P<it>[bd])(?=[ ](?:[A-Z][a-z]+,|[12][0-9]{3}))")
CIRCA = later(rf"(?<![\w.])ca?\.[ ]?(?P<year>{YEAR}|[1-9][0-9]{{2}})(?![0-9\w%])")
# Nouns that a bare "1500" before them counts, unless a word before it dates it.
COUNTED = later(r"(?:people|men|women|children|troops|[a-z]{3,}[^su]s)")
GATHERED = later(rf"\b(?:{cued('gathered')})[ ]of[ ]$")
DATING = frozenset(word for (word,) in rows("en/dating.tsv"))
ERAS = {"BC": "B.C", "AD": "A.D", "BCE": "B.C.E", "CE": "C.E"}


def _date(style: Style, month: str, day: str, written_year: str | None) -> str:
    when = f", {year(_full(written_year))}" if written_year else ""
    nth = ordinal(day.lstrip("0"))
    return f"the {nth} of {month}{when}" if style.day_first else f"{month} {nth}{when}"


def _full(figures: str) -> str:
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


def _month_first(match: re.Match[str], _: Style) -> str:
    """Say a month, a day and perhaps a year; before "%" the month is a verb.

    >>> speakable("On March 3, 2021, and May 5-7.", "en")
    'On March third, twenty twenty-one, and May fifth to seventh.'
    >>> speakable("It may 5% of the time.", "en")
    'It may five percent of the time.'
    """
    month, day = MONTHS[match["month"].casefold()], match["day"]
    last = match["last"] or match["through"]
    to = f" to {ordinal(last.lstrip('0'))}" if last else ""
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
    return f"{MONTHS[match['month'].casefold()]} {year(match['year'])}"


def _span(match: re.Match[str], _: Style) -> str:
    """Say a span of years, a season without "to"; shorter figures are a range.

    >>> speakable("From 2019-21, in the 2020/21 season.", "en")
    'From twenty nineteen to twenty-one, in the twenty twenty twenty-one season.'
    >>> speakable("Some 201-210 came.", "en")
    'Some two hundred one to two hundred ten came.'
    """
    season = SEASON.match(match.string, match.end()) is not None
    link = " " if season or match["link"] == "/" else " to "
    last = match["last"]
    return f"{year(match['first'])}{link}{year(last) if len(last) > 2 else pair(last)}"


def _decade(match: re.Match[str], _: Style) -> str:
    """Say a decade with its century; a year with "s" is none.

    >>> speakable("The 1980s and 1990s.", "en")
    'The nineteen eighties and nineteen nineties.'
    >>> speakable("The 1985s sold 20.", "en")
    'The nineteen eighty-fives sold twenty.'
    """
    link = " to " if match["link"] else ""
    return plural(year(match["century"] + match["decade"])) + link


def _short_decade(match: re.Match[str], _: Style) -> str:
    """Say a decade without its century; ten and twelve need an apostrophe.

    >>> speakable("The 80s and the '00s.", "en")
    'The eighties and the two thousands.'
    >>> speakable("The 105s left.", "en")
    'The one-oh-fives left.'
    """
    return EARLY.get(match["decade"]) or plural(cardinal(match["decade"]))


def _short_year(match: re.Match[str], _: Style) -> str:
    """Say a year after an apostrophe; before another letter it is none.

    >>> speakable("The class of '24 met.", "en")
    'The class of twenty-four met.'
    >>> speakable("The '24th unit met.", "en")
    "The 'twenty-fourth unit met."
    """
    return pair(match["year"]) + (f" to {pair(match['last'])}" if match["last"] else "")


def _era(match: re.Match[str], _: Style) -> str:
    """Say a year before its era; a figure after it counts.

    >>> speakable("It fell in 44 BC.", "en")
    'It fell in forty-four B.C.'
    >>> speakable("The CD sold 44 copies.", "en")
    'The C.D sold forty-four copies.'
    """
    first = f"{year(match['first'])} to " if match["first"] else ""
    return f"{first}{year(match['year'])} {ERAS[match['era'].replace('.', '')]}"


def _era_first(match: re.Match[str], _: Style) -> str:
    """Say a year after its era; "BC" before no year is a place.

    >>> speakable("In A.D. 60-114 it grew.", "en")
    'In A.D sixty to one fourteen it grew.'
    >>> speakable("They left BC in 2014.", "en")
    'They left B.C in twenty fourteen.'
    """
    last = f" to {year(match['last'])}" if match["last"] else ""
    return f"{ERAS[match['era'].replace('.', '')]} {year(match['year'])}{last}"


def _since(match: re.Match[str], _: Style) -> str:
    """Say a year and "to" before "present"; before another year it is a span.

    >>> speakable("He led it 2019-present.", "en")
    'He led it twenty nineteen to present.'
    >>> speakable("He led it 2019-23.", "en")
    'He led it twenty nineteen to twenty-three.'
    """
    return f"{year(match['year'])} to "


def _fiscal(match: re.Match[str], _: Style) -> str:
    """Say "FY25" as a fiscal year; other figures make a code.

    >>> speakable("FY25 was poor.", "en")
    'fiscal twenty twenty-five was poor.'
    >>> speakable("FY1 was poor.", "en")
    'F.Y one was poor.'
    """
    last = f" {pair(match['last'])}" if match["last"] else ""
    return f"fiscal {year(_full(match['year']))}{last}"


def _circa(match: re.Match[str], _: Style) -> str:
    """Say "c." before a year as "circa"; before a count it is "about".

    >>> speakable("Built c. 1450.", "en")
    'Built circa fourteen fifty.'
    >>> speakable("It had c. 12,000 men.", "en")
    'It had about twelve thousand men.'
    """
    return f"circa {year(match['year'])}"


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


def _approximate(match: re.Match[str], _: Style) -> str:
    """Say "c." before a count as "about"; before a year it is "circa".

    >>> speakable("It had c. 12,000 men.", "en")
    'It had about twelve thousand men.'
    >>> speakable("Built c. 1450.", "en")
    'Built circa fourteen fifty.'
    """
    return "about " if match else ""


def _born(match: re.Match[str], _: Style) -> str:
    """Say "(b 1950)" as "born"; a letter before other figures stays.

    >>> speakable("Hart (b 1950) won.", "en")
    'Hart (born nineteen fifty) won.'
    >>> speakable("Hart (b 5) won.", "en")
    'Hart (b five) won.'
    """
    return "born" if match["it"] == "b" else "died"


def _months(match: re.Match[str], _: Style) -> str:
    """Say a span of months; before a day the second month starts a date.

    >>> speakable("The May-July quarter.", "en")
    'The May to July quarter.'
    >>> speakable("A May-day walk.", "en")
    'A May-day walk.'
    """
    first, last = MONTHS[match["first"].casefold()], MONTHS[match["last"].casefold()]
    return f"{first} to {last}"


def _alone(match: re.Match[str], _: Style) -> str | None:
    """Say "1984" as a year, not where it counts or is below 1100.

    >>> speakable("It was in 1984.", "en")
    'It was in nineteen eighty-four.'
    >>> speakable("Some 1500 soldiers came.", "en")
    'Some one thousand five hundred soldiers came.'
    """
    previous_words = match.string[max(0, match.start() - 20) : match.start()].casefold().split()
    gathered = GATHERED.search(match.string[max(0, match.start() - 20) : match.start()])
    dating = (
        not gathered
        and bool(previous_words)
        and (previous_words[-1].strip("(“\"'") in DATING or previous_words[-1].endswith("'s"))
    )
    if not dating and (
        match["year"] < "1100"
        or (
            match["next"]
            and COUNTED.fullmatch(match["next"])
            and match["next"] not in FUNCTION_WORDS
        )
    ):
        return None
    return year(match["year"])


RULES = (
    figure_rule("date.iso", ISO, _iso),
    figure_rule("date.figures", FIGURES, _figures),
    figure_rule("date.month-slash", MONTH_SLASH, _month_slash, frozenset("/")),
    figure_rule("date.month-day", MONTH_DAY, _month_day, frozenset("/")),
    figure_rule("date.day-month", DAY_MONTH, _day_month, frozenset("/")),
    Rule("date.slash", ON_SLASH, _figures, frozenset("/")),
    Rule("date.months", MONTHS_ONLY, _months, frozenset("-–—"), MONTH_WORDS),
    Rule("date.month-first", MONTH_FIRST, _month_first, DIGITS, MONTH_WORDS),
    figure_rule("date.days", DAY_LIST, _day_list, words=MONTH_WORDS),
    figure_rule("date.day-first", DAY_FIRST, _day_first, words=MONTH_WORDS),
    Rule("date.month-year", MONTH_YEAR, _month_year, DIGITS, MONTH_WORDS),
    figure_rule("date.span", SPAN, _span, frozenset("-–—/")),
    figure_rule("date.decade", DECADE, _decade, frozenset("0")),
    Rule("date.short-decade", SHORT_DECADE, _short_decade, frozenset("0")),
    Rule("date.short-year", SHORT_YEAR, _short_year, frozenset("'’‘")),
    Rule("date.fiscal", FISCAL, _fiscal, words=frozenset(["FY"])),
    Rule("date.circa", CIRCA, _circa, frozenset("."), frozenset(["c", "ca"])),
    Rule("date.about", ABOUT, _approximate, DIGITS, frozenset("c")),
    Rule("date.born", BORN, _born, frozenset("("), frozenset("bd")),
    figure_rule("date.era", ERA, _era, frozenset("CD")),
    Rule("date.era", ERA_FIRST, _era_first, frozenset("DC")),
)
YEARS = (
    figure_rule("date.since", SINCE, _since, frozenset("-–—")),
    figure_rule("date.year", ALONE, _alone),
)
