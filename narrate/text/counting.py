"""Numbers, money, measures and times as a language counts: what its folder does not say anew.

num2words gives the numbers and Babel which form of a noun follows one ("5 гривень", "2 złote"). A
language's ``units.tsv`` has for each sign the noun's gender and its forms: after one, after a few,
after many, after part of one (two and a half).
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from babel import Locale
from num2words import num2words

from narrate.text.contacts import contacts
from narrate.text.rules import Rule, Style
from narrate.text.table import pairs, rows

DIGITS = frozenset("0123456789")
# A figure that nothing before it belongs to.
FREE = r"(?<![\w.,/:+])(?<![0-9][ ])"
# Nothing after a figure belongs to it, such as the full stop of an ordinal.
END = r"(?![\w/]|[.,:][0-9]|[ ][0-9]{3}(?![0-9])|\.[ ]?[^\W\d_])"
ALONE = "-"  # the gender of a number that stands before no noun
_ROUND = re.compile(
    r"(?:million|milliard|millón|millon|billón|billon)e?s?$"
)  # "un million d’euros"
_LIKE_A_YEAR = re.compile(r"1[0-9]{3}|20[0-9]{2}")
_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})*,000")  # no decimals are three zeros
LONGEST = 15  # longer figures are read one by one


@dataclass(frozen=True, slots=True)
class Noun:
    """What a sign stands for: its kind (unit, money, magnitude), gender and forms."""

    kind: str
    gender: str
    one: str
    few: str
    many: str
    part: str
    coin: str = ""

    def form(self, category: str) -> str:
        """Return the form after a number of a plural category of CLDR; "part" after decimals."""
        return {"one": self.one, "few": self.few, "part": self.part}.get(category, self.many)


@dataclass(frozen=True)
class Counting:
    """How a language counts.

    ``whole`` gives a whole number before a noun of a gender; ``decimals`` a number with decimals,
    of its whole and the figures after the comma. ``groups`` are the signs between thousands. ``of``
    links a magnitude with its noun ("millions d’euros"), ``cents`` a sum with its coins, ``to`` the
    ends of a range and ``score`` those of a score. ``point`` says a full stop before one or two
    decimals, where a language has them too ("2.5 millones"); ``by_pairs``: telephones do. ``guess`` tells a noun's gender by its ending, "" where it is not sure.
    """

    code: str
    whole: Callable[[int, str], str]
    decimals: Callable[[str, str], str]
    groups: str = " "
    of: Callable[[str], str] = "{}".format
    cents: str = " "
    to: str = " "
    score: str = " "
    minus: str = "minus"
    point: str = ""
    by_pairs: bool = False
    guess: Callable[[str], str] = "".format

    @cached_property
    def nouns(self) -> Mapping[str, Noun]:
        """The nouns by their signs."""
        table = rows(f"{self.code}/units.tsv")
        return {sign: Noun(*cells) for sign, *cells in table}

    @cached_property
    def number(self) -> str:
        """The pattern of a number, thousands parted or not, with or without decimals."""
        groups = re.escape(self.groups)
        grouped = rf"[1-9][0-9]{{0,2}}(?:[{groups}][0-9]{{3}})++(?![ ]?[0-9])"
        pointed = r"|\.[0-9]{1,2}(?![0-9.])" if self.point else ""
        return rf"(?:{grouped}|[0-9]++)(?:,[0-9]++{pointed})?+"

    @cached_property
    def _locale(self) -> Locale:
        return Locale(self.code)

    @property
    def months(self) -> list[str]:
        """The months as they stand in a date."""
        return list(self._locale.months["format"]["wide"].values())

    def category(self, figures: str) -> str:
        """Return which form of a noun follows a number: one, few, many, other, or part."""
        whole, comma, _ = self.split(figures)
        return "part" if comma else str(self._locale.plural_form(int(whole)))

    def split(self, figures: str) -> tuple[str, str, str]:
        """Return a number's whole part, its comma if it has one, and its decimals."""
        pointed = re.fullmatch(r"([0-9]+)(\.)([0-9]{1,2})", figures) if self.point else None
        if self.point and _THOUSANDS.fullmatch(figures):
            return figures.replace(",", ""), "", ""
        whole, comma, part = pointed.groups() if pointed else figures.partition(",")
        return re.sub(f"[{re.escape(self.groups)}]", "", whole), comma, part

    def said(self, figures: str, gender: str = "m") -> str:
        """Return a number in words, before a noun of a gender."""
        whole, comma, part = self.split(figures)
        if len(whole) > LONGEST or (len(whole) > 1 and whole[0] == "0"):
            return " ".join(self.whole(int(figure), "m") for figure in whole)
        if comma == ".":
            return f"{self.whole(int(whole), 'm')} {self.point} {self.whole(int(part), ALONE)}"
        return self.decimals(whole, part) if comma else self.whole(int(whole), gender)

    def amount(self, match: re.Match[str], _: Style) -> str:
        """Say what a number with a sign stands for: "2,5 млн грн", "5–10 %", "$3"."""
        found = match.groupdict()
        figures, unit = (
            found["amount"],
            self.nouns.get(found.get("unit") or found.get("sign") or ""),
        )
        magnitude = self.nouns.get(found.get("magnitude") or "")
        minus = self._sign(found.get("minus"))
        if unit and unit.coin and not magnitude and re.fullmatch(r".*[,.][0-9]{2}", figures):
            return minus + self.sum(figures, unit)
        first = magnitude or unit
        gender, category = first.gender if first else ALONE, self.category(figures)
        words = self.said(figures, gender)
        if found.get("low"):
            words = f"{self.said(found['low'], gender)}{self.to}{words}"
        if magnitude:
            words += f" {magnitude.form(category)}"
            return minus + words + (f" {self.of(unit.many)}" if unit else "") + _stop(match)
        if not unit:
            return minus + words
        noun = self.of(unit.many) if _ROUND.search(words) else unit.form(category)
        return f"{minus}{words} {noun}{_stop(match)}"

    def sum(self, figures: str, unit: Noun) -> str:
        """Say a sum with its coins: "fünf Euro fünfzig"."""
        whole, _, part = self.split(figures)
        main = f"{self.said(whole, unit.gender)} {unit.form(self.category(whole))}"
        coin = self.nouns[unit.coin]
        cents = str(int(part))
        if cents == "0":
            return main
        name = coin.form(self.category(cents))
        coins = f"{self.said(cents, coin.gender)} {name}".rstrip()
        if whole == "0":  # the name that is left out after a sum is said without one
            return coins if name else f"{coins} {coin.part}"
        return f"{main}{self.cents}{coins}"

    def _sign(self, written: str | None) -> str:
        if not written:
            return ""
        return f"{self.signs['+'] if written == '+' else self.minus} "

    def plain(self, match: re.Match[str], _: Style) -> str:
        """Say a number that nothing else claims."""
        return self._sign(match["minus"]) + self.said(match["amount"], ALONE)

    def counted(self, match: re.Match[str], _: Style) -> str | None:
        """Say a whole number before a noun that the language's table knows: "eine Stunde"."""
        noun = match["noun"]
        if _LIKE_A_YEAR.fullmatch(match["it"]):
            return None
        gender = self.genders.get(noun) or self.genders.get(noun.casefold()) or self.guess(noun)
        return self.said(match["it"], gender) if gender else None

    @cached_property
    def genders(self) -> dict[str, str]:
        """The genders of nouns that are often counted."""
        return pairs(f"{self.code}/counted.tsv")

    @cached_property
    def signs(self) -> dict[str, str]:
        """What signs are called: in addresses, and alone."""
        return pairs(f"{self.code}/signs.tsv")

    @cached_property
    def fractions(self) -> dict[str, str]:
        """The fractions that are written with figures or as one sign."""
        return pairs(f"{self.code}/fractions.tsv")

    def scored(self, match: re.Match[str], _: Style) -> str:
        """Say a score or a vote: "2:1"."""
        sides = self.said(match["low"], ALONE), self.said(match["amount"], ALONE)
        return self.score.join(sides)

    def abbreviation(self, match: re.Match[str], _: Style) -> str:
        """Say what an abbreviation stands for, with the full stop that ends its sentence."""
        joined = " " if match.string[match.end() : match.end() + 1].isdecimal() else ""
        return self.abbreviations[match[0]] + joined + _stop(match)

    @cached_property
    def abbreviations(self) -> dict[str, str]:
        """The abbreviations and what they stand for."""
        return pairs(f"{self.code}/abbreviations.tsv")

    def rules(self) -> tuple[Rule, ...]:
        """Return the rules that all languages share, to stand after a language's own."""
        signs = {kind: self._signs(kind) for kind in ("unit", "money", "magnitude")}
        magnitude = rf"(?:[ ]?(?P<magnitude>{signs['magnitude']}))"
        unit = rf"(?:[ ]?(?P<unit>{signs['unit']}|{signs['money']}))"
        any_ = "|".join(signs.values())
        low = rf"(?:(?P<low>{self.number})[ ]?[-–—][ ]?)?"
        minus = r"(?P<minus>(?<![\w)])[-−+])?"
        before = "|".join(
            re.escape(sign)
            for sign, noun in self.nouns.items()
            if noun.kind == "money" and not sign[-1].isalpha() and sign[-1] != "."
        )
        abbreviations = sorted(self.abbreviations, key=len, reverse=True)
        return (
            *contacts(self.signs, lambda one: self.whole(one, ALONE), pairs=self.by_pairs),
            Rule(
                "money",
                re.compile(
                    rf"{minus}(?<!\w)(?P<sign>{before})[ ]?{low}(?P<amount>{self.number})"
                    rf"{magnitude}?(?![\w])"
                ),
                self.amount,
                DIGITS,
            ),
            Rule(
                "measure",
                re.compile(
                    rf"{FREE}{minus}{low}(?P<amount>{self.number})"
                    rf"(?=[ ]?(?:{any_})(?![^\W\d_])){magnitude}?{unit}?(?![\w²³/])"
                ),
                self.amount,
                DIGITS,
            ),
            Rule(
                "abbreviation",
                re.compile(rf"(?<![\w.])(?:{'|'.join(map(re.escape, abbreviations))})(?![^\W\d_])"),
                self.abbreviation,
            ),
            Rule(
                "fraction",
                re.compile(rf"{FREE}(?:{'|'.join(self.fractions)})(?!\w|[/.,][0-9])"),
                lambda match, _: self.fractions[match[0]],
            ),
            Rule(
                "counted",
                re.compile(rf"{FREE}(?P<it>{self.number})[ ](?P<noun>[^\W\d_]++)"),
                self.counted,
                DIGITS,
            ),
            Rule(
                "sign",
                re.compile(r"(?<=\s)[&+=×](?=\s) | §§?(?=[ ]?[0-9]) | №(?=[ ]?[0-9])", re.VERBOSE),
                lambda match, _: self.signs[match[0]],
                frozenset("&+=×§№"),
            ),
            Rule(
                "score",
                re.compile(
                    rf"{FREE}(?P<low>[0-9]{{1,3}}):(?P<amount>[0-9]{{1,3}})(?![\w:]|[.,][0-9])"
                ),
                self.scored,
                frozenset(":"),
            ),
            Rule(
                "range",
                re.compile(
                    rf"{FREE}(?P<low>{self.number})[ ]?[-–—][ ]?(?P<amount>{self.number}){END}"
                ),
                self.amount,
                DIGITS,
            ),
            Rule(
                "number",
                re.compile(rf"{FREE}{minus}(?P<amount>{self.number}){END}"),
                self.plain,
                DIGITS,
            ),
        )

    def _signs(self, kind: str) -> str:
        signs = (sign for sign, noun in self.nouns.items() if noun.kind == kind)
        ordered = sorted(signs, key=len, reverse=True)
        return "|".join(re.escape(sign) for sign in ordered) or r"(?!)"


def _stop(match: re.Match[str]) -> str:
    """Return the full stop that an abbreviation shares with the end of its sentence."""
    ends = match[0].endswith(".") and not match.string[match.end() :].strip("\"'”’»“) ")
    return "." if ends else ""


def words(number: int, code: str, to: str = "cardinal") -> str:
    """Return a number in words as num2words has it."""
    said: str = num2words(number, lang=code, to=to)
    return said


def roman(numeral: str) -> int:
    """Return the value of a Roman numeral.

    >>> roman("XXI"), roman("XIV")
    (21, 14)
    """
    values = [_VALUES[letter] for letter in numeral]
    following = [*values[1:], 0]
    return sum(-one if one < after else one for one, after in zip(values, following, strict=True))


_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
ROMAN = r"(?=[IVXL])(?:XL|L?X{0,3})(?:IX|IV|V?I{0,3})"
