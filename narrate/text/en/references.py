"""Abbreviations that a figure or a name decides: "No. 5", "s. 20", "b. 1950", "Hull v Leeds"."""

import re

from narrate.text.en.grammar import alternatives, cued, mentions, stop_of
from narrate.text.en.numbers import DIGITS, cardinal
from narrate.text.later import later
from narrate.text.rules import Rule, Style, as_written, word_rule
from narrate.text.table import pairs

COUNTED = pairs("en/counted.tsv")
# Words and names, too, which need a word of their field.
FIELDS = dict.fromkeys(("Art", "art.", "arts"), "statute")
FIELDS |= dict.fromkeys(("can.", "cann."), "canonical")
NUMBER = later(
    rf"""
    (?<![\w.]) (?P<it>{alternatives(COUNTED)})
    (?= [ ]?[0-9] | [ ][IVX]+\b | (?<!o\.)[ ][ivx]{{2,4}}\b | (?<=p\.)[ ][A-H][0-9]{{1,2}}\b
      | (?<=Apt\.)[ ][B-Z]\b )
    """,
    re.VERBOSE,
)
# "under art 8", but "modern art 20 years on".
AFTER_NOUN = later(
    r"(?<![\w’'])(?!(?i:and|by|from|in|of|or|see|that|to|under|with|\w+ed)[ ])[A-Za-z][\w’'-]*[ ]$"
)
# "the arts 50 grants", but "ECHR arts 8 and 10".
AFTER_SMALL = later(r"(?<![\w’'])(?!(?:and|by|of|or|see|under|with)[ ])[a-z][\w’'-]*[ ]$")
# "in Ct. 4", "won on Ct. 4": a room or a tennis court, unless somebody decides about a count.
PLACED = later(
    rf"""
    \A (?!.*\b(?:{cued("verdict")})\b) .*\b (?:in | at | (?:{cued("on_court")})\b.*\bon) [ ]$
    """,
    re.VERBOSE,
)
# "s2 ep4"
EPISODE = later(
    r"(?<!\w)[sS](?P<series>[0-9]{1,2}),?[ ]?[eE][pP]?[ ]?(?P<episode>[0-9]{1,3})(?!\w)"
)
VERSUS = later(r"(?<=[\w.%),*])(?<!\bR) (?P<it>v) (?=[A-Z0-9$€£“\"]|an? |the )")
# A law's section: "s. 20", "ss. 3-5".
BARE_SECTION = later(
    r"""
    (?<![\w.'’]) (?P<it>ss?)
    (?= (?<=\b(?:of|in|by)[ ]s)[ ][0-9]{1,3}[A-Z]?\b
      | (?<=\b(?:that|with)[ ]s)[ ][0-9]{1,3}[A-Z]?\b
      | (?<=\bunder[ ]s)[ ][0-9]{1,3}[A-Z]?\b
      | (?<=s)(?<=ss)[ ][0-9]{1,3}[A-Z]?(?:[ ](?:and|to)[ ]|[-–])[0-9]
      | [ ][0-9]{1,3} (?:\([0-9a-z]+\))?
        (?: [ ]of
          | [ ][A-Z]{2,}
          | [ ] (?:and|engaged|(?:[a-z]+[ ])?order|notice) )
        \b )
    """,
    re.VERBOSE,
)
SECTION = later(
    r"""
    (?<![\w.'’])
    (?P<it> s{1,2}\.
          | s (?=[0-9]{1,3}[ ](?:GBH|of[ ]the|notice|order|offence)\b) )
    (?=[ ]?[0-9]{1,3}[A-Z]?\b)
    """,
    re.VERBOSE,
)
# The number of one thing in small letters: "tag no 17," but not "no 17 people".
SMALL_NUMBER = later(
    r"""
    (?: (?:(?<=[a-z][ ])|(?<=[0-9],[ ])(?=no[ ][0-9]+,[ ]p))
        no (?=[ ][0-9]{1,4}(?:[,.;:)](?![0-9])|$))
      | (?: (?<=\b[Tt]he[ ]) | (?<=['’]s[ ]) | (?<=[A-Z]{2}[ ]) | (?<=\bbadge[ ])
          | (?<=\bworld[ ]) )
        no (?=[ ][1-9][0-9]{0,3}\b) )
    """,
    re.VERBOSE,
)
# The answer of a poll or a vote beside which "No" is the other one.
SPEAKING = later(rf"[ ][0-9]{{1,2}}[ ](?:{cued('spoke')})\b")  # Downing Street: "No 10 said"
# "No 5-year-old", "No 100m race", but "No 2 seed"
NO_THING = later(
    rf"""
    [ ][0-9]{{1,3}}
    (?:-[a-z]|(?:ft|kg|km|mph|[mp]|x[0-9])\b|%|[ ]per[ ]cent
      | (?<![ ]1)[ ](?P<several>{cued("no_number")})\b(?!['’]) )
    """,
    re.VERBOSE,
)
INSIDE = later(r"[\w,][ ]$")  # "the No 4 cars" inside a sentence, but "No 4 cars have it."
ANSWER = later(r"\b(?:[Yy]es|YES|[Aa]yes?)\b[^.!?]*$")
# "See p42": a page that nothing parts from its number.
PAGE = later(
    r"""
    (?:\b(?:[Ss]ee|[Oo]n|[Tt]o|[Aa]nswers?|[Tt]urn[ ]to|[Ff]rom|[Cc]f\.)[ ]|\(
      | \b(?:[Vv]ol|[Nn]o|[Bb]k|[Cc]h)\.?[ ][0-9]{1,3}(?:[ ]?\([0-9]{1,3}\))?,[ ]) (?P<it>pp?\.?)
    (?=[ ]?[0-9]{1,3}(?:\b|[-–]))
    """,
    re.VERBOSE,
)
ON_CHANNEL = later(r"\bon[ ](?P<it>Ch\.)(?=[ ][0-9])")
MINUTE = later(r"[0-9](?:st|nd|rd|th)[- ](?P<it>(?:min|hr)s?\b\.?)")
CHANNEL = later(
    r"""
    (?: (?:TV|\b[KW][A-Z]{2,3}),?[ ] (?=Ch\.) | (?<=[0-9]c,[ ])(?=Ch\.) | (?<=p\.m\.,[ ])(?=Ch\.)
      | (?<![\w.]) (?=Ch[ ][0-9]+(?![0-9]|[ ](?:filing|bankruptcy|protection))) )
    (?P<it>Ch\.?) (?=[ ][0-9])
    """,
    re.VERBOSE,
)


