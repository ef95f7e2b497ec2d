"""Runways, flight levels, marks of aircraft; squadrons and regiments by their number."""

import re

from narrate.text.en.grammar import cued, cues, mentions
from narrate.text.en.letters import spelled
from narrate.text.en.numbers import (
    DIGITS,
    cardinal,
    digits,
    figure_rule,
    house,
    ordinal,
)
from narrate.text.later import later
from narrate.text.rules import Rule, Style, after_figure, in_any_case, telling

RUNWAY = later(
    r"\b(?:[Rr]unways?|[Rr]wy\.?|RWY)[ ](?P<it>(?P<figures>[0-3][0-9])(?P<side>[LRC])?)(?!\w|\.\w)"
)
SIDES = {"L": "left", "R": "right", "C": "center"}
REGISTRATION = later(
    r"""
    (?<![\w-]) (?P<country>[GDFC]|EI|VH|VT|OE|PH|HB|SE|OY|LN) -
    (?P<letters> (?<=\b[GDFC]-) [A-Z]{4} | (?<=[A-Z]{2}-) [A-Z]{3} ) (?!\w)
    """,
    re.VERBOSE,
)
TAIL = later(r"(?<![\w-])N(?P<figures>[1-9][0-9]{1,4})(?P<letters>[A-Z]{1,2})(?!\w)")
SQUADRON = later(r"(?<![\w.,$£€-])(?P<it>[1-9][0-9]{2})(?=[ ](?:Sqn|Squadron)\b)")
SQUAWK = later(r"\b[Ss]quawk(?:ed|ing|s)?[ ](?P<it>[0-7]{4})(?!\w|\.\w)")
ARMS = later(
    r"""
    (?P<first>[1-9][0-9]?) [-/] (?P<second>[1-9][0-9]{0,2})
    (?=[ ](?:Cav|Inf|Armor|FA|AVN|Infantry|Cavalry|Marines)\b)
    """,
    re.VERBOSE,
)
# "the 2/5th Battalion": the second battalion of the fifth.
BATTALION = later(
    rf"""
    (?<!\w) (?P<first>[1-9][0-9]?)/(?P<second>[1-9][0-9]?)(?:st|nd|rd|th)
    (?=[ ](?!(?:{cued("no_battalion")})\b)[A-Z][a-z])
    """,
    re.VERBOSE,
)
# "Air Canada 871", and "United 328" beside words of flying.
AIRLINE = later(
    rf"""
    \b (?: (?P<clear>{cued("airline")}) | {cued("carrier")} ) [ ]
    (?P<it>[1-9][0-9]{{1,3}}) (?![\w/%-]|[.,:][0-9]|[ ](?:million|billion|{cued("flown")})\b)
    (?![ ](?!(?:{cued("flight_verb")})\b)[a-z]{{3,}}s\b(?!['’]))
    """,
    re.VERBOSE,
)
MAX = later(r"\b(?:Max|MAX)[ ](?P<it>(?P<kind>[789]|10)-(?P<seats>200))(?!\w)")
LEVEL = later(r"(?<!\w)FL[ ]?(?P<figures>[0-9]{2,3})(?!\w)")


def _level(match: re.Match[str], _: Style) -> str:
    """Say a flight level figure by figure; "FL" alone is Florida.

    >>> speakable("It climbed to FL350.", "en")
    'It climbed to flight level three five zero.'
    >>> speakable("Tampa, FL has 3.", "en")
    'Tampa, Florida has three.'
    """
    return f"flight level {digits(match['figures'])}"


def _runway(match: re.Match[str], _: Style) -> str:
    """Say the two figures of a runway and its side; one figure is a number.

    >>> speakable("On runway 27L it stopped.", "en")
    'On runway two seven left it stopped.'
    >>> speakable("It has runway 5.", "en")
    'It has runway five.'
    """
    side = f" {SIDES[match['side']]}" if match["side"] else ""
    return digits(match["figures"]) + side


def _squawk(match: re.Match[str], _: Style) -> str:
    """Say the four figures that an aircraft sends; others are a number.

    >>> speakable("It squawked 7700 twice.", "en")
    'It squawked seven seven zero zero twice.'
    >>> speakable("It squawked 77 times.", "en")
    'It squawked seventy-seven times.'
    """
    return digits(match["it"])


