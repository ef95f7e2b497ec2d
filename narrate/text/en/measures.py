r"""Measures: "25 kg", "a 10-km run", "5-10%", "-5°C", "5'8\"", "100 km/h"."""

import re

from narrate.text.en.grammar import (
    FUNCTION_WORDS,
    alternatives,
    attributive,
    cued,
    mentions,
    stop_of,
)
from narrate.text.en.initials import is_name
from narrate.text.en.kitchen import fills_container, holds_food, weighs_food
from narrate.text.en.millions import EVENT, SPANNING, counts_millions
from narrate.text.en.money import MAGNITUDES
from narrate.text.en.numbers import (
    DIGITS,
    NUMBER,
    VULGAR,
    amount,
    cardinal,
    figure_rule,
    fraction,
)
from narrate.text.later import later
from narrate.text.rules import Rule, Style, after_figure, in_any_case
from narrate.text.table import pairs, rows

UNITS = {unit: (singular, plural) for unit, singular, plural in rows("en/units.tsv")}
VULGAR_SIGNS = "".join(VULGAR)
UNIT = alternatives(UNITS)
PER = {
    **{unit: names[0] for unit, names in UNITS.items()},
    **pairs("en/per.tsv"),
}
PER_UNIT = alternatives(PER)

# The same measure in other units after a stroke: "225g/8oz", "20cm/8in".
BESIDE = r"[0-9½¼¾][0-9.,½¼¾]{0,6}[ -]?(?:oz|lb|fl[ ]oz|in|ft|pt|k?g|[mc]l|mph|miles?|mi|km)\b"

# "a 20cm/8in cake tin": the sizes of a vessel.
VESSEL = later(
    rf"(?:/{BESIDE})?[ ](?:(?:{cued('shaped_as')})[ ]){{0,2}}(?:{cued('oven_vessel')})\b"
)
PLATES = later(rf"[ ](?:{cued('in_book')})\b")
MEASURE = later(
    rf"""
    (?=[-−–.0-9])  # a quick look, because the rest takes time at each character
    (?: (?<![\w.,$€£/]) | (?<=[0-9p]/)(?=100[ ]?(?:g|ml|km)\b) | (?<=[CF]/)(?=[-−]?[0-9]+°)
      | (?<=B/)(?=[0-9]+[GT]B) | (?<=[a-z]/)(?={BESIDE}) | (?<=\bc)(?=[0-9]) | (?<=\bc\.) )
    (?P<minus>[-−]|(?<![^\s(“"])–(?=[0-9.]+[ ]?°))?
    (?: (?P<low>{NUMBER}) (?:[ ]?(?P<again>{UNIT}))? (?:[ ]?[-–—][ ]?) )?
    (?P<amount>{NUMBER}) (?:[ ](?P<over>[0-9]{{1,2}})/(?P<under>[0-9]{{1,2}})
      |[ ]?(?P<sign>[{VULGAR_SIGNS}]))? (?P<plus>\+)?
    (?: [ -]? (?P<magnitude> {cued("magnitude")}
                           | (?:[kKMBTbm]|[bmt]n) (?= [ ](?:{cued("after_million")})\b ) ) )?
    (?P<link> [ \u00a0\u202f-]? )
    (?P<unit> (?!(?<=[0-9])c\.)(?:{UNIT}) | (?<=[0-9{VULGAR_SIGNS}])in\b )
    (?:/(?P<per>{PER_UNIT}))? (?:/(?P<each>{PER_UNIT}))?
    (?! [\w²³°&] | / (?![0-9]+[GT]B\b|[-−]?[0-9]+°|(?i:fan|gas)\b|{BESIDE}) | [.][0-9] )
    (?:(?<=[a-z])\.(?!\w|\.))?
    """,
    re.VERBOSE,
)
FIELDS = {"au": "orbital"}  # units that are also something else
SPEEDS = frozenset(["kt", "kts", "kn", "mph", "kph", "km/h", "MPH"])
POWERS = frozenset(["mAh", "kV", "kW", "MW", "GW", "kWh", "MWh", "GWh"])  # "a 750kV line"
ONE_THING = later(r"[ ]([a-z]{3,}[^\Ws])\b")
# "the 220kV Juja substation": a name and the thing that bears it.
NAMED_THING = later(rf"(?:[ ][A-Z][\w’'-]+){{1,3}}[ ](?:{cued('powered')}|[A-Z][a-z]+)\b")
SIZES = frozenset(
    ["t", "min", "hr", "ft", "in", "mm", "cm", "m", "km", "mi", "yd", "kW", "MW", "GW", "nm"]
)
SEVERAL = later(r"[ ]([a-z]{2,}[^\Wsu]s)\b(?![ ](?:the|a|an|from|to)\b)")
OFFSHORE = later(rf"[ ](?:(?:{cued('offshore')}|[NSEW]{{1,3}})\b|of[ ][A-Z])")
PAGES = later(r"(?P<amount>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,4})(?P<link>[ -]?)pp\.")
PART = later(
    rf"""
    (?<![0-9][ ])
    (?: (?P<over>[1-9][0-9]?) / (?P<under>[2-9]|1[0-9]|32|64)
      | (?P<sign>[{VULGAR_SIGNS}]) )
    (?P<link>[ -])
    (?P<unit> {UNIT}
            | {cued("parted")} )
    (?!\w) (?:(?<=[a-z])\.(?!\w|\.))?
    """,
    re.VERBOSE,
)
DIRECTION = later(
    r"""
    (?<![\w./]) (?=[NSEW]) (?P<north>[NS](?=[EW]?[ ]winds?\b|[EW][ ]of\b))?
    (?P<east>(?:(?<=[NS])|(?<![\w.]))[EW](?=[ ](?:of|winds?)\b))? (?<=[NSEW]) (?!\w)
    """,
    re.VERBOSE,
)
AFTER_ARTICLE = later(
    r"\b(?:[Aa]n?|[Tt]he|th(?:is|at)|each|every|another|[Hh]is|[Hh]er|[Ii]ts)[ ]$"
)
POINTS = {"N": "north", "S": "south", "E": "east", "W": "west"}
CALIBER = later(rf"[ ](?:(?:{cued('gun')})\b|[fF]/[0-9]|[0-9]{{1,2}}(?:st|nd|rd|th)\b)")

