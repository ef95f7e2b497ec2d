"""Spanish forms that stand only in writing: laws, telephones, postal codes, halves."""

import re

from narrate.text.counting import DIGITS, FREE
from narrate.text.es.numbers import COUNTING, gender_of, whole
from narrate.text.numerals import words
from narrate.text.rules import Rule, Style

HALF = re.compile(rf"{FREE}(?P<it>1/2|½)(?=[ ](?!de\b|del\b|y\b)(?P<noun>[a-záéíóúñ]{{3,}}))")
PHONE = re.compile(
    r"(?<![\w.,/+])(?P<it>[6-9][0-9]{2}[ ][0-9]{3}[ ][0-9]{3})(?![\w.,€$%]*\w|[ ]?[€$%])"
)
# "el 016": a short number that begins with a zero.
SHORT = re.compile(
    r"(?<![\w.,:/+-])(?<![0-9] )0(?P<figures>[1-9][0-9])(?![\w]|[.,:/-][0-9]|[ ][0-9])"
)
# "21 F-18": the names of things are masculine.
NAMED = re.compile(rf"{FREE}(?P<it>(?P<figures>[0-9]*1))(?=[ ][A-Z]{{1,4}}-?[0-9])")
SHOTS = re.compile(
    rf"{FREE}(?P<low>[0-9]{{1,2}})/(?P<high>[0-9]{{1,2}})(?=[ ](?:en|de[ ]tr|desde)\b)"
)
# "$2,300 millones" as the Americas write it; the dollar sign stands for pesos where they are named.
DOLLARS = re.compile(
    r"(?<!\w)(?P<prefix>US|A|C|R|S)?\$[ ]?(?P<amount>[0-9]{1,3}(?:(?P<mark>[.,])[0-9]{3})"
    r"(?:(?P=mark)[0-9]{3})*)(?P<part>[.,][0-9]{1,2})?(?P<magnitude>[ ](?:mil[ ])?millones)?"
    r"(?![\w]|[.,][0-9])"
)
PESOS = re.compile(
    r"\bpesos?\b|Bs\. As\.|\b(?:Buenos Aires|Argentina|México|Colombia|Chile|Uruguay|Milei)\b"
)
SHORT_SUM = re.compile(
    r"(?<![\w])\$[ ]?(?P<amount>[0-9]+(?:[.,][0-9]{1,2})?)(?P<magnitude>[ ](?:mil[ ])?millones)?"
    r"(?![\w]|[.,][0-9])"
)
# "8,500 pesos", where pesos show that a comma parts thousands.
COMMAS = re.compile(
    r"(?<![\w.,$])(?P<it>[1-9][0-9]{0,2}(?:,[0-9]{3})+)(?![\w.,]*[0-9])"
    r"(?=[ ](?P<noun>\w+)?)"
)
LAW = re.compile(
    r"\b(?i:art(?:ículos?|\.)?|arts\.|disposición|cláusula|epígrafe|sección)[ ]"
    r"(?P<it>[0-9]{1,4}(?:\.[0-9]{1,2}){1,2}(?:\.[a-z])?)(?![\w,]|\.[0-9])"
)
ROAD = re.compile(r"\b(?P<it>km)(?=[ ][0-9])")
POSTAL_CODE = re.compile(r"(?<=[,;] )(?P<it>[0-9]{5})(?=[ ][A-ZÁÉÍÓÚ][a-záéíóú]+)")


def _half(match: re.Match[str], _: Style) -> str:
    """Say "1/2 litro" without an article."""
    return "media" if gender_of(match["noun"]) == "f" or match["noun"].endswith("a") else "medio"


def _phone(match: re.Match[str], _: Style) -> str:
    """Say a telephone number of Spain, figure by figure."""
    groups = match["it"].split()
    return ", ".join(" ".join(words(int(figure), "es") for figure in group) for group in groups)


def _law(match: re.Match[str], _: Style) -> str:
    """Say "artículo 14.2" and "artículo 5.1.b" with its points."""
    return " punto ".join(
        words(int(part), "es") if part.isdecimal() else part for part in match["it"].split(".")
    )


def _postal_code(match: re.Match[str], _: Style) -> str:
    return " ".join(words(int(figure), "es") for figure in match["it"])


def _short(match: re.Match[str], _: Style) -> str:
    """Say "016" as a zero and a number."""
    return f"cero {words(int(match['figures']), 'es')}"


def _named(match: re.Match[str], _: Style) -> str:
    return whole(int(match["figures"]), "m")


def _shots(match: re.Match[str], _: Style) -> str:
    """Say "3/7 en triples"."""
    return f"{words(int(match['low']), 'es')} de {words(int(match['high']), 'es')}"


def _dollars(match: re.Match[str], _: Style) -> str | None:
    """Say "$2,300 millones", "$9.850", as dollars or as pesos."""
    if match["prefix"]:
        return None
    figures = int(re.sub(r"[.,]", "", match["amount"]))
    part = f" con {words(int(match['part'][1:]), 'es')} centavos" if match["part"] else ""
    return _sum(whole(figures, "m"), match) + part


def _commas(match: re.Match[str], _: Style) -> str | None:
    """Say "8,500 pesos" as Mexico writes it."""
    if not PESOS.search(match.string):
        return None
    return whole(int(match["it"].replace(",", "")), gender_of(match["noun"] or "") or "m")


def _short_sum(match: re.Match[str], _: Style) -> str | None:
    """Say "$500" as pesos where pesos are named."""
    if not PESOS.search(match.string):
        return None
    return _sum(COUNTING.said(match["amount"].replace(".", ","), "m"), match)


def _sum(said: str, match: re.Match[str]) -> str:
    coin = "pesos" if PESOS.search(match.string) else "dólares"
    return f"{said}{match['magnitude']} de {coin}" if match["magnitude"] else f"{said} {coin}"


RULES: tuple[Rule, ...] = (
    Rule("fraction", HALF, _half, frozenset("2½")),
    Rule("number", SHORT, _short, frozenset("0")),
    Rule("number", NAMED, _named, frozenset("1")),
    Rule("score", SHOTS, _shots, frozenset("/")),
    Rule("money", DOLLARS, _dollars, frozenset("$")),
    Rule("money", SHORT_SUM, _short_sum, frozenset("$")),
    Rule("number", COMMAS, _commas, frozenset(",")),
    Rule("phone", PHONE, _phone, DIGITS),
    Rule("law", LAW, _law, DIGITS),
    Rule("abbreviation", ROAD, lambda *_: "kilómetro", frozenset("k")),
    Rule("postal_code", POSTAL_CODE, _postal_code, DIGITS),
)
