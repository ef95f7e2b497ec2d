"""Say scores and standings of American leagues: "BOS 41-12, NYK 37-16 (4 GB)"."""

import re
from functools import lru_cache

from narrate.text.en.grammar import alternatives, mentions
from narrate.text.en.numbers import DIGITS, cardinal, figure_rule
from narrate.text.later import later
from narrate.text.rules import Style, after_figure, word_rule
from narrate.text.table import pairs

TEAMS = pairs("en/teams.tsv")
# A team by its code: "KC 27, BUF 24", "CHC at STL"; "4 GB" are games back.
_CODE = rf"(?<![\w.&/'’$£€-])(?<![0-9½][ ])(?P<code>{alternatives(TEAMS)})"
CODED = later(
    rf"{_CODE}(?=[ ][0-9]|,?[ ]at[ ][A-Z]{{2,3}}\b)|(?<=[ ]at[ ]){_CODE.replace('code', 'host')}\b"
)
SCORED = later(rf"{_CODE}[ ][0-9]")
# Codes that are nations, too: "COL 1, URU 0".
NATIONAL = frozenset(["CAR", "CHI", "COL", "DAL", "DEN", "IND", "PHI", "POR", "VAN"])
LONG_CODE = 3  # letters; those with two are states, winds and words, too
# A team and its record, whose place the figure before it is: "1. Boston 41-12".
RECORDED = later(r"[A-Z][\w.’']*[ ][0-9]{1,3}-[0-9]{1,3}(?![\w/-])")
CODED_RECORD = later(
    r"""
    (?<=[A-Z][A-Z][ ]) (?P<won>[0-9]{1,3})-(?P<lost>[0-9]{1,3})(?:-(?P<drawn>[0-9]{1,2}))?
    (?![\w/]|[-.:][0-9])
    """,
    re.VERBOSE,
)
BACK = later(r"(?P<games>[0-9]{1,2})?(?P<half>\.5|½)?[ ]GB(?!\w)")


@lru_cache(maxsize=8)
def _ranks(sentence: str) -> bool:
    """Return whether a sentence gives figures of two teams or more by their codes.

    Codes that nations have, too, count only beside a word of a league; flights have such codes.
    """
    codes = {match["code"] for match in SCORED.finditer(sentence)}
    if not mentions("league", sentence):
        codes -= NATIONAL
    if mentions("flying", sentence):
        return False
    return len(codes) > 1 and any(len(code) == LONG_CODE for code in codes)


def _coded(match: re.Match[str], _: Style) -> str | None:
    """Say the code of a team in a line of scores or standings; elsewhere it is spelled.

    >>> speakable("NBA: LAL 112, GSW 108; CHC at STL, rain.", "en").partition(": ")[2]
    'Lakers one hundred twelve, Golden State one hundred eight; Cubs at Saint Louis, rain.'
    >>> speakable("COL 1, DEN 0.", "en"), speakable("NBA: DEN 112, POR 99.", "en").count("Den")
    ('COL one, DEN zero.', 1)
    >>> speakable("Wind NE 4, SE 5.", "en")
    'Wind northeast four, southeast five.'
    """
    return TEAMS[match["code"] or match["host"]] if _ranks(match.string) else None


def _recorded(match: re.Match[str], _: Style) -> str | None:
    """Say the figures after a team's code one after the other.

    >>> speakable("East: BOS 41-12, NYK 37-16.", "en")
    'East: Boston forty-one, twelve, New York thirty-seven, sixteen.'
    >>> speakable("The IOC 41-12 vote.", "en")
    'The I.O.C forty-one to twelve vote.'
    """
    if not _ranks(match.string):
        return None
    return ", ".join(cardinal(games) for games in match.groups() if games)


def _back(match: re.Match[str], _: Style) -> str | None:
    """Say GB as games back in a line of standings; elsewhere they are gigabytes.

    >>> speakable("1. BOS 41-12, 2. NYK 37-16 (4 GB), 3. CLE 36-18 (5.5 GB).", "en").count("back")
    2
    >>> speakable("It has 4 GB.", "en")
    'It has four gigabytes.'
    """
    if not (_ranks(match.string) or len(RECORDED.findall(match.string)) > 1):
        return None
    games, half = match["games"], match["half"]
    if not games:
        return "half a game back" if half else None
    if half:
        return f"{cardinal(games)} and a half games back"
    return f"{cardinal(games)} game{'' if games == '1' else 's'} back"


RULES = (
    figure_rule("league.back", BACK, _back, words=frozenset(["GB"])),
    figure_rule("league.record", CODED_RECORD, _recorded, after_figure("-"), frozenset(TEAMS)),
    word_rule("league.team", CODED, _coded, frozenset(TEAMS), DIGITS),
)
