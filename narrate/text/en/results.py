"""Say lines of results: odds and lengths of a race, Gaelic scores, clocks of a game, moves."""

import re

from narrate.text.en.numbers import (
    DIGITS,
    VULGAR,
    amount,
    cardinal,
    figure_rule,
    fraction,
    ordinal,
    pair,
)
from narrate.text.en.registers import ONE_MOVE, shaped, tells
from narrate.text.later import later
from narrate.text.rules import Rule, Style, after_figure, as_written

VULGAR_SIGNS = "".join(VULGAR)
# "11-4 jt-fav", "4-6f", and odds in brackets.
ODDS = later(
    r"""
    (?<![0-9][ ]) (?P<win>[0-9]{1,3})(?P<link>[-–/])(?P<stake>[0-9]{1,2})
    (?P<favorite>[ ]?(?P<shared>jt|co|j|c)?[- ]?(?:f(?:av(?:ourite)?)?|F))? (?![\w/]|[-.,:][0-9])
    """,
    re.VERBOSE,
)
SHARED = {"jt": "joint ", "j": "joint ", "co": "co-", "c": "co-", None: ""}
# The lengths between two horses: "2¾l", "½l, 3l".
LENGTHS = later(
    rf"(?P<whole>[0-9]{{0,2}}(?:\.[0-9]{{1,2}}(?=L))?)(?P<part>[{VULGAR_SIGNS}])?[lL](?!\w)"
)
# A race over jumps, in miles: "(2m hdle)", "3m½f".
MILES = later(r"(?<![$£€¥])(?P<miles>[1-4])m(?P<half>½f)?(?!\w|[ ][0-9])")
JUMPS = later(r",?[ ](?:[a-z]+[ ])?(?:h(?:an)?d(?:icap|le)?|ch(?:ase)?|hurdle|hcp)\b")
# The time of a race: "3.40 Newbury", "Epsom 3.20: 1 Ledger".
OFF = later(
    r"""
    (?P<hour>[1-9]|1[0-2])\.(?P<minute>[0-5][0-9])
    (?= [ ](?:[A-Z(]|by\b|from\b) | : | ,[ ] | \) ) (?![ ](?:PB|SB))
    """,
    re.VERBOSE,
)
BEFORE_OFF = later(r"(?:^|[(;.:][ ]?|(?:^|[ ])[A-Z][\w’'-]*,?[ ]|\b(?:[Aa]t|[Tt]he)[ ])$")
# Goals and points of hurling and Gaelic football, whose points are many: "2-14", "0-18".
GAELIC = later(r"(?P<goals>[0-9])-(?P<points>[0-9]{1,2})(?P<kick>f|pen)?(?![\w/]|[-.,:][0-9])")
KICKS = {"f": " frees", "pen": " penalties"}
# A penalty after its minute: "45+2p".
SPOT = later(r"(?P<minute>[0-9]{1,3})(?:\+(?P<added>[0-9]{1,2}))?p(?:en)?(?!\w)")
# The minute that opens an entry of a live report: "71': ", "90+3' Goal".
ENTRY = later(
    r"(?P<minute>[0-9]{1,3})(?:\+(?P<added>[0-9]{1,2}))?(?:['’′]|[ ]?mins?(?=:))(?=:|[ ][-–—A-Z])"
)
# The clock of a quarter or a period: "Q2, 1:58", "4Q 2:11", "2nd, 14:22".
LEFT = later(
    r"""
    (?=[0-9]) (?: (?<=\bQ[1-4][ ]) | (?<=\bQ[1-4],[ ]) | (?<=\b[1-4]Q[ ]) | (?<=\b[1-4]Q,[ ])
      | (?<=\b1st,[ ]) | (?<=\b2nd,[ ]) | (?<=\b3rd,[ ]) | (?<=\b4th,[ ]) )
    (?P<it>(?P<minutes>1?[0-9]):(?P<seconds>[0-5][0-9])) (?![0-9]|[:.,][0-9])
    """,
    re.VERBOSE,
)
# Shots made of those tried: "10-22 FG"; a half of an inning: "T-7th".
SHOTS = later(r"(?P<made>[0-9]{1,2})-(?P<tried>[0-9]{1,2})(?=[ ](?:FGs?|FT|3PT|3P)\b)")
INNING = later(
    r"(?P<half>T|B|Top|Bot)[- ](?P<inning>(?P<number>[0-9]{1,2})(?:st|nd|rd|th))(?=[,:;.]|$)"
)
HALVES = {"T": "Top", "Top": "Top", "B": "Bottom", "Bot": "Bottom"}
# A place that several share, before a name and a score: "T2 Burns -10".
TIED = later(
    r"""
    (?<![\w.-]) T(?P<place>[1-9][0-9]?)\.?
    (?= ,?[ ](?:[A-Z]\.?[ ])?[A-Z][\w’'-]+ (?:[ ][A-Z][\w’'-]+)?
      (?:[ ]\([A-Z][A-Za-z]{1,2}\))? ,?[ ] (?: [-−+][0-9] | E\b | [67][0-9]-[67][0-9]- ) )
    """,
    re.VERBOSE,
)
# The rounds of a golfer: "65-64-66-66".
ROUNDS = later(
    r"(?P<it>[67][0-9](?:-[67][0-9]){2,3})(?:(?:—|--|[ ][-–][ ])(?=[0-9]{3}))?(?![\w/-])"
)
# Moves of chess after their number: "12 Nxe5+", "1...c5", "O-O".
PIECES = {"K": "king", "Q": "queen", "R": "rook", "B": "bishop", "N": "knight"}
MOVE = later(rf"(?:(?<=[0-9])\.|(?<![\w.-])|(?<=\.\.)){ONE_MOVE}(?:[!?]{{1,2}}(?=[ ]))?(?![\w-])")
SIGNS = {"x": "takes", "+": "check", "#": "mate", "=": "becomes"}


