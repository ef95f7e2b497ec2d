"""Tell the register of a line: a race, a tide, a road, a price; or that it is mere shorthand.

A line shows its register by a word, whose cues stand in a table, or by its form, which no sentence
of prose has: "1 T Reid (Jam) 9.87; 2 O Bello" is a race that was run.
"""

import re
from functools import lru_cache

from narrate.text.en.cricket import CRICKET
from narrate.text.en.grammar import alternatives, cued, cues, mentions
from narrate.text.later import later
from narrate.text.rules import WORD
from narrate.text.table import pairs, rows

NATIONS = pairs("en/nations.tsv")
_MONTHS = alternatives(pairs("en/months.tsv"))
_DAY = "(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)"
_POLLED = cued("polled")  # a party or an answer
_NATION = alternatives([*NATIONS, "US", "USA", "GB"])
ODDS = r"(?:[0-9]{1,3}[-/][1-9][0-9]?|[Ee]vens|[Ee]vs)(?:[ ]?(?:jt|co|[jc])?[- ]?f(?:av)?)?"
_NAME = r"[A-Z][\w.’'-]*(?:[ ](?:van[ ]|de[ ])?(?:der?[ ])?[A-Z][\w.’'-]*){0,3}"
_HORSE = rf"{_NAME}(?:[ ]\([A-Z][^()]{{0,30}}\))?"  # with its rider or trap
# Small words of running prose; articles, pronouns and auxiliaries weigh twice.
RUNNING = {word.casefold(): int(weight) for word, weight in rows("en/running.tsv")}
_LARGEST_SHARE = 0.3  # of the weights in the words of a line
SMALL_WORD = later(r"[^\W\d_]++(?!/)")  # "a/c" holds no article
LINE_MARKS = later(r"[0-9;:/(&@]")
# A move of chess.
_CASTLED = "(?:O-O(?:-O)?|0-0(?:-0)?)"
ONE_MOVE = (
    r"(?:[KQRBN][a-h]?[1-8]?x?[a-h][1-8]|(?:[a-h]x)?[a-h][1-8](?:=[QRBN])?|" + _CASTLED + ")[+#]?"
)
# Before a score in a list of results: a team, or the part of the game.
TEAM_BEFORE = later(r"(?:[A-Z][\w.’'&-]*|\b(?:HT|FT|AET|Agg):?)[ ]$")
# The form that shows a register where no word does.
FORMS = {
    "cricket": CRICKET,
    # The parts of a match, an attendance, a minute that opens the line, a score between two teams.
    "scoreboard": later(
        rf"""
        (?: \b(?:HT|FT|(?i:aet)|Agg|GOAL)\b (?=[!:;,)]|[ ][0-9]|$)
          | \b[Aa]tt\b[:.]?[ ][0-9]
          | ^[0-9]{{1,3}}(?:\+[0-9]{{1,2}})? (?:['’′]:? | [ ]?mins?:) [ ]
          | (?:^|[:;,.!][ ]) (?!(?:The|An?|I[nt]|O[nf]|At|By)[ ])
            (?:[A-Z][\w.’'&-]*[ ]){{1,4}} [0-9]{{1,2}}[-–][0-9]{{1,2}}[ ]
            (?![A-Z][a-z]+day|(?:{_MONTHS})\b) [A-Z][a-z]
          | [A-Z][a-z]+[ ][0-9]{{1,2}}[ ]\((?:[A-Z][\w’' -]+[ ][0-9]{{1,2}}|pen|og)
          | [A-Z][\w’'-]+[ ][0-9]{{1,3}}[ ]\(?(?:pens?|og|OG)\b
          | (?:^|[.;:][ ])(?:{cued("tally")})
            (?: :[ ][A-Z][a-z] | [ ][A-Z][\w’'-]+(?:[,;.]|$|[ ](?:[0-9(]|and[ ][A-Z])) )
          | (?:^|[;,][ ])(?!{_DAY})[A-Z]\w+-[A-Z]\w+[ ][0-9]-[0-9](?=[;,.]|$)
          | [0-9]{{1,3}}(?:[ ]\((?:pen|og)\)|[ ]?pen[),;])
          | [A-Z][a-z]+[ ][0-9]{{1,2}}[ ]\([1-9][0-9]?[tgcp],[ ][1-9][0-9]?[tgcp]\b
          | (?:^|:[ ]) (?:[A-Z][\w.’'&-]*[ ]){{1,4}} [0-9]{{1,2}}[ ]
            (?:[A-Z][\w.’'&-]*[ ]){{1,4}} [0-9]{{1,2}}(?=[;.(]|[ ]\(|$) )
        """,
        re.VERBOSE,
    ),
    # Two horses with their odds, a favourite, the horses that ran, the lengths between them.
    "turf": later(
        rf"""
        (?: \b1\.?[ ]{_HORSE}[ ]\(?{ODDS}\)?[;,][ ]2\.?[ ]{_HORSE}[ ]\(?{ODDS}
          | \b[0-9]{{1,3}}-[0-9]{{1,2}}[ ]?(?:jt|co|[jc])?[- ]?f(?:av)?\b
          | \([0-9]{{1,3}}-[0-9]{{1,2}}[jc]?F\)
          | (?<![\w.])[0-9]{{1,3}}/[0-9]{{1,2}}f?[ ]{_NAME},[ ][0-9]{{1,3}}/[0-9]{{1,2}}f?[ ]{_NAME}
          | \b[1-3]m[ ]?[1-7]f\b
          | \b[0-9]{{1,2}}[ ]ran\b | \b[0-9]{{1,2}}-?y-?o[ ](?:b|br|ch|gr)[ ][cfgm]\b
          | ^(?:Going|Tote|Nap|Trainer|Jockey|Dist):
          | \b[Ww]on[ ]by[ ](?:an?[ ])?(?:[0-9]{{0,2}}[½¼¾]?(?<![ ])l|hd|nk)\b
          | (?:^|[;,:][ ]) (?:nk|hd|s?hd|nse|sh[ ]hd|[0-9]{{0,2}}[½¼¾]?(?<![:;, ])l) (?=[,;.]|$) )
        """,
        re.VERBOSE,
    ),
    # Points from frees, "0-4f".
    "gaelic": later(r"\b0-[0-9]{1,2}f\b"),
    # The many points of a Gaelic game.
    "points": later(r"(?<![\w.-])(?:[0-9]-(?:0?[6-9]|[1-3][0-9])|0-[0-9]+f)(?![\w/]|[-.,:][0-9])"),
    # Stitches one after the other, a round of crochet; a contract, a score of bridge.
    "knitting": later(
        r"""
        (?: (?<![\w.-])[kKpP][1-9][0-9]?,[ ]\*?[kKpP][1-9]
          | \b[Rr]nds?[ ][0-9-]+:[ ][0-9]+[ ](?:sc|dc|tr|hdc)\b
          | ^[Cc]ast[ ]on[ ][0-9] | \b[kKpP][2-9]tog\b | \bpsso\b | \bst[ ]st\b )
        """,
        re.VERBOSE,
    ),
    "bridge": later(r"(?:[1-7][♠♥♦♣]|\b(?:N[-/]S|E[-/]W)[ ][-−+][0-9]{2,4}\b)"),
    # Moves of chess after their number.
    "moves": later(
        rf"(?<![\w.])[1-9][0-9]?\.*[ ]?{ONE_MOVE}[!?]*[ ](?:[0-9]|{ONE_MOVE}|[A-Z][a-z])"
    ),
    # A runner with a nation, and a time or a height.
    "track": later(
        rf"""
        (?: \([0-9]{{1,2}}\.[0-9]{{2}}m\) | (?:^|[;:,.][ ]) [1-9][0-9]?\.?[ ] {_NAME}
            [ ]\((?:{_NATION})(?:,[ ][\w ]+)?\)[ ][\w ]*[+]?[0-9]
          | (?:^|[;:][ ]) {_NAME} [ ]\((?:{_NATION})\)[ ][0-9]{{1,2}}[.:][0-9]{{2}}
          | (?:^|[;:][ ]) [1-9][0-9]?[ ](?:[A-Z]\.?[ ]){{1,2}} [A-Z][\w’'-]+
            [ ][0-9]{{1,2}}[.:][0-9]{{2}}
          | \([ ]?(?:{_NATION})\)[ ][0-9.:]+m?[ ](?:PB|SB|NR|WR|OR|CR|WL|Q)\b )
        """,
        re.VERBOSE,
    ),
    # A round of a tournament before its colon.
    "rounds": later(r"(?:^|[,;(–-][ ]?)[QS][/-]?F(?=:|\)|,[ ]|[ ][0-9])|\bthe[ ][QS]-?F(?=[.,;])"),
    # A shootout after a score.
    "shootout": later(r"[0-9][ ]\(SO\b"),
    # A player who beat another.
    "draw": later(
        rf"""
        (?: \b[1-9](?:st|nd|rd|th)[ ]rds?\b | \brd[ ][0-9]
          | \b(?:bt|lt|def\.?|d\.|beat|lost[ ]to)[ ]
            (?:\([0-9]{{1,2}}\)[ ])? [A-Z].{{0,40}}[0-9]-[0-9]
          | [A-Z][\w’'-]+[ ]\((?:{_NATION})(?:,[ ][0-9]{{1,2}})?\)[ ](?:bt|beat|v|d\.|def)\b )
        """,
        re.VERBOSE,
    ),
    # Innings, rebounds, the pitcher who won, shots made of those tried.
    "boxscore": later(
        r"""
        (?: \b[0-9]{1,3}[ ](?:IP|ER|BB|RBIs?|reb|rebs|asts?|blks?|stls?|SOG|3PT|SV)\b
          | \b(?:(?:WP|LP|Sv):[ ][A-Z]|(?:SOG|PP):)
          | \b[Bb]ot[ ][0-9]{1,2}(?:st|nd|rd|th)
          | \b[0-9]{1,2}-[0-9]{1,2}[ ](?:FGs?|FT|3PT)\b
          | \bPPG\b )
        """,
        re.VERBOSE,
    ),
    # A road and its junction or direction.
    "roads": later(
        r"""
        (?: \b(?:[AM][0-9]{1,4}(?:\(M\))?|[BN][0-9]{2,4}|I-[0-9]{1,3}|US[ ][0-9]{1,3})
            [ ](?:J[0-9]|Jct|[NSEW]B\b|[nsew]/b)
          | \b(?:Rte\.?|Hwy\.?)[ ][0-9]{1,3}[ ][NSEW]B\b
          | \b[NSEW]B[ ](?:I-[0-9]|US[ ][0-9]|[AM][0-9])
          | \b[AMN][0-9]{1,4}\b.{0,40}[ ]J[0-9]{1,2}\b
          | \b[nsewNSEW]/[bB](?:ound)?\b )
        """,
        re.VERBOSE,
    ),
    # A flight and its number, the time at which it leaves.
    "trips": later(
        r"""
        (?: \bFlt[ ](?=[A-Z0-9]*[0-9])
          | \b(?:[Dd]ep|[Aa]rr)\.?:?[ ](?:[A-Z][\w’']+[ ]){0,3}[0-2]?[0-9][:.]?[0-5][0-9]\b
          | \b(?:[Ff]irst|[Ll]ast)[ ](?:bus|train|tram|ferry|boat)[ ][0-2][0-9][0-5][0-9]\b )
        """,
        re.VERBOSE,
    ),
    # A wind and its force, a highest or lowest temperature.
    "forecast": later(
        r"""
        (?: \b[NS]?[EW]?(?<=[NSEW])[ ][0-9](?:[-–][0-9]|[ ](?:to|or)[ ][0-9])\b
          | (?<![0-9][ ])\bm(?:ax|in)[ ][-−]?[0-9]{1,2}°?[CF]?\b
          | (?:^|[.;:,][ ])M(?:ax|in)[ ][-−]?[0-9]{1,2}(?:°|[CF]\b|,?[ ][Mm]in[ ][-−]?[0-9])
          | \b[0-9]{2}/[0-9]{2}\b.{0,40};.{0,40}\b[0-9]{2}/[0-9]{2}\b
          | \b[Ww]ind[ ][NS]{0,2}[EW]?[ ][0-9] )
        """,
        re.VERBOSE,
    ),
    # The shipping forecast: a wind and its force, how far one sees.
    "sea": later(
        r"""
        (?: \b[NS]?[EW]?(?<=[NSEW])[ ][0-9](?:[-–][0-9]|[ ](?:to|or)[ ][0-9])\b
          | \b(?:[Mm]od|gd|occ|vis|v)[ ](?:or[ ]|v[ ])?(?:good|gd|poor|mod|gale)
          | \b[A-Za-z]+[ ]or[ ]mod\b | ^Mod[.,] )
        """,
        re.VERBOSE,
    ),
    # A share of the votes and its change, a party and its change.
    "polls": later(
        rf"""
        (?: \b(?:{_POLLED})[ ][0-9]{{1,2}}%?(?:[ ]\([-−–+=] | ,[ ](?:{_POLLED})[ ][0-9])
          | \b(?!No|Yes)(?:{_POLLED})[ ][0-9]{{1,2}},[0-9]{{3}}(?=[;,][ ][A-Z]|[ ]\([0-9])
          | \bF[FG][ ][0-9]{{1,2}}(?:[.][0-9])?%?,[ ](?:SF|F[FG])[ ][0-9]
          | \bYes[ ][0-9.]+%,?[ ]No[ ][0-9.]+%
          | \b(?!No|Yes)(?:{_POLLED})[ ][-−+][0-9] )
        """,
        re.VERBOSE,
    ),
    # The height of a tide after its time.
    "tides": later(r"\b[0-2]?[0-9][.:]?[0-5][0-9][ ]\([0-9]{1,2}\.[0-9]m\)"),
    # The sun where it rises or sets.
    "sun": later(r"(?<!\w)Sun:?[ ](?:rise|set)s?\b"),
    # The place of a star, and how bright it is.
    "stars": later(r"\b(?:[Mm]ag[ ](?:[-−+]|[0-9]\.)[0-9]|RA[ ][0-9]{1,2}h|az[ ][0-9])"),
    # A price and its change, a pair of currencies.
    "markets": later(
        r"""
        (?: \b[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?,?[ ]\(?[-−+][0-9]
          | \b[0-9.]+(?:p|%)[ ]\(?[-−+][0-9]
          | \b[A-Z]{2,5}[ ][0-9]+\.[0-9]{2}[ ][-−+][0-9]*\.[0-9]{2}(?![\w.])
          | (?:^|[;,][ ])(?:[£$€]/[£$€¥]|[A-Z]{3}/[A-Z]{3})[ ] )
        """,
        re.VERBOSE,
    ),
    # A car with its price or its doors.
    "car_sale": later(
        rf"^(?=.*\b(?:{cued('cars')}|{cued('cars_line')})\b)"
        r".*(?:[£$€][0-9]|[0-9][ ]?(?:dr|doors?|k|miles|mls|cc)\b|\b(?:MOT|FSH)\b)",
        re.VERBOSE,
    ),
    # Scores against par, in a line about golf.
    "leaders": later(
        rf"^(?=.*\b(?:{cued('golf')}|{cued('golf_line')})\b).*[A-Z][\w’'-]+[ ][-−+][0-9]{{1,2}}\b",
        re.VERBOSE,
    ),
    # A score and the rounds, a shared place.
    "golf": later(
        rf"""
        (?: (?:^|[;:,][ ]) (?:[-−+][0-9]{{1,2}}|[1-3]?[0-9]{{2}}) [ ] {_NAME}
            (?:[ ]\(\w+\))?[ ][67][0-9]
          | \bT[0-9]{{1,2}},?[ ]{_NAME}(?:[ ]\((?:{_NATION})\)|,)?[ ]
            (?:[-−+][0-9]|[67][0-9]-[67][0-9]-)
          | \bthru[ ][0-9]{{1,2}} )
        """,
        re.VERBOSE,
    ),
}


