"""Write a file completely or not at all; read a small text or TOML file within a limit."""

import os
import tomllib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import IO, Any
from uuid import uuid4

_LARGEST_BYTES = 1_000_000  # of a file that a person writes
_DEEPEST = 50  # tables inside tables
_PRIVATE, _USUAL = 0o600, 0o666  # the umask takes bits from the second, as for any new file


def write_whole(
    path: Path | str,
    content: bytes | str | Callable[[IO[bytes]], None],
    *,
    private: bool = False,
    durable: bool = False,
) -> None:
    """Write a temporary file, then rename it to ``path``: readers see the old or the new file.

    A function as ``content`` writes into the open file. Only its owner can read a ``private``
    file. A ``durable`` file survives a power cut from the moment that this returns. A public file
    keeps the mode of the file that it replaces. An OSError leaves no temporary file.
    """
    folder = os.path.dirname(path)
    temporary = os.path.join(folder, f".{uuid4().hex}")
    mode = _PRIVATE if private else _USUAL
    try:
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
        with open(descriptor, "wb") as file:
            if callable(content):
                content(file)
            else:
                file.write(content.encode() if isinstance(content, str) else content)
            if durable:
                file.flush()
                os.fsync(file.fileno())
        if not private and os.path.exists(path):
            os.chmod(temporary, os.stat(path).st_mode & 0o7777)
        os.replace(temporary, path)
    finally:
        with suppress(FileNotFoundError):
            os.unlink(temporary)
    if durable:
        sync_folder(Path(folder))


def read_text(path: Path) -> str:
    """Return the text of a UTF-8 file; OSError, or ValueError for more than 1 MB or other bytes."""
    with path.open("rb") as file:
        content = file.read(_LARGEST_BYTES + 1)
    if len(content) > _LARGEST_BYTES:
        raise ValueError(f"it has more than {_LARGEST_BYTES:,} bytes")
    return content.decode("utf-8")


def parse_toml(text: str) -> dict[str, Any]:
    """Return the table of a TOML text; ValueError says what is wrong with it."""
    try:
        table = tomllib.loads(text)
    except RecursionError as error:
        raise ValueError("its tables are nested too deep") from error
    values: list[Any] = [table]
    for _ in range(_DEEPEST):
        inner = [value.values() if isinstance(value, dict) else value for value in values]
        values = [value for part in inner for value in part if isinstance(value, dict | list)]
        if not values:
            return table
    raise ValueError("its tables are nested too deep")


def sync_folder(folder: Path) -> None:
    """Write a folder's entries to the disk; only POSIX systems can."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
