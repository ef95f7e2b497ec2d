"""Polish dates, years and centuries in their cases."""

import re

from narrate.text.counting import DIGITS, FREE, stop
from narrate.text.numerals import roman
from narrate.text.pl.numbers import COUNTING, NUMERALS, nth
from narrate.text.pl.times import HOUR_RULES, RULES as TIMES
from narrate.text.rules import Rule, Style, as_written, in_any_case
from narrate.text.slavic.agreement import text_before
from narrate.text.slavic.dates import LIFETIME, YEAR, Dates

GOVERNOR = COUNTING.agreement.governor
ANY_MONTH = (
    "(?:stycz(?:eń|nia|niu|niem)|lut(?:y|ego|ym)|mar(?:zec|ca|cu|cem)|kwie(?:cień|tnia|tniu|tniem)"
    "|maj(?:a|u|em)?|czerw(?:iec|ca|cu|cem)|lip(?:iec|ca|cu|cem)|sierp(?:ień|nia|niu|niem)"
    "|wrze(?:sień|śnia|śniu|śniem)|październik(?:a|u|iem)?|listopad(?:a|zie|em)?"
    "|grud(?:zień|nia|niu|niem))"
)
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
    (?:[ ](?P<year>{YEAR}))? (?P<of>[ ](?:roku|r\.))? (?!\w)
    """,
    re.VERBOSE,
)
THIS_MONTH = re.compile(rf"{FREE}(?P<it>(?P<day>[0-3]?[0-9]))(?=[ ](?:bm|b\.m|br|ub\.[ ]?m)\b)")
YEARS = re.compile(
    rf"""
    {FREE} (?P<year>{YEAR}|[1-9][0-9]{{0,3}}(?=[ ]r\.[ ]p?\.?[ ]?n)) [ ]
    (?P<word> roku
            | rok
            | rokiem
            | r\. )
    (?!\w)
    """,
    re.VERBOSE,
)
# The first of two years before our era: "512-511 r. p.n.e.".
ANCIENT = re.compile(
    rf"{FREE}(?P<it>(?P<year>[1-9][0-9]{{0,3}})[-–])(?=[1-9][0-9]{{0,3}}[ ]r\.[ ]p\.?[ ]?n)"
)
# "w l. 2014-2020", "z l. 90."
YEARS_CUT = re.compile(r"(?P<before>\b(?:[Ww]|[Zz]|[Dd]o|[Oo]d)) (?P<it>l\.)(?=[ ][0-9]{2})")
# "z lat 2019–2021", "w latach 2014-2020"
YEAR_SPAN = re.compile(
    rf"""
    \b (?:[Ll]at|[Ll]ata|[Ll]atach|[Ll]atami|l\.) [ ]
    (?P<it>(?P<first>{YEAR})[-–](?P<last>{YEAR})) (?!\w)
    """,
    re.VERBOSE,
)
# "w dn. 1–5 maja"
DAYS_CUT = re.compile(r"\b[Ww] (?P<it>dn\.)(?=[ ][0-9]{1,2}[ ]?[-–])")
# "od 1663 do 1665 r."
YEAR_UNTIL = re.compile(
    rf"\b(?P<of>[Oo]d|[Mm]iędzy)[ ](?P<it>{YEAR})(?=[ ](?:do|a|i)[ ]{YEAR}[ ](?:r\.|rok))"
)
YEAR_AFTER = re.compile(
    rf"\b(?P<in>[Ww]e?[ ])?(?P<word>[Rr]ok|[Rr]oku|rokiem)[ ](?P<it>{YEAR})(?![\w%]|[.,][0-9])"
)
_JOINED = re.compile(r"(?:[0-9]{4}|[IVX]+) (?:i|lub|oraz|a) \Z")
BARE_YEAR = re.compile(
    rf"""
    (?:(?P<month>\b(?:{ANY_MONTH}|półrocz\w+|kwartał\w*|sezon\w*))|\b(?:[Ww]|[Zz]|[Oo]d|[Dd]o|[Pp]o|[Pp]rzed|[Nn]a|[Zz]a|kw\.))
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
            | [Ll]atom
            | [Ww][ ]l\.
            | l\. )
    [ ] (?P<it>(?P<figures>(?:1[0-9]|20)?[1-9]0|2000)\.) (?!\w)
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


def _day_case(left_context: str) -> str:
    """Return the case of a day: genitive, but "po dwunastym", "przed dwunastym"."""
    if left_context.casefold().endswith(("po ", "po dniu ")):
        return "loc"
    return "ins" if GOVERNOR(left_context) == "ins" else "gen"


def _year_case(left_context: str) -> str:
    """Return the case that a preposition asks of a year."""
    left_context = _JOINED.sub("", left_context)  # "w 1991 i 1999 r."
    last = left_context.rsplit(maxsplit=1)[-1].casefold() if left_context.split() else ""
    if last in {"w", "we", "po", "o"}:
        return "loc"
    return GOVERNOR(left_context) or "gen"


def _span(day_words: str, match: re.Match[str]) -> str:
    """Return the first of two days: "od 5 do 10 maja", "5-10 maja", "5-6 maja"."""
    if int(match["last"]) == int(match["day"]) + 1:
        return f"{day_words} i "
    led = re.search(r"\b(?:[zZ]e?|[Nn]a|[Dd]o|[Pp]o)[ ]\Z", text_before(match))
    return f"{day_words} do " if match["from"] or led else f"od {day_words} do "


