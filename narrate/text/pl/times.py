"""Polish times of day in the case that the word before them asks for."""

import re

from narrate.text.counting import DIGITS, FREE
from narrate.text.pl.numbers import NUMERALS, nth
from narrate.text.rules import Rule, Style, as_written
from narrate.text.slavic.agreement import text_before
from narrate.text.slavic.dates import (
    LAST_MINUTE_WITH_ZERO,
    MIDNIGHT,
    PART_OF_DAY,
    daily,
    hours_until,
    scored,
)

BRACKETED = re.compile(r"(?<=\()(?P<hour>[01]?[0-9]|2[0-4])[.:](?P<minute>[0-5][0-9])(?=\))")
TIME = re.compile(
    rf"""
    (?:\b(?P<at>[Oo]|[Oo]d|[Dd]o|[Pp]o|[Pp]rzed|[Oo]koło|[Oo]k\.|[Zz]|[Nn]a|[Mm]iędzy)[ ])?
    (?P<word>(?<![0-9][ ])(?:godz|\bg)\.[ ])? {FREE}
    (?P<it>(?P<hour>[01]?[0-9]|2[0-4])(?:[:.](?P<minute>[0-5][0-9]))?) (?![:.,]?[0-9])
    (?P<part>(?=[ ]{PART_OF_DAY}\b))?
    (?![ ]?(?:zł|mln|mld|tys|proc|%|m\b|km|kg|ha))
    """,
    re.VERBOSE,
)
# The case that a preposition asks of the noun "godzina" and of the hour's ordinal.
HOURS = {
    "o": "loc",
    "po": "loc",
    "od": "gen",
    "do": "gen",
    "z": "gen",
    "około": "gen",
    "ok.": "gen",
    "na": "acc",
    "przed": "ins",
    "między": "ins",
}
NOUN_OF_HOUR = {"loc": "godzinie", "gen": "godziny", "acc": "godzinę", "ins": "godziną"}
HOURS_RANGE = re.compile(
    r"""
    \b[Ww][ ]
    (?P<it> godz\.[ ] (?P<first>[0-9]{1,2}) (?:[.:](?P<minute>[0-5][0-9]))? [ ]?[-–—][ ]?
            (?P<last>[0-9]{1,2}) (?:[.:](?P<second>[0-5][0-9]))? )
    (?![0-9])
    """,
    re.VERBOSE,
)
HOUR = re.compile(
    r"""
    (?:\b(?P<at>[Oo]|[Oo]d|[Dd]o|[Pp]o|[Pp]rzed|[Oo]koło|[Oo]k\.|[Nn]a|[Mm]iędzy)[ ])?
    (?<![0-9][ ]) \b (?P<it>(?:godz|g)\.) (?=[ ](?:[0-9]|„))
    """,
    re.VERBOSE,
)


def _time(match: re.Match[str], _: Style) -> str | None:
    """Say "o 14:30", "o godz. 8", "godz. 14.30"; a bare figure or "14.30" may be anything."""
    called, figures = match["word"], match["it"]
    sure = match["minute"] or match["part"] is not None  # "około 3 w nocy"
    if ":" not in figures and not called and not (match["at"] and sure):
        return None
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    left_context = text_before(match)
    if not match["at"] and (hour == MIDNIGHT or scored(match, left_context)):
        return None
    case = HOURS[match["at"].casefold()] if match["at"] else "nom"
    hours = nth(hour, case, "f") if hour else "zero"
    if not minute:
        return hours
    zero = "zero " if minute <= LAST_MINUTE_WITH_ZERO else ""
    return f"{hours} {zero}{NUMERALS.cardinal(minute)}"


def _bracketed(match: re.Match[str], _: Style) -> str:
    """Say "(17.00)"."""
    minute = int(match["minute"])
    hour = nth(int(match["hour"]), "nom", "f") if int(match["hour"]) else "zero"
    return f"{hour} {NUMERALS.cardinal(minute)}" if minute else hour


def _hours_range(match: re.Match[str], _: Style) -> str:
    """Say "w godz. 8-16.30"."""
    ends = [(match["first"], match["minute"]), (match["last"], match["second"])]
    spoken = [
        nth(int(hour), "gen", "f")
        + (f" {NUMERALS.cardinal(int(minute))}" if int(minute or 0) else "")
        for hour, minute in ends
    ]
    return f"godzinach od {spoken[0]} do {spoken[1]}"


def _hour_to(match: re.Match[str], _: Style) -> str:
    """Say "od 8 do 15.30": hours, both."""
    return nth(int(match["hour"]), "gen", "f")


def _hour(match: re.Match[str], _: Style) -> str:
    return NOUN_OF_HOUR[HOURS[match["at"].casefold()]] if match["at"] else "godzina"


