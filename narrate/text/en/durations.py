"""Lengths of time: "2:03:15", "2h 15m", a runner's "1:59.4", the clock of a game."""

import re

from narrate.text.en.grammar import alternatives, attributive, cued, mentions, stop_of
from narrate.text.en.numbers import cardinal, digits, figure_rule, ordinal, pair, year
from narrate.text.later import later
from narrate.text.rules import Rule, Style, after_figure
from narrate.text.table import pairs

_SHORT = "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
LENGTH = later(
    r"""
    (?P<hours>[0-9]{1,3}):(?P<minutes>[0-5][0-9]):(?P<seconds>[0-5][0-9])
    (?:\.(?P<part>[0-9]{1,3}))? (?![0-9:])
    """,
    re.VERBOSE,
)
# A runner's time as it is called out: "her 2:16:44".
RUN = later(
    rf"""
    (?:\b[Hh](?:is|er)|\w['’]s) [ ]
    (?P<it>(?P<hours>[1-9]):(?P<minutes>[0-5][0-9]):(?P<seconds>(?!00)[0-5][0-9])) (?![0-9:])
    (?=[,;.)]|$|[ ](?:{cued("run_time")})\b)
    """,
    re.VERBOSE,
)
# "2h 15m", "2 hrs 5 min 10 s".
SPELL = later(
    r"""
    (?P<hours>[0-9]{1,3}) [ ]? (?:h|hrs?) \.?[ ]? (?P<minutes>[0-5]?[0-9]) [ ]? (?:mins?\.?|m)
    (?!\w) (?:[ ]?(?P<seconds>[0-5]?[0-9])[ ]?(?:s|sec|secs)\b)?
    """,
    re.VERBOSE,
)
# "1m 12s", "4 min 3.2 sec".
SPELL_MINUTES = later(
    r"""
    (?P<minutes>[0-9]{1,3}) [ ]? (?:m|mins?\.?) [ ]? (?P<seconds>[0-5]?[0-9])
    (?:\.(?P<part>[0-9]{1,3}))? [ ]? (?:s|secs?\.?) (?!\w)
    """,
    re.VERBOSE,
)
# "3Q profit", "in 1Q24".
QUARTER = later(r"(?<![\w.,$€£-])(?P<quarter>[1-4])Q(?:[ ’']?(?P<year>[0-9]{2}))?(?!\w)")
# "the 12m to October": months of a report.
MONTHS = later(
    rf"(?P<count>3|6|9|12|15|18|24)m(?=[ ](?:to|ended|ending)[ ](?:end-)?"
    rf"(?:[0-3]?[0-9][ ])?(?:{alternatives(pairs('en/months.tsv').values())}|{_SHORT})\b"
    r"(?![ ][A-Z]))",
    re.VERBOSE,
)
BEFORE_MONTHS = later(rf"(?:^|[:(,;][ ]?|\b(?:{cued('before_months')})[ ])\Z")
TOOK = later(
    r"""
    (?P<count>1[0-9]|[2-9]|[2-9][1-9])s (?!\w) (?![ ](?:of[ ]|(?:and|or)[ ][0-9]+s\b))
    (?: (?<= \bin[ ].s) | (?<= \bin[ ]..s) | (?<= \btook[ ]..s) | (?<= \bfor[ ]..s)
      | (?<= \bafter[ ]..s) | (?<= \bunder[ ]..s) | (?<= \bwithin[ ]..s) )
    """,
    re.VERBOSE,
)
LAST_HOUR, HOUR, WHOLE = 24, 60, 100  # the parts of a split are 100 together
SECONDS = frozenset(["s", "sec", "secs"])
# After "in" or "for", figures are a length of minutes and seconds, not a ratio: "in 38:14".
MINUTES = later(
    r"""
    \b (?:in|of|at|for|by|ran|clocked|timed) [ ]
    (?P<it>(?P<minutes>[2-9][0-9]):(?P<seconds>[0-5][0-9]))
    (?! [0-9:]
      | [.,][0-9]
      | [ ] (?:ratio|split|share|odds|in[ ]favou?r) )
    """,
    re.VERBOSE,
)
# The same after a name in a list of a road race: "Lund, 32:14".
MINUTES_RUN = later(
    r"(?<=[a-z,:;(])[ ]?(?P<it>(?P<minutes>[2-5][0-9]):(?P<seconds>[0-5][0-9]))"
    r"(?![0-9:]|[.,][0-9])",
    re.VERBOSE,
)
# The clock of a game: ":09 left".
REMAINING = later(
    r"""
    (?<![\w:]) 0?: (?P<seconds>[0-5][0-9]) (?:\.(?P<part>[0-9]))?
    (?= (?<=\.[0-9]) \.?$
      | [ ] (?:left|remaining|to[ ](?:go|play)|on[ ]the) \b )
    """,
    re.VERBOSE,
)
RACE = later(
    r"(?P<minutes>[0-5]?[0-9]):(?P<seconds>[0-5][0-9])\.(?P<part>[0-9]{1,3})(?![0-9:]|\.[0-9])"
)


