"""Acronyms: spelled, or said as a word; and initials."""

import re
from functools import lru_cache

from narrate.text.en.grammar import stop_of
from narrate.text.en.letters import spelled
from narrate.text.later import later
from narrate.text.rules import WORD, Rule, Style, in_any_case
from narrate.text.table import pairs, rows

SAID = pairs("en/acronyms.tsv")
PLAIN = frozenset(word for (word,) in rows("en/capitalized.tsv"))
LONGEST_UNKNOWN = 3
LONGEST_SPELLED = 5  # longer ones are words or names
# What an English mouth can say: no more than two vowels in a row, and between them clusters that
# start or end some word.
ONSET = (
    "(?:[BCDFGHJKLMNPQRSTVWXYZ]|[BCFGPK]L|[BCDFGKPT]R|S[CKLMNPTWQ]|S[CPT]R|SPL|[CSTPW]H|SHR|THR"
    "|[DGQST]W|QU|KN|WR)?"
)
CODA = (
    "(?:[BCDFGKLMNPRSTVWXYZH]|[BCDFGLMNPRSTWZ]S|LL|SS|FF|TT|ZZ|[CFLNPRSX]T|[LNR]D|[LNRS]K|CK|[LMRS]P|[LR]F"
    "|[LR]M|RN|RL|[CNLR]H|[STRG]H|NG|NC|[LNR]CE?|NTS|STS|NKS|NX)?"
)
SAYABLE = later(f"{ONSET}[AEIOUY]{{1,2}}(?:{CODA}{ONSET}[AEIOUY]{{1,2}})*{CODA}")

ENDING = r"(?P<ending>['’]?s)?(?!\w)"
DOTTED = later(r"(?<![\w.])(?P<letters>(?:[A-Za-z]\.){2,8})(?:(?P<ending>['’]?s)(?!\w))?(?!\w)")
INITIAL = later(r"(?<![\w.'’])(?P<letter>[A-Z])\.(?=[ ][A-Z]|-[A-Z])")
CAPITALS = later(rf"(?<![\w@#/.])(?P<letters>[A-Z]{{2,10}}){ENDING}")
SLASHED = later(r"(?<![\w@#/.])(?P<one>[A-Z]{1,4})/(?P<other>[A-Z]{1,4})(?![\w/])")
JOINED = later(r"(?<!\w)(?P<one>[A-Z]{1,3})&(?P<other>[A-Z]{1,3})(?P<ending>['’]?s)?(?!\w)")
MIXED = later(
    r"(?<!\w)(?P<letters>PhD|MoD|MSc|BSc|DfE|PwC|MPhil|DPhil|DoD|DoJ|LGBTQIA|LGBTQ)(?P<plus>\+)?(?P<ending>['’]?s)?(?!\w)"
)
MIXED_WORDS = in_any_case("PhD PhDs MoD MSc BSc DfE PwC MPhil DPhil DoD DoJ LGBTQIA LGBTQ LGBTQIAs")


def _dotted(match: re.Match[str], _: Style) -> str | None:
    """Say "U.S." letter by letter, and a word like "N.A.T.O." as it is said."""
    letters = match["letters"].replace(".", "")
    if letters.islower() and len(letters) < 3:  # noqa: PLR2004 - "i.e." is an abbreviation
        return None
    return _said(letters, match["ending"]) + stop_of(match)


def _initial(match: re.Match[str], _: Style) -> str:
    return match["letter"]


def _capitals(match: re.Match[str], _: Style) -> str | None:
    """Say "FBI" in letters and "NATO" as a word; leave a word that is only shouted."""
    letters = match["letters"]
    known = SAID.get(letters) or SAID.get(match[0])
    longest = LONGEST_UNKNOWN + (match["ending"] == "s")  # a plural in capitals is an acronym
    if known is None and (
        letters in PLAIN
        or _shouted(match.string)
        or (len(letters) > longest and SAYABLE.fullmatch(letters) and not _bracketed(match))
        or len(letters) > LONGEST_SPELLED
    ):
        return None
    return _said(letters, match["ending"])


def _slashed(match: re.Match[str], _: Style) -> str | None:
    """Say "AC/DC" and "HIV/AIDS" without the stroke."""
    if _shouted(match.string):
        return None
    return f"{_said(match['one'], None)} {_said(match['other'], None)}"


def _joined(match: re.Match[str], _: Style) -> str:
    """Say "AT&T" and "Q&As" in letters."""
    return f"{spelled(match['one'])} and {spelled(match['other'], match['ending'] or '')}"


def _mixed(match: re.Match[str], _: Style) -> str:
    return spelled(match["letters"], match["ending"] or "") + (" plus" if match["plus"] else "")


def _said(letters: str, ending: str | None) -> str:
    said = SAID.get(letters, "letters")
    if said == "word":
        return letters.capitalize() + (ending or "").replace("’", "'")
    if said != "letters":
        return said + (ending or "").replace("’", "'")
    return spelled(letters, ending or "")


def _bracketed(match: re.Match[str]) -> bool:
    """Whether capitals stand alone in brackets, as a ticker or a new acronym does: "(AAPL)"."""
    return match.string[: match.start()].endswith("(") and match.string.startswith(")", match.end())


@lru_cache(maxsize=8)
def _shouted(sentence: str) -> bool:
    """Whether a sentence is mostly capitals, so that capitals say nothing."""
    upper = sum(map(str.isupper, sentence))
    if upper * 2 <= sum(map(str.isalpha, sentence)) or " " not in sentence:
        return False
    words = WORD.findall(sentence)
    return sum(map(str.islower, words)) * 5 < len(words)  # "WWE and UFC" is not


LETTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
RULES = (
    Rule("acronym.dotted", DOTTED, _dotted, frozenset(".")),
    Rule("acronym.initial", INITIAL, _initial, frozenset("."), LETTERS),
    Rule("acronym.slashed", SLASHED, _slashed, frozenset("/")),
    Rule("acronym.joined", JOINED, _joined, frozenset("&")),
    Rule("acronym.mixed", MIXED, _mixed, words=MIXED_WORDS),
    Rule("acronym", CAPITALS, _capitals, LETTERS),
)
