"""Scores of cricket: runs for wickets, a bowler's figures, a batter who is out or not out."""

import re
from functools import lru_cache

from narrate.text.en.grammar import cued, mentions
from narrate.text.en.numbers import cardinal, figure_rule, plural
from narrate.text.later import later
from narrate.text.rules import Rule, Style, after_figure

# Words that tell a score of runs and wickets from one of goals or sets.
CRICKET = later(
    rf"""
    \b (?: {cued("cricket")}
        | [A-Z][a-z]+[ ][0-9]{{1,2}}-[0-9]-[0-9]{{2,3}}-[0-9](?=[;,])
        | [0-9]{{1,2}}(?:st|nd|rd|th)[ ]over | c[ ](?:&|and)[ ]b
        | [0-9]{{2,3}} [ ] (?:&|and) [ ] [0-9]{{1,3}}-[0-9]
        | [0-9]{{2,3}}-[0-9] [ ] \([A-Z][\w’'-]+[ ] (?=[0-9]{{1,3}}(?:no\b|[*,]))
        | c[ ][A-Z][\w’'-]+[ ]b[ ][A-Z][\w’'-]+
        | (?:{cued("playing")})[ ](?:[aw][er]+[ ])?[1-9][0-9]{{2}}[-/][0-9](?=[ ,.;(]|$)
        | (?:{cued("playing")})[ ][aw][er]+[ ][1-9][0-9][-/][0-9](?=[,.;(]|$)
        | off [ ] [0-9]{{1,3}} (?: [ ]balls | [ ]deliveries )?
        | by [ ] [0-9]{{2,3}} [ ] runs
        | [0-9]{{2,3}}-run[ ]win
        | \([0-9]{{1,3}}b, | [0-9]x4,[ ][0-9]x6
        | by [ ] (?: [0-9]{{1,2}}[ ]wickets ) ) \b
    """,
    re.VERBOSE,
)
WICKETS = later(
    r"""
    (?P<runs>[1-9][0-9]{1,2}) [-–/] (?P<wickets>[0-9]|10) (?P<declared>[ ]dec\.?|d\b)?
    (?! [\w/]
      | [.,:-][0-9] )
    """,
    re.VERBOSE,
)
BOWLING = later(
    r"""
    \b
    (?: took
      | taking
      | takes
      | figures[ ]of
      | claimed
      | with
      | returned
      | career-best
      | best[ ]of )
    [ ] (?P<it>(?P<wickets>1?[0-9])[-–/](?P<runs>[1-9][0-9]{0,2})) (?![\w/]|[.,:-][0-9])
    """,
    re.VERBOSE,
)
# A bowler's overs, maidens, runs and wickets: "12-3-34-4".
ANALYSIS = later(r"(?P<it>[0-9]{1,2}-[0-9]{1,2}-[0-9]{1,3}-(?:[0-9]|10))(?![\w/]|[.,:-][0-9])")
# Five wickets for thirty runs, in a sentence about cricket: "Root's 5-30".
SPELL = later(r"(?P<wickets>[0-9]|10)[-–](?P<runs>[1-9][0-9]{1,2})(?![\w/]|[.,:-][0-9])")
# Australia writes the wickets first: "5/112", "4/57".
WICKETS_FIRST = later(
    r"(?P<wickets>[0-9]|10)/(?P<runs>[1-9][0-9]{0,2})(?P<declared>d|dec)?"
    r"(?![\w/]|[.,:-][0-9]|[ ]of[ ])",
    re.VERBOSE,
)
NOT_OUT = later(r"(?P<runs>[0-9]{1,3})(?:\*(?![\w*])|no\b)")


@lru_cache(maxsize=8)
def is_cricket(text: str) -> bool:
    """Return whether a sentence is about cricket, where scores are runs and wickets."""
    return CRICKET.search(text) is not None and not mentions("not_cricket", text)


def _wickets(match: re.Match[str], style: Style) -> str | None:
    """Say "234-6" as runs for wickets where the sentence is about cricket.

    >>> speakable("The openers put on 234-6 in overs.", "en")
    'The openers put on two hundred thirty-four for six in overs.'
    >>> speakable("They were 91-0 at tea.", "en")
    'They were ninety-one for no loss at tea.'
    >>> speakable("Eng are 221-4, and Aus were 301-7.", "en")
    'England are two hundred twenty-one for four, and Australia were three hundred one for seven.'
    >>> speakable("They won the vote 234-6.", "en")
    'They won the vote two hundred thirty-four to six.'
    """
    runs = match["runs"]
    if not is_cricket(match.string):
        return None
    if int(runs) <= int(match["wickets"]):
        return None
    spoken_runs = cardinal(runs, hundred_and=style.hundred_and)
    declared = " declared" if match["declared"] else ""
    spoken_wickets = "no loss" if match["wickets"] == "0" else cardinal(match["wickets"])
    return f"{spoken_runs} for {spoken_wickets}{declared}"


