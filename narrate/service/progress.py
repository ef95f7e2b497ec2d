"""How far a job is, told by its process to the service: a small file beside the job's number.

The file holds one line, "STAGE DONE TOTAL". A second file, which the service makes, asks the job to
stop. Neither is of any use after the job.
"""

import os
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final, NamedTuple, TypeVar

from narrate.errors import NarrateError

_Item = TypeVar("_Item")
_EVERY_S: Final = 0.1
_LINE: Final = 64  # bytes, so that a line is always written over whole
_STAGES: Final = {"Speaking": "speaking", "Encoding": "encoding"}


class Stopped(NarrateError):  # nothing failed
    """The job was asked to stop."""


class Progress(NamedTuple):
    """The stage of a job, and the share of it that is done, in percent."""

    stage: str
    percent: int = 0


class Ticker:
    """The progress of one job, as its process writes it."""

    def __init__(self, path: str) -> None:
        """Take the path without an ending; an empty path tells nobody."""
        self._path, self._last_s = path, 0.0
        self._is_begun = False

    def stage(self, name: str, count: int = 0, total: int = 0) -> None:
        """Write the stage and the progress of the job; raise Stopped if it was asked to stop.

        A service that starts deletes these files: the job of a killed service stops, too.
        """
        if not self._path:
            return
        is_orphaned = self._is_begun and not Path(f"{self._path}.progress").exists()
        if is_orphaned or Path(f"{self._path}.stop").exists():
            raise Stopped("A newer request replaces this one.")
        with suppress(OSError):  # the folder is another machine's, or went with the service
            number = os.open(f"{self._path}.progress", os.O_WRONLY | os.O_CREAT, 0o600)
            try:
                os.write(number, f"{name} {count} {total}".ljust(_LINE).encode())
                self._is_begun = True
            finally:
                os.close(number)

    def bar(self, stage: str, items: Iterable[_Item], total: int, /) -> Iterator[_Item]:
        """Yield the items of a stage as they come, and write how many came."""
        name = _STAGES.get(stage, "publishing")
        self.stage(name, 0, total)
        for count, item in enumerate(items, start=1):
            yield item
            if (now_s := time.monotonic()) - self._last_s > _EVERY_S:
                self._last_s = now_s
                self.stage(name, count, total)


class Followed:
    """The files of a job, as the service reads them."""

    def __init__(self, folder: Path, job: str, kind: str) -> None:
        """Take the folder of these files, the name of the job and its kind."""
        self.path = str(folder / job)
        self._first = "retracting" if kind == "retract" else "reading"

    def stop(self) -> None:
        """Ask the job to stop."""
        Path(f"{self.path}.stop").touch()

    def read(self) -> Progress:
        """Return how far the job is."""
        try:
            stage, count, total = Path(f"{self.path}.progress").read_text("ascii").split()
            return Progress(stage, 100 * int(count) // max(1, int(total)))
        except (OSError, ValueError):
            return Progress(self._first)

    def forget(self) -> None:
        """Delete the files."""
        for ending in ("progress", "stop"):
            Path(f"{self.path}.{ending}").unlink(missing_ok=True)
