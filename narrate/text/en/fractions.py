"""Fractions, and the strokes that are none: marks, odds, laps, shares, a blood pressure."""

import re

from narrate.text.en.grammar import cued, mentions, occurs
from narrate.text.en.numbers import (
    VULGAR,
    amount,
    cardinal,
    figure_rule,
    fraction,
)
from narrate.text.later import later
from narrate.text.rules import Rule, Style, after_figure

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
# Scores with halves, as chess has them: "7½-6½".
HALVES = later(
    rf"""
    (?P<first>[0-9]{{1,3}}(?:[{"".join(VULGAR)}]|\.5)?) [-–]
    (?P<second>[0-9]{{1,3}}(?:[{"".join(VULGAR)}]|\.5)?) (?![\w/%]|[.,:-][0-9])
    """,
    re.VERBOSE,
)
MARK = later(
    r"(?P<mark>[0-9]\.[0-9]|[0-9](?P<half>½))/(?P<best>5|10|12|15|20|100)(?![\w/]|[.,][0-9])",
)
WHOLE_SHARE = 100  # "an 80/20 split"
HELD = later(r"\b[Aa][ ]$")
DEGREE = later(r"(?<![\w:.,$£€-])2:(?P<lower>[12])(?P<s>s)?(?![\w:])")
CLASS = later(r"\b(?:degrees?|[Hh]onours|graduat\w+|graduates?|[Hh]ons)\b")
PRESSURE = later(r"\b(?:[Bb]lood[ ]pressure|hypertension|mmHg|systolic|BP|readings?)\b")
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
    rating = not (prefix.strip() or match.string[match.end() :].strip(" .!"))
    alone = over == "1" and not (prefix.strip() and match.string[match.end() :].strip(" .)🧵"))
    link = None
    if match["whole"]:
        return None
    if OF_ALL.search(prefix) and (bracketed or not prefix.endswith("(")):
        link = " out of " if bracketed and under == "10" else " of "
    elif match.string.startswith((" of ", " the ", " as "), match.end()):
        return None
    elif under == "10" or (under in TENTHS and mentions("rated", match.string)):
        link = " out of " if int(over) <= TENTHS[under] else None
    elif rating and under == "5" and over != "1":
        link = " out of "  # "4/5." under a critic's text
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
    if int(over) > int(under) and occurs(PRESSURE, match.string):
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


def _mark(match: re.Match[str], style: Style) -> str:
    """Say a mark with a point or a half; without a stroke it is a decimal.

    >>> speakable("A flaw rated 9.8/10.", "en")
    'A flaw rated nine point eight out of ten.'
    >>> speakable("Rated 3½/5.", "en")
    'Rated three and a half out of five.'
    >>> speakable("A flaw rated 9.8.", "en")
    'A flaw rated nine point eight.'
    """
    best = cardinal(match["best"])
    if match["half"]:
        return f"{cardinal(match['mark'][0])} and a half out of {best}"
    return f"{amount(match['mark'], style)} out of {best}"


def _class(match: re.Match[str], _: Style) -> str | None:
    """Say a British degree, "a 2:1"; elsewhere it is a score or a ratio.

    >>> speakable("The university gave more 2:1s; he got a 2:2 degree.", "en")
    'The university gave more two ones; he got a two two degree.'
    >>> speakable("Mix them 2:1.", "en")
    'Mix them two to one.'
    """
    after_article = HELD.search(
        match.string[max(0, match.start() - 3) : match.start()]
    ) and match.string.startswith((" in ", " from ", " at "), match.end())
    if not (match["s"] or after_article or occurs(CLASS, match.string)):
        return None
    lower = cardinal(match["lower"])
    return f"two {lower}{'s' if match['s'] else ''}"


RULES = (
    Rule("number.class", DEGREE, _class, frozenset(":")),
    figure_rule("number.mark", MARK, _mark, frozenset("/")),
    figure_rule("number.halves", HALVES, _halves, frozenset(VULGAR)),
    Rule("number.mixed", MIXED, _mixed, frozenset(VULGAR)),
    figure_rule("number.fraction", FRACTION, _fraction, after_figure("/⁄")),
)