def _wickets_first(match: re.Match[str], style: Style) -> str | None:
    """Say "5/112" as wickets for runs, in a sentence about cricket; elsewhere it is a fraction.

    >>> speakable("At stumps they were 5/112 in reply to 8/502d.", "en")
    'At stumps they were five for one hundred twelve in reply to eight for five hundred two \
declared.'
    >>> speakable("He ate 5/12 of it, and 1/3 of the overs.", "en")
    'He ate five twelfths of it, and one third of the overs.'
    """
    if not is_cricket(match.string) or int(match["runs"]) <= int(match["wickets"]):
        return None
    runs = cardinal(match["runs"], hundred_and=style.hundred_and)
    declared = " declared" if match["declared"] else ""
    return f"{cardinal(match['wickets'])} for {runs}{declared}"


def _bowling(match: re.Match[str], style: Style) -> str | None:
    """Say wickets for runs after "took" or "with", in a sentence about cricket.

    >>> speakable("He took 5-30 in ten overs.", "en")
    'He took five for thirty in ten overs.'
    >>> speakable("It took 5-30 minutes.", "en")
    'It took five to thirty minutes.'
    """
    if not is_cricket(match.string):
        return None
    runs = cardinal(match["runs"], hundred_and=style.hundred_and)
    return f"{cardinal(match['wickets'])} for {runs}"


def _spell(match: re.Match[str], style: Style) -> str | None:
    """Say wickets for runs without such a word, where the runs are more than the wickets.

    >>> speakable("Root's 5-30 won in ten overs.", "en")
    "Root's five for thirty won in ten overs."
    >>> speakable("The 5-30 train left.", "en")
    'The five to thirty train left.'
    """
    return _bowling(match, style) if int(match["runs"]) > int(match["wickets"]) else None


def _analysis(match: re.Match[str], _: Style) -> str | None:
    """Say a bowler's overs, maidens, runs and wickets, in a sentence about cricket.

    >>> speakable("The bowler had 12-3-34-4.", "en")
    'The bowler had twelve, three, thirty-four, four.'
    >>> speakable("They lined up 4-2-3-1.", "en")
    'They lined up four-two-three-one.'
    """
    return ", ".join(map(cardinal, match["it"].split("-"))) if is_cricket(match.string) else None


def _not_out(match: re.Match[str], style: Style) -> str | None:
    """Say a batter's star, in a sentence about cricket; elsewhere it is a mark.

    >>> speakable("She is on 64* after ten overs.", "en")
    'She is on sixty-four not out after ten overs.'
    >>> speakable("She chose 64* of them.", "en")
    'She chose sixty-four not out of them.'
    """
    if not is_cricket(match.string):
        return None
    return f"{cardinal(match['runs'], hundred_and=style.hundred_and)} not out"


# How a batter was out: "c Brook b Ali 41".
OUT = later(r"(?<![\w.])(?P<it>[cb]|st)(?=[ ](?:[A-Z]|and[ ]b[ ]|&[ ]b[ ]|sub\b))")
HITS = later(r"(?<=[(, ])(?P<count>[1-9][0-9]?)x(?P<runs>[46])(?![\w])")
BALLS = later(r"(?<=[(, ])(?P<count>[1-9][0-9]{0,2})b(?=[,;) ])")
OUTS = {"c": "caught", "b": "bowled", "st": "stumped"}


def _hits(match: re.Match[str], _: Style) -> str | None:
    """Say "8x4" as eight fours, in a sentence about cricket; elsewhere x is "by".

    >>> speakable("He hit 68 (8x4, 2x6) in ten overs.", "en")
    'He hit sixty-eight (eight fours, two sixes) in ten overs.'
    >>> speakable("A (2x4) board.", "en")
    'A (two by four) board.'
    """
    if not is_cricket(match.string):
        return None
    single = {"4": "four", "6": "six"}[match["runs"]]
    many = single if match["count"] == "1" else plural(single)
    return f"{cardinal(match['count'])} {many}"


def _balls(match: re.Match[str], _: Style) -> str | None:
    """Say "37b" as balls, in a sentence about cricket; elsewhere b is a letter.

    >>> speakable("He hit 68 (37b) in ten overs.", "en")
    'He hit sixty-eight (thirty-seven balls) in ten overs.'
    >>> speakable("See (37b) there.", "en")
    'See (thirty-seven b) there.'
    """
    if not is_cricket(match.string):
        return None
    return f"{cardinal(match['count'])} {'ball' if match['count'] == '1' else 'balls'}"


def _out(match: re.Match[str], _: Style) -> str | None:
    """Say how a batter was out, in a sentence about cricket.

    >>> speakable("Root c Brook b Ali 41, all out.", "en")
    'Root caught Brook bowled Ali forty-one, all out.'
    >>> speakable("Take bus b Monday.", "en")
    'Take bus b Monday.'
    """
    return OUTS[match["it"]] if is_cricket(match.string) else None


RULES = (
    Rule("sport.hits", HITS, _hits, after_figure("x")),
    Rule("sport.balls", BALLS, _balls, after_figure("b")),
    Rule("sport.out", OUT, _out, words=frozenset(["c", "b", "st"])),
    figure_rule("sport.analysis", ANALYSIS, _analysis, after_figure("-")),
    Rule("sport.bowling", BOWLING, _bowling, after_figure("-–/")),
    figure_rule("sport.wickets", WICKETS_FIRST, _wickets_first, after_figure("/")),
    figure_rule("sport.wickets", WICKETS, _wickets, after_figure("-–/")),
    figure_rule("sport.bowling", SPELL, _spell, after_figure("-–")),
    figure_rule("sport.not-out", NOT_OUT, _not_out, after_figure("*n")),
)