def _length(match: re.Match[str], _: Style) -> str:
    """Say hours and minutes as a length; with one colon it is a time of day.

    >>> speakable("It took 2:03:15, not 2h 15m.", "en")
    'It took two hours three minutes and fifteen seconds, not two hours and fifteen minutes.'
    >>> speakable("The 9hr 40min flight.", "en")
    'The nine hour forty minute flight.'
    >>> speakable("It began at 2:15.", "en")
    'It began at two fifteen.'
    """
    before_noun = attributive(match)
    parts = [
        f"{cardinal(count)} {unit[:-1] if count == '1' or before_noun else unit}"
        for unit in ("hours", "minutes", "seconds")
        if match[unit]
        for count in [str(int(match[unit]))]
    ]
    if before_noun:
        return " ".join(parts)
    if part := match.groupdict().get("part"):
        parts[-1] = f"{cardinal(str(int(match['seconds'])))} point {digits(part)} seconds"
    return " and ".join([" ".join(parts[:-1]), parts[-1]]) + stop_of(match)


def _run(match: re.Match[str], _: Style) -> str:
    r"""Say a runner's time as it is called out, after a possessive; elsewhere it is a length.

    >>> speakable("Her 2:16:04 beat Orr's 2:19:30.", "en")
    "Her two sixteen oh four beat Orr's two nineteen thirty."
    >>> speakable("Her 2:16:04 film ran.", "en")
    'Her two hour sixteen minute four second film ran.'
    >>> speakable("The record is 2:16:04.", "en")
    'The record is two hours sixteen minutes and four seconds.'
    """
    minutes, seconds = (pair(match[part]) for part in ("minutes", "seconds"))
    return f"{cardinal(match['hours'])} {minutes} {seconds}"


def _minutes(match: re.Match[str], _: Style) -> str | None:
    """Say minutes and seconds as a clock shows them; hours of the day are told elsewhere.

    >>> speakable("She ran it in 38:14.", "en")
    'She ran it in thirty-eight fourteen.'
    >>> speakable("Half-way came in 68:05, in a split of 60:40.", "en")
    'Half-way came in sixty-eight oh five, in a split of sixty to forty.'
    >>> speakable("She left at 18:14.", "en")
    'She left at eighteen fourteen.'
    """
    minutes, seconds = int(match["minutes"]), int(match["seconds"])
    if minutes <= LAST_HOUR or (minutes >= HOUR and minutes + seconds == WHOLE):
        return None
    return f"{cardinal(match['minutes'])} {pair(match['seconds'])}"


def _minutes_run(match: re.Match[str], style: Style) -> str | None:
    """Say minutes and seconds in a list of a road race; elsewhere they are a ratio.

    >>> speakable("Women's 10k: Ann Lund 32:14.", "en"), speakable("The split, 32:14.", "en")
    ("Women's ten k: Ann Lund thirty-two fourteen.", 'The split, thirty-two to fourteen.')
    """
    return _minutes(match, style) if mentions("road_race", match.string) else None


