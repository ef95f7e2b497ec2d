"""Tell a time with a point in the lines of programs, tides and services."""

import re

from narrate.text.en.grammar import mentions
from narrate.text.en.registers import terse
from narrate.text.later import later

# What a time heads: "8.30 Panorama" in a program, "2.40 Ludlow" on a racecard.
HEADED = later(r"[ ][A-Z][\w'’]+(?![ ]?[%0-9])")
FOR = later(
    r"""
    (?P<hour>[1-9]|1[0-2])\.[0-5][0-9][ ]for[ ](?P<next>1?[0-9])(?:\.[0-5][0-9])?
    (?:[ap]m)?(?!\w|\.\w|[ ](?!start|sharp|in|at|on|and|with)[a-z])
    """,
    re.VERBOSE,
)
# Marks of a program: subtitles, a repeat, its sharpness.
MARKED = later(r"[ ]\((?:HD|AD|SL|[RST])[,)]")
PRICED = frozenset("£$€+-−")


def in_timetable(match: re.Match[str]) -> bool:
    """Return whether a figure with a point is a time in a line of programs, tides or services.

    >>> speakable("High water: Dover 01.37, Hull 6.20; charts £3.50.", "en")
    'High water: Dover oh one thirty-seven, Hull six twenty; charts three pounds and fifty pence.'
    >>> speakable("Come at 7.30 for 8; it fell from 7.41 for 3 years.", "en")
    'Come at seven thirty for eight; it fell from seven point four one for three years.'
    >>> speakable("7.00 The One Show (S).", "en")
    'seven The One Show (S).'
    """
    text = match.string
    doors = FOR.match(text, match.start())
    if doors and int(doors["next"]) in {int(doors["hour"]), int(doors["hour"]) % 12 + 1}:
        return True
    priced = text[max(0, match.start() - 1) : match.start()] in PRICED
    headed = match.start() == 0 and HEADED.match(text, match.end()) is not None
    if headed and MARKED.search(text):
        return True
    if priced or match[0].startswith("0.") or not terse(text):
        return False
    return headed or mentions("timetable", text)
