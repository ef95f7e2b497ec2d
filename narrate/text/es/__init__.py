"""Spanish: dates, times, ordinals, centuries and monarchs; what else is counted, as everywhere."""

import re

from narrate.text.counting import DIGITS, FREE, ROMAN, Counting, roman, words
from narrate.text.rules import Rule, Style

TENTH = 10  # up to the tenth a monarch is an ordinal


def _whole(number: int, gender: str) -> str:
    """Return a number before a noun: "veintiún euros", "doscientas personas"."""
    said = words(number, "es")
    if gender == "f":
        said = re.sub(r"cientos\b", "cientas", said).replace("quinientos", "quinientas")
        return re.sub(r"uno$", "una", said)
    if gender == "m":
        return re.sub(r"veintiuno$", "veintiún", re.sub(r"\buno$", "un", said))
    return said


def _decimals(whole: str, part: str) -> str:
    zeros = len(part) - len(part.lstrip("0"))
    rest = [words(int(part), "es")] if part.strip("0") else []
    return " ".join([words(int(whole), "es"), "coma", *["cero"] * zeros, *rest])


COUNTING = Counting(
    "es",
    _whole,
    _decimals,
    groups=". ",
    of="de {}".format,
    cents=" con ",
    to=" a ",
    score=" a ",
    minus="menos",
)
MONTHS = COUNTING.months
MONTH = "|".join([*MONTHS, "setiembre"])
YEAR = r"(?:1[0-9]{3}|20[0-9]{2})"
DATE = re.compile(
    rf"{FREE}(?P<day>[0-3]?[0-9])[ ]de[ ](?P<month>{MONTH})\b(?:[ ](?P<link>del?)[ ]"
    rf"(?P<year>{YEAR})(?![0-9]))?",
    re.IGNORECASE,
)
FIGURES = re.compile(
    rf"{FREE}(?P<day>[0-3]?[0-9])(?P<mark>[/.-])(?P<month>0?[1-9]|1[0-2])(?P=mark)"
    rf"(?P<year>{YEAR})(?![\w/])"
)
TIME = re.compile(
    rf"{FREE}(?P<hour>[01]?[0-9]|2[0-4])[:.](?P<minute>[0-5][0-9])(?:[ ]?(?P<unit>h"
    rf"|horas)\b|(?<=:..)(?![:.]?[0-9]))"
)
ORDINAL = re.compile(rf"{FREE}(?P<figures>[0-9]{{1,3}})\.?(?P<ending>[ºª°]|er)(?!\w|[CF]\b)")
NAMES = (
    "Felipe|Alfonso|Carlos|Fernando|Isabel|Juan|Pablo|Pío|Benedicto|Juan Pablo|Luis"
    "|Enrique|León|Clemente|Francisco|Napoleón|Guillermo|Jorge|Eduardo|Catalina|Nicolás"
    "|Alejandro"
)
MONARCH = re.compile(rf"\b(?P<name>{NAMES})[ ](?P<it>(?P<roman>{ROMAN}))(?!\w)")
CUED = re.compile(
    rf"(?i:siglo|siglos|capítulo|tomo|volumen|parte|acto|guerra mundial|título)[ ]"
    rf"(?P<it>{ROMAN})(?!\w)"
)
FEMININE = {"Isabel", "Catalina"}


def _nth(number: int, gender: str = "m") -> str:
    said = words(number, "es", "ordinal")
    return re.sub(r"o\b", "a", said) if gender == "f" else said


def _date(match: re.Match[str], _: Style) -> str | None:
    day, month = int(match["day"]), match["month"]
    if not 1 <= day <= 31:  # noqa: PLR2004 - days of a month
        return None
    name = MONTHS[int(month) - 1] if month.isdecimal() else month
    link = match.groupdict().get("link") or "de"
    year = f" {link} {words(int(match['year']), 'es')}" if match["year"] else ""
    return f"{words(day, 'es')} de {name}{year}"


def _time(match: re.Match[str], _: Style) -> str:
    hour, minute = int(match["hour"]), int(match["minute"])
    said = _whole(hour, "f")
    said += f" {words(minute, 'es')}" if minute else ""
    return f"{said} horas" if match["unit"] else said


def _ordinal(match: re.Match[str], _: Style) -> str:
    gender = "f" if match["ending"] == "ª" else "m"
    said = _nth(int(match["figures"]), gender)
    return re.sub(r"(primer|tercer)o$", r"\1", said) if match["ending"] == "er" else said


def _monarch(match: re.Match[str], _: Style) -> str:
    value = roman(match["roman"])
    gender = "f" if match["name"] in FEMININE else "m"
    return _nth(value, gender) if value <= TENTH else words(value, "es")


def _cued(match: re.Match[str], _: Style) -> str:
    return words(roman(match["it"]), "es")


RULES: tuple[Rule, ...] = (
    Rule("date", DATE, _date, DIGITS),
    Rule("date.figures", FIGURES, _date, DIGITS),
    Rule("time", TIME, _time, DIGITS),
    Rule("ordinal", ORDINAL, _ordinal, DIGITS),
    Rule("roman.monarch", MONARCH, _monarch, frozenset("IVX")),
    Rule("roman", CUED, _cued, frozenset("IVX")),
    *COUNTING.rules(),
)
