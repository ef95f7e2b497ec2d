"""Which words a language's readers and engines know, so that nobody need look at them.

English has the list ``en/known.txt.gz``; ``.ci/data/known_words.py`` says where it comes from.
Other languages have none: there a capitalized word inside a sentence is unknown, and so is one with
letters that the language does not write (``alphabets.tsv``). German capitalizes all nouns: there
the spelling and the words before tell a name.
"""

import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Protocol

from narrate.text.table import pairs, rows

LISTED = frozenset(("en",))
ROMAN = re.compile("[IVX]+")
POSSESSIVE = re.compile(r"['’ʼ]s$", re.IGNORECASE)
# What inflects a word that is in the list only as another form, and what the list has instead.
ENDINGS = (("s", ""), ("es", ""), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"))
_NEAR = 60  # characters before a German word that may show that it is a name
_TITLED = re.compile(
    r"""
    (?<!\w)
    (?: Herrn? | Frau | Dr\. | Prof\. | Papst | Prinz(?:essin)? | König(?:in)? | Bischof
      | \w*
        (?: [Pp]räsident | [Mm]inister | [Kk]anzler | [Ss]precher | [Tt]rainer | [Ss]enator
          | [Rr]egisseur | [Aa]utor | [Ss]änger | [Ss]chauspieler | [Bb]otschafter | [Gg]ouverneur
          | [Kk]ommissar | [Gg]ründer | [Rr]ichter | [Pp]rofessor | [Gg]eneral | [Pp]remier
          | [Cc]hef | [Aa]nwalt )
        (?:in)? )
    [ ] (?:[A-ZÄÖÜ][\w’'-]*[ ])? \Z
    """,
    re.VERBOSE,
)
_GIVEN = re.compile(r"(?:\b(?P<place>(?i:in|nach|aus|bei|ab|bis)) )?(?P<given>[A-Z][\w’'-]+) \Z")
# "Beraterin Kori Schulman": the third capital in a row.
_THIRD = re.compile(r"(?<!\w)(?P<first>[A-ZÄÖÜ][\w-]+) (?P<second>[A-ZÄÖÜ][a-zäöüß]+) \Z")
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

    def in_name(self, word: str, left_context: str, /) -> bool:
        """Whether the text before a known word shows that it belongs to a name."""


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

    def in_name(self, _word: str, _left_context: str, /) -> bool:
        return False

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

    def in_name(self, _word: str, _left_context: str, /) -> bool:
        return False


class _German(_Unlisted):
    """German: ``de/foreign.tsv`` has spellings of names, ``de/native.tsv`` parts of German words.

    After a title ("Präsident Oyelaran"), a given name ("John Nkemelu") or two capitals ("Beraterin
    Kori Nkemelu") a word is a name unless it is one of jusText's frequent words or a noun that the
    tables have. The names in the English list serve as given names.
    """

    def __call__(self, word: str, *, opens: bool, shouted: bool) -> bool:
        known = super().__call__(word, opens=opens, shouted=shouted)
        if not known or shouted or not word[0].isupper() or word.isupper():
            return known
        foreign, native = _spellings()
        return bool(word in _nouns() or native.search(word) or not foreign.search(word))

    def in_name(self, word: str, left_context: str, /) -> bool:
        if not word[0].isupper() or word.isupper() or word in _nouns():
            return False
        near = left_context[-_NEAR:]
        if _TITLED.search(near):
            return True
        row = _THIRD.search(near)
        if row and _nouns().isdisjoint((row["first"], row["second"])):
            return True
        given = _GIVEN.search(near)
        return given is not None and not given["place"] and _listed("en").is_name(given["given"])


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
            kind = _German if primary == "de" else _Unlisted
            return kind(frozenset(letters), nouns == "capital")
    return _Unlisted(frozenset(), capital_nouns=False)


@cache
def _spellings() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the spellings of foreign names, and the parts of German words that have them, too."""
    foreign, native = (
        "|".join(pattern for pattern, _ in rows(f"de/{table}.tsv"))
        for table in ("foreign", "native")
    )
    return re.compile(foreign), re.compile(native, re.IGNORECASE)


@cache
def _nouns() -> frozenset[str]:
    """Return German nouns: the frequent ones of jusText, and those that the tables count."""
    frequent = files("justext").joinpath("stoplists/German.txt").read_text("utf-8").split()
    return frozenset(frequent) | pairs("de/counted.tsv").keys() | pairs("de/ordinals.tsv").keys()
