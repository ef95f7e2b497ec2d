"""The pronunciation dictionary: how names are said, kept by people in a spreadsheet.

A tab-separated file with a header. ``term`` and one of ``alias``, ``respelling``, ``ipa`` and
``xsampa`` are needed; columns may be missing or in another order:

    term  alias  respelling  ipa  xsampa  language  case  sounds
    note  source  checked_by  checked_on

An ``alias`` is other words. A ``respelling`` ("SHCHAIR-buh") and IPA, or X-SAMPA in its place, are
the same sound for people and for engines; with one of the two the other follows. A term matches
whole words. One in lower case matches any case; one with a capital matches as written, with its
first letter a capital, and in capitals throughout; ``case`` set to ``exact`` or ``any`` decides
otherwise. Plurals and possessives follow, in Ukrainian and Polish the cases ("Умєрова").
``sounds`` holds cases to test the entry by. ``also``, ``group``, ``role`` and ``example`` keep the
other content of a PLS document.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePath
from typing import NamedTuple

from narrate.errors import LexiconError
from narrate.model import Edit
from narrate.text.lexeme import Lexeme
from narrate.text.respelling import (
    Unreadable,
    ipa_of,
    ipa_of_xsampa,
    ipa_plural,
    ipa_respelled,
    read_aloud,
    readable,
)
from narrate.text.slavic.inflection import index

COLUMNS = (
    "term",
    "alias",
    "respelling",
    "ipa",
    "xsampa",
    "language",
    "case",
    "sounds",
    "note",
    "source",
    "checked_by",
    "checked_on",
    "also",
    "group",
    "role",
    "example",
)
EMPTY = dict.fromkeys(COLUMNS, "")
SAYING = ("alias", "respelling", "ipa", "xsampa")
CASES = ("", "any", "exact")
WORD = re.compile(r"[^\W_]+")
ENDING = re.compile(r"(?:['’]s|(?<=[sSzZ])['’]|e?s)?(?!\w)")


@dataclass(frozen=True)
class Lexicon:
    """The entries of one file, in its order.

    ``name`` stands in errors, with the ``layer`` (built in, house, desk, article) in explanations.
    """

    name: str
    lexemes: tuple[Lexeme, ...]
    layer: str = ""

    @classmethod
    def parse(cls, text: str, name: str, layer: str = "") -> "Lexicon":
        """Return the dictionary in ``text``; LexiconError names the line and column of a fault."""
        lexemes = []
        for entry in read(text, name):
            if isinstance(entry, LexiconError):
                raise entry
            lexemes.append(entry)
        return cls(name, tuple(lexemes), layer)

    @classmethod
    def of_article(cls, pronunciations: Iterable[tuple[str, str]]) -> "Lexicon":
        """Return a dictionary of the terms and sayings in an article's front matter.

        A saying between slashes is IPA, one with a syllable in capitals a respelling, any other an
        alias. Raises LexiconError for an unreadable saying.
        """
        lines = ["term\talias\trespelling\tipa"]
        for term, saying in pronunciations:
            ipa = saying[:1] == "/" == saying[-1:]
            respelled = not ipa and re.search(r"(?:^|[-\s])[A-Z]{2,}(?:$|[-\s])", saying)
            cells = ("", "", saying) if ipa else ("", saying, "") if respelled else (saying, "", "")
            lines.append("\t".join([term, *cells]))
        return cls.parse("\n".join(lines), "pronunciations", "article")

    @property
    def label(self) -> str:
        """The name of the file in explanations."""
        return f"{self.layer} {PurePath(self.name).name}" if self.layer else self.name

    def edits(self, written: str, language: str) -> Iterator[Edit]:
        """Yield the edits of the entries in order; the longest entry at each word applies."""
        taken = 0
        for word in WORD.finditer(written):
            if word.start() >= taken:
                edit = self._longest_entry(written, word, language.casefold())
                if edit is not None:
                    taken = edit.end
                    yield edit

    def _longest_entry(self, written: str, word: re.Match[str], language: str) -> Edit | None:
        """Return the edit of the longest entry that ``word`` begins, or None."""
        first, primary = word[0].lower(), language.partition("-")[0]
        entries = self._by_first_word.get(primary)
        if entries is None:
            entries = self._by_first_word[primary] = index(self.lexemes, primary, WORD)
        stems = {first, first.removesuffix("s"), first.removesuffix("es")}
        candidates = [entry for stem in stems for entry in entries.get(stem, ())]
        for offset, lexeme in sorted(candidates, key=lambda entry: -len(entry[1].term)):
            if language.startswith(lexeme.language):
                edit = self._edit(lexeme, written, word.start() - offset)
                if edit is not None:
                    return edit
        return None

    def _edit(self, lexeme: Lexeme, written: str, start: int) -> Edit | None:
        end = start + len(lexeme.term)
        stands = written[start:end]
        if start < 0 or not lexeme.stands_as(stands):
            return None
        ending = ENDING.match(written, end)
        if ending is None:
            return None
        suffix = ending[0]
        spoken, phonemes = lexeme.spoken, lexeme.phonemes
        if suffix:
            spoken += suffix.replace("’", "'")
            phonemes = phonemes and ipa_plural(phonemes)
        return Edit(start, ending.end(), spoken, f"lexicon:{self.label}:{lexeme.line}", phonemes)

    @cached_property
    def _by_first_word(self) -> dict[str, dict[str, list[tuple[int, Lexeme]]]]:
        """For each language asked for, the entries by their first word, and their other cases."""
        return {}


def read(text: str, name: str) -> Iterator[Lexeme | LexiconError]:
    """Yield the entry of each line, or the error that describes the line's fault."""
    lines = unicodedata.normalize("NFC", text.removeprefix("\ufeff")).splitlines()
    try:
        columns = _columns(lines[0], name) if lines else COLUMNS
    except LexiconError as error:
        yield error
        return
    first_entries: dict[tuple[str, str], Lexeme] = {}
    for number, line in enumerate(lines[1:], start=2):
        if not line.strip():
            continue
        row = _Row(name, number, columns, dict(zip(columns, line.split("\t"), strict=False)))
        try:
            lexeme = row.lexeme()
        except LexiconError as error:
            yield error
            continue
        first = first_entries.setdefault((lexeme.term, lexeme.language), lexeme)
        if first is lexeme:
            yield lexeme
        else:
            yield row.error("term", f"{lexeme.term!r} already stands in line {first.line}")


