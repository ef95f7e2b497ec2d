"""Temperatures without a degree sign: "hit 40C", "350 F", "2C of warming"."""

import re
from functools import lru_cache

from narrate.text.en.grammar import alternatives, cued, mentions
from narrate.text.en.numbers import DIGITS, amount, cardinal
from narrate.text.en.registers import tells, terse
from narrate.text.en.series import is_place
from narrate.text.later import later
from narrate.text.rules import Rule, Style

SCALE = later(r"(?:\bdegrees?|(?<=[1-9]0s))[ ](?P<it>[CF])(?![\w'’-]|\.\w)")
DEGREES = later(
    r"""
    (?:(?<![\w.,$€£/])|(?<=[CF]/)) (?:(?P<low>[0-9]{1,3}(?:\.[0-9])?)[CF]?[-–])?
    (?P<minus>[-−])? (?P<amount>[0-9]{1,3}(?:\.[0-9])?) (?P<space>[ ]?) (?P<unit>[FC](?!\.[A-Z]))
    (?! [\w'’+#-]
      | \.[0-9]
      | / (?![-−]?[0-9]{1,3}(?:°?[CF])?(?!\w)|[Gg]as|[Ff]an)
      | [ ][0-9] )
    """,
    re.VERBOSE,
)
# A town and its temperature, of which a list has several: "London 12C; Leeds 9C".
TOWN = later(r"(?P<town>[A-Z][a-z]+)[ ][0-9]{1,2}(?P<scale>[CF])(?=[;,.]|$)")
BESIDE = later(r"[0-9][ ]?[FC](?:[ ](?:to|and|or)[ ]|/)-?$")
BEFORE_OTHER = later(r"/[-−]?[0-9]{1,2}[CF]\b")
WARMER = later(rf"[ ](?:{cued('warmer')})\b")
WARMED = later(rf"\b(?:{cued('warmed')})[ ]$")
FORECAST = frozenset(
    [
        "Oven",
        "Bake",
        "Roast",
        "Preheat",
        "High",
        "Highs",
        "Low",
        "Lows",
        "Max",
        "Min",
        "Temp",
        "Temps",
    ]
)
ARTICLES = frozenset(["A", "An", "The"])
NUMBERED = frozenset(["seat", "gate", "room", "row"])
# A flat or a size: "12C Park Road", "a 34C bra".
LABELLED = later(
    rf"[ ](?:bras?\b|(?:[A-Z][\w’'-]+[ ]){{1,3}}(?:{cued('flat_street')})\b)",
)
# "Sections 12A, 12B and 12C"
LETTERS_BEFORE = later(r"[0-9]B(?:,|,?[ ](?:and|or|to))[ ]$")
# The skies of a table of cities.
TABLE_SKIES = {
    "B": "bright",
    "C": "cloudy",
    "Dr": "drizzle",
    "F": "fair",
    "Fg": "fog",
    "R": "rain",
    "S": "sunny",
    "Sh": "showers",
    "Sn": "snow",
    "Th": "thunder",
}
SCALES = {"F": "Fahrenheit", "C": "Celsius"}


def _degrees(match: re.Match[str], style: Style) -> str | None:
    """Say "350 F", "-5 C" and "hit 40C"; "Seat 14C" and a lone "5 C" are none.

    >>> speakable("It hit 40C.", "en")
    'It hit forty degrees Celsius.'
    >>> speakable("Today: 11C, dry.", "en")
    'Today: eleven degrees Celsius, dry.'
    >>> speakable("Leeds 12C; Cork 9C.", "en")
    'Leeds twelve degrees Celsius; Cork nine degrees Celsius.'
    >>> speakable("Take Seat 14C, Seat 15C.", "en")
    'Take Seat fourteen C, Seat fifteen C.'
    >>> speakable("A 5C drop hit 12C Elm Park Road.", "en")
    'A five degrees Celsius drop hit twelve C Elm Park Road.'
    >>> speakable("Sections 12A, 12B and 12C apply at 15C High St.", "en")
    'Sections twelve A, twelve B and twelve C apply at fifteen C High Street.'
    """
    previous_words = match.string[max(0, match.start() - 40) : match.start()].rsplit(None, 1)[-1:]
    named = any(
        (word[:1].isupper() and word[-1] not in ":," and not (word in FORECAST or word in ARTICLES))
        or word in NUMBERED
        for word in previous_words
    )
    opened = match.start() > 0 and match.string[match.start() - 1] == "("
    ranged = BESIDE.search(
        match.string[max(0, match.start() - 8) : match.start()]
    ) or BEFORE_OTHER.match(match.string, match.end())
    warming = WARMER.match(match.string, match.end()) or WARMED.search(
        match.string[max(0, match.start() - 12) : match.start()]
    )
    sure = match["minus"] or match["amount"] == "0" or match["low"] or opened or ranged or warming
    towns = _lists_towns(match.string)
    warm = towns or mentions("warm", match.string) or tells("forecast", match.string)
    alone = len(match["amount"]) == 1 and not sure and not warm
    seat = named and not (match["space"] or match["minus"] or "." in match["amount"])
    labelled = not match["space"] and LABELLED.match(match.string, match.end())
    series = LETTERS_BEFORE.search(match.string[max(0, match.start() - 8) : match.start()])
    if alone or labelled or series or (seat and not towns):
        return None
    minus = "minus " if match["minus"] else ""
    minus += f"{amount(match['low'], style)} to " if match["low"] else ""
    degrees = "degree" if match["amount"] == "1" and not match["low"] else "degrees"
    return f"{minus}{amount(match['amount'], style)} {degrees} {SCALES[match['unit']]}"


