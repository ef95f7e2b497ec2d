"""Money: "$5.2M", "£1.20", "A$30", "EUR 5 million", "$10-20 million", "50¢"."""

import re

from narrate.text.en.grammar import attributive, cued, mentions, priced
from narrate.text.en.letters import spelled
from narrate.text.en.numbers import (
    DIGITS,
    NUMBER,
    SUM,
    VULGAR,
    amount,
    cardinal,
    figure_rule,
    fraction,
    plural,
    sum_of,
    ungrouped,
)
from narrate.text.later import later
from narrate.text.rules import Rule, Style, as_written
from narrate.text.table import pairs, rows

CURRENCIES = {sign: names for sign, *names in rows("en/currencies.tsv")}
MAGNITUDES = pairs("en/magnitudes.tsv")
SIGN = "|".join(re.escape(sign) for sign in sorted(CURRENCIES, key=len, reverse=True))
SIGN += r"|[A-Z]{1,3}\$"  # a dollar that no table has
# The unit that a sum pays for: "£45pp", "$4/share", "€2/kg".
RATES = {unit: singular for unit, singular, _ in rows("en/units.tsv")} | pairs("en/rates.tsv")
RATE = (
    r"(?:/[ ]?(?P<per>(?:sq[ ])?[A-Za-z]{1,12})\b(?:(?<=oz|lb|hr|yr|mo|wk)\.)?|"
    r"[ ]?(?P<rate>psf|psm|pppw|pppn|pcm|pp|pw|pa|ph|pd|(?<=[0-9])pm)(?!\w))"
)
SYMBOL = "|".join(
    re.escape(sign) for sign in sorted(CURRENCIES, key=len, reverse=True) if not sign[-1].isalpha()
)
MAGNITUDE = "|".join(re.escape(name) for name in sorted(MAGNITUDES, key=len, reverse=True))
AMOUNT = rf"(?P<amount>{SUM})(?:(?P<joined>-)?[ ]?(?P<magnitude>{MAGNITUDE})\b)?"
# "a $20-a-day car park", "$5-an-hour": the sum stands before its noun.
EACH = later(r"-(?:an?|per)-[a-z]")

MONEY = later(
    rf"""
    (?: (?<!\w) (?P<about>c\.?) (?=[$€£]) | (?<![\w$€£]) (?<![A-Z]/) )
    (?P<minus> (?<![-/]) [-−] (?=[^\w\s]) )? (?P<sign>{SIGN}) [ ]?
    {AMOUNT} (?P<part>[{"".join(VULGAR)}])? (?P<plus>\+)? {RATE}? (?![0-9]|,[0-9]|s\b)
    """,
    re.VERBOSE,
)
RANGE = later(
    rf"""
    (?<![\w$€£]) (?P<sign>{SYMBOL}|Rs\.?[ ]) (?P<low>{SUM})
    (?:[ -]?(?P<low_magnitude>{MAGNITUDE})\b)?
    (?P<link> [ ]?[-–][ ]? | — | [ ](?:to|or|and)[ ] ) (?P<again>(?P=sign))? {AMOUNT} (?![0-9%])
    """,
    re.VERBOSE,
)
AFTER = later(
    rf"""
    {AMOUNT} [ \u00a0]?
    (?P<sign> [€£₴₽₹₺₪₿] | zł\b | (?<=[ ])(?:USD|EUR|GBP|UAH|RUB|PLN|CHF|JPY|CNY)\b )
    """,
    re.VERBOSE,
)
# A sum in a unit that letters name, which only its magnitude tells from a road: "R5.3bn".
LETTERED = later(
    rf"""
    (?<![\w.]) (?P<sign>[RN])
    (?: (?P<thousands>[0-9]{{1,3}}(?:,[0-9]{{3}}){{1,4}}) (?![\w]|[.,][0-9])
      | (?P<amount>{NUMBER}) [ -]?
        (?P<magnitude> bn
                     | tn
                     | trn
                     | m
                     | million
                     | billion
                     | trillion )
        \b )
    """,
    re.VERBOSE,
)
LETTERED_NAMES = {"R": "rand", "N": "naira"}
# A loss in an account stands in brackets: "$(4.6) million".
LOSS = later(
    rf"""
    (?P<sign>[$€£]) \( (?P<amount>{NUMBER}) \)
    (?:(?P<joined>-)?[ ]?(?P<magnitude>{MAGNITUDE})\b)? {RATE}? (?!\w)
    """,
    re.VERBOSE,
)
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
QUOTED = later(r"(?<=[0-9])/(?P<sign>[$€£¥])(?!\w)")  # "151.95/$"
CENTS = later(rf"(?P<amount>{NUMBER})[ ]?¢")
# British pence and Australian cents: "75p/litre", "11c"; not "1080p".
COINS = later(
    rf"""
    (?:(?P<low>[0-9]{{1,3}})[-–])? (?P<amount>[0-9]{{1,3}}(?:,[0-9]{{3}})?(?:\.[0-9]{{1,2}})?)
    (?P<part>[{"".join(VULGAR)}])? (?P<coin>[pc]) (?:/(?P<per>[A-Za-z]{{1,12}})\b)? (?![\w'’])
    """,
    re.VERBOSE,
)


