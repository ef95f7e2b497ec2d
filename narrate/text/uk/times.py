"""Ukrainian times of day in the case that the word before them asks for."""

import re

from narrate.text.counting import DIGITS, FREE, stop
from narrate.text.rules import Rule, Style
from narrate.text.slavic.agreement import text_before
from narrate.text.slavic.dates import (
    LAST_MINUTE_WITH_ZERO,
    MIDNIGHT,
    PART_OF_DAY,
    daily,
    hours_until,
    scored,
)
from narrate.text.uk.numbers import NUMERALS, nth

TIME = re.compile(
    rf"""
    (?: \b
        (?P<at> [Оо]б?
              | [Пп]ісля
              | [Дд]о
              | [Вв]ід
              | [Зз]і?
              | [Іі]з
              | [Бб]лизько
              | [Нн]а
              | [Мм]іж
              | [Пп]еред
              | [УуВв] )
        [ ] )?
    {FREE}
    (?P<it> (?P<hour>[01]?[0-9]|2[0-4])
            (?: [:.] (?P<minute>[0-5][0-9]) (?![:.]?[0-9])
              | (?=[ ](?P<word>годині|години|годину|год)\b)
              | (?P<part>(?=[ ]{PART_OF_DAY}\b))
              | (?P<bare>(?=[,;)]|[ ](?:та|і|й|ранку|вечора|ночі|дня)\b)) ) )
    """,
    re.VERBOSE,
)
AT_HOUR = re.compile(r"\b(?P<at>[Оо]б?)[ ](?:[01]?[0-9]|2[0-4])[ ](?P<it>год\b\.?)")
BETWEEN = re.compile(r"\b[Мм]іж [0-9:.]{1,5} (?:та|і|й) \Z")
HOURS = {
    "": "а",
    "о": "ій",
    "об": "ій",
    "у": "ій",
    "в": "ій",
    "на": "у",
    "між": "ою",
    "перед": "ою",
}


def _time(match: re.Match[str], _: Style) -> str | None:
    """Say "о 14:30" as "о чотирнадцятій тридцять", "о 8 годині" as "о восьмій годині"."""
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    left_context = text_before(match)
    preposition = "між" if BETWEEN.search(left_context) else (match["at"] or "").casefold()
    if not preposition and (hour == MIDNIGHT or scored(match, left_context)):
        return None
    clock = ":" in match["it"] or not match["minute"] or preposition in {"о", "об"}
    sure = ":" in match["it"] or preposition in {"о", "об"}
    if not clock or not (sure or (preposition and match["part"] is not None)):
        return None
    hours = nth(hour, HOURS.get(preposition, "ої")) if hour else "нуль годин"
    if not minute:
        return hours
    zero = "нуль " if minute <= LAST_MINUTE_WITH_ZERO else ""
    return f"{hours} {zero}{NUMERALS.cardinal(minute, 'nom', 'f')}"


def _hour_to(match: re.Match[str], _: Style) -> str:
    """Say "з 8 до 15:30": hours, both."""
    return nth(int(match["hour"]), "ої")


def _at_hour(match: re.Match[str], _: Style) -> str:
    return f"годині{stop(match)}"


RULES: tuple[Rule, ...] = (
    Rule("time.hour", AT_HOUR, _at_hour, DIGITS),
    daily("[Зз]|[Іі]з|[Вв]ід", "до", lambda hour: nth(hour, "ої")),
    Rule("time.from", hours_until("[ЗзВв]|[Іі]з|[Вв]ід", "до"), _hour_to, DIGITS),
    Rule("time", TIME, _time, DIGITS),
)
