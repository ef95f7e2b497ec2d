r"""Measures: "25 kg", "a 10-km run", "5-10%", "-5°C", "5'8\"", "100 km/h".

One file, over 300 lines: every unit shares one pattern, and each rule only narrows it.
"""

import re
from bisect import bisect_left
from functools import lru_cache

from narrate.text.en.grammar import FUNCTION_WORDS, attributive, cued, cues, mentions, stop_of
from narrate.text.en.money import MAGNITUDES
from narrate.text.en.numbers import (
    DIGITS,
    NUMBER,
    VULGAR,
    amount,
    cardinal,
    decimal,
    figure_rule,
    fraction,
)
from narrate.text.later import later
from narrate.text.rules import Rule, Style, in_any_case
from narrate.text.table import rows

UNITS = {unit: (singular, plural) for unit, singular, plural in rows("en/units.tsv")}
VULGAR_SIGNS = "".join(VULGAR)
UNIT = "|".join(re.escape(unit) for unit in sorted(UNITS, key=len, reverse=True))
PER = {
    **{unit: names[0] for unit, names in UNITS.items()},
    "h": "hour",
    "s": "second",
    "day": "day",
    "week": "week",
    "month": "month",
    "year": "year",
    "mo.": "month",
    "yr.": "year",
    "wk.": "week",
    "mo": "month",
    "yr": "year",
    "wk": "week",
    "hr": "hour",
    "hour": "hour",
    "person": "person",
}
PER_UNIT = "|".join(re.escape(unit) for unit in sorted(PER, key=len, reverse=True))

