"""Change one entry of a dictionary's text; every other line stays as people wrote it."""

from collections.abc import Iterator

from narrate.errors import LexiconError, UsageError
from narrate.text.lexeme import Lexeme
from narrate.text.lexicon import COLUMNS as LEXEME_COLUMNS, header, read, row

COLUMNS = ("term", "alias", "respelling", "ipa", "language", "case", "sounds", "note", "source")
CHECKED = ("checked_by", "checked_on")
EMPTY = "\t".join(COLUMNS + CHECKED) + "\n"


def entry(text: str, name: str, term: str, language: str = "") -> Lexeme | None:
    """Return the entry of a term in a language, or None; LexiconError names an unreadable line."""
    for lexeme in _readable(text, name):
        if (lexeme.term, lexeme.language) == (term, language.casefold()):
            return lexeme
    return None


def with_entry(text: str, name: str, cells: dict[str, str], *, replace: bool) -> str:
    """Return a dictionary's text with an entry, in place of an older one or at its end.

    An empty text gets a header. Raises UsageError where the term stands already and may not be
    replaced, LexiconError for an entry or a line that cannot be read.
    """
    text = text or EMPTY
    line = row(header(text, name), cells)
    lines = text.splitlines()
    if current := entry(text, name, cells["term"], cells.get("language", "")):
        if not replace:
            raise UsageError(
                f"{name}, line {current.line}, has {current.term!r} already: «{current.spoken}». "
                "Replace it with --force."
            )
        lines[current.line - 1] = line
    else:
        lines.append(line)
    changed = "\n".join(lines) + "\n"
    entry(changed, name, cells["term"])  # all of it can be read
    return changed


def with_entries(
    text: str, name: str, rows: list[dict[str, str]]
) -> tuple[str, dict[tuple[str, str], dict[str, str]]]:
    """Return a dictionary's text with many entries, and the cells of those that they replace.

    LexiconError for an entry or a line that cannot be read.
    """
    for cells in rows:
        text = with_columns(text, name, cells)
    columns, lines = header(text, name), text.splitlines()
    current = {(lexeme.term, lexeme.language): lexeme for lexeme in _readable(text, name)}
    replaced = {}
    for cells in rows:
        key = cells["term"], cells.get("language", "").casefold()
        if lexeme := current.get(key):
            lines[lexeme.line - 1] = row(columns, cells)
            replaced[key] = {
                column: lexeme.cell(column) for column in LEXEME_COLUMNS if lexeme.cell(column)
            }
        else:
            lines.append(row(columns, cells))
    changed = "\n".join(lines) + "\n"
    list(_readable(changed, name))
    return changed, replaced


def _readable(text: str, name: str) -> Iterator[Lexeme]:
    """Yield the entries of a text; LexiconError for the first line that cannot be read."""
    for lexeme in read(text, name):
        if isinstance(lexeme, LexiconError):
            raise lexeme
        yield lexeme


def without_entry(text: str, name: str, term: str, language: str = "") -> str:
    """Return a dictionary's text without the entry of a term; LexiconError as above."""
    current = entry(text, name, term, language)
    if current is None:
        return text
    lines = text.splitlines()
    del lines[current.line - 1]
    return "\n".join(lines) + "\n"


def with_columns(text: str, name: str, cells: dict[str, str]) -> str:
    """Return a dictionary's text with a header that has a column for every cell."""
    text = text or EMPTY
    columns = header(text, name)
    missing = [column for column, cell in cells.items() if cell and column not in columns]
    if not missing:
        return text
    first, newline, entries = text.partition("\n")
    return "\t".join([first.rstrip("\r"), *missing]) + (newline or "\n") + entries
