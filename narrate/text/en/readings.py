"""Readings of instruments: "77 K", "a 7T scanner", "an M 5.2 quake", "in °C"."""

import re

from narrate.text.en.grammar import FUNCTION_WORDS, cued, mentions
from narrate.text.en.numbers import DIGITS, amount, figure_rule
from narrate.text.later import later
from narrate.text.rules import Rule, Style, after_figure
from narrate.text.table import rows

UNITS = {unit: singular for unit, singular, _ in rows("en/units.tsv")}

KELVIN = later(
    r"(?P<amount>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,4}(?:\.[0-9]{1,3})?)(?P<link>[ ]?)K"
    r"(?=[,.;)]|$|[ ][a-z])",
    re.VERBOSE,
)
BEFORE_KELVIN = later(rf"\b(?:{cued('before_kelvin')})[ ]$")
BESIDE_CELSIUS = later(r"[0-9][ ]?°?C(?:,|,?[ ]or|,?[ ]and|;)?[ ]\(?$")
FOLLOWING = later(r"[ ]([a-z]+)")
ATMOSPHERES = later(r"(?P<amount>[0-9]{1,4}(?:\.[0-9]{1,3})?)[ ]?atm(?![\w.]*\w)")
# "an 18ct gold ring", "a 14K gold chain"
CARATS = later(
    rf"""
    (?P<amount>[1-9][0-9]?(?:\.[0-9]{{1,2}})?) [ -]?
    (?: (?:ct|cts) (?=[ ](?:[a-z]+[ ])?(?:{cued("jewel")})\b)
      | (?<=9|[0248]) [kK] (?=[ ](?:[a-z]+[ ])?gold\b) )
    """,
    re.VERBOSE,
)
# "transistors per mm²": a unit that follows no figure.
AREA = later(r"(?<=per[ ])(?P<unit>[kcmnµμ]?m|in|ft)(?P<power>[²³])(?!\w)")
POWERS = {"²": "square", "³": "cubic"}
LENGTHS = {"μm": "micrometer", "in": "inch"}
SCALE_ALONE = later(r"(?<![0-9])(?<![0-9] )[°º](?P<scale>[CF])(?!\w)")
QUAKE = later(
    r"""
    (?<!\w) (?P<article>[Aa]n[ ])? M
    (?=[ ]?[0-9]\.[0-9][ -](?:quake|earthquake|tremor|aftershock|temblor))
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


def _quake(match: re.Match[str], _: Style) -> str:
    """Say M before a quake's size as "magnitude"; elsewhere it is a letter.

    >>> speakable("An M 5.2 quake struck.", "en")
    'A magnitude five point two quake struck.'
    >>> speakable("The M 5 road.", "en")
    'The M five road.'
    """
    article = match["article"]
    return f"{article[0]} magnitude" if article else "magnitude"


def _kelvin(match: re.Match[str], style: Style) -> str | None:
    """Say K after a space, or in a sentence about heat, as kelvin; else it is a thousand or a code.

    >>> speakable("It was 77 K, no more.", "en")
    'It was seventy-seven kelvin, no more.'
    >>> speakable("He ran 10K, no more.", "en")
    'He ran ten K, no more.'
    >>> speakable("The star has a surface at 1,700K.", "en")
    'The star has a surface at one thousand seven hundred kelvin.'
    """
    following = FOLLOWING.match(match.string, match.end())
    before = match.string[max(0, match.start() - 20) : match.start()]
    if not (match["link"] or BESIDE_CELSIUS.search(before)) and not (
        mentions("kelvin", match.string)
        and BEFORE_KELVIN.search(before)
        and (following is None or following[1] in FUNCTION_WORDS)
    ):
        return None
    return f"{amount(match['amount'], style)} kelvin"


def _atmospheres(match: re.Match[str], style: Style) -> str | None:
    """Say "5.1 atm" as a pressure; a whole figure needs a word about pressure.

    >>> speakable("It melts above 5.1 atm, at a pressure of 1 atm it does not.", "en")
    'It melts above five point one atmospheres, at a pressure of one atmosphere it does not.'
    >>> speakable("I have 5 atm, sorry.", "en")
    'I have five atm, sorry.'
    """
    if "." not in match["amount"] and not mentions("pressure", match.string):
        return None
    unit = "atmosphere" if match["amount"] == "1" else "atmospheres"
    return f"{amount(match['amount'], style)} {unit}"


def _carats(match: re.Match[str], style: Style) -> str:
    """Say the carats of gold or of a stone; "18k" of other things are thousands.

    >>> speakable("An 18ct gold ring on a 14K gold chain.", "en")
    'An eighteen carat gold ring on a fourteen carat gold chain.'
    >>> speakable("Some 18k fans; the 2 ct left.", "en")
    'Some eighteen thousand fans; the two ct left.'
    """
    return f"{amount(match['amount'], style)} carat"


def _area(match: re.Match[str], _: Style) -> str:
    """Say a unit of area or volume after "per"; after a figure it is a measure.

    >>> speakable("Count them per mm² and per km³.", "en")
    'Count them per square millimeter and per cubic kilometer.'
    >>> speakable("Let m² grow.", "en")
    'Let m squared grow.'
    """
    unit = match["unit"]
    return f"{POWERS[match['power']]} {LENGTHS.get(unit) or UNITS[unit]}"


def _scale_alone(match: re.Match[str], _: Style) -> str:
    """Say a scale whose figure stands elsewhere; after a figure it is a measure.

    >>> speakable("Set in °C here.", "en")
    'Set in degrees Celsius here.'
    >>> speakable("It is 5°C here.", "en")
    'It is five degrees Celsius here.'
    """
    return f"degrees {'Celsius' if match['scale'] == 'C' else 'Fahrenheit'}"


def _tesla(match: re.Match[str], style: Style) -> str:
    """Say T before a scanner as tesla; elsewhere it is a ton or a code.

    >>> speakable("A 7T scanner.", "en")
    'A seven tesla scanner.'
    >>> speakable("A T of 7 parts.", "en")
    'A T of seven parts.'
    """
    return f"{amount(match['amount'], style)} tesla"


# Down and up: "a 100/20 Mbps line".
BROADBAND = later(r"(?P<down>[0-9]{1,4})/(?P<up>[0-9]{1,4})[ -]?(?P<unit>[MG]bps|[MG]bit/s)(?!\w)")


def _broadband(match: re.Match[str], style: Style) -> str:
    """Say the speeds of a line to the net, down over up; a fraction of one unit is none.

    >>> speakable("A 100/20 Mbps line.", "en")
    'A one hundred over twenty megabits per second line.'
    >>> speakable("A 1/2 mile line.", "en")
    'A half a mile line.'
    """
    unit = "gigabits" if match["unit"][0] == "G" else "megabits"
    return f"{amount(match['down'], style)} over {amount(match['up'], style)} {unit} per second"


SPEEDS = (figure_rule("measure.broadband", BROADBAND, _broadband, after_figure("/")),)
RULES = (
    figure_rule("measure.kelvin", KELVIN, _kelvin, words=frozenset("K")),
    figure_rule("measure.atmospheres", ATMOSPHERES, _atmospheres, words=frozenset(["atm"])),
    figure_rule("measure.carats", CARATS, _carats, words=frozenset(["ct", "cts", "k", "K"])),
    Rule("measure.area", AREA, _area, frozenset("²³"), frozenset(["per"])),
    Rule("measure.scale", SCALE_ALONE, _scale_alone, frozenset("°º")),
    figure_rule("measure.tesla", TESLA, _tesla, words=frozenset("T")),
    Rule("measure.quake", QUAKE, _quake, DIGITS, frozenset("M")),
)
