"""Captions, programs and dates of listings: "(l-r)", "ep 4/6", "apply by 14/2"."""

import re

from narrate.text.en.grammar import cued, mentions
from narrate.text.en.numbers import DIGITS, cardinal, ordinal
from narrate.text.en.registers import terse
from narrate.text.later import later
from narrate.text.rules import Rule, Style, after_figure
from narrate.text.table import pairs

MONTHS = tuple(dict.fromkeys(pairs("en/months.tsv").values()))
_LAST_DAY, _MONTHS = 31, 12
CURRENCIES = {"£": "pound", "$": "dollar", "€": "euro", "¥": "yen"}
SIDES = {"l": "left", "r": "right", "c": "center", "l-r": "left to right", "L-R": "left to right"}
# "Mia Ross (l) and Bo Lind (r)", "Pictured (l-r):", "L-R: Ann Fry".
SIDE = later(r"(?<=[^\W\d_][ ])\((?P<it>[lcrLCR]|[lL][-–][rR])\)(?!\w)")
ALONG = later(r"(?<![\w-])(?P<it>[LlFf]-[Rr]|[Ll][ ]to[ ][Rr]|[Ll]-to-[Rr])(?=:|[ ][A-Z(]|\)|,)")
CERTIFICATE = later(r"(?<=\()(?P<it>(?P<age>12|15|18))(?=,[ ][0-9]{2,3}[ ]?mins?[,)])")
# A part and their number: "ep 4/6", "part 2/3".
OF_ALL = later(
    r"""
    (?<![\w.]) (?: (?:[Ee]p|[Ee]pisode|[Pp]t|[Pp]art|[Pp]rog|[Dd]ay)\.?[ ]
        | (?<=[ (])[Ee]p(?=[0-9]) | (?=E[0-9]) )
    (?P<it>(?P<letter>E)?(?P<part>[1-9][0-9]?)/(?P<all>[1-9][0-9]?)) (?![\w/])
    """,
    re.VERBOSE,
)
SERIES = later(
    r"""
    (?<![\w-]) S(?P<series>[1-9][0-9]?) (?![ ]?[eE]p?[ ]?[0-9]{1,3}(?![/\w]))
    (?= ,?[ ]?(?:eps?|Eps?|pt)(?![a-z]) | [ ]?[:;,][ ]?E[0-9] | [ ]E[0-9]{1,2}/ )
    """,
    re.VERBOSE,
)
REPEATED = later(r"(?<=[\w.!?)][ ])\((?P<it>[rR])\)(?=[.,;]|[ ]\(|$)")
PROGRAM = later(r"^(?:[1-9]|1[0-2])[.:][0-5][0-9][ ]?(?:[ap]m)?[ ][A-Z]")
# "ETA Santos 14/6": a day and a month in a line of ships or dates.
DUE = later(
    rf"""
    \b(?:{cued("due")})\.?(?:[ ][A-Z][a-z]+){{0,2}}[ ]
    (?P<it>(?P<day>[0-3]?[0-9])/(?P<month>1[0-2]|0?[1-9])) (?![\w/]|[.,][0-9])
    """,
    re.VERBOSE,
)
# "42.17/$1", a rate.
RATE = later(r"(?<=[0-9])/(?P<sign>[£$€¥])1(?![\w]|[.,][0-9])")


# How long a film runs: "(PG, 124m)".
LENGTH = later(
    r"""
    (?: \( (?: (?P<sure>PG(?:-13)?|U|12A) | R|12|15|18|[12][09][0-9]{2} )
      | (?<![\w-]) (?P<rated>PG-13|PG|NC-17|NR|R|TV-(?:14|MA|PG)) ),[ ]
    (?P<it> (?P<minutes>[0-9]{2}|[12][0-9]{2})m (?=[,)]|[.]?$)
          | (?P<hours>[1-3]):(?P<over>[0-5][0-9]) (?=[,)]|[.]?$) )
    """,
    re.VERBOSE,
)


def _side(match: re.Match[str], style: Style) -> str | None:
    """Say where a person of a picture stands; one letter alone may be a copyright.

    >>> speakable("Mia Ross (l) with Bo Lind (r).", "en")
    'Mia Ross (left) with Bo Lind (right).'
    >>> speakable("Plan (c) is out.", "en")
    'Plan (c) is out.'
    >>> speakable("Figure 2 (l) and figure 3 (r).", "en")
    'Figure two (l) and figure three (r).'
    >>> speakable("Pictured: Ann Fry (L) and Bo Lind (R).", "en")
    'Pictured: Ann Fry (left) and Bo Lind (right).'
    >>> speakable("Pictured: Ann Fry (D) and Bo Lind (R).", "en")
    'Pictured: Ann Fry (Democrat) and Bo Lind (Republican).'
    """
    text, side = match.string, match["it"]
    shown = mentions("pictured", text)
    if len(side) == 1 and (side.isupper() and not (shown and "(L)" in text)):
        return None  # the letter of a party or of a rating
    if len(side) == 1 and not (shown or len(set(SIDE.findall(text))) > 1):
        return None
    side = side.lower()
    if side == "c":
        return "centre" if style.day_first else "center"
    return SIDES["l-r" if len(side) > 1 else side]