def _odds(match: re.Match[str], _: Style) -> str | None:
    """Say odds in a line of a race, whatever brackets they have; a team's record is no odds.

    >>> speakable("1 Tin Roof (7-4 jt-fav), 2 Mr Gale (5-1); 9 ran.", "en")
    'one Tin Roof (seven to four joint favourite), two Mister Gale (five to one); nine ran.'
    >>> speakable("1 Tin Roof (5-2jf), 2 Mr Gale (9-2 cf), 3 Bo 7-4F", "en")
    'one Tin Roof (five to two joint favourite), two Mister Gale (nine to two co-favourite), three \
Bo seven to four favourite'
    >>> speakable("Tin Roof (11-4F) won.", "en")
    'Tin Roof (eleven to four favourite) won.'
    >>> speakable("The Jets (7-4) won.", "en")
    'The Jets (seven and four) won.'
    """
    raced = tells if match["link"] != "/" else shaped
    falling = match["favorite"] and int(match["win"]) > int(match["stake"])
    alone = falling and match.string[match.start() - 1] == "("
    if (match["favorite"] or "F")[-1] == "F" and not (alone or raced("turf", match.string)):
        return None
    words = f"{cardinal(match['win'])} to {cardinal(match['stake'])}"
    return f"{words} {SHARED[match['shared']]}favourite" if match["favorite"] else words


