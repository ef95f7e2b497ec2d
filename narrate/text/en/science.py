r"""Measures and names of science pages: "seeds/sq m", "E. coli O157:H7", "3I/ATLAS", "10\"+"."""

import re

from narrate.text.en.grammar import mentions
from narrate.text.en.measures import UNITS
from narrate.text.en.numbers import DIGITS, NUMBER, amount, cardinal, digits, figure_rule
from narrate.text.later import later
from narrate.text.rules import Rule, Style, after_figure

# What is counted on an area or in a volume: "350 seeds/sq m", "400 cells/mm³".
DENSITY = later(
    r"""
    (?<=[a-z]) / (?P<unit> sq\.?[ ](?:m|ft|mi|km)\b\.? | [kcm]?m[²³23]\b | [kcm]?m[²³]
        | ha\b | m?l\b | mL\b | dL\b | L\b ) (?![\w/])
    """,
    re.VERBOSE,
)
COUNTED = later(
    r"[0-9](?:[kKmMB]|[ ](?:million|billion|thousand))?[ ](?:[a-z-]{1,20}[ ])?"
    r"(?P<thing>[a-z-]{3,20})\Z",
    re.VERBOSE,
)
RAISED = str.maketrans("23", "²³")
SEROTYPE = later(r"(?<!\w)O(?P<o>[0-9]{1,3}):(?P<k>K[0-9]{1,3}:)?H(?P<h>[0-9]{1,2}|-)(?![\w:])")
# Comets and other visitors: "3I/ATLAS", "67P/Churyumov-Gerasimenko", "C/2025 N1".
COMET = later(r"(?P<number>[1-9][0-9]{0,2})(?P<kind>[IPD])/(?=[A-Z][A-Za-z])")
COMET_NAMED = later(
    r"(?<![\w/])(?P<kind>[CPXDA])/(?P<year>[12][0-9]{3})[ ]"
    r"(?P<half>[A-Z])(?P<number>[0-9]{1,3})(?!\w)",
    re.VERBOSE,
)
SIGHT = later(r"(?P<near>6|20)/(?P<far>[1-9][0-9]{0,2})(?![\w/]|[.,][0-9])")
FIELD = later(rf"(?P<amount>{NUMBER})[ ]T(?=[ ](?:and|at|in|on|to|field|for)\b|[,.;)]|$)")
MERCURY = later(r"(?<=[0-9])(?P<link>[ ]?)mm[ ]?Hg(?!\w)")
DEEP = later(r"(?:(?P<low>[0-9]{1,3})[-–])?(?P<inches>[0-9]{1,3})[\"″]\+(?!\w)")
AGES = later(
    r"(?:(?P<low>[0-9]{1,4}(?:\.[0-9]+)?)[-–])?(?P<amount>[0-9]{1,4}(?:\.[0-9]+)?)[ ]?"
    r"(?:Ma|Mya|mya)(?=[,.;)]|$|[ ](?:and|ago|by|in|to)\b)",
    re.VERBOSE,
)
DAYS = later(
    rf"\b(?:every|for|of|in|after|within)[ ](?P<it>(?P<amount>{NUMBER})[ ]d)(?=[,.;)]|$|[ ]and\b)"
)


def _density(match: re.Match[str], _: Style) -> str | None:
    """Say a stroke before an area or a volume, after a count, as "per".

    >>> speakable("Sow 350 seeds/sq m; it had 1,200 cells/mm³.", "en")
    'Sow three hundred fifty seeds per square meter; it had one thousand two hundred cells per \
cubic millimeter.'
    >>> speakable("The acres/ha column.", "en")
    'The acres/ha column.'
    """
    counted = COUNTED.search(match.string[max(0, match.start() - 60) : match.start()])
    if counted is None or counted["thing"] in UNITS:
        return None
    unit = match["unit"]
    if unit[-1] in "23":
        unit = unit.translate(RAISED)
    names = UNITS.get(unit) or UNITS.get(unit.rstrip(".")) or UNITS.get(unit.replace("sq.", "sq"))
    return f" per {names[0] if names else 'deciliter'}"


def _serotype(match: re.Match[str], _: Style) -> str:
    """Say the name of a bacterium's strain; other figures with a colon are a time.

    >>> speakable("E. coli O157:H7 was found.", "en")
    'E. coli O one five seven H seven was found.'
    >>> speakable("It was at 1:57 there.", "en")
    'It was at one fifty-seven there.'
    """
    capsule = f" K {cardinal(match['k'][1:-1])}" if match["k"] else ""
    flagella = "minus" if match["h"] == "-" else cardinal(match["h"])
    return f"O {digits(match['o'])}{capsule} H {flagella}"


