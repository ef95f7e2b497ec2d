"""Coins, notes and what stands beside a sum: "75p/litre", "50¢", "two $20s", "1s 6d", "$COIN"."""

import re

from narrate.text.en.grammar import alternatives, attributive, cued, cues, mentions, occurs
from narrate.text.en.money import CURRENCIES, RATES
from narrate.text.en.numbers import (
    DIGITS,
    NUMBER,
    VULGAR,
    amount,
    cardinal,
    figure_rule,
    fraction,
    pair,
    plural,
)
from narrate.text.later import later
from narrate.text.rules import Rule, Style, after_figure

# Old British money: "1s 6d", "£2 3s 6d".
OLD = later(
    r"""
    (?:£(?P<pounds>[0-9]{1,4})[ ])? (?<!\w) (?P<shillings>[0-9]{1,2}) s\.?[ ]?
    (?P<pence>[0-9]{1,2}) d\.? (?!\w)
    """,
    re.VERBOSE,
)
OLD_PENCE = later(r"(?P<pence>[1-9]|1[01])d(?![\w'’])")
NOTES = later(r"(?<![\w$€£])[$€£](?P<amount>5|10|20|50|100|500|1,000|10,000|100,000)s(?!\w)")
MANY = {"1,000": "thousands", "10,000": "tens of thousands", "100,000": "hundreds of thousands"}
TICKER = later(r"(?<![\w$])\$(?=[A-Z]{2,5}(?!\w))")
PER_WORD = later(rf"(?<=[a-z]s)/(?P<unit>{cued('paid_unit')})\b")
PER_MANY = later(r"(?<=[0-9p])/(?=100[ ]?(?:g|ml|km)\b)")  # "£9.50/100g"
QUOTED = later(r"(?<=[0-9])/(?P<sign>[$€£¥])(?!\w)")  # "151.95/$"
PRICED = {*RATES, *cues("paid_unit")}
# A price without its figure: "the £/sq ft rate"; and two prices: "£10/£8".
RATE_ALONE = later(
    rf"(?<![\w.])(?P<sign>[$€£¥₹]|p(?=/kWh|/litre|/mile|/kg|/therm))/(?P<unit>{alternatives(PRICED)})\b"
)
BETWEEN = later(r"(?P<sign>[$€£])[0-9][0-9.,]{0,9}(?P<it>/)(?=(?P=sign)[0-9])")
CENTS = later(
    rf"(?P<amount>{NUMBER})[ ]?¢(?:/(?P<per>{alternatives(PRICED)})(?!\w)(?:\.(?=[ ,;)]))?)?"
)
# British pence and Australian cents: "75p/litre", "11c"; not "1080p".
COINS = later(
    rf"""
    (?:(?P<low>[0-9]{{1,3}})(?:p(?=[-–][0-9]{{1,3}}p))?[-–])?
    (?P<amount>[0-9]{{1,3}}(?:,[0-9]{{3}})?(?:\.[0-9]{{1,2}})?)
    (?P<part>[{"".join(VULGAR)}])? (?P<coin>[pc]) (?:/(?P<per>[A-Za-z]{{1,12}})\b)? (?![\w'’])
    """,
    re.VERBOSE,
)
PAID = later(r"\$|\b(?:cents|dividends?|shares)\b")  # a sentence about money, not the weather
# The price of a bushel, in quarters of a cent: "5.35¾".
BUSHEL = later(r"(?P<dollars>[1-9][0-9]?)\.(?P<cents>[0-9]{2})[ ]?(?P<sign>[¼½¾])(?![\w/])")


def _bushel(match: re.Match[str], _: Style) -> str:
    """Say the price of grain with its part of a cent; with a currency it is a sum.

    >>> speakable("Corn was off 2 at 4.29¾ today.", "en")
    'Corn was off two at four twenty-nine and three quarters today.'
    >>> speakable("Corn was off 2½ today.", "en")
    'Corn was off two and a half today.'
    """
    part = fraction(*VULGAR[match["sign"]])
    return f"{cardinal(match['dollars'])} {pair(match['cents'])} and {part}"


def _notes(match: re.Match[str], _: Style) -> str:
    """Say "two $20s" as "two twenties"; other sums keep their unit.

    >>> speakable("He paid with two $20s.", "en")
    'He paid with two twenties.'
    >>> speakable("He paid $25 for it.", "en")
    'He paid twenty-five dollars for it.'
    """
    if many := MANY.get(match["amount"]):
        return f"{many} of {CURRENCIES[match[0][0]][1]}"
    return plural(cardinal(match["amount"]))


def _per_many(_match: re.Match[str], _: Style) -> str:
    """Say a price for 100 grams; another stroke is one of a fraction.

    >>> speakable("It costs 75p/100g.", "en")
    'It costs seventy-five pence per one hundred grams.'
    >>> speakable("It is 75/100 of it.", "en")
    'It is seventy-five one hundredths of it.'
    """
    return " per "


def _quoted(match: re.Match[str], _: Style) -> str:
    """Say the stroke before a sign as "per"; before a figure it is another sign.

    >>> speakable("It fell to 151.95/$ today.", "en")
    'It fell to one hundred fifty-one point nine five per dollar today.'
    >>> speakable("It costs 5/$6 today.", "en")
    'It costs five, six dollars today.'
    """
    return f" per {CURRENCIES[match['sign']][0]}"


