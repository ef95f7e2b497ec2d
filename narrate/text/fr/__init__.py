"""French: dates, times, ordinals, centuries and monarchs; what else is counted, as everywhere."""

import re

from narrate.text.counting import DIGITS, FREE, Counting
from narrate.text.numerals import ROMAN, roman, words
from narrate.text.rules import Rule, Style


def _whole(number: int, gender: str) -> str:
    said = words(number, "fr")
    return f"{said}e" if gender == "f" and said.endswith("un") else said


def _decimals(whole: str, part: str) -> str:
    zeros = len(part) - len(part.lstrip("0"))
    if len(part) > 3:  # noqa: PLR2004 - nobody counts further
        rest = [words(int(figure), "fr") for figure in part.lstrip("0")]
    else:
        rest = [words(int(part), "fr")] if part.strip("0") else []
    return " ".join([words(int(whole), "fr"), "virgule", *["zéro"] * zeros, *rest])


def _of(noun: str) -> str:
    return f"d’{noun}" if noun[0] in "aeiouhé" else f"de {noun}"


COUNTING = Counting(
    "fr",
    _whole,
    _decimals,
    groups=" .",
    of=_of,
    to=" à ",
    score=" à ",
    minus="moins",
    by_pairs=True,
)
MONTHS = COUNTING.months
MONTH = "|".join(MONTHS)
YEAR = r"(?:1[0-9]{3}|20[0-9]{2})"
DATE = re.compile(
    rf"{FREE}(?P<day>[0-3]?[0-9])(?P<first>er)?[ ](?P<month>{MONTH})\b(?:[ ]"
    rf"(?P<year>{YEAR})(?![0-9]))?",
    re.IGNORECASE,
)
ISO = re.compile(
    rf"{FREE}(?P<first>)(?P<year>{YEAR})-(?P<month>0[1-9]|1[0-2])-(?P<day>[0-3][0-9])(?![\w-])"
)
FIGURES = re.compile(
    rf"{FREE}(?P<day>[0-3]?[0-9])(?P<first>)[/.](?P<month>0?[1-9]|1[0-2])[/.]"
    rf"(?P<year>{YEAR})(?![\w/])"
)
TIME = re.compile(
    rf"{FREE}(?P<hour>[01]?[0-9]|2[0-4])(?:[ ]?h[ ]?(?P<minute>[0-5][0-9])?(?!\w)|:"
    rf"(?P<after>[0-5][0-9])(?![:.]?[0-9]))"
)
ORDINAL = re.compile(
    rf"{FREE}(?P<figures>[0-9]{{1,4}})(?P<ending>er|re|ère|nde?|e|es|ème|èmes)(?!\w)"
)
DAYS = re.compile(
    rf"{FREE}(?P<first>[0-3]?[0-9])(?P<one>er)?(?P<link>[ ]?[-–/][ ]?|[ ](?:et|au|ou)[ ])"
    rf"(?P<day>[0-3]?[0-9])[ ](?P<month>{MONTH})\b(?:[ ](?P<year>{YEAR})(?![0-9]))?",
    re.IGNORECASE,
)
COINS = re.compile(rf"{FREE}(?P<whole>[0-9]{{1,3}})[ ]?€[ ]?(?P<cents>[0-9]{{2}})(?!\w|[.,][0-9])")
# "XIXe" is an ordinal wherever it stands; "Ve" and "Xe" only before what is numbered so.
CENTURY = re.compile(
    r"(?<!\w)(?P<roman>(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3}))(?P<ending>ers?|re|ère|es?|ème|ᵉ)(?!\w)"
    r"(?:(?<=[IVX]{2}.)|(?<=[IVX]{2}..)|(?<=[IVX]{2}...)|(?=[ ](?:siècle|République|arrondissement"
    r"|dynastie|Reich|Internationale|congrès|édition|Empire|millénaire)))"
)
NAMES = (
    "Louis|Henri|Charles|Philippe|François|Napoléon|Jean|Paul|Pie|Benoît|Jean-Paul|Élisabeth"
    "|Elizabeth|Georges|Léon|Clément|Grégoire|Guillaume|Frédéric|Nicolas|Alexandre|Albert|Léopold"
    "|Victor-Emmanuel|Jacques|Édouard|Catherine|Urbain|Innocent|Jules|Sixte|Alphonse|Ferdinand"
    "|Pierre|Boniface|Mohammed|Hassan|Ramsès|Margrethe|Isabelle|Marie|Felipe|Carlos|Juan Carlos"
)
MONARCH = re.compile(
    rf"\b(?P<name>{NAMES})[ ](?P<it>(?P<roman>{ROMAN})(?P<ending>er|re|ère)?)(?!\w)"
)
CUED = re.compile(
    rf"(?i:guerre mondiale|chapitre|tome|volume|partie|article|acte|Vatican)[ ]"
    rf"(?P<it>{ROMAN})(?!\w)"
)


