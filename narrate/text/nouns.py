"""The nouns that signs stand for, in the forms that numbers ask for."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Noun:
    """The noun of a sign: its kind (unit, money, magnitude), gender and forms."""

    kind: str
    gender: str
    singular: str
    few: str
    many: str
    part: str
    coin: str = ""

    def form(self, category: str) -> str:
        """Return the form after a number of a plural category of CLDR; "part" after decimals."""
        return {"one": self.singular, "few": self.few, "part": self.part}.get(category, self.many)
