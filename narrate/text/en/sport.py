"""What only a sports page writes: cricket's scores, overtime, clubs named by a year."""

import re
from functools import lru_cache

from narrate.text.en.numbers import cardinal, figure_rule
from narrate.text.later import later
from narrate.text.rules import Rule, Style

# What tells a score of runs and wickets from one of goals or sets.
CRICKET = later(
    r"\b(?:wickets?|overs|ov|(?:first|second|1st|2nd)[ ]innings|lbw|bowled|crease|batsm[ae]n"
    r"|batters?|stumps|declared|dec|all out|run[- ]chase|chasing|Test match|T20|ODI|opener"
    r"|off[ ][0-9]{1,3}(?:[ ]balls|[ ]deliveries)?|spinner|seamer|half-century"
    r"|by[ ][0-9]{2,3}[ ]runs|by[ ](?:an[ ]innings|[0-9]{1,2}[ ]wickets))\b"
)
NOT_CRICKET = later(r"\b(?:baseball|pitcher|homer|MLB|touchdown|goals?|votes?)\b")
WICKETS = later(
    r"(?P<runs>[1-9][0-9]{1,2})[-–/](?P<wickets>[0-9]|10)(?P<declared>[ ]dec\.?|d\b)?"
    r"(?![\w/]|[.,:-][0-9])"
)
BOWLING = later(
    r"\b(?:took|taking|takes|figures[ ]of|claimed|with|returned|career-best|best[ ]of)"
    r"[ ](?P<it>(?P<wickets>[0-9]|10)[-–/](?P<runs>[1-9][0-9]{0,2}))(?![\w/]|[.,:-][0-9])"
)
NOT_OUT = later(r"(?P<runs>[0-9]{1,3})\*(?![\w*])")
OVERTIME = later(
    r"(?<![\w.])(?:(?P<count>[2-6])-?OT|(?<=\b[Ii]n )OT|(?<=[Dd]ouble )OT|(?<=[Tt]riple )OT"
    r"|(?<=\()OT(?=\)))(?!\w)"
)
TIMES_OVER = dict(zip("23456", ("double", "triple", "quadruple", "five", "six"), strict=True))
CLUB = later(r"(?P<figures>[1-9][0-9])ers(?!\w)")


@lru_cache(maxsize=8)
def _is_cricket(text: str) -> bool:
    return CRICKET.search(text) is not None and NOT_CRICKET.search(text) is None


def _wickets(match: re.Match[str], style: Style) -> str | None:
    """Say "234-6" as runs for wickets where the sentence is about cricket."""
    runs = match["runs"]
    if int(runs) <= int(match["wickets"]) or not _is_cricket(match.string):
        return None
    said = cardinal(runs, hundred_and=style.hundred_and)
    declared = " declared" if match["declared"] else ""
    return f"{said} for {cardinal(match['wickets'])}{declared}"


def _bowling(match: re.Match[str], style: Style) -> str | None:
    if not _is_cricket(match.string):
        return None
    runs = cardinal(match["runs"], hundred_and=style.hundred_and)
    return f"{cardinal(match['wickets'])} for {runs}"


def _not_out(match: re.Match[str], style: Style) -> str | None:
    if not _is_cricket(match.string):
        return None
    return f"{cardinal(match['runs'], hundred_and=style.hundred_and)} not out"


def _overtime(match: re.Match[str], _: Style) -> str:
    return f"{TIMES_OVER[match['count']]} overtime" if match["count"] else "overtime"


def _club(match: re.Match[str], _: Style) -> str:
    """Say "49ers" as "forty-niners" and "76ers" as "seventy-sixers"."""
    said = cardinal(match["figures"])
    return said + ("rs" if said.endswith("e") else "ers")


RULES = (
    Rule("sport.bowling", BOWLING, _bowling, frozenset("-–/")),
    figure_rule("sport.wickets", WICKETS, _wickets, frozenset("-–/")),
    figure_rule("sport.not-out", NOT_OUT, _not_out, frozenset("*")),
    Rule("sport.overtime", OVERTIME, _overtime, words=frozenset(["OT"])),
    figure_rule("sport.club", CLUB, _club, words=frozenset(["ers"])),
)