def _spell_minutes(match: re.Match[str], _: Style) -> str:
    """Say minutes and seconds as a length; without seconds m is million.

    >>> speakable("It took 1m 12s.", "en")
    'It took one minute twelve seconds.'
    >>> speakable("Some 12m saw the s curve.", "en")
    'Some twelve million saw the s curve.'
    """
    minutes, seconds = str(int(match["minutes"])), str(int(match["seconds"]))
    part = f" point {digits(match['part'])}" if match["part"] else ""
    spoken_minutes = f"{cardinal(minutes)} {'minute' if minutes == '1' else 'minutes'}"
    is_single = seconds == "1" and not part
    spoken_seconds = f"{cardinal(seconds)}{part} {'second' if is_single else 'seconds'}"
    return f"{spoken_minutes} {spoken_seconds}{stop_of(match)}"


def _remaining(match: re.Match[str], _: Style) -> str:
    """Say the seconds on the clock of a game; after a figure the colon is a time.

    >>> speakable("With :09 left, she scored.", "en")
    'With nine seconds left, she scored.'
    >>> speakable("At 7:09 she scored.", "en")
    'At seven oh nine she scored.'
    """
    seconds = str(int(match["seconds"]))
    part = f" point {digits(match['part'])}" if match["part"] else ""
    return f"{cardinal(seconds)}{part} {'second' if seconds == '1' and not part else 'seconds'}"


def _race(match: re.Match[str], _: Style) -> str:
    """Say a runner's time as it is called out; without tenths it is a time of day.

    >>> speakable("He ran 1:59.4.", "en")
    'He ran one fifty-nine point four.'
    >>> speakable("He left at 1:59.", "en")
    'He left at one fifty-nine.'
    """
    minutes = cardinal(str(int(match["minutes"])))
    return f"{minutes} {pair(match['seconds'])} point {digits(match['part'])}"


def _quarter(match: re.Match[str], _: Style) -> str:
    """Say a quarter whose figure stands first; other letters make a code.

    >>> speakable("Sales rose in 3Q and in 1Q24.", "en")
    'Sales rose in third quarter and in first quarter twenty twenty-four.'
    >>> speakable("See 3QX there.", "en")
    'See three Q.X there.'
    """
    in_year = f" {year('20' + match['year'])}" if match["year"] else ""
    return f"{ordinal(match['quarter'])} quarter{in_year}"


def _months(match: re.Match[str], _: Style) -> str | None:
    """Say "the 12m" before "to" and a month as months; elsewhere it is millions or a length.

    >>> speakable("Rents rose 5% in the 12m to Oct and the 9m to 30 June.", "en")
    'Rents rose five percent in the twelve months to October and the nine months to the \
thirtieth of June.'
    >>> speakable("It rose from 9m to 12m to May.", "en")
    'It rose from nine million to twelve million to May.'
    """
    if not BEFORE_MONTHS.search(match.string[max(0, match.start() - 10) : match.start()]):
        return None
    return f"{cardinal(match['count'])} months"


def _seconds(match: re.Match[str], _: Style) -> str:
    """Say "in 17s" as seconds; "the 17s" are several.

    >>> speakable("It stopped in 17s.", "en")
    'It stopped in seventeen seconds.'
    >>> speakable("The 17s met.", "en")
    'The seventeens met.'
    """
    return f"{cardinal(match['count'])} seconds"


SPELLS = (
    figure_rule("time.months", MONTHS, _months, after_figure("m"), frozenset("m")),
    figure_rule("date.quarter", QUARTER, _quarter, after_figure("Q")),
    figure_rule("time.spell", SPELL, _length, words=frozenset(["h", "hr", "hrs"])),
    figure_rule("time.spell", SPELL_MINUTES, _spell_minutes, words=SECONDS),
)

RULES = (
    Rule("time.run", RUN, _run, after_figure(":")),
    figure_rule("time.length", LENGTH, _length, after_figure(":")),
    Rule("time.remaining", REMAINING, _remaining, frozenset(":")),
    Rule("time.minutes", MINUTES, _minutes, after_figure(":")),
    Rule("time.minutes", MINUTES_RUN, _minutes_run, after_figure(":")),
    figure_rule("time.seconds", TOOK, _seconds, after_figure("s")),
    figure_rule("time.race", RACE, _race, after_figure(":")),
)
