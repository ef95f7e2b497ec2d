"""Spanish ordinals and Roman numerals: centuries, monarchs, events."""

import re

from narrate.text.counting import DIGITS, FREE
from narrate.text.es.numbers import APOCOPE, LAST_EVENT, TENTH, nth
from narrate.text.numerals import ROMAN, roman, words
from narrate.text.rules import Rule, Style
from narrate.text.table import pairs

_DIVISIONS = {
    "s. ": "siglo ", "ss. ": "siglos ", "vol. ": "volumen ", "cap. ": "capítulo ", "t. ": "tomo ",
    "tít. ": "título ",
}  # fmt: skip
ORDINAL = re.compile(
    rf"{FREE}(?P<figures>[0-9]{{1,3}})\.?(?P<ending>[ºª°]|er|ᵉʳ|os|as|[rdt][oa])(?!\w|[CF]\b)"
)
# After "1.º" or "3.º" a noun, not a word that links it: "73.º Festival", "el 3.º de la lista".
_NOUN = re.compile(
    r"""
    [ ]
    (?! (?: de
          | del
          | y
          | o
          | en
          | con
          | por
          | que
          | a
          | al
          | el
          | la
          | los
          | las
          | se
          | ha
          | es
          | fue
          | era
          | para
          | sin
          | tras
          | como
          | dcha
          | izq
          | izda
          | derecha
          | izquierda
          | centro )
        \b )
    [^\W\d_]{3,}
    """,
    re.VERBOSE,
)
NAMES = (
    "Felipe|Alfonso|Carlos|Fernando|Isabel|Juan|Pablo|Pío|Benedicto|Juan Pablo|Luis"
    "|Enrique|León|Clemente|Francisco|Napoleón|Guillermo|Jorge|Eduardo|Catalina|Nicolás"
    "|Alejandro|Gregorio|Inocencio|Urbano|Sixto|Balduino|Alberto|Leopoldo|Víctor Manuel|Ramsés"
    "|Vaticano|Margarita|María|Jaime|Pedro|Sancho|Ramiro|Mohamed|Hasán"
)
MONARCH = re.compile(rf"\b(?P<name>{NAMES})[ ](?P<it>(?P<roman>{ROMAN}))(?!\w)")
CUED = re.compile(
    rf"""
    (?: (?i: siglos?
           | capítulo
           | tomo
           | volumen
           | parte
           | acto
           | guerra[ ]mundial
           | título
           | libro
           | fase
           | grupo
           | tipo
           | clase
           | anexo
           | tabla
           | vol\.
           | cap\.
           | t\.
           | tít\. )
      | (?<!\w) (?P<s>ss?\.) )
    [ ] (?P<first>{ROMAN}) (?:(?P<link>[ ](?:y|al|a|o)[ ]|[-–])(?P<last>{ROMAN}))? (?!\w)
    """,
    re.VERBOSE,
)
ORDINALS = pairs("es/ordinals.tsv")
EVENT = re.compile(
    rf"(?<![\w.])(?P<it>{ROMAN})(?=[ ](?P<noun>{'|'.join(ORDINALS)})\b)", re.IGNORECASE
)
FEMININE = {"Isabel", "Catalina", "Margarita", "María"}


def _ordinal(match: re.Match[str], _: Style) -> str:
    ending = match["ending"]
    spoken = nth(int(match["figures"]), "f" if ending in {"ª", "as", "ra", "da", "ta"} else "m")
    if ending in {"os", "as"}:
        return f"{spoken}s"
    before_noun = ending in {"º", "°"} and _NOUN.match(match.string, match.end())
    return APOCOPE.sub(r"\1", spoken) if ending in {"er", "ᵉʳ"} or before_noun else spoken


def _event(match: re.Match[str], _: Style) -> str:
    """Say "II Guerra Mundial", "XXV aniversario"; beyond the thirtieth a cardinal."""
    value, gender = roman(match["it"].upper()), ORDINALS[match["noun"].casefold()]
    if value > LAST_EVENT:
        return words(value, "es")
    spoken = nth(value, gender)
    return APOCOPE.sub(r"\1", spoken) if gender == "m" else spoken


def _monarch(match: re.Match[str], _: Style) -> str:
    value = roman(match["roman"])
    gender = "f" if match["name"] in FEMININE else "m"
    return nth(value, gender) if value <= TENTH else words(value, "es")


def _cued(match: re.Match[str], _: Style) -> str:
    """Say "siglo XX", "s. XX", "siglos XIX y XX"."""
    first = words(roman(match["first"]), "es")
    division = match[0][: match.start("first") - match.start()]
    division = _DIVISIONS.get(division.lower(), division)
    if not match["last"]:
        return division + first
    link = match["link"] if match["link"].strip().isalpha() else " a "
    return f"{division}{first}{link}{words(roman(match['last']), 'es')}"


RULES: tuple[Rule, ...] = (
    Rule("ordinal", ORDINAL, _ordinal, DIGITS),
    Rule("roman.monarch", MONARCH, _monarch, frozenset("IVX")),
    Rule("roman.event", EVENT, _event, frozenset("IVX")),
    Rule("roman", CUED, _cued, frozenset("IVX")),
)
