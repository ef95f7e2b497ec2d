"""Temperatures without a degree sign: "hit 40C", "350 F", "2C of warming"."""

import re

from narrate.text.en.grammar import cued
from narrate.text.en.numbers import DIGITS, amount
from narrate.text.later import later
from narrate.text.rules import Rule, Style

SCALE = later(r"\bdegrees?[ ](?P<it>[CF])(?![\w'’-]|\.\w)")
DEGREES = later(
    r"""
    (?:(?<![\w.,$€£/])|(?<=[CF]/)) (?:(?P<low>[0-9]{1,3}(?:\.[0-9])?)[CF]?[-–])?
    (?P<minus>[-−])? (?P<amount>[0-9]{1,3}(?:\.[0-9])?) (?P<space>[ ]?) (?P<unit>[FC])
    (?! [\w'’+#-]
      | \.[0-9]
      | / (?![0-9]|gas)
      | [ ][0-9] )
    """,
    re.VERBOSE,
)
BESIDE = later(r"[0-9][ ]?[FC][ ](?:to|and|or)[ ]-?$")
WARMER = later(rf"[ ](?:{cued('warmer')})\b")
WARMED = later(rf"\b(?:{cued('warmed')})[ ]$")
NUMBERED = frozenset(["seat", "gate", "room", "row"])
SCALES = {"F": "Fahrenheit", "C": "Celsius"}


def _degrees(match: re.Match[str], style: Style) -> str | None:
    """Say "350 F", "-5 C" and "hit 40C"; "Seat 14C" and a lone "5 C" are none.

    >>> speakable("It hit 40C.", "en")
    'It hit forty degrees Celsius.'
    >>> speakable("Take Seat 14C.", "en")
    'Take Seat fourteen C.'
    """
    previous_words = match.string[max(0, match.start() - 40) : match.start()].rsplit(None, 1)[-1:]
    named = any(word[:1].isupper() or word in NUMBERED for word in previous_words)
    opened = match.start() > 0 and match.string[match.start() - 1] == "("
    ranged = BESIDE.search(match.string[max(0, match.start() - 8) : match.start()])
    warming = WARMER.match(match.string, match.end()) or WARMED.search(
        match.string[max(0, match.start() - 12) : match.start()]
    )
    sure = match["minus"] or match["amount"] == "0" or match["low"] or opened or ranged or warming
    alone = len(match["amount"]) == 1 and not sure
    seat = named and not (match["space"] or match["minus"] or "." in match["amount"])
    if alone or seat:
        return None
    minus = "minus " if match["minus"] else ""
    minus += f"{amount(match['low'], style)} to " if match["low"] else ""
    degrees = "degree" if match["amount"] == "1" and not match["low"] else "degrees"
    return f"{minus}{amount(match['amount'], style)} {degrees} {SCALES[match['unit']]}"


def _scale(match: re.Match[str], _: Style) -> str:
    """Say the scale after "degrees"; a letter after other words is a letter.

    >>> speakable("It hit 40 degrees C today.", "en")
    'It hit forty degrees Celsius today.'
    >>> speakable("Plan C has degrees.", "en")
    'Plan C has degrees.'
    """
    return SCALES[match["it"]]


# The other scale of an oven: "200C/gas 6".
GAS = later(r"(?<=[CF0-9])/(?=gas\b)")


def _gas(_match: re.Match[str], _: Style) -> str:
    """Say the other scale of an oven; another stroke stays.

    >>> speakable("Bake at 200C/gas 6.", "en")
    'Bake at two hundred degrees Celsius or gas six.'
    >>> speakable("An oil/gas firm.", "en")
    'An oil/gas firm.'
    """
    return " or "


RULES = (
    Rule("measure.gas", GAS, _gas, frozenset("/"), frozenset(["gas"])),
    Rule("measure.scale", SCALE, _scale, frozenset("CF"), frozenset(["degree", "degrees"])),
    Rule("measure.degrees", DEGREES, _degrees, DIGITS, frozenset("FC")),
)
