"""Abbreviations in the case that their sentence asks for: "на вул.", "gen. Nowaka", "art. 5"."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, TypeVar

from narrate.text.numerals import roman
from narrate.text.rules import Rule, Style, telling_all
from narrate.text.slavic.agreement import Agreement, text_before
from narrate.text.slavic.numerals import CASES
from narrate.text.table import pairs, rows

_CAPITAL = r"[^\W\d_a-zа-яіїєґąćęłńóśźż]"
_STOPLESS = "dr|mgr|płk|ppłk|mjr|bp|abp|kmdr"  # titles without a full stop
# What follows an abbreviation of a kind.
_NEXT = {
    "place": rf"(?=[ ]?[«„\"]?(?:[^\W\d_]{{2,6}}\.[ ])?{_CAPITAL}|[ ][0-9]{{1,2}}[ ]{_CAPITAL})",
    "river": rf"(?=[ ]{_CAPITAL})",
    "region": r"",
    "province": r"(?=[ ][^\W\d_])",
    "number": r"(?=[ ]?[0-9IVX])",
    "ordinal": r"[ ]?(?P<number>[0-9]{1,3}|[IVX]{1,6})(?:-(?P<prim>[0-9]{1,2})|(?P<letter>[a-z]))?"
    r"(?![\w-]|[.,][0-9]|[ ][0-9]{3})",
    "label": r"(?=:?[ ]?[(+0-9]|[ ][IVX]+[ ])",
    "noun": r"",
    "title": rf"(?=(?:[ ](?:(?!{_CAPITAL})[\w-]{{1,9}}\.|{_STOPLESS}))*+[ ]?{_CAPITAL})",
    "saint": rf"(?=[ ]{_CAPITAL})",
    "adjective": r"(?=[ ][«„\"]?[^\W\d_])",
}
# Kinds that are in the genitive after a noun, and after a verb in the accusative.
_ATTRIBUTES = frozenset(("place", "river", "region", "number", "ordinal", "noun"))
_WORD = re.compile(r"[^\W\d_][\w’'ʼ-]*+")
_LAST = re.compile(r"(\S+)\s\Z")
_NAMES = re.compile(r"(?:\s?[^\W\d_][\w-]{0,8}\.(?=\s))*\s?((?:[^\W\d_][\w’'-]*\s?){1,3})")
# A man's name in the genitive, "św. Jana"; of women's names in the nominative these are usual.
_SAINT = re.compile(
    r"""
    [ ]
    (?! (?: Ann
          | Mari
          | Barbar
          | Teres
          | Katarzyn
          | Jadwig
          | King
          | Faustyn
          | Rit
          | Łucj
          | Elżbiet
          | Agnieszk
          | Cecyli
          | Klar
          | Monik
          | Małgorzat
          | Helen
          | Варвар
          | Катерин
          | Ольг
          | Анн
          | Марі
          | Параскев
          | Тетян )
        [aая]\b )
    [^\W\d_]+[aая]\b
    """,
    re.VERBOSE,
)
# The first of two places: "na rogu ul. Długiej i ul. Krótkiej".
_FIRST_PLACE = re.compile(
    r"""
    (?P<short>[^\W\d_][\w-]{0,6}\.) [ ]
    (?:[«„"]?[^\W\d_][\w’'.-]*[»”"]?[ ]){1,3} (?:i|oraz|та|і|й) [ ]\Z
    """,
    re.VERBOSE,
)
# Verbs of direction: "виходить на бульв.", "skręcił w ul.".
_TOWARD = re.compile(
    r"""
    \b
    (?: вий[шд]\w+ | виход\w+ | виїх\w+ | виїжджа\w+ | поверну\w+ | зверну\w+ | виру[шс]\w+
      | пиш\w+ | надсила\w+ | надісла\w+ | прямує\w* | перейш\w+ | переїх\w+ | заїх\w+
      | skręc\w+ | wysyła\w+ | wysła\w+ | wychodz\w+ | wysz\w+ | wjech\w+ | wyjech\w+ | wjeżdża\w+ )
    [ ] (?:на|у|в|na|w) [ ]\Z
    """,
    re.VERBOSE | re.IGNORECASE,
)
_STREETS = frozenset(("ul.", "al.", "pl.", "вул.", "пл.", "просп.", "бульв.", "пров."))
_MAN = re.compile(r"[ ][^\W\d_]{3,}(?:tra|ora|nta|era|ika|sła|ła|sta|za|ka)\b")
_Value = TypeVar("_Value")


class Abbreviation(NamedTuple):
    """An abbreviation's full form: kind, gender and six cases; an adjective has its stem."""

    kind: str
    gender: str
    forms: tuple[str, ...]


