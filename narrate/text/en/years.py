"""Years without a day: spans, seasons, decades, eras, fiscal years, and a year alone."""

import re

from narrate.text.en.dates import DASH, MONTH, MONTH_WORDS, MONTHS, YEAR, full_year
from narrate.text.en.grammar import FUNCTION_WORDS, cued, cues, mentions
from narrate.text.en.numbers import DIGITS, cardinal, figure_rule, pair, plural, year
from narrate.text.later import later
from narrate.text.rules import Rule, Style, after_figure, telling, word_rule
from narrate.text.table import rows

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
SHORT_DECADE = later(
    r"(?=['’‘0-9])(?<![\w.$€£])['’‘]?(?P<decade>[2-9]0|(?<=['’‘])[01]0)['’]?s(?!\w)"
)
EARLY = {"00": "two thousands", "10": "twenty tens"}
SHORT_YEAR = later(
    r"(?<!\w)['’‘](?P<year>[0-9]{2})(?:[-–]['’‘]?(?P<last>[0-9]{2}))?(?![\w'’]|[.,]?[0-9])"
)
ALONE = later(
    rf"(?P<year>{YEAR})(?![0-9\w%°]|[.,:/][0-9]|-[0-9])(?=(?:[ ](?P<next>[a-z]{{1,30}}))?)"
)
HEBREW = later(
    r"(?P<century>5[678])(?P<rest>[0-9]{2})(?![\w%]|[.,:/-][0-9])"
    r"(?![ ](?:people|men|women|children|[a-z]+s)\b)",
    re.VERBOSE,
)
# "Nov-25 wheat", "the Mar-26 contract".
MONTH_YEAR = later(rf"(?<![\w-])(?P<month>{MONTH})-(?P<year>[23][0-9])(?![\w-]|[.,/:][0-9])")
NAMED = later(r"[a-z’'),;:][ ][A-Z][a-z]+[ ]\Z")  # "Budget 2026 raises"
SINCE = later(rf"(?P<year>{YEAR})[-–—](?=(?:present|now|today|date)\b)")
FISCAL = later(
    rf"(?<!\w)FY[ ]?['’‘]?(?P<year>{YEAR}|[0-9]{{2}})(?:[/-](?P<last>[0-9]{{2}}))?(?![0-9\w])"
)
# A number that is not exact: "c.66m years", "c9 months"; a year is said with "circa".
ABOUT = later(r"(?<![\w/])c\.?[ ]?(?=(?P<era>A\.?D\b|AD[0-9])|[0-9])")
BORN = later(
    r"(?: (?<=\() | (?<=[,;][ ]) | (?<=\band[ ]) ) (?P<it>[bd])"
    r"(?=[ ](?:[A-Z][a-z]+,[ ])?(?:c\.?[ ]?|[0-3]?[0-9][ ][A-Z][a-z]{2,8}[ ])?[12][0-9]{3}\b)",
    re.VERBOSE,
)
CIRCA = later(
    rf"""
    (?<![\w.]) ca?\.[ ]? (?P<year>{YEAR}|[1-9][0-9]{{2}})
    (?! [0-9\w%]
      | ,[0-9]
      | [ ] (?:people|men|were) \b )
    """,
    re.VERBOSE,
)
# Nouns that a bare "1500" before them counts, unless a word before it dates it.
COUNTED = later(r"(?:people|men|women|children|troops|[a-z]{3,}[^su]s)")
GATHERED = later(rf"\b(?:{cued('gathered')})[ ]of[ ]$")
DATING = frozenset(word for (word,) in rows("en/dating.tsv"))


def _span(match: re.Match[str], _: Style) -> str:
    """Say a span of years, a season without "to"; shorter figures are a range.

    >>> speakable("From 2019-21, in the 2020/21 season.", "en")
    'From twenty nineteen to twenty-one, in the twenty twenty twenty-one season.'
    >>> speakable("The 2028-34 budget.", "en")
    'The twenty twenty-eight to thirty-four budget.'
    >>> speakable("Some 201-210 came.", "en")
    'Some two hundred one to two hundred ten came.'
    """
    season = SEASON.match(match.string, match.end()) is not None and _is_winter(match)
    link = " " if season or match["link"] == "/" else " to "
    last = match["last"]
    return f"{year(match['first'])}{link}{year(last) if len(last) > 2 else pair(last)}"


def _is_winter(match: re.Match[str]) -> bool:
    """Return whether a span has two years, as a season has."""
    return int(match["last"][-2:]) == (int(match["first"]) + 1) % 100


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


def _month_year(match: re.Match[str], _: Style) -> str:
    """Say a month and a short year with a hyphen between; before a longer figure it is a code.

    >>> speakable("The Nov-25 wheat price fell.", "en")
    'The November twenty-five wheat price fell.'
    >>> speakable("The NOV-2501 code fell.", "en")
    'The N.O.V two five zero one code fell.'
    """
    return f"{MONTHS[match['month'].casefold()]} {cardinal(match['year'])}"


