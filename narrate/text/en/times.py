"""Times of day and lengths of time: "3:05 p.m.", "13:00", "0530 GMT", "2:03:15"."""

import re
from functools import lru_cache

from narrate.text.en.grammar import cued, cues, mentions, stop_of
from narrate.text.en.numbers import cardinal, figure_rule, pair
from narrate.text.en.timetables import in_timetable
from narrate.text.later import later
from narrate.text.rules import Rule, Style, after_figure, as_written
from narrate.text.table import pairs

NOON = 12
HALF = r"(?P<half>(?i:[ap]\.m\.?|[ap]m)(?!\w))"
_MONTHS = sorted({name[:3] + r"[a-z]*" for name in pairs("en/months.tsv").values()})
HALVES = frozenset(half + m for half in ("", *"apAP") for m in "mM")  # "a.m." has the word "m"
HOUR = r"(?:[01]?[0-9]|2[0-4])"
CLOCK = later(
    rf"""
    (?: (?P<from>{HOUR}) (?:[:.](?P<from_minute>[0-5][0-9]))?
        (?:[ ]?(?P<from_half>(?i:[ap]\.m\.?|[ap]m)))? [ ]?[-–—][ ]? )?
    (?P<hour>{HOUR}) (?:[:.](?P<minute>[0-5][0-9]) (?::(?P<second>[0-5][0-9]))? )? [ \u00a0]? {HALF}
    """,
    re.VERBOSE,
)
ZONE = rf"(?=[ ]?(?:{cued('zone')})\b)"
ZONES = as_written(*cues("zone"))
DOTTED = later(rf"(?P<hour>{HOUR})\.(?P<minute>[0-5][0-9]){ZONE}")
# "Kick-off at 7.45", "open 9.30 to 5.30": where a time is told, as Britain writes it.
_DOTTED = r"(?:[01]?[0-9]|2[0-3])\.[0-5][0-9]"
POINTED = later(
    rf"""
    (?P<first>{_DOTTED})
    (?: (?P<link> [ ]?[-–][ ]? | [ ](?:to|and|until|till)[ ] ) (?P<last>{_DOTTED}) )?
    (?! [\w%] | [.,][0-9] | [ ](?:{cued("after_decimal")}) | [ ]an?[ ][a-z]+(?:[,.;]|$) )
    """,
    re.VERBOSE,
)
# Figures with a colon that are parts of a whole, and no time: a ratio, a split.
PARTS = later(r"\b(?:ratio|scale|odds|dilution)[ ](?:of|is|was)[ ](?:about[ ])?$")
IN_PARTS = later(r"[ ](?:ratio|scale|split|mix|dilution|odds)\b")
# A cue, and times of a list that it opens: "at 10.15, 12.15 and ".
BEFORE_TIME = later(
    rf"""
    \b(?P<cue>{cued("before_time", opening=True)}|[Tt]he)[ ]
    (?:{_DOTTED}(?:,[ ]|,?[ ](?:and|&|or)[ ])){{0,5}}$
    """,
    re.VERBOSE,
)
# After "the 3.15": a train, or the race at a course.
SERVICE = later(
    rf"[ ](?:at|(?:to|from)[ ](?=[A-Z])|(?:[A-Z][\w'’-]+[ ]){{0,3}}(?:{cued('service')}))\b"
)
BOUND = later(r"[ ](?:at|to|from)[ ](?=[A-Za-z])")  # "the 3.15 at Ascot", "the 7.52 to Hull"
# Another such train or race in the sentence.
SERVED = later(rf"\b[Tt]he[ ]{_DOTTED}[ ](?:at|to|from)[ ](?=[A-Z])")
# After "at 14.05": the day of a time, which no value has.
DATED = later(
    rf"""
    [ ](?:on[ ](?:the[ ])?[0-3]?[0-9](?:st|nd|rd|th)?[ ](?:{"|".join(_MONTHS)})
        | {cued("after_time")}
        | (?:the[ ])?(?:next|same|following)[ ](?:day|morning|night) ) \b
    """,
    re.VERBOSE,
)
# "9 p.m. ET/8 p.m. CT"
ZONED = later(
    r"(?<=\.m\.[ ])(?P<zone>ET|CT|MT|PT)(?:/(?P<other>ET|CT|MT|PT))?(?:(?P<link>/)(?=[0-9])|(?!\w))"
)
ZONE_NAMES = {"ET": "Eastern", "CT": "Central", "MT": "Mountain", "PT": "Pacific"}
# "from 2200", "at 1430": no year, and not so many of something.
HOURS = later(
    r"""
    (?P<hour>[01][0-9]|2[0-3]) (?P<minute>[0-5][0-9])
    (?! [\w%]
      | [.,:/-][0-9]
      | [ ]
        (?: BC
          | AD
          | B\.C
          | [A-Z][a-z]
          | [a-z]{3,}s\b
          | people | men | percent | per[ ]cent ) )
    """,
    re.VERBOSE,
)
BEFORE_HOUR = later(rf"\b(?:{cued('before_hour', opening=True)}|and|(?P<at>[Aa]t))[ ]$")
TILL = later(
    r"""
    (?=[-–])
    (?: (?<=[0-9]:[0-9]{2}) [-–] (?=[0-9]{1,2}:[0-9]{2}(?![0-9:]))
      | (?: (?<=[0-9][ap]m)
          | (?<=[0-9][ ][ap]m)
          | (?<=[ap]\.m\.) )
        [-–] (?=noon|midnight)
      | (?:(?<=\bnoon)|(?<=\bmidnight)) [-–] (?=[0-9]) )
    """,
    re.VERBOSE,
)
NETWORK = later(r"(?<![\w/])(?P<east>[1-9]|1[0-2])/(?P<central>[1-9]|1[0-2])c(?!\w)")
FIGURES = later(rf"(?P<hour>{HOUR}):(?P<minute>[0-5][0-9])(?P<zulu>Z\b)?(?![0-9]|[:.,][0-9])")
# "0530 GMT", and "at 0530", which no year is.
MILITARY = later(
    rf"""
    (?<![\w.,:-]) (?P<hour>[01][0-9]|2[0-3]) (?P<minute>[0-5][0-9])
    (?: (?<= \b(?:at|by)[ ]0... ) (?!\w)
      | (?<= \b(?:from|past)[ ]0... ) (?!\w)
      | (?<= \bafter[ ]0... ) (?!\w)
      | (?<= \b(?:before|around)[ ]0... ) (?!\w)
      | {ZONE} | Z (?!\w)
      | (?<= \b[Tt]he[ ]0... ) (?= [ ](?:[A-Z]|{cued("service")}) ) )
    """,
    re.VERBOSE,
)


