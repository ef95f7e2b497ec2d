"""Change one entry of a dictionary's text; every other line stays as people wrote it."""

from narrate.errors import LexiconError, UsageError
from narrate.text.lexeme import Lexeme
from narrate.text.lexicon import header, read, row

COLUMNS = ("term", "alias", "respelling", "ipa", "language", "case", "sounds", "note", "source")
CHECKED = ("checked_by", "checked_on")
EMPTY = "\t".join(COLUMNS + CHECKED) + "\n"


def entry(text: str, name: str, term: str, language: str = "") -> Lexeme | None:
    """Return the entry of a term in a language, or None; LexiconError names an unreadable line."""
    for lexeme in read(text, name):
        if isinstance(lexeme, LexiconError):
            raise lexeme
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