TYPE = later(r"[ ](?:bold|Courier|font|Helvetica|text|Times|type|typeface)\b")


def _measure(match: re.Match[str], style: Style) -> str | None:
    """Say a figure and its unit; m without a length is million.

    >>> speakable("A 5km run of 5-10%, and 5m saw it.", "en")
    'A five kilometer run of five to ten percent, and five million saw it.'
    >>> speakable("Some 3 TDs of the Dáil voted.", "en"), speakable("He ran in 3 TDs.", "en")
    ("Some three T-D's of the Dáil voted.", 'He ran in three touchdowns.')
    >>> speakable("Cream 225g/8oz butter.", "en")
    'Cream two hundred twenty-five grams, eight ounces of butter.'
    >>> speakable("Take 5 in all.", "en")
    'Take five in all.'
    """
    unit, figures, magnitude = match["unit"], match["amount"], match["magnitude"]
    field = FIELDS.get(unit)
    if is_name(match) or (unit in {"TD", "TDs"} and mentions("dail", match.string)):
        return None
    if field and not mentions(field, match.string):
        return None
    if unit == "m" and not match["link"] and not match["per"] and counts_millions(match):
        low = f"{amount(match['low'], style)} to " if match["low"] else ""
        return f"{low}{amount(figures, style)} million{stop_of(match)}"
    in_genes = unit == "bp" and mentions("genome", match.string)
    in_genes = in_genes and not mentions("debt", match.string)
    singular, plural = ("base pair", "base pairs") if in_genes else _names(match)
    part = (match["over"], match["under"]) if match["over"] else VULGAR.get(match["sign"])
    again = _again(match)
    is_single = figures == "1" and not (magnitude or (match["low"] and not again) or part)
    contained = fills_container(match)
    joined = match["link"] == "-" or attributive(match) or _sized(match) or _named(match)
    words = "fifteen hundred" if _is_race(match) else amount(figures, style)
    if part:
        words += f" and {fraction(*part)}"
    if match["low"]:
        words = f"{amount(match['low'], style)}{again} to {words}"
    if magnitude:
        words += f" {MAGNITUDES[magnitude]}"
    if match["plus"]:
        words += " plus"
    per = "".join(f" per {PER[match[name]]}" for name in ("per", "each") if match[name])
    minus = "minus " if match["minus"] else ""
    of = " of" if weighs_food(match) and not contained else ""
    names = (
        plural if of and not is_single else singular if is_single or joined or contained else plural
    )
    return f"{minus}{words} {names}{of}{per}{stop_of(match)}"


