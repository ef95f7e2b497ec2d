"""An entry of the pronunciation dictionary; ``lexicon.py`` explains its columns."""

from typing import NamedTuple

_ALIKE = str.maketrans("’‘ʼ‐‑", "'''--")


class Lexeme(NamedTuple):
    """An entry of a dictionary: its cells, its spoken form and its line number, from 1.

    Every engine can read ``spoken``; ``phonemes`` is IPA or empty.
    """

    term: str
    spoken: str
    phonemes: str = ""
    alias: str = ""
    respelling: str = ""
    ipa: str = ""
    xsampa: str = ""
    language: str = ""
    case: str = ""
    sounds: str = ""
    note: str = ""
    source: str = ""
    checked_by: str = ""
    checked_on: str = ""
    also: str = ""
    group: str = ""
    role: str = ""
    example: str = ""
    line: int = 0

    def stands_as(self, written: str) -> bool:
        """Return whether a stretch of text of the term's length is the term, as ``case`` has it."""
        written, term = written.translate(_ALIKE), self.term.translate(_ALIKE)
        if written == term:
            return True
        if self.case == "any" or (self.case == "" and term == term.lower()):
            return written.lower() == term.lower()
        opening = term[:1].upper() + term[1:]
        return self.case == "" and written in (opening, term.upper())

    def cell(self, column: str) -> str:
        """Return the text in a column."""
        return str(getattr(self, column))
