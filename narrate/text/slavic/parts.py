"""Quarters and halves of a year or a century: "за III кв.", "w II poł. XIX w."."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from narrate.text.counting import stop
from narrate.text.numerals import ROMAN, roman
from narrate.text.rules import Rule, Style
from narrate.text.slavic.agreement import Agreement, text_before
from narrate.text.slavic.numerals import CASES


@dataclass(frozen=True)
class Parts:
    """The parts of a year of a language.

    ``nouns`` gives gender and six cases by the abbreviation without its stop; ``nth`` returns an
    ordinal in a case and gender.
    """

    agreement: Agreement
    nth: Callable[[int, str, str], str]
    nouns: Mapping[str, tuple[str, ...]]

    def part(self, match: re.Match[str], _: Style) -> str:
        """Say "у III кв. 2026", "za II kw."; without a preposition in the genitive."""
        governor = self.agreement.governor(text_before(match), unit=True).removesuffix("+")
        case = governor or "gen"
        gender, *forms = self.nouns[match["part"]]
        ordinal = self.nth(roman(match["roman"]), case, gender)
        return f"{ordinal} {forms[CASES.index(case)]}{stop(match)}"

    def rule(self) -> Rule:
        """Return the rule for a Roman numeral with the name of a part."""
        names = "|".join(self.nouns)
        pattern = rf"(?<![\w.])(?P<roman>{ROMAN})[ ](?P<part>{names})\."
        return Rule("roman.part", re.compile(pattern), self.part, frozenset("IVX"))
