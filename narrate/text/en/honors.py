"""Medals and the bars that stars stand for: "DSO*", "DFC**"."""

import re

from narrate.text.en.grammar import cued, cues
from narrate.text.en.letters import spelled
from narrate.text.later import later
from narrate.text.rules import Rule, Style

MEDAL = later(rf"(?<!\w)(?P<medal>{cued('medal')})(?P<bars>\*{{1,3}})(?![\w*])")
BARS = ("", " and Bar", " and two Bars", " and three Bars")


def _medal(match: re.Match[str], _: Style) -> str:
    """Say the stars after a medal as its bars; a star after a word is a mark.

    >>> speakable("Moss DSO*, DFC** died.", "en")
    'Moss D.S.O and Bar, D.F.C and two Bars died.'
    >>> speakable("The e* is new.", "en")
    'The e* is new.'
    """
    return spelled(match["medal"]) + BARS[len(match["bars"])]


RULES = (Rule("title.medal", MEDAL, _medal, frozenset("*"), cues("medal")),)