MEASURE = later(
    rf"""
    (?: (?<![\w.,$€£/]) | (?<=\bc)(?=[0-9]) | (?<=\bc\.) ) (?P<minus>[-−])?
    (?: (?P<low>{NUMBER}) (?:[ ]?(?P<again>{UNIT}))? (?:[ ]?[-–—][ ]?) )?
    (?P<amount>{NUMBER}) (?:[ ](?P<over>[0-9]{{1,2}})/(?P<under>[0-9]{{1,2}})
      |[ ]?(?P<sign>[{VULGAR_SIGNS}]))? (?P<plus>\+)?
    (?:[ -]?(?P<magnitude>hundred|thousand|million|billion|trillion|bn|mn
       |[mM](?=[ ](?:b/d|bpd|boe|bbl|ha|t|tonnes|acres|hectares)\b)))?
    (?P<link> [ \u00a0\u202f-]? ) (?P<unit>{UNIT} | (?<=[0-9{VULGAR_SIGNS}])in\b)
    (?:/(?P<per>{PER_UNIT}))? (?![\w²³/°] | [.][0-9])
    (?:(?<=[a-z])\.(?!\w|\.))?
    """,
    re.VERBOSE,
)
# Units that say how large or fast the things named after them are.
SPEEDS = frozenset(["kt", "kts", "kn", "mph", "kph", "km/h", "MPH"])
SIZES = frozenset(["ft", "in", "mm", "cm", "m", "km", "mi", "yd", "kW", "MW", "GW"])
FLYING = later(
    r"""
    (?P<feet> [0-9]{1,3},[0-9]{3}
            | [0-9]{1,3}\.[0-9]{1,2}
            | [0-9]{1,3} (?=['’′][ ](?:above|below|of|under|over|from)\b) )
    ['’′] (?!\w)
    """,
    re.VERBOSE,
)
# Nouns of races over so many meters, or of heights: "the 400m champion".
EVENT = later(rf"[ ](?:{cued('event')})\b")
SPANNING = later(rf"-(?:{cued('spanning')})\b")
SEVERAL = later(r"[ ]([a-z]{2,}[^\Wsu]s)\b(?![ ](?:the|a|an|from|to)\b)")
OFFSHORE = later(rf"[ ](?:{cued('offshore')}|[NSEW]{{1,3}})\b")
PER_ALONE = later(rf"(?<=[0-9])[ ]?/[ ]?(?P<unit>{PER_UNIT})(?!\w)")
PER_TIME = later(r"(?<=[a-z])/(?P<unit>hour|day|week|month|year|person|yr|mo|wk|hr)\b\.?(?![\w/])")
KELVIN = later(r"(?P<amount>[0-9]{1,4}(?:\.[0-9]{1,3})?)[ ]K(?=[,.;)]|$|[ ][a-z])")
PAGES = later(r"(?P<amount>[0-9]{1,4})(?P<link>[ -]?)pp\.")
SCALE_ALONE = later(r"(?<![0-9])(?<![0-9] )[°º](?P<scale>[CF])(?!\w)")
ACROSS = later(
    r"(?:(?<=[0-9½¼¾])[ ]x|(?<=[0-9][ ][a-z]{2})[ ][x×]|(?<=[0-9][a-z]{2})[ ][x×])[ ](?=[0-9])"
)
BY = later(
    rf"""
    (?P<figures>{NUMBER}(?:(?:m|cm|mm|ft)?[ ]?[x×][ ]?{NUMBER}){{1,2}}) (?P<link>[ -]?)
    (?P<unit>{UNIT}) (?![\w²³/°]|[.][0-9])
    """,
    re.VERBOSE,
)
PART = later(
    rf"""
    (?<![0-9][ ])
    (?: (?P<over>[1-9][0-9]?) / (?P<under>[2-9]|1[0-9]|32|64)
      | (?P<sign>[{VULGAR_SIGNS}]) )
    (?P<link>[ -])
    (?P<unit> {UNIT}
            | inch
            | foot
            | mile
            | pound
            | ounce
            | cup
            | acre
            | hour )
    (?!\w) (?:(?<=[a-z])\.(?!\w|\.))?
    """,
    re.VERBOSE,
)
# "an oz.", "per lb.": one of a unit that no figure counts.
EACH = later(r"[ ](?P<it>(?P<unit>yr|mo|wk|hr|oz|lb|bbl|gal|kg|kWh|MWh|sq\.? ft|yd)\b\.?)(?!\w)")
EACH_WORDS = in_any_case("yr mo wk hr oz lb bbl gal kg kWh MWh sq yd")
ONE = ("a", "an", "per", "each")
QUAKE = later(
    r"""
    (?<!\w) (?P<article>[Aa]n[ ])? M
    (?=[ ]?[0-9]\.[0-9][ -](?:quake|earthquake|tremor|aftershock|temblor))
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
# Parts of an inch with a mark or a word: "3/8\"", "2-1/2\"", "2-1/2-inch".
INCH_PART = later(
    rf"""
    (?:(?P<whole>[0-9]{{1,3}})[- ]?)?
    (?: (?P<over>[1-9][0-9]?) / (?P<under>2|4|8|16|32|64)
      | (?P<sign>[{VULGAR_SIGNS}]) )
    [ ]?[\"″] (?!\w)
    """,
    re.VERBOSE,
)
TESLA = later(
    r"""
    (?P<amount>[0-9]{1,2}(?:\.[0-9])?) [ -]?T
    (?=[ -](?:scanners?|MRI|magnets?|fields?|machines?)\b)
    """,
    re.VERBOSE,
)
FEET_INCHES = later(
    r"""
    (?P<feet>[0-9]{1,4}) [ ]? (?:ft\.?|feet|foot) ,?[ ]? (?P<inches>[0-9]{1,2}) [ ]?
    (?: in\.?
      | inches )
    (?!\w)
    """,
    re.VERBOSE,
)
STONE = later(r"(?P<stone>[0-9]{1,2})[ ]?(?:st|stone)[ ](?P<pounds>[0-9]{1,2})[ ]?lbs?(?!\w)")
STONE_ALONE = later(r"(?P<stone>[0-9]?[02-9]|11)st(?!\w)")
POINTS = {"N": "north", "S": "south", "E": "east", "W": "west"}
HEIGHT = later(
    r"""(?<![\w.,'’])(?P<feet>[0-9]{1,2})['’′][ ]?(?P<inches>[0-9]{1,2})(?:["”″]|['’]['’])"""
)
INCHES = later(
    r"""
    (?<![\w.,]) (?:(?P<low>[0-9]{1,3}(?:\.[0-9]{1,2})?)[-–])?
    (?P<inches>[0-9]{1,3}(?:\.[0-9]{1,2})?) [\"″] (?=[\s,.;)x]|$)
    """,
    re.VERBOSE,
)
COUNTED = later(
    rf"""
    -strong\b
    | [ ] (?: (?:{cued("before_people")})[ ] )?
      (?: people | [A-Za-z][a-z]{{2,30}}s | [A-Z]{{2,6}}s | (?:over|under)-[0-9]{{1,2}}s )\b
    """,
    re.VERBOSE,
)
# "The show drew 1.4m": a figure that no noun follows counts an audience.
DREW = later(rf"\b(?:{cued('drew')})[ ]$")
MANY = later(rf"-(?:{cued('hyphened')})")
LONG_AFTER = later(
    rf"""
    (?: [ ]and | , ) [ ] [0-9]+ [ ]? kg\b
    | [ ] (?: {cued("long_after")}
            | (?:in|of) [ ] (?:{cued("extent")}) ) \b
    """,
    re.VERBOSE,
)
LONG_BEFORE = later(
    rf"\b(?:{cued('long_before')})[ ](?:(?:{cued('nearly')})[ ]){{0,2}}$",
    re.IGNORECASE,
)
DETERMINED = later(
    r"(?:^|[\s(“\"'‘])(?:an?|another|every|each|its|his|her|their|our)[ ]$", re.IGNORECASE
)
THING = later(r"[ -]([a-z]{2,})")
CROWDS = cues("crowd")
# Food that is weighed in a kitchen: "50g butter" is "fifty grams of butter".
KITCHEN = frozenset(
    ["g", "mg", "kg", "ml", "l", "cl", "oz", "lb", "lbs", "tsp", "tbsp", "Tbsp", "Tsp", "pt"]
)
FOOD = later(rf"[ ](?:(?!of|and|or|the|in|to|with)[a-z-]+[ ])?(?:{cued('food', opening=True)})\b")
CALIBER = later(rf"[ ](?:{cued('gun')})\b")
OPENED = later(r'(?<![0-9])"')  # not the inches before


def _measure(match: re.Match[str], style: Style) -> str | None:
    """Say a figure and its unit; m without a length is million.

    >>> speakable("A 5km run of 5-10%, and 5m saw it.", "en")
    'A five kilometer run of five to ten percent, and five million saw it.'
    >>> speakable("Take 5 in all.", "en")
    'Take five in all.'
    """
    unit, figures, magnitude = match["unit"], match["amount"], match["magnitude"]
    if unit == "m" and not match["link"] and not match["per"] and _counts(match):
        low = f"{amount(match['low'], style)} to " if match["low"] else ""
        return f"{low}{amount(figures, style)} million"
    singular, plural = _names(match)
    part = (match["over"], match["under"]) if match["over"] else VULGAR.get(match["sign"])
    is_single = figures == "1" and not (magnitude or match["low"] or part)
    joined = match["link"] == "-" or attributive(match) or _sized(match) or _named(match)
    words = amount(figures, style)
    if part:
        words += f" and {fraction(*part)}"
    if match["low"]:
        again = " percent" if match["again"] == "%" else ""
        words = f"{amount(match['low'], style)}{again} to {words}"
    if magnitude:
        words += f" {MAGNITUDES[magnitude]}"
    if match["plus"]:
        words += " plus"
    per = f" per {PER[match['per']]}" if match["per"] else ""
    minus = "minus " if match["minus"] else ""
    of = " of" if unit.rstrip(".") in KITCHEN and FOOD.match(match.string, match.end()) else ""
    names = plural if of and not is_single else singular if is_single or joined else plural
    return f"{minus}{words} {names}{of}{per}{stop_of(match)}"


def _names(match: re.Match[str]) -> tuple[str, str]:
    """Return a unit's names; "25 kt" of wind are knots, "60 nm off Cork" nautical miles."""
    if match["unit"] == "kt" and mentions("seagoing", match.string):
        return UNITS["kts"]
    if match["unit"] == "nm" and (
        OFFSHORE.match(match.string, match.end()) or mentions("seagoing", match.string)
    ):
        return "nautical mile", "nautical miles"
    return UNITS.get(match["unit"], ("inch", "inches"))


def _named(match: re.Match[str]) -> bool:
    """Return whether "400m" names an event, or goes on as "30ft-high"."""
    after = match.string[match.end() : match.end() + 14]
    event = match["unit"] in {"m", "km"} and not match["link"] and EVENT.match(after)
    caliber = match["unit"] == "mm" and CALIBER.match(match.string, match.end())
    return bool(event or caliber or SPANNING.match(after))


def _sized(match: re.Match[str]) -> bool:
    """Return whether a size precedes a plural noun: "20mm guns", "4-6ft waves", "70 mph gusts".

    A function word is no noun.

    >>> speakable("They have 20mm guns.", "en")
    'They have twenty millimeter guns.'
    >>> speakable("It was 20mm across.", "en")
    'It was twenty millimeters across.'
    """
    unit = match["unit"].rstrip(".")
    if unit not in SPEEDS and not (unit in SIZES and not match["link"]):
        return False
    noun = SEVERAL.match(match.string, match.end())
    return noun is not None and noun[1] not in FUNCTION_WORDS


def _counts(match: re.Match[str]) -> bool:
    """Return whether "5m" is a number of millions, as it is more often than a length.

    A length follows or is followed by words of size ("a 2m wall", "10m high", "ran the 400m"), or
    stands in a sentence about a race, a tide or a building.

    >>> speakable("A crowd of 2m came, and 5.1m tuned in.", "en")
    'A crowd of two million came, and five point one million tuned in.'
    >>> speakable("They dug 2m down beside a 3m fence.", "en")
    'They dug two meters down beside a three meter fence.'
    """
    text, end = match.string, match.end()
    if COUNTED.match(text, end) or MANY.match(text, end):
        return not EVENT.match(text, end)
    if any(pattern.match(text, end) for pattern in (LONG_AFTER, EVENT, SPANNING)):
        return False
    prefix = text[max(0, match.start() - 40) : match.start()]
    if mentions("audience", text) and DREW.search(prefix):
        return True
    if match["over"] or match["sign"] or LONG_BEFORE.search(prefix):
        return False
    thing = THING.match(text, end)
    if thing and DETERMINED.search(prefix):
        return thing[1] in CROWDS
    return not mentions("long", text)


def _by(match: re.Match[str], style: Style) -> str:
    """Say the sides of a thing; "x" before no unit is said elsewhere.

    >>> speakable("A 1 x 2 m board, a 10×12-foot room.", "en")
    'A one by two meters board, a ten by twelve-foot room.'
    >>> speakable("Buy 1 x of it.", "en")
    'Buy one x of it.'
    """
    singular, plural = UNITS[match["unit"]]
    sides = " by ".join(
        amount(side.strip(), style) for side in re.split("[a-z]*[ ]?[x×]", match["figures"])
    )
    joined = match["link"] == "-" or (not match["link"] and _before_noun(match))
    return f"{sides} {singular if joined else plural}{stop_of(match)}"


def _before_noun(match: re.Match[str]) -> bool:
    """Return whether "7.62x39mm" precedes a noun: "rounds", not "in size"."""
    noun = re.match(r"[ ]([a-z]{3,})", match.string[match.end() : match.end() + 30])
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
    if match["sign"] and under != "2":
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
    of = (
        " of"
        if unit in {"teaspoon", "tablespoon"} and FOOD.match(match.string, match.end())
        else ""
    )
    return words + of + stop_of(match)


def _unit_alone(match: re.Match[str], _: Style) -> str | None:
    """Say a unit that no figure counts, after "a" or "per"; elsewhere it stays.

    >>> speakable("It is $5 an oz. now.", "en")
    'It is five dollars an ounce now.'
    >>> speakable("The oz word.", "en")
    'The oz word.'
    """
    previous_words = match.string[max(0, match.start() - 5) : match.start()].casefold().split()
    if not previous_words or previous_words[-1] not in ONE:
        return None
    return UNITS[match["unit"]][0] + stop_of(match)


def _quake(match: re.Match[str], _: Style) -> str:
    """Say M before a quake's size as "magnitude"; elsewhere it is a letter.

    >>> speakable("An M 5.2 quake struck.", "en")
    'A magnitude five point two quake struck.'
    >>> speakable("The M 5 road.", "en")
    'The M five road.'
    """
    article = match["article"]
    return f"{article[0]} magnitude" if article else "magnitude"


def _height(match: re.Match[str], _: Style) -> str:
    r"""Say feet and inches; feet alone are a measure.

    >>> speakable('He is 6ft 2in or 6\'2".', "en")
    'He is six feet two inches or six feet two inches.'
    >>> speakable("It is 6ft high.", "en")
    'It is six feet high.'
    """
    feet = "foot" if match["feet"] == "1" else "feet"
    inches = "inch" if match["inches"] == "1" else "inches"
    return f"{cardinal(match['feet'])} {feet} {cardinal(match['inches'])} {inches}{stop_of(match)}"


def _inch_part(match: re.Match[str], style: Style) -> str:
    """Say parts of an inch: "inch" before a thing, else "of an inch"; not whole inches.

    >>> speakable('A 3/8" bolt, cut 3/8" thick.', "en")
    'A three eighths inch bolt, cut three eighths of an inch thick.'
    >>> speakable('A 6" bolt.', "en")
    'A six inch bolt.'
    """
    over, under = VULGAR[match["sign"]] if match["sign"] else (match["over"], match["under"])
    before_noun = re.match(
        r"[ ](?!thick|wide|long|deep|by|x|and|or|in|of)[a-z]", match.string[match.end() :]
    )
    part = fraction(over, under)
    if match["whole"]:
        return f"{amount(match['whole'], style)} and {part} {'inch' if before_noun else 'inches'}"
    return f"{part.removeprefix('a ')} inch" if before_noun else f"{part} of an inch"


def _kelvin(match: re.Match[str], style: Style) -> str:
    """Say K after a space as kelvin; without one it is a thousand or a code.

    >>> speakable("It was 77 K, no more.", "en")
    'It was seventy-seven kelvin, no more.'
    >>> speakable("He ran 10K, no more.", "en")
    'He ran ten K, no more.'
    """
    return f"{amount(match['amount'], style)} kelvin"


def _pages(match: re.Match[str], style: Style) -> str:
    """Say "pp." after a figure as pages; before it, it is said elsewhere.

    >>> speakable("A book of 300pp. long.", "en")
    'A book of three hundred pages long.'
    >>> speakable("See pp. 12 for it.", "en")
    'See pages twelve for it.'
    """
    pages = "page" if match["link"] == "-" else "pages"
    return f"{amount(match['amount'], style)} {pages}{stop_of(match)}"


def _scale_alone(match: re.Match[str], _: Style) -> str:
    """Say a scale whose figure stands elsewhere; after a figure it is a measure.

    >>> speakable("Set in °C here.", "en")
    'Set in degrees Celsius here.'
    >>> speakable("It is 5°C here.", "en")
    'It is five degrees Celsius here.'
    """
    return f"degrees {'Celsius' if match['scale'] == 'C' else 'Fahrenheit'}"


def _flying(match: re.Match[str], style: Style) -> str:
    """Say a prime after thousands or a fraction as feet; after two figures it may be a minute.

    >>> speakable("It flew at 31,000' then.", "en")
    'It flew at thirty-one thousand feet then.'
    >>> speakable("Kane 71' now.", "en")
    "Kane seventy-one' now."
    """
    return f"{amount(match['feet'], style)} feet"


def _tesla(match: re.Match[str], style: Style) -> str:
    """Say T before a scanner as tesla; elsewhere it is a ton or a code.

    >>> speakable("A 7T scanner.", "en")
    'A seven tesla scanner.'
    >>> speakable("A T of 7 parts.", "en")
    'A T of seven parts.'
    """
    return f"{amount(match['amount'], style)} tesla"


def _stone(match: re.Match[str], _: Style) -> str:
    """Say a weight as Britain gives it; "21st" is an ordinal.

    >>> speakable("She weighs 16st 7lb, he 16st.", "en")
    'She weighs sixteen stone seven pounds, he sixteen stone.'
    >>> speakable("The 21st st has 7lb.", "en")
    'The twenty-first Street has seven pounds.'
    """
    pounds = match.groupdict().get("pounds")
    stone = f"{cardinal(match['stone'])} stone"
    if not pounds:
        return stone
    return f"{stone} {cardinal(pounds)} {'pound' if pounds == '1' else 'pounds'}"


@lru_cache(maxsize=8)
def _quotes(sentence: str) -> list[int]:
    return [quote.start() for quote in OPENED.finditer(sentence)]


def _inches(match: re.Match[str], _: Style) -> str | None:
    """Say a straight quote after a figure as inches, unless it closes a quotation.

    >>> speakable('A 6" pipe.', "en")
    'A six inch pipe.'
    >>> speakable('He said "plan 6".', "en")
    'He said "plan six".'
    """
    if bisect_left(_quotes(match.string), match.start()) % 2:
        return None
    inches = "inch" if match["inches"] == "1" or attributive(match) else "inches"
    low = f"{decimal(match['low'])} to " if match["low"] else ""
    return f"{low}{decimal(match['inches'])} {inches}"


def _per(match: re.Match[str], _: Style) -> str:
    """Say a stroke before a unit as "per"; before another word it stays.

    >>> speakable("Two tons/day, 5 km/h, 3 /kg.", "en")
    'Two tons a day, five kilometers per hour, three per kilogram.'
    >>> speakable("The cats/dogs.", "en")
    'The cats/dogs.'
    """
    return f" per {PER[match['unit']]}{stop_of(match)}"


def _across(_match: re.Match[str], _: Style) -> str:
    """Say x between two measures as "by"; after a word it is a letter.

    >>> speakable("It is 5 ft x 3 ft.", "en")
    'It is five feet by three feet.'
    >>> speakable("Let x be 3.", "en")
    'Let x be three.'
    """
    return " by "


def _direction(match: re.Match[str], _: Style) -> str:
    """Say a point before "of" or "wind"; elsewhere it is a letter.

    >>> speakable("A W wind, E of here.", "en")
    'A west wind, east of here.'
    >>> speakable("The W key.", "en")
    'The W key.'
    """
    return POINTS.get(match["north"], "") + POINTS.get(match["east"], "")


RULES = (
    figure_rule("measure.inch-part", INCH_PART, _inch_part, frozenset('"″')),
    figure_rule("measure.kelvin", KELVIN, _kelvin, frozenset("K")),
    figure_rule("measure.pages", PAGES, _pages, words=frozenset(["pp"])),
    Rule("measure.scale", SCALE_ALONE, _scale_alone, frozenset("°º")),
    figure_rule("measure.flying", FLYING, _flying, frozenset("'’′")),
    figure_rule("measure.tesla", TESLA, _tesla, frozenset("T")),
    figure_rule("measure.feet", FEET_INCHES, _height, words=frozenset(["ft", "feet", "foot"])),
    figure_rule("measure.stone", STONE, _stone, words=frozenset(["lb", "lbs"])),
    figure_rule("measure.stone", STONE_ALONE, _stone, words=frozenset(["st"])),
    figure_rule("measure.by", BY, _by, frozenset("x×")),
    figure_rule("measure.part", PART, _part, frozenset("/") | frozenset(VULGAR)),
    Rule("measure", MEASURE, _measure, DIGITS),
    Rule("measure.each", EACH, _unit_alone, words=EACH_WORDS),
    Rule("measure.quake", QUAKE, _quake, DIGITS, frozenset("M")),
    Rule("measure.direction", DIRECTION, _direction, words=in_any_case("N S E W NE NW SE SW")),
    Rule("measure.per", PER_ALONE, _per, frozenset("/")),
    Rule("measure.per", PER_TIME, _per, frozenset("/")),
    Rule("measure.across", ACROSS, _across, frozenset("x×")),
    Rule("measure.height", HEIGHT, _height, frozenset("'’′")),
    Rule("measure.inches", INCHES, _inches, frozenset('"″')),
)
