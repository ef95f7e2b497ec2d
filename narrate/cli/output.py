"""Results on standard output: lines that fit the terminal, and JSON for programs."""

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from shutil import get_terminal_size
from textwrap import fill
from typing import Any

from narrate.errors import NarrateError, without_users

_NARROWEST = 40
_documents: list[object] = []


def is_json(arguments: Iterable[str]) -> bool:
    """Return whether the arguments of a command line ask for JSON."""
    for argument in arguments:
        if argument == "--":
            return False
        if argument == "--json":
            return True
    return False


def document(value: Any) -> None:
    """Print the one result of a command as JSON."""
    _documents.append(value)
    print(_dumped(value, indent=1), flush=True)


def result(value: Any, text: str, *, json_: bool) -> None:
    """Print the one result of a command, as JSON or as text for people."""
    if json_:
        document(value)
    else:
        print(text)


def line(value: Any) -> None:
    """Print one of several results as a line of JSON."""
    print(_dumped(value), flush=True)


def failure(error: Exception, source: str = "") -> None:
    """Print a failure as a line of JSON; ``source`` is the article or the page that it cost."""
    code = int(getattr(error, "exit_code", 1))
    source = without_users(source or getattr(error, "article", ""))
    message = without_users(str(error))
    text = {"type": type(error).__name__, "message": message, "exit_code": code}
    line({"source": source or None, "error": text})


def failures(errors: Mapping[str, NarrateError]) -> None:
    """Print the failures of a run as lines of JSON, by the names of the articles."""
    for name, error in errors.items():
        failure(error, name)


def final_failure(error: NarrateError) -> None:
    """Print the failure that ends a command, unless its one result is printed already."""
    if not _documents:
        failure(error)


def _dumped(value: Any, indent: int | None = None) -> str:
    text = json.dumps(value, ensure_ascii=False, indent=indent, default=os.fspath)
    try:
        text.encode()
    except UnicodeEncodeError:  # JSON can hold a file name that is not UTF-8 in escapes only
        return json.dumps(value, indent=indent, default=os.fspath)
    return text


def width() -> int:
    """Return the columns of the terminal; 80 where there is none, as in a pipe or a file."""
    return max(_NARROWEST, get_terminal_size((80, 24)).columns)


def fitted(text: str) -> str:
    """Return a line that fits the terminal, with an ellipsis in place of its end."""
    text, columns = text.rstrip(), width()
    return text if len(text) <= columns else f"{text[: columns - 2].rstrip()} …"


def wrapped(text: str, label: str = "") -> str:
    """Return a paragraph in lines that fit the terminal, indented below a label or by its width."""
    return fill(
        text,
        width(),
        initial_indent=label,
        subsequent_indent=" " * len(label),
        break_long_words=False,
        break_on_hyphens=False,
    )


def table(rows: Sequence[Sequence[str]], widest: Sequence[int] = ()) -> list[str]:
    """Return rows as lines of aligned columns that fit the terminal; the last one is shortened.

    ``widest``: the columns' highest widths; a longer cell moves the rest of its row.
    """
    if not rows:
        return []
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]) - 1)]
    widths = [min(pair) for pair in zip(widths, widest or widths, strict=False)]
    return [fitted("  ".join([*map(str.ljust, row, widths), row[-1]])) for row in rows]