def _lengths(match: re.Match[str], style: Style) -> str | None:
    """Say the distance between two horses in a line of a race; elsewhere l is liters.

    >>> speakable("9 ran: 2¾l, ½l.", "en")
    'nine ran: two and three quarter lengths, half a length.'
    >>> speakable("Add 2l.", "en")
    'Add two liters.'
    """
    whole, part = match["whole"], match["part"]
    told = match.string.endswith(" by ", 0, match.start()) and tells("turf", match.string)
    told = told or (bool(part) and " bt " in match.string)
    if not (whole or part) or not (told or shaped("turf", match.string)):
        return None
    if not whole:
        return {"½": "half a length", "¼": "a quarter of a length"}.get(
            part, f"{fraction(*VULGAR[part])} of a length"
        )
    words = amount(whole, style)
    if part:
        words += {"½": " and a half", "¼": " and a quarter"}.get(
            part, f" and {fraction(*VULGAR[part]).removesuffix('s')}"
        )
    return f"{words} length{'' if match[0] == '1l' else 's'}"


def _miles(match: re.Match[str], _: Style) -> str | None:
    """Say m as miles in a line of a horse race; elsewhere it is million or meters.

    >>> speakable("2.40 Ludlow (2m hdle): 9 ran.", "en")
    'two forty Ludlow (two miles hurdle): nine ran.'
    >>> speakable("Some 2m voted.", "en")
    'Some two million voted.'
    """
    if not shaped("turf", match.string) and not JUMPS.match(match.string, match.end()):
        return None
    half = " and half a furlong" if match["half"] else ""
    return f"{cardinal(match['miles'])} mile{'' if match['miles'] == '1' else 's'}{half}"


def _off(match: re.Match[str], _: Style) -> str | None:
    """Say the time of a race before or after its course; other points part decimals.

    >>> speakable("2.40 Ludlow: 9 ran.", "en")
    'two forty Ludlow: nine ran.'
    >>> speakable("Shares of Acme 2.40: up.", "en")
    'Shares of Acme two point four zero: up.'
    """
    before = match.string[max(0, match.start() - 24) : match.start()]
    if not tells("turf", match.string) or not BEFORE_OFF.search(before):
        return None
    minute = "o’clock" if match["minute"] == "00" else pair(match["minute"])
    return f"{cardinal(match['hour'])} {minute}"


def _gaelic(match: re.Match[str], _: Style) -> str | None:
    """Say goals and points of a Gaelic game, where a county or a final tells of one.

    >>> speakable("Kerry 2-14 Mayo 0-18.", "en")
    'Kerry two fourteen Mayo zero eighteen.'
    >>> speakable("Seats 2-14 of it.", "en")
    'Seats two to fourteen of it.'
    """
    text = match.string
    if not tells("gaelic", text) or not shaped("points", text):
        return None
    kick = KICKS.get(match["kick"] or "", "")
    return f"{cardinal(match['goals'])} {cardinal(str(int(match['points'])))}{kick}"


def _spot(match: re.Match[str], _: Style) -> str | None:
    """Say p after a minute as a penalty, in a scoreboard; elsewhere it is pence.

    >>> speakable("FT: Hull 2 (Cole 9, 45+2p) Stoke 0", "en").partition(") ")[0]
    'Full time: Hull two (Cole nine, forty-five plus two penalty'
    >>> speakable("It costs 45p.", "en")
    'It costs forty-five pence.'
    """
    if not tells("scoreboard", match.string):
        return None
    added = f" plus {cardinal(match['added'])}" if match["added"] else ""
    return f"{cardinal(match['minute'])}{added} penalty"


def _entry(match: re.Match[str], _: Style) -> str | None:
    """Say the minute that opens an entry of a live report; feet have the same mark.

    >>> speakable("71': Rice scores.", "en")
    'seventy-one minutes: Rice scores.'
    >>> speakable("The 9' Post fell.", "en")
    "The nine' Post fell."
    """
    if match.start():
        return None
    added = f" plus {cardinal(match['added'])}" if match["added"] else ""
    return f"{cardinal(match['minute'])}{added} {'minute' if match[0] == '1’' else 'minutes'}"


