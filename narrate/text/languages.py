"""The languages whose sentences narrate knows: a new one is a folder beside this file and a row."""

from functools import cache
from importlib import import_module
from typing import NamedTuple

from narrate.text.rules import GB, US, Claimant, Style
from narrate.text.table import pairs, rows


class Language(NamedTuple):
    """How a language writes ordinals, thousands and abbreviations, for the sentence splitter.

    ``ordinal_dot``: a full stop makes a figure an ordinal ("the 5. of May"). ``thousands``: the
    sign between thousands that the language's rules read. ``tabled``: the folder has tables alone.
    """

    code: str
    ordinal_dot: bool = False
    thousands: str = " "
    tabled: bool = False

    def rules(self) -> tuple[Claimant, ...]:
        """Return the rules in the order in which they claim; the first call imports them."""
        if self.tabled:
            from narrate.text import tabled

            return tabled.rules(self.code)
        rules: tuple[Claimant, ...] = import_module(f"narrate.text.{self.code}").RULES
        return rules

    def stops(self) -> dict[str, str]:
        """Return the kind of each abbreviation; its key lacks the last full stop."""
        return pairs(f"{self.code}/stops.tsv")

    def starters(self) -> frozenset[str]:
        """Return the words, in lower case, that open a sentence when they are capitalized."""
        return frozenset(row[0] for row in rows(f"{self.code}/starters.tsv"))


LANGUAGES = {
    language.code: language
    for language in (
        Language("en", thousands=","),
        Language("de", ordinal_dot=True),
        Language("fr"),
        Language("es"),
        Language("pl"),
        Language("uk"),
        Language("it", tabled=True),
        Language("pt", tabled=True),
        Language("nl", tabled=True),
        Language("sv", tabled=True),
        Language("cs", ordinal_dot=True, tabled=True),
        Language("ro", tabled=True),
    )
}

BRITISH = frozenset(("en-gb", "en-ie", "en-au", "en-nz", "en-za", "en-in"))


# A language without a folder: its tables hold the few abbreviations of many languages.
ANY = Language("any")


@cache
def language(tag: str) -> Language:
    """Return the language of a BCP 47 tag; ANY for one without rules."""
    return LANGUAGES.get(_primary(tag), ANY)


def style_of(tag: str) -> Style:
    """Return the house style of a BCP 47 tag's region: that of Britain, or else of the US."""
    return GB if tag.casefold().replace("_", "-") in BRITISH else US


def has_rules(tag: str) -> bool:
    """Return whether a BCP 47 tag's language has rules for figures and abbreviations."""
    return _primary(tag) in LANGUAGES


def guessed_style(tag: str, text: str) -> Style:
    """Return the house style of a text: that of its region, or for plain English, of its words.

    "en" with pounds, "Cllr" and "favour" is British, with "Sen." and "color" American. Only the
    first 20,000 characters count; without a majority the style is American.
    """
    if tag.casefold() != "en" or not text:
        return style_of(tag)
    cues = import_module("narrate.text.en.house")
    return GB if cues.british(text[:20_000]) else US


@cache
def rules_of(tag: str) -> tuple[Claimant, ...]:
    """Return the rules of a language, () for an unknown language."""
    return LANGUAGES[_primary(tag)].rules() if has_rules(tag) else ()


def thousands_of(tag: str) -> str:
    """Return the sign between thousands that the rules of a BCP 47 tag's language read."""
    return language(tag).thousands


def _primary(tag: str) -> str:
    return tag.casefold().replace("_", "-").split("-")[0]
