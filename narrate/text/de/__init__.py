"""German: dates, years, times, ordinals and Roman numerals; what else is counted, as everywhere."""

import re

from narrate.text.counting import DIGITS, FREE, Counting
from narrate.text.numerals import ROMAN, roman, words
from narrate.text.rules import Rule, Style
from narrate.text.table import pairs


def _whole(number: int, gender: str) -> str:
    """Return a number before a noun: "ein Euro", "eine Million"."""
    if number == 1:
        return {"f": "eine"}.get(gender, "ein") if gender != "-" else "eins"
    return words(number, "de")


def _decimals(whole: str, part: str) -> str:
    figures = " ".join(words(int(figure), "de") for figure in part)
    return f"{words(int(whole), 'de')} Komma {figures}"


COUNTING = Counting("de", _whole, _decimals, groups=". ’'", to=" bis ", score=" zu ")
MONTHS = COUNTING.months
MONTH = "|".join([*MONTHS, "Jän", "Jan", "Feb", "Sept", "Okt", "Nov", "Dez"])
SHORT = {"Jän": 0, "Jan": 0, "Feb": 1, "Sept": 8, "Okt": 9, "Nov": 10, "Dez": 11}
# After these a date or an ordinal ends in -n, after the others in -e.
WEAK = (
    r"(?:am|vom|zum|zur|beim|dem|den|des|im|bis|ab|seit|einem|einen|eines|einer"
    r"|(?:in|mit|bei|von|aus|nach|an|auf|unter|vor|seit|zwischen|hinter|über)[ ]der)"
)
STRONG = r"(?:der|die|das|eine|ins)"
YEAR = r"(?:1[0-9]{3}|20[0-9]{2})"

