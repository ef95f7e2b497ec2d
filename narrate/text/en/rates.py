"""Units that no figure counts: "$5 an oz.", "the wk. before", "two tons/day"."""

import re

from narrate.text.en.grammar import cued, stop_of
from narrate.text.en.measures import PER, PER_UNIT, UNIT, UNITS
from narrate.text.later import later
from narrate.text.rules import Rule, Style, in_any_case

PER_ALONE = later(rf"(?<=[0-9])[ ]?/[ ]?(?P<unit>{PER_UNIT})(?!\w)")
PER_TIME = later(
    rf"""
    (?: (?<=[a-z]) | (?<=[A-Z])(?=/capita) )
    / (?P<unit>{cued("per_time")}) \b \.? (?![\w/])
    """,
    re.VERBOSE,
)
# "an oz.", "per lb.": one of a unit that no figure counts.
EACH = later(
    r"[ ](?P<it>(?P<unit>yr|mo|wk|hr|oz|lb|bbl|bu|cwt|gal|kg|kWh|MWh|sq\.? ft|yd|pt)\b\.?)(?!\w)"
)
# After "per", which names it as a unit, any will do: "€4 per km", "90 per sq km".
AFTER_PER = later(rf"\bper[ ](?P<it>(?P<unit>(?![A-Z]\b|in\b|c\.|s\b|%){UNIT})\.?)(?![\w²³/'’-])")
EACH_WORDS = in_any_case("pt yr mo wk hr oz lb bbl bu cwt gal kg kWh MWh sq yd")
ORDERED = frozenset(["second", "minute", "s", "serving", "game"])  # "first/second", "hour/minute"
COUNTED = later(r"[0-9](?:[kKmMB]|[ ]million)?[ ](?:[a-z-]{1,20}[ ])?[a-z-]{2,20}\Z")
WORDS = frozenset(["gal", "mo"])  # "wait a mo", "that gal"
FIGURE = later("[0-9]")
ONE = ("a", "an", "per", "each", "the", "this", "last", "next", "every", "one")


def _unit_alone(match: re.Match[str], _: Style) -> str | None:
    """Say a unit that no figure counts, after "a" or "per"; elsewhere it stays.

    >>> speakable("It is $5 an oz. now.", "en")
    'It is five dollars an ounce now.'
    >>> speakable("Its oz word.", "en"), speakable("Wait a mo.", "en")
    ('Its oz word.', 'Wait a mo.')
    """
    previous_words = match.string[max(0, match.start() - 5) : match.start()].casefold().split()
    if not previous_words or previous_words[-1] not in ONE:
        return None
    if match["unit"] in WORDS and not FIGURE.search(match.string):
        return None
    return UNITS[match["unit"]][0] + stop_of(match)


def _after_per(match: re.Match[str], _: Style) -> str:
    """Say a unit after "per"; any other word stays.

    >>> speakable("It costs €4 per km and holds 90 per sq km.", "en")
    'It costs four euros per kilometer and holds ninety per square kilometer.'
    >>> speakable("Five per cent per head in all.", "en")
    'Five per cent per head in all.'
    """
    return UNITS[match["unit"]][0] + stop_of(match)


def _per(match: re.Match[str], _: Style) -> str | None:
    """Say a stroke before a unit as "per"; before another word it stays.

    >>> speakable("Two tons/day, 5 km/h, 3 /kg.", "en")
    'Two tons a day, five kilometers per hour, three per kilogram.'
    >>> speakable("It writes 45 tokens/sec at 12 breaths/min.", "en")
    'It writes forty-five tokens per second at twelve breaths per minute.'
    >>> speakable("The cats/dogs, the first/second row.", "en")
    'The cats/dogs, the first/second row.'
    >>> speakable("It has 180 cals/serving, 60 toks/s; a video/game shop.", "en")
    'It has one hundred eighty cals per serving, sixty toks per second; a video/game shop.'
    """
    before = match.string[max(0, match.start() - 60) : match.start()]
    if match["unit"] in ORDERED and not COUNTED.search(before):
        return None
    return f" per {PER[match['unit']]}{stop_of(match)}"


RULES = (
    Rule("measure.each", EACH, _unit_alone, words=EACH_WORDS),
    Rule("measure.after-per", AFTER_PER, _after_per, words=frozenset(["per"])),
    Rule("measure.per", PER_ALONE, _per, frozenset("/")),
    Rule("measure.per", PER_TIME, _per, frozenset("/")),
)