def _counted(match: re.Match[str], _: Style) -> str | None:
    """Say "No." and "p." before a number; before a word they are others.

    >>> speakable("See No. 5 and p. 267.", "en")
    'See number five and page two hundred sixty-seven.'
    >>> speakable("No. He left p. early.", "en")
    'No. He left p. early.'
    >>> speakable("She won on Ct. 4. He was sentenced on Ct. 1.", "en")
    'She won on court four. He was sentenced on count one.'
    >>> speakable("Under art 8, modern art 20 years on.", "en")
    'Under article eight, modern art twenty years on.'
    >>> speakable("Yes 54, No 39.", "en"), speakable("No 5-year-old ran.", "en")
    ('Yes fifty-four, No thirty-nine.', 'No five-year-old ran.')
    >>> speakable("No 12 people agree. No 10 officials spoke.", "en")
    'No twelve people agree. number ten officials spoke.'
    >>> speakable("The No 1 men led No 4 cars; the No 2 women's pair lost.", "en")
    "The number one men led number four cars; the number two women's pair lost."
    >>> speakable("Yes was ahead, but No 10 said no.", "en")
    'Yes was ahead, but number ten said no.'
    >>> speakable("Art 5 GDPR applies.", "en"), speakable("Art 4 All.", "en")
    ('article five G.D.P.R applies.', 'Art four All.')
    """
    if match["it"] in {"No", "NO", "Nos"} and ANSWER.search(_preceding(match)):
        return "number" if SPEAKING.match(match.string, match.end("it")) else None
    thing = NO_THING.match(match.string, match.end("it")) if match["it"] == "No" else None
    if thing and not (thing["several"] and INSIDE.search(_preceding(match))):
        return None
    if _is_word(match):
        return None
    joined = match.string[match.end()].isdecimal()  # "p.267"
    if match["it"] == "Jn" and mentions("scriptural", match.string):
        return "John"
    if match["it"] == "Ct." and PLACED.search(_preceding(match)):
        return "court"
    return COUNTED[match["it"]] + (" " if joined else "")


def _is_word(match: re.Match[str]) -> bool:
    """Return whether an abbreviation is a word: "modern art 20 years on", "the arts 5 grants"."""
    noun = {"art": AFTER_NOUN, "arts": AFTER_SMALL}.get(match["it"])
    if noun and noun.search(_preceding(match)):
        return True
    field = FIELDS.get(match["it"])
    return field is not None and not mentions(field, match.string)


def _preceding(match: re.Match[str]) -> str:
    return match.string[max(0, match.start() - 80) : match.start()]