# The sign of the yen is that of the yuan, too.
CHINESE = later(r"\b(?:Chin(?:a|ese)|Beijing|Shanghai|Shenzhen|yuan|renminbi)\b")


def _names(match: re.Match[str]) -> tuple[str, ...]:
    if match["sign"] not in CURRENCIES:
        name = f"{spelled(match['sign'][:-1])} dollar"
        return (name, f"{name}s", "cent", "cents")
    yuan = match["sign"] == "¥" and CHINESE.search(match.string)
    return tuple(CURRENCIES["CNY" if yuan else match["sign"]])


def _money(match: re.Match[str], style: Style) -> str:
    """Say a sum, its currency, its rate; a sign without a figure stays for others.

    >>> speakable("It made $5.2M, £45pp and 20 €.", "en")
    'It made five point two million dollars, forty-five pounds per person and twenty euros.'
    >>> speakable("Show me the $ sign.", "en")
    'Show me the dollar sign.'
    """
    singular, plural, small, smalls = _names(match)
    prefix = "minus " if match.groupdict().get("minus") else ""
    prefix = ("circa " if match.groupdict().get("about") else "") + prefix
    suffix = " plus" if match.groupdict().get("plus") else ""
    figures, magnitude = sum_of(match["amount"]), match["magnitude"]
    integer, point, part = figures.partition(".")
    unit = match.groupdict().get("per") or match.groupdict().get("rate")
    before_noun = not unit and (
        match["joined"]
        or EACH.match(match.string, match.end())
        or attributive(match)
        or (magnitude and priced(match))
    )
    names = singular if before_noun else plural
    if magnitude:
        words = f"{amount(figures, style)} {MAGNITUDES[magnitude]} {names}"
    elif (len(part) == 2 and small) or not point or not part.strip("0"):
        parts = small if before_noun and small == "cent" else smalls
        words = _exact(integer or "0", part.ljust(2, "0"), (singular, names, small, parts), style)
    else:
        words = f"{amount(figures, style)} {names}"
    if part_sign := match.groupdict().get("part"):
        value, _, name = words.rpartition(" ")
        words = f"{value} and {fraction(*VULGAR[part_sign])} {name}"
    return prefix + words + suffix + _rate(match)


def _rate(match: re.Match[str]) -> str:
    """Return the unit that a sum pays for: " per person".

    Without a unit, return a space where letters follow at once, else nothing.
    """
    groups = match.groupdict()
    unit = groups.get("per") or groups.get("rate")
    joined = match.string[match.end() : match.end() + 1].isalpha()
    if not unit:
        return " " if joined else ""
    name = RATES.get(unit.rstrip("."), unit)
    by_size = groups.get("rate") or name.startswith(("million", "ton", "square"))
    article = "per" if by_size else "an" if re.match("[aeiou]|hour", name) else "a"
    return f" {article} {name}"


def _exact(integer: str, part: str, names: tuple[str, str, str, str], style: Style) -> str:
    singular, plural, small, smalls = names
    amounts = []
    if int(ungrouped(integer)) or not part.strip("0"):
        main = singular if integer == "1" else plural
        amounts.append(f"{amount(integer, style)} {main}")
    if part.strip("0"):
        amounts.append(f"{cardinal(str(int(part)))} {small if part == '01' else smalls}")
    return " and ".join(amounts)