def _time(hour: str, minute: str | None) -> str:
    spoken_hour = cardinal(str(int(hour)))
    return spoken_hour if minute in {None, "00"} else f"{spoken_hour} {pair(minute or '')}"


def _clock(match: re.Match[str], _: Style) -> str | None:
    """Say a time with a.m. or p.m.; after a sign of money "pm" is a rate.

    >>> speakable("Open 9-10:30 a.m. daily.", "en")
    'Open nine to ten thirty A.M daily.'
    >>> speakable("It costs £8.50pm.", "en")
    'It costs eight pounds and fifty pence per month.'
    """
    if match.string[match.start() - 1 : match.start()] in {"£", "$", "€"}:  # "£8.50pm" is a rate
        return None
    start = _time(match["from"], match["from_minute"]) if match["from"] else ""
    start += f" {match['from_half'][0].upper()}.M" if match["from_half"] else ""
    start += " to " if start else ""
    half = match["half"][0].upper()
    second = str(int(match["second"] or 0))
    unit = "second" if second == "1" else "seconds"
    exactly = f" and {cardinal(second)} {unit}" if second != "0" else ""
    return f"{start}{_time(match['hour'], match['minute'])}{exactly} {half}.M{stop_of(match)}"


@lru_cache(maxsize=8)
def _serves(sentence: str) -> bool:
    """Return whether a sentence names a train or a race by its time: "the 7.52 to Hull"."""
    return SERVED.search(sentence) is not None


