"""Polish dates, years, centuries and times in their cases."""

import re

from narrate.text.counting import DIGITS, FREE
from narrate.text.numerals import roman
from narrate.text.pl.numbers import COUNTING, NUMERALS, nth
from narrate.text.rules import Rule, Style
from narrate.text.slavic.agreement import text_before

GOVERNOR = COUNTING.agreement.governor
MONTHS = COUNTING.months
MONTH = "|".join(MONTHS)
ANY_MONTH = (
    "(?:stycz(?:eń|nia|niu|niem)|lut(?:y|ego|ym)|mar(?:zec|ca|cu|cem)|kwie(?:cień|tnia|tniu|tniem)"
    "|maj(?:a|u|em)?|czerw(?:iec|ca|cu|cem)|lip(?:iec|ca|cu|cem)|sierp(?:ień|nia|niu|niem)"
    "|wrze(?:sień|śnia|śniu|śniem)|październik(?:a|u|iem)?|listopad(?:a|zie|em)?"
    "|grud(?:zień|nia|niu|niem))"
)
YEAR = r"(?:1[0-9]{3}|20[0-9]{2})"
OF_YEAR = r"(?:roku|r\.)"
DAYS, LAST_MINUTE_WITH_ZERO = 31, 9
DATE = re.compile(
    rf"""
    {FREE} (?P<day>[0-3]?[0-9]) [ ] (?P<month>{MONTH}) \b
    (?:[ ](?P<year>{YEAR})(?![0-9])(?P<of>[ ]{OF_YEAR})?)?
    """,
    re.VERBOSE,
)
ISO = re.compile(rf"{FREE}(?P<year>{YEAR})-(?P<month>0[1-9]|1[0-2])-(?P<day>[0-3][0-9])(?![\w-])")
FIGURES = re.compile(
    rf"""
    {FREE} (?P<day>[0-3]?[0-9]) \. (?P<month>0?[1-9]|1[0-2]) \. (?P<year>{YEAR}|[0-9]{{2}})
    (?![\w]) (?P<of>[ ]{OF_YEAR})?
    """,
    re.VERBOSE,
)
FIRST_DAY = re.compile(
    rf"""
    (?:\b(?P<from>[Oo]d)[ ])? {FREE}
    (?P<it>(?P<day>[0-3]?[0-9])(?P<link>[ ]?[-–—][ ]?|[ ](?:do|na|i|a|oraz|lub)[ ]))
    (?=(?P<last>[0-3]?[0-9])[ ](?:{MONTH})\b)
    """,
    re.VERBOSE,
)
NIGHT = re.compile(rf"{FREE}(?P<it>(?P<day>[0-3]?[0-9])/(?P<last>[0-3]?[0-9]))(?=[ ](?:{MONTH})\b)")
HOUR_TO = re.compile(
    rf"""
    \b (?:[Oo]d) [ ]{FREE} (?P<it>(?P<hour>[01]?[0-9]|2[0-4]))
    (?=[ ]do[ ][0-9]{{1,2}}[:.][0-9]{{2}}(?!\.?[0-9]))
    """,
    re.VERBOSE,
)
LIFETIME = re.compile(rf"(?<=\()(?P<first>{YEAR})[ ]?[-–—][ ]?(?P<last>{YEAR})(?=\))")
DAY_MONTH = re.compile(
    rf"""
    (?<!\b[oO][ ]) (?<!godz\.[ ]) {FREE} (?P<day>[0-3]?[0-9]) \. (?P<month>0?[1-9]|1[0-2]) \.
    (?P<year>) (?=[\s,;)]|\Z) (?![ ][0-9]+\b(?!:))
    """,
    re.VERBOSE,
)
# "od 1.04", "premiera 22.11 o 18": a day without a last stop.
OPEN_DAY = re.compile(
    r"""
    (?<![\w.,/:+-]) (?<!\b[oO][ ]) (?<!godz\.[ ]) (?<!\bg\.[ ]) (?P<day>[0-3]?[0-9]) \.
    (?P<month> 0[1-9]
             | 1[0-2] (?=[ ]o[ ]) )
    (?P<year>)
    (?! [\w]
      | [.,][0-9]
      | [ ]? (?:%|proc|zł|mln|mld|m\b|s\b) )
    """,
    re.VERBOSE,
)
ROMAN_MONTH = re.compile(
    rf"""
    {FREE} (?P<day>[0-3]?[0-9]) [ ] (?P<roman>I[XV]|VI{{0,3}}|I{{1,3}}|XI{{0,2}})
    (?:[ ](?P<year>{YEAR}))? (?P<of>[ ]{OF_YEAR})? (?!\w)
    """,
    re.VERBOSE,
)
THIS_MONTH = re.compile(rf"{FREE}(?P<it>(?P<day>[0-3]?[0-9]))(?=[ ](?:bm|b\.m|br|ub\.[ ]?m)\b)")
BRACKETED = re.compile(r"(?<=\()(?P<hour>[01]?[0-9]|2[0-4])[.:](?P<minute>[0-5][0-9])(?=\))")
YEARS = re.compile(
    rf"""
    {FREE} (?P<year>{YEAR}|[1-9][0-9]{{2,3}}(?=[ ]r\.[ ]p?\.?n)) [ ]
    (?P<word> roku
            | rok
            | rokiem
            | r\. )
    (?!\w)
    """,
    re.VERBOSE,
)
YEAR_AFTER = re.compile(
    rf"\b(?P<in>[Ww]e?[ ])?(?P<word>[Rr]ok|[Rr]oku|rokiem)[ ](?P<it>{YEAR})(?![\w%]|[.,][0-9])"
)
BARE_YEAR = re.compile(
    rf"""
    (?:(?P<month>\b{ANY_MONTH})|\b(?:[Ww]|[Zz]|[Oo]d|[Dd]o|[Pp]o|[Pp]rzed|[Nn]a|[Zz]a|kw\.))
    [ ] (?P<it>(?P<year>19[0-9]{{2}}|20[0-4][0-9])) (?![\w%°]|[-–.,:/][0-9]) (?P<next>[ ]?\S*)
    """,
    re.VERBOSE,
)
DECADE = re.compile(
    r"""
    \b
    (?P<word> [Ll]ata
            | [Ll]at
            | [Ll]atach
            | [Ll]atami
            | [Ll]atom )
    [ ] (?P<it>(?P<figures>[1-9]0)\.) (?!\w)
    """,
    re.VERBOSE,
)
TIME = re.compile(
    rf"""
    (?:\b(?P<at>[Oo]|[Oo]d|[Dd]o|[Pp]o|[Pp]rzed|[Oo]koło|[Oo]k\.|[Zz]|[Nn]a|[Mm]iędzy)[ ])?
    (?P<word>(?<![0-9][ ])(?:godz|\bg)\.[ ])? {FREE}
    (?P<it>(?P<hour>[01]?[0-9]|2[0-4])(?:[:.](?P<minute>[0-5][0-9]))?) (?![:.,]?[0-9])
    (?![ ]?(?:zł|mln|mld|tys|proc|%|m\b|km|kg|ha))
    """,
    re.VERBOSE,
)
# Another score beside a score: it is no time.
SCORE = re.compile(r"[0-9]:[0-9]{1,2}[,; (]{1,3}\Z|[,;) (]{1,3}[0-9]{1,2}:[0-9]{1,2}\b(?!:)")
MIDNIGHT = 24
# What a preposition makes of the noun "godzina" and of the hour's ordinal: a case.
HOURS = {
    "o": "loc",
    "po": "loc",
    "od": "gen",
    "do": "gen",
    "z": "gen",
    "około": "gen",
    "ok.": "gen",
    "na": "acc",
    "przed": "ins",
    "między": "ins",
}
NOUN_OF_HOUR = {"loc": "godzinie", "gen": "godziny", "acc": "godzinę", "ins": "godziną"}
HOURS_RANGE = re.compile(
    r"""
    \b[Ww][ ]
    (?P<it> godz\.[ ] (?P<first>[0-9]{1,2}) (?:[.:](?P<minute>[0-5][0-9]))? [ ]?[-–—][ ]?
            (?P<last>[0-9]{1,2}) (?:[.:](?P<second>[0-5][0-9]))? )
    (?![0-9])
    """,
    re.VERBOSE,
)
HOUR = re.compile(
    r"""
    (?<![0-9][ ])
    (?:\b(?P<at>[Oo]|[Oo]d|[Dd]o|[Pp]o|[Pp]rzed|[Oo]koło|[Oo]k\.|[Nn]a|[Mm]iędzy)[ ])?
    (?<![0-9][ ]) \b (?P<it>(?:godz|g)\.) (?=[ ](?:[0-9]|„))
    """,
    re.VERBOSE,
)
CENTURY = re.compile(
    r"""
    (?<!\w) (?P<roman>(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3}))
    (?:(?P<link>[-–—]|[ ](?:i|lub)[ ])(?P<last>(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3})))? [ ]
    (?P<word> wieku
            | wiek
            | wiekiem
            | w\.
            | tysiąclecia )
    (?!\w)
    """,
    re.VERBOSE,
)


