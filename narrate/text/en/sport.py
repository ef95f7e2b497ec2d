"""Say the scores and names of sports pages: cricket, overtime, clubs named by a year."""

import re

from narrate.text.en.cricket import is_cricket
from narrate.text.en.grammar import alternatives, cued, mentions, occurs
from narrate.text.en.letters import spelled
from narrate.text.en.numbers import DIGITS, cardinal, figure_rule, plural
from narrate.text.en.registers import lists, shaped
from narrate.text.later import later
from narrate.text.rules import Rule, Style, after_figure
from narrate.text.table import rows

OVERTIME = later(
    r"""
    (?<![\w.])
    (?: (?P<count>[2-6]) -?OT
      | (?<=\b[Ii]n[ ]) OT
      | (?<=\binto[ ]) OT
      | (?<=\bafter[ ]) OT
      | (?<=[Dd]ouble[ ]) OT
      | (?<=[Tt]riple[ ]) OT
      | (?<=\() OT (?=\))
      | (?<=[a-z][ ][0-9][ ]) OT (?=[.;,)]|$) )
    (?!\w)
    """,
    re.VERBOSE,
)
TIMES_OVER = dict(zip("23456", ("double", "triple", "quadruple", "five", "six"), strict=True))
CLUB = later(r"(?P<figures>[1-9][0-9])ers(?!\w)")


def _overtime(match: re.Match[str], _: Style) -> str:
    """Say OT after its count or "in"; alone it stays letters.

    >>> speakable("They won in OT and in 2OT.", "en")
    'They won in overtime and in double overtime.'
    >>> speakable("An OT nurse left.", "en")
    'An O.T nurse left.'
    """
    return f"{TIMES_OVER[match['count']]} overtime" if match["count"] else "overtime"


def _club(match: re.Match[str], _: Style) -> str:
    """Say a club that is named by a year of two figures; "90s" is a decade.

    >>> speakable("The 49ers beat the 76ers.", "en")
    'The forty-niners beat the seventy-sixers.'
    >>> speakable("The '90s ers group.", "en")
    'The nineties ers group.'
    """
    number = cardinal(match["figures"])
    return number + ("rs" if number.endswith("e") else "ers")


# Sets of tennis, two or more: "6-4, 7-6 (7-5)".
_SET = (
    r"(?:[0-7]-[0-7]|[0-9]{1,2}-[0-9]{1,2}(?=[ ]?\())"
    r"(?:[ ]?\([0-9]{1,2}(?:[-–/][0-9]{1,2})?\)|[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2})?"
)
SETS = later(rf"(?P<it>{_SET}(?:(?:,[ ]?|[ ]|,?[ ]and[ ]){_SET}){{1,4}})(?![\w/]|[.,:-][0-9])")
_TEAMS = [code for code, *_ in rows("en/teams.tsv")]
_MONTHS = "Jan|Feb|Mar|Apr|May|Ju|Aug|Sep|Oct|Nov|Dec"
# The games that a team has won and lost: "a 9-4 record", "the Bears (9-4)", "improved to 9-4-1".
RECORD = later(
    rf"""
    (?P<won>[0-9]{{1,3}}) [-–] (?P<lost>[0-9]{{1,3}}) (?: [-–] (?P<drawn>[0-9]{{1,3}}) )?
    (?P<after> [ ] (?:{cued("after_record")})\b )?
    (?P<played> (?=[ ]in[ ](?:[A-Z][\w-]*[ ]){{1,3}}play\b) )?
    (?! [\w/] | [.,:-][0-9]
      | [ ](?:jt|joint|fav|chance|shot|outsider|up|down|{_MONTHS})
      | [ ](?:{cued("no_record")})\b | [ ][a-z]{{2,}}[^\W_siu]s\b )  # "down 5-10 points"
    """,
    re.VERBOSE,
)
IMPROVED = later(
    rf"""
    (?: \([WL],[ ] | \bW/L[ ]
      | \b(?:St\.|[A-Z]&[A-Z]|(?:{alternatives(_TEAMS)})[ ][0-9]{{1,2}})[ ]\(
      | (?<!\b[Ii]t[ ])(?<!here[ ])(?<!match[ ])(?<!game[ ])
        \b(?:{cued("before_record")}) (?:[ ]to)? [ ]
      | [A-Z][a-z]+ [ ] \(
      | [A-Z][a-z]+ [ ] \( [0-9]{{1,2}}-[0-9]{{1,2}} ,[ ] ) $
    """,
    re.VERBOSE,
)
# "The vote is 5-4", "odds of 5-2": no games.
TALLY = later(rf"\b(?:{cued('tallied', opening=True)})[ ](?:are|fell to|is|now|of|were)[ ]$")
# "The Bears, now 9-4, are": no court and no chamber.
ASIDE = later(r"[A-Z][\w’']+(?<!Court)(?<!Congress)(?<!Council)(?<!House)(?<!Senate), now $")
# Before a record: "are 3-1 in Big Lake play".
ENTERED = later(r"\b(?:are|be|been|finish(?:ed)?|go|is|was|went|were|at|to)[ ]$")
PITCHED = later(r"\b(?:ERA|IP|innings?|pitch\w*|struck out|strikeouts?)\b|\(S, [0-9]")
RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
POINTS = frozenset(["0", "15", "30", "40"])  # of a game of tennis
GAMES = 7  # of a set of tennis
# "Sub for Leeds, still 1-1": how a match stands.
LIVE = later(r"\b(?:[Ss]till|[Nn]ow|stays|stayed|remains?|[Ii]t['’]s)[ ]$")
SPRINT = 50  # "0-60 in 3 seconds": no side loses so high without a point
# A player's height, before a weight: "6-4, 226 lbs.".
HEIGHT = later(
    rf"""
    (?P<feet>[4-7]) - (?P<inches>[0-9]|1[01])
    (?= (?:,|[ ]and|,[ ]and)[ ][0-9]{{3}}[- ]?(?:lbs?|pounds?)\b
      | [ ](?:{cued("position")})\b
      | (?:(?<=[Aa]t[ ][4-7]-[0-9])|(?<=[Aa]t[ ][4-7]-1[01])),[ ]
        (?:s?he|[A-Z]\w+)[ ](?:is|was)[ ](?:[a-z]+[ ]){{0,3}}tall )
    """,
    re.VERBOSE,
)
YOUTH = later(r"(?<!\w)U-?(?P<age>1[0-9]|2[0-3])(?P<s>[’']?s)?(?![\w-])")
WOMEN = later(r"(?<=[a-z] )W(?=[ ](?:beat|v|vs|lost|drew|won|bt|[0-9]))")
SCORE = later(
    rf"""
    (?<! [0-9][-–] ) (?P<home>[0-9]{{1,2}}) [-–] (?P<away>[0-9]{{1,2}})
    (?! [\w/%°]
      | [.,:-][0-9]
      | [ ] (?: {cued("after_range")} | on\b(?![ ](?:pen|agg|points)) | (?!loss)[a-z]+s\b ) )
    """,
    re.VERBOSE,
)


