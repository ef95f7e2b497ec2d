"""Speak numbers, money, measures and times: the rules that several languages share.

One file, over 300 lines: money, measures and times are one pattern of a figure and its unit.

num2words spells the numbers; Babel chooses the form of the noun after them ("5 гривень",
"2 złote"). The ``units.tsv`` of a language gives for each sign the noun's gender and its forms:
after 1, after a few, after many, and after a fraction (two and a half).

One file, over 300 lines: one class, whose rules share its tables; languages extend it.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from babel import Locale

from narrate.text.contacts import Contacts
from narrate.text.nouns import Noun
from narrate.text.rules import Rule, Style, telling_all
from narrate.text.table import pairs, rows

DIGITS = frozenset("0123456789")
# A figure that nothing before it belongs to.
FREE = r"(?<![\w.,/:+])(?<![0-9][ ])"
# Nothing after a figure belongs to it, such as the full stop of an ordinal.
END = r"(?![\w/]|[.,:][0-9]|[ ][0-9]{3}(?![0-9])|\.[ ]?[^\W\d_])"
# An en dash is a minus after a preposition: "до –18 °C".
MINUS = (
    r"(?P<minus>(?<![\w)])[-−+]"
    r"|(?:(?<=[ ]до[ ])|(?<=[ ]do[ ])|(?<=[ ]na[ ])|(?<=[ ]на[ ])|(?<=[ ]od[ ])|(?<=[ ]від[ ]))–)?"
)
ALONE = "-"  # the gender of a number that stands before no noun
# "un million d’euros"
_ROUND = re.compile(r"(?:million|milliard|millón|millon|billón|billon)e?s?$")
_LIKE_A_YEAR = re.compile(r"1[0-9]{3}|20[0-9]{2}")
_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})*,000")  # no decimals are three zeros
LONGEST = 15  # longer figures are read one by one


@dataclass(frozen=True)
class Counting:
    """The numbers, money and measures of one language.

    ``cardinal`` returns an integer in words, before a noun of a gender; ``decimals`` a number with
    decimals, from the figures before and after the comma. ``groups`` holds the signs between
    thousands. ``of`` links a magnitude with its noun ("millions d’euros"), ``cents`` a sum with its
    coins, ``to`` the ends of a range, ``score`` the two sides of a score. ``point`` is the word for
    a full stop before one or two decimals, if the language has them too ("2.5 millones").
    ``by_pairs`` speaks telephone numbers by pairs of figures, ``by_groups`` by their groups.
    ``guess`` returns the gender of a noun by its ending, "" if unsure.
    """

    code: str
    cardinal: Callable[[int, str], str]
    decimals: Callable[[str, str], str]
    groups: str = " "
    of: Callable[[str], str] = "{}".format
    cents: str = " "
    to: str = " "
    score: str = " "
    minus: str = "minus"
    point: str = ""
    by_pairs: bool = False
    by_groups: bool = False
    guess: Callable[[str], str] = "".format

    @cached_property
    def tables(self) -> Mapping[str, dict[str, str]]:
        """The abbreviations, the genders of nouns that are often counted, fractions, signs."""
        names = ("abbreviations", "counted", "fractions", "signs")
        tables = {name: pairs(f"{self.code}/{name}.tsv") for name in names}
        for written, spoken in tuple(tables["abbreviations"].items()):
            if written[:2].islower() and written[1:] != ".":  # the capital of "p." is an initial
                opening = written[0].upper() + written[1:]
                tables["abbreviations"].setdefault(opening, spoken[0].upper() + spoken[1:])
        return tables

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
        pointed = r"|\.[0-9]{1,2}(?![0-9]|\.[0-9])" if self.point else ""
        return rf"(?:{grouped}|[0-9]++)(?:,[0-9]++{pointed})?+"

    @cached_property
    def _locale(self) -> Locale:
        return Locale(self.code)

    @property
    def months(self) -> list[str]:
        """The names of the months, in the form that dates use."""
        return list(self._locale.months["format"]["wide"].values())

    def category(self, figures: str) -> str:
        """Return which form of a noun follows a number: one, few, many, other, or part."""
        integer, comma, part = self.split(figures)
        if not comma:
            return str(self._locale.plural_form(int(integer)))
        # French counts all below two as one: "1,5 million".
        singular = str(self._locale.plural_form(Decimal(f"{integer}.{part}"))) == "one"
        return "one" if singular else "part"

    def split(self, figures: str) -> tuple[str, str, str]:
        """Return the integer part of a number, its comma or "", and its decimals."""
        pointed = re.fullmatch(r"([0-9]+)(\.)([0-9]{1,2})", figures) if self.point else None
        if self.point and _THOUSANDS.fullmatch(figures):
            return figures.replace(",", ""), "", ""
        integer, comma, part = pointed.groups() if pointed else figures.partition(",")
        return re.sub(f"[{re.escape(self.groups)}]", "", integer), comma, part

    def in_words(self, figures: str, gender: str = "m") -> str:
        """Return a number in words, as it agrees with a noun of ``gender``."""
        integer, comma, part = self.split(figures)
        if len(integer) > LONGEST or (len(integer) > 1 and integer[0] == "0"):
            return " ".join(self.cardinal(int(figure), ALONE) for figure in integer)
        if comma == ".":
            return (
                f"{self.cardinal(int(integer), 'm')} {self.point} {self.cardinal(int(part), ALONE)}"
            )
        return self.decimals(integer, part) if comma else self.cardinal(int(integer), gender)

    def amount(self, match: re.Match[str], _: Style) -> str:
        """Return the words of a number with a sign: "2,5 млн грн", "5–10 %", "$3"."""
        groups = match.groupdict()
        figures, unit = (
            groups["amount"],
            self.nouns.get(groups.get("unit") or groups.get("sign") or ""),
        )
        magnitude = self.nouns.get(groups.get("magnitude") or "")
        minus = self._sign(groups.get("minus"))
        if unit and unit.coin and not magnitude and re.fullmatch(r".*[,.][0-9]{2}", figures):
            return minus + self.sum(figures, unit)
        first = magnitude or unit
        gender, category = first.gender if first else ALONE, self.category(figures)
        words = self.in_words(figures, gender)
        if groups.get("low"):
            words = f"{self.in_words(groups['low'], gender)}{self.to}{words}"
        if magnitude:
            words += f" {magnitude.form(category)}"
            return minus + words + (f" {self.of(unit.many)}" if unit else "") + stop(match)
        if not unit:
            return minus + words
        noun = self.of(unit.many) if _ROUND.search(words) else unit.form(category)
        return f"{minus}{words} {noun}{stop(match)}"

    def sum(self, figures: str, unit: Noun) -> str:
        """Return the words of a sum with its coins: "fünf Euro fünfzig"."""
        integer, _, part = self.split(figures)
        main = f"{self.in_words(integer, unit.gender)} {unit.form(self.category(integer))}"
        coin = self.nouns[unit.coin]
        cents = str(int(part))
        if cents == "0":
            return main
        name = coin.form(self.category(cents))
        coins = f"{self.in_words(cents, coin.gender)} {name}".rstrip()
        if integer == "0":  # the name that is left out after a sum is said without one
            return coins if name else f"{coins} {coin.part}"
        return f"{main}{self.cents}{coins}"

    def _sign(self, written: str | None) -> str:
        if not written:
            return ""
        return f"{self.tables['signs']['+'] if written == '+' else self.minus} "

    def bare_number(self, match: re.Match[str], _: Style) -> str:
        """Return the words of a number without a sign or unit."""
        return self._sign(match["minus"]) + self.in_words(match["amount"], ALONE)

    def counted(self, match: re.Match[str], _: Style) -> str | None:
        """Say a whole number before a noun that the language's table knows: "eine Stunde"."""
        noun = match["noun"]
        if _LIKE_A_YEAR.fullmatch(match["it"]):
            return None
        gender = self.tables["counted"].get(noun) or self.tables["counted"].get(noun.casefold())
        gender = gender or self.guess(f"{noun}s" if match["it"] == "1" else noun)
        return self.in_words(match["it"], gender) if gender else None

    def fraction(self, match: re.Match[str], _: Style) -> str | None:
        """Say "3/4", "2½"; the table's rows with a plus link a whole number with its fraction.

        Without "+½" the half follows the noun ("deux litres et demi"): that stays as written.
        """
        table, part = self.tables["fractions"], match["part"]
        if not match["whole"]:
            return table[part]
        half = part in {"½", "1/2"}
        link = table.get("+½") if half else table["+"] + table[part]
        return self.in_words(match["whole"]) + link if link else None

    def scored(self, match: re.Match[str], _: Style) -> str:
        """Return the words of a score or a vote: "2:1"."""
        sides = self.in_words(match["low"], ALONE), self.in_words(match["amount"], ALONE)
        return self.score.join(sides)

    def abbreviation(self, match: re.Match[str], _: Style) -> str:
        """Return an abbreviation in full, with its full stop if that ends the sentence."""
        joined = " " if match.string[match.end() : match.end() + 1].isdecimal() else ""
        return self.tables["abbreviations"][match[0]] + joined + stop(match)

    def rules(self) -> tuple[Rule, ...]:
        """Return the rules that all languages share, to stand after a language's own."""
        web = Contacts(
            self.tables["signs"],
            lambda number: self.cardinal(number, ALONE),
            self.by_pairs,
            self.by_groups,
        )
        return (*web.rules(), *self._amounts(), *self._written(), *self._figures())

    def _amounts(self) -> tuple[Rule, ...]:
        signs = {kind: self._signs(kind) for kind in ("unit", "money", "magnitude")}
        magnitude = rf"(?:[ ]?(?P<magnitude>{signs['magnitude']}))"
        unit = rf"(?:[ ]?(?P<unit>{signs['unit']}|{signs['money']}))"
        any_ = "|".join(signs.values())
        low = rf"(?:(?P<low>{self.number})[ ]?[-–—][ ]?)?"
        leading_signs = "|".join(
            re.escape(sign)
            for sign, noun in self.nouns.items()
            if noun.kind == "money" and not sign[-1].isalpha() and sign[-1] != "."
        )
        return (
            Rule(
                "money",
                re.compile(
                    rf"""
                    {MINUS} (?<!\w) (?P<sign>{leading_signs}) [ ]?{low} (?P<amount>{self.number})
                    {magnitude}? (?![\w])
                    """,
                    re.VERBOSE,
                ),
                self.amount,
                frozenset(leading_signs) - frozenset("|\\"),
            ),
            Rule(
                "measure",
                re.compile(
                    rf"""
                    {FREE}{MINUS}{low} (?P<amount>{self.number}) (?=[ ]?(?:{any_})(?![^\W\d_]))
                    {magnitude}?{unit}? (?![\w²³/]|[’'](?=\w))
                    """,
                    re.VERBOSE,
                ),
                self.amount,
                DIGITS,
            ),
        )

    def _written(self) -> tuple[Rule, ...]:
        fractions = (written for written in self.tables["fractions"] if written[0] != "+")
        abbreviations = sorted(self.tables["abbreviations"], key=len, reverse=True)
        return (
            Rule(
                "abbreviation",
                re.compile(rf"(?<![\w.])(?:{'|'.join(map(re.escape, abbreviations))})(?![^\W\d_])"),
                self.abbreviation,
                words=telling_all(abbreviations),
            ),
            Rule(
                "fraction",
                re.compile(
                    rf"""
                    {FREE} (?:(?P<whole>[0-9]{{1,3}})(?:[ ]|(?![0-9/])))?
                    (?P<part>{"|".join(fractions)})
                    (?!\w|[/.,][0-9])
                    """,
                    re.VERBOSE,
                ),
                self.fraction,
                frozenset("/½⅓⅔¼¾⅛⅜⅕⅖⅗⅘"),
            ),
            Rule(
                "sign",
                re.compile(r"(?<=\s)[&+=×](?=\s) | §§?(?=[ ]?[0-9]) | №(?=[ ]?[0-9])", re.VERBOSE),
                lambda match, _: self.tables["signs"][match[0]],
                frozenset("&+=×§№"),
            ),
        )

    def _figures(self) -> tuple[Rule, ...]:
        return (
            Rule(
                "counted",
                re.compile(rf"{FREE}(?P<it>{self.number})[ ](?P<noun>[^\W\d_]++)"),
                self.counted,
                DIGITS,
            ),
            Rule(
                "score",
                re.compile(
                    rf"{FREE}(?P<low>[0-9]{{1,3}}):(?P<amount>[0-9]{{1,3}})(?!\w|:[\w]|[.,][0-9])"
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
                re.compile(rf"{FREE}{MINUS}(?P<amount>{self.number}){END}"),
                self.bare_number,
                DIGITS,
            ),
        )

    def _signs(self, kind: str) -> str:
        signs = (sign for sign, noun in self.nouns.items() if noun.kind == kind)
        ordered = sorted(signs, key=len, reverse=True)
        return "|".join(re.escape(sign) for sign in ordered) or r"(?!)"


def stop(match: re.Match[str]) -> str:
    """Return the full stop that an abbreviation shares with the end of its sentence."""
    ends = match[0].endswith(".") and not match.string[match.end() :].strip("\"'”’»“) ")
    return "." if ends else ""
