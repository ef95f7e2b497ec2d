"""Read the bytes of a source: a file or standard input."""

import os
import stat
import sys
from difflib import get_close_matches
from pathlib import Path
from typing import BinaryIO

from narrate.errors import PublishError, SourceError
from narrate.runtime.store import Store, is_store, parts
from narrate.source import formats
from narrate.source.page import shown

_LARGEST_MB = 20
_MOST_BYTES = _LARGEST_MB * 1_000_000
ACCEPTED = (
    "narrate reads text (.txt), Markdown (.md), HTML (.html), Word (.docx), OpenDocument (.odt) "
    "and newsrooms' formats: save the article as one"
)
_OFFICE = "an office document"
_REFUSED = {
    ".pdf": "a PDF",
    **dict.fromkeys((".doc", ".docx", ".odt", ".pages", ".rtf"), _OFFICE),
    **dict.fromkeys((".png", ".jpg", ".jpeg", ".gif", ".webp", ".tif", ".tiff"), "an image"),
    **dict.fromkeys((".mp3", ".m4a", ".wav", ".ogg", ".opus", ".flac"), "audio"),
}
# Starts of formats that can pass for text: much of them is letters.
_MAGIC = {
    b"%PDF-": "a PDF",
    b"PK\x03\x04": "a ZIP archive or an office document",
    b"{\\rtf": _OFFICE,
    b"ID3\x03": "audio",
    b"ID3\x04": "audio",
    b"\xff\xfb": "audio",
    b"\x89PNG": "an image",
    b"\xff\xd8\xff": "an image",
    b"GIF8": "an image",
    b"\x1f\x8b": "a packed file (gzip)",
    b"BZh": "a packed file (bzip2)",
    b"\xfd7zXZ": "a packed file (xz)",
    b"(\xb5/\xfd": "a packed file (zstd)",
}


def load(source: str, name: str, stdin: BinaryIO | None) -> bytes:
    """Read a file, or standard input for "-".

    Raises SourceError, with ``name`` for the source, for a kind of file that is no article.
    """
    data = (stdin or sys.stdin.buffer).read(_MOST_BYTES + 1) if source == "-" else _read(source)
    if len(data) > _MOST_BYTES:
        raise _too_large(name)
    refuse(data, Path(source).suffix, name)
    return data


def read_bytes(source: str) -> bytes:
    """Read a file; raises SourceError where it is no plain file or larger than an article."""
    data = _read(source)
    if len(data) > _MOST_BYTES:
        raise _too_large(shown(source))
    return data


def refuse(data: bytes, suffix: str, name: str) -> None:
    """Raise SourceError, with ``name`` for the source, for a kind of file that is no article."""
    if formats.is_document(data):
        return
    kind = _REFUSED.get(suffix.lower()) or next(
        (kind for magic, kind in _MAGIC.items() if data.startswith(magic)), ""
    )
    if kind:
        raise SourceError(f"{name} is {kind}. {ACCEPTED}.")


def not_text(name: str) -> SourceError:
    """Return the error for data that is no text."""
    return SourceError(f"{name} is not text. {ACCEPTED}.")


def _too_large(name: str) -> SourceError:
    return SourceError(
        f"{name} is larger than {_LARGEST_MB} MB, too large for an article: check the name."
    )


def _read(source: str) -> bytes:
    """Read a plain file, or an object of a store, up to one byte more than the limit."""
    if is_store(source):
        return _stored(source)
    try:
        with open(source, "rb", opener=_open) as file:
            mode = os.fstat(file.fileno()).st_mode
            data = file.read(_MOST_BYTES + 1) if stat.S_ISREG(mode) else None
    except IsADirectoryError as error:
        raise SourceError(f"{shown(source)} is a folder: name the article inside it.") from error
    except FileNotFoundError as error:
        raise SourceError(_missing(Path(source))) from error
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        why = getattr(error, "strerror", None) or error
        raise SourceError(
            f"'{shown(source)}' cannot be read ({why}): check its name and permissions."
        ) from error
    if data is None:
        raise SourceError(
            f"{shown(source)} is a pipe or a device and no file: send its text to standard input "
            "and name - instead."
        )
    return data


def _stored(address: str) -> bytes:
    folder, name = parts(address)
    try:
        stored = Store(folder).get(name, _MOST_BYTES + 1)
    except PublishError as error:
        raise SourceError(str(error)) from None
    if stored is None:
        raise SourceError(f"There is no {shown(address)}: check the address.")
    return stored.data


def stored_paths(address: str) -> list[str]:
    """Return the paths of all objects below the address of a store; SourceError where it fails."""
    try:
        return list(Store(address).paths())
    except PublishError as error:
        raise SourceError(str(error)) from None


def _open(path: str, flags: int) -> int:
    """Open a file at once: a pipe that nobody writes to would wait for ever."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _missing(path: Path) -> str:
    if not path.parent.is_dir():
        return (
            f"There is no folder {shown(str(path.parent))} that could hold {shown(path.name)}: "
            "check the path."
        )
    try:
        names = sorted(entry.name for entry in path.parent.iterdir() if entry.is_file())
    except OSError:  # a folder may be passed through but not listed
        names = []
    near = get_close_matches(path.name, names)
    remedy = f"did you mean {shown(' or '.join(near))}?" if near else "check the name."
    return f"There is no file {shown(str(path))}: {remedy}"
