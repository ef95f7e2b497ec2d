"""The pronunciation dictionary: how names are said, kept by people in a spreadsheet.

A tab-separated file with a header. ``term`` and ``say`` are needed, the other columns may be
missing or in another order:

    term  say  kind  language  case  note  source  checked_by  checked_on

``kind`` is ``alias`` (other words; the default), ``respelling`` ("SHCHAIR-buh") or ``ipa``. A term
matches whole words. One in lower case matches any case; one with a capital matches as written, with
its first letter a capital, and in capitals throughout; ``case`` set to ``exact`` or ``any`` decides
otherwise.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from narrate.errors import LexiconError
from narrate.model import Edit
from narrate.text.respelling import Unreadable, ipa_of, ipa_plural, ipa_respelled, read_aloud

COLUMNS = (
    "term",
    "say",
    "kind",
    "language",
    "case",
    "note",
    "source",
    "checked_by",
    "checked_on",
)
CASES = ("", "any", "exact")
WORD = re.compile(r"[^\W_]+")
ENDING = re.compile(r"(?:['’]s|e?s)?(?!\w)")


@dataclass(frozen=True, slots=True)
class Lexeme:
    """One entry: a term, what is said instead, and where it stands.

    ``spoken`` can be read by every engine, ``phonemes`` is IPA or empty.
    """

    term: str
    spoken: str
    phonemes: str = ""
    language: str = ""
    case: str = ""
    line: int = 0

    def stands_as(self, written: str) -> bool:
        """Whether a stretch of text of the term's length is the term, as ``case`` has it."""
        if written == self.term:
            return True
        if self.case == "any" or (self.case == "" and self.term == self.term.lower()):
            return written.lower() == self.term.lower()
        opening = self.term[:1].upper() + self.term[1:]
        return self.case == "" and written in (opening, self.term.upper())


@dataclass(frozen=True)
class Lexicon:
    """The entries of one file, in its order; ``name`` stands in errors and explanations."""

    name: str
    lexemes: tuple[Lexeme, ...]

    @classmethod
    def parse(cls, text: str, name: str) -> "Lexicon":
        """Read a dictionary; raises LexiconError, with line and column, for what it cannot read."""
        lines = text.removeprefix("\ufeff").splitlines()
        columns = _columns(lines[0], name) if lines else COLUMNS
        lexemes: dict[tuple[str, str], Lexeme] = {}
        for number, line in enumerate(lines[1:], start=2):
            if line.strip():
                row = _Row(name, number, columns, line)
                lexeme = row.lexeme()
                known = lexemes.setdefault((lexeme.term, lexeme.language), lexeme)
                if known is not lexeme:
                    raise row.error("term", f"{lexeme.term!r} already stands in line {known.line}")
        return cls(name, tuple(lexemes.values()))

    def edits(self, written: str, language: str) -> Iterator[Edit]:
        """Yield what the entries say instead, in order, the longest entry at each word."""
        taken = 0
        for word in WORD.finditer(written):
            if word.start() >= taken:
                edit = self._at(written, word, language.casefold())
                if edit is not None:
                    taken = edit.end
                    yield edit

    def _at(self, written: str, word: re.Match[str], language: str) -> Edit | None:
        """Return what the longest entry with this first word says."""
        first = word[0].lower()
        stems = {first, first.removesuffix("s"), first.removesuffix("es")}
        found = [entry for stem in stems for entry in self._by_first_word.get(stem, ())]
        for offset, lexeme in sorted(found, key=lambda entry: -len(entry[1].term)):
            if language.startswith(lexeme.language):
                edit = self._edit(lexeme, written, word.start() - offset)
                if edit is not None:
                    return edit
        return None

    def _edit(self, lexeme: Lexeme, written: str, start: int) -> Edit | None:
        end = start + len(lexeme.term)
        stands = written[start:end]
        if not lexeme.stands_as(stands):
            return None
        ending = ENDING.match(written, end)
        if ending is None:
            return None
        suffix = ending[0]
        spoken, phonemes = lexeme.spoken, lexeme.phonemes
        if suffix:
            spoken += suffix.replace("’", "'")
            phonemes = phonemes and ipa_plural(phonemes)
        return Edit(start, ending.end(), spoken, f"lexicon:{self.name}:{lexeme.line}", phonemes)

    @cached_property
    def _by_first_word(self) -> dict[str, list[tuple[int, Lexeme]]]:
        """The entries by their first word in lower case, each with where that word starts."""
        found: dict[str, list[tuple[int, Lexeme]]] = {}
        for lexeme in self.lexemes:
            first = WORD.search(lexeme.term)
            if first:
                found.setdefault(first[0].lower(), []).append((first.start(), lexeme))
        return found


@dataclass(frozen=True, slots=True)
class _Row:
    """One line of a dictionary while it is read."""

    name: str
    number: int
    columns: tuple[str, ...]
    line: str

    def lexeme(self) -> Lexeme:
        term, say = self.cell("term"), self.cell("say")
        if not WORD.search(term):
            raise self.error("term", "a term needs a letter or a digit")
        if not say:
            raise self.error("say", f"nothing to say for {term!r}")
        if self.cell("case") not in CASES:
            raise self.error("case", f"{self.cell('case')!r} is none of: any, exact, or empty")
        spoken, phonemes = self.sounds(self.cell("kind") or "alias", say)
        return Lexeme(
            term, spoken, phonemes, self.cell("language").casefold(), self.cell("case"), self.number
        )

    def sounds(self, kind: str, say: str) -> tuple[str, str]:
        try:
            match kind:
                case "alias":
                    return say, ""
                case "respelling":
                    return read_aloud(say), ipa_of(say)
                case "ipa":
                    ipa = say.strip("/[]")
                    return ipa_respelled(ipa), ipa
        except Unreadable as unread:
            raise self.error("say", f"no table reads {unread} in this {kind}") from unread
        raise self.error("kind", f"{kind!r} is none of: alias, respelling, ipa")

    def cell(self, column: str) -> str:
        if column not in self.columns:
            return ""
        cells = self.line.split("\t")
        at = self.columns.index(column)
        return cells[at].strip().strip('"') if at < len(cells) else ""

    def error(self, column: str, problem: str) -> LexiconError:
        at = self.columns.index(column) + 1
        return LexiconError(
            f"{self.name}, line {self.number}, column {at} ({column}): {problem}. "
            "Correct the line and run again."
        )


def _columns(header: str, name: str) -> tuple[str, ...]:
    columns = tuple(cell.strip().strip('"').lower() for cell in header.split("\t"))
    for at, column in enumerate(columns, start=1):
        if column not in COLUMNS or columns.index(column) != at - 1:
            raise LexiconError(
                f"{name}, line 1, column {at}: {column!r} is no column of a dictionary, or stands "
                f"twice. The header names some of: {', '.join(COLUMNS)}."
            )
    if missing := {"term", "say"}.difference(columns):
        raise LexiconError(
            f"{name}, line 1: the header lacks {' and '.join(sorted(missing))}. Separate "
            f"the columns by tabs, and start with: {', '.join(COLUMNS)}."
        )
    return columns
