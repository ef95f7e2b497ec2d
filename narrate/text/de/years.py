"""German years and decades, and spans of them."""

import re

from narrate.text.counting import DIGITS, FREE
from narrate.text.de.dates import CENTURY, FULL_MONTH, YEAR, year_words
from narrate.text.numerals import words
from narrate.text.rules import Rule, Style

_MODERN = 1900  # an earlier figure before an adjective and its noun counts
DECADE = re.compile(rf"{FREE}(?P<figures>(?:1[0-9]|20)?[0-9]?[0-9])er(?=[ns-]|\b)")
SPAN = re.compile(
    rf"""
    {FREE} (?P<low>{YEAR}) [ ]? (?P<link>[–-]|/|bis) [ ]?
    (?P<high> {YEAR}
            | (?<=/) [0-9]{{2}}
            | (?<=[–-]) [0-9]{{2}} )
    (?! [\w%-]
      | [.,:][0-9]
      | [ ] (?:€|Euro|Mio|Mrd|km|m\b|Meter|Menschen) )
    """,
    re.VERBOSE,
)
# A figure from 1100 to 1999 alone is a year, but for a count or an amount that follows.
YEAR_ALONE = re.compile(
    rf"""
    (?: \b
        (?i: (?P<cue> jahr
                    | jahre
                    | jahres
                    | jahren
                    | seit
                    | anno
                    | sommer
                    | herbst
                    | winter
                    | frühjahr
                    | frühling
                    | ende
                    | anfang
                    | mitte
                    | wurde
                    | war
                    | jahrgang
                    | olympia
                    | {FULL_MONTH} ) )
        [ ]
      | (?P<bracket>[(]) )?
    {FREE} (?P<it>1[1-9][0-9]{{2}}) (?=(?P<noun>[ ](?:[a-zäöü]+e[nr]?[ ])?[A-ZÄÖÜ]\w+)?)
    (?! [\w%€$-]
      | [.,:][0-9]
      | /[0-9]
      | [ ]?
        (?: €
          | [$%]
          | °
          | Euro
          | Menschen
          | Prozent
          | Kilo
          | Meter
          | Tonnen
          | Stimmen
          | Quadrat
          | [kcm]?m[²³]?\b
          | kg\b
          | [gthl]\b
          | ha\b
          | Mio
          | Mrd
          | Mill
          | Dollar
          | Personen
          | Einwohner
          | [MGk]W ) )
    """,
    re.VERBOSE,
)


def _decade(match: re.Match[str], _: Style) -> str:
    figures = int(match["figures"])
    spoken = words(figures, "de", "year" if figures > CENTURY else "cardinal")
    return f"{spoken.removesuffix('s') if figures == 1 else spoken}er"


def _span(match: re.Match[str], _: Style) -> str | None:
    """Say "1939 bis 1945", "2022/23"."""
    low, high, link = match["low"], match["high"], match["link"]
    if len(high) == 2:
        if int(high) != (int(low) + 1) % CENTURY and link == "/":
            return None
        return f"{year_words(low)} {'' if link == '/' else 'bis '}{words(int(high), 'de')}"
    return f"{year_words(low)} {'' if link == '/' else 'bis '}{year_words(high)}"


def _year(match: re.Match[str], _: Style) -> str | None:
    """Say a year; a figure before a noun is a count, but for a cue before it."""
    adjective = (match["noun"] or "  ")[1].islower()
    count = match["noun"] and not (adjective and int(match["it"]) >= _MODERN)
    cue = match["cue"] or match["bracket"]
    return None if count and not cue else year_words(match["it"])


RULES: tuple[Rule, ...] = (
    Rule("decade", DECADE, _decade, DIGITS),
    Rule("range.years", SPAN, _span, DIGITS),
    Rule("year", YEAR_ALONE, _year, DIGITS),
)
