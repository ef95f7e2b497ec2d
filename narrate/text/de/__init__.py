"""German: dates, years, times, ordinals and Roman numerals, on the counting of all languages."""

from narrate.text import western, western_codes
from narrate.text.de import dates, ordinals, times, written, years
from narrate.text.de.numbers import COUNTING, MEASURE, NUMERAL_ONE, gender_of
from narrate.text.numerals import words
from narrate.text.rules import Claimant

_VERSIONS = (
    "version|halle|python|ios|android|industrie|web|abschnitt|punkt|raum|tabelle|windows|macos|"
    "chrome|firefox|gpt|tor|kapitel"
)


def _denominator(_: int, number: int) -> str:
    if number == 2:
        return "halbe"
    return words(number, "de", "ordinal").removesuffix("e").removesuffix("t").capitalize() + "tel"


_WORDS = (
    "Art", "Kap", "Gen", "Dir", "Max", "Mag", "Div", "Tor", "Tel", "Ps", "op", "Do", "So", "Sek",
)  # fmt: skip
RULES: tuple[Claimant, ...] = (
    western.last_words(*_WORDS),
    dates.AUGUST,
    *written.RULES,
    *times.RULES,
    *dates.RULES,
    *years.RULES,
    *ordinals.RULES,
    NUMERAL_ONE,
    MEASURE,
    western_codes.versions(COUNTING, _VERSIONS, "Punkt"),
    western.per_prefixed(COUNTING, "pro"),
    western.per(COUNTING, "pro"),
    western_codes.prefixed(COUNTING, r"CHF|EUR|USD|GBP|SFr\."),
    western_codes.initials(COUNTING),
    *western_codes.compact(COUNTING, "pro", "mehr als", "weniger als"),
    western.after_year(COUNTING),
    western.fractions(COUNTING, _denominator),
    western_codes.codes(COUNTING),
    western.ranges(COUNTING, gender_of),
    *western.signs(COUNTING, "mal"),
    *COUNTING.rules(),
    western.loose_per(COUNTING, "pro|je"),
    western.loose(COUNTING, r"die|der|Mio\.|Mrd\.|Millionen|Milliarden|viele|wenige|pro[ ]1000"),
    *western_codes.leftovers(COUNTING),
)
