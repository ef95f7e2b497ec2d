"""Which words a language's readers and engines know, so that nobody need look at them.

English has the list ``en/known.txt.gz``; ``.ci/data/known_words.py`` says where it comes from.
Other languages have none: there a capitalized word inside a sentence is unknown (not in German,
which capitalizes nouns), and so is one with letters that the language does not write
(``alphabets.tsv``).
"""

import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Protocol

from narrate.text.table import rows

LISTED = frozenset(("en",))
ROMAN = re.compile("[IVX]+")
POSSESSIVE = re.compile(r"['’ʼ]s$", re.IGNORECASE)
# What inflects a word that is in the list only as another form, and what the list has instead.
ENDINGS = (("s", ""), ("es", ""), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"))
SHORTEST_STEM = 3
SHORTEST_PART = 4  # of "livestream": shorter words stand in many a foreign one


class Vocabulary(Protocol):
    """The words that one language has: its word list, or a guess without one."""

    def __call__(self, word: str, *, opens: bool, shouted: bool) -> bool:
        """Whether a word is known; ``opens``: its capital may be its place's, not its own.

        ``shouted``: its sentence is in capitals throughout.
        """

    def is_name(self, word: str, /) -> bool:
        """Whether a known word is known only as a name."""


def is_listed(language: str) -> bool:
    """Return whether a word list tells the known words of the language of a BCP 47 tag."""
    return _primary(language) in LISTED


def _primary(language: str) -> str:
    return language.casefold().replace("_", "-").partition("-")[0]


def vocabulary_of(language: str) -> Vocabulary:
    """Return the vocabulary of the language of a BCP 47 tag."""
    primary = _primary(language)
    return _listed(primary) if primary in LISTED else _unlisted(primary)


@dataclass(frozen=True, slots=True)
class _Listed:
    """A language with a list: words in lower case, and names."""

    words: frozenset[str]

    def __call__(self, word: str, *, opens: bool, shouted: bool) -> bool:
        word = POSSESSIVE.sub("", word).replace("’", "'")
        if len(word) == 1 and word.isascii():
            return True
        low = word.lower()
        if not self.words.isdisjoint((word, low, word.capitalize())):
            return True
        if word == low:
            return any(stem in self.words for stem in _stems(word)) or self._joins(word)
        name = word.capitalize() if shouted else word
        singulars = {name.removesuffix("s"), name.removesuffix("es")}
        return not self.words.isdisjoint(singulars) or (opens and self._joins(low))

    def is_name(self, word: str, /) -> bool:
        bare = POSSESSIVE.sub("", word)
        return bare in self.words and bare != bare.lower()

    def _joins(self, word: str) -> bool:
        """Whether a word joins two: "livestream", "smartphone"."""
        return any(
            word[:position] in self.words and word[position:] in self.words
            for position in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1)
        )


@dataclass(frozen=True, slots=True)
class _Unlisted:
    """A language without a list; without an alphabet, too, capitals alone decide."""

    letters: frozenset[str]
    capital_nouns: bool

    def __call__(self, word: str, *, opens: bool, shouted: bool) -> bool:
        if len(word) == 1 or ROMAN.fullmatch(word):
            return True
        if self.letters and not self.letters.issuperset(re.sub("['’]", "", word.lower())):
            return False
        if shouted or word == word.lower():
            return True
        return not word.isupper() and (opens or self.capital_nouns)

    def is_name(self, _word: str, /) -> bool:
        return False


def _stems(word: str) -> Iterator[str]:
    for ending, instead in ENDINGS:
        stem = word.removesuffix(ending) + instead
        if word.endswith(ending) and len(stem) >= SHORTEST_STEM:
            yield stem


@cache
def _listed(primary: str) -> Vocabulary:
    packed = files("narrate.text").joinpath(primary, "known.txt.gz").read_bytes()
    return _Listed(frozenset(gzip.decompress(packed).decode().splitlines()))


@cache
def _unlisted(primary: str) -> Vocabulary:
    for language, letters, nouns in rows("alphabets.tsv"):
        if language == primary:
            return _Unlisted(frozenset(letters), nouns == "capital")
    return _Unlisted(frozenset(), capital_nouns=False)
