"""Say patterns, cards and walks: "K2, p2tog", "1♠", "♦K", "N-S +620", "(3-4)", "SU 325 144"."""

import re

from narrate.text.en.letters import capitals, spelled
from narrate.text.en.numbers import DIGITS, cardinal, digits, figure_rule
from narrate.text.en.registers import tells
from narrate.text.later import later
from narrate.text.rules import Rule, Style

# Stitches of a pattern: "K2", "p2tog", "sl1".
STITCH = later(r"(?<![\w.-])(?P<kind>[KkPp]|[Ss]l)(?P<count>[1-9][0-9]?)(?P<joined>tog)?(?!\w)")
STITCHES = {"k": "knit", "p": "purl", "s": "slip"}
# A bid of one, and a card.
SUITS = {"♠": "spade", "♥": "heart", "♦": "diamond", "♣": "club"}
BID = later(r"(?<![\w.])1(?P<suit>[♠♥♦♣])")
CARD = later(r"(?P<suit>[♠♥♦♣])(?P<card>[AKQJ]|10|[2-9])(?!\w)")
CARDS = {"A": "ace", "K": "king", "Q": "queen", "J": "jack"}
PAIR = later(r"(?<![\w-])(?P<pair>N[-/]S|E[-/]W)(?!\w)")
PAIRS = {"N": "North-South", "E": "East-West"}
# How many letters the words of an answer have.
LENGTH = later(r"(?<=\()(?P<it>[1-9][0-9]?(?:[-,][1-9][0-9]?){1,4})(?=\))")
# A place on the grid of a British map.
GRID = later(
    r"(?<![\w-])(?P<square>[HNOST][A-HJ-Z])[ ]?(?P<east>[0-9]{3})[ ]?(?P<north>[0-9]{3})\b"
)

MILES = later(r"(?P<miles>[1-9][0-9]?)(?P<half>½|\.5)?m(?=[,;)])")
# Sizes beside the first: "86 (91:97:102)cm".
SIZES = later(
    r"(?<=[0-9][ ]\()(?P<sizes>[1-9][0-9]{0,2}(?::[1-9][0-9]{0,2}){2,6})\)(?P<unit>cm|in)?"
)


def _stitch(match: re.Match[str], _: Style) -> str | None:
    """Say the stitches of a pattern by their names; elsewhere the letter is a code.

    >>> speakable("Row 1 (RS): K2, *p2tog, sl1; rep to last 4 sts.", "en")
    'Row one (right side): knit two, *purl two together, slip one; repeat to last four stitches.'
    >>> speakable("They climbed K2.", "en")
    'They climbed K two.'
    """
    if not tells("knitting", match.string):
        return None
    stitch = STITCHES[match["kind"][0].lower()]
    return f"{stitch} {cardinal(match['count'])}{' together' if match['joined'] else ''}"


def _bid(match: re.Match[str], _: Style) -> str:
    """Say a bid of one trick in the singular.

    >>> speakable("1♠ P 2♥ P.", "en")
    'one spade P two hearts P.'
    >>> speakable("She bid 2♥.", "en")
    'She bid two hearts.'
    """
    return f"one {SUITS[match['suit']]}"


def _card(match: re.Match[str], _: Style) -> str:
    """Say a card after its suit; a suit alone is a mark.

    >>> speakable("Lead: ♦K.", "en")
    'Lead: king of diamonds.'
    >>> speakable("I ♥ NY.", "en")
    'I ♥ NY.'
    """
    return f"{CARDS.get(match['card']) or cardinal(match['card'])} of {SUITS[match['suit']]}s"


def _pair(match: re.Match[str], _: Style) -> str | None:
    """Say two players of bridge by their sides of the table; elsewhere the letters are others.

    >>> speakable("Dealer South, E-W vul: 4♠, N-S +620.", "en")
    'Dealer South, East-West vulnerable: four spades, North-South plus six hundred twenty.'
    >>> speakable("The N-S divide.", "en")
    'The N-S divide.'
    """
    return PAIRS[match["pair"][0]] if tells("bridge", match.string) else None


def _length(match: re.Match[str], _: Style) -> str | None:
    """Say the letters of an answer one after the other, in a line of a crossword.

    >>> speakable("Crossword: 7ac Sailor (3-4).", "en")
    'Crossword: seven across Sailor (three, four).'
    >>> speakable("The Jets (3-4) won.", "en")
    'The Jets (three and four) won.'
    """
    if not tells("crossword", match.string):
        return None
    return ", ".join(cardinal(figures) for figures in re.findall("[0-9]+", match["it"]))


def _sizes(match: re.Match[str], _: Style) -> str:
    """Say sizes of a garment one after the other; with one colon they are a time or a ratio.

    >>> speakable("Chest 86 (91:97:102)cm.", "en")
    'Chest eighty-six (ninety-one, ninety-seven, one hundred two) centimeters.'
    >>> speakable("Bus 9 (10:30) left.", "en")
    'Bus nine (ten thirty) left.'
    """
    unit = {"cm": " centimeters", "in": " inches"}.get(match["unit"], "")
    return ", ".join(cardinal(size) for size in match["sizes"].split(":")) + ")" + unit


def _grid(match: re.Match[str], _: Style) -> str | None:
    """Say a place on a map by its letters and figures, in words of a walk.

    >>> speakable("Start: grid ref SU 325 144.", "en")
    'Start: grid ref S.U three two five, one four four.'
    >>> speakable("The SU 325 144 code.", "en")
    'The S.U three hundred twenty-five one hundred forty-four code.'
    """
    if not tells("walks", match.string):
        return None
    return f"{spelled(match['square'])} {digits(match['east'])}, {digits(match['north'])}"


def _miles(match: re.Match[str], _: Style) -> str | None:
    """Say m as miles in a line of a walk; elsewhere it is million or meters.

    >>> speakable("Walk: 6½m, moderate; OS Explorer.", "en")
    'Walk: six and a half miles, moderate; O.S Explorer.'
    >>> speakable("They lost 6m, or more.", "en")
    'They lost six million, or more.'
    """
    if not tells("walks", match.string):
        return None
    half = " and a half" if match["half"] else ""
    return f"{cardinal(match['miles'])}{half} mile{'' if match[0] == '1m' else 's'}"


RULES = (
    Rule("pastime.stitch", STITCH, _stitch, DIGITS, frozenset(["K", "k", "P", "p", "Sl", "sl"])),
    Rule("pastime.bid", BID, _bid, frozenset(SUITS)),
    Rule("pastime.card", CARD, _card, frozenset(SUITS)),
    Rule("pastime.pair", PAIR, _pair, words=frozenset("NE")),
    figure_rule("pastime.length", LENGTH, _length, frozenset("(")),
    figure_rule("pastime.sizes", SIZES, _sizes, frozenset("(")),
    figure_rule("pastime.miles", MILES, _miles, frozenset("m")),
    Rule("pastime.grid", GRID, _grid, DIGITS, starts=capitals),
)