def stop(match: re.Match[str]) -> str:
    """Return the full stop that an abbreviation shares with the end of its sentence."""
    ends = match[0].endswith(".") and not match.string[match.end() :].strip("\"'”’»“) ")
    return "." if ends else ""


def _date(match: re.Match[str], _: Style) -> str | None:
    """Say a date: "12 czerwca", "przed 12 czerwca", "po 12 czerwca"."""
    day, month = int(match["day"]), match["month"]
    if not 1 <= day <= DAYS:
        return None
    name = MONTHS[int(month) - 1] if month.isdecimal() else month
    written = match["year"] and match["year"].rjust(len("2022"), " ").replace("  ", "20")
    year = f" {nth(int(written), 'gen')} roku" if written else ""
    return f"{nth(day, _day_case(text_before(match)))} {name}{year}{stop(match)}"


def _day_case(left_context: str) -> str:
    """Return the case of a day: genitive, but "po dwunastym", "przed dwunastym"."""
    if left_context.casefold().endswith(("po ", "po dniu ")):
        return "loc"
    return "ins" if GOVERNOR(left_context) == "ins" else "gen"


def _first_day(match: re.Match[str], _: Style) -> str | None:
    """Say the first of two days: "od 5 do 10 maja", "5-10 maja", "z 11 na 12 maja"."""
    day, link = int(match["day"]), match["link"].strip()
    if not 1 <= day <= DAYS:
        return None
    day_words = nth(day, _day_case(text_before(match, "it")))
    if link.isalpha():
        return f"{day_words} {link} "
    if int(match["last"]) == day + 1:
        return f"{day_words} i "
    return f"{day_words} do " if match["from"] else f"od {day_words} do "


