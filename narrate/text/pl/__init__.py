"""Polish: dates, years, times and centuries in their cases; what else is counted, as everywhere."""

import re

from narrate.text.counting import DIGITS, FREE, Counting, roman, words
from narrate.text.rules import Rule, Style

PARTS = (("dziesiąta", "dziesiąte", "dziesiątych"), ("setna", "setne", "setnych"))
# An ordinal's last words by case: genitive, locative, feminine nominative and locative.
CASES = {
    "nom": ("y", "i"),
    "gen": ("ego", "iego"),
    "loc": ("ym", "im"),
    "f": ("a", "ia"),
    "f-loc": ("ej", "iej"),
}
HARD_I = {"drugi": "drug", "trzeci": "trzec"}


def _whole(number: int, gender: str) -> str:
    """Return a number before a noun: "dwie tony", "jedna tona", "jedno euro"."""
    said = words(number, "pl")
    if gender == "f":
        said = re.sub(r"\bdwa$", "dwie", said)
        return "jedna" if said == "jeden" else said
    return "jedno" if gender == "n" and said == "jeden" else said


def _decimals(whole: str, part: str) -> str:
    """Say "2,5" as "dwa i pół", "3,7" as "trzy i siedem dziesiątych"."""
    said = "" if whole == "0" else f"{words(int(whole), 'pl')} i "
    if part == "5" and said:
        return f"{said}pół"
    if len(part) > len(PARTS):
        figures = " ".join(words(int(figure), "pl") for figure in part)
        return f"{words(int(whole), 'pl')} przecinek {figures}"
    over = int(part)
    one, few, many = PARTS[len(part) - 1]
    some = over % 10 in {2, 3, 4} and over % 100 not in {12, 13, 14}
    name = one if over == 1 else few if some else many
    return f"{said}{_whole(over, 'f')} {name}" if said or over else words(0, "pl")


COUNTING = Counting("pl", _whole, _decimals, groups=" .", score=" ")
MONTHS = COUNTING.months
MONTH = "|".join(MONTHS)
YEAR = r"(?:1[0-9]{3}|20[0-9]{2})"
OF_YEAR = r"(?:roku|r\.)"
DATE = re.compile(
    rf"{FREE}(?P<day>[0-3]?[0-9])[ ](?P<month>{MONTH})\b(?:[ ](?P<year>{YEAR})(?![0-9])"
    rf"(?P<of>[ ]{OF_YEAR})?)?"
)
FIGURES = re.compile(
    rf"{FREE}(?P<day>[0-3]?[0-9])\.(?P<month>0?[1-9]|1[0-2])\.(?P<year>{YEAR})(?![\w])"
    rf"(?P<of>[ ]{OF_YEAR})?"
)
YEARS = re.compile(rf"{FREE}(?P<year>{YEAR})[ ](?P<word>roku|rok|rokiem|r\.)(?!\w)")
TIME = re.compile(
    rf"(?:\b(?P<at>[Oo]|[Oo]d|[Dd]o|[Pp]o|[Pp]rzed|[Oo]koło)[ ](?P<word>godz\.|godzinie"
    rf"|godziny)?[ ]?)?"
    rf"{FREE}(?P<it>(?P<hour>[01]?[0-9]|2[0-4])[:.](?P<minute>[0-5][0-9]))(?![:.]?[0-9])(?!"
    rf"[ ]?(?:zł|mln|mld|tys))"
)
HOUR = re.compile(r"\b[Oo][ ](?P<it>godz\.)(?=[ ][0-9])")
CENTURY = re.compile(
    r"(?<!\w)(?P<roman>(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3}))[ ](?P<word>wieku|wiek|wiekiem"
    r"|w\.|tysiąclecia)(?!\w)"
)


def nth(number: int, case: str = "nom") -> str:
    """Return an ordinal in a case, the tens and the ones both declined.

    >>> nth(24, "gen"), nth(84, "loc"), nth(2022, "gen")
    ('dwudziestego czwartego', 'osiemdziesiątym czwartym', 'dwa tysiące dwudziestego drugiego')
    """
    hard, soft = CASES[case]
    said = []
    for word in words(number, "pl", "ordinal").split():
        if word in HARD_I:
            said.append(HARD_I[word] + (soft if word == "trzeci" or case != "f" else "a"))
        else:
            said.append(word[:-1] + hard if word.endswith("y") else word)
    return " ".join(said)


def _stop(match: re.Match[str]) -> str:
    ends = match[0].endswith(".") and not match.string[match.end() :].strip("\"'”’»“) ")
    return "." if ends else ""


def _date(match: re.Match[str], _: Style) -> str | None:
    day, month = int(match["day"]), match["month"]
    if not 1 <= day <= 31:  # noqa: PLR2004 - days of a month
        return None
    name = MONTHS[int(month) - 1] if month.isdecimal() else month
    year = f" {nth(int(match['year']), 'gen')} roku" if match["year"] else ""
    return f"{nth(day, 'gen')} {name}{year}{_stop(match)}"


def _inside(match: re.Match[str]) -> bool:
    before = match.string[: match.start()].split()
    return bool(before) and before[-1].casefold() in {"w", "we", "po", "o"}


def _years(match: re.Match[str], _: Style) -> str:
    """Say a year in the case of its noun: "w 1984 roku", "do 1984 r."."""
    if match["word"] == "rok":
        return f"{nth(int(match['year']))} rok"
    case = "loc" if _inside(match) or match["word"] == "rokiem" else "gen"
    noun = "rokiem" if match["word"] == "rokiem" else "roku"
    return f"{nth(int(match['year']), case)} {noun}{_stop(match)}"


def _time(match: re.Match[str], _: Style) -> str | None:
    """Say "o 14:30" as "o czternastej trzydzieści"; "14.30" alone may be anything."""
    if not match["at"] and "." in match["it"]:
        return None
    hour, minute = int(match["hour"]), int(match["minute"])
    said = nth(hour, "f-loc" if match["at"] else "f") if hour else "zero"
    if not minute:
        return said
    return f"{said} {words(minute, 'pl')}" if minute > 9 else f"{said} zero {words(minute, 'pl')}"  # noqa: PLR2004


def _century(match: re.Match[str], _: Style) -> str:
    value, word = roman(match["roman"]), match["word"]
    case = {"wiek": "nom", "wiekiem": "loc"}.get(word, "loc" if _inside(match) else "gen")
    return f"{nth(value, case)} {'wieku' if word == 'w.' else word}{_stop(match)}"


def _hour(_match: re.Match[str], _: Style) -> str:
    return "godzinie"


RULES: tuple[Rule, ...] = (
    Rule("time.hour", HOUR, _hour, frozenset("g")),
    Rule("date", DATE, _date, DIGITS),
    Rule("date.figures", FIGURES, _date, DIGITS),
    Rule("year", YEARS, _years, DIGITS),
    Rule("time", TIME, _time, DIGITS),
    Rule("roman.century", CENTURY, _century, frozenset("IVX")),
    *COUNTING.rules(),
)
