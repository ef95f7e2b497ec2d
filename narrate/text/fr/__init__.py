"""French: dates, times, ordinals, centuries and monarchs, on the counting of all languages."""

from narrate.text import western, western_codes
from narrate.text.fr import dates, numbers, roman, times, written
from narrate.text.fr.numbers import COUNTING, gender_of, nth
from narrate.text.rules import Rule

_VERSIONS = "version|python|ios|android|industrie|web|windows|bluetooth|usb|tableau|point"
_RATES = {"heure": "de l’heure", "kilo": "le kilo"}


def _denominator(low: int, high: int) -> str:
    return nth(high) + ("" if low == 1 else "s")


_WORDS = ("M", "art", "cap", "col", "vol", "max", "div", "dir", "Max")
RULES: tuple[Rule, ...] = (
    western.last_words(*_WORDS),
    *times.RULES,
    *dates.RULES,
    *written.RULES,
    *numbers.RULES,
    *roman.RULES,
    western_codes.versions(COUNTING, _VERSIONS, "point"),
    western.per_prefixed(COUNTING, "par"),
    western.per(COUNTING, "par", _RATES),
    western_codes.prefixed(COUNTING, "CHF|EUR|USD|GBP|CAD"),
    western_codes.initials(COUNTING),
    *western_codes.compact(COUNTING, "pour", "plus de", "moins de"),
    western.after_year(COUNTING),
    western.fractions(COUNTING, _denominator),
    western_codes.codes(COUNTING),
    western.ranges(COUNTING, gender_of),
    western.left_out(
        COUNTING, "dont|et|contre|seulement|mais|puis", "sur|de|ont|sont|étaient", gender_of
    ),
    *western.signs(COUNTING, "fois"),
    *COUNTING.rules(),
    western.loose_per(COUNTING, "par"),
    western.loose(COUNTING, r"de|les|des|aux|ces|quelques"),
    *western_codes.leftovers(COUNTING, "barre", "sur"),
)