def _since(match: re.Match[str], _: Style) -> str:
    """Say a year and "to" before "present"; before another year it is a span.

    >>> speakable("He led it 2019-present.", "en")
    'He led it twenty nineteen to present.'
    >>> speakable("He led it 2019-23.", "en")
    'He led it twenty nineteen to twenty-three.'
    """
    return f"{year(match['year'])} to "


def _fiscal(match: re.Match[str], style: Style) -> str:
    """Say "FY25" as a fiscal year; other figures make a code.

    >>> speakable("FY25 was poor.", "en")
    'fiscal year twenty twenty-five was poor.'
    >>> speakable("FY1 was poor.", "en")
    'F.Y one was poor.'
    """
    last = f" {pair(match['last'])}" if match["last"] else ""
    kind = "financial year" if style.day_first else "fiscal year"
    return f"{kind} {year(full_year(match['year']))}{last}"


def _circa(match: re.Match[str], _: Style) -> str:
    """Say "c." before a year as "circa"; before a count it is "about".

    >>> speakable("Built c. 1450.", "en")
    'Built circa fourteen fifty.'
    >>> speakable("It had c. 12,000 men.", "en")
    'It had about twelve thousand men.'
    """
    return f"circa {year(match['year'])}"


def _approximate(match: re.Match[str], _: Style) -> str:
    """Say "c." before a count as "about"; before a year it is "circa".

    >>> speakable("It had c. 12,000 men.", "en")
    'It had about twelve thousand men.'
    >>> speakable("Built c. 1450.", "en")
    'Built circa fourteen fifty.'
    """
    return "circa " if match["era"] else "about "


def _born(match: re.Match[str], _: Style) -> str:
    """Say "(b 1950)" as "born"; a letter before other figures stays.

    >>> speakable("Hart (b 1950) won.", "en")
    'Hart (born nineteen fifty) won.'
    >>> speakable("He leaves a son, b 1980.", "en")
    'He leaves a son, born nineteen eighty.'
    >>> speakable("Hart (b 5) won.", "en")
    'Hart (b five) won.'
    """
    return "born" if match["it"] == "b" else "died"


def _hebrew(match: re.Match[str], _: Style) -> str | None:
    """Say a year of the Jewish calendar in pairs, in a sentence about its feasts.

    >>> speakable("Rosh Hashana 5786 began; it was the Hebrew year 5709.", "en")
    'Rosh Hashana fifty-seven eighty-six began; it was the Hebrew year fifty-seven oh nine.'
    >>> speakable("For Yom Kippur 5800 people came.", "en")
    'For Yom Kippur five thousand eight hundred people came.'
    >>> speakable("He sold 5786 of them.", "en")
    'He sold five thousand seven hundred eighty-six of them.'
    """
    if not mentions("hebrew", match.string):
        return None
    return f"{cardinal(match['century'])} {pair(match['rest'])}"


def _alone(match: re.Match[str], _: Style) -> str | None:
    """Say "1984" as a year, not where it counts or is below 1100.

    >>> speakable("It was in 1984.", "en")
    'It was in nineteen eighty-four.'
    >>> speakable("It fell below 1990 levels.", "en")
    'It fell below nineteen ninety levels.'
    >>> speakable("The budget of Expo 2025 opens doors.", "en")
    'The budget of Expo twenty twenty-five opens doors.'
    >>> speakable("Some 1500 soldiers came.", "en")
    'Some one thousand five hundred soldiers came.'
    """
    previous_words = match.string[max(0, match.start() - 20) : match.start()].casefold().split()
    gathered = GATHERED.search(match.string[max(0, match.start() - 20) : match.start()])
    named = NAMED.search(match.string, max(0, match.start() - 20), match.start())
    dating = (named is not None and match["year"] > "1900") or (
        not gathered
        and bool(previous_words)
        and (previous_words[-1].strip("(“\"'") in DATING or previous_words[-1].endswith("'s"))
    )
    if not dating and (
        match["year"] < "1100"
        or (
            match["next"]
            and COUNTED.fullmatch(match["next"])
            and match["next"] not in FUNCTION_WORDS | cues("dated")
        )
    ):
        return None
    return year(match["year"])


YEARS = (
    figure_rule("date.since", SINCE, _since, after_figure("-–—")),
    figure_rule("date.hebrew", HEBREW, _hebrew, words=telling(*cues("hebrew"))),
    figure_rule("date.year", ALONE, _alone),
)

RULES = (
    figure_rule("date.span", SPAN, _span, frozenset("-–—/")),
    figure_rule("date.decade", DECADE, _decade, frozenset("0"), frozenset("s")),
    Rule("date.short-decade", SHORT_DECADE, _short_decade, frozenset("0"), frozenset("s")),
    Rule("date.short-year", SHORT_YEAR, _short_year, frozenset("'’‘")),
    Rule("date.fiscal", FISCAL, _fiscal, words=frozenset(["FY"])),
    Rule("date.circa", CIRCA, _circa, frozenset("."), frozenset(["c", "ca"])),
    Rule("date.about", ABOUT, _approximate, DIGITS, frozenset("c")),
    Rule("date.born", BORN, _born, DIGITS, frozenset("bd")),
    word_rule("date.month-year", MONTH_YEAR, _month_year, MONTH_WORDS, frozenset("-")),
)