# "od godz. 22 do 6", "między godz. 8 a 10"
LATER_HOUR = re.compile(
    rf"""
    \b (?:(?P<between>[Mm]iędzy)|[Oo]d) [ ]
    (?: godz\.[ ] [0-9]{{1,2}}(?:[:.][0-9]{{2}})? [ ](?:do|a|i)[ ]
      | [0-9]{{1,2}} [ ](?:do|a|i)[ ] (?=[0-9]{{1,2}}[ ]{PART_OF_DAY}\b) )
    (?P<it>(?P<hour>[01]?[0-9]|2[0-4])) (?![\w:]|[.,][0-9]|[ ][0-9])
    """,
    re.VERBOSE,
)
# "o wpół do 6"
HALF_TO = re.compile(r"\bwpół do (?P<it>(?P<hour>[1-9]|1[0-9]|2[0-4]))(?![\w:]|[.,][0-9])")
# "statek zacumował o 18.": an hour that ends its clause
AT_LAST = re.compile(
    r"(?<=[^\W\d_] )\b[Oo] (?P<it>(?P<hour>[5-9]|1[0-9]|2[0-3]))(?=[,;](?! któr)|\.?\Z)"
)
_DAY = (
    r"(?:[ ](?:dziś|dzisiaj|jutro|wczoraj|codziennie|jest|są|był[aoy]?|będzie|będą)"
    r"|[ ](?:do|dla|na|przy|we?|ze?)[ ][\w-]+(?:[ ][\w-]+)?)"
)
# Words of events, after which "o 18" is an hour.
_HAPPENED = re.compile(
    rf"""
    \b
    (?: (?: zaczyna | zaczął | zaczęł | zaczęt | zaczn | rozpocz | odbęd | odbył | odbyw | rusz[ay]
          | wyrusz | startu | wystartow | przyje | odje[cdż] | wyje[cdż] | doje[cdż] | podje[cdż]
          | przyl[aeo]c | przylat | odlat | odlec | wylat | wylec | wyląd | lądow | ląduj
          | otwier | otwor | otwar | zamyka | zamkn | kończ | skończ | zakończ | wstaj | wsta[łln]
          | budzi | obudzi | przyjd | przyszed | przyszli | przychod | wyjd | wyszed | wyszl
          | wychodz | wraca | wróc | dotar | dotrz | zacumow | zawin | spotka | spotyka | umówi
          | zadzwoni | dzwoni | zasn | zasyp | wypły | wpłyną | wpłynę | wpływa | zjawi | stawi
          | doszł | zdarzy | wydarzy | zmarła?\b | urodzi | emitow | emituj | wyemit | czynn
          | wschodz | zachodz | wzesz | wzejd | wystąpi | wybuch )
        \w* [^.;]{{0,50}}
      | (?: autobus | finał | koncert | kolacja | mecz | msza | obiad | odjazd | odlot | otwarcie
           | pobudka | pociąg | początek | pogrzeb | pokaz | półfinał | premiera | próba | przyjazd
           | przylot | seans | spektakl | spotkanie | start | śniadanie | tramwaj | trening
           | wyjazd | wylot | zbiórka )\b
        {_DAY}{{0,3}} )
    [ ]\Z
    """,
    re.VERBOSE | re.IGNORECASE,
)
# Words between the event and "o 18" after which it is a change, or a subject.
_CHANGED = re.compile(
    r"""
    \b
    (?: wzr | u?roś[nl] | uros | urós | doda | ubył | przyby | male[jćl] | malał | spad | skoczy
      | zmnie | zwięk | powięk | podni | obniż | podwyż | skróc | skrac | wydłuż | więcej | więk
      | mniej | poprawi | pogorsz | pogłęb | przegra | wygra | przegry | wygry | młods | stars
      | zdroż | podroż | drożs | potani | tańs | stania | stanie[jć] | lepsz | gorsz | kwot | wyżs
      | niż | dłuż | krót | przekrocz
      | wyprzedz | przesun | opóźn | spóźn | przedłuż | pomyl | różn | schud | przyty
      | przyspiesz | zwoln | plus | minus | w[ ]górę | w[ ]dół | mówi | pisz
      | (?:opowie | film | książ | histori | artyk | reporta | inform | wiadomo)\w*[ ]\Z )
    """,
    re.VERBOSE,
)
# "między 7 a 8 rano"
FIRST_OF_TWO = hours_until("[Mm]iędzy", "a")


def _later_hour(match: re.Match[str], _: Style) -> str:
    """Say the second of two hours in the case of the first."""
    return nth(int(match["hour"]), "ins" if match["between"] else "gen", "f")


def _half_to(match: re.Match[str], _: Style) -> str:
    """Say the hour in "o wpół do 6"."""
    return nth(int(match["hour"]), "gen", "f")


def _at_last(match: re.Match[str], _: Style) -> str | None:
    """Say "zacumował o 18.": an hour after an event; else a change, "wzrósł o 18."."""
    event = _HAPPENED.search(text_before(match))
    if event is None or _CHANGED.search(event[0]):
        return None
    return nth(int(match["hour"]), "loc", "f")


def _first_of_two(match: re.Match[str], _: Style) -> str:
    """Say the first of the hours in "między 7 a 8 rano"."""
    return nth(int(match["hour"]), "ins", "f")


# Hours before dates: "w godz. 8-16.30" holds no day.
HOUR_RULES: tuple[Rule, ...] = (
    Rule("time.range", HOURS_RANGE, _hours_range, DIGITS, as_written("godz.")),
    Rule("time.hour", HOUR, _hour, frozenset("g")),
    Rule("time.later", LATER_HOUR, _later_hour, DIGITS),
    Rule("time.half", HALF_TO, _half_to, words=frozenset(("wpół",))),
    Rule("time.last", AT_LAST, _at_last, DIGITS, frozenset("oO")),
    Rule("time.between", FIRST_OF_TWO, _first_of_two, DIGITS),
)
RULES: tuple[Rule, ...] = (
    Rule("time.bracketed", BRACKETED, _bracketed, frozenset("(")),
    daily("[Oo]d", "do", lambda hour: nth(hour, "gen", "f")),
    Rule("time.from", hours_until("[Oo]d", "do"), _hour_to, DIGITS),
    Rule("time", TIME, _time, DIGITS),
)
