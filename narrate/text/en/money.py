"""Money: "$5.2M", "£1.20", "A$30", "EUR 5 million", "$10-20 million", "50¢"."""

import re

from narrate.text.en.grammar import alternatives, attributive, cued, hyphenated, occurs, priced
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
    sum_of,
    ungrouped,
)
from narrate.text.later import later
from narrate.text.rules import Rule, Style, as_written
from narrate.text.table import pairs, rows

CURRENCIES = {sign: names for sign, *names in rows("en/currencies.tsv")}
MAGNITUDES = pairs("en/magnitudes.tsv")
SIGN = alternatives(CURRENCIES)
SIGN += r"|[A-Z]{1,3}\$"  # a dollar that no table has
FIRST = "A-Z" + "".join({sign[0] for sign in CURRENCIES})  # characters of a sign
# The unit that a sum pays for: "£45pp", "$4/share", "€2/kg".
RATES = {unit: singular for unit, singular, _ in rows("en/units.tsv")} | pairs("en/rates.tsv")
RATE = (
    r"(?:/[ ]?(?P<per>(?:sq[ ])?[A-Za-z]{1,12})\b(?:(?<=oz|lb|hr|yr|mo|wk)\.)?|"
    r"[ ]?(?P<rate>psf|psm|pppw|pppn|ppn|pn|pcm|pp|pw|pa|ph|pd|(?<=[0-9])pm)(?!\w))"
)
SYMBOL = alternatives(sign for sign in CURRENCIES if not sign[-1].isalpha())
MAGNITUDE = alternatives(MAGNITUDES)
AMOUNT = rf"(?P<amount>{SUM})(?:(?P<joined>-)?[ ]?(?P<magnitude>{MAGNITUDE})\b(?!&))?"
# "a $20-a-day car park", "$5-an-hour": the sum stands before its noun.
EACH = later(r"-(?:an?|per)-[a-z]")

MONEY = later(
    rf"""
    (?=[-−c{FIRST}])
    (?: (?<!\w) (?P<about>c\.?) (?=[$€£]) | (?<![\w$€£]) (?<![A-Z]/) )
    (?P<minus> (?<![-/]) [-−] (?=[^\w\s]) )? (?P<sign>{SIGN})
    (?:(?<=[a-z])\.(?=[ ]?[0-9]))? [ ]?  # "SFr.12.50": the stop is the sign's
    {AMOUNT} (?P<part>[{"".join(VULGAR)}])? (?:(?<=[{"".join(VULGAR)}])(?P<scale>m|bn|tn)\b)?
    (?P<plus>\+)? {RATE}? (?![0-9]|,[0-9]|s\b)
    """,
    re.VERBOSE,
)
RANGE = later(
    rf"""
    (?=[{FIRST}]) (?<![\w$€£]) (?P<sign>{SYMBOL}|Rs\.?[ ]) (?P<low>{SUM})
    (?:[ -]?(?P<low_magnitude>{MAGNITUDE})\b)?
    (?P<link> [ ]?[-–][ ]? | — | [ ](?:to|or|and)[ ] ) (?P<again>(?P=sign))?
    {AMOUNT} {RATE}? (?![0-9%])
    """,
    re.VERBOSE,
)
CODES = frozenset(["USD", "EUR", "GBP", "UAH", "RUB", "PLN", "CHF", "JPY", "CNY"])
AFTER = later(
    rf"""
    {AMOUNT} [ \u00a0]?
    (?P<sign> [€£₴₽₹₺₪₿] | zł\b | (?<=[ ])(?:{"|".join(CODES)})\b )
    """,
    re.VERBOSE,
)
# A loss in an account stands in brackets: "$(4.6) million".
LOSS = later(
    rf"""
    (?P<sign>[$€£]) \( (?P<amount>{NUMBER}) \)
    (?:(?P<joined>-)?[ ]?(?P<magnitude>{MAGNITUDE})\b)? {RATE}? (?!\w)
    """,
    re.VERBOSE,
)


# The sign of the yen is that of the yuan, too.
# Codes that are words and other initials, too: "CAD 3 days a week", "TRY 2 of these".
LETTERED = frozenset(["AED", "CAD", "GHS", "INR", "SAR", "TRY"])
COUNTED = later(r"[ ](?:of|OF|[a-z]{3,}s)\b")
# Software, a school district of Kansas, a unit of marines, a landing by instruments.
NO_SUM = later(
    rf"""
    PHP[ ][3-9](?:\.[0-9])?(?=[ ](?!an?\b|per\b)[a-z])
      | USD[ ][2-5][0-9]{{2}}[ ](?:{cued("of_schools")})\b
      | RM[ ]4[0-9][ ]Commando
      | ILS[ ][0-3][0-9][ ](?:approach|landing)
    """,
    re.VERBOSE,
)
CHINESE = later(r"\b(?:Chin(?:a|ese)|Beijing|Shanghai|Shenzhen|yuan|renminbi)\b")


