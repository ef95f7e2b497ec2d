"""Parts of countries in short: "Vic Premier", "WA Labor", "N. Ireland", "Va. Tech"."""

import re

from narrate.text.en.grammar import cued
from narrate.text.later import later
from narrate.text.rules import Rule, Style

STATES = {
    "Vic": "Victorian",
    "Tas": "Tasmanian",
    "Qld": "Queensland",
    "WA": "W.A",
    "SA": "S.A",
    "NT": "N.T",
}
OFFICE = later(rf"(?<![\w.'’-])(?P<it>{'|'.join(STATES)})(?=[ ](?:{cued('state_office')})\b)")
NORTHERN = later(r"(?<![\w.])N\.?[ ](?P<of>Ireland|Irish)(?!\w)")
TECH = later(r"(?<![\w.])(?P<it>(?P<state>Ga|Va|La)\.)(?=[ ]Tech(?!\w))")
TECHS = {"Ga": "Georgia", "Va": "Virginia", "La": "Louisiana"}


def _office(match: re.Match[str], _: Style) -> str:
    """Say a state of Australia before its premier, its parties or its police.

    >>> speakable("Vic Premier Ann Roe met Tas Labor and WA Police.", "en")
    'Victorian Premier Ann Roe met Tasmanian Labor and W.A Police.'
    >>> speakable("Vic Hart left Perth, WA, today.", "en")
    'Vic Hart left Perth, Washington, today.'
    """
    return STATES[match["it"]]


def _northern(match: re.Match[str], _: Style) -> str:
    """Say "N. Ireland" as the country; another place has a north.

    >>> speakable("In N. Ireland, the N. Irish side won.", "en")
    'In Northern Ireland, the Northern Irish side won.'
    >>> speakable("In N. Carolina, they won.", "en")
    'In North Carolina, they won.'
    """
    return f"Northern {match['of']}"


def _tech(match: re.Match[str], _: Style) -> str:
    """Say the state of a university of technology.

    >>> speakable("Ga. Tech beat Va. Tech.", "en")
    'Georgia Tech beat Virginia Tech.'
    >>> speakable("The Ga. Shop is shut.", "en")
    'The Ga. Shop is shut.'
    """
    return TECHS[match["state"]]


RULES = (
    Rule("title.province", OFFICE, _office, words=frozenset(STATES)),
    Rule("title.province", NORTHERN, _northern, words=frozenset(["Ireland", "Irish"])),
    Rule("title.province", TECH, _tech, words=frozenset(["Tech"])),
)
