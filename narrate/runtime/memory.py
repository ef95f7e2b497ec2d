"""How much memory is free, for all or for this container, and how much processes took."""

import contextlib
from pathlib import Path

_KB = 1000  # of 1,024 bytes to the MB, near enough for a bound
_SESSION = 3  # of /proc/PID/stat, after the program's name
_GROUPS = (  # limit, use and statistics of a container: version 2, then version 1
    ("/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory.current"),
    (
        "/sys/fs/cgroup/memory/memory.limit_in_bytes",
        "/sys/fs/cgroup/memory/memory.usage_in_bytes",
    ),
)


def free_mb() -> float | None:
    """Return the MB that new processes may take; None where the system does not tell.

    A container's limit counts, without the files that its kernel would drop.
    """
    try:
        lines = Path("/proc/meminfo").read_text("ascii").splitlines()
    except OSError:
        return None
    table = dict(line.split(":") for line in lines)
    free = int(table["MemAvailable"].split()[0]) / _KB if "MemAvailable" in table else None
    for limit, use in _GROUPS:
        with contextlib.suppress(OSError, ValueError):
            taken = int(Path(use).read_text("ascii")) - _dropped(Path(use).parent)
            within = (int(Path(limit).read_text("ascii")) - taken) / 1e6
            free = within if free is None else min(free, within)
    return None if free is None else max(0.0, free)


def peak_mb(session: int) -> float:
    """Return the peak memory of a session's processes in MB; 0 where the system does not tell."""
    total = 0.0
    for place in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError, IndexError, ValueError):
            fields = place.joinpath("stat").read_bytes().rpartition(b")")[2].split()
            if int(fields[_SESSION]) == session:
                lines = place.joinpath("status").read_text("ascii", "replace").splitlines()
                total += sum(int(line.split()[1]) for line in lines if line.startswith("VmHWM:"))
    return total / _KB


def _dropped(group: Path) -> int:
    """Return the bytes of files that a container's kernel drops first."""
    rows = (group / "memory.stat").read_text("ascii").splitlines()
    return sum(int(row.split()[1]) for row in rows if row.startswith("inactive_file "))
