"""Say box scores and rounds: "Orr 12-19 5-8 31", "Orr 23-31, 287 yds.", "singles, R2"."""

import re

from narrate.text.en.grammar import cued
from narrate.text.en.numbers import DIGITS, cardinal, figure_rule
from narrate.text.en.registers import tells
from narrate.text.later import later
from narrate.text.rules import Rule, Style, after_figure

# A player's shots, free throws and points: "12-19 5-8 31".
SHOTS = later(
    r"""
    (?P<made>[0-9]{1,2})-(?P<tried>[0-9]{1,2}) [ ]
    (?P<free>[0-9]{1,2})-(?P<thrown>[0-9]{1,2}) [ ] (?P<points>[0-9]{1,3}) (?![\w/-]|[.][0-9])
    """,
    re.VERBOSE,
)
# Passes completed of those thrown: "23-31, 287 yds.".
PASSES = later(
    rf"""
    (?<=[a-z][ ]) (?P<it>(?P<made>[0-9]{{1,2}})-(?P<tried>[0-9]{{1,2}}))
    (?= ,?[ ] (?:for[ ])? [1-9][0-9]{{0,2}} [ ] (?:yds|yards)\b (?![ ](?:{cued("short_of")})\b) )
    """,
    re.VERBOSE,
)
# Games of volleyball or squash, which the rules of the game prove: "25-19, 22-25, 25-18".
RALLIES = later(
    r"(?P<it>[0-9]{1,2}-[0-9]{1,2}(?:,?[ ][0-9]{1,2}-[0-9]{1,2}){1,4})(?![\w/%-]|[.,:][0-9])"
)
GOALS = frozenset([11, 15, 21, 25])  # the points that win a game
LEAD = 2  # points of a game that went on
# Balls and strikes before a pitch: "a 3-2 slider".
PITCH = later(
    r"""
    (?P<balls>[0-3])-(?P<strikes>[0-2])
    (?=[ ](?:slider|fastball|curveball|changeup|sinker|cutter|pitch)\b)
    """,
    re.VERBOSE,
)
# A round of a tournament: "Women's singles, R2:".
ROUND = later(r"(?<![\w-])R(?P<number>[1-6])(?=[:;,])")
# Games won and lost, proved by their share: "41-15 (.732)".
RECORD = later(
    r"""
    (?P<won>[0-9]{1,3})-(?P<lost>[0-9]{1,3})
    (?=,?[ ]\(?(?P<share>[01]?\.[0-9]{3})(?![0-9]))
    """,
    re.VERBOSE,
)
LEAST, MOST = 2, 3  # points of a shot
LAST_GAME = 7  # of a set of tennis: "6-7 5-6"


def proves_points(match: re.Match[str]) -> bool:
    """Return whether a line is a box score by its words, or by a second player's shots."""
    return tells("boxscore", match.string) or len(SHOTS.findall(match.string)) > 1


def _shots(match: re.Match[str], _: Style) -> str | None:
    """Say the shots of a player where the points prove them; other figures are scores.

    >>> speakable("Orr 12-19 5-8 31, Bell 3-9 0-0 6.", "en")
    'Orr twelve of nineteen, five of eight, thirty-one, Bell three of nine, zero of zero, six.'
    >>> speakable("Orr 6-7 5-6 20.", "en")
    'Orr six-seven five-six twenty.'
    >>> speakable("She won 6-4 7-5 2 hours on.", "en")
    'She won six-four seven-five two hours on.'
    """
    made, tried, free, thrown, points = map(int, match.groups())
    proved = LEAST * made + free <= points <= MOST * made + free
    sets = max(tried, thrown) <= LAST_GAME and not proves_points(match)
    if made > tried or free > thrown or not proved or sets:
        return None
    made_of, free_of = (
        f"{cardinal(match[part])} of {cardinal(match[whole])}"
        for part, whole in (("made", "tried"), ("free", "thrown"))
    )
    return f"{made_of}, {free_of}, {cardinal(match['points'])}"


