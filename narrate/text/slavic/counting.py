"""Numbers, money and measures in the case that their sentence asks for."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from narrate.text.counting import DIGITS, END, FREE, LONGEST, MINUS, Counting
from narrate.text.nouns import Noun
from narrate.text.rules import Rule, Style
from narrate.text.slavic.agreement import NO_NOUN, OBLIQUE, Agreement, Form
from narrate.text.slavic.numerals import CASES, Declined, Numerals

_COINS = re.compile(r".*,[0-9]{2}")
_PERSONS = frozenset("pc")


@dataclass(frozen=True, kw_only=True)
class SlavicCounting(Counting):
    """How Ukrainian and Polish count: the case comes from the words around the number.

    ``fraction_words`` says decimals that are no half: whole, figures after the comma, case.
    ``half`` says "and a half" after a whole number, ``one_and_half`` "1,5" before a masculine or
    neuter noun and before a feminine one. ``half_agrees``: the noun after a half follows the whole
    number ("два з половиною мільйони"); otherwise it is in the genitive singular. ``singular``
    gives case and gender of a noun after "one" by its ending and the governor's case.
    """

    fraction_words: Callable[[str, str, str], str]
    half: str
    one_and_half: tuple[str, str]
    half_agrees: bool
    singular: Callable[[str, str, Agreement], tuple[str, str]]
    numerals: Numerals
    agreement: Agreement = field(init=False)

    def __post_init__(self) -> None:
        """Open the language's tables of governors and endings."""
        object.__setattr__(self, "agreement", Agreement(self.code))

    @cached_property
    def declined(self) -> Mapping[str, Declined]:
        """The nouns that signs stand for, in all their forms."""
        return self.numerals.units

    @cached_property
    def nouns(self) -> Mapping[str, Noun]:
        """The same nouns as every language has them."""
        return {sign: noun.noun for sign, noun in self.declined.items()}

    def in_case(self, figures: str, case: str, gender: str) -> tuple[str, str]:
        """Return a number in words, and which form of a noun follows it."""
        whole, comma, part = self.split(figures)
        if len(whole) > LONGEST or (len(whole) > 1 and whole[0] == "0"):
            return self.said(figures, gender), "many"
        number = int(whole)
        if not comma:
            return self.numerals.cardinal(number, case, gender), self.numerals.category(number)
        if part != "5" or not number:
            return self.fraction_words(whole, part, case), "part"
        if number == 1:
            return self.one_and_half[gender == "f"], "part"
        words = f"{self.numerals.cardinal(number, case, gender)} {self.half}"
        return words, self.numerals.category(number) if self.half_agrees else "part"

    def figure(self, match: re.Match[str], _: Style) -> str:
        """Say a number, or two, in the case and gender of its place: "до 5 осіб", "у 3 містах"."""
        before, after = match.string[: match.start()], match.string[match.end() :]
        figures = match["amount"]
        case, gender = self._place(figures, self.agreement.governor(before), after)
        words, _category = self.in_case(figures, case, gender)
        if match["low"]:
            words = f"{self.in_case(match['low'], case, gender)[0]}{self.to}{words}"
        return self._sign(match["minus"]) + words

    def _place(self, figures: str, governor: str, after: str) -> tuple[str, str]:
        """Return the case and the gender of a number before a noun, or before none."""
        whole, comma, _ = self.split(figures)
        if comma:
            return (governor or "nom"), self.agreement.form(after).gender
        category = self._category(whole)
        if category == "one":
            return self.singular(after, governor, self.agreement)
        form = self.agreement.form(after)
        return self._agreed(form, governor, category), form.gender

    def _category(self, whole: str) -> str:
        """Return which form of a noun follows a whole number; "many" where figures are read out."""
        return "many" if len(whole) > LONGEST else self.numerals.category(int(whole))

    def _agreed(self, form: Form, governor: str, category: str) -> str:
        """Return the case that a noun's ending and the governor agree on."""
        if form == NO_NOUN or form.case in {"any", ""}:
            return governor or "nom"
        if form.case in OBLIQUE:
            return form.case
        if form.case == "nom":
            return "nom"
        if governor == "gen":
            return "gen"
        if category == "few" and form.gender not in _PERSONS:
            return "gen"
        return "acc" if governor == "acc" and form.gender in _PERSONS else "nom"

    def amount(self, match: re.Match[str], style: Style) -> str:
        """Say a number with its sign: "2,5 млн грн", "5–10 %", "$3"."""
        found = match.groupdict()
        sign, scale = found.get("unit") or found.get("sign") or "", found.get("magnitude") or ""
        unit, magnitude = self.declined.get(sign), self.declined.get(scale)
        noun, written = (magnitude, scale) if magnitude else (unit, sign)
        if noun is None:
            return self.figure(match, style)
        before, figures = match.string[: match.start()], found["amount"]
        governor = self.agreement.governor(before, unit=noun.kind == "unit")
        case = self._unit_case(noun, written, figures, governor)
        minus = self._sign(found.get("minus"))
        coins = _COINS.fullmatch(figures) and len(figures) < LONGEST
        if unit and unit.coin and not magnitude and coins:
            return minus + self._coins(figures, unit, case) + _stop(match)
        words, category = self.in_case(figures, case, noun.gender)
        if found.get("low"):
            words = f"{self.in_case(found['low'], case, noun.gender)[0]}{self.to}{words}"
        words += f" {_form(noun, written, category, case)}"
        if magnitude and unit:
            words += f" {_form(unit, sign, 'many', 'gen')}"
        return minus + words + _stop(match)

    def _unit_case(self, noun: Declined, written: str, figures: str, governor: str) -> str:
        """Return the case of a number with a unit that is a sign, or a word with its ending."""
        whole, comma, _ = self.split(figures)
        if comma or not _is_word(noun, written):
            return governor or "nom"
        category = self._category(whole)
        fitting = [case for case in CASES if noun.form(category, case) == written]
        if governor in fitting or not fitting:
            return governor or "nom"
        return fitting[0]

    def _coins(self, figures: str, unit: Declined, case: str) -> str:
        """Say a sum with its coins: "п’ять гривень п’ятдесят копійок"."""
        whole, _, part = self.split(figures)
        sums = [(int(whole), unit), (int(part), self.declined[unit.coin])]
        numerals = self.numerals
        return self.cents.join(
            f"{numerals.cardinal(number, case, noun.gender)} "
            f"{noun.form(numerals.category(number), case)}"
            for number, noun in (sums if int(part) else sums[:1])
            if number or noun is not unit
        )

    def _figures(self) -> tuple[Rule, ...]:
        scored = next(rule for rule in super()._figures() if rule.name == "score")
        low = rf"(?:(?P<low>{self.number})[ ]?[-–—][ ]?)?"
        number = re.compile(rf"{FREE}{MINUS}{low}(?P<amount>{self.number}){END}")
        return scored, Rule("number", number, self.figure, DIGITS)


def _is_word(noun: Declined, written: str) -> bool:
    """Return whether a sign is the noun itself, written out in one of its forms."""
    return written in noun.singular or written in noun.plural


def _form(noun: Declined, written: str, category: str, case: str) -> str:
    """Return a noun as it is written out, or the form that its sign stands for."""
    return written if _is_word(noun, written) else noun.form(category, case)


def _stop(match: re.Match[str]) -> str:
    """Return the full stop that an abbreviation shares with the end of its sentence."""
    ends = match[0].endswith(".") and not match.string[match.end() :].strip("\"'”’»“) ")
    return "." if ends else ""
