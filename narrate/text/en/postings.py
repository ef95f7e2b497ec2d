"""Say what clerks post: hours, suspects, plans, skies, races: "7p-7a", "W/M, 41", "41/29/sn"."""

import re
from functools import lru_cache

from narrate.text.en.grammar import alternatives, cued, mentions, occurs
from narrate.text.en.letters import spelled
from narrate.text.en.numbers import cardinal, digits, figure_rule, pair
from narrate.text.en.series import numbers_place
from narrate.text.later import later
from narrate.text.rules import Rule, Style, after_figure, as_written
from narrate.text.table import pairs

# A time of day with the first letter of its half: "7p-7a", "till 5:45p", "from 8:30a to 11p".
_HOUR = r"(?:1[0-2]|[1-9])"
HOURS = later(
    rf"""
    (?P<first>{_HOUR}) (?::(?P<first_minute>[0-5][0-9]))? (?P<first_half>[ap])?
    (?P<link> [ ]?[-–][ ]? | [ ](?:to|until|till)[ ] )
    (?P<last>{_HOUR}) (?::(?P<last_minute>[0-5][0-9]))? (?P<last_half>[ap]) (?!\w)
    """,
    re.VERBOSE,
)
MIXED = later(r"[0-9]a[ ]?[-–][ ]?[0-9]{1,2}p\b|[0-9]p[ ]?[-–][ ]?[0-9]{1,2}a\b")
HOUR = later(rf"(?P<hour>{_HOUR}):(?P<minute>[0-5][0-9])(?P<half>[ap])(?!\w)")
DOORS = later(
    rf"""
    \b(?:{cued("admitted", opening=True)})[ ] (?P<it>(?P<hour>{_HOUR})(?P<half>[ap])) (?=[,;.)]|$)
    """,
    re.VERBOSE,
)
# A suspect in a police log, before the age: "W/M, 41".
SUSPECT = later(
    r"""
    (?<![\w/.]) (?P<race>[WBH])/(?P<sex>[MF])
    (?=,?[ ](?:(?:age|aged|mid|late|early)[ -])?[1-9][0-9])
    """,
    re.VERBOSE,
)
RACES = {"W": "white", "B": "black", "H": "Hispanic"}
SEXES = {"M": "male", "F": "female"}
# The number of a planning application: "25/01873/FUL".
PLAN = later(
    r"(?P<year>[0-9]{2})/(?P<serial>[0-9]{3,5})/(?P<kind>(?!E[EU]?C?\b)[A-Z]{2,5})(?![\w/])"
)
# The highest, the lowest and the sky of a city: "Chicago 41/29/sn".
SKIES = pairs("en/sky.tsv")
SKY = later(
    rf"""
    (?<=[A-Za-z.][ ]) (?P<it> (?P<high>-?[0-9]{{1,3}})/(?P<low>-?[0-9]{{1,3}})
    (?:/|(?P<space>[ ])) (?P<sky>{alternatives(SKIES)}) ) (?![\w/]) (?(space)(?=[;,.]|$))
    """,
    re.VERBOSE,
)
# An office that is voted on: "the Gov. race".
OFFICES = {
    "Lt. Gov.": "lieutenant governor",
    "Gov.": "governor",
    "Sen.": "Senate",
    "Pres.": "presidential",
    "Cong.": "congressional",
}
OFFICE = later(rf"(?<!\w)(?P<it>{alternatives(OFFICES)})(?=[ ](?:{cued('contested')})\b)")
# How many shares were traded: "vol. 8.1M".
VOLUME = later(
    r"""
    \b[Vv]ol(?:ume)?[.:]?[ ]
    (?P<it>(?P<shares>[0-9]+(?:\.[0-9]+)?)[ ]?(?P<scale>[KMBkm]|mln|bn)) (?!\w)
    """,
    re.VERBOSE,
)
PRICE = later(r"[0-9]\.[0-9]")
SCALES = {"k": "thousand", "m": "million", "b": "billion"}
# A county's road beside another road: "Hwy. 62 & CR 210".
COUNTY_ROAD = later(r"(?<![\w.-])(?P<it>C\.?R\.?)(?=[ ][1-9][0-9]{0,3}[A-Z]?\b)")
CROSSED = later(r"(?:^|[&@/,:;(]|[0-9]|\b(?:and|at|of|on|near|to|from|along))[ ]?$")
# The cylinders of an engine: "4-cyl.", "6 cyl.".
CYLINDERS = later(r"(?<=[1-9])[- ](?P<it>cyls?\b\.?)")