def _passes(match: re.Match[str], _: Style) -> str | None:
    """Say the passes that a player completed, before yards; without them it is a score.

    >>> speakable("Orr 23-31, 287 yds., 2 TDs.", "en")
    'Orr twenty-three of thirty-one, two hundred eighty-seven yards, two touchdowns.'
    >>> speakable("He won 20-30, 5 yards short.", "en")
    'He won twenty to thirty, five yards short.'
    >>> speakable("They won 23-31, then left.", "en")
    'They won twenty-three to thirty-one, then left.'
    """
    if int(match["made"]) > int(match["tried"]):
        return None
    return f"{cardinal(match['made'])} of {cardinal(match['tried'])}"


def _record(match: re.Match[str], _: Style) -> str | None:
    """Say games won and lost where their share proves them; other figures are scores.

    >>> speakable("Celtics 41-15 (.732), Knicks 37-19 (.661).", "en").count(" and ")
    2
    >>> speakable("They won 41-15 (.500 was the aim).", "en")
    'They won forty-one to fifteen (point five zero zero was the aim).'
    """
    won, lost = int(match["won"]), int(match["lost"])
    if not won + lost or f"{won / (won + lost):.3f}" != f"{float(match['share']):.3f}":
        return None
    return f"{cardinal(match['won'])} and {cardinal(match['lost'])}"


def _round(match: re.Match[str], _: Style) -> str | None:
    """Say R as a round before a match of tennis; elsewhere it is a code.

    >>> speakable("Men's singles, R2: T Orr (GB) bt K Ito (Jap) 6-3 6-4.", "en").partition(":")[0]
    "Men's singles, round two"
    >>> speakable("The R2, a robot.", "en")
    'The R two, a robot.'
    """
    return f"round {cardinal(match['number'])}" if tells("draw", match.string) else None


def _rallies(match: re.Match[str], _: Style) -> str | None:
    """Say the games of a match pair by pair, where each is won by the rules and not all rise.

    >>> speakable("East won 25-19, 22-25, 27-25.", "en")
    'East won twenty-five nineteen, twenty-two twenty-five, twenty-seven twenty-five.'
    >>> speakable("Ages 11-15, 19-21.", "en")
    'Ages eleven to fifteen, nineteen to twenty-one.'
    """
    games = [tuple(map(int, game.split("-"))) for game in re.findall("[0-9]+-[0-9]+", match["it"])]
    if not any(first > second for first, second in games):
        return None
    if not all(_wins(max(game), min(game)) for game in games):
        return None
    return ", ".join(f"{cardinal(str(first))} {cardinal(str(second))}" for first, second in games)


def _wins(more: int, fewer: int) -> bool:
    """Return whether a game of volleyball, badminton or squash can end so."""
    ahead = more - fewer
    return (more in GOALS and ahead > 1) or (more > min(GOALS) and ahead == LEAD)


def _pitch(match: re.Match[str], _: Style) -> str:
    """Say balls and strikes before a pitch; before other words it is a score.

    >>> speakable("He hit a 3-2 slider.", "en")
    'He hit a three two slider.'
    >>> speakable("It was a 3-2 win.", "en")
    'It was a three to two win.'
    """
    return f"{cardinal(match['balls'])} {cardinal(match['strikes'])}"


RULES = (
    figure_rule("boxscore.rallies", RALLIES, _rallies, after_figure("-")),
    figure_rule("boxscore.pitch", PITCH, _pitch, after_figure("-")),
    figure_rule("boxscore.shots", SHOTS, _shots, after_figure("-")),
    Rule("boxscore.passes", PASSES, _passes, DIGITS, frozenset(["yds", "yards"])),
    figure_rule("boxscore.record", RECORD, _record, after_figure("-")),
    Rule("boxscore.round", ROUND, _round, DIGITS, frozenset("R")),
)