def _night(match: re.Match[str], _: Style) -> str:
    """Say "5/6 maja", a night."""
    return f"z {nth(int(match['day']), 'gen')} na {nth(int(match['last']), 'gen')}"


def _year_case(left_context: str) -> str:
    """Return the case that a preposition asks of a year."""
    last = left_context.rsplit(maxsplit=1)[-1].casefold() if left_context.split() else ""
    if last in {"w", "we", "po", "o"}:
        return "loc"
    return GOVERNOR(left_context) or "gen"


def _years(match: re.Match[str], _: Style) -> str:
    """Say a year in the case of its noun: "w 1984 roku", "do 1984 r.", "na 1984 r."."""
    word = match["word"]
    case = _year_case(text_before(match))
    if word != "r.":
        case = {"rok": "nom", "rokiem": "ins"}.get(word, "loc" if case == "loc" else "gen")
    noun = {"nom": "rok", "acc": "rok", "ins": "rokiem"}.get(case, "roku")
    return f"{nth(int(match['year']), case)} {noun}{stop(match)}"


def _year_after(match: re.Match[str], _: Style) -> str:
    """Say a year after its noun: "rok 2022", "w roku 2022"."""
    inside = "loc" if match["in"] else "gen"
    return nth(
        int(match["it"]), {"rok": "nom", "rokiem": "ins"}.get(match["word"].casefold(), inside)
    )


def _bare_year(match: re.Match[str], _: Style) -> str | None:
    """Say a year without its noun: "w 2024", "do 2030", "w maju 2024"."""
    following = match["next"].strip()
    if COUNTING.agreement.form(f" {following}").case in {"gen", "adj-gen", "any"}:
        return None  # "w 2000 osób"
    case = "gen" if match["month"] else _year_case(text_before(match, "it"))
    return nth(int(match["year"]), case)


def _decade(match: re.Match[str], _: Style) -> str:
    """Say "lata 80.", "w latach 90."."""
    cases = {"lata": "nom", "latach": "loc", "latami": "ins", "latom": "dat"}
    return nth(int(match["figures"]), cases.get(match["word"].casefold(), "gen"), "pl") + stop(
        match
    )


def _time(match: re.Match[str], _: Style) -> str | None:
    """Say "o 14:30", "o godz. 8", "godz. 14.30"; a bare figure or "14.30" may be anything."""
    called, figures = match["word"], match["it"]
    if ":" not in figures and not called and not (match["at"] and match["minute"]):
        return None
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    left_context = text_before(match)
    if not match["at"] and (
        hour == MIDNIGHT or SCORE.search(left_context) or SCORE.match(match.string, match.end())
    ):
        return None
    case = HOURS[match["at"].casefold()] if match["at"] else "nom"
    hours = nth(hour, case, "f") if hour else "zero"
    if not minute:
        return hours
    zero = "zero " if minute <= LAST_MINUTE_WITH_ZERO else ""
    return f"{hours} {zero}{NUMERALS.cardinal(minute)}"