def _time(hour: str, minute: str | None, half: str) -> str:
    """Return a time of day in words."""
    minutes = f" {pair(minute)}" if minute and minute != "00" else ""
    return f"{cardinal(hour)}{minutes} {half.upper()}.M"


@lru_cache(maxsize=8)
def _mixed(sentence: str) -> bool:
    """Return whether a sentence has hours of a day from morning to afternoon, or back."""
    return MIXED.search(sentence) is not None


def _hours(match: re.Match[str], _: Style) -> str | None:
    """Say a span of hours; p after one figure is pence.

    >>> speakable("Nights 7p-7a, or from 8:30a to 11p.", "en")
    'Nights seven P.M to seven A.M, or from eight thirty A.M to eleven P.M.'
    >>> speakable("Happy hour 4p-6p.", "en"), speakable("Flats 3a to 4p.", "en")
    ('Happy hour four P.M to six P.M.', 'Flats three a to four pence.')
    >>> speakable("Brunch 10a-3p, happy hour 4-6p.", "en")
    'Brunch ten A.M to three P.M, happy hour four to six P.M.'
    >>> speakable("It rose from 7p to 9p a mile; see notes 2a-3a.", "en")
    'It rose from seven pence to nine pence a mile; see notes two a-three a.'
    """
    text = match.string
    minutes = match["first_minute"] or match["last_minute"]
    half = match["first_half"]
    timed = half and (minutes or half != match["last_half"])
    posted = mentions("shift", text)
    shift = _mixed(text) or (posted and "£" not in text)
    shift = shift and not mentions("pence", text)
    if (numbers_place(match) and not posted) or not (timed or shift):
        return None
    end = _time(match["last"], match["last_minute"], match["last_half"])
    if not half:
        minute = f" {pair(match['first_minute'])}" if match["first_minute"] else ""
        return f"{cardinal(match['first'])}{minute} to {end}"
    return f"{_time(match['first'], match['first_minute'], half)} to {end}"


def _hour(match: re.Match[str], _: Style) -> str:
    """Say a time with the first letter of its half; p after a whole figure is pence.

    >>> speakable("Warning till 5:45p.", "en")
    'Warning till five forty-five P.M.'
    >>> speakable("It rose to 45p.", "en")
    'It rose to forty-five pence.'
    """
    return _time(match["hour"], match["minute"], match["half"])


def _doors(match: re.Match[str], _: Style) -> str | None:
    """Say the hour after "doors"; a fare or a levy is pence.

    >>> speakable("Doors 7p, show 8p.", "en")
    'Doors seven P.M, show eight P.M.'
    >>> speakable("Fares for the service: service 5p, bus 9p.", "en")
    'Fares for the service: service five pence, bus nine pence.'
    """
    if mentions("pence", match.string):
        return None
    return _time(match["hour"], None, match["half"])


def _suspect(match: re.Match[str], _: Style) -> str | None:
    """Say the race and the sex of a suspect before the age, in a log of police.

    >>> speakable("Arrested: W/M, 41; victim: H/F, 19.", "en")
    'Arrested: white male, forty-one; victim: Hispanic female, nineteen.'
    >>> speakable("The W/F 20 form.", "en")
    'The W F twenty form.'
    """
    if not mentions("police_log", match.string):
        return None
    return f"{RACES[match['race']]} {SEXES[match['sex']]}"


def _plan(match: re.Match[str], _: Style) -> str:
    """Say the number of a planning application; its letters are spelled.

    >>> speakable("See 24/00912/OUT for it.", "en")
    'See twenty-four, zero zero nine one two, O.U.T for it.'
    >>> speakable("See 24/7 for it.", "en")
    'See twenty-four seven for it.'
    """
    return f"{cardinal(match['year'])}, {digits(match['serial'])}, {spelled(match['kind'])}"


