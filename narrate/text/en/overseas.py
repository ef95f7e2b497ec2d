"""Sums as papers abroad write them: "US65.4c", "the A$ fell", "R1.02 a litre", "P58.71"."""

import re

from narrate.text.en.grammar import FUNCTION_WORDS, alternatives, attributive, cued, mentions
from narrate.text.en.money import CURRENCIES, MAGNITUDES
from narrate.text.en.numbers import DIGITS, amount, cardinal
from narrate.text.later import later
from narrate.text.rules import Rule, Style
from narrate.text.table import rows

SMALLEST = 3  # figures of a sum in naira or pesos without thousands
# The dollar of a country in cents: "US65.4c".
CENTS = later(
    r"(?<!\w)(?P<country>US|NZ|AU|A|C|S)(?P<amount>[0-9]{1,3}(?:\.[0-9]{1,3})?)(?P<half>½)?c(?!\w)"
)
CENT = {
    "US": "U.S",
    "NZ": "New Zealand",
    "AU": "Australian",
    "A": "Australian",
    "C": "Canadian",
    "S": "Singapore",
}
DOLLARS = [sign for sign in CURRENCIES if re.fullmatch(r"[A-Z][A-Za-z]{0,2}\$", sign)]
# A currency by its sign alone: "the A$ fell".
ALONE = later(rf"(?<![\w$])(?P<sign>{alternatives(DOLLARS)})(?![ ]?[0-9(])(?!\w)")
LETTERS = {
    letter: (country, (one, many, small, smalls))
    for letter, country, one, many, small, smalls in rows("en/overseas.tsv")
}
# "R1.02", "R350", "R500 000", "P5bn": a sum in a unit that one letter names.
SUM = later(
    rf"""
    (?<![\w.$£€/-]) (?P<letter>[{"".join(LETTERS)}]) (?P<amount> [0-9]{{1,3}}(?:,[0-9]{{3}})++
        | [1-9][0-9]{{0,2}}(?P<spaced>(?:[ ][0-9]{{3}})++) | [0-9]{{1,6}} )
    (?: \.(?P<part>[0-9]{{1,2}}) )?
    (?: [ -]?(?P<magnitude>{cued("sum_magnitude")})\b )?
    (?! [\w’'-] | [.,][0-9] | [ ][0-9]{{3}}\b )
    """,
    re.VERBOSE,
)
TRAVELLED = later(r"\b(?:[Oo]n|[Aa]long|[Oo]ff|[Jj]oins?|[Nn]ear|[Cc]losed?|[Vv]ia)(?:[ ]the)?[ ]$")
# A road or a machine, whatever precedes its name: "Durban's R61 was closed", "a P100 filter".
ROAD = later(
    rf"""
    [ ](?:[a-z]+[ ])? (?:{cued("on_road")})\b (?![ ](?:{cued("priced_trip")})\b)
    | [ ](?:(?:is|was|has|had|been|be|will|remains?|still|now)[ ]){{1,3}} (?:{cued("shut")})\b
    """,
    re.VERBOSE,
)
MACHINE = later(rf"[ ](?:{cued('machine')})\b(?![ ](?:{cued('priced_trip')})\b)")
THE = later(r"\b[Tt]he[ ]$")
NOUN = later(rf"[ ](?!(?i:{cued('after_road')})\b)(?P<noun>[A-Za-z]\w+)")


def _cents(match: re.Match[str], style: Style) -> str | None:
    """Say the cents of a country's dollar; a letter before a whole figure may be a road.

    >>> speakable("The Aussie bought US65.4c.", "en")
    'The Aussie bought sixty-five point four U.S cents.'
    >>> speakable("Take the A65c.", "en")
    'Take the A-sixty-five c.'
    """
    if len(match["country"]) == 1 and "." not in match["amount"]:
        return None
    half = " and a half" if match["half"] else ""
    return f"{amount(match['amount'], style)}{half} {CENT[match['country']]} cents"