def _pointed(match: re.Match[str], _: Style) -> str | None:
    """Say "at 7.45" as a time where the sentence tells of a train, a match or an opening.

    >>> speakable("Kick-off is at 7.45.", "en")
    'Kick-off is at seven forty-five.'
    >>> speakable("She left home at 23.10, and at 9.05 the next day he called.", "en")
    'She left home at twenty-three ten, and at nine oh five the next day he called.'
    >>> speakable("The 3.35 at Ayr and the 4.10 were won by him.", "en")
    'The three thirty-five at Ayr and the four ten were won by him.'
    >>> speakable("They met at 15.00 on 3 May.", "en")
    'They met at fifteen hundred on the third of May.'
    >>> speakable("Shares were at 17.45 today, one at 15.10 kHz.", "en")
    'Shares were at seventeen point four five today, one at fifteen point one zero kilohertz.'
    """
    text = match.string
    cue = BEFORE_TIME.search(text[max(0, match.start() - 50) : match.start()])
    listed = match.string.startswith(":", match.end()) and match["link"] is None
    in_table = in_timetable(match)
    if not in_table and cue is None and match["link"] in {None, " and "} and not listed:
        return None
    named = cue is not None and cue["cue"].lower() == "the"
    served = named and (SERVICE.match(text, match.end()) is not None or _serves(text))
    if named and not served:
        return None
    midnight = match["first"].startswith("0") and len(match["first"]) == len("00.01")
    if not (midnight or named or in_table or match["link"]) and mentions("valued", match.string):
        return None
    race = midnight or (named and (BOUND.match(match.string, match.end()) or served))
    listing = listed and match.start() == 0
    hour, minute = match["first"].split(".")
    dated = DATED.match(match.string, match.end()) or (
        int(hour) > NOON and cue is not None and not mentions("athletics", match.string)
    )
    if not (race or listing or in_table or dated or mentions("timed", match.string)):
        return None
    words = _time(hour, minute)
    if int(hour) > NOON and minute == "00":
        words += " hundred"
    if midnight:
        sharp = "hundred" if minute == "00" else pair(minute)
        words = f"{'zero zero' if hour == '00' else pair(hour)} {sharp}"
    if match["last"]:
        link = match["link"].strip(" -–") or "to"
        words += f" {link} {_time(*match['last'].split('.'))}"
    return words


def _zoned(match: re.Match[str], _: Style) -> str:
    """Say the zone of a time of day; elsewhere ET is a name.

    >>> speakable("At 9 p.m. ET/8 p.m. CT.", "en")
    'At nine P.M Eastern, eight P.M Central.'
    >>> speakable("It is on at 9 p.m. ET/PT.", "en")
    'It is on at nine P.M Eastern and Pacific.'
    >>> speakable("We saw ET again.", "en")
    'We saw E.T again.'
    """
    other = f" and {ZONE_NAMES[match['other']]}" if match["other"] else ""
    return ZONE_NAMES[match["zone"]] + other + (", " if match["link"] else "")


def _hours(match: re.Match[str], style: Style) -> str | None:
    """Say "from 2200" as an hour; figures that may be a year need a clearer word.

    >>> speakable("It ran from 2200.", "en")
    'It ran from twenty-two hundred.'
    >>> speakable("It ran from 1945.", "en")
    'It ran from nineteen forty-five.'
    """
    cue = BEFORE_HOUR.search(match.string[max(0, match.start() - 14) : match.start()])
    hour = match["hour"]
    if cue is None or hour in {"19", "20"}:
        return None
    clear = hour >= "21" or hour < "10" or cue["at"]
    quarter = match["minute"] in {"00", "15", "30", "45"}
    if not clear and not (quarter and mentions("timed", match.string)):
        return None
    return _military(match, style)


