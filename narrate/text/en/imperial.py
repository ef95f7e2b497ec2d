r"""Feet, inches and stone: "6ft 2in", "5'8\"", "a 3/8\" bolt", "16st 7lb"."""

import re
from bisect import bisect_left
from functools import lru_cache

from narrate.text.en.grammar import (
    attributive,
    cued,
    stop_of,
)
from narrate.text.en.measures import UNITS, VULGAR_SIGNS
from narrate.text.en.numbers import (
    VULGAR,
    amount,
    cardinal,
    decimal,
    figure_rule,
    fraction,
)
from narrate.text.later import later
from narrate.text.rules import Rule, Style, after_figure

SIDES = later(
    r"(?P<first>[0-9]{1,4}(?:\.[0-9]+)?)[ ]?(?P<unit>ft|in|mm|cm|m|km)-by-"
    r"(?P<second>[0-9]{1,4}(?:\.[0-9]+)?)[ ]?(?P=unit)(?!\w)",
    re.VERBOSE,
)
FLYING = later(
    rf"""
    (?P<feet> [0-9]{{1,3}},[0-9]{{3}}
            | [0-9]{{1,3}}\.[0-9]{{1,2}}
            | [0-9]{{1,3}} (?=['’′][ ](?:{cued("feet_after")})\b) )
    ['’′] (?!\w)
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
ACRONYM = later(r"[ ](?:[A-Z]{3,}|TV)\b")  # '14" OLED'
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
HEIGHT = later(
    r"""(?<![\w.,'’])(?P<feet>[0-9]{1,3})['’′][ ]?(?P<inches>[0-9]{1,2})(?:["”″]|['’]['’])"""
)
INCHES = later(
    r"""
    (?<![\w.,]) (?:(?P<low>[0-9]{1,3}(?:\.[0-9]{1,2})?)[-–])?
    (?P<inches>[0-9]{1,3}(?:\.[0-9]{1,2})?) [\"″] (?=[\s,.;)x]|$)
    """,
    re.VERBOSE,
)
# "He is 5'10 and 12 stone": the mark of the inches is left out.
HEIGHT_OPEN = later(
    r"(?<![\w.,'’°-])(?P<feet>[4-7])['’](?P<inches>1[01]|[0-9])(?![\w\"”″'’]|[.:,][0-9])"
)
# "The 6ft 5in, 19st lock": a weight and the person after a height.
WEIGHED = later(
    r",[ ][0-9]{2,3}[ ]?(?:st|kg|lb|stone|pounds?)(?:[ ][0-9]{1,2}[ ]?(?:lb|pounds?))?[ ][a-z]"
)
DETERMINED = later(r"\b(?:[Aa]|[Tt]he|[Tt]his|[Tt]hat|[Hh]is|[Hh]er)[ ]$")
GIANT = 9  # feet: nobody is so tall
WORDED = frozenset("ns.")  # the ends of "in", "inches", "in."
OPENED = later(r'(?<![0-9])"')  # not the inches before


def _height(match: re.Match[str], _: Style) -> str:
    r"""Say feet and inches; feet alone are a measure.

    >>> speakable('He is 6ft 2in or 6\'2".', "en")
    'He is six feet two inches or six feet two inches.'
    >>> speakable("The 6ft 5in, 19st lock met a 5ft 2in boy.", "en")
    'The six foot five inch, nineteen stone lock met a five foot two inch boy.'
    >>> speakable('A 6\'2" guard, 5\'11" tall.', "en")
    'A six foot two guard, five feet eleven inches tall.'
    >>> speakable("He is 5'10.", "en"), speakable("It is 6ft high.", "en")
    ('He is five feet ten inches.', 'It is six feet high.')
    """
    before_noun = attributive(match) or (
        WEIGHED.match(match.string, match.end())
        and DETERMINED.search(match.string[: match.start()])
    )
    feet = "foot" if match["feet"] == "1" or before_noun else "feet"
    inches = "inch" if match["inches"] == "1" or before_noun else "inches"
    words = f"{cardinal(match['feet'])} {feet} {cardinal(match['inches'])}"
    if before_noun and match[0][-1] not in WORDED and int(match["feet"]) < GIANT:
        return words
    return f"{words} {inches}{stop_of(match)}"


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


def _flying(match: re.Match[str], style: Style) -> str:
    """Say a prime after thousands or a fraction as feet; after two figures it may be a minute.

    >>> speakable("It flew at 31,000' then.", "en")
    'It flew at thirty-one thousand feet then.'
    >>> speakable("A 46' mast stood 30' up.", "en")
    'A forty-six foot mast stood thirty feet up.'
    >>> speakable("Kane 71' now.", "en")
    "Kane seventy-one' now."
    """
    return f"{amount(match['feet'], style)} {'foot' if attributive(match) else 'feet'}"


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
    >>> speakable('14" OLED, 1.2kg.', "en")
    'fourteen inch OLED, one point two kilograms.'
    >>> speakable('He said "plan 6".', "en")
    'He said "plan six".'
    """
    if bisect_left(_quotes(match.string), match.start()) % 2:
        return None
    screen = ACRONYM.match(match.string, match.end())
    inches = "inch" if match["inches"] == "1" or screen or attributive(match) else "inches"
    low = f"{decimal(match['low'])} to " if match["low"] else ""
    return f"{low}{decimal(match['inches'])} {inches}"


def _sides(match: re.Match[str], style: Style) -> str:
    """Say the two sides of a thing before it; other measures have no "-by-".

    >>> speakable("A 2ft-by-4ft door.", "en")
    'A two foot by four foot door.'
    >>> speakable("Go by 4ft.", "en")
    'Go by four feet.'
    """
    unit = UNITS.get(match["unit"], ("inch", "inches"))[0]
    return f"{amount(match['first'], style)} {unit} by {amount(match['second'], style)} {unit}"


RULES = (
    figure_rule("measure.sides", SIDES, _sides, words=frozenset(["by"])),
    figure_rule("measure.inch-part", INCH_PART, _inch_part, frozenset('"″')),
    figure_rule("measure.flying", FLYING, _flying, after_figure("'’′")),
    figure_rule("measure.feet", FEET_INCHES, _height, words=frozenset(["ft", "feet", "foot"])),
    figure_rule("measure.stone", STONE, _stone, words=frozenset(["lb", "lbs"])),
    figure_rule("measure.stone", STONE_ALONE, _stone, words=frozenset(["st"])),
)
# A mark after a figure, once no length holds it: it may close a quotation.
MARKS = (
    Rule("measure.height", HEIGHT, _height, after_figure("'’′")),
    Rule("measure.height", HEIGHT_OPEN, _height, after_figure("'’")),
    Rule("measure.inches", INCHES, _inches, after_figure('"″')),
)
