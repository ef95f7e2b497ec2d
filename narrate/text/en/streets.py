"""Streets by their abbreviation: "Elm St.", "5th ave", "W. 34th St."."""

import re

from narrate.text.en.grammar import cued, mentions, stop_of
from narrate.text.en.numbers import DIGITS, cardinal, figure_rule, house, ordinal
from narrate.text.en.states import FULL_STATES
from narrate.text.later import later
from narrate.text.rules import Rule, Style, in_any_case
from narrate.text.table import pairs

STREETS = pairs("en/streets.tsv")
STREET = later(
    rf"""
    (?<![\w.]) (?P<name>(?:(?!(?:An?|The|This)[ ])[A-Z][a-z]*(?:['’]s)?|[0-9]+(?:st|nd|rd|th))) [ ]
    (?P<it>(?:{"|".join(STREETS)})\.?)
    (?= [,;)]
      | [ ][a-z&]
      | [ ][NS]\.?[EW]\b
      | [.]?$
      | (?<=(?:Bond|High|Main|Wall)[ ]St)[ ][A-Z]
      | (?<=Wall[ ]St\.)[ ][A-Z]
      | (?<=[a-z][ ]St\.)[ ](?:[A-Z]{{3,}}\b|\((?![0-9]+-[0-9]+[-)]))
      | (?<=[0-9](?:st|nd|rd|th)[ ]St\.)[ ][A-Z] )
    """,
    re.VERBOSE,
)
# In small letters, too: "Elm st, near 5th ave.", and "Ohio st", which is a team.
SMALL_STREETS = {"st": "Street", "ave": "Avenue", "rd": "Road", "blvd": "Boulevard"}
SMALL_STREET = later(
    rf"""
    \b
    (?: (?P<state>{FULL_STATES})
      | [A-Z][a-z]+
      | [0-9]+ (?:st|nd|rd|th) )
    [ ] (?P<it>(?:st|ave|rd|blvd)\b\.?) (?=[,;)]|[ ](?:\#|[a-z]|[0-9]{{1,3}}\b)|[.]?$)
    """,
    re.VERBOSE,
)
POINTS = {"N": "North", "S": "South", "E": "East", "W": "West"}
POINT = later(
    rf"""
    (?<![\w.]) (?P<it>[NSEW]\.?)
    (?= [ ]
        (?: [A-Z][a-z]+[ ] (?:{"|".join(STREETS)}|{"|".join(STREETS.values())}) \b
          | [0-9]+ (?:st|nd|rd|th) \b )
      | (?:(?<=blk\.[ ]of[ ].)|(?<=blk\.[ ]of[ ].\.)|(?<=block[ ]of[ ].)|(?<=block[ ]of[ ].\.))
        [ ][A-Z][a-z] )
    """,
    re.VERBOSE,
)
# After a numbered house: "10 Gramercy Park S.".
HOUSE_POINT = later(
    rf"""
    (?<![\w.,-]) [1-9][0-9]{{0,4}} [ ] (?:[A-Z][a-z]+[ ]){{1,2}}
    (?:{cued("house_street")})\.? [ ] (?P<it>[NSEW]\.?) (?=[,;)]|[ ](?:and|in|is|was)\b|$)
    """,
    re.VERBOSE,
)
# "125 St & 149 St" of a subway, in words of transport alone.
STOP = later(
    r"""
    (?P<figures>[1-9][0-9]{0,2}) [ ] (?P<kind>Sts?|Aves?|Avs?) (?!\w|\.?[ ](?!Station)[A-Z][a-z])
    """,
    re.VERBOSE,
)
KINDS = {"St": "Street", "Sts": "Streets", "Av": "Avenue", "Avs": "Avenues"}
CORNERS = frozenset(["N", "S", "E", "W", "NE", "NW", "SE", "SW"])
_HUNDRED = 100
_TEEN = 10


def _stop(match: re.Match[str], _: Style) -> str | None:
    """Say a street as the name of a stop, in a notice of trains or buses.

    >>> speakable("No trains at 125 St & 60 St; delays at 8 Av.", "en")
    'No trains at one twenty-fifth Street and sixtieth Street; delays at eighth Avenue.'
    >>> speakable("He weighs 16 St and 2 St more.", "en")
    'He weighs sixteen St and two St more.'
    """
    if not mentions("transit", match.string):
        return None
    hundreds, rest = divmod(int(match["figures"]), _HUNDRED)
    name = ordinal(match["figures"])
    if hundreds and rest >= _TEEN:
        name = f"{cardinal(str(hundreds))} {ordinal(str(rest))}"
    return f"{name} {KINDS[match['kind'].replace('e', '')]}"


