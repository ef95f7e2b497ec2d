"""Figures that nothing else has claimed: ordinals, ranges and scores, magnitudes, numbers."""

import re

from narrate.text.en.fractions import CLASS
from narrate.text.en.grammar import FUNCTION_WORDS, alternatives, cued, occurs
from narrate.text.en.money import MAGNITUDES
from narrate.text.en.numbers import (
    DIGITS,
    NUMBER,
    SPACED,
    UNSPACED,
    WHOLE,
    amount,
    digits,
    figure_rule,
    model,
    ordinal,
    plural,
    year,
)
from narrate.text.en.series import PLACES
from narrate.text.later import later
from narrate.text.rules import Rule, Style, after_figure, as_written
from narrate.text.table import pairs, rows

SAYINGS = pairs("en/sayings.tsv")
THINGS = frozenset(thing.casefold() for (thing,) in rows("en/numbered.tsv")) | PLACES
SAYING = later(rf"(?<![\w./$-])(?:{alternatives(SAYINGS)})(?![\w/]|[.,-][0-9])")
ORDINALS = later(rf"(?P<low>{WHOLE})(?:st|nd|rd|th)[-–](?P<high>{WHOLE})(?:st|nd|rd|th)(?!\w)")
DAY_ALONE = later(r"(?:,|\.$|$|[ ](?:and|or)\b)")  # "on 23rd"
ORDINAL = later(rf"(?P<figures>{WHOLE})(?P<ending>(?i:st|nd|rd|th))(?P<s>s)?(?!\w)")
RANGE = later(
    rf"""
    (?P<low>{NUMBER})
    (?P<link>[ ]?[-–—−][ ]?(?<![ ][-−](?=[0-9]{{1,3}}[.][0-9]))|:) (?P<high>{NUMBER})
    (?P<third> -[0-9]{{1,3}} | s (?!\w) )?
    (?!\w|[.,:/-][0-9])
    """,
    re.VERBOSE,
)
COMPARED = later(r"(?:(?<!\w)|(?<=\b[a-zA-Z]))(?P<sign>[<>~])[ ]?(?=[$€£]?[0-9.])")
LETTERED = later(r"[0-9]{1,3}[A-Z],?")
COMPARISONS = {"<": "less than ", ">": "more than ", "~": "about "}
PRODUCT = later(rf"(?P<first>{NUMBER})[ ]?\*[ ]?(?P<second>{NUMBER})(?!\w)")
SHOWN = rf"[ ](?:(?:{cued('screen')})\b|(?:and|at|for|in|on|or|with)[ ])"  # "in 4K at 60fps"
# "a 5k for charity" is run, "a 5k crowd" and "raised 5k for charity" are thousands.
RUN = rf"(?:(?<=\b[Aa][ ])|(?<=\b[Tt]he[ ]))(?:5|10)[kK][ ](?:{cued('after_run')})\b"
SCALED = later(
    rf"""
    (?:(?P<low>{NUMBER})(?P<low_scale>[kKMB])?[-–])? (?!0[0-9]|[458]K{SHOWN}|{RUN})
    (?P<amount>{NUMBER}) [ ]? (?P<scale> bn | ml?n | tr?n | (?<=[2-9][0-9])[kK] | (?<=[0-9]00)[kK]
             | [mkKMBT](?= [ ] (?!(?:{cued("after_k")})\b) [a-z]{{3}} )
             | [KMB](?= [ ] (?:mi|km|sq|lb|kg|gal|bbl)\b | -ton ) | [kMB](?=[ ][A-Z]{{2,6}}s\b)
             | (?<=[0-9])[MB](?= [,;)] | \.?$ | [ ](?:{cued("after_scale")})\b )
             | [mkMB](?= -(?:{cued("hyphened")}) )
             | (?:(?<=\.[0-9])|(?<=\.[0-9]{{2}}))[kKMB] ) (?!\w)
    """,
    re.VERBOSE,
)
PLAIN = later(
    rf"""
    (?=[-−.0-9]) (?P<minus>(?<![\w.,)\]/])[-−])?
    (?P<amount> {UNSPACED} (?:\.[0-9]++)?+
              | (?<![A-Za-z0-9]) \.[0-9]++ )
    (?P<s>s(?!\w))?
    """,
    re.VERBOSE,
)
LEFT = later(r"(?=[0-9])(?:(?<=[-−/.,:'’^])[0-9]+(?:\.[0-9]+)?|[0-9]+(?=[-/.,:'’^⁰¹²³⁴-⁹]))")
GROUPED = later(rf"(?P<amount>{SPACED})")
YEAR = later(r"(?:1[89]|20)[0-9]{2}")
VERSION = later(r"[0-9]{1,3}(?:\.[0-9]{1,3}){2,4}(?P<letter>[a-z])?(?!\w|\.[0-9])")
SLASHED = later(r"(?<!/)[0-9]{1,9}(?:/[0-9]{1,9}){1,4}(?![\w/]|[.,][0-9])")
BATTED = later(r"\b(?:hit|hits|hitting|batting|batted|average[ ]of)[ ]$")
BATTING = later(
    r"""
    (?<![\w.]) (?P<it>\.[0-9]{3}) (?![0-9])
    (?P<after>[ ](?:average|hitter|batting|avg|on-base|save|slugging|lifetime|clip|OBP|OPS|SLG))?
    """,
    re.VERBOSE,
)
MINUS_CUES = ("=", "solve", "minus", "equation", "subtract")