def _sets(match: re.Match[str], _: Style) -> str:
    """Say the sets of a tennis match: two or more that follow each other.

    >>> speakable("She won 6-4, 7-6 (7-5).", "en")
    'She won six-four, seven-six (seven-five).'
    >>> speakable("They won 6-4.", "en")
    'They won six to four.'
    """
    written = re.sub("([⁰¹²³⁴⁵⁶⁷⁸⁹]+)", r" \1", match["it"]).translate(RAISED)
    score = re.sub(r"(?<=[0-9])[-–/](?=[0-9])", "-", written.replace(" (", "(").replace("(", " ("))
    zero = "love" if mentions("tennis", match.string) else "zero"
    return re.sub("[0-9]+", lambda games: zero if games[0] == "0" else cardinal(games[0]), score)


def _record(match: re.Match[str], _: Style) -> str | None:
    """Say games won and lost: "nine and four"; a score alone is none.

    >>> speakable("The team is 9-4, the ratio is 3-1.", "en")
    'The team is nine and four, the ratio is three to one.'
    >>> speakable("Orr (W, 4-1) and Lind (L, 2-3) pitched.", "en")
    'Orr (W, four and one) and Lind (L, two and three) pitched.'
    >>> speakable("The Reds, now 9-4, are 3-1 in Big Lake play.", "en")
    'The Reds, now nine and four, are three and one in Big Lake play.'
    >>> speakable("It finished 9-4.", "en")
    'It finished nine to four.'
    """
    prefix = match.string[max(0, match.start() - 24) : match.start()]
    bracketed = prefix.endswith("(")
    odds = bracketed and (mentions("odds", match.string) or mentions("bench", match.string))
    if odds or (bracketed and not match.string.startswith((")", ","), match.end())):
        return None
    if TALLY.search(prefix):
        return None
    if not _counts_games(match, prefix):
        return None
    drawn = f" and {_none(match['drawn'])}" if match["drawn"] else ""
    link = ", " if drawn else " and "
    after = (match["after"] or "").strip()
    after = f" {spelled(after) if after.isupper() else after}" if after else ""
    return f"{_none(match['won'])}{link}{_none(match['lost'])}{drawn}{after}"


def _counts_games(match: re.Match[str], prefix: str) -> bool:
    """Return whether the words around two figures make them games won and lost.

    >>> speakable("At Jets (W, 24-17).", "en"), speakable("Italy won 1-0 in Group B play.", "en")
    ('At Jets (W, twenty-four to seventeen).', 'Italy won one to zero in Group B play.')
    """
    sentence = match.string
    football = mentions("football", sentence)
    if football and match["won"] == match["lost"]:
        return False
    if prefix.endswith(("(W, ", "(L, ")):  # a pitcher's; else the result of a game
        return not football and occurs(PITCHED, sentence)
    if match["after"] or (match["played"] is not None and ENTERED.search(prefix)):
        return True
    if ASIDE.search(prefix) and sentence.startswith(", ", match.end()):
        return not football and not mentions("tennis", sentence)
    return IMPROVED.search(prefix) is not None


