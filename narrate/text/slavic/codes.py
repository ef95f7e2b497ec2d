"""Figures that belong to letters or to each other: "F-35", "CO₂", "17/3", "4x100 m", "2:07:42"."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from narrate.text.counting import DIGITS, FREE, stop
from narrate.text.rules import Rule, Style
from narrate.text.slavic.agreement import text_before
from narrate.text.slavic.counting import SlavicCounting

_CODE = re.compile(
    r"""
    (?<![\w.,/@#-])
    (?P<head> [^\W\d_a-zа-яіїєґąćęłńóśźż][^\W\d_]{0,11}-
            | [^\W\d_a-zа-яіїєґąćęłńóśźż][^\W\d_]{0,4} )
    (?P<number>[0-9₀-₉]{1,4}) (?:(?:\.|(?<=PM[0-9]),)(?P<part>[0-9]))?
    (?P<tail>(?:[A-ZА-ЯІЇЄҐ]{1,2}[0-9₀-₉]{0,2})?) (?![\w%°]|-[0-9]|[.,:/][0-9])
    """,
    re.VERBOSE,
)
_TAIL = re.compile(r"[^\W\d_]+|[0-9]+")
_LOWERED = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
_LETTERED = re.compile(
    r"(?<![\w.,:/-])(?P<number>[0-9]{1,3})(?P<tail>[A-ZА-ЯІЇЄҐ]{1,2}|[a-eа-д])(?![\w°])"
)
_STARS = re.compile(rf"{FREE}(?P<number>[1-5])\*(?!\w)")
_OVER = re.compile(rf"{FREE}(?P<number>[0-9]{{1,3}})\+(?![\w+])")
_GIVE_OR_TAKE = re.compile(r"(?P<it>±)(?=[ ]?[0-9])")
_EQUALS = re.compile(r"(?<=[^\W\d_])(?P<it>=)(?=[0-9])")
_SLASH = re.compile(rf"{FREE}(?P<low>[0-9]{{1,6}})/(?P<amount>[0-9]{{1,4}})(?![\w/]|[.,][0-9])")
_PLUS = re.compile(rf"{FREE}(?P<low>[0-9]{{1,3}})\+(?P<amount>[0-9]{{1,3}})(?![\w+]|[.,][0-9])")
_CLOCK = re.compile(
    rf"{FREE}(?P<hours>[0-9]{{1,2}}):(?P<minutes>[0-5][0-9]):(?P<seconds>[0-5][0-9])(?![\w:])"
)
_LAP = re.compile(rf"{FREE}(?P<minutes>[0-9]{{1,2}}):(?P<seconds>[0-5][0-9][.,][0-9]{{1,2}})(?!\w)")
_VERSION = re.compile(r"(?<![\w.,/:+])(?P<low>[0-9]{1,2})\.(?P<amount>[0-9])(?![\w.,]*[0-9])(?!\w)")
_CHAIN = re.compile(
    rf"{FREE}(?P<it>[0-9](?:[-–][0-9]){{2,3}}(?P<share>[ ]?%)?)(?![\w–-]|[.,][0-9])"
)
# "480 s., 59 zł", "(416 с.)": pages; seconds have no full stop.
_PAGES = re.compile(rf"{FREE}(?P<it>(?P<number>[0-9]{{2,4}})[ ][sс]\.)(?=[,;)])")
# "miał 16 l.", "прожив 80 р.": years of age.
_AGE = re.compile(
    rf"""
    \b (?: mia\w{{1,4}} | ma | w[ ]wieku | прожи\w+ | віком | у[ ]віці | їй | йому ) [ ]
    (?P<it> {FREE} (?P<number>[0-9]{{1,3}}) [ ] (?P<sign>l|р)\. )
    """,
    re.VERBOSE,
)
_PRESSURE = re.compile(
    r"\b(?:ciśnieni\w*|тиск\w{0,3}|графік\w{0,3})[ ](?:[^\W\d_]+[ ]){0,4}\Z", re.IGNORECASE
)
_ALWAYS = "24/7"
# The queues of power cuts: "підчерга 3.1", "черги 4.2 та 5.1".
_QUEUE = re.compile(r"черг\w*[ ](?:[0-9.]+(?:,| та| і| й)[ ]){0,4}\Z", re.IGNORECASE)
_CENTURY = 100


@dataclass(frozen=True)
class Codes:
    """How a language joins figures.

    ``slash`` stands between the numbers of a house or a file ("łamane przez"), ``times`` between a
    count and a length ("4x100 m"), ``by`` between two sides ("3x3"); ``clock`` are the signs of
    hours, minutes and seconds in ``units.tsv``; ``point`` is said in a version ("2.0").
    """

    counting: SlavicCounting
    slash: str
    times: str
    by: str
    clock: tuple[str, str, str]
    signs: Mapping[str, str]
    point: str

    def _number(self, figures: str) -> str:
        """Say a number; one that begins with a zero figure by figure, "06"."""
        figures = figures.translate(_LOWERED)
        cardinal = self.counting.numerals.cardinal
        if figures[0] == "0" and len(figures) == len("0525"):  # by pairs
            return f"{self._number(figures[:2])} {self._number(figures[2:])}"
        if figures[0] == "0":
            return " ".join(cardinal(int(figure)) for figure in figures)
        return cardinal(int(figures))

    def code(self, match: re.Match[str], _: Style) -> str:
        """Say letters with a number: "F-35", "CO₂", "PM2.5", "AH-64E"."""
        part = (
            f" {self.counting.decimal_link} {self._number(match['part'])}" if match["part"] else ""
        )
        tail = [
            self._number(piece) if piece.isdecimal() else piece
            for piece in _TAIL.findall(match["tail"].translate(_LOWERED))
        ]
        head = match["head"].rstrip("-")
        return " ".join([head, self._number(match["number"]) + part, *tail])

    def lettered(self, match: re.Match[str], _: Style) -> str:
        """Say "5G"."""
        return f"{self._number(match['number'])} {match['tail']}"

    def chain(self, match: re.Match[str], _: Style) -> str:
        """Say the name of a program or a line-up, "5-7-9", "4-4-2"."""
        figures = " – ".join(self._number(figure) for figure in re.findall("[0-9]", match["it"]))
        share = f" {self.counting.declined['%'].form('many', 'nom')}" if match["share"] else ""
        return figures + share

    def stars(self, match: re.Match[str], _: Style) -> str:
        """Say the stars of a hotel, "4*"."""
        number, noun = int(match["number"]), self.counting.declined["_star"]
        words = self.counting.numerals.cardinal(number, "nom", noun.gender)
        return f"{words} {noun.form(self.counting.numerals.category(number), 'nom')}"

    def counted(self, match: re.Match[str], _: Style) -> str:
        """Say the pages of a book and the years of an age: "480 s.", "miał 16 l."."""
        left_context, number = text_before(match, "it"), int(match["number"])
        noun = self.counting.declined["_year" if "sign" in match.groupdict() else "_page"]
        case = self.counting.agreement.governor(left_context).removesuffix("+") or "nom"
        words = self.counting.numerals.cardinal(number, case, noun.gender)
        return f"{words} {noun.form(self.counting.numerals.category(number), case)}{stop(match)}"

    def over(self, match: re.Match[str], _: Style) -> str:
        """Say an age such as "18+"."""
        return f"{self._number(match['number'])} {self.signs['+']}"

    def slashed(self, match: re.Match[str], _: Style) -> str | None:
        """Say "17/3", a season "2022/23" without a word for the stroke, the pressure of blood."""
        low, high = match["low"], match["amount"]
        if match[0] == _ALWAYS or _PRESSURE.search(text_before(match)):
            return f"{self._number(low)} {self.by} {self._number(high)}"
        if len(low) == len("2022") and int(high) % _CENTURY == (int(low) + 1) % _CENTURY:
            return f"{self._number(low)} {self._number(high)}"
        return f"{self._number(low)} {self.slash} {self._number(high)}"

    def version(self, match: re.Match[str], _: Style) -> str:
        """Say a version, "1.5", or the number of a queue."""
        named = len(match["low"]) == 1 and not _QUEUE.search(text_before(match))
        parts = [match["low"], match["amount"]]
        return (f" {self.point} " if named and self.point else " ").join(map(self._number, parts))

    def added(self, match: re.Match[str], _: Style) -> str:
        """Say "14+1"."""
        return f"{self._number(match['low'])} {self.signs['+']} {self._number(match['amount'])}"

    def product(self, match: re.Match[str], _: Style) -> str:
        """Say "4x100 m" and "3x3"."""
        low, high = self._number(match["low"]), self._number(match["amount"])
        unit = self.counting.declined.get(match["unit"] or "")
        if unit is None:
            return f"{low} {self.by} {high}"
        if match["unit"] in {"см", "мм", "cm", "mm"}:
            high = (
                f"{high} {unit.form(self.counting.numerals.category(int(match['amount'])), 'nom')}"
            )
            return f"{low} {self.by} {high}"
        noun = unit.form(self.counting.numerals.category(int(match["amount"])), "nom")
        return f"{low} {self.times} {high} {noun}"

    def duration(self, match: re.Match[str], _: Style) -> str:
        """Say "2:07:42" and "3:20,53" as hours, minutes and seconds, those of nothing left out."""
        groups = match.groupdict()
        times = [groups.get("hours"), groups["minutes"], groups["seconds"]]
        spoken = []
        for figures, sign in zip(times, self.clock, strict=True):
            count = (figures or "0").replace(".", ",").lstrip("0") or "0"
            if count != "0":
                unit = self.counting.declined[sign]
                words, category = self.counting.in_case(count, "acc", unit.gender)
                spoken.append(f"{words} {unit.form(category, 'acc')}")
        return " ".join(spoken) or self._number("0")

    def _sign(self, match: re.Match[str], _: Style) -> str:
        spoken = {"±": f"{self.signs['+']} {self.counting.minus} ", "=": f" {self.signs['=']} "}
        return spoken[match["it"]]

    def rules(self) -> tuple[Rule, ...]:
        """Return the rules, to stand before those for numbers."""
        units = "|".join(
            re.escape(sign)
            for sign, noun in sorted(self.counting.nouns.items(), key=lambda row: -len(row[0]))
            if noun.kind == "unit" and sign[0].isalpha()
        )
        product = re.compile(
            rf"""
            {FREE} (?P<low>[0-9]{{1,3}}) [ ]?[xх×][ ]? (?P<amount>[0-9]{{1,4}})
            (?:[ ](?P<unit>{units}))?
            (?! [\w]
              | [.,][0-9] )
            """,
            re.VERBOSE,
        )
        return (
            Rule("age", _AGE, self.counted, DIGITS, frozenset("lр")),
            Rule("pages", _PAGES, self.counted, DIGITS),
            Rule("clock", _CLOCK, self.duration, frozenset(":")),
            Rule("clock.lap", _LAP, self.duration, frozenset(":")),
            Rule("product", product, self.product, frozenset("xх×")),
            Rule("chain", _CHAIN, self.chain, DIGITS),
            Rule("stars", _STARS, self.stars, frozenset("*")),
            Rule("over", _OVER, self.over, frozenset("+")),
            Rule("give_or_take", _GIVE_OR_TAKE, self._sign, frozenset("±")),
            Rule("equals", _EQUALS, self._sign, frozenset("=")),
            Rule("code.lettered", _LETTERED, self.lettered, DIGITS),
            Rule("version", _VERSION, self.version, frozenset(".")),
            Rule("sum", _PLUS, self.added, frozenset("+")),
            Rule("code", _CODE, self.code, DIGITS | frozenset("₀₁₂₃₄₅₆₇₈₉")),
        )

    def slash_rule(self) -> Rule:
        """Return the rule for a stroke between numbers, to stand after fractions and dates."""
        return Rule("slash", _SLASH, self.slashed, frozenset("/"))