def _street(match: re.Match[str], _: Style) -> str | None:
    """Say a street after its name; before a name "St." is a saint.

    >>> speakable("They live on Elm St. now.", "en")
    'They live on Elm Street now.'
    >>> speakable("High St Kensington was shut.", "en")
    'High Street Kensington was shut.'
    >>> speakable("They live in St. Ives.", "en")
    'They live in Saint Ives.'
    """
    return STREETS[match["it"].rstrip(".")] + stop_of(match)


def _small_street(match: re.Match[str], _: Style) -> str:
    """Say a street in small letters; after a small word "st" stays.

    >>> speakable("On Elm st, near 5th ave.", "en")
    'On Elm Street, near fifth Avenue.'
    >>> speakable("They type st or rd.", "en")
    'They type st or rd.'
    """
    kind = match["it"].rstrip(".")
    name = "State" if match["state"] and kind == "st" else SMALL_STREETS[kind]
    return name + stop_of(match)


def _point(match: re.Match[str], _: Style) -> str:
    """Say a point of the compass before a street; before a name it is an initial.

    >>> speakable("On W. 34th St. it rained.", "en")
    'On West thirty-fourth Street it rained.'
    >>> speakable("At 10 Kay Park S., the 300 blk. of S. Main.", "en")
    'At ten Kay Park South, the three hundred block of South Main.'
    >>> speakable("On W. it rained.", "en")
    'On W. it rained.'
    """
    return POINTS[match["it"][0]] + (
        stop_of(match) if match.re.pattern == HOUSE_POINT.pattern else ""
    )


# The side of a home or of its land: "an S-facing garden", "land N of the A43".
FACING = later(
    r"""
    (?<![\w.’'/-]) (?:(?P<article>[Aa])n[ ])? (?P<corner>[NS]?[EW]|[NS])
    (?= -facing\b
      | (?:(?<=\b(?:land|site|just)[ ].)|(?<=\bmiles[ ].)|(?<=\bmls[ ].)) [ ]of[ ](?:the[ ])?[A-Z] )
    """,
    re.VERBOSE,
)
# A house on a street that goes by its name alone: "1021 E. Pike;".
HOUSE = later(
    r"""
    (?P<house>[1-9][0-9]{2,4}) [ ] (?P<point>[NSEW])\. [ ]
    (?=[A-Z][a-z]+(?:[ ][A-Z][a-z]+)?(?:[,;)]|\.?$))
    """,
    re.VERBOSE,
)


def _house(match: re.Match[str], _: Style) -> str | None:
    """Say a house and the side of its street; a score stands before an initial, too.

    >>> speakable("Show at 1021 E. Pike; doors 7.", "en")
    'Show at ten twenty-one East Pike; doors seven.'
    >>> speakable("Leaders: 274 S. Burns, 275 E. Els.", "en")
    'Leaders: two hundred seventy-four S Burns, two hundred seventy-five E Els.'
    """
    before = match.string[max(0, match.start() - 4) : match.start()]
    if not (
        before.endswith((" at ", "At ")) or (len(match["house"]) > 3 and before.endswith(", "))
    ):
        return None
    return f"{house(match['house'])} {POINTS[match['point']]} "


def _facing(match: re.Match[str], _: Style) -> str:
    """Say the point that a garden faces, or on which land lies; before a word it is a letter.

    >>> speakable("An SW-facing plot, land N of the A43.", "en")
    'A southwest-facing plot, land north of the A-forty-three.'
    >>> speakable("The N key.", "en")
    'The N key.'
    """
    side = "".join(POINTS[letter].lower() for letter in match["corner"])
    if match["article"]:
        return f"{match['article']}{'n' if side[0] == 'e' else ''} {side}"
    return side


STOPS = (
    Rule("title.facing", FACING, _facing, words=CORNERS),
    figure_rule("title.house", HOUSE, _house, words=frozenset("NSEW")),
    figure_rule("title.stop", STOP, _stop, words=frozenset(["St", "Sts", "Ave", "Aves", "Av"])),
)
RULES = (
    Rule("title.point", POINT, _point, words=frozenset("NSEW")),
    Rule("title.point", HOUSE_POINT, _point, DIGITS, frozenset("NSEW")),
    Rule("title.street", SMALL_STREET, _small_street, words=frozenset(SMALL_STREETS)),
    Rule("title.street", STREET, _street, words=in_any_case(*STREETS)),
)
