"""Measures side by side: "6x2in timbers", "a 10×12-foot room", "5 ft x 3 ft"."""

import re

from narrate.text.en.grammar import FUNCTION_WORDS, stop_of
from narrate.text.en.measures import UNIT, UNITS
from narrate.text.en.numbers import NUMBER, VULGAR, amount, figure_rule, fraction
from narrate.text.later import later
from narrate.text.rules import Rule, Style, in_any_case

ACROSS = later(
    r"""
    (?: (?<=[0-9½¼¾])[ ]x
      | (?<=[0-9]-)[ ]x
      | (?: (?<=[0-9][ ][a-z]{2}) | (?<=[0-9][a-z]{2}) | (?<=[0-9][ ]m) | (?<=[0-9]m) ) [ ][x×] )
    [ ] (?=[0-9])
    """,
    re.VERBOSE,
)
TENS = later("10(?:\\^|[⁰-⁹⁻])")  # "3 x 10^5"
BY = later(
    rf"""
    (?P<figures>{NUMBER}(?:(?:m|cm|mm|ft)?[ ]?[x×][ ]?{NUMBER}){{1,2}}) (?P<link>[ -]?)
    (?P<unit>{UNIT}|(?<=[0-9])in\b) (?![\w²³/°]|[.][0-9])
    """,
    re.VERBOSE,
)

# The sides of a thing after their letters: "W54 x D39 x H85cm", "HxWxD".
LETTERED = later(
    r"""
    (?<!\w) (?:[WDHL][ ]?[0-9.]+(?:cm|mm)?[ ]?[x×][ ]?){1,2}
    [WDHL][ ]?[0-9]+(?:\.[0-9]+)?(?:[ ]?(?P<unit>cm|mm|in))? (?![\w/])
    """,
    re.VERBOSE,
)
# "72\"W x 24\"D x 61\"H": each side with its unit and its letter.
SIDED = later(
    r"""
    (?<![\w.]) (?:[0-9]+(?:\.[0-9]+)?[½¼¾]?[ ]?(?:["”″]|cm|mm|in\.?)[ ]?[WDHL][ ]?[x×,][ ]?){1,2}
    [0-9]+(?:\.[0-9]+)?[½¼¾]?[ ]?(?:["”″]|cm|mm|in\.?)[ ]?[WDHL] (?!\w)
    """,
    re.VERBOSE,
)
ONE_SIDE = later(
    r"(?P<amount>[0-9.]+)(?P<part>[½¼¾])?[ ]?(?P<unit>[\"”″]|cm|mm|in\.?)[ ]?(?P<side>[WDHL])"
)
SPANS = {"W": "wide", "D": "deep", "H": "high", "L": "long"}
LETTERS = later(r"(?<!\w)[HWDL][ ]?[x×][ ]?[HWDL](?:[ ]?[x×][ ]?[HWDL])?(?!\w)")
LETTERED_SIDE = later(r"(?P<side>[WDHL])[ ]?(?P<figures>[0-9]+(?:\.[0-9]+)?)?")
SIDE_NAMES = {"W": "width", "D": "depth", "H": "height", "L": "length"}

# "the under-60kg title": a class, whose hyphen is no minus.
BOUNDED = later(
    r"""
    (?<![\w-]) (?:[Uu]nder|[Oo]ver|[Ss]ub) -
    (?P<it>(?P<amount>[0-9]{1,3}(?:\.[0-9])?)[ ]?(?P<unit>kg|lb|km|mph|cc|kW|MW)) (?=[ ][a-z])
    """,
    re.VERBOSE,
)


def _by(match: re.Match[str], style: Style) -> str:
    """Say the sides of a thing; "x" before no unit is said elsewhere.

    >>> speakable("A 1 x 2 m board, a 10×12-foot room.", "en")
    'A one by two meters board, a ten by twelve-foot room.'
    >>> speakable("Buy 6x2in timbers.", "en")
    'Buy six by two inch timbers.'
    >>> speakable("Buy 1 x of it.", "en")
    'Buy one x of it.'
    """
    singular, plural = UNITS.get(match["unit"], ("inch", "inches"))
    sides = " by ".join(
        amount(side.strip(), style) for side in re.split("[a-z]*[ ]?[x×]", match["figures"])
    )
    joined = match["link"] == "-" or (not match["link"] and _before_noun(match))
    return f"{sides} {singular if joined else plural}{stop_of(match)}"