def _sky(match: re.Match[str], _: Style) -> str | None:
    """Say the highest and the lowest temperature of a city, and its sky, where cities are listed.

    >>> speakable("Chicago 41/29/sn, Fargo 12/-3/pc.", "en")
    'Chicago forty-one, twenty-nine, snow, Fargo twelve, minus three, partly cloudy.'
    >>> speakable("Rates 5/4/r.", "en")
    'Rates five, four or r.'
    >>> speakable("Hull 48/35 pc; Ayr 33/21 r.", "en"), speakable("Nuts 3/4 c; Oil 1/2 c.", "en")
    ('Hull forty-eight, thirty-five, partly cloudy; Ayr thirty-three, twenty-one, rain.', 'Nuts \
three quarters c; Oil half a cup.')
    """
    share = match["space"] and int(match["high"]) < int(match["low"])  # "sugar 3/4 c"
    alone = len(SKY.findall(match.string)) == 1
    if share or (alone and (match["space"] or len(match["sky"]) == 1)):
        return None
    high, low = (
        f"{'minus ' if match[end][0] == '-' else ''}{cardinal(match[end].lstrip('-'))}"
        for end in ("high", "low")
    )
    return f"{high}, {low}, {SKIES[match['sky']]}"


def _office(match: re.Match[str], _: Style) -> str:
    """Say an office that is voted on; before a name it is a title.

    >>> speakable("He leads in the Gov. race and the Ohio Sen. primary.", "en")
    'He leads in the governor race and the Ohio Senate primary.'
    >>> speakable("He met Gov. Race.", "en")
    'He met Governor Race.'
    """
    return OFFICES[match["it"]]


def _volume(match: re.Match[str], _: Style) -> str | None:
    """Say how many shares were traded, beside a price; elsewhere it is a book's volume.

    >>> speakable("Acme 9.10, vol. 8.1M, down.", "en")
    'Acme nine point one zero, volume eight point one million, down.'
    >>> speakable("The book, vol. 2M, is rare.", "en")
    'The book, volume two M, is rare.'
    """
    if not occurs(PRICE, match.string):
        return None
    whole, point, part = match["shares"].partition(".")
    point = point and f" point {digits(part)}"
    return f"{cardinal(whole)}{point} {SCALES[match['scale'][0].lower()]}"


def _county_road(match: re.Match[str], _: Style) -> str | None:
    """Say CR before a number as a county's road, beside a highway; elsewhere it is a code.

    >>> speakable("Crash at Hwy. 62 & CR 210.", "en")
    'Crash at Highway sixty-two and County Road two hundred ten.'
    >>> speakable("The Road runner CR 5.", "en")
    'The Road runner C.R five.'
    """
    crossed = CROSSED.search(match.string[max(0, match.start() - 12) : match.start()])
    return "County Road" if crossed and mentions("highway", match.string) else None


def _cylinders(_match: re.Match[str], _: Style) -> str:
    """Say the cylinders of an engine; elsewhere "cyl" stays.

    >>> speakable("Camry, 4-cyl., runs; a 6 cyl. Ford.", "en")
    'Camry, four-cylinder, runs; a six cylinder Ford.'
    >>> speakable("The cyl is cut.", "en")
    'The cyl is cut.'
    """
    return "cylinder"


RULES = (
    figure_rule("posting.hours", HOURS, _hours, after_figure("ap")),
    figure_rule("posting.hour", HOUR, _hour, after_figure(":")),
    Rule("posting.hour", DOORS, _doors, after_figure("ap")),
    Rule("posting.suspect", SUSPECT, _suspect, frozenset("/")),
    figure_rule("posting.plan", PLAN, _plan, after_figure("/")),
    Rule("posting.sky", SKY, _sky, frozenset("/")),
    Rule("posting.office", OFFICE, _office, words=as_written("Gov", "Sen", "Pres", "Cong")),
    Rule("posting.volume", VOLUME, _volume, words=frozenset(["vol", "Vol", "volume", "Volume"])),
    Rule("posting.road", COUNTY_ROAD, _county_road, words=as_written("CR", "C.R.")),
    Rule("posting.cylinders", CYLINDERS, _cylinders, words=frozenset(["cyl", "cyls"])),
)
