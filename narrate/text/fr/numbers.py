"""French numbers, ordinals, and the gender of the nouns that they count."""

import re
import unicodedata

from narrate.text.counting import DIGITS, FREE, Counting
from narrate.text.numerals import words
from narrate.text.rules import Rule, Style

_SECOND = 2
_FEMININE = re.compile(
    r"""
    \w{2}
    (?: [st]ions?
      | xions?
      | tés?
      | ettes?
      | [ae]nces?
      | ées?
      | esses?
      | euses?
      | iennes?
      | [rt]rices?
      | udes?
      | illes
      | ies
      | ades?
      | ures
      | aines
      | ines
      | elles
      | ères
      | istes (?<!istes) )
    $
    """,
    re.VERBOSE,
)
_NOT_FEMININE = re.compile(
    r"""
    (?: comtés?
      | étés?
      | côtés?
      | comités?
      | traités?
      | députés?
      | arrêtés?
      | musées?
      | lycées?
      | trophées?
      | employés?
      | blessés?
      | incendies
      | génies
      | parapluies
      | stades?
      | grades?
      | silences?
      | magazines
      | domaines
      | capitaines
      | gorilles
      | crocodiles
      | modèles
      | carrés
      | décès
      | degrés
      | invités
      | cafés
      | marchés
      | décrets
      | résultés
      | réfugiés
      | délégués
      | morts )
    $
    """,
    re.VERBOSE,
)


_LONG_ENOUGH = 4  # letters: "les", "dames"
_MASCULINE = re.compile(
    r"""
    (?: ages
      | istes
      | ismes
      | [èe]mes
      | mètres
      | litres
      | grammes
      | aires
      | oires
      | phones
      | logues
      | graphes
      | crates
      | arques
      | hommes
      | membres
      | titres
      | ministres
      | siècles
      | arbres
      | livres
      | centres
      | groupes
      | sites
      | véhicules
      | spectacles
      | articles
      | chiffres
      | actes
      | postes
      | contrôles
      | comptes
      | cadres
      | juges
      | maires
      | jeunes
      | malades
      | athlètes
      | camarades
      | élèves
      | gendarmes
      | pilotes
      | princes
      | prêtres
      | peuples
      | couples
      | disques
      | risques
      | masques
      | kiosques
      | types
      | codes
      | modes
      | pôles
      | rôles
      | contes
      | comptes
      | tomes
      | dômes
      | atomes
      | symptômes
      | cercles
      | miracles
      | obstacles
      | angles
      | cigares
      | hectares
      | stages
      | crimes
      | régimes
      | volumes
      | costumes
      | légumes
      | verres
      | tonnerres
      | cimetières
      | monastères
      | ministères
      | critères
      | mystères
      | cratères
      | caractères
      | frères
      | pères
      | services
      | exercices
      | indices
      | commerces
      | genres
      | nombres
      | ordres
      | mètres
      | diamètres
      | films
      | pays
      | moines
      | cônes
      | trônes
      | fleuves
      | sacres
      | meurtres
      | incendies
      | parapluies
      | satellites
      | drones
      | missiles
      | réfugiés
      | autres
      | mêmes
      | seules
      | toutes
      | quelques
      | sont
      | pour
      | contre
      | dans
      | entre
      | sur
      | ses )
    $
    """,
    re.VERBOSE,
)


def _guess(noun: str) -> str:
    """Return a noun's gender where its ending is sure: f for "missions", else empty."""
    if _FEMININE.search(noun) and not _NOT_FEMININE.search(noun):
        return "f"
    plural = noun.endswith("es") and noun.islower() and not _MASCULINE.search(noun)
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
