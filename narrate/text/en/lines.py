"""Know the register of a line of results or notices, and say its shorthand there alone.

A line shows its register by a word, whose cues stand in a table, or by its form, which no sentence
of prose has: "1 T Reid (Jam) 9.87; 2 O Bello" is a race that was run.

One file, over 300 lines: the forms of the registers and the places of their shorthand go together.
"""

import re
from functools import lru_cache

from narrate.text.en.cricket import CRICKET
from narrate.text.en.grammar import alternatives, cued, cues, mentions
from narrate.text.en.numbers import DIGITS, cardinal
from narrate.text.later import later
from narrate.text.rules import WORD, Rule, Style, as_written, telling_all, word_places, word_rule
from narrate.text.table import pairs, rows

NATIONS = pairs("en/nations.tsv")
_MONTHS = alternatives(pairs("en/months.tsv"))
_POLLED = cued("polled")  # a party or an answer
_NATION = alternatives([*NATIONS, "US", "USA", "GB"])
ODDS = r"(?:[0-9]{1,3}[-/][0-9]{1,2}|[Ee]vens|[Ee]vs)(?:[ ]?(?:jt|co|[jc])?[- ]?f(?:av)?)?"
_NAME = r"[A-Z][\w.’'-]*(?:[ ](?:van[ ]|de[ ])?(?:der?[ ])?[A-Z][\w.’'-]*){0,3}"
_HORSE = rf"{_NAME}(?:[ ]\([A-Z][^()]{{0,30}}\))?"  # with its rider or trap
# Small words of running prose; articles, pronouns and auxiliaries weigh twice.
RUNNING = {word.casefold(): int(weight) for word, weight in rows("en/running.tsv")}
_LARGEST_SHARE = 0.3  # of the weights in the words of a line
LINE_MARKS = later(r"[0-9;:/(&@]")
# A move of chess.
ONE_MOVE = r"(?:[KQRBN][a-h]?[1-8]?x?[a-h][1-8]|(?:[a-h]x)?[a-h][1-8](?:=[QRBN])?|O-O(?:-O)?)[+#]?"
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
          | (?:^|[;,][ ])[A-Z]\w+-[A-Z]\w+[ ][0-9]-[0-9](?=[;,.]|$)
          | [0-9]{{1,3}}[ ](?:\((?:pen|og)\)|pen[),;])
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
          | \b[1-3]m[ ]?[1-7]f\b
          | \b[0-9]{{1,2}}[ ]ran\b
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
    # Moves of chess after their number.
    "moves": later(rf"(?<![\w.])[1-9][0-9]?\.*[ ]?{ONE_MOVE}[ ](?:[0-9]|{ONE_MOVE}|[A-Z][a-z])"),
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
    "rounds": later(r"(?:^|[,;(–-][ ]?)[QS]/?F(?=:|\)|,[ ]|[ ][0-9])|\bthe[ ][QS]F(?=[.,;])"),
    # A shootout after a score.
    "shootout": later(r"[0-9][ ]\(SO\b"),
    # A player who beat another.
    "draw": later(
        rf"""
        (?: \b[1-9](?:st|nd|rd|th)[ ]rds?\b | \brd[ ][0-9]
          | \b(?:bt|def\.?|d\.|beat|lost[ ]to)[ ] (?:\([0-9]{{1,2}}\)[ ])? [A-Z].{{0,40}}[0-9]-[0-9]
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
    # A flight and its number.
    "trips": later(r"\bFlt[ ](?=[A-Z0-9]*[0-9])"),
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
          | (?:^|[;,][ ])(?:[£$€]/[£$€¥]|[A-Z]{3}/[A-Z]{3})[ ] )
        """,
        re.VERBOSE,
    ),
    # A score and the rounds, a shared place.
    "golf": later(
        rf"""
        (?: (?:^|[;:,][ ]) (?:[-−+][0-9]{{1,2}}|[1-3]?[0-9]{{2}}) [ ] {_NAME}
            (?:[ ]\(\w+\))?[ ][67][0-9]
          | \bT[0-9]{{1,2}}[ ]{_NAME}[ ][-−+][0-9]
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
    small = sum(RUNNING.get(word.casefold(), 0) for word in words if word != "A")  # an initial
    return small <= _LARGEST_SHARE * len(words)


@lru_cache(maxsize=64)
def tells(register: str, sentence: str) -> bool:
    """Return whether a sentence is a line of a register, by its form or by a word of it."""
    form = FORMS.get(register)
    if form is not None and form.search(sentence):
        return True
    return bool(cues(register)) and mentions(register, sentence)


@lru_cache(maxsize=64)
def shaped(register: str, sentence: str) -> bool:
    """Return whether a sentence has the form of a register, whatever its words."""
    return register in FORMS and FORMS[register].search(sentence) is not None


def lists(match: re.Match[str]) -> bool:
    """Return whether a score stands between two teams, or after "HT", in a list of results."""
    before = match.string[max(0, match.start() - 30) : match.start()]
    return TEAM_BEFORE.search(before) is not None and tells("scoreboard", match.string)


# The readings of each shorthand: singular, plural, register. In the table "# H" needs a figure
# before it, "max #" one after it, and "( pen" a figure, a comma or a bracket before it.
READINGS: dict[str, list[tuple[str, str, str]]] = {}
for _key, *_reading in rows("en/lines.tsv"):
    _written = _key.partition(":")[0]
    READINGS.setdefault(_written, []).append((_reading[0], _reading[1], _reading[2]))


def _keys(before: str, after: str = "") -> str:
    """Return the shorthands with these marks of their place as the alternatives of a pattern."""
    bare = (key.removeprefix("# ").removeprefix("( ").removesuffix(" #") for key in READINGS)
    return alternatives(key for key in bare if f"{before}{key}{after}" in READINGS)


SHORT = later(
    rf"""
    (?: (?: (?<=[0-9][ ]) | (?<=[0-9]m[ ]) ) (?P<counted>{_keys("# ")})
      | (?: (?<=[0-9][ ]) | (?<=,[ ]) | (?<=\() ) (?P<listed>{_keys("( ")})
      | (?<![\w.&/'’$£€-]) (?P<opening>{_keys("", " #")}) (?=[ ][-−+(]?[0-9½¼¾]|[ ]\(|[ ]n/c\b)
      | (?<![\w.&/'’$£€-]) (?P<free>{_keys("")}) )
    (?![\w/&’'-]|\.[ ][a-z0-9$£€]|(?<=dist):)
    """,
    re.VERBOSE,
)
KEY_OF_PLACE = {"counted": "# {}", "listed": "( {}", "opening": "{} #", "free": "{}"}
# No shorthand: a name's second word ("Mad Max 2"), minutes before seconds, an agency in a dateline.
BOUNDS = frozenset(["mag", "max", "min"])
WORD_BEFORE = later(r"\w[ ]$")
FIGURE_BEFORE = later(r"[0-9][ ]$")
NOUN_AFTER = later(r"[ ](?!(?:and|as|at|but|by|for|from|in|off|on|over|to|with)\b)[a-z]{2}")
# "SP Jain" is a person.
SURNAMES_INITIALS = frozenset(["MD", "PV", "SD", "SP", "UD"])
INITIALS_OF = later(r"[ ](?!Ev)[A-Z][a-z]")
# Registers whose shorthand prose has too: "England beat Aus", "the 8.15 is dlyd".
NAMING = frozenset(["cricket", "trips"])
QUARTERS = frozenset(["NE", "NW", "SE", "SW"])
_BARE = [key.strip("#( ") for key in READINGS]
SHORTHANDS = telling_all(_BARE)
NATION = later(rf"(?<=[\w.’'] \()(?P<it>{alternatives(NATIONS)})(?=\)|,[ ])")
INITIALS = later(r"(?<!\w)[A-Z]\.?[ ](?:[A-Z]\.?[ ])?[A-Z][\w’'-]+(?:[ ][A-Z][\w’'-]+)?[ ]\($")
# The registers that place competitors.
RANKINGS = ("track", "golf", "turf", "draw")
ENTRY_BEFORE = later(r"(?:^|[:;,.] )\Z")  # an entry in a list of results
INITIAL = later(r" [A-Z]\.")
GENUS = later(r" [A-Z]\. [a-z]")
NATION_BARE = later(rf"(?<=[0-9] )(?P<it>{alternatives(NATIONS)})(?=[ ][0-9]|[ ]DN[FS])")
# Before a score in a list of results: a team, or the part of the game.
TEAM_BEFORE = later(r"(?:[A-Z][\w.’'&-]*|\b(?:HT|FT|AET|Agg):?)[ ]$")
# The place of a runner before the initial of a name: "2 J Ross" is no energy.
PLACE = later(
    r"""
    (?=[-−+1-9]) (?<![\w.,]) (?<![0-9][-–]) (?P<it>[-−+]?[1-9][0-9]?)
    (?= [ ][A-Z]\.?[ ](?:[A-Z]\.?[ ])? (?:v[ao]n[ ]|de[ ])?(?:der?[ ])? [A-Z][a-zA-Z’']
      | [ ](?:GB|US)[ ][0-9]
      | [ ][A-Z]\.[ ][a-z]{2,}(?:ae|us|is|um|ii|ei|ens|ans)\b )
    """,
    re.VERBOSE,
)


def _short(match: re.Match[str], _: Style) -> str | None:
    """Say a shorthand of results and notices in a line of its register alone.

    Prose that only mentions the register keeps words that stand beside no figure.

    >>> speakable("Lind (Den) 9.87 PB", "en"), speakable("A 9 PB file.", "en")
    ('Lind (Denmark) nine point eight seven personal best', 'A nine petabyte file.')
    >>> speakable("In the storm Mad Max 2 ran for 96 min 14 s.", "en")
    'In the storm Mad Max two ran for ninety-six minutes fourteen seconds.'
    >>> speakable("The NBA star had 12 A grades. At Ascot, SP Jain met the def minister.", "en")
    'The N.B.A star had twelve A grades. At Ascot, S.P Jain met the def minister.'
    """
    key = KEY_OF_PLACE[match.lastgroup or ""].format(match[0])
    before = match.string[max(0, match.start() - 12) : match.start()]
    if match[0].lower() in BOUNDS and (
        WORD_BEFORE if match[0][0].isupper() else FIGURE_BEFORE
    ).search(before):
        return None
    if match.lastgroup == "counted" and NOUN_AFTER.match(match.string, match.end()):
        return None
    if match[0] in SURNAMES_INITIALS and INITIALS_OF.match(match.string, match.end()):
        return None
    if match[0] in QUARTERS and before.endswith("(") and match.string[match.end()] == ")":
        return None
    readings = READINGS[key] + (READINGS.get(match[0], []) if key != match[0] else [])
    bare = match.lastgroup == "free" and match[0] not in QUARTERS
    prose = bare and not terse(match.string)
    for singular, plural, register in readings:
        if prose and register not in NAMING and not shaped(register, match.string):
            continue
        if tells(register, match.string):
            figure = re.search(r"(?<![\w.,+])([0-9]+(?:,[0-9]{3})*)[ ]$", before)
            words = plural if figure and figure[1] != "1" else singular
            return words.removeprefix("a ") if before.endswith(" a ") else words
    return None


def _nation(match: re.Match[str], _: Style) -> str | None:
    """Say a nation after a competitor's name with an initial, or in a line of results.

    >>> speakable("T Reid (Jam) led.", "en")
    'T Reid (Jamaica) led.'
    >>> speakable("Toast (Jam) sold.", "en")
    'Toast (Jam) sold.'
    """
    before = match.string[max(0, match.start() - 40) : match.start()]
    is_competitor = INITIALS.search(before) or any(
        tells(line, match.string) for line in (*RANKINGS, "racing")
    )
    return NATIONS[match["it"]] if is_competitor else None


def _team(match: re.Match[str], _: Style) -> str | None:
    """Say a nation that ran a relay, in a line of a race.

    >>> speakable("2 L Ray (Ger) 9.90; 3 Jam 9.95.", "en")
    'two L Ray (Germany) nine point nine zero; three Jamaica nine point nine five.'
    >>> speakable("Add 3 Jam 40 jars.", "en")
    'Add three Jam forty jars.'
    """
    return NATIONS[match["it"]] if tells("track", match.string) else None


def _place(match: re.Match[str], _: Style) -> str | None:
    """Say the place before a competitor's initials as a number alone, in a line of results.

    >>> speakable("1 J Ross (Ire) 53.77; 2 K Ito (Jpn) 53.80.", "en").partition(" (")[0]
    'one J Ross'
    >>> speakable("Ward: 2 K. pneumoniae cases.", "en")
    'Ward: two K. pneumoniae cases.'
    >>> speakable("The 2 J pulse.", "en")
    'The two joule pulse.'
    >>> speakable("Heats: 1 O. Bell; 2 K. Ito; 3 L. Orr.", "en").endswith("two K Ito; three L Orr.")
    True
    """
    before = match.string[max(0, match.start() - 2) : match.start()]
    is_entry = ENTRY_BEFORE.search(before) and INITIAL.match(match.string, match.end())
    is_entry = is_entry or GENUS.match(match.string, match.end())
    if not is_entry and not any(tells(register, match.string) for register in RANKINGS):
        return None
    sign = {"-": "minus ", "−": "minus ", "+": "plus "}.get(match["it"][0], "")
    return sign + cardinal(match["it"].lstrip("-−+"))


RULES = (
    Rule("line.nation", NATION, _nation, frozenset("(")),
    word_rule("line.team", NATION_BARE, _team, as_written(*NATIONS), DIGITS),
    Rule("line.place", PLACE, _place, DIGITS),
    Rule("line.short", SHORT, _short, words=SHORTHANDS, starts=word_places(_BARE)),
)