def _registration(match: re.Match[str], _: Style) -> str:
    """Say the mark of an aircraft in letters; in a shouted line a hyphen joins words.

    >>> speakable("The jet, G-BXYZ, left.", "en")
    'The jet, G B.X.Y.Z, left.'
    >>> speakable("An F-BOMBS word.", "en")
    'An F-BOMBS word.'
    """
    return f"{spelled(match['country'])} {spelled(match['letters'])}"


def _tail(match: re.Match[str], _: Style) -> str:
    """Say the mark of an American aircraft; without letters at its end it is a code.

    >>> speakable("Jet N738VU left.", "en")
    'Jet N seven three eight V.U left.'
    >>> speakable("Jet N738 left.", "en")
    'Jet N seven-thirty-eight left.'
    """
    return f"N {digits(match['figures'])} {spelled(match['letters'])}"


def _squadron(match: re.Match[str], _: Style) -> str:
    """Say the number of a squadron as a name; other numbers are counts.

    >>> speakable("No 617 Squadron flew.", "en")
    'number six one seven Squadron flew.'
    >>> speakable("No 617 men flew.", "en")
    'No six hundred seventeen men flew.'
    """
    return digits(match["it"])


def _battalion(match: re.Match[str], _: Style) -> str:
    """Say a battalion's two numbers as ordinals; before a small letter they are a fraction.

    >>> speakable("The 2/5th Battalion left.", "en")
    'The second fifth Battalion left.'
    >>> speakable("The 2/5th Avenue block.", "en")
    'The two fifths Avenue block.'
    >>> speakable("Some 2/5th of it left.", "en")
    'Some two fifths of it left.'
    """
    return f"{ordinal(match['first'])} {ordinal(match['second'])}"


def _airline(match: re.Match[str], _: Style) -> str | None:
    """Say the number of a flight after its airline, not a count of its people.

    >>> speakable("Air Canada 871 landed late; the crew of United 328 left.", "en")
    'Air Canada eight seventy one landed late; the crew of United three twenty eight left.'
    >>> speakable("The pilot gave United 328 fans a lift.", "en")
    'The pilot gave United three hundred twenty-eight fans a lift.'
    >>> speakable("Give United 328 votes.", "en")
    'Give United three hundred twenty-eight votes.'
    """
    if not match["clear"] and not mentions("flying", match.string):
        return None
    return house(match["it"])


def _max(match: re.Match[str], _: Style) -> str:
    """Say the kind of a Boeing Max; elsewhere the hyphen is a range.

    >>> speakable("A 737 Max 8-200 left.", "en")
    'A seven-thirty-seven Max eight two hundred left.'
    >>> speakable("At most 8-200 left.", "en")
    'At most eight to two hundred left.'
    """
    return f"{cardinal(match['kind'])} {cardinal(match['seats'])}"


def _arms(match: re.Match[str], _: Style) -> str:
    """Say a regiment's two numbers; a range precedes other words.

    >>> speakable("The 1-7 Cav left.", "en")
    'The one seven Cav left.'
    >>> speakable("Some 1-7 men left.", "en")
    'Some one to seven men left.'
    """
    return f"{cardinal(match['first'])} {cardinal(match['second'])}"


RULES = (
    Rule("code.registration", REGISTRATION, _registration, frozenset("-")),
    Rule("code.runway", RUNWAY, _runway, DIGITS, in_any_case("runway", "runways", "rwy")),
    Rule(
        "code.squawk",
        SQUAWK,
        _squawk,
        DIGITS,
        in_any_case("squawk", "squawked", "squawking", "squawks"),
    ),
    Rule("code.tail", TAIL, _tail, DIGITS, frozenset("N")),
    Rule("code.squadron", SQUADRON, _squadron, DIGITS, frozenset(["Sqn", "Squadron"])),
    figure_rule("code.battalion", BATTALION, _battalion, after_figure("/")),
    Rule("code.airline", AIRLINE, _airline, DIGITS, telling(*cues("airline"), *cues("carrier"))),
    Rule("code.max", MAX, _max, DIGITS, frozenset(["Max", "MAX"])),
    figure_rule("code.arms", ARMS, _arms, after_figure("-/")),
    Rule("code.level", LEVEL, _level, DIGITS, frozenset(["FL"])),
)
