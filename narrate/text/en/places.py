"""Houses, blocks and roads by their number: "1428 Elm St.", "a 3BR house", "A1(M)"."""

import re

from narrate.text.en.grammar import alternatives, cued, stop_of
from narrate.text.en.numbers import (
    cardinal,
    figure_rule,
    house,
    model,
    ordinal,
)
from narrate.text.later import later
from narrate.text.rules import Rule, Style
from narrate.text.table import pairs

STREETS = pairs("en/streets.tsv")
POINTS = {
    "N": "North",
    "S": "South",
    "E": "East",
    "W": "West",
    "NE": "Northeast",
    "NW": "Northwest",
    "SE": "Southeast",
    "SW": "Southwest",
    "N.E": "Northeast",
    "N.W": "Northwest",
    "S.E": "Southeast",
    "S.W": "Southwest",
}
ADDRESS = later(
    rf"""
    (?<!No\.[ ]) (?<!No[ ]) (?:(?P<first>[0-9]{{1,4}})(?P<link>[-–]))? (?P<house>[0-9]{{1,5}}) [ ]
    (?:(?P<point>{alternatives(POINTS)})\.?[ ])?
    (?P<name>(?:[A-Z][a-z]+|[0-9]{{1,3}}(?:st|nd|rd|th))(?:[ ][A-Z][a-z]+){{0,2}}) [ ]
    (?P<kind>(?i:{"|".join(STREETS)})\b\.?|(?:{cued("street")})\b)
    (?:[ ](?P<after>{alternatives(POINTS)})\b\.?)?
    """,
    re.VERBOSE,
)
BLOCK = later(r"(?P<it>[1-9][0-9]{2,3})(?=[ ]block[ ]of\b)")
# A road with its part in brackets.
MOTORWAY = later(r"(?<![\w.])A(?P<figures>[0-9]{1,4})\(M\)")
# Rooms of a house for sale: "3BR/2½BA".
ROOMS = later(
    r"""
    (?P<figures>[0-9]{1,2}) (?P<part>½|\.5)? [- ]? (?P<kind>BR|BA|ba|bd|BD|bdrm|bdrms|BDRM)\b
    (?: \.(?=,|[ ](?:house|home|flat|condo|unit)) )?
    (?: (?P<link>/) (?=[0-9])
      | (?!\w) )
    """,
    re.VERBOSE,
)


def _address(match: re.Match[str], _: Style) -> str:
    """Say a house and its street, as a name; a street without a number is said elsewhere.

    Two numbers that rise are two houses; those that fall are one house of Queens.

    >>> speakable("At 1428 Elm St. they met.", "en")
    'At fourteen twenty-eight Elm Street they met.'
    >>> speakable("At 117–119 Elm St. they met.", "en")
    'At one seventeen to one nineteen Elm Street they met.'
    >>> speakable("They met 40 men.", "en")
    'They met forty men.'
    """
    kind = match["kind"].rstrip(".").capitalize()
    name = re.sub(
        r"([0-9]+)(?:st|nd|rd|th)", lambda nth: ordinal(nth[1]).capitalize(), match["name"]
    )
    first = match["first"]
    parts: list[str | None] = []
    if first:
        falling = int(first) >= int(match["house"])
        parts.append(house(first) if falling else f"{house(first)} to")
    parts += [
        house(match["house"]),
        POINTS.get(match["point"] or ""),
        name,
        STREETS.get(kind, kind),
    ]
    parts.append(POINTS.get(match["after"] or ""))
    return " ".join(filter(None, parts)) + stop_of(match)


def _block(match: re.Match[str], _: Style) -> str:
    """Say the number of a block as a house's; "blocks of" counts.

    >>> speakable("In the 1400 block of Elm.", "en")
    'In the fourteen hundred block of Elm.'
    >>> speakable("In a block of 1400 flats.", "en")
    'In a block of fourteen hundred flats.'
    """
    return house(match["it"])


def _motorway(match: re.Match[str], _: Style) -> str:
    """Say a road that is a motorway in part; other brackets are pauses.

    >>> speakable("Take the A1(M).", "en")
    'Take the A-one M.'
    >>> speakable("The M (A1) plan.", "en")
    'The M (A-one) plan.'
    """
    return f"A-{model(match['figures'])} M"


def _rooms(match: re.Match[str], _: Style) -> str:
    """Say the rooms of a house for sale; other letters make a code.

    >>> speakable("A 3BR/2½BA house.", "en")
    'A three bedroom, two and a half bath house.'
    >>> speakable("A 3BX house.", "en")
    'A three B.X house.'
    """
    kind = "bath" if match["kind"].upper() == "BA" else "bedroom"
    half = " and a half" if match["part"] else ""
    return f"{cardinal(match['figures'])}{half} {kind}{', ' if match['link'] else ''}"


RULES = (
    figure_rule("code.rooms", ROOMS, _rooms, frozenset("BbD")),
    Rule("code.motorway", MOTORWAY, _motorway, frozenset("("), frozenset("M")),
    figure_rule("code.block", BLOCK, _block, words=frozenset(["block"])),
    figure_rule("code.address", ADDRESS, _address),
)