def _along(_match: re.Match[str], _: Style) -> str:
    """Say "L-R:" before names as "left to right"; elsewhere it is a code.

    >>> speakable("L-R: Ann Fry and Bo Lind.", "en")
    'left to right: Ann Fry and Bo Lind.'
    >>> speakable("The L-R switch.", "en")
    'The L-R switch.'
    """
    return "left to right"


def _of_all(match: re.Match[str], _: Style) -> str:
    """Say "ep 4/6" as the fourth of six; without its word it is a fraction.

    >>> speakable("See ep 4/6 tonight.", "en")
    'See episode four of six tonight.'
    >>> speakable("See 4/6 of it.", "en")
    'See four sixths of it.'
    """
    episode = "episode " if match["letter"] else ""
    return f"{episode}{cardinal(match['part'])} of {cardinal(match['all'])}"


def _series(match: re.Match[str], style: Style) -> str:
    """Say "S3" before an episode as a series in Britain and a season in America.

    >>> speakable("Back: S3, ep 2.", "en")
    'Back: season three, episode two.'
    >>> speakable("The S3 train.", "en")
    'The S three train.'
    """
    return f"{'series' if style.day_first else 'season'} {cardinal(match['series'])}"


def _repeated(match: re.Match[str], _: Style) -> str | None:
    """Say "(r)" in a listing of programs as a repeat; elsewhere it is a letter.

    >>> speakable("Film4, 9pm: Night Train (r).", "en")
    'Film four, nine P.M: Night Train (repeat).'
    >>> speakable("6.00 Tin Sea (R) (S).", "en")
    'six Tin Sea (repeat) (S).'
    >>> speakable("Let it be the radius (r).", "en")
    'Let it be the radius (r).'
    """
    told = mentions("on_air", match.string) or PROGRAM.match(match.string)
    return "repeat" if told and terse(match.string) else None


def _rate(match: re.Match[str], _: Style) -> str:
    """Say what one unit of a currency costs; other sums stand for themselves.

    >>> speakable("It slid to 42.17/$1 today.", "en")
    'It slid to forty-two point one seven to the dollar today.'
    >>> speakable("It costs £10 or $14.", "en")
    'It costs ten pounds or fourteen dollars.'
    """
    return f" to the {CURRENCIES[match['sign']]}"


def _due(match: re.Match[str], style: Style) -> str | None:
    """Say when something is due, "14/6", in a line of shorthand; elsewhere it is a fraction.

    >>> speakable("Cook, p/t, apply by 14/6.", "en")
    'Cook, part-time, apply by the fourteenth of June.'
    >>> speakable("It was due 3/4 of the sum.", "en")
    'It was due three quarters of the sum.'
    """
    day, month = int(match["day"]), int(match["month"])
    if not terse(match.string) or not 1 <= day <= _LAST_DAY:
        return None
    if not style.day_first and day <= _MONTHS:
        return f"{MONTHS[day - 1]} {ordinal(str(month))}"
    return f"the {ordinal(str(day))} of {MONTHS[month - 1]}"


def _certificate(match: re.Match[str], _: Style) -> str:
    """Say the age before the length of a film as its certificate.

    >>> speakable("The Ebb (15, 128 mins) is out.", "en")
    'The Ebb (certificate fifteen, one hundred twenty-eight minutes) is out.'
    >>> speakable("Ann (15, a pupil) ran.", "en")
    'Ann (fifteen, a pupil) ran.'
    """
    return f"certificate {cardinal(match['age'])}"


def _length(match: re.Match[str], _: Style) -> str | None:
    """Say m after the certificate or the year of a film as its minutes.

    An age or a year may also be a runner's or a tower's, so the text must speak of film.

    >>> speakable("Jaws (PG, 124m) is on.", "en")
    'Jaws (P.G, one hundred twenty-four minutes) is on.'
    >>> speakable("The film Tin Sea (1995, 112m) is on.", "en")
    'The film Tin Sea (nineteen ninety-five, one hundred twelve minutes) is on.'
    >>> speakable("Rated PG-13, 1:52.", "en")
    'Rated P.G thirteen, one hour fifty-two minutes.'
    >>> speakable("The tower (1995, 112m) is up.", "en")
    'The tower (nineteen ninety-five, one hundred twelve meters) is up.'
    """
    if not (match["sure"] or match["rated"] or mentions("filmed", match.string)):
        return None
    if hours := match["hours"]:
        over = f" {cardinal(str(int(match['over'])))} minutes" if match["over"] != "00" else ""
        return f"{cardinal(hours)} hour{'' if hours == '1' else 's'}{over}"
    return f"{cardinal(match['minutes'])} minutes"


RULES = (
    Rule("caption.length", LENGTH, _length, after_figure("m:")),
    Rule(
        "caption.certificate", CERTIFICATE, _certificate, frozenset("("), frozenset(["min", "mins"])
    ),
    Rule("caption.side", SIDE, _side, frozenset("(")),
    Rule("caption.along", ALONG, _along, words=frozenset(["R", "r"])),
    Rule("caption.part", OF_ALL, _of_all, frozenset("/")),
    Rule("caption.series", SERIES, _series, DIGITS, frozenset("S")),
    Rule("caption.repeat", REPEATED, _repeated, frozenset("("), frozenset("rR")),
    Rule("caption.rate", RATE, _rate, frozenset("/")),
    Rule("caption.due", DUE, _due, frozenset("/")),
)
