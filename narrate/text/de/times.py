"""German times of the day, and times that somebody took."""

import re

from narrate.text.counting import DIGITS, FREE
from narrate.text.de.dates import ends
from narrate.text.de.numbers import cardinal
from narrate.text.numerals import words
from narrate.text.rules import Rule, Style

_LONGEST_SCORE = len("25:23")
TIME = re.compile(
    rf"""
    (?P<cue>\b(?i:um|ab|bis|gegen|seit|von|vor|nach|zwischen|beginn|einlass|start)[ ]|[–-])?
    {FREE}
    (?P<it> (?P<hour>[01]?[0-9]|2[0-4]) [:.] (?P<minute>[0-5][0-9])
            (?: [ ]? (?:Uhr|h) \b
              | (?<=:..)
                (?! [:.,]?[0-9]
                  | [ ]
                    (?: Min
                      | Std
                      | Stunden
                      | Sek
                      | Siegen
                      | Sätzen
                      | Toren
                      | Punkten ) )
              | (?=[ ]?(?:[–-]|bis|und|oder)[ ]?[0-9:.]{{1,5}}[ ]Uhr)
              | (?<=[nst][ ][0-9]{{2}}\.[0-9]{{2}}) (?=[,;)]|\.?$) ) )
    """,
    re.VERBOSE,
)
HOURS = re.compile(
    rf"""
    {FREE} (?P<it>(?P<hour>[01]?[0-9]|2[0-4])(?P<link>[ ]?[–-][ ]?|[ ](?:bis|und|oder)[ ]))
    (?=(?:[01]?[0-9]|2[0-4])(?:[:.][0-5][0-9])?[ ]Uhr\b)
    """,
    re.VERBOSE,
)
SPENT = re.compile(
    rf"{FREE}(?P<hour>[0-9]{{1,2}}):(?P<minute>[0-5][0-9])[ ](?:Std\.|Stunden|h)(?!\w)"
)
LAP = re.compile(
    rf"""
    (?P<dative>\b(?:[Ii]n|[Nn]ach|[Mm]it|[Vv]on|[Vv]or|[Bb]ei)[ ])? {FREE}
    (?P<it> (?P<minute>[0-9]{{1,2}}) : (?P<second>[0-5][0-9]) (?:,(?P<part>[0-9]{{1,3}}))?
            (?: [ ] (?:Min\.|Minuten)
              | (?=[ ](?:hinter|Rückstand|Vorsprung))
              | (?<=,[0-9])
              | (?<=,[0-9]{{2}})
              | (?<=,[0-9]{{3}}) ) )
    (?![\w:])
    """,
    re.VERBOSE,
)
CLOCK = re.compile(
    rf"""
    {FREE}
    (?P<it> (?P<hour>[0-9]{{1,2}}) : (?P<minute>[0-5][0-9]) : (?P<second>[0-5][0-9])
            (?:,(?P<part>[0-9]{{1,3}}))? (?P<unit>[ ](?:Uhr|Stunden|Std\.|h)(?!\w))? )
    (?![:\w])
    """,
    re.VERBOSE,
)


def _time(match: re.Match[str], _: Style) -> str | None:
    """Say "um 14:30", "14.30 Uhr"; "2:1" and "15:16" without a cue are scores."""
    score = ":" in match["it"] and len(match["it"]) <= len("00:00") and not match["cue"]
    if score and not re.match(
        r"[ ]?(?:Uhr|h\b|[–-]|bis|und|oder)", match.string[match.end("it") :]
    ):
        return None
    hour, minute = cardinal(int(match["hour"]), "m"), int(match["minute"])
    return f"{hour} Uhr {words(minute, 'de')}" if minute else f"{hour} Uhr"


def _hours(match: re.Match[str], _: Style) -> str:
    """Say the first hour of "9–17 Uhr"."""
    link = match["link"].strip()
    return f"{words(int(match['hour']), 'de')} {link if link.isalpha() else 'bis'} "


def _clock(match: re.Match[str], _: Style) -> str:
    """Say "14:03:20 Uhr", "2:05:30 Stunden"."""
    hour, minute, second = (int(match[part]) for part in ("hour", "minute", "second"))
    part = " ".join(words(int(figure), "de") for figure in match["part"] or "")
    seconds = words(second, "de") + (f" Komma {part}" if part else "")
    if (match["unit"] or "").strip() == "Uhr":
        return f"{cardinal(hour, 'm')} Uhr {words(minute, 'de')} und {seconds} Sekunden"
    hours = f"{cardinal(hour, 'f')} Stunde{'' if hour == 1 else 'n'}"
    minutes = f"{cardinal(minute, 'f')} Minute{'' if minute == 1 else 'n'}"
    return f"{hours} {minutes} und {seconds} Sekunden"


def _lap(match: re.Match[str], _: Style) -> str:
    """Say "1:58,3 Min."."""
    minute, second = int(match["minute"]), int(match["second"])
    part = " ".join(words(int(figure), "de") for figure in match["part"] or "")
    seconds = words(second, "de") + (f" Komma {part}" if part else "")
    stop = "." if match[0].endswith(".") and ends(match) else ""
    numeral = "einer" if match["dative"] else "eine"
    minutes = f"{numeral} Minute" if minute == 1 else f"{words(minute, 'de')} Minuten"
    gap = re.match(r"[ ](?:hinter|Rückstand|Vorsprung)", match.string[match.end("it") :])
    return f"{minutes} {seconds}" if gap else f"{minutes} {seconds} Sekunden{stop}"


def _spent(match: re.Match[str], _: Style) -> str:
    """Say "3:12 Std."."""
    hour, minute = int(match["hour"]), int(match["minute"])
    stop = "." if match[0].endswith(".") and ends(match) else ""
    hours = f"{cardinal(hour, 'f')} Stunde{'' if hour == 1 else 'n'}"
    return f"{hours} {cardinal(minute, 'f')} Minute{'' if minute == 1 else 'n'}{stop}"


DASH = re.compile(r"(?<=[.:][0-9]{2})[ ]?[–-][ ]?(?=[0-9]{1,2}(?:[.:][0-9]{2})?[ ]Uhr\b)")
RULES: tuple[Rule, ...] = (
    Rule("time", CLOCK, _clock, frozenset(":")),
    Rule("time", SPENT, _spent, frozenset(":")),
    Rule("time", LAP, _lap, frozenset(":")),
    Rule("time", TIME, _time, DIGITS),
    Rule("time.hours", HOURS, _hours, DIGITS),
    Rule("time.hours", DASH, lambda *_: " bis ", DIGITS),
)
