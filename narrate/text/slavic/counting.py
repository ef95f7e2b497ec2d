"""Numbers, money and measures in the case that their sentence asks for."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from narrate.text.counting import DIGITS, END, FREE, LONGEST, MINUS, Counting
from narrate.text.nouns import Noun
from narrate.text.rules import Rule, Style
from narrate.text.slavic.agreement import NO_NOUN, OBLIQUE, Agreement, Form, text_before
from narrate.text.slavic.numerals import CASES, DIRECT, Declined, Numerals

_COINS = re.compile(r".*,[0-9]{2}")
_HEIGHT = re.compile(r"[1-9],[0-9]{2}")
_WITH = re.compile(r"\b(?:z|ze|з|із)[ ]\Z")
_AT = re.compile(r"\b(?:на|у|в|na|w|we)[ ]\Z", re.IGNORECASE)
_TO = re.compile(r"\b(?:do|na|до|на|по)[ ]")
# Units of things that are carried: "з 3 кг" is "with".
_CARRIED = frozenset(
    ("kg", "g", "t", "l", "ml", "GB", "TB", "MB", "кг", "г", "т", "л", "мл", "ГБ", "ТБ")
)
_PERSONS = frozenset("pc")
# Kinds of signs: a measure, a time ("w 5 minut"), an area ("na 5 hektarach").
_KINDS = ("unit", "time", "area", "money", "magnitude")
_PASSIVE = ("ено", "ано", "ито", "єно", "лися", "лись")  # "4 травмовано": persons
# Words of which a number of persons is the subject: "загинули троє людей".
_SUBJECT = re.compile(
    r"(?:загину|постражда|помер|приїх|прибу|отрима|діста|вижи|народи|зник|потрапи|залиш|працю|"
    r"прийш|взял|беруть|було|були|серед них)\w*(?:\W+\w+){0,4}\W*\Z|(?:[ ]\w+){0,2}[ ]"
    r"(?:загину|постражда|помер|прибу|отрима|діста|вижи|зник|потрапи|перебува|працю|брали)",
    re.IGNORECASE,
)
_COLLECTIVE = 10
_HALF = "5"


@dataclass(frozen=True, kw_only=True)
class SlavicCounting(Counting):
    """How Ukrainian and Polish count: the case comes from the words around the number.

    ``fraction_words`` says decimals that are no half: whole, figures after the comma, case.
    ``nth`` gives an ordinal in a case and gender. ``half`` says "and a half" after a whole number,
    ``one_and_half`` "1,5" before a masculine or neuter noun and before a feminine one.
    ``half_agrees``: the noun after a half follows the whole number ("два з половиною мільйони");
    otherwise it is in the genitive singular. ``on`` is the preposition that takes the locative of
    an area. ``per`` are the words between two units, of money and of measures. ``decimal_link``
    joins the parts of a decimal in a code ("PM2.5"). ``parts`` says "0,25" and "0,5".
    """

    fraction_words: Callable[[str, str, str], str]
    nth: Callable[[int, str, str], str]
    half: str
    one_and_half: tuple[str, str]
    half_agrees: bool
    on: str
    per: tuple[str, str]
    decimal_link: str
    parts: Mapping[str, str] = field(default_factory=dict)
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

    def in_case(
        self, figures: str, case: str, gender: str, *, halves: bool = True
    ) -> tuple[str, str]:
        """Return a number in words, and which form of a noun follows it.

        ``halves``: "2,5" is "two and a half" rather than two and five tenths.
        """
        whole, comma, part = self.split(figures)
        if len(whole) > LONGEST or (len(whole) > 1 and whole[0] == "0"):
            return self.said(figures, gender), "many"
        number = int(whole)
        if not comma or not part.strip("0"):  # "50,0" is fifty
            return self.numerals.cardinal(number, case, gender), self.numerals.category(number)
        return self._decimal(whole, part, case, gender, halves=halves)

    def _decimal(
        self, whole: str, part: str, case: str, gender: str, *, halves: bool
    ) -> tuple[str, str]:
        """Return a number with decimals in words, and which form of a noun follows it."""
        number = int(whole)
        if not number and part in self.parts:
            return self.parts[part], "part"
        if part == _HALF and number == 1:
            return self.one_and_half[gender == "f"], "part"
        if part != _HALF or not number or not halves:
            return self.fraction_words(whole, part, case), "part"
        words = f"{self.numerals.cardinal(number, case, gender)} {self.half}"
        return words, self.numerals.category(number) if self.half_agrees else "part"

    def figure(self, match: re.Match[str], _: Style) -> str:
        """Say a number, or two, in the case and gender of its place: "до 5 осіб", "у 3 містах"."""
        before, after = text_before(match), match.string[match.end() :]
        figures = match["amount"]
        if self.agreement.named(before):
            return self._sign(match["minus"]) + self.in_case(figures, "nom", "m")[0]
        form = self.agreement.form(after)
        governor = self.agreement.governor(before)
        if governor.endswith("+"):  # a noun governs a number that counts: "список 5 осіб"
            governor = governor[:-1] if form != NO_NOUN else ""
        if governor == "acc" and self.agreement.partitive(after) and _AT.search(before):
            governor = "loc"
        people = form.noun.endswith(("ів", "їв"))
        if not governor and not people and self.agreement.object_of(before):
            governor = "acc"
        case, gender = self._place(figures, governor, form, before, after)
        halves = not self.half_agrees or not form.noun.endswith(("а", "у", "ю", "я"))
        words, _category = self.in_case(figures, case, gender, halves=halves)
        if match.groupdict().get("low"):
            low, _category = self.in_case(match["low"], case, gender, halves=halves)
            words = f"{low}{self.to}{words}"
        return self._sign(match["minus"]) + words

    def _place(
        self, figures: str, governor: str, form: Form, before: str, after: str
    ) -> tuple[str, str]:
        """Return the case and the gender of a number before a noun, or before none."""
        whole, comma, _ = self.split(figures)
        if comma:
            return (governor or "nom"), form.gender
        category = self._category(whole)
        if category == "one":
            return self.agreement.single(after, governor)
        gender = form.gender
        if (
            self.half_agrees
            and governor in DIRECT | {""}
            and len(whole) <= len("10")
            and int(whole) <= _COLLECTIVE
        ):
            verb = re.match(r"[ ]([^\W\d_]+)", after)
            if verb and verb[1].endswith(_PASSIVE):
                return "nom", "c"
            subject = _SUBJECT.search(before[-60:]) or _SUBJECT.match(after)
            if gender == "c":
                other = ("acc", "p") if category == "few" else ("nom", "m")
                return ("nom", "c") if subject else other
        if category == "few" and len(whole) > 1 and governor == "" and gender not in _PERSONS:
            category = "many"  # "34 осіб": the number is the subject, whatever its noun
        return self._agreed(form, governor, category), gender

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
            unsure = category == "many" or governor == "acc"  # "35 stopni": a genitive in "-i"
            return governor or "nom" if unsure else "nom"
        if governor == "gen" or (governor == "loc" and form.case == "adj-gen"):
            return governor
        if category == "few" and form.gender != "c":
            return "acc" if form.gender == "p" else "gen"
        return "acc" if governor == "acc" else "nom"

    def amount(self, match: re.Match[str], style: Style) -> str:
        """Say a number with its sign: "2,5 млн грн", "5–10 %", "$3", "50 евро/kg"."""
        found = match.groupdict()
        sign, scale = found.get("unit") or found.get("sign") or "", found.get("magnitude") or ""
        unit, magnitude = self.declined.get(sign), self.declined.get(scale)
        noun, written = (magnitude, scale) if magnitude else (unit, sign)
        if noun is None:
            return self.figure(match, style)
        figures = found["amount"]
        case = self._unit_case(noun, written, match)
        minus = self._sign(found.get("minus"))
        halves = sign != "%" or not self.half_agrees
        if unit and not magnitude and (sums := self._sum(figures, unit, sign, case)):
            return minus + sums + self._per(unit, found) + _stop(match)
        words, category = self.in_case(figures, case, noun.gender, halves=halves)
        if found.get("low"):
            low, _category = self.in_case(found["low"], case, noun.gender, halves=halves)
            words = f"{low}{self.to}{self._sign(found['plus'])}{words}"
        if magnitude and figures == "1" and not self.numerals.one_agrees and not found.get("low"):
            words = ""  # "milion złotych"
        words = f"{words} {_form(noun, written, category, case)}".lstrip()
        if magnitude and unit:
            words += f" {_form(unit, sign, 'many', 'gen')}"
        return minus + words + self._per(unit, found) + _stop(match)

    def _unit_case(self, noun: Declined, written: str, match: re.Match[str]) -> str:
        """Return the case of a number with a unit that is a sign, or a word with its ending."""
        before, figures = text_before(match), match["amount"]
        governor = self.agreement.governor(before, unit=noun.kind in {"unit", "area"})
        signed = match["minus"] and governor.endswith("+")
        governor = "" if signed else governor.removesuffix("+")
        if not governor and self.agreement.object_of(before):
            governor = "acc"
        measured = self.declined.get(match.groupdict().get("unit") or "", noun)
        spread = measured.kind == "area" and figures != "1"
        if spread and re.search(rf"\b{self.on}\s\Z", before, re.IGNORECASE):
            governor = "loc"
        if written in _CARRIED and self._together(match):
            governor = "ins"
        whole, comma, _ = self.split(figures)
        if comma or not _is_word(noun, written):
            return governor or "nom"
        category = self._category(whole)
        fitting = [case for case in CASES if noun.form(category, case) == written]
        if governor in fitting or not fitting:
            return governor or "nom"
        return fitting[0]

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
        whole, _, part = self.split(figures)
        sums = [(int(whole), unit), (int(part), self.declined[coin])]
        numerals = self.numerals
        return self.cents.join(
            f"{numerals.cardinal(number, case, noun.gender)} "
            f"{noun.form(numerals.category(number), case)}"
            for number, noun in (sums if int(part) else sums[:1])
            if number or noun is not unit
        )

    def _per(self, unit: Declined | None, found: Mapping[str, str | None]) -> str:
        """Say the second unit of two: " за кілограм", " na sto kilometrów"."""
        written = found.get("per") or ""
        other = self.declined.get(written)
        priced = unit is not None and unit.kind == "money" and other and other.kind != "time"
        link = self.per[0] if priced else self.per[1]
        if other is None:
            return f" {link} {written}" if written else ""
        count = (found.get("count") or "").strip()
        if not count:
            return f" {link} {other.singular[CASES.index('acc')]}"
        words, category = self.in_case(count, "acc", other.gender)
        return f" {link} {words} {other.form(category, 'acc')}"

    def fraction(self, match: re.Match[str], style: Style) -> str | None:
        """Say "3/4" in its case, and "2½" by the table."""
        simple = re.fullmatch(r"([0-9])/([0-9]+)", match["part"])
        case = self.agreement.governor(text_before(match), unit=True).removesuffix("+")
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
        low = rf"(?:(?P<low>{number})[ ]?(?:[-–—]|…|\.\.\.)[ ]?(?P<plus>[-−+])?)?"
        scale = rf"(?:[ ]?(?P<magnitude>{scales})(?![^\W\d_]))"
        per = rf"(?:/(?P<count>[0-9]+[ ])?(?P<per>{signs}|[^\W\d_]{{3,12}})(?![\w/]))?"
        before = "|".join(
            re.escape(sign)
            for sign, noun in self.nouns.items()
            if noun.kind == "money" and not sign[-1].isalpha() and sign[-1] != "."
        )
        return (
            Rule(
                "money",
                re.compile(
                    rf"{MINUS}(?<!\w)(?P<sign>{before})[ ]?{low}(?P<amount>{number})"
                    rf"{scale}?{per}(?![\w])"
                ),
                self.amount,
                DIGITS,
            ),
            Rule(
                "measure",
                re.compile(
                    rf"{FREE}{MINUS}{low}(?P<amount>{number})"
                    rf"(?=[ ]?(?:{signs}|{scales})(?![^\W\d_])){scale}?"
                    rf"(?:[ ]?(?P<unit>{signs})(?![^\W\d_]))?{per}(?![\w²³/])"
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
        low = rf"(?P<low>{self.number})[ ]?[-–—][ ]?"
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
