"""Spanish: dates, times, ordinals, centuries and monarchs, on the counting of all languages."""

import re

from narrate.text import western, western_codes
from narrate.text.es import dates, ordinals, times, written
from narrate.text.es.numbers import COUNTING, gender_of
from narrate.text.numerals import words
from narrate.text.rules import Rule

_VERSIONS = r"versión|python|ios|android|industria|web|apartado|punto|windows|bluetooth|usb|tabla"
_RATES = {
    "mes": "al mes", "año": "al año", "día": "al día", "hora": "a la hora", "semana": "a la semana",
}  # fmt: skip
_SIMPLE = {
    2: "medio", 3: "tercio", 4: "cuarto", 5: "quinto", 6: "sexto", 7: "séptimo", 8: "octavo",
    9: "noveno", 10: "décimo",
}  # fmt: skip


def _denominator(low: int, high: int) -> str:
    name = _SIMPLE.get(high) or re.sub(r"[aeo]$", "", words(high, "es").replace("é", "e")) + "avo"
    return f"{name}{'' if low == 1 else 's'}"


RULES: tuple[Rule, ...] = (
    western.last_words("D", "cap", "vol", "ed"),
    *times.RULES,
    *dates.RULES,
    *written.RULES,
    *ordinals.RULES,
    western_codes.versions(COUNTING, _VERSIONS, "punto"),
    western.has(COUNTING),
    western.per_prefixed(COUNTING, "por"),
    western.per(COUNTING, "por", _RATES),
    western_codes.prefixed(COUNTING, "CHF|EUR|USD|GBP|MXN|ARS|COP|CLP"),
    western_codes.initials(COUNTING),
    *western_codes.compact(COUNTING, "por", "más de", "menos de"),
    western.after_year(COUNTING),
    western.fractions(COUNTING, _denominator),
    western_codes.codes(COUNTING, pairs=True),
    western.ranges(COUNTING, gender_of),
    western.left_out(
        COUNTING,
        "y|e|solo|sólo|pero|con|frente[ ]a",
        r"más|menos|de[ ]cada|[a-záéíóú]{2,}(?:aron|ieron)|han|son|eran|fueron",
        gender_of,
        "las",
    ),
    *western.signs(COUNTING, "por"),
    *COUNTING.rules(),
    western.loose_per(COUNTING, "por"),
    western.loose(COUNTING, r"de|los|las|millones|varios|muchos"),
    *western_codes.leftovers(COUNTING, "barra", "de"),
)