class Place(NamedTuple):
    """Where an abbreviation stands: the text around it, and the last word before it."""

    left_context: str
    after: str
    word: str
    short: str


@dataclass(frozen=True)
class Abbreviations:
    """The abbreviations of a language's ``declined.tsv``, by kind.

    ``names`` gives the case of the names after a title, "gen?" where only a name in "-a" follows.
    ``inside`` are the prepositions of place. ``verb`` matches a word that takes an object. ``nth``
    gives an ordinal in a case and gender for things that are numbered by one ("ч. 2"), and
    ``cardinal`` the numbers from ``cardinals`` on. ``link`` matches a numbered thing before the
    next in the same case ("art. 5 ust."). ``by`` gives the preposition that asks for the
    instrumental of a kind ("за ч. 2", "z nr 3").
    """

    agreement: Agreement
    names: Callable[[list[str]], str]
    inside: frozenset[str]
    verb: re.Pattern[str]
    nth: Callable[[int, str, str], str]
    link: re.Pattern[str]
    cardinal: Callable[[int], str]
    cardinals: int
    by: Mapping[str, str]

    @cached_property
    def table(self) -> Mapping[str, Abbreviation]:
        """The abbreviations as written, also with a capital."""
        table = {
            written: Abbreviation(kind, gender, tuple(forms))
            for written, kind, gender, *forms in rows(f"{self.agreement.code}/declined.tsv")
        }
        for written, abbreviation in tuple(table.items()):
            numbered = abbreviation.kind in {"number", "ordinal"}
            if (
                len(written) > len("p.") or written.isalpha() or numbered
            ):  # the capital of "p." is an initial
                capital = tuple(form[:1].upper() + form[1:] for form in abbreviation.forms)
                opening = written[0].upper() + written[1:]
                table.setdefault(opening, abbreviation._replace(forms=capital))
        return table

    @cached_property
    def _neighbors(self) -> Mapping[str, str]:
        return pairs(f"{self.agreement.code}/adjectives.tsv")

    @cached_property
    def _agreeing(self) -> Mapping[str, tuple[str, ...]]:
        table = rows(f"{self.agreement.code}/called.tsv")
        return {ending: tuple(endings) for ending, *endings in table}

    def say(self, match: re.Match[str], _: Style) -> str | None:
        """Say an abbreviation in its case."""
        short = match["short"]
        abbreviation = self.table[short]
        left_context, after = text_before(match), match.string[match.end() :]
        last = _LAST.search(left_context)
        place = Place(left_context, after, last[1].casefold() if last else "", short)
        if abbreviation.kind in {"adjective", "saint"}:
            return abbreviation.forms[0] + self.ending(abbreviation.kind, place)
        case = self.case(abbreviation.kind, place)
        form = abbreviation.forms[CASES.index(case)]
        if abbreviation.kind == "ordinal":
            written = match["number"]
            number = int(written) if written.isdecimal() else roman(written)
            ordinal = self.nth(number, case, abbreviation.gender)
            spoken = ordinal if number < self.cardinals else self.cardinal(number)
            if match["prim"]:
                spoken = f"{self.cardinal(number)} прим {self.cardinal(int(match['prim']))}"
            return f"{form} {spoken}" + (f" {match['letter']}" if match["letter"] else "")
        ends = short.endswith(".") and not after.strip("\"'”’»“) ")
        joined = " " if after[:1].isalnum() else ""
        return form + joined + ("." if ends else "")

    def case(self, kind: str, place: Place) -> str:
        """Return the case of an abbreviation of a kind in its place."""
        if kind == "title":
            return self._title(place)
        if kind in {"number", "ordinal"} and place.word[-1:].isdecimal():
            return self._chained(kind, place)
        agreed = self._neighbor(kind, place) if kind in {"region", "province"} else None
        if kind == "place" and (first := _FIRST_PLACE.search(place.left_context)):
            known = self.table.get(first["short"])
            if known and known.kind == kind:
                left_context = place.left_context[: first.start()]
                last = _LAST.search(left_context)
                word = last[1].casefold() if last else ""
                return self.case(kind, place._replace(left_context=left_context, word=word))
        return agreed or self._governed(kind, place)

    def _governed(self, kind: str, place: Place) -> str:
        """Return the case that the word before an abbreviation asks for."""
        if place.word and place.word == self.by.get(kind):
            return "ins"
        if place.word in self.inside:
            return "acc" if kind != "noun" and _TOWARD.search(place.left_context) else "loc"
        governor = self.agreement.governor(place.left_context, unit=True)
        if kind == "label" and governor.endswith("+"):  # "rozporządzenie nr 5"
            governor = ""
        governor = governor.removesuffix("+")
        common = place.word.isalpha() and place.word.islower() and kind in _ATTRIBUTES
        common = common and not self.agreement.governs(place.word)
        if governor or not common:
            return governor or "nom"
        return "acc" if self.verb.search(place.word) else "gen"

    def _neighbor(self, kind: str, place: Place) -> str | None:
        """Return the case that an adjective beside "обл." or "woj." is in."""
        after = place.after.split(maxsplit=1)
        neighbor = place.word if kind == "region" else after[0].casefold() if after else ""
        return _longest(self._neighbors, neighbor.rstrip(".,;:)"))

    def _chained(self, kind: str, place: Place) -> str:
        """Return the case after another numbered thing: its own, or a genitive."""
        linked = self.link.search(place.left_context + place.short)
        if not linked:
            return "gen"
        left_context = place.left_context[: linked.start()]
        last = _LAST.search(left_context)
        return self.case(
            kind, place._replace(left_context=left_context, word=last[1] if last else "")
        )

    def _title(self, place: Place) -> str:
        """Return the case of a title by the name after it, or else by the word before it."""
        if place.word in _STREETS:
            return "gen"
        match = _NAMES.match(place.after)
        words = _WORD.findall(match[1]) if match else []
        names = [word for word in words if word[0].isupper() and len(word) > 1]
        case = self.names(names)
        if case and case != "gen?":
            return case
        governor = self.agreement.governor(place.left_context)
        governor = "" if governor == "loc" else governor.removesuffix("+")
        inside = bool(case) and bool(place.left_context.strip(' «„"(—–,'))
        return governor or ("gen" if inside else "nom")  # "слова ген. Марчука"

    def ending(self, kind: str, place: Place) -> str:
        """Return the ending of an adjective before a noun by the noun's own ending."""
        inside = place.word in self.inside
        case = "loc" if inside else self.agreement.governor(place.left_context, unit=True)
        person = kind == "saint" and _SAINT.match(place.after)
        if (person and place.left_context.strip()) or (
            place.short == "b." and _MAN.match(place.after)
        ):
            return self._agreeing["ego" if "ego" in self._agreeing else "ого"][0]
        following = [word.casefold() for word in _WORD.findall(place.after[:60])][:2]
        sure = len(following) > 1 and following[1].endswith(("ого", "ego"))  # "Państwa Islamskiego"
        endings = _longest(self._agreeing, following[sure] if following else "")
        word = place.word.removesuffix(".")  # "pw. św. Anny"
        noun = word.isalpha() and not self.agreement.governs(word)
        if not case and noun and not self.verb.search(place.word):
            case = "gen"  # "наслідки т. зв. реформи"
        return (endings or self._agreeing[""])[{"gen": 1, "loc": 2}.get(case, 0)]

    def rules(self) -> tuple[Rule, ...]:
        """Return one rule for each kind."""
        rules = []
        for kind, following in _NEXT.items():
            written = [
                word for word, abbreviation in self.table.items() if abbreviation.kind == kind
            ]
            if written:
                ordered = "|".join(map(re.escape, sorted(written, key=len, reverse=True)))
                pattern = re.compile(rf"(?<![\w.])(?P<short>{ordered})(?!\w){following}")
                rules.append(
                    Rule(f"abbreviation.{kind}", pattern, self.say, words=telling_all(written))
                )
        return tuple(rules)


def _longest(table: Mapping[str, _Value], word: str) -> _Value | None:
    """Return a table's value for the longest ending of a word that it has."""
    for length in range(min(len(word), 6), 0, -1):
        if (value := table.get(word[-length:])) is not None:
            return value
    return None
