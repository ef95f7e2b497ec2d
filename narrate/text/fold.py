"""Unusual characters as the rules read them, with the way back to the written text.

Ligatures ("ﬁ"), full-width and bold letters and figures, Roman numerals and units that are one
character, raised letters: each becomes the plain letters that it stands for. Every wide or unbroken
space becomes a plain space, and the sign between thousands becomes the one that the language's
rules expect.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from narrate.model import Edit

RULE = "character"
_LATIN_1 = "\u00ff"  # "½", "²" and "ª" have rules of their own
_FOLDED_KINDS = frozenset(
    ["<circle>", "<compat>", "<font>", "<narrow>", "<small>", "<square>", "<super>", "<wide>"]
)
_KEPT = frozenset("…‥′″‴™℠№℅℡℻⁰ⁱ⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")  # signs and powers with rules of their own
_LAST_CYRILLIC = "\u052f"
_SPACES = "\u00a0\u2000-\u200a\u202f\u205f\u3000"
_SPACE = re.compile(f"[{_SPACES}]")
_PARTED = re.compile(
    rf"""
    [1-9] (?<![0-9,'’].) (?<![0-9]\..) [0-9]{{0,2}}  # a set of characters is found fast
    (?: (?:[{_SPACES}][0-9]{{3}})++ | (?:'[0-9]{{3}})++ | (?:’[0-9]{{3}})++ )
    (?![0-9])
    """,
    re.VERBOSE,
)
_PARTING = re.compile(f"[{_SPACES}'’]")
_WORD = re.compile(r"[^\W_]+")


class Folded(NamedTuple):
    """A text as the rules read it.

    ``starts`` and ``ends`` hold, for each character, where the written character that it comes from
    starts and ends. Both are empty where no character changed its place.
    """

    text: str
    starts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()

    def inward(self, edits: Iterable[Edit]) -> Iterable[Edit]:
        """Convert the positions of edits from the written text to the folded text."""
        if not self.starts:
            return edits
        places = {start: position for position, start in reversed(tuple(enumerate(self.starts)))}
        places[self.ends[-1]] = len(self.text)
        return [edit._replace(start=places[edit.start], end=places[edit.end]) for edit in edits]

    def outward(self, edits: Iterable[Edit], written: str) -> tuple[Edit, ...]:
        """Convert the positions of edits from the folded text to the written text.

        Each word that has folded letters and no edit gets an edit of its own.
        """
        if not self.starts:
            return tuple(edits)
        outward: list[Edit] = []
        for edit in sorted([*edits, *self._words(edits, written)]):
            start, end = self.starts[edit.start], self.ends[edit.end - 1]
            if outward and start < outward[-1].end:  # both hold a part of one written character
                spoken = f"{outward[-1].spoken} {edit.spoken}"
                outward[-1] = Edit(outward[-1].start, end, spoken, edit.rule)
            else:
                outward.append(edit._replace(start=start, end=end))
        return tuple(outward)

    def _words(self, edits: Iterable[Edit], written: str) -> Iterable[Edit]:
        """Yield an edit for each folded word between the edits."""
        position = 0
        for start, end in [*((edit.start, edit.end) for edit in edits), (len(self.text),) * 2]:
            for word in _WORD.finditer(self.text, position, start):
                source = written[self.starts[word.start()] : self.ends[word.end() - 1]]
                if source != word[0]:
                    yield Edit(*word.span(), word[0], RULE)
            position = end


def folded(written: str, thousands: str) -> Folded:
    """Return a text as the rules read it, with ``thousands`` as the sign between thousands.

    >>> folded("The oﬃce is 10㎞ off.", ",").text
    'The office is 10km off.'
    >>> folded("2’500’000 or 12\u202f345 at 10\u00a0m", ",").text
    '2,500,000 or 12,345 at 10 m'
    """
    text = _PARTED.sub(lambda match: _PARTING.sub(thousands, match[0]), written)
    if text.isascii():
        return Folded(text)
    text = _SPACE.sub(" ", text)
    if all(_letters(character) == character for character in set(text)):
        return Folded(text)
    letters = [_letters(character) for character in text]
    starts = tuple(position for position, part in enumerate(letters) for _ in part)
    return Folded("".join(letters), starts, tuple(position + 1 for position in starts))


@lru_cache(maxsize=4096)
def _letters(character: str) -> str:
    """Return the letters that a character stands for; most stand for themselves.

    >>> _letters("ﬁ"), _letters("Ⅳ"), _letters("²"), _letters("é")
    ('fi', 'IV', '²', 'é')
    """
    if character <= _LATIN_1 or character in _KEPT:
        return character
    if unicodedata.decomposition(character).partition(" ")[0] not in _FOLDED_KINDS:
        return character
    letters = unicodedata.normalize("NFKC", character)
    usual = max(letters) <= _LAST_CYRILLIC and not any(map(unicodedata.combining, letters))
    return letters if usual and letters.strip() == letters else character