def _range(match: re.Match[str], style: Style) -> str | None:
    """Say the unit once where the ends share a magnitude; not where they are two sums.

    >>> speakable("It costs $5-$10 million.", "en")
    'It costs five to ten million dollars.'
    >>> speakable("He has $5 and $10.", "en")
    'He has five dollars and ten dollars.'
    """
    low, high = sum_of(match["low"]), sum_of(match["amount"])
    magnitude, link = match["magnitude"], match["link"].strip()
    worded = link in {"to", "or", "and"}
    if worded and not (magnitude and not match["low_magnitude"]):
        return None
    if (
        link == "and"
        and "between" not in match.string[max(0, match.start() - 40) : match.start()].casefold()
    ):
        return None
    if match["again"] and not magnitude:
        sides = [_side(match["sign"], side, style) for side in (low, high)]
        return " to ".join(sides)
    names = CURRENCIES[match["sign"].strip()]
    words = amount(low, style)
    if match["low_magnitude"]:
        words += f" {MAGNITUDES[match['low_magnitude']]}"
    words += f" {link if worded else 'to'} {amount(high, style)}"
    words += f" {MAGNITUDES[magnitude]}" if magnitude else ""
    return f"{words} {names[0] if attributive(match) else names[1]}"


def _lettered(match: re.Match[str], style: Style) -> str:
    """Say "R5.3bn" as rand and "N200m" as naira; "R5" is a road.

    >>> speakable("It cost R5.3bn.", "en")
    'It cost five point three billion rand.'
    >>> speakable("Take the R53 road.", "en")
    'Take the R fifty-three road.'
    """
    name = LETTERED_NAMES[match["sign"]]
    if match["thousands"]:
        return f"{amount(match['thousands'], style)} {name}"
    return f"{amount(match['amount'], style)} {MAGNITUDES[match['magnitude']]} {name}"


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


def _side(sign: str, figures: str, style: Style) -> str:
    match = MONEY.match(sign + figures)
    return _money(match, style) if match else figures


def _quoted(match: re.Match[str], _: Style) -> str:
    """Say the stroke before a sign as "per"; before a figure it is another sign.

    >>> speakable("It fell to 151.95/$ today.", "en")
    'It fell to one hundred fifty-one point nine five per dollar today.'
    >>> speakable("It costs 5/$6 today.", "en")
    'It costs five/six dollars today.'
    """
    return f" per {CURRENCIES[match['sign']][0]}"


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
    if coin == "c" and (
        mentions("warm", match.string) or (len(figures) == 1 and mentions("cooking", match.string))
    ):
        return None
    names = ("penny", "pence") if coin == "p" else ("cent", "cents")
    name = names[figures != "1"]
    per = f" per {RATES.get(match['per'], match['per'])}" if match["per"] else ""
    low = f"{amount(match['low'], style)} to " if match["low"] else ""
    part = f" and {fraction(*VULGAR[match['part']])}" if match["part"] else ""
    return f"{low}{amount(figures, style)}{part} {name}{per}"


def _cents(match: re.Match[str], style: Style) -> str:
    """Say the sign of a cent after a figure; alone it stays for others.

    >>> speakable("It costs 50¢ now.", "en")
    'It costs fifty cents now.'
    >>> speakable("Draw a ¢ sign.", "en")
    'Draw a cents sign.'
    """
    figures = match["amount"]
    return f"{amount(figures, style)} {'cent' if figures == '1' else 'cents'}"


SIGNS = frozenset("$€£¥₴₽₹₩₪₺₦₱฿₫₿")
LETTERED_SIGNS = as_written(*(sign for sign in CURRENCIES if sign[0].isalpha()))
RULES = (
    Rule("money.range", RANGE, _range, SIGNS | frozenset("R")),
    Rule("money", MONEY, _money, SIGNS),
    Rule("money", MONEY, _money, DIGITS, LETTERED_SIGNS),
    Rule("money.lettered", LETTERED, _lettered, frozenset("RN")),
    Rule("money.notes", NOTES, _notes, frozenset("$€£")),
    figure_rule("money.after", AFTER, _money, frozenset("€£₴₽₹₺₪₿ł") | frozenset("DPRYNBHF")),
    Rule("money.loss", LOSS, _money, frozenset("(")),
    Rule("money.old", OLD, _old, DIGITS, frozenset("d")),
    figure_rule("money.old", OLD_PENCE, _old_pence, words=frozenset("d")),
    Rule("money.ticker", TICKER, _ticker, frozenset("$")),
    Rule("money.per", PER_WORD, _per_word, frozenset("/")),
    Rule("money.quoted", QUOTED, _quoted, frozenset("/")),
    figure_rule("money.coins", COINS, _coins, frozenset("pc")),
    figure_rule("money.cents", CENTS, _cents, frozenset("¢")),
)
