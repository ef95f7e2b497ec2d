"""Ukrainian stress marks from the dictionary of the package ukrainian-word-stress (MIT).

Only its data is read, with marisa-trie; the package's own code and stanza, which it asks for, are
not used: ``pip install marisa-trie && pip install --no-deps ukrainian-word-stress``.
"""

import re
from collections.abc import Callable
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

MARK = "\u0301"
PACKAGES = ("marisa-trie", "ukrainian-word-stress")
_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ`-][^\W\d_]+)*")
_APOSTROPHES = str.maketrans("’ʼ`", "'''")
_VOWELS = re.compile("[аеєиіїоуюя]")
# Mnemonics of eSpeak NG's Ukrainian voice: its vowels, and words that have nothing but sounds.
_ESPEAK_VOWELS = re.compile("i:|[aEIou]")
_ESPEAK_WORD = re.compile(r"[A-Za-z:;^@\[]+")
_TAGS, _RECORD = b"\xfe", b"\xff"  # before the tags of a reading, after each reading


@cache
def marker() -> Callable[[str], str] | None:
    """Return a function that marks the stress of each known word; None without the packages."""
    package = find_spec("ukrainian_word_stress") if find_spec("marisa_trie") else None
    if package is None or package.origin is None:
        return None
    path = Path(package.origin).parent / "data" / "stress.trie"
    return Stress.read(path).mark if path.is_file() else None


class Stress:
    """A dictionary of stressed words."""

    def __init__(self, trie: Any) -> None:
        """Keep an open trie: a word, and the position of its stress mark."""
        self._trie = trie

    @classmethod
    def read(cls, path: Path) -> "Stress":
        """Open the dictionary at a path."""
        import marisa_trie

        trie = marisa_trie.BytesTrie()
        trie.load(str(path))
        return cls(trie)

    def mark(self, text: str) -> str:
        """Return a text with its stress marked; words marked already stay as they are."""
        return _WORD.sub(self._marked, text)

    def _marked(self, match: re.Match[str]) -> str:
        word = match[0]
        if match.string[match.end() : match.end() + 1] == MARK or _after_mark(match):
            return word
        positions = self.positions(word)
        if positions is None and "-" in word:
            return "-".join(
                self._with_marks(part, self.positions(part) or ()) for part in word.split("-")
            )
        return self._with_marks(word, positions or ())

    def positions(self, word: str) -> tuple[int, ...] | None:
        """Return the positions of stress marks in a word; empty if its readings differ ("замок").

        Return None if the dictionary lacks the word.
        """
        normalized = word.translate(_APOSTROPHES)
        for written in (normalized, normalized.lower(), normalized.capitalize()):
            if written in self._trie:
                value: bytes = self._trie[written][0]
                readings = value.split(_RECORD) if _RECORD in value else [value]
                marks = {reading.partition(_TAGS)[0] for reading in readings if reading}
                return tuple(marks.pop()) if len(marks) == 1 else ()
        return None

    @staticmethod
    def _with_marks(word: str, positions: tuple[int, ...]) -> str:
        for position in sorted(positions, reverse=True):
            word = word[:position] + MARK + word[position:]
        return word


def mnemonics(marked: str, transcribe: Callable[[str], str]) -> str:
    """Return eSpeak NG's mnemonics of a word with the stress on its marked vowel.

    ``transcribe`` returns the library's own mnemonics. Return "" for a word of one vowel, without
    one mark, or with other vowels than its letters show: the library then reads the word itself.

    >>> mnemonics("вода\u0301", {"вода": "B'oda"}.get), mnemonics("вода", str)
    ("Bod'a", '')
    """
    head, *tail = marked.lower().split(MARK)
    if len(tail) != 1 or len(_VOWELS.findall(marked.lower())) == 1:
        return ""
    sounds = re.sub("[',%]", "", transcribe(head + tail[0]))
    vowels = list(_ESPEAK_VOWELS.finditer(sounds))
    number = len(_VOWELS.findall(head))
    same = len(vowels) == number + len(_VOWELS.findall(tail[0])) and number
    if not same or not _ESPEAK_WORD.fullmatch(sounds):
        return ""
    start = vowels[number - 1].start()
    return f"{sounds[:start]}'{sounds[start:]}"


def _after_mark(match: re.Match[str]) -> bool:
    """Return whether a match continues a word after a stress mark: "Уме́ров"."""
    return match.start() > 0 and match.string[match.start() - 1] == MARK