def _left(match: re.Match[str], _: Style) -> str:
    """Say the clock of a game after its quarter or period.

    >>> speakable("Q2, 1:58: Bears punt.", "en")
    'Q two, one fifty-eight: Bears punt.'
    >>> speakable("A 1:58 ratio.", "en")
    'A one to fifty-eight ratio.'
    """
    seconds = "o’clock" if match["seconds"] == "00" else pair(match["seconds"])
    return f"{cardinal(match['minutes'])} {seconds}".replace(" o’clock", " minutes")


def _shots(match: re.Match[str], _: Style) -> str:
    """Say the shots that a player made of those tried.

    >>> speakable("Tate shot 10-22 FG.", "en")
    'Tate shot ten of twenty-two field goals.'
    >>> speakable("They won 10-22.", "en")
    'They won ten to twenty-two.'
    """
    return f"{cardinal(match['made'])} of {cardinal(match['tried'])}"


def _inning(match: re.Match[str], _: Style) -> str | None:
    """Say a half of an inning that opens a line; T before a figure is a code.

    >>> speakable("Bot 9th, 2 outs.", "en")
    'Bottom of the ninth, two outs.'
    >>> speakable("Go Top 9th, then rest.", "en")
    'Go Top ninth, then rest.'
    """
    if match.start():
        return None
    return f"{HALVES[match['half']]} of the {ordinal(match['number'])}"


def _tied(match: re.Match[str], _: Style) -> str | None:
    """Say a shared place, in a line of golf; elsewhere T is a code.

    >>> speakable("T2 Burns -10, thru 15", "en")
    'tied second Burns minus ten, through fifteen'
    >>> speakable("The T2 Judgment film.", "en")
    'The T two Judgment film.'
    """
    return f"tied {ordinal(match['place'])}" if tells("golf", match.string) else None


def _rounds(match: re.Match[str], _: Style) -> str:
    """Say the rounds of a golfer one after the other; two figures are a score.

    >>> speakable("Ray shot 65-64-66-66.", "en")
    'Ray shot sixty-five, sixty-four, sixty-six, sixty-six.'
    >>> speakable("Ray won 65-64.", "en")
    'Ray won sixty-five to sixty-four.'
    """
    return ", ".join(map(cardinal, match["it"].split("-")))


def _move(match: re.Match[str], _: Style) -> str | None:
    """Say a move of chess in words, where moves follow one another.

    >>> speakable("1 e4 c5 2 Nf3 d6", "en")
    'one E four C five two knight F three D six'
    >>> speakable("The e4 shop.", "en")
    'The e four shop.'
    """
    if not shaped("moves", match.string):
        return None
    move = match[0].strip(".!?")
    space = " " if match[0].startswith(".") else ""
    if move[0] in "O0":
        return space + ("castles queenside" if move.count("-") > 1 else "castles")
    words = [
        PIECES.get(sign) or SIGNS.get(sign) or (cardinal(sign) if sign in DIGITS else sign.upper())
        for sign in move
    ]
    return space + " ".join(words)


RULES = (
    figure_rule("result.gaelic", GAELIC, _gaelic, after_figure("-")),
    figure_rule("result.odds", ODDS, _odds, after_figure("-–/")),
    figure_rule("result.lengths", LENGTHS, _lengths, after_figure("lL") | frozenset(VULGAR)),
    figure_rule("result.miles", MILES, _miles, after_figure("m")),
    figure_rule("result.off", OFF, _off, after_figure(".")),
    figure_rule("result.spot", SPOT, _spot, after_figure("p")),
    figure_rule("result.entry", ENTRY, _entry, frozenset("'’′:")),
    Rule("result.left", LEFT, _left, after_figure(":")),
    figure_rule("result.shots", SHOTS, _shots, words=as_written("FG", "FGs", "FT", "PT", "P")),
    Rule("result.inning", INNING, _inning, DIGITS, frozenset(HALVES)),
    Rule("result.tied", TIED, _tied, DIGITS, frozenset("T")),
    figure_rule("result.rounds", ROUNDS, _rounds, after_figure("-")),
    Rule("result.move", MOVE, _move, DIGITS),
)