@lru_cache(maxsize=64)
def terse(sentence: str) -> bool:
    """Return whether a sentence is a line of shorthand: a figure or a mark, hardly a small word.

    >>> terse("Flat to let, 2 bed, £900 pcm"), terse("The flat has 2 beds")
    (True, False)
    """
    if LINE_MARKS.search(sentence) is None:
        return False
    words = WORD.findall(sentence)
    candidates = (word for word in SMALL_WORD.findall(sentence) if word != "A")
    small = sum(RUNNING.get(word.casefold(), 0) for word in candidates)
    return small <= _LARGEST_SHARE * len(words)


@lru_cache(maxsize=64)
def tells(register: str, sentence: str) -> bool:
    """Return whether a sentence is a line of a register, by its form or by a word of it.

    An everyday word or a name of a town tells a register only where the line is shorthand, too.

    >>> tells("turf", "Doncaster: R4, 1200m."), tells("turf", "Doncaster has lost a shop.")
    (True, False)
    """
    form = FORMS.get(register)
    if form is not None and form.search(sentence):
        return True
    if cues(register) and mentions(register, sentence):
        return True
    everyday = f"{register}_line"
    return bool(cues(everyday)) and terse(sentence) and mentions(everyday, sentence)


@lru_cache(maxsize=64)
def shaped(register: str, sentence: str) -> bool:
    """Return whether a sentence has the form of a register, whatever its words."""
    return register in FORMS and FORMS[register].search(sentence) is not None


def lists(match: re.Match[str]) -> bool:
    """Return whether a score stands between two teams, or after "HT", in a list of results."""
    before = match.string[max(0, match.start() - 30) : match.start()]
    return TEAM_BEFORE.search(before) is not None and tells("scoreboard", match.string)