DATE = re.compile(
    rf"(?:\b(?P<weak>(?i:{WEAK}))[ ]|\b(?P<strong>(?i:{STRONG}))[ ])?{FREE}"
    rf"(?P<it>(?P<day>[0-3]?[0-9])\.[ ]?(?P<month>{MONTH})\b\.?(?:[ ](?P<year>{YEAR})(?![0-9]))?)"
)
ISO = re.compile(
    rf"(?:\b(?P<weak>(?i:{WEAK}))[ ]|\b(?P<strong>(?i:{STRONG}))[ ])?{FREE}"
    rf"(?P<it>(?P<year>{YEAR})-(?P<month>0[1-9]|1[0-2])-(?P<day>[0-3][0-9]))(?![\w-])"
)
FIGURES = re.compile(
    rf"(?:\b(?P<weak>(?i:{WEAK}))[ ]|\b(?P<strong>(?i:{STRONG}))[ ])?{FREE}"
    rf"(?P<it>(?P<day>[0-3]?[0-9])\.(?P<month>0?[1-9]|1[0-2])\.(?P<year>{YEAR}))(?![\w.])"
)
DAYS = re.compile(
    rf"(?:\b(?P<weak>(?i:{WEAK}))[ ]|\b(?P<strong>(?i:{STRONG}))[ ])?{FREE}"
    rf"(?P<it>(?P<first>[0-3]?[0-9])\."
    rf"(?P<link>[ ](?:und|oder|bis|bis[ ]zum|auf[ ]den)[ ]|[ ]?[/–-][ ]?)"
    rf"(?P<day>[0-3]?[0-9])\.[ ]?(?P<month>{MONTH})\b\.?(?:[ ](?P<year>{YEAR})(?![0-9]))?)"
)
DAY_MONTH = re.compile(
    rf"(?:\b(?P<weak>(?i:{WEAK}))[ ]|\b(?P<strong>(?i:{STRONG}))[ ])?{FREE}"
    r"(?P<it>(?P<day>[0-3]?[0-9])\.[ ]?(?P<month>1[0-2]|0?[1-9])\.)(?![\w])"
)
ORDINALS = pairs("de/ordinals.tsv")
# "der 3. Platz", "im 2. und 3. Jahr"; "2. Runde" only where a heading or a clause opens with it.
ORDINAL = re.compile(
    rf"(?:\b(?P<weak>(?i:{WEAK}))|\b(?P<strong>(?i:{STRONG}))|(?P<open>^|(?<=[:–(„“])))[ ]?"
    rf"(?P<it>(?P<figures>[0-9]{{1,3}}|(?=[IVX])X{{0,3}}(?:IX|IV|V?I{{0,3}}))\.)"
    r"(?=[ ](?P<noun>[A-ZÄÖÜ][\w-]*|bis\b|und\b|oder\b))"
)
GENITIVES = "Heinrichs|Ludwigs|Karls|Wilhelms|Friedrichs|Philipps|Georgs|Ottos|Leos|Pauls|Peters"
QUEENS = frozenset(
    ["Elisabeth", "Elizabeth", "Katharina", "Margrethe", "Beatrix", "Maria", "Christina"]
)
CHAPTERS = "Kapitel|Band|Teil|Artikel|Klasse|Typ|Hartz|Akt|Weltkrieg|Stufe"
MONARCH = re.compile(
    r"\b(?:(?P<before>von|unter|mit|bei|nach|seit|an)[ ]|(?P<object>durch|für|gegen|um|über)[ ])?"
    r"(?:(?:König|Königin|Kaiser|Papst|Zar)[ ])?(?P<name>[A-ZÄÖÜ][a-zäöüß]+)[ ]"
    rf"(?P<it>(?P<roman>{ROMAN})\.)(?=[ ,;:)]|$)"
)
CUED = re.compile(rf"\b(?:{CHAPTERS})[ ](?P<it>{ROMAN})(?![\w.])")
DECADE = re.compile(rf"{FREE}(?P<figures>(?:1[0-9]|20)?[1-9]0)er(?!\w)")
COMPOUND = re.compile(rf"{FREE}(?P<it>(?P<figures>[0-9]{{1,4}})-)(?=[a-zäöü]{{3}})")
SPAN = re.compile(rf"{FREE}(?P<low>{YEAR})[ ]?[–-][ ]?(?P<high>{YEAR})(?![\w%]|[.,:][0-9]|[ ]€)")
TIME = re.compile(
    rf"{FREE}(?P<hour>[01]?[0-9]|2[0-4])[:.](?P<minute>[0-5][0-9])(?:[ ]Uhr\b|(?<=:..)(?!"
    rf"[:.]?[0-9])|(?=[ ]?(?:[–-]|bis)[ ]?[0-9:.]{{1,5}}[ ]Uhr))"
)
YEAR_ALONE = re.compile(
    rf"(?:\b(?i:jahr|jahre|jahres|jahren|seit|bis|von|ab|um|anno|sommer|herbst|winter|frühjahr|ende"
    rf"|anfang|mitte|{MONTH})[ ]|[(])(?P<it>{YEAR})(?![\w%]|[.,:][0-9]|[ ](?:€"
    rf"|Euro|Menschen))"
)


def nth(number: int, ending: str = "e") -> str:
    """Return an ordinal with an ending: "vierundzwanzigsten"."""
    return words(number, "de", "ordinal").removesuffix("e") + ending


def _ending(match: re.Match[str]) -> str:
    if match["weak"]:
        return "en"
    return "e" if match["strong"] else "er"


def _date(match: re.Match[str], _: Style) -> str | None:
    day, month = int(match["day"]), match["month"]
    if not 1 <= day <= 31:  # noqa: PLR2004 - days of a month
        return None
    if month.isdecimal():
        name = MONTHS[int(month) - 1]
    else:
        name = MONTHS[SHORT[month]] if month in SHORT else month
    found = match.groupdict().get("year")
    year = f" {words(int(found), 'de', 'year')}" if found else ""
    return f"{nth(day, _ending(match))} {name}{year}"