def _years(match: re.Match[str], _: Style) -> str:
    """Say a year in the case of its noun: "w 1984 roku", "do 1984 r.", "na 1984 r."."""
    word = match["word"]
    case = _year_case(text_before(match))
    if word != "r.":
        case = {"rok": "nom", "rokiem": "ins"}.get(word, "loc" if case == "loc" else "gen")
    noun = {"nom": "rok", "acc": "rok", "ins": "rokiem"}.get(case, "roku")
    return f"{nth(int(match['year']), case)} {noun}{stop(match)}"


def _ancient(match: re.Match[str], _: Style) -> str:
    """Say the first year in "512–511 r. p.n.e."."""
    return f"{nth(int(match['year']), _year_case(text_before(match)))} – "


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
    cases = {"lata": "nom", "latach": "loc", "w l.": "loc", "latami": "ins", "latom": "dat"}
    return nth(int(match["figures"]), cases.get(match["word"].casefold(), "gen"), "pl") + stop(
        match
    )


def _lifetime(match: re.Match[str], _: Style) -> str:
    """Say the years of a life, "(1936–2018)"."""
    return f"{NUMERALS.cardinal(int(match['first']))} – {NUMERALS.cardinal(int(match['last']))}"


def _year_until(match: re.Match[str], _: Style) -> str:
    """Say the first year in "od 1663 do 1665 r."."""
    return nth(int(match["it"]), "gen" if match["of"].casefold() == "od" else "ins")


def _years_cut(match: re.Match[str], _: Style) -> str:
    """Say the noun in "w l. 2014–2020"."""
    return "latach" if match["before"] in {"W", "w"} else "lat"


def _this_month(match: re.Match[str], _: Style) -> str:
    """Say the day in "5 bm."."""
    return nth(int(match["day"]), "gen")


def _roman_month(match: re.Match[str], _: Style) -> str | None:
    """Say "2 V 2024"."""
    day, year = int(match["day"]), f" {nth(int(match['year']), 'gen')}" if match["year"] else ""
    if not 1 <= day <= 31:
        return None
    of_year = f" roku{stop(match)}" if match["of"] else ""
    return f"{nth(day, 'gen')} {COUNTING.months[roman(match['roman']) - 1]}{year}{of_year}"


def _century(match: re.Match[str], _: Style) -> str:
    """Say "w XX wieku", "XXI w.", "na przełomie XVIII i XIX wieku" in their cases."""
    word = match["word"]
    asked = _year_case(text_before(match))
    inside = "loc" if asked == "loc" else "gen"
    if asked in {"acc", "ins"} and word == "w.":  # "datują na IV w.", "między V a VI w."
        inside, word = asked, {"acc": "wiek", "ins": "wiekiem"}[asked]
    case = {"wiek": "nom", "wiekiem": "ins"}.get(word, inside) if inside != "acc" else inside
    numbers = [nth(roman(match["roman"]), case)]
    if match["last"]:
        link = match["link"].strip()
        numbers += [link] if link.isalpha() else []
        numbers.append(nth(roman(match["last"]), case))
    return f"{' '.join(numbers)} {'wieku' if word == 'w.' else word}{stop(match)}"


DATES = Dates(
    months=COUNTING.months,
    of_year=r"(?:roku|r\.)",
    opening="[Oo]d",
    links="do|na|i|a|oraz|lub",
    day=lambda day, left_context: nth(day, _day_case(left_context)),
    year=lambda year: f"{nth(year, 'gen')} roku",
    night=lambda day, last: f"z {nth(day, 'gen')} na {nth(last, 'gen')}",
    span=_span,
    short="stycz lut mar kwiet maj czerw lip sierp wrzes paźdz listop grud",
)
_OF_YEARS = in_any_case("lata", "lat", "latach", "latami", "latom", "l.")
RULES: tuple[Rule, ...] = (
    *HOUR_RULES,
    *DATES.rules(),
    Rule("date.open", OPEN_DAY, DATES.date, DIGITS),
    Rule("date.roman", ROMAN_MONTH, _roman_month, DIGITS),
    Rule("date.day", DAY_MONTH, DATES.date, DIGITS),
    Rule("date.this", THIS_MONTH, _this_month, DIGITS),
    Rule("year.lifetime", LIFETIME, _lifetime, frozenset("(")),
    Rule("year.ancient", ANCIENT, _ancient, DIGITS),
    Rule("year", YEARS, _years, DIGITS, as_written("roku", "rok", "rokiem", "r.")),
    Rule("date.cut", DAYS_CUT, lambda *_: "dniach", frozenset("-–")),
    Rule("year.until", YEAR_UNTIL, _year_until, DIGITS),
    Rule("year.cut", YEARS_CUT, _years_cut, DIGITS),
    Rule("year.span", YEAR_SPAN, _lifetime, DIGITS, _OF_YEARS),
    Rule("year.after", YEAR_AFTER, _year_after, DIGITS),
    Rule("year.bare", BARE_YEAR, _bare_year, DIGITS),
    Rule("decade", DECADE, _decade, DIGITS, _OF_YEARS),
    *TIMES,
    Rule("roman.century", CENTURY, _century, frozenset("IVX")),
)
