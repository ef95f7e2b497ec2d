"""Tell suits and arrows that are said from those that are pictures: "2♠", but not "I ♥ NY"."""

import re

from narrate.text.later import later

# Beside a suit, the value of a card or several; beside an arrow, the figure that rose or fell.
SUIT = frozenset("♠♥♦♣")
CARDS = later(r"(?:10|[1-9AKQJTx])(?![a-z])|(?:[ ](?:10|[2-9AKQJTx](?!\w))){2}")
CARD_BEFORE = later(r"(?:10|[^\W\d_]?(?<![^\W\d_])[1-9AKQJT])$")
ARROW = frozenset("▲▼")
MOVED = later(r"[ ]?[$£€+−-]?[.0-9]")


def pictured(match: re.Match[str]) -> bool:
    """Return whether a suit or an arrow is a mark alone, with no card and no figure beside it."""
    before = match.string[max(0, match.start() - 3) : match.start()]
    if match[0] in SUIT:
        return not (CARDS.match(match.string, match.end()) or CARD_BEFORE.search(before))
    if match[0] in ARROW:
        beside = before.rstrip()[-1:].isdecimal() or before.rstrip()[-1:] == "%"
        return not (beside or MOVED.match(match.string, match.end()))
    return False