def _till(_match: re.Match[str], _: Style) -> str:
    """Say the dash between two times, or a time and noon; other dashes are ranges.

    >>> speakable("Open 9 a.m.-noon.", "en")
    'Open nine A.M to noon.'
    >>> speakable("Open 22:00-05:00.", "en")
    'Open twenty-two hundred to oh five hundred.'
    >>> speakable("An all-noon show.", "en")
    'An all-noon show.'
    """
    return " to "


def _network(match: re.Match[str], _: Style) -> str:
    """Say when American television shows something; other strokes are fractions.

    >>> speakable("The show is at 8/7c.", "en")
    'The show is at eight, seven Central.'
    >>> speakable("Let c be 7/8 of it.", "en")
    'Let c be seven eighths of it.'
    """
    return f"{cardinal(match['east'])}, {cardinal(match['central'])} Central"


def _figures(match: re.Match[str], _: Style) -> str | None:
    """Say a time of 24 hours, or one with a point before a zone; 7:65 is none, nor is a ratio.

    >>> speakable("The 13:05 left at 18.30 GMT.", "en")
    'The thirteen oh five left at eighteen thirty G.M.T.'
    >>> speakable("They won 7:65, a 1:10 ratio.", "en")
    'They won seven to sixty-five, a one to ten ratio.'
    """
    prefix = match.string[max(0, match.start() - 24) : match.start()]
    if PARTS.search(prefix) or IN_PARTS.match(match.string, match.end()):
        return None
    hour, minute = match["hour"], match["minute"]
    if match.groupdict().get("zulu"):
        return f"{pair(hour) if len(hour) > 1 else cardinal(hour)} {pair(minute)} Zulu"
    if hour[0] == "0" and hour != "0" and match.re.pattern == FIGURES.pattern:
        spoken_hour = "zero zero" if hour == "00" else pair(hour)
        return f"{spoken_hour} {'hundred' if minute == '00' else pair(minute)}"
    if minute == "00":
        oclock = 0 < int(hour) <= 12
        return f"{cardinal(str(int(hour)))} {'o’clock' if oclock else 'hundred'}"
    return _time(hour, minute)


def _military(match: re.Match[str], _: Style) -> str:
    """Say four figures as an hour before a zone or after "The"; others are years or counts.

    >>> speakable("The 0530 to Leeds left at 1830 GMT.", "en")
    'The oh five thirty to Leeds left at eighteen thirty G.M.T.'
    >>> speakable("Contact was lost at 0347Z.", "en")
    'Contact was lost at oh three forty-seven Zulu.'
    >>> speakable("It began in 1945.", "en")
    'It began in nineteen forty-five.'
    """
    minute = "hundred" if match["minute"] == "00" else pair(match["minute"])
    return f"{pair(match['hour'])} {minute}" + (" Zulu" if match[0][-1] == "Z" else "")


CLOCKS = (figure_rule("time.clock", CLOCK, _clock, words=HALVES),)
RULES = (
    Rule("time.till", TILL, _till, frozenset("-–")),
    Rule("time.network", NETWORK, _network, frozenset("/"), frozenset("c")),
    figure_rule("time.pointed", POINTED, _pointed, after_figure(".")),
    Rule("time.zone", ZONED, _zoned, words=frozenset(ZONE_NAMES)),
    figure_rule("time.hours", HOURS, _hours),
    figure_rule("time.dotted", DOTTED, _figures, after_figure("."), ZONES),
    figure_rule("time.figures", FIGURES, _figures, after_figure(":")),
    figure_rule("time.military", MILITARY, _military),
)
