"""Weekdays: "Mon-Fri", "Wed., Jan. 5", "Thu" beside another day."""

import re

from narrate.text.en.grammar import alternatives, cued, stop_of
from narrate.text.en.numbers import DIGITS
from narrate.text.later import later
from narrate.text.rules import Rule, Style, in_any_case
from narrate.text.table import pairs

DAYS = pairs("en/weekdays.tsv")
WEEKDAYS = later(
    rf"(?<!\w)(?P<first>{alternatives(DAYS)})[-–—](?P<last>{alternatives(DAYS)})(?!\w)"
)
BEFORE_DATE = later(
    r"""
    (?<![\w.]) (?P<it>(?:Mon|Tues?|Wed|Thurs?|Thu|Fri|Sat|Sun)\.?)
    (?= ,?[ ]
        (?: [0-3]?[0-9] (?:st|nd|rd|th)? [ ][JFMASOND][a-z]{2}
          | [JFMASOND][a-z]{2,8}\.?[ ][0-9] ) )
    """,
    re.VERBOSE,
)
_DAY = "(?:Mon|Tue|Wed|Thu|Fri|Sat)"
_BESIDE = rf"(?<=\b{_DAY}[ ]&[ ])|(?<=\b{_DAY}[ ]and[ ])"
# Weekdays without a full stop: always, or beside another weekday, a figure or a time.
SHORT_DAYS = frozenset(day for day in DAYS if day.isalpha() and not day.endswith("day"))
DAY_SHORT = later(
    rf"""
    (?<![\w.])
    (?P<it>
      (?: {cued("clear_day")}
        | (?<=[0-9][ap]m[ ]) (?:{cued("word_day")})
        | (?: (?<=\bon[ ]) | (?<=\bby[ ]) | (?<=noon[ ]) | (?<=night[ ]) | (?<=\bdawn[ ])
            | (?<=\buntil[ ]) | (?<=\blate[ ])
            | {_BESIDE} )
          (?:{cued("word_day")}) (?=[,.;)]|$)
        | (?<=,[ ]) (?:{cued("word_day")})
          (?=,[ ][^,;]{{1,30}},[ ][0-9]{{1,2}}(?:[.:][0-9]{{2}})?[ ]?[ap]m\b)
        | (?:{cued("word_day")})
          (?= (?: , | [ ]and | [ ]& | [ ]or | / )[ ]?(?:{alternatives(DAYS)})\b
            | ,?[ ][0-9]
            | [ ]\([0-9]{{1,2}}[.:][0-9]{{2}}(?:[ ]?[ap]m)?[),]
            | :
            | [ ](?:from|at|noon|night|evening)\b ) )
      \.? )
    (?!\w)
    """,
    re.VERBOSE,
)

# "closed Mons"
_DAY_OFF = "Mon|Fri|Sat|Sun"
DAYS_OFF = later(
    rf"""
    \b (?:{cued("days_off", opening=True)}) [ ]
    (?P<it>(?P<day>{_DAY_OFF})s(?:[ ](?:&|and)[ ](?P<next>{_DAY_OFF})s)?) (?![\w-])
    """,
    re.VERBOSE,
)
_PLURAL_DAYS = ("Mons", "Fris", "Sats", "Suns")
TIMED = later(r"[ ](?:at[ ])?[0-9]{1,2}(?:[:.][0-9]{2}|[ ]?[ap]\.?m)")


# A headline: "Prince Weds Star".
GROOM = later(r"[A-Z][\w’'-]+[ ]$")
BRIDE = later(r"[ ](?:[A-Z][a-z]|in[ ][A-Z])")


def _weekdays(match: re.Match[str], _: Style) -> str:
    """Say a span of weekdays; before a month the hyphen is another.

    >>> speakable("Open Mon-Fri now.", "en")
    'Open Monday to Friday now.'
    >>> speakable("A Sun-like star.", "en")
    'A Sun-like star.'
    """
    return f"{DAYS[match['first']]} to {DAYS[match['last']]}{stop_of(match)}"


def _before_date(match: re.Match[str], _: Style) -> str:
    """Say a weekday before a date; before a word it may be a name.

    >>> speakable("On Wed., Jan. 5 it rained.", "en")
    'On Wednesday, January fifth it rained.'
    >>> speakable("We wed on Jan. 5.", "en")
    'We wed on January fifth.'
    """
    return DAYS[match["it"].rstrip(".") + "."]


def _day_short(match: re.Match[str], _: Style) -> str | None:
    """Say a weekday without a full stop beside a figure or another day; "sun" stays.

    >>> speakable("From Thu to Sat and Sun 9.", "en")
    'From Thursday to Saturday and Sunday nine.'
    >>> speakable("Cork host Clare, Sat, RDS, 5.15pm.", "en")
    'Cork host Clare, Saturday, R.D.S, five fifteen P.M.'
    >>> speakable("The Sun is out.", "en"), speakable("Duke Weds Star.", "en")
    ('The Sun is out.', 'Duke Weds Star.')
    >>> speakable("It passed the Sun at 43 km/s.", "en")
    'It passed the Sun at forty-three kilometers per second.'
    """
    star = match["it"] == "Sun" and match.string[: match.start()].endswith("the ")
    if star and not TIMED.match(match.string, match.end()):
        return None
    weds = match["it"] == "Weds" and BRIDE.match(match.string, match.end())
    if weds and GROOM.search(match.string[: match.start()]):
        return None
    return DAYS[match["it"].rstrip(".")] + stop_of(match)


def _days_off(match: re.Match[str], _: Style) -> str:
    """Say the days on which a place is closed in the plural; Mons alone is a town.

    >>> speakable("Dinner for two £90; closed Suns & Mons.", "en")
    'Dinner for two ninety pounds; closed Sundays and Mondays.'
    >>> speakable("They fought at Mons.", "en")
    'They fought at Mons.'
    """
    following = f" and {DAYS[match['next']]}s" if match["next"] else ""
    return f"{DAYS[match['day']]}s{following}"


RULES = (
    Rule("title.days-off", DAYS_OFF, _days_off, words=frozenset(_PLURAL_DAYS)),
    Rule("title.weekdays", WEEKDAYS, _weekdays, frozenset("-–—"), in_any_case(*DAYS)),
    Rule(
        "title.weekday",
        BEFORE_DATE,
        _before_date,
        DIGITS,
        in_any_case(*DAYS) | {"Thur", "Thu", "Tue"},
    ),
    Rule("title.weekday", DAY_SHORT, _day_short, words=SHORT_DAYS),
)
