"""Where a team stands: "the 8-3 Lions", "W14 D7 L8", goals and behinds: "14.9 (93)"."""

import re

from narrate.text.en.grammar import cued, mentions
from narrate.text.en.numbers import DIGITS, cardinal, figure_rule
from narrate.text.later import later
from narrate.text.rules import Rule, Style, after_figure

TEAM = later(
    rf"""
    (?<![-–]) (?P<won>0|[1-9][0-9]{{0,2}}) [-–] (?P<lost>0|[1-9][0-9]{{0,2}})
    (?: [-–] (?P<drawn>0|[1-9][0-9]?) )?
    (?= [ ] (?: (?!{cued("corps_name")})[A-Z][\w.’'-]*[ ] ){{0,2}} (?!{cued("corps_name")})
      (?:[A-Z][a-z]+s|{cued("team")}) (?![\w’'-]|[ ](?:{cued("of_match")})\b) )
    """,
    re.VERBOSE,
)
DEFINITE = later(r"\b[Tt]he[ ](?:[a-z-]+[ ])?$")
GAMES = 162  # of the longest season, baseball's
NAMES = frozenset([(7, 11), (9, 11), (24, 7)])  # of shops, a date and all day
CLEAR_POINTS = 30  # a sum that is hardly chance
SHORT_SEASON = 17  # games of American football


def _team(match: re.Match[str], style: Style) -> str | None:
    """Say the games that a team has won and lost before its name; a score or a season is none.

    >>> speakable("The 8-3 Lions held on against the lowly 1-9-1 Bears.", "en")
    'The eight and three Lions held on against the lowly one, nine and one Bears.'
    >>> speakable("The 3-1 Rangers win was their first.", "en")
    'The three to one Rangers win was their first.'
    """
    won, lost = int(match["won"]), int(match["lost"])
    season = lost == won + 1 and won + lost > SHORT_SEASON  # "the 16-17 Warriors"
    if season or won + lost > GAMES or style.day_first or (won, lost) in NAMES:
        return None
    prefix = match.string[max(0, match.start() - 24) : match.start()]
    if not DEFINITE.search(prefix) or mentions("vote", match.string):
        return None
    drawn = match["drawn"]
    words = ["oh" if games == 0 else cardinal(str(games)) for games in (won, lost)]
    return f"{words[0]}, {words[1]} and {cardinal(drawn)}" if drawn else " and ".join(words)


# A row of a league's table: "P29 W14 D7 L8 F47 A36 Pts 49".
TABLE = later(
    r"""
    (?<!\w) (?:P[ ]?[0-9]{1,2},?[ ])?W[ ]?[0-9]{1,2},?[ ]D[ ]?[0-9]{1,2},?[ ]L[ ]?[0-9]{1,2}
    (?:,?[ ]F[ ]?[0-9]{1,3},?[ ]A[ ]?[0-9]{1,3})? (?:,?[ ]Pts[ ]?[0-9]{1,3})? (?![\w])
    """,
    re.VERBOSE,
)
COLUMNS = {
    "P": "played",
    "W": "won",
    "D": "drew",
    "L": "lost",
    "F": "for",
    "A": "against",
    "Pts": "points",
}
# Goals and behinds of Australian football, whose sum proves them: "14.9 (93)".
BEHINDS = later(
    r"""
    (?P<goals>[0-9]{1,2}) \. (?P<behinds>[0-9]{1,2})
    (?: [ ]\( (?P<points>[0-9]{1,3}) \) | ,[ ] (?P<last>[0-9]{1,3}) (?=\)) )
    """,
    re.VERBOSE,
)


def _table(match: re.Match[str], _: Style) -> str:
    """Say a row of a league's table in words; without its columns figures stay figures.

    >>> speakable("P29 W14 D7 L8 Pts 49", "en")
    'played twenty-nine, won fourteen, drew seven, lost eight, points forty-nine'
    >>> speakable("P29 and W14 broke.", "en")
    'P twenty-nine and W fourteen broke.'
    """
    pairs = re.findall("(Pts|[PWDLFA])[ ]?([0-9]+)", match[0])
    return ", ".join(f"{COLUMNS[column]} {cardinal(figures)}" for column, figures in pairs)


def _behinds(match: re.Match[str], _: Style) -> str | None:
    """Say goals and behinds of Australian football where their sum proves them.

    A small sum may be chance: it asks for a name of that game.

    >>> speakable("Geelong 14.9 (93) won.", "en")
    'Geelong fourteen nine, ninety-three won.'
    >>> speakable("Essendon (11.8, 74) lost.", "en")
    'Essendon (eleven eight, seventy-four) lost.'
    >>> speakable("Growth (1.5, 11) was seen.", "en")
    'Growth (one point five, eleven) was seen.'
    >>> speakable("It grew 14.9 (90) today.", "en")
    'It grew fourteen point nine (ninety) today.'
    """
    goals, behinds = match["goals"], match["behinds"]
    points = match["points"] or match["last"]
    if 6 * int(goals) + int(behinds) != int(points):
        return None
    if int(points) < CLEAR_POINTS and not mentions("behinds", match.string):
        return None
    return f"{cardinal(goals)} {cardinal(behinds)}, {cardinal(points)}"


RULES = (
    Rule("sport.table", TABLE, _table, DIGITS, frozenset("PW")),
    figure_rule("sport.behinds", BEHINDS, _behinds, frozenset("(")),
    figure_rule("sport.standing", TEAM, _team, after_figure("-–")),
)