def _alone(match: re.Match[str], _: Style) -> str:
    """Say the sign of a country's dollar without a figure by its name.

    >>> speakable("The A$ fell; C$5 is enough.", "en")
    'The Australian dollar fell; five Canadian dollars is enough.'
    >>> speakable("Type A# now.", "en")
    'Type A sharp now.'
    """
    return CURRENCIES[match["sign"]][0]


def _sum(match: re.Match[str], style: Style) -> str | None:
    """Say a sum that one letter names, where thousands, a magnitude or its country tell it.

    A road is not a sum: it follows "on" or "the".

    >>> speakable("Eskom said petrol rises R1.02 to R21.64, and the R350 grant stays.", "en")
    'Eskom said petrol rises one rand and two cents to twenty-one rand and sixty-four cents, and \
the three hundred and fifty rand grant stays.'
    >>> speakable("It cost R5.3bn and N5,000.", "en")
    'It cost five point three billion rand and five thousand naira.'
    >>> speakable("The bail of R500 000 was paid; P2 billion was not.", "en")
    'The bail of five hundred thousand rand was paid; two billion pesos was not.'
    >>> speakable("In Soweto, take the R62 north, or Eskom's lorry on R350.", "en")
    "In Soweto, take the R sixty-two north, or Eskom's lorry on R three-fifty."
    >>> speakable("Durban's R61 was closed, Cape Town's R350 grant was not.", "en")
    "Durban's R sixty-one was closed, Cape Town's three hundred fifty rand grant was not."
    >>> speakable("Lagos wants N95 masks for N500.", "en")
    'Lagos wants N ninety-five masks for five hundred naira.'
    >>> speakable("Take the R62.", "en")
    'Take the R sixty-two.'
    """
    country, (one, many, small, smalls) = LETTERS[match["letter"]]
    certain = match["magnitude"] or (match["spaced"] and not match["part"])
    certain = certain or ("," in match["amount"] and match["letter"] != "P")
    if not certain and not mentions(country, match.string):
        return None
    prefix = match.string[max(0, match.start() - 14) : match.start()]
    if not (certain or match["part"]) and _is_name(match, prefix):
        return None
    figures = match["amount"].replace(" ", ",")
    name = one if attributive(match) else many
    if match["magnitude"]:
        whole = figures + (f".{match['part']}" if match["part"] else "")
        return f"{amount(whole, style)} {MAGNITUDES[match['magnitude']]} {name}"
    words = f"{amount(figures, style)} {one if figures == '1' else name}"
    part = (match["part"] or "").ljust(2, "0")
    if not part.strip("0"):
        return words
    coins = f"{cardinal(str(int(part)))} {small if part == '01' else smalls}"
    return f"{words} and {coins}" if figures.strip("0") else coins


def _is_name(match: re.Match[str], prefix: str) -> bool:
    """Return whether a letter and a whole figure name a road or a thing: "the R62", "N95 masks"."""
    road = match["letter"] == "R" and ROAD.match(match.string, match.end())
    small = match["letter"] != "R" and len(match["amount"]) < SMALLEST
    named = match["letter"] != "R" or len(match["amount"]) < SMALLEST
    machine = MACHINE.match(match.string, match.end()) if named else None
    if small or road or machine or TRAVELLED.search(prefix) or prefix[-2:-1].isdigit():
        return True
    noun = NOUN.match(match.string, match.end())
    counted = noun is not None and noun["noun"] not in FUNCTION_WORDS
    return THE.search(prefix) is not None and not (counted and attributive(match))


RULES = (
    Rule("money.overseas", CENTS, _cents, frozenset("ANUCS"), frozenset("c")),
    Rule("money.overseas", ALONE, _alone, frozenset("$")),
    Rule("money.overseas", SUM, _sum, DIGITS, frozenset(LETTERS)),
)