def _rate_alone(match: re.Match[str], _: Style) -> str:
    """Say the unit of a price that has no figure; after a figure it is another price.

    >>> speakable("The £/sq ft rate and the p/kWh cap rose.", "en")
    'The pounds per square foot rate and the pence per kilowatt-hour cap rose.'
    >>> speakable("It costs £5/kg.", "en")
    'It costs five pounds a kilogram.'
    """
    price = "pence" if match["sign"] == "p" else CURRENCIES[match["sign"]][1]
    return f"{price} per {RATES.get(match['unit'], match['unit'])}"


def _between(_match: re.Match[str], _: Style) -> str:
    """Say a stroke between two prices as a pause; between other figures it stays for others.

    >>> speakable("Seats cost £10/£8.", "en")
    'Seats cost ten pounds, eight pounds.'
    >>> speakable("Rated 7/10.", "en")
    'Rated seven out of ten.'
    """
    return ", "


def _ticker(_match: re.Match[str], _: Style) -> str:
    """Leave out the sign before the name of a share; before a figure it is a sum.

    >>> speakable("He bought $COIN.", "en")
    'He bought COIN.'
    >>> speakable("He paid $5.", "en")
    'He paid five dollars.'
    """
    return ""


def _per_word(match: re.Match[str], _: Style) -> str:
    """Say "31 cents/share"; a stroke between other words stays.

    >>> speakable("It pays 31 cents/share.", "en")
    'It pays thirty-one cents a share.'
    >>> speakable("The cats/dogs fight.", "en")
    'The cats/dogs fight.'
    """
    name = RATES.get(match["unit"], match["unit"])
    return f" {'an' if re.match('[aeiou]|hour', name) else 'a'} {name}"


def _old(match: re.Match[str], style: Style) -> str:
    """Say "1s 6d" as old money; without shillings "6d" needs a sentence about old days.

    >>> speakable("It cost 1s 6d then.", "en")
    'It cost one shilling and sixpence then.'
    >>> speakable("Take seat 6 or d.", "en")
    'Take seat six or d.'
    """
    spoken_pounds = f"{amount(match['pounds'], style)} pounds " if match["pounds"] else ""
    shillings = "shilling" if match["shillings"] == "1" else "shillings"
    return f"{spoken_pounds}{cardinal(match['shillings'])} {shillings} and {_pence(match['pence'])}"


def _pence(figures: str) -> str:
    return "a penny" if figures == "1" else f"{cardinal(figures)}pence"


def _old_pence(match: re.Match[str], _: Style) -> str | None:
    """Say "6d" where a sentence tells of old days or of shillings.

    >>> speakable("In 1890 it cost 6d.", "en")
    'In eighteen ninety it cost sixpence.'
    >>> speakable("Type 6d.", "en")
    'Type six d.'
    """
    old = re.search(
        r"\b(?:1[0-9]{3}|shillings?|[0-9]s [0-9]+d|Victorian|Edwardian)\b", match.string
    )
    return _pence(match["pence"]) if old else None


def _coins(match: re.Match[str], style: Style) -> str | None:
    """Say pence and cents; not "11c" where a sentence is about the weather.

    >>> speakable("It costs 75p/litre.", "en")
    'It costs seventy-five pence per litre.'
    >>> speakable("A warm 11c in the sun.", "en")
    'A warm eleven c in the sun.'
    """
    figures, coin = match["amount"], match["coin"]
    if coin == "c" and _is_no_cent(match):
        return None
    names = ("penny", "pence") if coin == "p" else ("cent", "cents")
    name = names[figures != "1" and not (coin == "c" and attributive(match))]
    per = f" per {RATES.get(match['per'], match['per'])}" if match["per"] else ""
    low = f"{amount(match['low'], style)} to " if match["low"] else ""
    part = f" and {fraction(*VULGAR[match['part']])}" if match["part"] else ""
    return f"{low}{amount(figures, style)}{part} {name}{per}"


def _is_no_cent(match: re.Match[str]) -> bool:
    """Return whether c may be Celsius or cups: about the weather, unless money is spoken of."""
    cups = len(match["amount"]) == 1 and mentions("cooking", match.string)
    return cups or (mentions("warm", match.string) and not occurs(PAID, match.string))


def _cents(match: re.Match[str], style: Style) -> str:
    """Say the sign of a cent after a figure; alone it stays for others.

    >>> speakable("It costs 50¢ now.", "en")
    'It costs fifty cents now.'
    >>> speakable("Corn is at 62¢/lb. now.", "en")
    'Corn is at sixty-two cents per pound now.'
    >>> speakable("Draw a ¢ sign.", "en")
    'Draw a cents sign.'
    """
    figures, unit = match["amount"], match["per"]
    per = f" per {RATES.get(unit, unit)}" if unit else ""
    return f"{amount(figures, style)} {'cent' if figures == '1' else 'cents'}{per}"


RULES = (
    Rule("money.notes", NOTES, _notes, frozenset("$€£"), frozenset("s")),
    Rule("money.old", OLD, _old, DIGITS, frozenset("d")),
    figure_rule("money.old", OLD_PENCE, _old_pence, words=frozenset("d")),
    Rule("money.rate", RATE_ALONE, _rate_alone, frozenset("/")),
    Rule("money.between", BETWEEN, _between, frozenset("$€£")),
    Rule("money.ticker", TICKER, _ticker, frozenset("$")),
    Rule("money.per", PER_WORD, _per_word, frozenset("/")),
    Rule("money.per-many", PER_MANY, _per_many, frozenset("/")),
    Rule("money.quoted", QUOTED, _quoted, after_figure("/")),
    figure_rule("money.coins", COINS, _coins, after_figure(["p", "c", *VULGAR])),
    figure_rule("money.bushel", BUSHEL, _bushel, frozenset("¼½¾")),
    figure_rule("money.cents", CENTS, _cents, frozenset("¢")),
)