def _saying(match: re.Match[str], _: Style) -> str:
    """Say figures that have a saying of their own; in a longer number they have none.

    >>> speakable("Since 9/11 it runs 24/7.", "en")
    'Since nine eleven it runs twenty-four seven.'
    >>> speakable("On 9/11/2001 it rained.", "en")
    'On September eleventh, two thousand one it rained.'
    """
    return SAYINGS[match[0]]


def _ordinal(match: re.Match[str], style: Style) -> str | None:
    """Say "21st", a "th" after any figure, no other ending that does not fit.

    >>> speakable("The 21st came.", "en")
    'The twenty-first came.'
    >>> speakable("The 16st boxer.", "en")
    'The sixteen stone boxer.'
    """
    if match["ending"].casefold() not in {_nth(match["figures"]), "th"}:
        return None
    words = ordinal(match["figures"], hundred_and=style.hundred_and)
    dated = match.string[: match.start()].endswith(" on ")
    day = dated and DAY_ALONE.match(match.string, match.end())
    return f"{'the ' if day else ''}{words}{'s' if match['s'] else ''}"


def _ordinals(match: re.Match[str], style: Style) -> str:
    """Say a range of ordinals; cardinals are a range of another kind.

    >>> speakable("The 5th-7th floors.", "en")
    'The fifth to seventh floors.'
    >>> speakable("The 5-7 floors.", "en")
    'The five to seven floors.'
    """
    low, high = (ordinal(match[end], hundred_and=style.hundred_and) for end in ("low", "high"))
    return f"{low} to {high}"


def _nth(figures: str) -> str:
    if figures[-2:-1] == "1":
        return "th"
    return {"1": "st", "2": "nd", "3": "rd"}.get(figures[-1], "th")


def _range(match: re.Match[str], style: Style) -> str:
    """Say a range, a score or a vote with "to", a record with commas.

    Not a number after a letter.

    >>> speakable("Some 10-15 left.", "en")
    'Some ten to fifteen left.'
    >>> speakable("The F-15 left.", "en")
    'The F fifteen left.'
    """
    low, high = amount(match["low"], style), amount(match["high"], style)
    if match["link"] == ":" and match["low"] == "2" and occurs(CLASS, match.string):
        return f"{low} {high}"  # an upper second
    if match["third"] == "s":  # "the 18-34s"
        return f"{low} to {plural(high)}"
    if match["third"] and match["link"] == ":":
        return f"{low} {high} to {amount(match['third'][1:], style)}"
    if match["third"]:
        return f"{low}, {high} and {amount(match['third'][1:], style)}"
    if " " in match["link"] or match.string.startswith("=", match.end()):
        around = match.string[max(0, match.start() - 40) : match.end() + 40].casefold()
        if any(cue in around for cue in MINUS_CUES):
            return f"{low} minus {high}"
    return f"{low} to {high}"


def _product(match: re.Match[str], style: Style) -> str:
    """Say a product; a star after a figure alone is a mark.

    >>> speakable("Count 3*4 boxes.", "en")
    'Count three times four boxes.'
    >>> speakable("Count 3* boxes.", "en")
    'Count three-star boxes.'
    """
    return f"{amount(match['first'], style)} times {amount(match['second'], style)}"


def _compared(match: re.Match[str], _: Style) -> str:
    """Say "<5", "~30" and "p<0.05"; a sign before a letter compares nothing.

    >>> speakable("It took ~30 days, >5 more.", "en")
    'It took about thirty days, more than five more.'
    >>> speakable("It took <b> days.", "en")
    'It took <b> days.'
    """
    joined = match.string[match.start() - 1 : match.start()].isalpha()  # "p<0.05"
    return (" " if joined else "") + COMPARISONS[match["sign"]]


def _scaled(match: re.Match[str], style: Style) -> str | None:
    """Say "2.3M followers"; "Exit 12B and" is a name.

    >>> speakable("See 2.3M fans.", "en"), speakable("Some 20-25K came.", "en")
    ('See two point three million fans.', 'Some twenty to twenty-five thousand came.')
    >>> speakable("Take Exit 12B and wait.", "en")
    'Take Exit twelve B and wait.'
    >>> speakable("An 8K video of 8K fans.", "en"), speakable("See 2A, 2B; go.", "en")
    ('An eight K video of eight thousand fans.', 'See two A, two B; go.')
    """
    *_, other, word = ["", "", *match.string[max(0, match.start() - 20) : match.start()].split()]
    named = word[:1].isupper() and word.casefold() not in FUNCTION_WORDS
    glued = match["scale"] in {"M", "B"} and "." not in match["amount"]
    listed = LETTERED.fullmatch(other) or LETTERED.fullmatch(word)  # "seats 12A and 12B"
    if word.casefold() in THINGS or (glued and (named or listed)):
        return None
    words = f"{amount(match['amount'], style)} {MAGNITUDES[match['scale']]}"
    scale = f" {MAGNITUDES[match['low_scale']]}" if match["low_scale"] else ""
    return f"{amount(match['low'], style)}{scale} to {words}" if match["low"] else words


