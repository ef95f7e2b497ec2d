"""Years of a school: "Y6 pupils", "KS2"."""

import re

from narrate.text.en.grammar import cued
from narrate.text.en.numbers import DIGITS, cardinal
from narrate.text.later import later
from narrate.text.rules import Rule, Style

SCHOOL_YEAR = later(rf"(?<!\w)(?:Y|Yr[ ]?)(?P<year>1[0-3]|[1-9])(?=[ ](?:{cued('school')})\b)")
KEY_STAGE = later(r"(?<!\w)KS[ ]?(?P<stage>[1-5])(?!\w)")


def _school_year(match: re.Match[str], _: Style) -> str:
    """Say "Y6" before pupils as a year of a school; elsewhere it is a code.

    >>> speakable("The Y6 pupils met.", "en")
    'The Year six pupils met.'
    >>> speakable("The Y6 road.", "en")
    'The Y six road.'
    """
    return f"Year {cardinal(match['year'])}"


def _key_stage(match: re.Match[str], _: Style) -> str:
    """Say "KS2" as a stage of the English curriculum; other letters make a code.

    >>> speakable("The KS2 tests and the KX2 line.", "en")
    'The Key Stage two tests and the K.X two line.'
    >>> speakable("The KX2 line.", "en")
    'The K.X two line.'
    """
    return f"Key Stage {cardinal(match['stage'])}"


RULES = (
    Rule("title.key-stage", KEY_STAGE, _key_stage, DIGITS, frozenset(["KS"])),
    Rule("title.school-year", SCHOOL_YEAR, _school_year, DIGITS, frozenset(["Y", "Yr"])),
)