def _comet(match: re.Match[str], _: Style) -> str:
    """Say the number of a comet before its name; a word after the stroke names none.

    >>> speakable("The comet 3I/ATLAS passed.", "en")
    'The comet three I ATLAS passed.'
    >>> speakable("Tick 3I or 4P.", "en")
    'Tick three I or four P.'
    """
    return f"{cardinal(match['number'])} {match['kind']} "


def _comet_named(match: re.Match[str], _: Style) -> str:
    """Say the name of a comet by its year and half-month.

    >>> speakable("The comet C/2025 N1 passed.", "en")
    'The comet C twenty twenty-five N one passed.'
    >>> speakable("See C/20 now.", "en")
    'See C/twenty now.'
    """
    century, rest = cardinal(match["year"][:2]), cardinal(match["year"][2:])
    named = f"{match['half']} {cardinal(match['number'])}"
    return f"{match['kind']} {century} {rest} {named}"


def _sight(match: re.Match[str], _: Style) -> str | None:
    """Say how well somebody sees; elsewhere it is a fraction.

    >>> speakable("Her vision was 20/40 and 6/12.", "en")
    'Her vision was twenty forty and six twelve.'
    >>> speakable("He ate 6/12 of it.", "en")
    'He ate six twelfths of it.'
    """
    if not mentions("eyesight", match.string) or match.string.startswith(" of ", match.end()):
        return None
    return f"{cardinal(match['near'])} {cardinal(match['far'])}"


def _field(match: re.Match[str], style: Style) -> str | None:
    """Say T after a figure as tesla in a sentence about magnets or beams.

    >>> speakable("The magnets reach 11.1 T and cool it.", "en")
    'The magnets reach eleven point one tesla and cool it.'
    >>> speakable("It has 3 T and more.", "en")
    'It has three trillion and more.'
    """
    if not mentions("magnetism", match.string):
        return None
    return f"{amount(match['amount'], style)} tesla"


def _mercury(match: re.Match[str], _: Style) -> str:
    """Say the unit of a blood pressure; letters without a figure stay.

    >>> speakable("It was 140/90 mmHg then.", "en")
    'It was one hundred forty over ninety millimeters of mercury then.'
    >>> speakable("The mmHg scale.", "en")
    'The mmHg scale.'
    """
    return f"{match['link'] or ' '}millimeters of mercury"


def _deep(match: re.Match[str], style: Style) -> str:
    r"""Say inches with a plus after their mark; without the plus they are a measure.

    >>> speakable('The hills saw 10"+ of snow.', "en")
    'The hills saw ten inches plus of snow.'
    >>> speakable('The hills saw 10" of snow.', "en")
    'The hills saw ten inches of snow.'
    """
    low = f"{amount(match['low'], style)} to " if match["low"] else ""
    return f"{low}{amount(match['inches'], style)} inches plus"


def _ages(match: re.Match[str], style: Style) -> str:
    """Say Ma after a figure as millions of years; before a name it is one.

    >>> speakable("The rocks date to 518 Ma, before 2.1 Mya.", "en")
    'The rocks date to five hundred eighteen million years ago, before two point one million \
years ago.'
    >>> speakable("On day 5 Ma Lin left.", "en")
    'On day five Ma Lin left.'
    """
    ago = "" if match.string.startswith(" ago", match.end()) else " ago"
    low = f"{amount(match['low'], style)} to " if match["low"] else ""
    return f"{low}{amount(match['amount'], style)} million years{ago}"


def _days(match: re.Match[str], style: Style) -> str:
    """Say d after a figure and a space as days, at a stop; elsewhere it is a letter.

    >>> speakable("It orbits every 27.8 d, not in 10 d.", "en")
    'It orbits every twenty-seven point eight days, not in ten days.'
    >>> speakable("In 10 d sharp it is.", "en")
    'In ten d sharp it is.'
    """
    return f"{amount(match['amount'], style)} days"


RULES = (
    Rule("measure.density", DENSITY, _density, frozenset("/")),
    Rule("code.serotype", SEROTYPE, _serotype, frozenset(":"), frozenset("O")),
    figure_rule("code.comet", COMET, _comet, after_figure("IPD")),
    Rule("code.comet", COMET_NAMED, _comet_named, frozenset("/"), frozenset("CPXDA")),
    figure_rule("measure.sight", SIGHT, _sight, after_figure("/")),
    figure_rule("measure.field", FIELD, _field, words=frozenset("T")),
    Rule("measure.mercury", MERCURY, _mercury, DIGITS, frozenset(["mmHg", "Hg"])),
    figure_rule("measure.deep", DEEP, _deep, frozenset("+")),
    figure_rule("measure.ages", AGES, _ages, words=frozenset(["Ma", "Mya", "mya"])),
    Rule("measure.days", DAYS, _days, DIGITS, frozenset("d")),
)
