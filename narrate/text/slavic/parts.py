"""Quarters and halves of a year or a century: "за III кв.", "w II poł. XIX w."."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from narrate.text.counting import stop
from narrate.text.numerals import ROMAN, roman
from narrate.text.rules import Rule, Style
from narrate.text.slavic.agreement import Agreement, text_before
from narrate.text.slavic.numerals import CASES

LATIN = str.maketrans("ІХ", "IX")
# The first of two numerals: "III–IV roku", "w XI – na początku XII w.".
FIRST = re.compile(
    r"""
    (?<![\w.–—-])
    (?P<it> (?P<roman>(?=[IVXІХ])[XХ]{0,3}(?:[IІ][XХ]|[IІ]V|V?[IІ]{0,3})) (?P<dash>[-–—])? )
    (?: (?<=[-–—])
        (?= [IVXІХ]{1,5} [ ]
            (?:roku|lat|klas\w*|kategorii|курс\w*|клас\w*|розряд\w*|категорі\w+|груп\w?) \b )
      | (?<![-–—])
        (?= (?P<century>[ ](?:[–—]|і|й|та|або|i|oraz|lub|a)[ ]
            (?:[^\W\d_]{1,14}[ ]){0,3} [IVXІХ]{1,5} [ ](?:ст\.|столітт|w\.|wiek)) ) )
    """,
    re.VERBOSE,
)


@dataclass(frozen=True)
class Parts:
    """The parts of a year of a language.

    ``nouns`` gives gender and six cases by the abbreviation without its stop; ``nth`` returns an
    ordinal in a case and gender. ``inside`` are the prepositions of a time, with their spaces.
    """

    agreement: Agreement
    nth: Callable[[int, str, str], str]
    nouns: Mapping[str, tuple[str, ...]]
    inside: tuple[str, ...]

    def part(self, match: re.Match[str], _: Style) -> str:
        """Say "у III кв. 2026", "za II kw."; without a preposition in the genitive."""
        governor = self.agreement.governor(text_before(match), unit=True).removesuffix("+")
        case = governor or "gen"
        gender, *forms = self.nouns[match["part"]]
        ordinal = self.nth(roman(match["roman"]), case, gender)
        return f"{ordinal} {forms[CASES.index(case)]}{stop(match)}"

    def first(self, match: re.Match[str], _: Style) -> str:
        """Say the first of two numerals that have one noun: "III–IV roku"."""
        left_context = text_before(match)
        inside = match["century"] and left_context.endswith(self.inside)
        case = "loc" if inside else "gen"
        if match["century"] and self.agreement.governor(left_context, unit=True) == "ins":
            case = "ins"  # "між V і VI ст."
        ordinal = self.nth(roman(match["roman"].translate(LATIN)), case, "m")
        return f"{ordinal} – " if match["dash"] else ordinal

    def rules(self) -> tuple[Rule, ...]:
        """Return the rules for a numeral with the name of a part, and for the first of two."""
        names = "|".join(self.nouns)
        pattern = rf"(?<![\w.])(?P<roman>{ROMAN})[ ](?P<part>{names})\."
        return (
            Rule("roman.part", re.compile(pattern), self.part, frozenset("IVX")),
            Rule("roman.first", FIRST, self.first, frozenset("IVXІХ")),
        )
