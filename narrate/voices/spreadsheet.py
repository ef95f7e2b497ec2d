"""The text of a table as a spreadsheet saves it: in the system's code page, with other separators.

Spreadsheets save CSV with the separator and the code page of the system's region, and put quotes
around cells that hold a separator. narrate reads them as tab-separated text.
"""

import csv
import re
from typing import Final, NamedTuple

from narrate.errors import LexiconError

_CYRILLIC: Final = {"uk", "ru", "be", "bg", "sr", "mk"}
_CENTRAL: Final = {"pl", "cs", "sk", "hu", "sl", "hr", "ro", "bs", "sq"}
# Bytes of Windows-1250's letters that are signs in Windows-1252: no sign stands within a name.
_SIGN_IN_A_WORD: Final = re.compile(r"(?i)(?<=[a-zà-ÿ])[¹³¿¯¥£ª¼¾º]|[¹³¿¯¥£ª¼¾](?=[a-zà-ÿ])")
# Ś, ś, Ź and ź of Windows-1250; in Windows-1252 the first two are Œ and œ, before u in French.
_CENTRAL_LETTER: Final = re.compile(r"[\x8f\x9f]|[\x8c\x9c](?!u)")
_CYRILLIC_RUN: Final = re.compile(r"[\xc0-\xff\xa8\xaa\xaf\xb2\xb3\xb8\xba\xbf\xb4]{3,}")
_SEPARATORS: Final = (";", ",")
_UNCLOSED: Final = "unexpected end of data"  # as the csv module says it


class Table(NamedTuple):
    """A table as tab-separated text, and how it was read where it was saved otherwise."""

    text: str
    note: str = ""


def table(content: bytes, columns: frozenset[str]) -> Table:
    """Return a table of bytes; ``columns`` are the names that a header may hold.

    Raises LexiconError, without the file's name, where the bytes are no text, or where a cell does
    not end on its line.
    """
    text, encoding = _decoded(content)
    separator = _separator(text, columns)
    if separator:
        text = _tabbed(text, separator)
    notes = [f"in {encoding}"] * bool(encoding)
    notes += [f"with {separator!r} between the cells"] * bool(separator)
    return Table(text, " and ".join(notes))


def _decoded(content: bytes) -> tuple[str, str]:
    """Return the text, and the name of its encoding where that is not UTF-8 or marked UTF-16."""
    try:
        if content[:2] in {b"\xff\xfe", b"\xfe\xff"}:
            return content.decode("utf-16"), ""
        if b"\0" in content[:2]:  # "term" in UTF-16 without a mark
            codec = "utf-16-be" if content[:1] == b"\0" else "utf-16-le"
            return content.decode(codec), "UTF-16 without a mark"
        return content.decode("utf-8-sig"), ""
    except UnicodeDecodeError as error:
        if content[:2] in {b"\xff\xfe", b"\xfe\xff"} or b"\0" in content:
            raise LexiconError(str(error)) from error
    page = _code_page(content)
    # A few bytes of each page stand for nothing.
    return content.decode(f"cp{page}", errors="replace"), f"Windows-{page}"


def _code_page(content: bytes) -> int:
    """Return the likely code page: by the languages in the table, then by its letters."""
    text = content.decode("latin-1")
    tags = {tag.lower() for tag in re.findall(r"[\t;,]\"?([A-Za-z]{2})\b", text)}
    high = sum(character >= "\x80" for character in text)
    runs = sum(map(len, _CYRILLIC_RUN.findall(text)))
    if 2 * runs > high and (tags & _CYRILLIC or 4 * runs > 3 * high):
        return 1251
    if tags & _CENTRAL or _SIGN_IN_A_WORD.search(text) or _CENTRAL_LETTER.search(text):
        return 1250
    return 1252


def _separator(text: str, columns: frozenset[str]) -> str:
    """Return the separator of a header that has no tab, or nothing."""
    header = text.partition("\n")[0].strip()
    if "\t" in header:
        return ""
    for separator in _SEPARATORS:
        cells = {cell.strip().strip('"').lower() for cell in header.split(separator)}
        if separator in header and "term" in cells and len(cells & columns) > 1:
            return separator
    return ""


def _tabbed(text: str, separator: str) -> str:
    """Return lines of comma- or semicolon-separated cells with tabs between the cells.

    Each line is read by itself, so that a stray quotation mark does not swallow the lines below.
    """
    lines = []
    for number, line in enumerate(re.split(r"\r\n?|\n", text.rstrip("\r\n")), start=1):
        try:
            row = next(csv.reader([line], delimiter=separator, strict=True))
        except csv.Error as error:
            problem = str(error)
            if problem == _UNCLOSED:
                problem = "the quotation mark is never closed on this line; close or double it"
            raise LexiconError(f"line {number}: {problem}") from error
        lines.append("\t".join(" ".join(cell.split()) for cell in row).rstrip("\t"))
    return "\n".join(lines) + "\n"