def _again(match: re.Match[str]) -> str:
    """Return the unit of a range's lower end where it is another, or percent.

    >>> speakable("Take 500mg-1g a day; it draws 1kW-2kW.", "en")
    'Take five hundred milligrams to one gram a day; it draws one to two kilowatts.'
    """
    unit = match["again"]
    if unit is None or (unit == match["unit"] and unit != "%"):
        return ""
    return " " + UNITS[unit][match["low"] != "1"]


def _names(match: re.Match[str]) -> tuple[str, str]:
    """Return a unit's names; "25 kt" of wind are knots, "60 nm off Cork" nautical miles.

    >>> speakable("The probe sends at 160bps.", "en"), speakable("Yields rose 16bps.", "en")
    ('The probe sends at one hundred sixty bits per second.', 'Yields rose sixteen basis points.')
    >>> speakable("Ship 3-nm chips. Gilt yields fell 6bps, data show.", "en")
    'Ship three nanometer chips. Gilt yields fell six basis points, data show.'
    >>> speakable("A 50-cal machine gun, 12pt type, a 50-cal snack, 12pt leads.", "en")
    'A fifty caliber machine gun, twelve point type, a fifty calorie snack, twelve points leads.'
    """
    if match["unit"] == "kt" and mentions("seagoing", match.string):
        heavy = any(mentions(use, match.string) for use in ("explosive", "ore"))
        return UNITS["kt" if heavy else "kts"]
    sent = mentions("transmission", match.string) and not mentions("debt", match.string)
    if match["unit"] == "bps" and sent:
        return "bit per second", "bits per second"
    if match["unit"] == "nm" and (
        OFFSHORE.match(match.string, match.end())
        or (mentions("seagoing", match.string) and not mentions("lithography", match.string))
    ):
        return "nautical mile", "nautical miles"
    if match["unit"] == "pt" and (mentions("cooking", match.string) or weighs_food(match)):
        return "pint", "pints"
    many = re.fullmatch("[0-9]{3}", match["amount"]) is not None  # no share has so many points
    if match["unit"] == "pp" and (many or PLATES.match(match.string, match.end())):
        return "page", "pages"  # of a book
    singular, plural = UNITS.get(match["unit"], ("inch", "inches"))
    for unit, form, name in (("cal", CALIBER, "caliber"), ("pt", TYPE, "point")):
        if match["unit"] == unit and form.match(match.string, match.end()):
            singular = plural = name
    return singular, plural


def _named(match: re.Match[str]) -> bool:
    """Return whether "400m" names an event, "20cm/8in" a tin, or "30ft" goes on as "30ft-high"."""
    after = match.string[match.end() : match.end() + 14]
    aged = match["unit"] in {"yo", "y/o"} and AFTER_ARTICLE.search(
        match.string[max(0, match.start() - 12) : match.start()]
    )
    event = match["unit"] in {"m", "km"} and not match["link"] and EVENT.match(after)
    caliber = match["unit"] in {"mm", "in", "yd"} and CALIBER.match(match.string, match.end())
    vessel = match["unit"] in {"cm", "in", "mm"} and VESSEL.match(match.string, match.end())
    return bool(aged or event or caliber or vessel or SPANNING.match(after))


def _is_race(match: re.Match[str]) -> bool:
    """Return whether a length is the race over 1,500 meters, which has a name of its own."""
    if match["amount"] not in {"1,500", "1500"} or match["unit"] != "m" or match["link"] == " ":
        return False
    return mentions("athletics", match.string)