def _none(figures: str) -> str:
    return "oh" if figures == "0" else cardinal(figures)


def _score(match: re.Match[str], style: Style) -> str | None:
    """Say the score of a match as Britain does: "two nil", "two two".

    That is in a list of results, in a British house or a sentence about football or rugby, where
    something was won or lost and nothing was put to the vote; elsewhere it is "two to one".

    >>> speakable("90+3 mins: Sub for Leeds, still 1-1.", "en")
    'ninety plus three minutes: Sub for Leeds, still one-one.'
    >>> speakable("The striker made it 2-0.", "en"), speakable("They won 2-0.", "en")
    ('The striker made it two nil.', 'They won two to zero.')
    """
    text = match.string
    british = style.day_first or mentions("football", text) or shaped("scoreboard", text)
    british = british or is_cricket(text)
    sides, tennis = (match["home"], match["away"]), mentions("tennis", text)
    points = POINTS.issuperset(sides) and sides[0] != sides[1]
    if points and (tennis or mentions("game", text)):
        return "-".join("love" if side == "0" else cardinal(side) for side in sides)
    if points and "0" not in sides:
        return f"{cardinal(sides[0])} {cardinal(sides[1])}"
    if tennis and max(map(int, sides)) <= GAMES and "AFC" not in text:
        return "-".join("love" if side == "0" else cardinal(side) for side in sides)
    sprint = match["home"] == "0" and int(match["away"]) >= SPRINT
    live = (
        shaped("scoreboard", text)
        and LIVE.search(text[max(0, match.start() - 12) : match.start()]) is not None
    )
    told = lists(match) or live
    told = told or (british and (set(sides) == {"0"} or mentions("score", text)))
    if sprint or not told or mentions("vote", text):
        return None
    words = ["nil" if side == "0" else cardinal(side) for side in sides]
    return ("-" if words[0] == words[1] else " ").join(words)


PLAYERS = 10
# A football team, ten players.
FORMATION = later(r"(?P<it>[1-6](?:-[1-6]){2,4})(?![\w/]|[.,:-][0-9])")


def _height(match: re.Match[str], _: Style) -> str:
    """Say a player's height before a weight; without a weight it is a score.

    >>> speakable("He is 6-4, 226 lbs.", "en")
    'He is six four, two hundred twenty-six pounds.'
    >>> speakable("At 6-5, he is tall. At 6-5, he is ahead.", "en")
    'At six five, he is tall. At six to five, he is ahead.'
    >>> speakable("They won 6-4.", "en")
    'They won six to four.'
    """
    return f"{cardinal(match['feet'])} {cardinal(match['inches'])}"


def _youth(match: re.Match[str], _: Style) -> str:
    """Say "U21s" as "under twenty-ones"; other figures after U make a code.

    >>> speakable("England U21s beat a U19 team.", "en")
    'England under twenty-ones beat a under nineteen team.'
    >>> speakable("The U2 song.", "en")
    'The U two song.'
    """
    age = cardinal(match["age"])
    return f"under {plural(age) if match['s'] else age}"


def _women(match: re.Match[str], _: Style) -> str | None:
    """Say the W after a club's name, in a sentence about football.

    >>> speakable("Arsenal W beat Spurs.", "en")
    'Arsenal Women beat Spurs.'
    >>> speakable("Plan W beat plan X.", "en")
    'Plan W beat plan X.'
    """
    return "Women" if mentions("football", match.string) else None


def _formation(match: re.Match[str], _: Style) -> str | None:
    """Say "4-2-3-1" as a formation where its figures make ten players.

    >>> speakable("They lined up 4-2-3-1.", "en")
    'They lined up four-two-three-one.'
    >>> speakable("The code is 4-2-3-2.", "en")
    'The code is four-two, three and two.'
    """
    figures = match["it"].split("-")
    return "-".join(map(cardinal, figures)) if sum(map(int, figures)) == PLAYERS else None


RULES = (
    figure_rule("sport.height", HEIGHT, _height, after_figure("-")),
    Rule("sport.youth", YOUTH, _youth, DIGITS, frozenset("U")),
    Rule("sport.women", WOMEN, _women, words=frozenset("W")),
    figure_rule("sport.formation", FORMATION, _formation, after_figure("-")),
    figure_rule("sport.sets", SETS, _sets, after_figure("-")),
    figure_rule("sport.record", RECORD, _record, after_figure("-–")),
    figure_rule("sport.score", SCORE, _score, after_figure("-–")),
    Rule("sport.overtime", OVERTIME, _overtime, words=frozenset(["OT"])),
    figure_rule("sport.club", CLUB, _club, words=frozenset(["ers"])),
)