@lru_cache(maxsize=64)
def _lists_towns(text: str) -> bool:
    """Return whether a text lists towns with their temperatures, all in one scale.

    >>> _lists_towns("Leeds 12C; Cork 9C."), _lists_towns("Flat 3C, Block 9C.")
    (True, False)
    """
    towns = list(TOWN.finditer(text))
    one_scale = len({town["scale"] for town in towns}) == 1
    placed = any(is_place(town["town"]) for town in towns)
    several = len({town["town"] for town in towns}) > 1
    return several and one_scale and not placed and not mentions("lettered", text)


def _scale(match: re.Match[str], _: Style) -> str:
    """Say the scale after "degrees"; a letter after other words is a letter.

    >>> speakable("It hit 40 degrees C today.", "en")
    'It hit forty degrees Celsius today.'
    >>> speakable("Plan C has degrees.", "en")
    'Plan C has degrees.'
    """
    return SCALES[match["it"]]


# The other scales of an oven: "220C/200C fan/gas 7".
GAS = later(
    r"""
    (?:(?<=[CF0-9])|(?<=\b[Ff]an))/(?=[Gg]as\b|[Ff]an\b|[0-9]{3}[CF]\b)
      | (?<=[CF])/(?=[-−]?[0-9]{1,3}°?[CF]\b)
    """,
    re.VERBOSE,
)


def _gas(match: re.Match[str], _: Style) -> str:
    """Say the other scale of an oven; another stroke stays.

    >>> speakable("Bake at 200C/gas 6, or 220C/200C fan/gas 7.", "en")
    'Bake at two hundred degrees Celsius or gas mark six, or two hundred and twenty degrees \
Celsius, two hundred degrees Celsius fan, gas mark seven.'
    >>> speakable("Oslo: 9C/-3C; Bern: 12°C/4°C.", "en").replace(" degrees Celsius", "")
    'Oslo: nine, minus three; Bern: twelve, four.'
    >>> speakable("An oil/gas firm.", "en")
    'An oil/gas firm.'
    """
    single = (
        match.string[match.end() :][:3].lower() == "gas" and match.string[match.start() - 1] != "n"
    )
    return " or " if single else ", "


# One temperature in two scales, in a table: "London 11C 52F", "Athens 17 63 S".
TWICE = later(
    rf"""
    (?=[-−0-9]) (?<![\w.,/-]) (?P<minus>[-−])?
    (?P<celsius>[0-9]{{1,2}})C?[ ](?P<fahrenheit>[0-9]{{1,3}})
    (?: (?<=[0-9])F(?!\w) | [ ](?P<sky>{alternatives(TABLE_SKIES)})(?=[;,.]|$) )
    """,
    re.VERBOSE,
)


def _twice(match: re.Match[str], _: Style) -> str | None:
    """Say a temperature in both scales, and the sky, where the two prove each other.

    >>> speakable("London 11C 52F; Oslo -3 27 Sn.", "en")
    'London eleven degrees Celsius, fifty-two Fahrenheit; Oslo minus three, twenty-seven, snow.'
    >>> speakable("Lot 4 50 C; lot 17 20 S.", "en").partition("; ")[2]
    'lot seventeen twenty S.'
    """
    celsius = int(match["celsius"]) * (-1 if match["minus"] else 1)
    if abs(celsius * 9 / 5 + 32 - int(match["fahrenheit"])) > 1 or not terse(match.string):
        return None
    lettered = match["sky"] is None
    if not lettered and len(TWICE.findall(match.string)) == 1:
        return None
    minus = "minus " if match["minus"] else ""
    scale = f" degree{'' if match['celsius'] == '1' else 's'} Celsius" if lettered else ""
    after = " Fahrenheit" if lettered else f", {TABLE_SKIES[match['sky']]}"
    return f"{minus}{cardinal(match['celsius'])}{scale}, {cardinal(match['fahrenheit'])}{after}"


RULES = (
    Rule("measure.gas", GAS, _gas, frozenset("/")),
    Rule("measure.scale", SCALE, _scale, frozenset("CF"), frozenset(["degree", "degrees", "s"])),
    Rule("measure.twice", TWICE, _twice, DIGITS),
    Rule("measure.degrees", DEGREES, _degrees, DIGITS, frozenset("FC")),
)
