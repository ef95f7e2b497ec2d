"""Get the bytes of a source: a file or standard input."""

import sys
from difflib import get_close_matches
from pathlib import Path
from typing import BinaryIO

from narrate.errors import SourceError

_LARGEST_MB = 20
_ACCEPTED = "narrate reads text (.txt), Markdown (.md) and HTML (.html): save the article as one"
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
}


def load(source: str, name: str, stdin: BinaryIO | None) -> bytes:
    """Read a file, or standard input for "-".

    Raises SourceError, with ``name`` for the source, for what can be no article.
    """
    data = _read(source, stdin)
    if len(data) > _LARGEST_MB * 1_000_000:
        raise SourceError(
            f"{name} is larger than {_LARGEST_MB} MB, which is no article: check the name."
        )
    refuse(data, Path(source).suffix, name)
    return data


def refuse(data: bytes, suffix: str, name: str) -> None:
    """Raise SourceError, with ``name`` for the source, for a kind of file that is no article."""
    kind = _REFUSED.get(suffix.lower()) or next(
        (kind for magic, kind in _MAGIC.items() if data.startswith(magic)), ""
    )
    if kind:
        raise SourceError(f"{name} is {kind}. {_ACCEPTED}.")


def not_text(name: str) -> SourceError:
    """Say that what was read is no text."""
    return SourceError(f"{name} is not text. {_ACCEPTED}.")


def _read(source: str, stdin: BinaryIO | None) -> bytes:
    most = _LARGEST_MB * 1_000_000 + 1
    if source == "-":
        return (stdin or sys.stdin.buffer).read(most)
    try:
        with Path(source).open("rb") as file:
            return file.read(most)
    except IsADirectoryError as error:
        raise SourceError(f"{source} is a folder: name the article inside it.") from error
    except FileNotFoundError as error:
        raise SourceError(_missing(Path(source))) from error
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        why = getattr(error, "strerror", None) or error
        raise SourceError(
            f"{source!r} cannot be read ({why}): check its name and permissions."
        ) from error


def _missing(path: Path) -> str:
    if not path.parent.is_dir():
        return f"There is no folder {path.parent} that could hold {path.name}: check the path."
    try:
        there = sorted(entry.name for entry in path.parent.iterdir() if entry.is_file())
    except OSError:  # a folder may be passed through but not listed
        there = []
    near = get_close_matches(path.name, there)
    remedy = f"did you mean {' or '.join(near)}?" if near else "check the name."
    return f"There is no file {path}: {remedy}"
