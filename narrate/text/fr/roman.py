"""French Roman numerals: centuries, monarchs, chapters."""

import re

from narrate.text.fr.numbers import nth
from narrate.text.numerals import ROMAN, roman, words
from narrate.text.rules import Rule, Style

# "XIXe" is an ordinal wherever it stands; "Ve" and "Xe" only before what is numbered so.
CENTURY = re.compile(
    r"""
    (?<!\w) (?P<roman>(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3})) (?P<ending>ers?|re|ère|es?|ème|ᵉ)
    (?!\w)
    (?: (?<=[IVX]{2}.)
      | (?<=[IVX]{2}..)
      | (?<=[IVX]{2}...)
      | (?= [ ]
            (?: siècle
              | République
              | arrondissement
              | dynastie
              | Reich
              | Internationale
              | congrès
              | édition
              | Empire
              | millénaire
              | s\.
              | Congrès
              | République
              | Corps
              | Symphonie
              | Festival
              | Plan ) ) )
    """,
    re.VERBOSE,
)
NAMES = (
    "Louis|Henri|Charles|Philippe|François|Napoléon|Jean|Paul|Pie|Benoît|Jean-Paul|Élisabeth"
    "|Elizabeth|Georges|Léon|Clément|Grégoire|Guillaume|Frédéric|Nicolas|Alexandre|Albert|Léopold"
    "|Victor-Emmanuel|Jacques|Édouard|Catherine|Urbain|Innocent|Jules|Sixte|Alphonse|Ferdinand"
    "|George|Christian|Gustave|Harald|Baudouin|Abdallah|Soliman|Ptolémée|Bartholomée|Humbert"
    "|Pierre|Boniface|Mohammed|Hassan|Ramsès|Margrethe|Isabelle|Marie|Felipe|Carlos|Juan Carlos"
)
AGE = re.compile(r"(?:(?<=[IVX][eᵉ] )|(?<=[IVX]er )|(?<=[IVX]ème ))(?P<it>s\.)(?!\w)")
# "Louis XIV", "Henri-IV"; "Jean-V. Petit" has an initial.
MONARCH = re.compile(
    rf"""
    \b(?P<name>{NAMES.replace(" ", "[ ]")})[ -](?P<it>(?P<roman>{ROMAN})(?P<ending>er|re|ère)?)
    (?!\w) (?! (?<=-[IVX])\. | (?<=[ ][IVX])\.[ ]?[A-ZÀ-Þ] )
    """,
    re.VERBOSE,
)
ACTS = re.compile(rf"\b(?P<it>(?=[IVX]){ROMAN})(?=[ ]actes?\b)")
CUED = re.compile(
    rf"""
    (?i: guerre[ ]mondiale
       | chap\.
       | t\.
       | vol\.
       | liv\.
       | livre
       | titre
       | phase
       | groupe
       | type
       | classe
       | annexe
       | Nicée
       | Latran
       | chapitre
       | tome
       | volume
       | partie
       | article
       | acte
       | Vatican )
    [ ] (?P<it>{ROMAN}) (?!\w)
    """,
    re.VERBOSE,
)


def _century(match: re.Match[str], _: Style) -> str:
    value, ending = roman(match["roman"]), match["ending"]
    spoken = nth(value) if value > 1 else "première" if ending in {"re", "ère"} else "premier"
    return spoken + ("s" if ending.endswith("s") else "")


def _monarch(match: re.Match[str], _: Style) -> str:
    value = roman(match["roman"])
    if value == 1:
        return "première" if match["ending"] in {"re", "ère"} else "premier"
    return words(value, "fr")


def _cued(match: re.Match[str], _: Style) -> str:
    return words(roman(match["it"]), "fr")


RULES: tuple[Rule, ...] = (
    Rule("roman", ACTS, _cued, frozenset("IVX")),
    Rule("roman.century", CENTURY, _century, frozenset("IVX")),
    Rule("roman.century", AGE, lambda *_: "siècle", frozenset("IVX")),
    Rule("roman.monarch", MONARCH, _monarch, frozenset("IVX")),
    Rule("roman", CUED, _cued, frozenset("IVX")),
)
