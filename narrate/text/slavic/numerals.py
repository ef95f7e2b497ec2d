"""Whole numbers in words, in each case and gender, from a language's ``numerals.tsv``."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from narrate.text.nouns import Noun
from narrate.text.table import rows

CASES = ("nom", "gen", "dat", "acc", "ins", "loc")
DIRECT = frozenset(("nom", "acc"))
MAGNITUDES = ((12, "трлн", "bln"), (9, "млрд", "mld"), (6, "млн", "mln"), (3, "тис.", "tys."))
_TEN, _TWENTY, _HUNDRED, _THOUSAND, _THOUSANDS = 10, 20, 100, 1000, 3
_FEW = frozenset((2, 3, 4))


@dataclass(frozen=True, slots=True)
class Declined:
    """A noun in the singular and the plural, six cases each in the order of ``CASES``."""

    kind: str
    gender: str
    singular: tuple[str, ...]
    plural: tuple[str, ...]
    coin: str = ""

    @classmethod
    def row(cls, cells: tuple[str, ...]) -> "Declined":
        """Read the cells of ``units.tsv`` after the sign; the plural has no accusative there."""
        kind, gender, *forms, coin = cells
        plural = (*forms[6:9], forms[6], *forms[9:])
        return cls(kind, gender, tuple(forms[:6]), plural, coin)

    @property
    def noun(self) -> Noun:
        """The noun with the nominative forms alone."""
        singular, part, *_ = self.singular
        few, many, *_ = self.plural
        return Noun(self.kind, self.gender, singular, few, many, part, self.coin)

    def form(self, category: str, case: str) -> str:
        """Return the form after a number of a category (one, few, many, part) in a case."""
        if category == "part":
            return self.singular[1]
        index = CASES.index(case)
        if category == "one":
            return self.singular[index]
        return self.plural[1] if category == "many" and case in DIRECT else self.plural[index]


@dataclass(frozen=True)
class Numerals:
    """The whole numbers of a language.

    ``one_agrees``: a last "one" agrees with its noun ("двадцять одна"); in Polish it stays.
    """

    code: str
    one_agrees: bool

    @cached_property
    def _forms(self) -> Mapping[str, tuple[str, ...]]:
        return {number: tuple(forms) for number, *forms in rows(f"{self.code}/numerals.tsv")}

    @cached_property
    def _collectives(self) -> Mapping[str, tuple[str, ...]]:
        return {number: tuple(forms) for number, *forms in rows(f"{self.code}/collectives.tsv")}

    @cached_property
    def units(self) -> Mapping[str, Declined]:
        """The nouns of ``units.tsv`` by their signs."""
        return {sign: Declined.row(tuple(cells)) for sign, *cells in rows(f"{self.code}/units.tsv")}

    def category(self, number: int) -> str:
        """Return which form of a noun follows a whole number: one, few or many."""
        ones, teen = number % _TEN, _TEN < number % _HUNDRED < _TWENTY
        if number == 1 or (ones == 1 and not teen and self.one_agrees):
            return "one"
        return "few" if ones in _FEW and not teen else "many"

    def cardinal(self, number: int, case: str = "nom", gender: str = "m") -> str:
        """Return a whole number below 10¹⁵ in words, before a noun of a gender.

        Genders are m, f, n, "p" for persons (Polish "dwóch") and "c" for nouns that children and
        doors are counted with ("двоє", "dwoje"); "-" is no noun at all.
        """
        if not number:
            return self._form("0", "", case)
        if gender == "c":
            collective = self._collective(number, case)
            if collective:
                return collective
            few = self.category(number) == "few" and self.one_agrees
            gender, case = ("p", "acc") if few and case == "nom" else ("m", case)
        parts = []
        for power, *signs in MAGNITUDES:
            count = number // 10**power % _THOUSAND
            if count:
                noun = next(self.units[sign] for sign in signs if sign in self.units)
                bare = count == 1 and (power == _THOUSANDS or not self.one_agrees)
                parts += [] if bare else self._below(count, case, noun.gender)
                parts.append(noun.form(self.category(count), case))
        return " ".join(parts + self._below(number % _THOUSAND, case, gender, alone=number == 1))

    def _collective(self, number: int, case: str) -> str:
        """Return "п’ятеро", "dwadzieścioro troje"; "" for a number that has none."""
        if number > _THOUSAND and number % _THOUSAND:
            remainder = self._collective(number % _THOUSAND, case)
            return (
                f"{self.cardinal(number - number % _THOUSAND, case)} {remainder}"
                if remainder
                else ""
            )
        hundreds = number - number % _HUNDRED
        if hundreds and hundreds < _THOUSAND and number != hundreds:
            remainder = self._collective(number % _HUNDRED, case)
            return f"{self._form(str(hundreds), '', case)} {remainder}" if remainder else ""
        parts = [str(number)]
        if number > _TWENTY and number % _TEN:
            parts = [str(number - number % _TEN), str(number % _TEN)]
        known = self._collectives
        few = self.one_agrees and int(parts[-1]) in _FEW  # "двадцять троє"
        if parts[-1] not in known or not (parts[0] in known or few):
            return ""
        tens = "" if len(parts) == 1 else self._tens(parts[0], case)
        return f"{tens} {known[parts[-1]][CASES.index(case)]}".lstrip()

    def _tens(self, number: str, case: str) -> str:
        """Return the tens of a collective: Polish "dwadzieścioro", Ukrainian "двадцять"."""
        if number in self._collectives:
            return self._collectives[number][CASES.index(case)]
        return self._form(number, "", case)

    def _below(self, number: int, case: str, gender: str, *, alone: bool = False) -> list[str]:
        """Return the words of a number below 1,000; ``alone``: it is the whole number."""
        hundreds, remainder = number - number % _HUNDRED, number % _HUNDRED
        parts = [hundreds] if hundreds else []
        if _TEN < remainder < _TWENTY:
            parts.append(remainder)
        else:
            parts += [part for part in (remainder - remainder % _TEN, remainder % _TEN) if part]
        fixed = not self.one_agrees and not alone
        return [
            self._form("1", "m", "nom")
            if part == 1 and fixed
            else self._form(str(part), gender, case)
            for part in parts
        ]

    def _form(self, number: str, gender: str, case: str) -> str:
        forms = self._forms
        row = forms.get(number + gender) or forms.get(number) or forms[f"{number}m"]
        return row[CASES.index(case)]