def _days(match: re.Match[str], style: Style) -> str | None:
    """Say "vom 2. auf den 3. Mai", "am 2./3. Mai", "der 5.–10. Mai"."""
    later = _date(match, style)
    if later is None or not 1 <= int(match["first"]) <= 31:  # noqa: PLR2004 - days of a month
        return None
    link = match["link"].strip()
    link = {"/": "und", "–": "bis", "-": "bis"}.get(link, link)
    if link.endswith(("zum", "den")):
        later = later.replace(nth(int(match["day"]), _ending(match)), nth(int(match["day"]), "en"))
    return f"{nth(int(match['first']), _ending(match))} {link} {later}"


def _day_month(match: re.Match[str], style: Style) -> str | None:
    """Say "am 24.12."; the full stop may end the sentence too."""
    said = _date(match, style)
    ends = not match.string[match.end() :].strip("\"'”’»“) ")
    return f"{said}{'.' if ends else ''}" if said else None


def _ordinal(match: re.Match[str], _: Style) -> str | None:
    figures = match["figures"]
    number = int(figures) if figures.isdecimal() else roman(figures)
    if match["open"] is None and (figures.isdecimal() or match["noun"] in ORDINALS):
        return nth(number, _ending(match))
    gender = ORDINALS.get(match["noun"])
    return nth(number, {"m": "er", "f": "e", "n": "es"}[gender]) if gender else None


def _monarch(match: re.Match[str], _: Style) -> str | None:
    """Say "Ludwig XIV.", "unter Ludwig XIV.", "Elisabeth II."; "Kapitel IV." is none."""
    if re.fullmatch(CHAPTERS, match["name"]):
        return None
    queen = match["name"] in QUEENS
    article = "die" if queen else "der"
    if match["before"]:
        article = "der" if queen else "dem"
    elif match["object"]:
        article = "die" if queen else "den"
    elif re.fullmatch(GENITIVES, match["name"]):
        article = "des"
    ending = "en" if match["before"] or article in {"den", "des"} else "e"
    stop = "" if match.string[match.end() :].strip("\"'”’»“) ") else "."
    return f"{article} {nth(roman(match['roman']), ending).capitalize()}{stop}"


def _cued(match: re.Match[str], _: Style) -> str:
    return words(roman(match["it"]), "de")


def _decade(match: re.Match[str], _: Style) -> str:
    figures = int(match["figures"])
    return words(figures, "de", "year" if figures > 100 else "cardinal") + "er"  # noqa: PLR2004


def _compound(match: re.Match[str], _: Style) -> str:
    """Say "5-jährig", "3-mal" as one word."""
    return _whole(int(match["figures"]), "m")


def _span(match: re.Match[str], _: Style) -> str:
    low, high = (words(int(match[end]), "de", "year") for end in ("low", "high"))
    return f"{low} bis {high}"


def _time(match: re.Match[str], _: Style) -> str:
    hour = _whole(int(match["hour"]), "m")
    minute = int(match["minute"])
    return f"{hour} Uhr {words(minute, 'de')}" if minute else f"{hour} Uhr"


def _year(match: re.Match[str], _: Style) -> str:
    return words(int(match["it"]), "de", "year")


RULES: tuple[Rule, ...] = (
    Rule("date.days", DAYS, _days, DIGITS),
    Rule("date", DATE, _date, DIGITS),
    Rule("date.iso", ISO, _date, DIGITS),
    Rule("date.figures", FIGURES, _date, DIGITS),
    Rule("date.month", DAY_MONTH, _day_month, DIGITS),
    Rule("time", TIME, _time, DIGITS),
    Rule("decade", DECADE, _decade, DIGITS),
    Rule("compound", COMPOUND, _compound, DIGITS),
    Rule("range.years", SPAN, _span, DIGITS),
    Rule("ordinal", ORDINAL, _ordinal, frozenset(".")),
    Rule("roman.monarch", MONARCH, _monarch, frozenset("IVX")),
    Rule("roman", CUED, _cued, frozenset("IVX")),
    Rule("year", YEAR_ALONE, _year, DIGITS),
    *COUNTING.rules(),
)
