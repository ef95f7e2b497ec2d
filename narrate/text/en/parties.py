"""Parties of Westminster after a member's name and before what is theirs: "(Lab)", "Lab MPs"."""

import re

from narrate.text.en.grammar import cued, occurs
from narrate.text.later import later
from narrate.text.rules import Rule, Style

PARTIES = {
    "Lab": "Labour",
    "Con": "Conservative",
    "Cons": "Conservatives",
    "Lib Dem": "Liberal Democrat",
    "LD": "Liberal Democrat",
    "Lab Co-op": "Labour Co-op",
    "Ind": "Independent",
    "SF": "Sinn Féin",
    "FF": "Fianna Fáil",
    "FG": "Fine Gael",
    "DUP": "D.U.P",
    "SNP": "S.N.P",
    "PC": "Plaid Cymru",
}
_PARTY = "|".join(PARTIES)
# "Ann Roe (Lab) won", "Ann Roe (Ind, Redland)".
MEMBER = later(
    rf"""
    (?: (?P<titled>\b(?:{cued("member")})[ ](?:[A-ZÀ-Þ][\w.’'-]*[ ]){{1,3}})
      | (?P<named>[A-ZÀ-Þ][\w’'-]+[ ][A-ZÀ-Þ](?:['’][A-Z])?[a-zß-ÿ]\w+[ ]) )
    (?:(?:TD|MP|MSP|MLA|MEP)[ ])? \( (?P<it>{_PARTY}) (?=\)|,[ ][A-Z])
    """,
    re.VERBOSE,
)
OWN = later(rf"(?<![\w.'’-])(?P<it>Lab|Con|LD)(?=[ ](?:{cued('of_party')})\b)")
WESTMINSTER = later(rf"\b(?:{cued('westminster')})\b")


def _member(match: re.Match[str], _: Style) -> str | None:
    """Say the party of a member or candidate, in a sentence about politics.

    >>> speakable("MP Ann Roe (Lab) beat Cllr Bo Hart (Ind, Redland).", "en")
    'M.P Ann Roe (Labour) beat Councillor Bo Hart (Independent, Redland).'
    >>> speakable("Sinn leader Ann O'Roe (SF) met the Stormont minister.", "en")
    "Sinn leader Ann O'Roe (Sinn Féin) met the Stormont minister."
    >>> speakable("The Nano Wing (Lab) shop is open.", "en")
    'The Nano Wing (Lab) shop is open.'
    """
    if not match["titled"] and not occurs(WESTMINSTER, match.string):
        return None
    return PARTIES[match["it"]]


def _own(match: re.Match[str], _: Style) -> str | None:
    """Say a party before its members, gains or holds, in a sentence about politics.

    >>> speakable("Some 47 Lab rebels and 3 Con MPs voted.", "en")
    "Some forty-seven Labour rebels and three Conservative M-P's voted."
    >>> speakable("The Lab leader of the chemists left.", "en")
    'The Lab leader of the chemists left.'
    """
    return PARTIES[match["it"]] if occurs(WESTMINSTER, match.string) else None


RULES = (
    Rule("title.party", MEMBER, _member, frozenset("("), frozenset(" ".join(PARTIES).split())),
    Rule("title.party", OWN, _own, words=frozenset(["Lab", "Con", "LD"])),
)
