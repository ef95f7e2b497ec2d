"""Writing a file whole or not at all."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import IO
from uuid import uuid4

_PRIVATE, _USUAL = 0o600, 0o666  # the second less the umask, as for any new file


def write_whole(
    path: Path,
    content: bytes | str | Callable[[IO[bytes]], None],
    *,
    private: bool = False,
    durable: bool = False,
) -> None:
    """Write a file beside its place, then rename it into place: readers see the old or the new.

    A function writes its content into the open file. A ``private`` file is its owner's alone; a
    ``durable`` one is on the disk when this returns, and survives a power cut. The file keeps the
    mode of the one that it replaces. Raises OSError, and leaves nothing behind.
    """
    beside = path.with_name(f".{uuid4().hex}")
    mode = _PRIVATE if private else _USUAL
    try:
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
        with open(descriptor, "wb") as file:
            if callable(content):
                content(file)
            else:
                file.write(content.encode() if isinstance(content, str) else content)
            if durable:
                file.flush()
                os.fsync(file.fileno())
        if not private and path.exists():
            beside.chmod(path.stat().st_mode & 0o7777)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
    if durable:
        sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Have a folder's entries on the disk, where the system can do that."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