def _before_noun(match: re.Match[str]) -> bool:
    """Return whether "7.62x39mm" precedes a noun: "rounds", not "in size"."""
    noun = re.match(r"[ ]([a-z]{3,})", match.string[match.end() : match.end() + 30])
    return noun is not None and noun[1] not in FUNCTION_WORDS


def _across(match: re.Match[str], _: Style) -> str:
    """Say x between two measures as "by"; after a word it is a letter.

    >>> speakable("It is 5 ft x 3 ft.", "en")
    'It is five feet by three feet.'
    >>> speakable("Let x be 3.", "en")
    'Let x be three.'
    """
    return " times " if TENS.match(match.string, match.end()) else " by "


def _bounded(match: re.Match[str], style: Style) -> str:
    """Say a weight or a speed after "under-" as one adjective; a range has no such word.

    >>> speakable("She won the under-60kg title and a sub-50mph race.", "en")
    'She won the under-sixty kilogram title and a sub-fifty mile per hour race.'
    >>> speakable("She weighs 50-60kg.", "en")
    'She weighs fifty to sixty kilograms.'
    """
    return f"{amount(match['amount'], style)} {UNITS[match['unit']][0]}"


def _lettered(match: re.Match[str], style: Style) -> str | None:
    """Say the letters before the sides of a thing by their words.

    >>> speakable("Sofa, L180 x W90cm.", "en"), speakable("Size (HxWxD): 9 x 6 x 6cm.", "en")
    ('Sofa, length one hundred eighty, width ninety centimeters.', \
'Size (height by width by depth): nine by six by six centimeters.')
    >>> speakable("W x D x H: 9 x 6 x 6cm.", "en"), speakable("W x L is 12.", "en")
    ('width by depth by height: nine by six by six centimeters.', 'W x L is twelve.')
    >>> speakable("Take H9 x 3.", "en")
    'Take H nine by three.'
    """
    sides = [
        f"{SIDE_NAMES[side['side']]} {amount(side['figures'], style) if side['figures'] else ''}"
        for side in LETTERED_SIDE.finditer(match[0])
    ]
    if match.re.pattern == LETTERS.pattern:
        if " " in match[0] and len(sides) == 2 and not match.string.startswith(")", match.end()):
            return None  # "W x L = 12"
        return " by ".join(side.strip() for side in sides)
    unit = match["unit"]
    name = f" {UNITS.get(unit, ('inch', 'inches'))[1]}" if unit else ""
    return ", ".join(sides) + name


def _sided(match: re.Match[str], style: Style) -> str:
    """Say sides that have their units and letters; a side without a letter is said elsewhere.

    >>> speakable('Oak, 72"W x 24½"D x 61"H.', "en")
    'Oak, seventy-two inches wide by twenty-four and a half inches deep by sixty-one inches high.'
    >>> speakable('A 72" board.', "en")
    'A seventy-two inch board.'
    """
    sides = []
    for side in ONE_SIDE.finditer(match[0]):
        words = amount(side["amount"], style)
        words += f" and {fraction(*VULGAR[side['part']])}" if side["part"] else ""
        unit = UNITS.get(side["unit"].rstrip("."), ("inch", "inches"))
        sides.append(f"{words} {unit[words != 'one']} {SPANS[side['side']]}")
    return " by ".join(sides)


CLASSES = (
    figure_rule("measure.sided", SIDED, _sided, frozenset("x×,"), frozenset("WDHL")),
    Rule("measure.lettered", LETTERED, _lettered, frozenset("x×")),
    Rule(
        "measure.lettered",
        LETTERS,
        _lettered,
        words=frozenset(["x", "×", "HxWxD", "WxDxH", "LxWxH", "WxHxD", "HxW", "WxH", "LxW", "WxD"]),
    ),
    Rule("measure.bounded", BOUNDED, _bounded, frozenset("-"), in_any_case("under over sub")),
)
SIDES = (figure_rule("measure.by", BY, _by, frozenset("x×")),)
RULES = (Rule("measure.across", ACROSS, _across, frozenset("x×")),)
