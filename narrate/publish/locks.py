"""A lock file beside the folder that it guards.

Users, containers and machines that share the folder wait for each other.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


@contextmanager
def locked(path: Path, timeout_s: float = -1) -> Iterator[None]:
    """Hold a lock file, which is deleted afterwards; filelock.Timeout if others hold it longer.

    OSError for a folder that is missing, which FileLock would make.
    """
    from filelock import FileLock

    while True:
        with suppress(FileExistsError):
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
            with suppress(FileNotFoundError):  # a sweep held the new file, and deleted it
                path.chmod(0o666)  # whatever the user's mask is, another user opens it, too
        inode = _inode(path)
        with FileLock(path, timeout=timeout_s):
            # The last holder may have deleted the file while this one waited for it.
            if inode != _inode(path) or inode is None:
                continue
            try:
                yield
            finally:
                with suppress(OSError):  # on Windows an open file stays; the next run deletes it
                    path.unlink(missing_ok=True)
        return


def _inode(path: Path) -> int | None:
    try:
        return path.stat().st_ino
    except FileNotFoundError:
        return None
