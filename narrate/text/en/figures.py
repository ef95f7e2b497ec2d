"""Figures that nothing else has claimed: ordinals, fractions, ranges and scores, numbers.

One file, over 300 lines: fractions, ranges and numbers decide about the same figures.
"""

import re

from narrate.text.en.codes import PLACES, model
from narrate.text.en.grammar import FUNCTION_WORDS, cued, mentions
from narrate.text.en.money import MAGNITUDES
from narrate.text.en.numbers import (
    DIGITS,
    NUMBER,
    SPACED,
    UNSPACED,
    VULGAR,
    WHOLE,
    amount,
    cardinal,
    digits,
    figure_rule,
    fraction,
    ordinal,
    plural,
    year,
)
from narrate.text.later import later
from narrate.text.rules import Rule, Style
from narrate.text.table import rows

SAYINGS = {
    "9/11": "nine eleven",
    "9-1-1": "nine one one",
    "30-06": "thirty ought six",
    "24/7/365": "twenty-four seven three sixty-five",
    "24/7": "twenty-four seven",
    "50/50": "fifty-fifty",
    "50-50": "fifty-fifty",
    "20/20": "twenty twenty",
    "7/7": "seven seven",
    "360°": "three sixty",
}
THINGS = frozenset(thing.casefold() for (thing,) in rows("en/numbered.tsv")) | PLACES
SAYING = later(rf"(?<![\w./$-])(?:{'|'.join(map(re.escape, SAYINGS))})(?![\w/]|[.,-][0-9])")
ORDINALS = later(rf"(?P<low>{WHOLE})(?:st|nd|rd|th)[-–](?P<high>{WHOLE})(?:st|nd|rd|th)(?!\w)")
ORDINAL = later(rf"(?P<figures>{WHOLE})(?P<ending>(?i:st|nd|rd|th))(?P<s>s)?(?!\w)")
FRACTION = later(
    r"""
    (?:(?P<whole>[0-9]{1,3})(?:[ ]|-(?=[1-7]/[248])))? (?P<over>[0-9]{1,3}) [/⁄]
    (?P<under>[0-9]{1,3}) (?:st|nd|rds?|ths?)? (?![\w/]|[.,][0-9])
    """,
    re.VERBOSE,
)
MIXED = later(
    rf"""
    (?P<minus>(?<![\w.,)\]])[-−])? (?<![\w.]) (?P<whole>[0-9]{{1,4}}) [ ]?
    (?P<sign>[{"".join(VULGAR)}])
    """,
    re.VERBOSE,
)
RANGE = later(
    rf"""
    (?P<low>{NUMBER}) (?P<link>[ ]?[-–—−][ ]?|:) (?P<high>{NUMBER})
    (?P<third> -[0-9]{{1,3}}
             | s (?!\w) )?
    (?!\w|[.,:/-][0-9])
    """,
    re.VERBOSE,
)
COMPARED = later(r"(?:(?<!\w)|(?<=\b[a-zA-Z]))(?P<sign>[<>~])[ ]?(?=[$€£]?[0-9.])")
COMPARISONS = {"<": "less than ", ">": "more than ", "~": "about "}
# Scores with halves, as chess has them: "7½-6½".
HALVES = later(
    rf"""
    (?P<first>[0-9]{{1,3}}(?:[{"".join(VULGAR)}]|\.5)?) [-–]
    (?P<second>[0-9]{{1,3}}(?:[{"".join(VULGAR)}]|\.5)?) (?![\w/%]|[.,:-][0-9])
    """,
    re.VERBOSE,
)
PRODUCT = later(rf"(?P<first>{NUMBER})[ ]?\*[ ]?(?P<second>{NUMBER})(?!\w)")
WORDS_AFTER = "of|in|to|for|from|on|at|by|and|or|a|this|last|since|per"
SCALED = later(
    rf"""
    (?P<amount>{NUMBER}) [ ]?
    (?P<scale> bn | mn | mln | tn | trn | (?<=[2-9][0-9])[kK] | (?<=[0-9]00)[kK]
             | [mkKMBT](?= [ ] (?!run|race|walk|sprint|dash) [a-z]{{3}} )
             | [KMB](?= [ ] (?:mi|km|sq|lb|kg|gal|bbl)\b | -ton ) | [kMB](?=[ ][A-Z]{{2,6}}s\b)
             | (?<=[0-9])[MB](?= [,;)] | \.?$ | [ ](?:{WORDS_AFTER})\b )
             | [mkMB](?= -(?:{cued("hyphened")}) )
             | (?:(?<=\.[0-9])|(?<=\.[0-9]{{2}}))[kKMB] ) (?!\w)
    """,
    re.VERBOSE,
)
PLAIN = later(
    rf"""
    (?P<minus>(?<![\w.,)\]/])[-−])?
    (?P<amount> {UNSPACED} (?:\.[0-9]++)?+
              | (?<![A-Za-z0-9]) \.[0-9]++ )
    (?P<s>s(?!\w))?
    """,
    re.VERBOSE,
)
LEFT = later(r"(?<=[-−/.,:'’^])[0-9]+(?:\.[0-9]+)?|[0-9]+(?=[-/.,:'’^⁰¹²³⁴-⁹])")
GROUPED = later(rf"(?P<amount>{SPACED})")
YEAR = later(r"(?:1[89]|20)[0-9]{2}")
VERSION = later(r"[0-9]{1,3}(?:\.[0-9]{1,3}){2,4}(?P<letter>[a-z])?(?!\w|\.[0-9])")
SLASHED = later(r"(?<!/)[0-9]{1,9}(?:/[0-9]{1,9}){1,4}(?![\w/]|[.,][0-9])")
BATTED = later(r"\b(?:hit|hits|hitting|batting|batted|average[ ]of)[ ]$")
BATTING = later(
    r"""
    (?<![\w.]) (?P<it>\.[0-9]{3}) (?![0-9])
    (?P<after>[ ](?:average|hitter|batting|avg|on-base|slugging|lifetime))?
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
    return words + ("s" if match["s"] else "")


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


WHOLE_SHARE = 100  # "an 80/20 split"
CLASS = later(r"\b(?:degrees?|honours|graduat\w+|graduates?)\b")
PRESSURE = later(r"\b(?:blood[ ]pressure|hypertension|mmHg|systolic|BP|readings?)\b")
PRICED = later(
    r"\b(?:at|odds[ ]of|priced|price[ ]of|odds-on|from|drifted[ ]to|cut[ ]to|an?|the)[ ]$"
)


def _priced(match: re.Match[str]) -> bool:
    prefix = match.string[max(0, match.start() - 12) : match.start()]
    return PRICED.search(prefix) is not None and not match.string.startswith(" of", match.end())


# Words before a mark, a number or a count of a total: "rated 7/10", "lap 12/50", "(2/6)".
OF_ALL = later(rf"(?:\b(?i:{cued('of_all')})\.?[ ]|\()$")
BEAT = later(rf"[ ](?:{cued('beat', opening=True)})\b")
SHORTEST_THREAD = 5
TENTHS = {"5": 5, "10": 10, "20": 20, "100": 100}


def _of_whole(match: re.Match[str]) -> str | None:
    """Return the link of a mark, a lap or an episode, None for a fraction.

    >>> speakable("Rated 4/5 on lap 7/50.", "en"), speakable("It is 4/5 of it.", "en")
    ('Rated four out of five on lap seven of fifty.', 'It is four fifths of it.')
    """
    over, under = match["over"], match["under"]
    prefix = match.string[max(0, match.start() - 12) : match.start()]
    bracketed = prefix.endswith("(") and match.string.startswith(")", match.end())
    alone = over == "1" and not (prefix.strip() and match.string[match.end() :].strip(" .)🧵"))
    link = None
    if match["whole"]:
        return None
    if OF_ALL.search(prefix) and (bracketed or not prefix.endswith("(")):
        link = " of "
    elif match.string.startswith((" of ", " the ", " as "), match.end()):
        return None
    elif under == "10" or (under in TENTHS and mentions("rated", match.string)):
        link = " out of " if int(over) <= TENTHS[under] else None
    elif alone and int(under) > SHORTEST_THREAD:
        link = " of "  # the first of a thread of posts
    return link


def _link(match: re.Match[str]) -> str | None:
    """Return the link of two figures that are odds, shares or a blood pressure.

    Return None for a fraction.
    """
    over, under = match["over"], match["under"]
    if BEAT.match(match.string, match.end()):
        return "-"
    if int(over) + int(under) == WHOLE_SHARE and over[1:] == under[1:] == "0":
        return " "
    if int(over) > int(under) and PRESSURE.search(match.string):
        return " over "
    if (
        not match["whole"]
        and mentions("odds", match.string)
        and (int(over) > int(under) or _priced(match))
    ):
        return " to "
    return _of_whole(match) or (" out of " if over == under else None)


def _fraction(match: re.Match[str], style: Style) -> str | None:
    """Say "3/4" and "2 1/2"; a figure over a smaller one is a slash, a longer one a file.

    >>> speakable("Add 2 1/2 cups and 3/4 of it.", "en")
    'Add two and a half cups and three quarters of it.'
    >>> speakable("See file 1234/5678.", "en")
    'See file one thousand two hundred thirty-four slash five thousand six hundred seventy-eight.'
    """
    over, under = match["over"], match["under"]
    link = _link(match)
    if not link and (int(over) >= int(under) or under == "1" or over[0] == "0" or under[0] == "0"):
        link = " slash "
        if match["whole"]:
            return None
    if link:
        return f"{amount(over, style)}{link}{amount(under, style)}"
    if match["whole"]:
        return f"{cardinal(match['whole'])} and {fraction(over, under)}"
    words = fraction(over, under)
    return words.replace("a ", "one ", 1) if over == "1" else words


def _mixed(match: re.Match[str], style: Style) -> str:
    """Say a whole number with a fraction that is one sign; the sign alone is said elsewhere.

    >>> speakable("Wait 2½ years.", "en")
    'Wait two and a half years.'
    >>> speakable("Wait ½ a year.", "en")
    'Wait a half a year.'
    """
    minus = "minus " if match["minus"] else ""
    return f"{minus}{amount(match['whole'], style)} and {fraction(*VULGAR[match['sign']])}"


def _range(match: re.Match[str], style: Style) -> str:
    """Say a range, a score or a vote with "to", a record with commas.

    Not a number after a letter.

    >>> speakable("Some 10-15 left.", "en")
    'Some ten to fifteen left.'
    >>> speakable("The F-15 left.", "en")
    'The F fifteen left.'
    """
    low, high = amount(match["low"], style), amount(match["high"], style)
    if match["link"] == ":" and match["low"] == "2" and CLASS.search(match.string):
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


def _halves(match: re.Match[str], style: Style) -> str | None:
    """Say a score with halves, as chess has them; one half alone is a mixed number.

    >>> speakable("He won 7½-6½.", "en")
    'He won seven and a half to six and a half.'
    >>> speakable("He is 7½ now.", "en")
    'He is seven and a half now.'
    """
    sides = match["first"], match["second"]
    if not any(side[-1] in VULGAR for side in sides):
        return None
    return " to ".join(_side(side, style) for side in sides)


def _side(written: str, style: Style) -> str:
    if written[-1] not in VULGAR:
        return amount(written, style)
    return f"{amount(written[:-1], style)} and {fraction(*VULGAR[written[-1]])}"


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

    >>> speakable("He has 2.3M fans.", "en")
    'He has two point three million fans.'
    >>> speakable("Take Exit 12B and wait.", "en")
    'Take Exit twelve B and wait.'
    """
    previous_words = match.string[max(0, match.start() - 20) : match.start()].split()
    word = previous_words[-1] if previous_words else ""
    named = word[:1].isupper() and word.casefold() not in FUNCTION_WORDS
    glued = match["scale"] in {"M", "B"} and "." not in match["amount"]
    if word.casefold() in THINGS or (named and glued):
        return None
    return f"{amount(match['amount'], style)} {MAGNITUDES[match['scale']]}"


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

    >>> speakable("It has 340 rooms at -5.", "en")
    'It has three hundred forty rooms at minus five.'
    >>> speakable("It opened in 1984.", "en")
    'It opened in nineteen eighty-four.'
    """
    if match["s"] and "." in match["amount"]:  # "10.65s" are seconds, "90s" may be many things
        return f"{amount(match['amount'], style)} seconds"
    minus = "minus " if match["minus"] else ""
    words = amount(match["amount"], style)
    words = minus + (plural(words) if match["s"] else words)
    text = match.string
    space = " " if match.start() and text[match.start() - 1].isalpha() else ""
    return space + words + (" " if text[match.end() : match.end() + 1].isalpha() else "")


RULES = (
    figure_rule("number.halves", HALVES, _halves, frozenset(VULGAR)),
    Rule("number.mixed", MIXED, _mixed, frozenset(VULGAR)),
    figure_rule("number.fraction", FRACTION, _fraction, frozenset("/⁄")),
    figure_rule("number.ordinals", ORDINALS, _ordinals, frozenset("-–")),
    figure_rule("number.ordinal", ORDINAL, _ordinal),
    figure_rule("number.range", RANGE, _range, frozenset("-–—−:")),
    figure_rule("number.product", PRODUCT, _product, frozenset("*")),
    Rule("number.compared", COMPARED, _compared, frozenset(COMPARISONS)),
)
SAYING_RULES = (Rule("number.saying", SAYING, _saying, frozenset("/-°")),)
SCALED_RULES = (figure_rule("number.scaled", SCALED, _scaled),)
SLASHED_RULES = (figure_rule("number.slashed", SLASHED, _slashed, frozenset("/")),)
PLAIN_RULES = (
    figure_rule("number.version", VERSION, _version),
    figure_rule("number.batting", BATTING, _batting, frozenset(".")),
    figure_rule("number.spaced", GROUPED, _spaced, frozenset(" ")),
    Rule("number", PLAIN, _number, DIGITS),
    Rule("number.left", LEFT, _remainder, frozenset("-−/,^⁰¹²³⁴⁵⁶⁷⁸⁹")),
)
