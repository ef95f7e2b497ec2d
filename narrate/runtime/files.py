"""Write a file completely or not at all."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import IO
from uuid import uuid4

_PRIVATE, _USUAL = 0o600, 0o666  # the umask takes bits from the second, as for any new file


def write_whole(
    path: Path,
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
    temporary = path.with_name(f".{uuid4().hex}")
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
        if not private and path.exists():
            temporary.chmod(path.stat().st_mode & 0o7777)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
    if durable:
        sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Write a folder's entries to the disk; only POSIX systems can."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
