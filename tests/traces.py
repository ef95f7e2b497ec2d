"""What a run leaves behind: files and folders, a whole result, processes."""

import os
import signal
from collections.abc import Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from command import manifest_in


def state(folder: Path) -> dict[str, bytes | None]:
    """Return all that is in a folder, hidden too, but for the home with its cache."""
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() else None
        for path in folder.rglob("*")
        if "home" not in path.relative_to(folder).parts
    }


def whole(folder: Path) -> bool:
    """Say whether the manifest names files that are there, as it describes them."""
    files = manifest_in(folder)["files"].values()
    return all(
        sha256((folder / about["name"]).read_bytes()).hexdigest() == about["sha256"]
        and (folder / about["name"]).stat().st_size == about["bytes"]
        for about in files
    )


def consistent(folder: Path) -> bool:
    """Say whether a result is whole, and no other file is there for a reader to see."""
    files = manifest_in(folder)["files"].values()
    visible = {path.name for path in folder.iterdir() if not path.name.startswith(".")}
    return whole(folder) and visible == {"narrate.json", *(about["name"] for about in files)}


def processes(environment: Mapping[str, str], running: str = "") -> set[int]:
    """Return the processes that live in the home of an environment: the command's and engines'.

    Where it is given, only those are meant whose command line has what is ``running``.
    """
    home = f"HOME={environment['HOME']}".encode()
    found = set()
    for path in Path("/proc").glob("[0-9]*/environ"):
        try:
            if home in path.read_bytes().split(b"\0") and running.encode() in (
                path.with_name("cmdline").read_bytes()
            ):
                found.add(int(path.parent.name))
        except OSError:  # it ended while we looked
            continue
    return found


def kill(pids: set[int]) -> None:
    """Kill processes, of which some may have ended meanwhile."""
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
