"""Abbreviations in the case that their sentence asks for: "на вул.", "gen. Nowaka", "art. 5"."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, TypeVar

from narrate.text.rules import Rule, Style
from narrate.text.slavic.agreement import Agreement
from narrate.text.slavic.numerals import CASES
from narrate.text.table import rows

_NEXT = {
    "place": r"(?=[ ]?[«„\"]?[^\W\d_a-zа-яіїєґąćęłńóśźż])",
    "river": r"(?=[ ][^\W\d_a-zа-яіїєґ])",
    "region": r"",
    "province": r"(?=[ ][^\W\d_])",
    "number": r"(?=[ ]?[0-9IVX])",
    "ordinal": r"[ ]?(?P<number>[0-9]{1,3})(?![\w-]|[.,][0-9]|[ ][0-9]{3})",
    "label": r"(?=[ ]?[0-9])",
    "title": r"(?=(?:[ ](?:[^\W\d_][\w-]{0,8}\.|dr|mgr|płk|ppłk|mjr))*+[ ]?[^\W\d_a-zа-яіїєґ])",
    "saint": r"(?=[ ][^\W\d_a-z])",
    "called": r"(?=[ ]\S)",
}
_Value = TypeVar("_Value")
_WORD = re.compile(r"[^\W\d_][\w’'ʼ-]*+")
_LAST = re.compile(r"(\S+)\s\Z")
_NAMES = re.compile(r"(?:\s?[^\W\d_][\w-]{0,8}\.(?=\s))*\s?((?:[^\W\d_][\w’'-]*\s?){1,3})")


class Abbreviation(NamedTuple):
    """What an abbreviation stands for: kind, gender and six forms."""

    kind: str
    gender: str
    forms: tuple[str, ...]


@dataclass(frozen=True)
class Abbreviations:
    """The abbreviations of ``declined.tsv``, by kind.

    ``adjectives`` gives the case by the ending of an adjective before ("Київської обл."),
    ``names`` by the ending of a name after a title; both are suffix tables, the longest first.
    ``inside`` are the prepositions of place. ``verb`` matches a word that takes an object.
    ``called`` gives the ending of "так званий" by the ending of the next word: alone, after a word
    that asks for the genitive, and for the locative. ``nth`` gives an ordinal in a case and gender
    for things that are numbered by one ("ч. 2"). ``link`` matches a numbered thing before another ("ч. 2 ").
    """

    agreement: Agreement
    adjectives: Mapping[str, str]
    names: Callable[[list[str]], str]
    inside: frozenset[str]
    verb: re.Pattern[str]
    called: Mapping[str, tuple[str, str, str]]
    nth: Callable[[int, str, str], str]
    link: re.Pattern[str]

    @cached_property
    def table(self) -> Mapping[str, Abbreviation]:
        """The abbreviations as written, also with a capital."""
        table = {
            written: Abbreviation(kind, gender, tuple(forms))
            for written, kind, gender, *forms in rows(f"{self.agreement.code}/declined.tsv")
        }
        for written, abbreviation in tuple(table.items()):
            if len(written) > len("p."):  # the capital of "p." is an initial
                capital = tuple(form[:1].upper() + form[1:] for form in abbreviation.forms)
                opening = written[0].upper() + written[1:]
                table.setdefault(opening, abbreviation._replace(forms=capital))
        return table

    def say(self, match: re.Match[str], _: Style) -> str | None:
        """Say an abbreviation in its case."""
        abbreviation = self.table[match["short"]]
        before, after = match.string[: match.start()], match.string[match.end() :]
        if abbreviation.kind == "called":
            return abbreviation.forms[0] + self._called(before, after)
        case = self.case(abbreviation.kind, before, after, match["short"])
        if abbreviation.kind == "ordinal":
            ordinal = self.nth(int(match["number"]), case, abbreviation.gender)
            return f"{abbreviation.forms[CASES.index(case)]} {ordinal}"
        ends = match["short"].endswith(".") and not after.strip("\"'”’»“) ")
        joined = " " if after[:1].isalnum() else ""
        return abbreviation.forms[CASES.index(case)] + joined + ("." if ends else "")

    def case(self, kind: str, before: str, after: str, short: str) -> str:
        """Return the case of an abbreviation of a kind between two texts."""
        last = _LAST.search(before)
        word = last[1].casefold() if last else ""
        if kind in {"region", "province"}:
            neighbor = word if kind == "region" else after.split()[0].casefold().rstrip(".,;)")
            if agreed := _longest(self.adjectives, neighbor):
                return agreed
        if kind in {"title", "saint"}:
            return self._title(before, after, word)
        if word in self.inside:
            return "loc"
        numbered = kind in {"number", "ordinal"}
        if numbered and word[-1:].isdecimal():
            linked = self.link.search(before + short)
            if not linked:
                return "gen"
            return self.case(kind, before[: linked.start()], after, short)
        governor = self.agreement.governor(before, unit=True)
        if governor:
            return governor
        plain = word.isalpha() and word.islower() and (numbered or kind in {"place", "region", "river"})
        if plain and self.verb.search(word):
            return "acc"
        return "gen" if plain else "nom"

    def _title(self, before: str, after: str, word: str) -> str:
        """Return the case of a title by the name after it, or else by the word before it."""
        found = _NAMES.match(after)
        names = [name for name in _WORD.findall(found[1]) if name[0].isupper()] if found else []
        case = self.names(names)
        if case and case != "gen?":
            return case
        governor = self.agreement.governor(before)
        if governor == "loc":
            return "nom"
        if case:  # "ген. Марчука" or, at the opening of a sentence, "ген. Лебеда"
            return governor or ("gen" if word[-1:].isalnum() else "nom")
        return governor if governor in CASES else "nom"

    def _called(self, before: str, after: str) -> str:
        last = _LAST.search(before)
        inside = last is not None and last[1].casefold() in self.inside
        case = "loc" if inside else self.agreement.governor(before, unit=True)
        following = [word.casefold() for word in _WORD.findall(after[:60])][:2]
        sure = len(following) > 1 and following[1].endswith(("ого", "ego"))  # "Państwa Islamskiego"
        endings = _longest(self.called, following[sure] if following else "")
        return (endings or self.called[""])[{"gen": 1, "loc": 2}.get(case, 0)]

    def rules(self) -> tuple[Rule, ...]:
        """Return one rule for each kind."""
        rules = []
        for kind, following in _NEXT.items():
            written = [word for word, found in self.table.items() if found.kind == kind]
            if written:
                ordered = "|".join(map(re.escape, sorted(written, key=len, reverse=True)))
                pattern = re.compile(rf"(?<![\w.])(?P<short>{ordered})(?!\w){following}")
                rules.append(Rule(f"abbreviation.{kind}", pattern, self.say))
        return tuple(rules)


def _longest(table: Mapping[str, _Value], word: str) -> _Value | None:
    """Return a table's value for the longest ending of a word that it has."""
    for length in range(min(len(word), 6), 0, -1):
        if (value := table.get(word[-length:])) is not None:
            return value
    return None
