"""Spanish times that somebody took: "1:29.781", "2h 47m", "1' 09", and inches."""

import re

from narrate.text.counting import FREE
from narrate.text.es.numbers import COUNTING, cardinal
from narrate.text.numerals import words
from narrate.text.rules import Rule, Style
from narrate.text.western import around, preceding

_PARTS = ("décima", "centésima", "milésima")
LAP = re.compile(
    rf"""
    {FREE} (?:(?P<hour>[0-9]{{1,2}}):)? (?P<minute>[0-5]?[0-9]) : (?P<second>[0-5][0-9])
    (?P<gap>(?=[ ](?:del[ ]líder|por[ ]km|por[ ]kilómetro|de[ ]ventaja|de[ ]retraso)))?
    (?:[.,](?P<part>[0-9]{{1,3}}))? (?![\w:]|[.,][0-9])
    """,
    re.VERBOSE,
)
SPENT = re.compile(
    rf"""
    {FREE} (?P<hour>[0-9]{{1,2}}) [ ]?h\.?[ ]? (?P<minute>[0-5]?[0-9])
    (?:[ ]?(?:min\b\.?|m\b\.?|')?(?:[ ]?:?(?P<second>[0-5]?[0-9])[ ]?(?:s\b|\"|'')?)?)
    (?![\w:])
    """,
    re.VERBOSE,
)
MARKED = re.compile(
    rf"""
    {FREE} (?:(?P<minute>[0-9]{{1,3}})['’′][ ]?)?
    (?:(?P<second>[0-9]{{1,2}})(?P<mark>[\"”″]|'')(?P<part>[0-9]{{1,3}})?)? (?!\w)
    (?<=['’′\"”″0-9])
    """,
    re.VERBOSE,
)
INCHES = re.compile(r"(?<![\w.,/:])(?P<amount>[0-9]{1,3}(?:,[0-9]{1,2})?)[ ]?[\"”″](?!\w)")
_SCREENS = re.compile(r"\b(?:pantalla|monitor|televisor|tele|panel|pulgadas|tableta|portátil)\b")


def _counted(number: int, noun: str, gender: str) -> str:
    return f"{cardinal(number, gender)} {noun}{'' if number == 1 else 's'}"


def _part(figures: str | None) -> str:
    """Return the part of a second: "y una centésima", "y setecientas milésimas"."""
    if not figures or not int(figures):
        return ""
    return f" y {_counted(int(figures), _PARTS[len(figures) - 1], 'f')}"


def _lap(match: re.Match[str], _: Style) -> str | None:
    """Say "1:29.781" and "2:03:15"; "14:30" is a time of the day."""
    if not (match["hour"] or match["part"] or match["gap"] is not None):
        return None
    hours = f"{_counted(int(match['hour']), 'hora', 'f')} " if match["hour"] else ""
    minutes = _counted(int(match["minute"]), "minuto", "m")
    seconds = _counted(int(match["second"]), "segundo", "m")
    return f"{hours}{minutes} {'y ' if match['hour'] else ''}{seconds}{_part(match['part'])}"


def _spent(match: re.Match[str], _: Style) -> str:
    """Say "2h 47m", "1h26:54"."""
    spoken = f"{_counted(int(match['hour']), 'hora', 'f')} "
    if match["second"] and ":" in match[0]:
        return f"{spoken}{words(int(match['minute']), 'es')} {words(int(match['second']), 'es')}"
    if match["second"]:
        minutes = _counted(int(match["minute"]), "minuto", "m")
        return f"{spoken}{minutes} y {_counted(int(match['second']), 'segundo', 'm')}"
    return f"{spoken}{_counted(int(match['minute']), 'minuto', 'm')}"


def _marked(match: re.Match[str], _: Style) -> str | None:
    """Say 1' 09" and 14"; of a screen these are inches."""
    minute, second = match["minute"], match["second"]
    if not (minute or second) or (not minute and _SCREENS.search(around(match))):
        return None
    minutes = _counted(int(minute), "minuto", "m") if minute else ""
    seconds = _counted(int(second), "segundo", "m") if second else ""
    if not second:  # "goles en el 7', el 39' y el 76'"
        timed = re.search(r"\b(?:a|por|durante|dura|duró|de|con|tras|unos)[ ]\Z", preceding(match))
        lasting = match.string.startswith(" de ", match.end())  # "90' de retraso"
        return minutes if timed or lasting else words(int(minute), "es")
    part = f" {words(int(match['part']), 'es')}" if match["part"] else ""
    return f"{minutes} {seconds}".strip() + part


def _inches(match: re.Match[str], _: Style) -> str | None:
    if not _SCREENS.search(around(match)):
        return None
    return f"{COUNTING.in_words(match['amount'], 'f')} pulgadas"


RULES: tuple[Rule, ...] = (
    Rule("time", LAP, _lap, frozenset(":")),
    Rule("time", SPENT, _spent, frozenset("h")),
    Rule("time", MARKED, _marked, frozenset("'’′\"”″")),
    Rule("measure", INCHES, _inches, frozenset('"”″')),
)
