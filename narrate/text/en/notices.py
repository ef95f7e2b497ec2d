"""Say lines of notices: junctions, times of tides and trains, changes of prices, drawn numbers."""

import re

from narrate.text.en.grammar import cued
from narrate.text.en.letters import spelled
from narrate.text.en.numbers import DIGITS, amount, cardinal, figure_rule, ordinal, pair
from narrate.text.en.registers import shaped, tells, terse
from narrate.text.later import later
from narrate.text.rules import Rule, Style, after_figure

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
# "J19-20", "J14-J15", "J9" of a motorway.
JUNCTION = later(
    r"(?<![\w/-])J(?P<first>[0-9]{1,3}[A-Z]?)(?:[-–/]J?(?P<last>[0-9]{1,3}[A-Z]?))?(?!\w)"
)
# A time of 24 hours with a point or without: "05.14 (6.8m)", "the 17.30 return", "Sunrise 0721".
HOUR = later(
    r"""
    (?P<hour>[01][0-9]|2[0-3]|[1-9]) (?P<link>\.) (?P<minute>[0-5][0-9])
    (?![\w%]|[.,:-][0-9]|[ ][ap]\.?m\b)
    """,
    re.VERBOSE,
)
FOUR = later(
    r"""
    (?<![\w.,:/$£€-]) (?P<hour>[01][0-9]|2[0-3]) (?P<minute>[0-5][0-9])
    (?: [-–] (?P<hour_2>[01][0-9]|2[0-3]) (?P<minute_2>[0-5][0-9]) )?
    (?P<unit>[ ]?h(?:rs?)?|L)? (?![\w%]|[.,:/-][0-9])
    """,
    re.VERBOSE,
)
BEFORE_FOUR = later(rf"(?:^|[:;][ ]?|['’]s|\b(?:{cued('before_four', opening=True)}))[ ]?$")
BEFORE_NEXT = later(r"(?:\b[0-2][0-9][0-5][0-9],?|\b[Ll]ast)[ ]$")  # "0740, 0840", "last 2318"
TIDE = later(r"[ ]\([0-9.]+m\)")
UNITS_OF_DAY = {"L": " local", "h": " hours", "r": " hours", "s": " hours"}
SAILS = later(rf"[ ](?:(?:{cued('service')})|can(?:c|x|celled))\b")
TIDED = later(r"(?:[A-Z][a-z]+|\([0-9.]+m?\),?)[ ]$")
# A pair of currencies before its rate: "£/$ 1.3310".
CURRENCIES = {"£": "pound", "$": "dollar", "€": "euro", "¥": "yen"}
PAIR = later(r"(?P<first>[£$€¥])/(?P<second>[£$€¥])[ ]?(?P<rate>[0-9]+(?:\.[0-9]+)?)(?![\w%])")
CODES = later(r"(?<!\w)(?P<first>[A-Z]{3})/(?P<second>[A-Z]{3})(?=[ ](?:[-−+@]|[0-9]+\.[0-9]))")
# The change of a price after it: "43,988 -1.4%", "8,412.60 +31.05".
CHANGE = later(
    r"""
    (?<=[0-9%pc)][ ]) (?P<sign>[-−+])
    (?P<amount>[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?|\.[0-9]+)
    (?P<unit>%|p|bps?|c)? (?![\w/]|[-.,][0-9])
    """,
    re.VERBOSE,
)
UNITS = {
    "%": " percent",
    "p": " pence",
    "bp": " basis points",
    "bps": " basis points",
    "c": " cents",
}
# The years of a loan: "10y gilt", "2yr note".
TERM = later(r"(?P<years>[1-9]|[1-5][05])(?:[ -]?yr?|Y)(?=[ ][A-Za-z0-9])")
# A day and a month of a ship's or a line's plan: "ETA Santos 14/6".
PLANNED = later(r"(?P<day>[1-9]|[12][0-9]|3[01])/(?P<month>[1-9]|1[0-2])(?![\w/]|[-.,][0-9])")
# Numbers that were drawn: "6-13-28-44-63".
DRAWN = later(r"(?P<it>[0-9]{1,2}(?:-[0-9]{1,2}){2,6})(?![\w/]|[-.,:][0-9])")
# Heights in the sky: "Dec +41°"; the sun where it rises: "Sun: rises 05.43".
DECLINATION = later(r"(?<!\w)[Dd]ec(?=[ ][-−+][0-9]{1,2}°)")
ARC = later(r"(?<=[0-9]°)[ ]?(?P<minutes>[0-9]{1,2})['’′](?![\w ]*[NSEW]\b|[0-9])")
SUN = later(r"(?<!\w)Sun(?=:?[ ](?:rises?|sets?|up|down)\b)")
# The highest and the lowest temperature: "66/48".
SPAN = later(r"(?P<high>[0-9]{2,3})/(?P<low>[0-9]{2})(?![\w/]|[-.,][0-9])")


