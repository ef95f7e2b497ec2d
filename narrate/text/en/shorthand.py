"""Shorthand of one desk: "QB" and "TD" of a game, "a PB" of a runner, "FY profits"."""

import re

from narrate.text.en.grammar import alternatives, cued, mentions
from narrate.text.later import later
from narrate.text.rules import Rule, Style, as_written
from narrate.text.table import rows

# What a shorthand stands for, in the singular and the plural, and the desk whose cues it needs.
DESKS: dict[str, list[tuple[str, str, str]]] = {}
for _key, *_reading in rows("en/shorthand.tsv"):
    DESKS.setdefault(_key.partition(":")[0], []).append((_reading[0], _reading[1], _reading[2]))
SHORTHAND = later(
    rf"(?<![\w.&/'’-])(?P<short>{alternatives(DESKS)})(?P<s>['’]?s|['’]d)?(?![\w&'’]|-[0-9])"
)
THE = later(r"\b[Tt]he[ ]$")
OF_PAPER = later(rf"[ ](?:{cued('of_paper')})\b")  # "FT readers"
FULL_YEAR = later(r"(?<!\w)FY(?=[ ][a-z]{3,})")


def _shorthand(match: re.Match[str], _: Style) -> str | None:
    """Say a shorthand in full in a sentence of its desk; elsewhere it stays letters.

    >>> speakable("The QB threw two TDs.", "en")
    'The quarterback threw two touchdowns.'
    >>> speakable("The FT said so. FT readers agreed.", "en")
    'The F.T said so. F.T readers agreed.'
    >>> speakable("The PB files.", "en")
    'The P.B files.'
    """
    named = match["s"] or THE.search(match.string[max(0, match.start() - 5) : match.start()])
    if match["short"] == "FT" and (named or OF_PAPER.match(match.string, match.end())):
        return None
    for singular, plural, desk in DESKS[match["short"]]:
        if mentions(desk, match.string):
            if (match["s"] or "")[:1] in {"'", "’"} and match["s"][-1] == "s":
                return f"{singular}’s"
            return plural if match["s"] == "s" else singular
    return None


def _full_year(_match: re.Match[str], _: Style) -> str:
    """Say "FY profits" as those of a full year; with a year it is said elsewhere.

    >>> speakable("It cut FY profits.", "en")
    'It cut full-year profits.'
    >>> speakable("FY Ltd fell.", "en")
    'F.Y Limited fell.'
    """
    return "full-year"


RULES = (
    Rule("shorthand", SHORTHAND, _shorthand, words=as_written(*DESKS, *(f"{s}s" for s in DESKS))),
    Rule("shorthand.year", FULL_YEAR, _full_year, words=frozenset(["FY"])),
)
