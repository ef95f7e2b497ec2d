"""German forms that stand only in writing: streets, postal codes, weekdays, roads."""

import re

from narrate.text.numerals import words
from narrate.text.rules import Rule, Style

_DAYS = {
    "Mo": "Montag", "Di": "Dienstag", "Mi": "Mittwoch", "Do": "Donnerstag", "Fr": "Freitag",
    "Sa": "Samstag", "So": "Sonntag",
}  # fmt: skip
_DAY = "|".join(_DAYS)
WEEKDAYS = re.compile(
    rf"\b(?P<first>{_DAY})\.?(?P<link>[ ](?:bis|und|oder)[ ]|[ ]?[–/-][ ]?)(?P<last>{_DAY})\b"
    r"(?P<stop>\.?)"
)
WEEKDAY = re.compile(rf"\b(?P<day>{_DAY})\.?,(?=[ ][0-3]?[0-9]\.)")
STREET = re.compile(r"(?P<it>(?P<first>[Ss])tr\.)(?=[ ][0-9]|[ ,;)]|$)")
POSTAL_CODE = re.compile(
    r"(?:(?<=[,;])|\bin|\b[Nn]ach|\baus|\b[0-9]{1,3}[a-z]?)[ ](?P<it>[0-9]{5})"
    r"(?=[ ][A-ZÄÖÜ][a-zäöü]+)"
)
ROAD = re.compile(r"\b(?P<it>[Kk]m)(?=[ ][0-9])")


def _weekdays(match: re.Match[str], _: Style) -> str:
    link = match["link"].strip()
    first, last = _DAYS[match["first"]], _DAYS[match["last"]]
    stop = match["stop"] if not match.string[match.end() :].strip() else ""
    return f"{first} {link if link.isalpha() else 'und' if link == '/' else 'bis'} {last}{stop}"


def _street(match: re.Match[str], _: Style) -> str | None:
    """Say "Goethestr." and "Str."; "Str." at the end of a sentence keeps its full stop."""
    stop = "" if match.string[match.end() :].strip("\"'”’»“) ") else "."
    return f"{match['first']}traße{stop}"


RULES: tuple[Rule, ...] = (
    Rule("weekday", WEEKDAYS, _weekdays),
    Rule("weekday", WEEKDAY, lambda match, _: f"{_DAYS[match['day']]},", frozenset(",")),
    Rule("abbreviation.street", STREET, _street, frozenset(".")),
    Rule(
        "postal_code",
        POSTAL_CODE,
        lambda match, _: " ".join(words(int(figure), "de") for figure in match["it"]),
        frozenset("0123456789"),
    ),
    Rule("abbreviation", ROAD, lambda *_: "Kilometer", frozenset("kK")),
)
