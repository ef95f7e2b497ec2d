"""French: dates, times, ordinals, centuries and monarchs; what else is counted, as everywhere."""

import re

from narrate.text.counting import DIGITS, FREE, ROMAN, Counting, roman, words
from narrate.text.rules import Rule, Style


def _whole(number: int, gender: str) -> str:
    said = words(number, "fr")
    return f"{said}e" if gender == "f" and said.endswith("un") else said


def _decimals(whole: str, part: str) -> str:
    zeros = len(part) - len(part.lstrip("0"))
    rest = [words(int(part), "fr")] if part.strip("0") else []
    return " ".join([words(int(whole), "fr"), "virgule", *["zéro"] * zeros, *rest])


def _of(noun: str) -> str:
    return f"d’{noun}" if noun[0] in "aeiouhé" else f"de {noun}"


COUNTING = Counting(
    "fr", _whole, _decimals, groups=" .", of=_of, to=" à ", score=" à ", minus="moins"
)
MONTHS = COUNTING.months
MONTH = "|".join(MONTHS)
YEAR = r"(?:1[0-9]{3}|20[0-9]{2})"
DATE = re.compile(
    rf"{FREE}(?P<day>[0-3]?[0-9])(?P<first>er)?[ ](?P<month>{MONTH})\b(?:[ ]"
    rf"(?P<year>{YEAR})(?![0-9]))?",
    re.IGNORECASE,
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
CENTURY = re.compile(
    r"(?<!\w)(?P<roman>(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3}))(?P<ending>er|e|ème)"
    r"(?=[ ](?:siècle|République|arrondissement|dynastie|Reich|Internationale|congrès|édition)|s\b)"
)
MONARCH = re.compile(
    rf"\b(?P<name>Louis|Henri|Charles|Philippe|François|Napoléon|Jean|Paul|Pie|Benoît"
    rf"|Jean-Paul|Élisabeth"
    rf"|Georges|Léon|Clément|Grégoire|Guillaume|Frédéric|Nicolas|Alexandre)[ ](?P<it>"
    rf"(?P<roman>{ROMAN})(?:er)?)(?!\w)"
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
    value = roman(match["roman"])
    return "premier" if value == 1 else _nth(value)


def _monarch(match: re.Match[str], _: Style) -> str:
    value = roman(match["roman"])
    return "premier" if value == 1 else words(value, "fr")


def _cued(match: re.Match[str], _: Style) -> str:
    return words(roman(match["it"]), "fr")


RULES: tuple[Rule, ...] = (
    Rule("date", DATE, _date, DIGITS),
    Rule("date.figures", FIGURES, _date, DIGITS),
    Rule("time", TIME, _time, DIGITS),
    Rule("ordinal", ORDINAL, _ordinal, DIGITS),
    Rule("roman.century", CENTURY, _century, frozenset("IVX")),
    Rule("roman.monarch", MONARCH, _monarch, frozenset("IVX")),
    Rule("roman", CUED, _cued, frozenset("IVX")),
    *COUNTING.rules(),
)
