"""Numbers in the case and the gender that their sentence asks for."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from narrate.text.counting import LONGEST, Counting
from narrate.text.nouns import Noun
from narrate.text.rules import Style
from narrate.text.slavic.agreement import NO_NOUN, OBLIQUE, Agreement, Form, text_before
from narrate.text.slavic.ellipsis import antecedent
from narrate.text.slavic.numerals import DIRECT, Declined, Numerals
from narrate.text.slavic.phrases import EACH

_AT = re.compile(r"\b(?:на|у|в|na|w|we)[ ]\Z", re.IGNORECASE)
_PERSONS = frozenset("pc")
_PASSIVE = ("ено", "ано", "ито", "єно", "лися", "лись")  # "4 травмовано": persons
# Words of which a number of persons is the subject: "загинули троє людей".
_SUBJECT = re.compile(
    r"""
      (?: загину
        | постражда
        | помер
        | приїх
        | прибу
        | отрима
        | діста
        | вижи
        | народи
        | зник
        | потрапи
        | залиш
        | працю
        | прийш
        | взял
        | лиша
        | розділи
        | беруть
        | було
        | були
        | серед[ ]них )
      \w* (?:\W+\w+){0,4} \W*\Z
    | (?:[ ]\w+){0,2} [ ]
      (?: загину
        | постражда
        | помер
        | прибу
        | отрима
        | діста
        | вижи
        | зник
        | потрапи
        | перебува
        | працю
        | брали )
    """,
    re.VERBOSE | re.IGNORECASE,
)
# Verbs of being, living and staying: "залишаються 23 поранених".
_BEING = re.compile(
    r"""
    \b
    (?: (?:за)?лиш\w+(?:ся|сь)
      | перебува\w+
      | бу(?:ло|ли|де|дуть)
      | є
      | жи(?:вуть|ли|ло)
      | мешка\w+
      | лікую\w+ся
      | загину\w+
      | помер\w+
      | постражда\w+
      | вижи\w+
      | зник\w+ )
    (?:[ ]\w+){0,3} (?<![ ]на)(?<![ ]за)(?<![ ]по)(?<![ ]про) [ ]\Z
    """,
    re.VERBOSE | re.IGNORECASE,
)
_COLLECTIVE = 10
_CHILDREN = frozenset(("дітей", "немовлят", "онуків"))  # always counted with "двоє", "п’ятеро"
_PAUCAL = frozenset("234")
# A verb of masculine persons: "3 z nich przyznali się".
_THEY = re.compile(r"(?:[ ][^\W\d_]+){0,3}?[ ][^\W\d_]+li\b")
_OBJECTS = ("вку", "дку", "жку", "тку", "цію", "зію", "сію", "рію", "ину", "чку")
_MASCULINE = frozenset(("очку", "квитку", "відсотку", "уривку", "шматку", "знімку", "свистку"))
_HALF = "5"


@dataclass(frozen=True, kw_only=True)
class CaseCounting(Counting):
    """How Ukrainian and Polish count: the case comes from the words around the number.

    ``fraction_words`` spells decimals other than a half, by integer part, decimals and case.
    ``nth`` gives an ordinal in a case and gender. ``half`` says "and a half" after a whole number,
    ``one_and_half`` "1,5" before a masculine or neuter noun and before a feminine one.
    ``half_agrees``: the noun after a half follows the whole number ("два з половиною мільйони");
    otherwise it is in the genitive singular. ``on`` is the preposition that takes the locative of
    an area. ``per`` are the words between two units, of money and of measures. ``decimal_link``
    joins the parts of a decimal in a code ("PM2.5"). ``parts`` says "0,25" and "0,5", ``half_of``
    the half of a thing ("pół łyżki").
    """

    fraction_words: Callable[[str, str, str], str]
    nth: Callable[[int, str, str], str]
    half: str
    one_and_half: tuple[str, str]
    half_agrees: bool
    on: str
    per: tuple[str, str]
    decimal_link: str
    half_of: str
    parts: Mapping[str, str] = field(default_factory=dict)
    numerals: Numerals
    agreement: Agreement = field(init=False)

    def __post_init__(self) -> None:
        """Open the language's tables of governors and endings."""
        object.__setattr__(self, "agreement", Agreement(self.code, self.numerals.one_agrees))

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
        integer, comma, part = self.split(figures)
        if comma and len(integer) == len("02"):  # "4 хв 02,3 с"
            integer = integer.lstrip("0") or "0"
        if len(integer) > LONGEST or (len(integer) > 1 and integer[0] == "0"):
            return self.in_words(figures, gender), "many"
        number = int(integer)
        if not comma or not part.strip("0"):  # "50,0" is fifty
            return self.numerals.cardinal(number, case, gender), self.numerals.category(number)
        return self._decimal(integer, part, case, gender, halves=halves)

    def _decimal(
        self, integer: str, part: str, case: str, gender: str, *, halves: bool
    ) -> tuple[str, str]:
        """Return a number with decimals in words, and which form of a noun follows it."""
        number = int(integer)
        if not number and part in self.parts:
            return self.parts[part], "part"
        if part == _HALF and number == 1:
            return self.one_and_half[gender == "f"], "part"
        if part != _HALF or not number or not halves:
            return self.fraction_words(integer, part, case), "part"
        words = f"{self.numerals.cardinal(number, case, gender)} {self.half}"
        return words, self.numerals.category(number) if self.half_agrees else "part"

    def figure(self, match: re.Match[str], _: Style) -> str:
        """Say a number, or two, in the case and gender of its place: "до 5 осіб", "у 3 містах"."""
        left_context, after = text_before(match), match.string[match.end() :]
        figures = match["amount"]
        if self.agreement.named(left_context):  # "№ 5", "Boeing 737-800"
            ends = filter(None, (match.groupdict().get("low"), figures))
            spoken = self.to.join(self.in_case(end, "nom", "m")[0] for end in ends)
            return self._sign(match["minus"]) + spoken
        form = self.agreement.form(after)
        governor = self.agreement.governor(left_context)
        if governor.endswith("+"):  # a noun governs a number that counts: "список 5 осіб"
            governor = governor[:-1] if form != NO_NOUN else ""
        if governor == "acc" and self.agreement.partitive(after) and _AT.search(left_context):
            governor = "loc"
        if form == NO_NOUN and not match.groupdict().get("low"):
            place = match.start("amount"), match.end()
            form, parallel = antecedent(self.agreement, match.string, *place)
            governor = governor or parallel
        if self.agreement.family(left_context, form.noun):
            governor = "ins"
        objects = form.case == "gen" or form.noun.endswith(_OBJECTS)
        if governor == "dat" and objects:  # "надали 5 машин", "видали 61 посвідку", "grozi 8 lat"
            governor = "acc" if self.agreement.object_of(left_context) else ""
        people = (
            form.noun.endswith(("ів", "їв")) and self._category(self.split(figures)[0]) != "few"
        )
        if not governor and not people and self.agreement.object_of(left_context):
            governor = "acc"
        case, gender = self._place(figures, governor, form, left_context, after)
        halves = not self.half_agrees or not form.noun.endswith(("а", "у", "ю", "я"))
        words, _category = self.in_case(figures, case, gender, halves=halves)
        if match.groupdict().get("low"):
            low, _category = self.in_case(match["low"], case, gender, halves=halves)
            words = f"{low}{self.to}{words}"
        return self._sign(match["minus"]) + words

    def _place(
        self, figures: str, governor: str, form: Form, left_context: str, after: str
    ) -> tuple[str, str]:
        """Return the case and the gender of a number before a noun, or before none."""
        integer, comma, _ = self.split(figures)
        if comma:
            return (governor or "nom"), form.gender
        category = self._category(integer)
        elided = form != NO_NOUN and not form.case and not form.noun
        persons = self.half_agrees and form.gender == "c"
        being = _BEING.search(left_context) if persons and governor in {"", "acc"} else None
        governor = "" if being else governor
        if virile := self._virile(
            integer, governor, form, they=elided and bool(_THEY.match(after))
        ):
            return virile
        if category == "one" and not elided:
            each = self.half_agrees and EACH.search(left_context)
            return self.agreement.single(after, self._each(form.noun) if each else governor)
        gender = form.gender
        if (
            self.half_agrees
            and governor in DIRECT | {""}
            and len(integer) <= len("10")
            and int(integer) <= _COLLECTIVE
        ):
            verb = re.match(r"[ ]([^\W\d_]+)", after)
            if verb and verb[1].endswith(_PASSIVE) and not elided:
                return "nom", "c"
            subject = being or _SUBJECT.search(left_context[-60:]) or _SUBJECT.match(after)
            if gender == "c":
                other = ("acc", "p") if category == "few" else ("nom", "m")
                counted = subject or elided or form.noun in _CHILDREN
                return ("nom", "c") if counted else other
        if category == "few" and len(integer) > 1 and governor == "" and gender not in _PERSONS:
            category = "many"  # "34 осіб": the number is the subject, whatever its noun
        # "евакуювали із села 43 людей": a subject would be "43 людини"
        living = self.half_agrees and category == "few" and gender == "c"
        if living and governor in {"", "acc"}:
            gender, governor = ("c", "nom") if being else ("p", "acc")
            form = form._replace(gender=gender, case="")
        return self._agreed(form, governor, category), gender

    def _each(self, noun: str) -> str:
        """Return the case after Ukrainian "по" of one thing: "по 41 мандату", "по 41 особу"."""
        genders = {self.agreement.gender(f"{noun[:-1]}{ending}") for ending in "иії"}
        feminine = "f" in genders or (noun.endswith(_OBJECTS) and noun not in _MASCULINE)
        locative = noun.endswith(("і", "ї")) or (noun.endswith(("у", "ю")) and not feminine)
        return "dat" if locative or noun.endswith(("ові", "еві", "єві")) else "acc"

    def _virile(
        self, integer: str, governor: str, form: Form, *, they: bool
    ) -> tuple[str, str] | None:
        """Return the case and the gender of masculine persons, or None before other nouns.

        Polish says "dwaj sędziowie", Ukrainian "62 кандидатів" in the accusative of the living.
        ``they``: a verb of persons follows, "3 z nich przyznali się".
        """
        plain = governor in {"", "nom"} and integer in _PAUCAL
        if form.gender == "p" and plain and (form.case == "nom" or they):
            return "nom", "v"
        living = form.case == "gen" and form.noun.endswith(("ів", "їв"))
        if living and governor == "acc" and self._category(integer) == "few":
            return "acc", "p"
        return None

    def _category(self, integer: str) -> str:
        """Return which form of a noun follows a whole number; "many" where figures are read out."""
        return "many" if len(integer) > LONGEST else self.numerals.category(int(integer))

    def _agreed(self, form: Form, governor: str, category: str) -> str:
        """Return the case that a noun's ending and the governor agree on."""
        if form == NO_NOUN or form.case in {"any", ""}:
            return governor or "nom"
        if form.case in OBLIQUE:
            return form.case
        if form.case == "nom":
            # Polish genitives in "-i": "do 2 stopni", "35 stopni".
            several = governor == "gen" and form.noun.endswith(("i", "y"))
            unsure = several or category == "many" or governor == "acc"
            return governor or "nom" if unsure else "nom"
        if governor == "gen" or (governor == "loc" and form.case == "adj-gen"):
            return governor
        if category == "few" and form.gender != "c":
            return "acc" if form.gender == "p" else "gen"
        return "acc" if governor == "acc" else "nom"