def _bracketed(match: re.Match[str], _: Style) -> str:
    """Say "(17.00)"."""
    minute = int(match["minute"])
    hour = nth(int(match["hour"]), "nom", "f") if int(match["hour"]) else "zero"
    return f"{hour} {NUMERALS.cardinal(minute)}" if minute else hour


def _hours_range(match: re.Match[str], _: Style) -> str:
    """Say "w godz. 8-16.30"."""
    ends = [(match["first"], match["minute"]), (match["last"], match["second"])]
    spoken = [
        nth(int(hour), "gen", "f")
        + (f" {NUMERALS.cardinal(int(minute))}" if int(minute or 0) else "")
        for hour, minute in ends
    ]
    return f"godzinach od {spoken[0]} do {spoken[1]}"


def _hour_to(match: re.Match[str], _: Style) -> str:
    """Say "od 8 do 15.30": hours, both."""
    return nth(int(match["hour"]), "gen", "f")


def _lifetime(match: re.Match[str], _: Style) -> str:
    """Say the years of a life, "(1936–2018)"."""
    return f"{NUMERALS.cardinal(int(match['first']))} – {NUMERALS.cardinal(int(match['last']))}"


def _this_month(match: re.Match[str], _: Style) -> str:
    """Say the day in "5 bm."."""
    return nth(int(match["day"]), "gen")


def _roman_month(match: re.Match[str], _: Style) -> str | None:
    """Say "2 V 2024"."""
    day, year = int(match["day"]), f" {nth(int(match['year']), 'gen')}" if match["year"] else ""
    if not 1 <= day <= DAYS:
        return None
    of_year = f" roku{stop(match)}" if match["of"] else ""
    return f"{nth(day, 'gen')} {MONTHS[roman(match['roman']) - 1]}{year}{of_year}"


def _hour(match: re.Match[str], _: Style) -> str:
    return NOUN_OF_HOUR[HOURS[match["at"].casefold()]] if match["at"] else "godzina"


def _century(match: re.Match[str], _: Style) -> str:
    """Say "w XX wieku", "XXI w.", "na przełomie XVIII i XIX wieku" in their cases."""
    word = match["word"]
    inside = "loc" if _year_case(text_before(match)) == "loc" else "gen"
    case = {"wiek": "nom", "wiekiem": "ins"}.get(word, inside)
    numbers = [nth(roman(match["roman"]), case)]
    if match["last"]:
        link = match["link"].strip()
        numbers += [link] if link.isalpha() else []
        numbers.append(nth(roman(match["last"]), case))
    return f"{' '.join(numbers)} {'wieku' if word == 'w.' else word}{stop(match)}"


RULES: tuple[Rule, ...] = (
    Rule("time.range", HOURS_RANGE, _hours_range, DIGITS),
    Rule("time.hour", HOUR, _hour, frozenset("g")),
    Rule("date.night", NIGHT, _night, frozenset("/")),
    Rule("date.days", FIRST_DAY, _first_day, DIGITS),
    Rule("date", DATE, _date, DIGITS),
    Rule("date.iso", ISO, _date, DIGITS),
    Rule("date.figures", FIGURES, _date, DIGITS),
    Rule("date.open", OPEN_DAY, _date, DIGITS),
    Rule("date.roman", ROMAN_MONTH, _roman_month, DIGITS),
    Rule("date.day", DAY_MONTH, _date, DIGITS),
    Rule("date.this", THIS_MONTH, _this_month, DIGITS),
    Rule("year.lifetime", LIFETIME, _lifetime, frozenset("(")),
    Rule("year", YEARS, _years, DIGITS),
    Rule("year.after", YEAR_AFTER, _year_after, DIGITS),
    Rule("year.bare", BARE_YEAR, _bare_year, DIGITS),
    Rule("decade", DECADE, _decade, DIGITS),
    Rule("time.bracketed", BRACKETED, _bracketed, frozenset("(")),
    Rule("time.from", HOUR_TO, _hour_to, DIGITS),
    Rule("time", TIME, _time, DIGITS),
    Rule("roman.century", CENTURY, _century, frozenset("IVX")),
)
