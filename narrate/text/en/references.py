"""Abbreviations that a figure or a name decides: "No. 5", "s. 20", "b. 1950", "Hull v Leeds"."""

import re

from narrate.text.en.grammar import alternatives, stop_of
from narrate.text.en.numbers import DIGITS
from narrate.text.later import later
from narrate.text.rules import Rule, Style, as_written
from narrate.text.table import pairs

COUNTED = pairs("en/counted.tsv")
MONTHS = "|".join(dict.fromkeys(name[:3] for name in pairs("en/months.tsv").values()))
NUMBER = later(rf"(?<![\w.])(?P<it>{alternatives(COUNTED)})(?=[ ]?[0-9]|[ ][IVX]+\b)")
# "v" between two sides, unless the Crown is one: "R v Benson".
VERSUS = later(r"(?<=[\w.%),*])(?<!\bR) (?P<it>v) (?=[A-Z0-9$€£“\"])")
# A law's section: "s. 20", "ss. 3-5".
BARE_SECTION = later(
    r"""
    (?<![\w.'’]) (?P<it>s)
    (?= [ ][0-9]{1,3} (?:\([0-9a-z]+\))?
        (?: [ ]of
          | [ ][A-Z]{2,}
          | [ ] (?:and|engaged|order|notice) )
        \b )
    """,
    re.VERBOSE,
)
SECTION = later(r"(?<![\w.'’])(?P<it>s{1,2}\.)(?=[ ]?[0-9]{1,3}[A-Z]?\b)")
# The number of one thing in small letters: "tag no 17," but not "no 17 people".
SMALL_NUMBER = later(r"(?<=[a-z] )(?P<it>no)(?=[ ][0-9]{1,4}(?:[,.;:)]|$))")
# "See p42": a page that nothing parts from its number.
PAGE = later(
    r"""
    (?:\b(?:[Ss]ee|[Oo]n|[Tt]o|[Aa]nswers?|[Tt]urn[ ]to|[Ff]rom|[Cc]f\.)[ ]|\() (?P<it>pp?\.?)
    (?=[0-9]{1,3}(?:\b|[-–]))
    """,
    re.VERBOSE,
)
ON_CHANNEL = later(r"\bon[ ](?P<it>Ch\.)(?=[ ][0-9])")
LIFE = later(
    rf"""
    (?<![\w.]) (?P<it>[bdr]\.)
    (?= [ ] (?: (?:c\.[ ])?[12][0-9]{{3}}\b
              | in[ ][A-Z]
              | (?:[0-3]?[0-9][ ])?(?:{MONTHS})[a-z]{{0,6}}\b ) )
    """,
    re.VERBOSE,
)
AGE = later(r"[0-9](?:st|nd|rd|th)[ ](?P<it>c\.)")
MINUTE = later(r"[0-9](?:st|nd|rd|th)[- ](?P<it>min\b\.?)")
CHANNEL = later(
    r"(?:(?:TV|\b[KW][A-Z]{2,3}),?[ ](?=Ch\.)|(?<![\w.])(?=Ch[ ]))(?P<it>Ch\.?)(?=[ ][0-9])"
)


def _counted(match: re.Match[str], _: Style) -> str:
    """Say "No." and "p." before a number; before a word they are others.

    >>> speakable("See No. 5 and p. 267.", "en")
    'See number five and page two hundred sixty-seven.'
    >>> speakable("No. He left p. early.", "en")
    'No. He left p. early.'
    """
    joined = match.string[match.end()].isdecimal()  # "p.267"
    return COUNTED[match["it"]] + (" " if joined else "")


def _life(match: re.Match[str], _: Style) -> str:
    """Say "b.", "d." and "r." before a year or a date; before a name it is an initial.

    >>> speakable("Hart, b. 1950, d. May 5.", "en")
    'Hart, born nineteen fifty, died May fifth.'
    >>> speakable("He met b. Hart.", "en")
    'He met b. Hart.'
    """
    return {"b": "born", "d": "died", "r": "reigned"}[match["it"][0]]


def _versus(_match: re.Match[str], _: Style) -> str:
    """Say "v" between two sides; after R, the Crown, it stays.

    >>> speakable("Hull v Leeds is on.", "en")
    'Hull versus Leeds is on.'
    >>> speakable("R v Benson is on.", "en")
    'R v Benson is on.'
    """
    return "versus"


def _bare_section(_match: re.Match[str], _: Style) -> str:
    """Say "s 20" of a law as a section; other letters stay.

    >>> speakable("Under s 20 of the Act.", "en")
    'Under section twenty of the Act.'
    >>> speakable("Type s 20 times.", "en")
    'Type s twenty times.'
    """
    return "section"


def _section(match: re.Match[str], _: Style) -> str:
    """Say "s. 20" and "ss. 3-5" as sections; seconds follow a figure.

    >>> speakable("Under s. 20 and ss. 3-5.", "en")
    'Under section twenty and sections three to five.'
    >>> speakable("It ran 20 s. only.", "en")
    'It ran twenty s. only.'
    """
    joined = " " if match.string[match.end()].isdecimal() else ""
    return ("section" if match["it"] == "s." else "sections") + joined


def _small_number(_match: re.Match[str], _: Style) -> str:
    """Say "no" before a thing's number as "number"; before a count it is a word.

    >>> speakable("It wore tag no 17, red.", "en")
    'It wore tag number seventeen, red.'
    >>> speakable("It had no 17 teams.", "en")
    'It had no seventeen teams.'
    """
    return "number"


def _page(match: re.Match[str], _: Style) -> str:
    """Say "p.42" as a page after "see"; after a figure p is pence.

    >>> speakable("See p.42 for more.", "en")
    'See page forty-two for more.'
    >>> speakable("It cost 42p or p.", "en")
    'It cost forty-two pence or p.'
    """
    return ("pages" if match["it"].startswith("pp") else "page") + " "


def _age(match: re.Match[str], _: Style) -> str:
    """Say "c." after an ordinal as "century"; before a year it is "circa".

    >>> speakable("A 9th c. church.", "en")
    'A ninth century church.'
    >>> speakable("A church, c. 1450.", "en")
    'A church, circa fourteen fifty.'
    """
    return "century" + stop_of(match)


def _minute(match: re.Match[str], _: Style) -> str:
    """Say "min" after an ordinal as a minute; after a cardinal it is a measure.

    >>> speakable("He scored in the 71st min.", "en")
    'He scored in the seventy-first minute.'
    >>> speakable("It took 71 min.", "en")
    'It took seventy-one minutes.'
    """
    return "minute" + stop_of(match)


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
    Rule("title.page", PAGE, _page, DIGITS, frozenset(["p", "pp"])),
    Rule("title.channel", ON_CHANNEL, _channel, DIGITS, frozenset(["Ch"])),
    Rule("title.life", LIFE, _life, words=frozenset("bdr")),
    Rule("title.versus", VERSUS, _versus, words=frozenset("v")),
    Rule("title.section", BARE_SECTION, _bare_section, DIGITS, frozenset("s")),
    Rule("title.section", SECTION, _section, DIGITS, frozenset(["s", "ss"])),
    Rule("title.century", AGE, _age, DIGITS, frozenset("c")),
    Rule("title.minute", MINUTE, _minute, DIGITS, frozenset(["min"])),
    Rule("title.channel", CHANNEL, _channel, DIGITS, frozenset(["Ch"])),
    Rule("title.number", NUMBER, _counted, words=as_written(*COUNTED)),
    Rule("title.number", NUMBER, _counted, frozenset("§№")),
)
