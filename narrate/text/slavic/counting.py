"""Money, measures and fractions in the case that their sentence asks for."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from narrate.text.counting import DIGITS, END, FREE, LONGEST, MINUS
from narrate.text.rules import Rule, Style
from narrate.text.slavic.agreement import text_before
from narrate.text.slavic.figures import CaseCounting
from narrate.text.slavic.numerals import CASES, DIRECT, Declined
from narrate.text.slavic.phrases import AFTER_TIME, CHAINED, EACH

_COINS = re.compile(r".*,[0-9]{2}")
_HEIGHT = re.compile(r"[1-9],[0-9]{2}")
_NO_YEAR = r"(?!(?:19|20)[0-9]{2}[ ][-–—][ ])"  # "у 2024 — 15 %" is no range
_WITH = re.compile(r"\b(?:z|ze|з|із|зі)[ ]\Z")
# "Cena 1 kWh": of one kilowatt-hour, but "cena 5 zł".
_PRICE = re.compile(
    r"\b(?:cen[aęy]|koszt|koszty|kosztu|ціна|ціну|ціни|вартість|вартості|собівартість|тариф)[ ]\Z",
    re.IGNORECASE,
)
_TO = re.compile(r"\b(?:do|na|до|на|по)[ ]")
# Units of things that are carried or won: "з 3 кг", "z 22 pkt" is "with".
_CARRIED = frozenset(
    [
        "kg",
        "g",
        "t",
        "l",
        "ml",
        "GB",
        "TB",
        "MB",
        "pkt",
        "pkt.",
        "‰",
        "promila",
        "кг",
        "г",
        "т",
        "л",
        "мл",
        "проміле",
        "ГБ",
        "ТБ",
    ]
)
_FINALS = frozenset(("finału", "фіналу"))  # "1/2 finału" is no half of a thing
# Kinds of signs: a measure, a time ("w 5 minut"), an area ("na 5 hektarach").
_KINDS = ("unit", "time", "area", "money", "magnitude")


@dataclass(frozen=True, kw_only=True)
class SlavicCounting(CaseCounting):
    """How Ukrainian and Polish count: the case comes from the words around the number."""

    def amount(self, match: re.Match[str], style: Style) -> str:
        """Say a number with its sign: "2,5 млн грн", "5–10 %", "$3", "50 евро/kg"."""
        groups = match.groupdict()
        sign, scale = groups.get("unit") or groups.get("sign") or "", groups.get("magnitude") or ""
        unit, magnitude = self.declined.get(sign), self.declined.get(scale)
        noun, written = (magnitude, scale) if magnitude else (unit, sign)
        if noun is None:
            return self.figure(match, style)
        figures = groups["amount"]
        case = self._unit_case(noun, written, match)
        minus = self._sign(groups.get("minus"))
        halves = sign != "%" or not self.half_agrees
        if unit and not magnitude and (sums := self._sum(figures, unit, sign, case)):
            return minus + sums + self._per(unit, groups) + _stop(match)
        words, category = self.in_case(figures, case, noun.gender, halves=halves)
        if groups.get("low"):
            low, _category = self.in_case(groups["low"], case, noun.gender, halves=halves)
            words = f"{low}{self.to}{self._sign(groups['plus'])}{words}"
        if magnitude and figures == "1" and not self.numerals.one_agrees and not groups.get("low"):
            words = ""  # "milion złotych"
        words = f"{words} {_form(noun, written, category, case)}".lstrip()
        if magnitude and unit:
            words += f" {_form(unit, sign, 'many', 'gen')}"
        return minus + words + self._per(unit, groups) + _stop(match)

    def _unit_case(self, noun: Declined, written: str, match: re.Match[str]) -> str:
        """Return the case of a number with a unit that is a sign, or a word with its ending."""
        left_context, figures = text_before(match), match["amount"]
        if match.string.startswith(" to ", match.end()):  # "4 mln to przyjezdni": the subject
            return "nom"
        governor = self.agreement.governor(left_context, unit=noun.kind in {"unit", "area"})
        if not governor:  # "wydanie 3 mln zł": a noun governs the amount
            attribute = self.agreement.governor(left_context, unit=True)
            governor = attribute if attribute.endswith("+") else ""
        signed = match["minus"] and governor.endswith("+")
        governor = "" if signed else governor.removesuffix("+")
        if not governor and noun.kind != "money" and _PRICE.search(left_context):
            governor = "gen"
        if not governor and self.agreement.object_of(left_context):
            governor = "acc"
        measured = self.declined.get(match.groupdict().get("unit") or "", noun)
        if (
            self.parts
            and measured.kind == "time"
            and AFTER_TIME.search(CHAINED.sub("", left_context))
        ):
            governor = "loc"
        spread = measured.kind == "area" and figures != "1"
        if spread and re.search(rf"\b{self.on}\s\Z", left_context, re.IGNORECASE):
            governor = "loc"
        if written in _CARRIED and self._together(match):
            governor = "ins"
        integer, comma, _ = self.split(figures)
        if comma or not _is_word(noun, written):
            return governor or "nom"
        category = self._category(integer)
        fitting = [case for case in CASES if noun.form(category, case) == written]
        if governor in fitting or not fitting:
            return governor or "nom"
        each = self.half_agrees and category == "one" and "loc" in fitting  # "по 51 тисячі"
        return "loc" if each and EACH.search(left_context) else fitting[0]

    @staticmethod
    def _together(match: re.Match[str]) -> bool:
        """Return whether "z 3 kg" is "with": no "do" or "na" follows."""
        if not _WITH.search(text_before(match)):
            return False
        return not _TO.search(match.string, match.end(), match.end() + 60)

    def _sum(self, figures: str, unit: Declined, sign: str, case: str) -> str:
        """Say a sum with its coins, or a height: "два метри десять сантиметрів"."""
        coin = unit.coin if _COINS.fullmatch(figures) and len(figures) < LONGEST else ""
        if not coin and _HEIGHT.fullmatch(figures):
            coin = {"м": "см", "m": "cm"}.get(sign, "")
        if not coin:
            return ""
        integer, _, part = self.split(figures)
        sums = [(int(integer), unit), (int(part), self.declined[coin])]
        numerals = self.numerals
        return self.cents.join(
            f"{numerals.cardinal(number, case, noun.gender)} "
            f"{noun.form(numerals.category(number), case)}"
            for number, noun in (sums if int(part) else sums[:1])
            if number or noun is not unit
        )

    def _per(self, unit: Declined | None, groups: Mapping[str, str | None]) -> str:
        """Say the second unit of two: " за кілограм", " na sto kilometrów"."""
        written = groups.get("per") or ""
        other = self.declined.get(written)
        priced = unit is not None and unit.kind == "money" and other and other.kind != "time"
        link = self.per[0] if priced else self.per[1]
        if other is None:
            return f" {link} {written}" if written else ""
        count = (groups.get("count") or "").strip()
        if not count:
            return f" {link} {other.singular[CASES.index('acc')]}"
        words, category = self.in_case(count, "acc", other.gender)
        return f" {link} {words} {other.form(category, 'acc')}"

    @cached_property
    def _until(self) -> re.Pattern[str]:
        """A second amount of money that shares its sign with the first."""
        number, signs = self.number, self._signs("money")
        links = "do|до|i|і|та|або|lub|albo"
        return re.compile(rf"[ ](?:{links})[ ]{number}[ ]?(?P<sign>{signs})(?!\w)")

    def figure(self, match: re.Match[str], style: Style) -> str:
        """Say a number in its place; the first of two sums with its coins: "od 6,50 do 8 zł"."""
        figures, another = match["amount"], self._until.match(match.string, match.end())
        if another is None or match.groupdict().get("low") or not _COINS.fullmatch(figures):
            return super().figure(match, style)
        unit = self.declined[another["sign"]]
        case = self.agreement.governor(text_before(match)).removesuffix("+") or "nom"
        return self._sum(figures, unit, another["sign"], case) or super().figure(match, style)

    def fraction(self, match: re.Match[str], style: Style) -> str | None:
        """Say "3/4" in its case, and "2½" and "1/2 łyżki" by the noun after them."""
        simple = re.fullmatch(r"([0-9])/([0-9]+)", match["part"])
        case = self.agreement.governor(text_before(match), unit=True).removesuffix("+")
        if not case and self.agreement.object_of(text_before(match)):
            case = "acc"
        form = self.agreement.form(match.string[match.end() :])
        if match["part"] in {"½", "1/2"} and form.noun and form.noun not in _FINALS:
            whole = match["whole"] or "0"
            half = self.in_case(f"{whole},5", case or "nom", form.gender, halves=True)[0]
            return half if match["whole"] else self.half_of
        if match["whole"] or not simple or case in {"", "nom"}:
            return super().fraction(match, style)
        over, under = int(simple[1]), int(simple[2])
        if (over, under) in {(1, 2), (1, 3), (1, 4), (2, 3), (3, 4)} and case == "acc":
            return self._quarters(match["part"], style, match)
        gender, ordinal_case = ("f", case) if over == 1 else ("pl", case)
        if over != 1 and case in DIRECT:
            ordinal_case = "nom"
        return f"{self.numerals.cardinal(over, case, 'f')} {self.nth(under, ordinal_case, gender)}"

    def _quarters(self, part: str, style: Style, match: re.Match[str]) -> str | None:
        """Say a fraction that has a name, in the accusative."""
        spoken = super().fraction(match, style)
        if part[0] != "1" or spoken is None:
            return spoken
        accusative = {"одна": "одну", "jedna": "jedną"}
        return " ".join(
            accusative.get(word) or re.sub("а$", "у", re.sub("a$", "ą", word))
            for word in spoken.split()
        )

    def _amounts(self) -> tuple[Rule, ...]:
        written = (sign for kind in _KINDS[:-1] for sign in self._signs(kind).split("|"))
        signs = "|".join(sorted(written, key=len, reverse=True))
        scales, number = self._signs("magnitude"), self.number
        low = rf"(?:{_NO_YEAR}(?P<low>{number})[ ]?(?:[-–—]|…|\.\.\.)[ ]?(?P<plus>[-−+])?)?"
        scale = rf"(?:[ ]?(?P<magnitude>{scales})(?![^\W\d_]))"
        per = rf"(?:/(?P<count>[0-9]+[ ])?(?P<per>{signs}|[^\W\d_]{{3,12}})(?![\w/]))?"
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
                    {MINUS} (?<!\w) (?P<sign>{leading_signs}) [ ]?{low} (?P<amount>{number})
                    {scale}?{per} (?![\w])
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
                    {FREE}{MINUS}{low} (?P<amount>{number}) (?=[ ]?(?:{signs}|{scales})(?![^\W\d_]))
                    {scale}? (?:[ ]?(?P<unit>{signs})(?![^\W\d_]))? {per} (?![\w²³/])
                    """,
                    re.VERBOSE,
                ),
                self.amount,
                DIGITS,
            ),
        )

    def fixed(self) -> tuple[Rule, ...]:
        """Return the rule for abbreviations of one form, to stand before those with cases."""
        return tuple(rule for rule in super()._written() if rule.name == "abbreviation")

    def _written(self) -> tuple[Rule, ...]:
        return tuple(rule for rule in super()._written() if rule.name != "abbreviation")

    def _figures(self) -> tuple[Rule, ...]:
        scored = next(rule for rule in super()._figures() if rule.name == "score")
        low = rf"{_NO_YEAR}(?P<low>{self.number})[ ]?[-–—][ ]?"
        pair = re.compile(rf"{FREE}{MINUS}{low}(?P<amount>{self.number}){END}")
        number = re.compile(rf"{FREE}{MINUS}(?P<amount>{self.number}){END}")
        other = re.compile(rf"(?<![\w.,/:+-])(?P<minus>)(?P<amount>{self.number}){END}")
        return (
            scored,
            Rule("range", pair, self.figure, DIGITS),
            Rule("number", number, self.figure, DIGITS),
            Rule("number.other", other, self.figure, DIGITS),
        )


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