def _junction(match: re.Match[str], _: Style) -> str | None:
    """Say J and a figure as a junction, in a notice of a road; elsewhere J is a letter.

    >>> speakable("M6 J19-20 s/b: lane 1 shut; M60 J10 n/b clear.", "en").partition(" lane")[0]
    'M six junctions nineteen to twenty southbound:'
    >>> speakable("The J10 jet flew.", "en")
    'The J ten jet flew.'
    """
    if not tells("roads", match.string):
        return None
    first, last = (
        re.sub("[0-9]+", lambda figures: cardinal(figures[0]) + " ", match[end] or "").strip()
        for end in ("first", "last")
    )
    return f"junctions {first} to {last}" if last else f"junction {first}"


def _hour(match: re.Match[str], _: Style) -> str | None:
    """Say times of tides and trains that have a point.

    >>> speakable("High water: Dover 05.14 (6.8m).", "en")
    'High water: Dover oh five fourteen (six point eight meters).'
    >>> speakable("The 17.30 return was late.", "en").split()[1]
    'seventeen'
    """
    text = match.string
    named = TIDED.search(text[max(0, match.start() - 20) : match.start()])
    tide = shaped("sun", text) or shaped("tides", text) or (named and tells("tides", text))
    due = BEFORE_FOUR.search(text[max(0, match.start() - 12) : match.start()])
    sharp = len(match["hour"]) > 1 or (due and due[0].lower().startswith("the"))
    due = due or SAILS.match(text, match.end())
    if not (tide or (sharp and due and (tells("stars", text) or tells("trips", text)))):
        return None
    hour = pair(match["hour"]) if match["hour"][0] == "0" else cardinal(match["hour"])
    return f"{hour} {'hundred' if match['minute'] == '00' else pair(match['minute'])}"


def _four(match: re.Match[str], _: Style) -> str | None:
    """Say four figures as a time where the line tells of the sky, a train or a warning.

    >>> speakable("Sunrise 0721, Moon full.", "en")
    'Sunrise oh seven twenty-one, Moon full.'
    >>> speakable("Moon 1721 is far.", "en")
    'Moon seventeen twenty-one is far.'
    >>> speakable("Road closed 0930-1530.", "en")
    'Road closed oh nine thirty to fifteen thirty.'
    >>> speakable("Bus dep. Ayr 0740, 0840; open 0930-1530, built 1914-1918.", "en")
    'Bus departs Ayr oh seven forty, oh eight forty; open oh nine thirty to fifteen thirty, built \
nineteen fourteen to nineteen eighteen.'
    """
    text = match.string
    registers = ("stars", "trips", "forecast", "ships", "tides")
    if not _spans(match) and not any(tells(register, text) for register in registers):
        return None
    before = text[max(0, match.start() - 12) : match.start()]
    cue = bool(BEFORE_FOUR.search(before) or TIDE.match(text, match.end()))
    if match["hour"][0] == "0" or BEFORE_NEXT.search(before):
        cue = cue or shaped("trips", text) or (terse(text) and tells("trips", text))
    if not (match["unit"] or match["hour_2"] or cue):
        return None
    if match["hour"] in {"19", "20"} and not (match["unit"] or match["hour_2"]):
        return None
    times = [(match["hour"], match["minute"])]
    if match["hour_2"]:
        times.append((match["hour_2"], match["minute_2"]))
    return " to ".join(
        f"{pair(hour)} {'hundred' if minute == '00' else pair(minute)}" for hour, minute in times
    ) + (UNITS_OF_DAY[match["unit"][-1:]] if match["unit"] else "")


def _spans(match: re.Match[str]) -> bool:
    """Return whether two times are hours of opening: one before ten, both in steps of five.

    >>> _spans(FOUR.search("0930-1530")), _spans(FOUR.search("1914-1918"))
    (True, False)
    """
    early = match[0].startswith("0") or (match["hour_2"] or "").startswith("0")
    minutes = (match["minute"], match["minute_2"] or "1")
    return early and all(int(minute) % 5 == 0 for minute in minutes)


def _pair(match: re.Match[str], style: Style) -> str:
    """Say two currencies before the rate between them; a sum has one.

    >>> speakable("£/$ 1.3310.", "en")
    'pound dollar one point three three one zero.'
    >>> speakable("It costs £/$ a lot.", "en")
    'It costs pound/ dollar a lot.'
    """
    rate = amount(match["rate"], style)
    return f"{CURRENCIES[match['first']]} {CURRENCIES[match['second']]} {rate}"


def _codes(match: re.Match[str], _: Style) -> str | None:
    """Spell two codes of currencies before the rate between them; a headline is no rate.

    >>> speakable("EUR/USD 1.0498, USD/JPY 149.6.", "en").partition(" one")[0]
    'E.U.R U.S.D'
    >>> speakable("CAT/DOG 2 left.", "en")
    'C.A.T D.O.G two left.'
    """
    return f"{spelled(match['first'])} {spelled(match['second'])}"


