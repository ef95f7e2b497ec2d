"""French numbers, ordinals, and the gender of the nouns that they count."""

import re
import unicodedata

from narrate.text.counting import DIGITS, FREE, Counting
from narrate.text.numerals import words
from narrate.text.rules import Rule, Style
from narrate.text.table import rows

_SECOND = 2
_LONG_ENOUGH = 4  # letters: "les", "dames"
# Endings of nouns that are feminine, those among them that are not, and masculine plurals.
_FEMININE, _NOT_FEMININE, _MASCULINE = (
    "|".join(ending for ending, uses in rows("fr/genders.tsv") if use in uses.split(" "))
    for use in ("feminine", "not_feminine", "masculine")
)
_IS_FEMININE = re.compile(rf"\w{{2}}(?:{_FEMININE})$")
_IS_NOT_FEMININE = re.compile(rf"(?:{_NOT_FEMININE})$")
_IS_MASCULINE = re.compile(rf"(?:{_MASCULINE})$")


def _guess(noun: str) -> str:
    """Return a noun's gender where its ending is sure: f for "missions", else empty."""
    if _IS_FEMININE.search(noun) and not _IS_NOT_FEMININE.search(noun):
        return "f"
    plural = noun.endswith("es") and noun.islower() and not _IS_MASCULINE.search(noun)
    return "f" if plural and len(noun) > _LONG_ENOUGH else ""


def cardinal(number: int, gender: str) -> str:
    """Return a whole number before a noun of a gender: "vingt et une"."""
    spoken = words(number, "fr")
    return f"{spoken}e" if gender == "f" and spoken.endswith("un") else spoken


def _decimals(integer: str, part: str) -> str:
    zeros = len(part) - len(part.lstrip("0"))
    if len(part) > 3:
        decimals = [words(int(figure), "fr") for figure in part.lstrip("0")]
    else:
        decimals = [words(int(part), "fr")] if part.strip("0") else []
    return " ".join([words(int(integer), "fr"), "virgule", *["zéro"] * zeros, *decimals])


def _of(noun: str) -> str:
    return f"d’{noun}" if noun[0] in "aeiouhé" else f"de {noun}"


COUNTING = Counting(
    "fr",
    cardinal,
    _decimals,
    groups=" .",
    of=_of,
    to=" à ",
    score=" à ",
    minus="moins",
    by_pairs=True,
    guess=_guess,
)
RANK = re.compile(
    r"""
    \b
    (?: années?
      | pages?
      | p\.
      | numéro
      | n°
      | chapitre
      | article
      | kilomètre )
    [ ] (?P<it>80|[2-9]00) (?!\w|[.,][0-9])
    """,
    re.VERBOSE,
)
STOPPAGE = re.compile(r"(?<!\w)(?P<figures>[0-9]{2,3})(?:e|ème)\+(?P<extra>[0-9]{1,2})(?!\w)")
ORDINAL = re.compile(
    rf"""
    {FREE} (?P<figures>[0-9]{{1,4}})
    (?P<ending> ers?
              | re
              | ère
              | nde?
              | de?
              | e
              | es
              | ème
              | èmes
              | [ᵉʳᵈⁿˢ]+ )
    (?!\w)
    """,
    re.VERBOSE,
)


def nth(number: int) -> str:
    """Return an ordinal: "quatre-vingtième"."""
    spoken = words(number, "fr", "ordinal")
    return spoken.replace("vingtsième", "vingtième").replace("centsième", "centième")


def gender_of(noun: str) -> str:
    """Return f for a noun that is feminine by the table or its ending, else empty."""
    return COUNTING.tables["counted"].get(noun) or _guess(noun)


def year_words(year: int) -> str:
    """Return a year in words: it has no plural."""
    return re.sub(r"(cent|vingt)s$", r"\1", words(year, "fr"))


def _stoppage(match: re.Match[str], _: Style) -> str:
    """Say "90e+4"."""
    return f"{nth(int(match['figures']))} plus {words(int(match['extra']), 'fr')}"


def _ordinal(match: re.Match[str], _: Style) -> str | None:
    number, ending = int(match["figures"]), unicodedata.normalize("NFKC", match["ending"])
    if number == 1:
        return {
            "er": "premier", "ers": "premiers", "re": "première", "ère": "première",
        }.get(ending)  # fmt: skip
    if ending in {"nd", "nde", "d", "de"}:
        return f"second{'e' if ending.endswith('e') else ''}" if number == _SECOND else None
    if ending in {"er", "ers", "re", "ère"}:
        return None
    return nth(number) + ("s" if ending.endswith("s") else "")


def _rank(match: re.Match[str], _: Style) -> str:
    return year_words(int(match["it"]))


RULES: tuple[Rule, ...] = (
    Rule("number.rank", RANK, _rank, DIGITS),
    Rule("ordinal", STOPPAGE, _stoppage, frozenset("+")),
    Rule("ordinal", ORDINAL, _ordinal, DIGITS),
)