def _spaced(match: re.Match[str], style: Style) -> str:
    """Say a number whose thousands are parted by spaces; "12 511" is two numbers.

    >>> speakable("Some 12 500 000 left.", "en")
    'Some twelve million five hundred thousand left.'
    >>> speakable("On day 12 511 left.", "en")
    'On day twelve five hundred eleven left.'
    """
    return amount(match["amount"], style)


def _slashed(match: re.Match[str], style: Style) -> str:
    """Say a number with strokes, such as a law's; a fraction has one stroke and is small.

    >>> speakable("See Directive 2019/790.", "en")
    'See Directive twenty nineteen slash seven hundred ninety.'
    >>> speakable("See 3/4 of it.", "en")
    'See three quarters of it.'
    """
    return " slash ".join(_file(part, style) for part in match[0].split("/"))


def _file(part: str, style: Style) -> str:
    if YEAR.fullmatch(part):
        return year(part)
    return digits(part) if len(part) > 4 else amount(part, style)


def _version(match: re.Match[str], style: Style) -> str:
    """Say a version with its points; one point makes a decimal.

    >>> speakable("Get iOS 17.4.1.", "en")
    'Get iOS seventeen point four point one.'
    >>> speakable("Get 17.4 liters.", "en")
    'Get seventeen point four liters.'
    """
    letter = match["letter"] or ""
    parts = match[0].removesuffix(letter).split(".")
    return " point ".join(amount(part, style) for part in parts) + (
        f" {letter.upper()}" if letter else ""
    )


def _remainder(match: re.Match[str], style: Style) -> str:
    """Say a figure where another rule has claimed the text before it; a free figure is a number.

    >>> speakable("At 00:00:01,250 it ended.", "en")
    'At zero hours zero minutes and one second,two hundred fifty it ended.'
    >>> speakable("See 2,019 of them.", "en")
    'See two thousand nineteen of them.'
    """
    return amount(match[0], style)


def _batting(match: re.Match[str], _: Style) -> str | None:
    """Say a batter's average, "a .312 average"; ".125 of an inch" is a decimal.

    >>> speakable("He hit .300.", "en")
    'He hit three hundred.'
    >>> speakable("A gap of .125 of an inch.", "en")
    'A gap of point one two five of an inch.'
    """
    cue = BATTED.search(match.string[max(0, match.start() - 12) : match.start()])
    return model(match["it"][1:]) if cue or match["after"] else None


def _number(match: re.Match[str], style: Style) -> str:
    """Say a number that no other rule has claimed; a year is one.

    >>> speakable("It is at -34.", "en"), speakable("It opened in 1984.", "en")
    ('It is at minus thirty-four.', 'It opened in nineteen eighty-four.')
    """
    if match["s"] and "." in match["amount"]:  # "10.65s" are seconds, "90s" may be many things
        return f"{amount(match['amount'], style)} seconds"
    words = (plural if match["s"] else str)(amount(match["amount"], style))
    words, text = f"{'minus ' if match['minus'] else ''}{words}", match.string
    space = " " if match.start() and text[match.start() - 1].isalpha() else ""
    return space + words + (" " if text[match.end() : match.end() + 1].isalpha() else "")


RULES = (
    figure_rule("number.ordinals", ORDINALS, _ordinals, frozenset("-–")),
    figure_rule("number.ordinal", ORDINAL, _ordinal, after_figure("snrtSNRT")),
    figure_rule("number.range", RANGE, _range, frozenset("-–—−:")),
    figure_rule("number.product", PRODUCT, _product, frozenset("*")),
    Rule("number.compared", COMPARED, _compared, frozenset(COMPARISONS)),
)
SAYING_RULES = (
    Rule("number.saying", SAYING, _saying, after_figure("/-°")),
    Rule("number.saying", SAYING, _saying, frozenset("12348"), as_written(*SAYINGS)),
)
SCALED_RULES = (figure_rule("number.scaled", SCALED, _scaled, words=frozenset(MAGNITUDES)),)
SLASHED_RULES = (figure_rule("number.slashed", SLASHED, _slashed, after_figure("/")),)
PLAIN_RULES = (
    figure_rule("number.version", VERSION, _version, after_figure(".")),
    figure_rule("number.batting", BATTING, _batting, frozenset(".")),
    figure_rule("number.spaced", GROUPED, _spaced, after_figure(" ")),
    Rule("number", PLAIN, _number, DIGITS),
    Rule("number.left", LEFT, _remainder, frozenset("-−/,^⁰¹²³⁴⁵⁶⁷⁸⁹")),
)
