"""Say posts and messages: "my BF (29M)", "3d ago", "1/ A thread", "u5s free", "2no. homes"."""

import re

from narrate.text.en.grammar import cued, mentions
from narrate.text.en.numbers import cardinal, figure_rule, plural
from narrate.text.later import later
from narrate.text.rules import Rule, Style, after_figure

# The age and the sex of a person: "I (27F)", "my BF (M29)".
PERSON = later(
    rf"""
    \b(?:{cued("posted", opening=True)})[ ]\(
    (?P<it>(?:(?P<age>[1-9][0-9])(?P<sex>[MFmf])|(?P<first>[MF])(?P<years>[1-9][0-9]))) (?=[),])
    """,
    re.VERBOSE,
)
SEXES = {"m": "male", "f": "female"}
# How long ago somebody posted: "3d ago", "5mo ago".
AGO = later(r"(?P<count>[1-9][0-9]?)(?P<unit>mo|[smhdwy])(?=[ ]ago\b)")
UNITS = {"s": "second", "m": "minute", "h": "hour", "d": "day", "w": "week", "y": "year"}
UNITS["mo"] = "month"
# The number that opens a post of several: "1/ A thread".
POST = later(r"^(?P<it>(?P<number>[1-9][0-9]?)/)(?=[ ][A-Z“\"@])")
# Ages below or above a limit: "u5s free", "o/18s only".
LIMIT = later(
    r"(?<![\w/.-])(?P<side>[uo](?=[/0-9-])|[UO](?=[/-])(?!-2))[/-]?(?P<age>[1-9][0-9]?)s(?![\w-])"
)
SIDES = {"u": "under", "o": "over"}
# How many things a plan has: "erection of 2no. 3-bed homes".
THINGS = later(r"(?P<count>[1-9][0-9]{0,2})(?:no\.?|(?P<apart>[ ]no\.))(?=[ ][0-9a-z])")


def _person(match: re.Match[str], _: Style) -> str | None:
    """Say the age and the sex of a person who posts; elsewhere F is a degree and M a million.

    >>> speakable("I (27F) left my BF (29M).", "en")
    'I (twenty-seven, female) left my B.F (twenty-nine, male).'
    >>> speakable("It was cold (27F).", "en")
    'It was cold (twenty-seven degrees Fahrenheit).'
    """
    if match["sex"] == "F" and mentions("warm", match.string):
        return None
    age, sex = match["age"] or match["years"], match["sex"] or match["first"]
    return f"{cardinal(age)}, {SEXES[sex.lower()]}"


def _ago(match: re.Match[str], _: Style) -> str:
    """Say how long ago something was posted; without "ago" the letter is another unit.

    >>> speakable("Posted 3d ago, edited 1h ago.", "en")
    'Posted three days ago, edited one hour ago.'
    >>> speakable("A 3d film.", "en")
    'A three d film.'
    """
    return (
        f"{cardinal(match['count'])} {UNITS[match['unit']]}{'' if match['count'] == '1' else 's'}"
    )


def _post(match: re.Match[str], _: Style) -> str:
    """Say the number that opens a post of a thread; a stroke elsewhere is another.

    >>> speakable("1/ A thread on rent.", "en")
    'one, A thread on rent.'
    >>> speakable("1/2 A cup.", "en")
    'one half A cup.'
    """
    return f"{cardinal(match['number'])},"


def _limit(match: re.Match[str], _: Style) -> str:
    """Say ages below or above a limit; a code keeps its letter.

    >>> speakable("Show for o/18s, u5s free; u-16s £2.", "en")
    'Show for over eighteens, under fives free; under sixteens two pounds.'
    >>> speakable("A U5 line.", "en")
    'A U five line.'
    """
    side = SIDES[match["side"].lower()]
    side = side.capitalize() if match["side"].isupper() and match.start() == 0 else side
    return f"{side} {plural(cardinal(match['age']))}"


def _things(match: re.Match[str], _: Style) -> str | None:
    """Say how many things a plan has; "no" alone is a word.

    >>> speakable("Erection of 2no. 3-bed homes and 4 no. sheds.", "en")
    'Erection of two three-bed homes and four sheds.'
    >>> speakable("He said to all 4 no. the next day.", "en")
    'He said to all four no. the next day.'
    """
    if match["apart"] and not mentions("built", match.string):
        return None
    return cardinal(match["count"])


RULES = (
    Rule("chat.person", PERSON, _person, frozenset("(")),
    figure_rule("chat.ago", AGO, _ago, words=frozenset(["ago"])),
    Rule("chat.post", POST, _post, after_figure("/")),
    Rule("chat.limit", LIMIT, _limit, after_figure("s")),
    figure_rule("chat.things", THINGS, _things, after_figure("n ")),
)
