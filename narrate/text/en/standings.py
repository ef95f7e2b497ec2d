"""The record of a team before its name, as America writes it: "the 8-3 Lions"."""

import re

from narrate.text.en.grammar import cued, mentions
from narrate.text.en.numbers import cardinal, figure_rule
from narrate.text.later import later
from narrate.text.rules import Style, after_figure

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


RULES = (figure_rule("sport.standing", TEAM, _team, after_figure("-–")),)
