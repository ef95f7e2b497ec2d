"""Signs that are said, and marks that are pauses."""

import re

from narrate.text.rules import Rule, Style
from narrate.text.table import pairs

SYMBOLS = pairs("en/symbols.tsv")
SYMBOL = re.compile("[" + "".join(map(re.escape, SYMBOLS)) + "]")
SIGNED = re.compile(r"[-−±.$€£]+[0-9]")
DASH = re.compile(r"[ ]?(?:[—―]|(?<=[ ])–(?=[ ])|--)[ ]?")


def _symbol(match: re.Match[str], _: Style) -> str:
    text, said = match.string, SYMBOLS[match[0]]
    before = " " if said and match.start() and not text[match.start() - 1].isspace() else ""
    joined = (
        said
        and match.end() < len(text)
        and (text[match.end()].isalnum() or SIGNED.match(text, match.end()))
    )
    after = " " if joined else ""
    return before + said + after


def _dash(match: re.Match[str], _: Style) -> str:
    inside = match.start() > 0 and match.end() < len(match.string)
    return ", " if inside else match[0]


RULES = (
    Rule("symbol", SYMBOL, _symbol, frozenset(SYMBOLS)),
    Rule("symbol.dash", DASH, _dash, frozenset("—―–-")),
)