def _change(match: re.Match[str], style: Style) -> str | None:
    """Say the change after a price as up or down, in a line of the markets.

    >>> speakable("Dow 43,988 -1.4%; FTSE 8,412.60 +31.05.", "en").partition(";")[0]
    'Dow forty-three thousand nine hundred eighty-eight down one point four percent'
    >>> speakable("Add 5 +3 now.", "en")
    'Add five plus three now.'
    """
    if not tells("markets", match.string):
        return None
    way = "up" if match["sign"] == "+" else "down"
    return f"{way} {amount(match['amount'], style)}{UNITS.get(match['unit'], '')}"


def _term(match: re.Match[str], _: Style) -> str | None:
    """Say y after the years of a loan, in a line of the markets.

    >>> speakable("10y gilt 4.47%.", "en")
    'ten year gilt four point four seven percent.'
    >>> speakable("Solve 10y and x.", "en")
    'Solve ten y and x.'
    """
    return f"{cardinal(match['years'])} year" if tells("markets", match.string) else None


def _planned(match: re.Match[str], style: Style) -> str | None:
    """Say a day and a month in a line about a ship, the day first.

    >>> speakable("MV Ida, ETA Santos 14/6.", "en")
    'M.V Ida, E.T.A Santos the fourteenth of June.'
    >>> speakable("A 3/4 turn.", "en")
    'A three quarters turn.'
    """
    if not tells("ships", match.string) or match.string.startswith(" ", match.end()):
        return None
    day = ordinal(match["day"], hundred_and=style.hundred_and)
    return f"the {day} of {MONTHS[int(match['month']) - 1]}"


def _drawn(match: re.Match[str], _: Style) -> str | None:
    """Say numbers that were drawn one after the other, in a line of a lottery.

    >>> speakable("Powerball: 6-13-28-44-63.", "en")
    'Powerball: six, thirteen, twenty-eight, forty-four, sixty-three.'
    >>> speakable("A 6-13-28 record.", "en")
    'A six, thirteen and twenty-eight record.'
    """
    if not tells("lottery", match.string):
        return None
    return ", ".join(cardinal(str(int(figures))) for figures in match["it"].split("-"))


def _declination(_match: re.Match[str], _: Style) -> str:
    """Say Dec before degrees with a sign; before a day it is December.

    >>> speakable("M31, Dec +41°.", "en")
    'M thirty-one, declination plus forty-one degrees.'
    >>> speakable("On Dec 15.", "en")
    'On December fifteenth.'
    """
    return "declination"


def _arc(match: re.Match[str], _: Style) -> str:
    """Say the minutes after degrees; elsewhere the mark is one of feet.

    >>> speakable("It stood at +41° 16'.", "en")
    'It stood at plus forty-one degrees sixteen minutes.'
    >>> speakable("A wall 16' high.", "en")
    'A wall sixteen feet high.'
    """
    minutes = cardinal(str(int(match["minutes"])))
    return f" {minutes} minute{'' if minutes == 'one' else 's'}"


def _sun(match: re.Match[str], _: Style) -> str:
    """Say "Sun" where it rises or sets; elsewhere it may be a Sunday.

    >>> speakable("Sun: rises 05.43.", "en")
    'Sun: rises oh five forty-three.'
    >>> speakable("Sun: closed.", "en")
    'Sunday: closed.'
    """
    return match[0]


def _span(match: re.Match[str], _: Style) -> str | None:
    """Say a day's two temperatures, in a line of the weather.

    >>> speakable("Ptly cldy, 66/48.", "en")
    'Partly cloudy, sixty-six, forty-eight.'
    >>> speakable("He won 66/48.", "en")
    'He won sixty-six slash forty-eight.'
    """
    if not tells("forecast", match.string) or int(match["high"]) <= int(match["low"]):
        return None
    return f"{cardinal(match['high'])}, {cardinal(match['low'])}"


RULES = (
    Rule("notice.junction", JUNCTION, _junction, DIGITS),
    figure_rule("notice.hour", HOUR, _hour, after_figure(".")),
    figure_rule("notice.four", FOUR, _four),
    Rule("notice.pair", PAIR, _pair, frozenset("/")),
    Rule("notice.codes", CODES, _codes, frozenset("/")),
    Rule("notice.change", CHANGE, _change, frozenset("+-−")),
    figure_rule("notice.term", TERM, _term, frozenset("yY")),
    figure_rule("notice.planned", PLANNED, _planned, after_figure("/")),
    figure_rule("notice.drawn", DRAWN, _drawn, after_figure("-")),
    Rule("notice.declination", DECLINATION, _declination, words=frozenset(["Dec", "dec"])),
    Rule("notice.arc", ARC, _arc, frozenset("°")),
    Rule("notice.sun", SUN, _sun, words=frozenset(["Sun"])),
    figure_rule("notice.span", SPAN, _span, after_figure("/")),
)