def _episode(match: re.Match[str], style: Style) -> str:
    """Say "s2 ep4" as a series in Britain and a season in America; "S2" alone is a code.

    >>> speakable("See s2 ep4 now.", "en")
    'See season two episode four now.'
    >>> speakable("See S2 now.", "en")
    'See S two now.'
    """
    series = "series" if style.day_first else "season"
    return f"{series} {cardinal(match['series'])} episode {cardinal(match['episode'])}"


def _versus(_match: re.Match[str], _: Style) -> str:
    """Say "v" between two sides; after R, the Crown, it stays.

    >>> speakable("Hull v Leeds is on.", "en")
    'Hull versus Leeds is on.'
    >>> speakable("R v Benson is on.", "en")
    'R v Benson is on.'
    """
    return "versus"


def _bare_section(match: re.Match[str], _: Style) -> str:
    """Say "s 20" of a law as a section; other letters stay.

    >>> speakable("Under s 20 of the Act.", "en")
    'Under section twenty of the Act.'
    >>> speakable("He held that s 20A and ss 4 and 5 did not apply.", "en")
    'He held that section twenty A and sections four and five did not apply.'
    >>> speakable("Type s 20 times.", "en")
    'Type s twenty times.'
    """
    return "sections" if match["it"] == "ss" else "section"


def _section(match: re.Match[str], _: Style) -> str:
    """Say "s. 20" and "ss. 3-5" as sections; seconds follow a figure.

    >>> speakable("Under s. 20 and ss. 3-5.", "en")
    'Under section twenty and sections three to five.'
    >>> speakable("It ran 20 s. only.", "en")
    'It ran twenty s. only.'
    """
    joined = " " if match["it"][-1] == "." and match.string[match.end()].isdecimal() else ""
    return ("sections" if match["it"] == "ss." else "section") + joined


def _small_number(_match: re.Match[str], _: Style) -> str:
    """Say "no" before a thing's number as "number"; before a count it is a word.

    >>> speakable("It wore tag no 17, red.", "en")
    'It wore tag number seventeen, red.'
    >>> speakable("It had no 17 teams, no 3.5mm jack.", "en")
    'It had no seventeen teams, no three point five millimeter jack.'
    """
    return "number"


def _page(match: re.Match[str], _: Style) -> str:
    """Say "p.42" as a page after "see"; after a figure p is pence.

    >>> speakable("See p.42 for more.", "en")
    'See page forty-two for more.'
    >>> speakable("In Brain (vol 9, p 12).", "en")
    'In Brain (volume nine, page twelve).'
    >>> speakable("It cost 42p or p.", "en")
    'It cost forty-two pence or p.'
    """
    joined = " " if match["it"][-1] == "." and match.string[match.end("it")] != " " else ""
    return ("pages" if match["it"].startswith("pp") else "page") + joined


def _minute(match: re.Match[str], _: Style) -> str:
    """Say "min" after an ordinal as a minute; after a cardinal it is a measure.

    >>> speakable("He scored in the 71st min.", "en")
    'He scored in the seventy-first minute.'
    >>> speakable("It took 71 min.", "en")
    'It took seventy-one minutes.'
    """
    return (
        {"m": "minute", "h": "hour"}[match["it"][0]]
        + ("s" if "s" in match["it"] else "")
        + (stop_of(match))
    )


def _channel(_match: re.Match[str], _: Style) -> str:
    """Say "Ch." before a figure as a channel; after no station it is a chapter.

    >>> speakable("See it on Ch. 4 now.", "en")
    'See it on channel four now.'
    >>> speakable("Read Ch. 4 now.", "en")
    'Read chapter four now.'
    """
    return "channel"


RULES = (
    Rule("title.number", SMALL_NUMBER, _small_number, DIGITS, frozenset(["no"])),
    Rule("title.channel", ON_CHANNEL, _channel, DIGITS, frozenset(["Ch"])),
    Rule("title.versus", VERSUS, _versus, words=frozenset("v")),
    Rule("title.section", BARE_SECTION, _bare_section, DIGITS, frozenset(["s", "ss"])),
    Rule("title.minute", MINUTE, _minute, DIGITS, frozenset(["min", "mins", "hr", "hrs"])),
    Rule("title.channel", CHANNEL, _channel, DIGITS, frozenset(["Ch"])),
    word_rule("title.number", NUMBER, _counted, as_written(*COUNTED)),
    Rule("title.number", NUMBER, _counted, frozenset("§№")),
)
# Before codes, which take any letters and figures.
CODED = (
    Rule("title.page", PAGE, _page, DIGITS, frozenset(["p", "pp"])),
    Rule("title.section", SECTION, _section, DIGITS, frozenset(["s", "ss"])),
    Rule("title.episode", EPISODE, _episode, DIGITS, frozenset(["s", "S", "e", "E"])),
)