def _nth(number: int) -> str:
    said = words(number, "fr", "ordinal")
    return said.replace("vingtsième", "vingtième").replace("centsième", "centième")


def _date(match: re.Match[str], _: Style) -> str | None:
    day, month = int(match["day"]), match["month"]
    if not 1 <= day <= 31:  # noqa: PLR2004 - days of a month
        return None
    name = MONTHS[int(month) - 1] if month.isdecimal() else month
    said = "premier" if day == 1 else words(day, "fr")
    year = f" {words(int(match['year']), 'fr')}" if match["year"] else ""
    return f"{said} {name}{year}"


def _days(match: re.Match[str], style: Style) -> str | None:
    """Say "les 17-18 juin" with "et", "5-10 mai" with "au"."""
    first, later = int(match["first"]), _date(match, style)
    if later is None or not 1 <= first <= 31:  # noqa: PLR2004 - days of a month
        return None
    link = match["link"].strip()
    if not link.isalpha():
        link = "et" if int(match["day"]) == first + 1 else "au"
    return f"{'premier' if first == 1 else words(first, 'fr')} {link} {later}"


def _coins(match: re.Match[str], _: Style) -> str:
    return COUNTING.sum(f"{match['whole']},{match['cents']}", COUNTING.nouns["€"])


def _time(match: re.Match[str], _: Style) -> str:
    hour, minute = int(match["hour"]), int(match["minute"] or match["after"] or 0)
    said = f"{_whole(hour, 'f')} heure{'s' if hour > 1 else ''}"
    return f"{said} {_whole(minute, 'f')}" if minute else said


def _ordinal(match: re.Match[str], _: Style) -> str | None:
    number, ending = int(match["figures"]), match["ending"]
    if number == 1:
        return {"er": "premier", "re": "première", "ère": "première"}.get(ending)
    if ending in {"nd", "nde"}:
        return {"nd": "second", "nde": "seconde"}[ending] if number == 2 else None  # noqa: PLR2004
    if ending in {"er", "re", "ère"}:
        return None
    return _nth(number) + ("s" if ending.endswith("s") else "")


def _century(match: re.Match[str], _: Style) -> str:
    value, ending = roman(match["roman"]), match["ending"]
    said = _nth(value) if value > 1 else "première" if ending in {"re", "ère"} else "premier"
    return said + ("s" if ending.endswith("s") else "")


def _monarch(match: re.Match[str], _: Style) -> str:
    value = roman(match["roman"])
    if value == 1:
        return "première" if match["ending"] in {"re", "ère"} else "premier"
    return words(value, "fr")


def _cued(match: re.Match[str], _: Style) -> str:
    return words(roman(match["it"]), "fr")


RULES: tuple[Rule, ...] = (
    Rule("date.days", DAYS, _days, DIGITS),
    Rule("date", DATE, _date, DIGITS),
    Rule("date.iso", ISO, _date, DIGITS),
    Rule("date.figures", FIGURES, _date, DIGITS),
    Rule("time", TIME, _time, DIGITS),
    Rule("money.coins", COINS, _coins, DIGITS),
    Rule("ordinal", ORDINAL, _ordinal, DIGITS),
    Rule("roman.century", CENTURY, _century, frozenset("IVX")),
    Rule("roman.monarch", MONARCH, _monarch, frozenset("IVX")),
    Rule("roman", CUED, _cued, frozenset("IVX")),
    *COUNTING.rules(),
)