def _sized(match: re.Match[str]) -> bool:
    """Return whether a size precedes a plural noun: "20mm guns", "4-6ft waves", "70 mph gusts".

    A function word is no noun.

    >>> speakable("They have 20mm guns.", "en")
    'They have twenty millimeter guns.'
    >>> speakable("The 220kV Juja line; it sent 220kV Monday.", "en")
    'The two hundred twenty kilovolt Juja line; it sent two hundred twenty kilovolts Monday.'
    >>> speakable("It was 20mm across.", "en")
    'It was twenty millimeters across.'
    """
    unit = match["unit"].rstrip(".")
    if unit in POWERS and not match["link"]:
        end = match.end()
        if NAMED_THING.match(match.string, end):
            return True
        thing = ONE_THING.match(match.string, end) or SEVERAL.match(match.string, end)
        return thing is not None and thing[1] not in FUNCTION_WORDS
    if unit not in SPEEDS and not (unit in SIZES and not match["link"]):
        return False
    noun = SEVERAL.match(match.string, match.end())
    return noun is not None and noun[1] not in FUNCTION_WORDS


def _part(match: re.Match[str], _: Style) -> str:
    """Say part of a unit; not "1/2 of a mile", whose fraction is said elsewhere.

    >>> speakable("A 3/4-inch pipe, 1/2 mile long.", "en")
    'A three-quarter inch pipe, half a mile long.'
    >>> speakable("Take 1/2 of a mile.", "en")
    'Take one half of a mile.'
    """
    unit = UNITS.get(match["unit"], (match["unit"], ""))[0]
    over, under = VULGAR[match["sign"]] if match["sign"] else (match["over"], match["under"])
    counted = match["link"] == " " and not AFTER_ARTICLE.search(
        match.string[max(0, match.start() - 12) : match.start()]
    )
    if counted and over != "1" and not unit.startswith(("teaspoon", "tablespoon")):
        words = f"{fraction(over, under)} of {'an' if unit[0] in 'aeiou' else 'a'} {unit}"
    elif match["sign"] and under != "2":
        words = f"{fraction(over, under)} {unit}"
    elif (over, under) == ("1", "2"):
        article = "an" if unit.startswith(("inch", "ounce", "acre", "hour")) else "a"
        words = f"half-{unit}" if match["link"] == "-" else f"half {article} {unit}"
    elif under == "4":
        words = f"{'a ' if match['link'] == ' ' and over == '1' else ''}"
        words += f"{cardinal(over) + '-' if over != '1' else ''}quarter {unit}"
    else:
        article = "" if match["link"] == "-" else "of an " if unit[0] in "aeiou" else "of a "
        words = f"{fraction(over, under)} {article}{unit}"
    return words + (" of" if holds_food(match, unit, words) else "") + stop_of(match)


def _pages(match: re.Match[str], style: Style) -> str:
    """Say "pp." after a figure as pages; before it, it is said elsewhere.

    >>> speakable("A book of 300pp. long.", "en")
    'A book of three hundred pages long.'
    >>> speakable("See pp. 12 for it.", "en")
    'See pages twelve for it.'
    """
    pages = "page" if match["link"] == "-" else "pages"
    return f"{amount(match['amount'], style)} {pages}{stop_of(match)}"


def _direction(match: re.Match[str], _: Style) -> str:
    """Say a point before "of" or "wind"; elsewhere it is a letter.

    >>> speakable("A W wind, E of here.", "en")
    'A west wind, east of here.'
    >>> speakable("The W key.", "en")
    'The W key.'
    """
    return POINTS.get(match["north"], "") + POINTS.get(match["east"], "")


RULES = (
    figure_rule("measure.pages", PAGES, _pages, words=frozenset(["pp"])),
    figure_rule("measure.part", PART, _part, after_figure("/") | frozenset(VULGAR)),
    Rule("measure", MEASURE, _measure, DIGITS),
    Rule("measure.direction", DIRECTION, _direction, words=in_any_case("N S E W NE NW SE SW")),
)