def _names(match: re.Match[str]) -> tuple[str, ...]:
    if match["sign"] not in CURRENCIES:
        name = f"{spelled(match['sign'][:-1])} dollar"
        return (name, f"{name}s", "cent", "cents")
    yuan = match["sign"] == "¥" and occurs(CHINESE, match.string)
    return tuple(CURRENCIES["CNY" if yuan else match["sign"]])


def _money(match: re.Match[str], style: Style) -> str:
    """Say a sum, its currency, its rate; a sign without a figure stays for others.

    >>> speakable("It made $5.2M, £45pp and 20 €.", "en")
    'It made five point two million dollars, forty-five pounds per person and twenty euros.'
    >>> speakable("It made £19½m.", "en")
    'It made nineteen and a half million pounds.'
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
        (match["joined"] and hyphenated(match))
        or EACH.match(match.string, match.end())
        or attributive(match)
        or (magnitude and priced(match))
    )
    names = singular if before_noun else plural
    if magnitude:
        words = f"{amount(figures, style)} {MAGNITUDES[magnitude]} {names}"
    elif (len(part) == 2 and small) or not point or not part.strip("0"):
        parts = small if before_noun and small == "cent" else smalls
        if before_noun and small == "penny" and integer.strip("0") and part.strip("0"):
            return f"{prefix}{amount(integer, style)} {singular} {cardinal(str(int(part)))}"
        words = _exact(integer or "0", part.ljust(2, "0"), (singular, names, small, parts), style)
    else:
        words = f"{amount(figures, style)} {names}"
    if part_sign := match.groupdict().get("part"):
        value, _, name = words.rpartition(" ")
        scale = f" {MAGNITUDES[match['scale']]}" if match["scale"] else ""
        words = f"{value} and {fraction(*VULGAR[part_sign])}{scale} {name}"
    return prefix + words + suffix + _rate(match)


def _coded(match: re.Match[str], style: Style) -> str | None:
    """Say a sum after the letters of its currency; letters before a count are others.

    >>> speakable("It cost INR 20, or CAD 3 a day.", "en")
    'It cost twenty rupees, or three Canadian dollars a day.'
    >>> speakable("He taught CAD 3 days a week, and PHP 8 is new.", "en")
    'He taught C.A.D three days a week, and P.H.P eight is new.'
    >>> speakable("The USD 259 board paid USD 259.", "en")
    'The U.S.D two hundred fifty-nine board paid two hundred fifty-nine U.S dollars.'
    """
    short = len(match["amount"]) <= _SMALL and not (match["magnitude"] or match["per"])
    if short and match["sign"] in LETTERED and COUNTED.match(match.string, match.end()):
        return None
    if NO_SUM.match(match[0] + match.string[match.end() : match.end() + 16]):
        return None
    return _money(match, style)


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
    >>> speakable("He has $5 and $10; they pay £16-£18ph or $20-25/hr now.", "en")
    'He has five dollars and ten dollars; they pay sixteen pounds to eighteen pounds per hour or \
twenty to twenty-five dollars an hour now.'
    >>> speakable("From £140 B&B.", "en")
    'From one hundred and forty pounds B and B.'
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
        return " to ".join(sides) + _rate(match)
    names = CURRENCIES[match["sign"].strip()]
    words = amount(low, style)
    if match["low_magnitude"]:
        words += f" {MAGNITUDES[match['low_magnitude']]}"
    words += f" {link if worded else 'to'} {amount(high, style)}"
    words += f" {MAGNITUDES[magnitude]}" if magnitude else ""
    singular = not (match["per"] or match["rate"]) and attributive(match)
    return f"{words} {names[0] if singular else names[1]}{_rate(match)}"


def _side(sign: str, figures: str, style: Style) -> str:
    match = MONEY.match(sign + figures)
    return _money(match, style) if match else figures


_SMALL = 2  # figures
SIGNS = frozenset("$€£¥₴₽₹₩₪₺₦₱฿₫₿")
LETTERED_SIGNS = as_written(*(sign for sign in CURRENCIES if sign[0].isalpha()))
RULES = (
    Rule("money.range", RANGE, _range, SIGNS | frozenset("R")),
    Rule("money", MONEY, _coded, SIGNS),
    Rule("money", MONEY, _coded, DIGITS, LETTERED_SIGNS),
    figure_rule("money.after", AFTER, _money, frozenset("€£₴₽₹₺₪₿ł")),
    figure_rule("money.after", AFTER, _money, words=CODES),
    Rule("money.loss", LOSS, _money, frozenset("(")),
)