def row(columns: tuple[str, ...], cells: dict[str, str]) -> str:
    """Return a line of a dictionary; raises LexiconError for a cell that would break it."""
    for column, cell in cells.items():
        if cell and column not in columns:
            raise LexiconError(
                f"The dictionary has no column {column}. Add it to the header, its first line."
            )
        if "\t" in cell or "\n" in cell:
            raise LexiconError(f"{column} holds a tab or a line break: {cell!r}. Take it out.")
        if re.search(r"[\ud800-\udfff]", cell):
            raise LexiconError(f"{column} is not text in UTF-8: {cell!r}. Type it again.")
    return "\t".join(cells.get(column, "") for column in columns).rstrip("\t")


def header(text: str, name: str) -> tuple[str, ...]:
    """Return the columns of a dictionary; raises LexiconError for a header that is none."""
    lines = text.removeprefix("\ufeff").splitlines()
    return _columns(lines[0], name) if lines else COLUMNS


class _Row(NamedTuple):
    """One line of a dictionary while it is read."""

    name: str
    number: int
    columns: tuple[str, ...]
    written: dict[str, str]

    def lexeme(self) -> Lexeme:
        cells = EMPTY | {column: _unquoted(cell) for column, cell in self.written.items() if cell}
        term = cells["term"]
        if not WORD.search(term):
            raise self.error("term", "a term needs a letter or a digit")
        if not any(cells[column] for column in SAYING):
            column = next(column for column in SAYING if column in self.columns)
            raise self.error(column, f"nothing to say for {term!r}")
        if cells["case"] not in CASES:
            raise self.error("case", f"{cells['case']!r} is none of: any, exact, or empty")
        cells["language"] = cells["language"].casefold()
        spoken, phonemes = self.sounds(cells)
        return Lexeme(spoken=spoken, phonemes=phonemes, line=self.number, **cells)

    def sounds(self, cells: dict[str, str]) -> tuple[str, str]:
        """Return the spoken form and the IPA; each derives from the other if its cell is empty."""
        if cells["alias"]:
            if other := next((column for column in SAYING[1:] if cells[column]), ""):
                raise self.error(other, f"{cells['term']!r} has an alias: other words, or a sound")
            return cells["alias"], ""
        respelled, ipa = cells["respelling"], cells["ipa"].strip("/[]")
        if respelled and ipa and readable(respelled, ipa):  # as nearly all of a house's entries
            return read_aloud(respelled), ipa
        column = "ipa" if ipa else "xsampa"
        try:
            if cells["xsampa"] and not ipa:
                ipa = ipa_of_xsampa(cells["xsampa"].strip("/[]"))
            from_ipa = ipa_respelled(ipa) if ipa else ""
            column = "respelling"
            from_respelling = ipa_of(respelled) if respelled else ""
        except Unreadable as unread:
            raise self.error(column, f"no table reads {unread} in this {column}") from unread
        return (read_aloud(respelled) if respelled else from_ipa), ipa or from_respelling

    def error(self, column: str, problem: str) -> LexiconError:
        number = self.columns.index(column) + 1
        return LexiconError(
            f"{self.name}, line {self.number}, column {number} ({column}): {problem}. "
            "Correct the line and run again."
        )


def _unquoted(cell: str) -> str:
    text = cell.strip()
    quoted = len(text) > 1 and text[0] == text[-1] == '"'  # as spreadsheets save it
    return text[1:-1].replace('""', '"').strip() if quoted else text


def _columns(line: str, name: str) -> tuple[str, ...]:
    columns = tuple(cell.strip().strip('"').lower() for cell in line.rstrip("\t").split("\t"))
    if len(columns) == 1 and re.match(r'"?term"?\s*[,;]', line, re.IGNORECASE):
        raise LexiconError(
            f"{name}, line 1: commas or semicolons part its columns, not tabs. Save it as "
            "tab-separated text."
        )
    for number, column in enumerate(columns, start=1):
        if column not in COLUMNS or columns.index(column) != number - 1:
            raise LexiconError(
                f"{name}, line 1, column {number}: {column!r} is no column of a dictionary, or "
                f"stands twice. The header names some of: {', '.join(COLUMNS)}."
            )
    if "term" not in columns or not set(SAYING).intersection(columns):
        raise LexiconError(
            f"{name}, line 1: the header lacks {'term' if 'term' not in columns else 'a saying'}. "
            f"Separate the columns by tabs: term, one of {', '.join(SAYING)}, and what you like of "
            f"{', '.join(COLUMNS[len(SAYING) + 1 :])}."
        )
    return columns
