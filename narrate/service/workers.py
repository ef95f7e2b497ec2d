"""The workers: the processes of ``batch/``, in lanes, started when needed and ended when idle.

A lane is for one sort of work, so that an editor who listens to a word never waits for the long
articles of the night.
"""

import os
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Final, TypeVar

from narrate.batch.crew import Crew
from narrate.config import Settings
from narrate.errors import NarrateError
from narrate.model import Cluster

_Result = TypeVar("_Result")
NARRATIONS: Final = "narrations"  # new articles: all cores work within one
CORRECTIONS: Final = "corrections"  # of published ones: a few sentences
DESK: Final = "desk"  # an editor waits: scripts, words, speech
_DESK_PROCESSES: Final = 2


class UnreachableError(NarrateError):
    """The workers cannot be had now; the work is to be tried again."""


class Lane:
    """Processes for one sort of work, as many as may work at once."""

    def __init__(self, settings: Settings, size: int, jobs: int) -> None:
        """Start nothing yet; each of ``size`` processes uses ``jobs`` cores."""
        self._settings = replace(settings, jobs=size * jobs)
        self.size = size
        self._crew: Crew | None = None
        self._lock = threading.Lock()
        self._busy = 0
        self._used_s = time.monotonic()

    def __call__(self, work: Callable[..., _Result]) -> _Result:
        """Return the result of some work in a process of the lane; errors as those of Crew.

        UnreachableError where there are no workers, as on a cluster that does not answer.
        """
        with self._lock:
            if self._crew is None:
                try:
                    self._crew = Crew(self._settings, self.size)
                except (NarrateError, OSError) as error:
                    raise UnreachableError(str(error)) from error
            crew = self._crew
            self._busy += 1
        try:
            return crew(work)
        finally:
            with self._lock:
                self._busy -= 1
                self._used_s = time.monotonic()

    @property
    def is_loaded(self) -> bool:
        """Whether the lane has processes."""
        return self._crew is not None

    def rest(self, idle_s: float) -> None:
        """End the processes that had no work for some seconds."""
        with self._lock:
            crew = self._crew
            if crew is None or self._busy or time.monotonic() - self._used_s < idle_s:
                return
            self._crew = None
        crew.__exit__()

    def close(self) -> None:
        """End the processes; work under way raises CancelledError."""
        with self._lock:
            crew, self._crew = self._crew, None
        if crew is not None:
            with suppress(OSError):
                crew.__exit__()


class Workers:
    """All lanes of a service."""

    def __init__(self, settings: Settings) -> None:
        """Take the settings; ``serve.slots`` articles are made at once, on all cores together.

        Where they name a cluster it makes the articles; whoever waits is served by this machine.
        """
        slots, cores = settings.serve.slots, settings.workers
        own = replace(settings, cluster=Cluster())
        self.lanes = {
            NARRATIONS: Lane(settings, slots, max(1, cores // slots)),
            CORRECTIONS: Lane(own, 1, 1),
            DESK: Lane(own, _DESK_PROCESSES, 1),
        }

    def __call__(self, lane: str, work: Callable[..., _Result]) -> _Result:
        """Return the result of some work in a lane."""
        return self.lanes[lane](work)

    def rest(self, idle_s: float) -> None:
        """End every process that was idle for some seconds."""
        for lane in self.lanes.values():
            lane.rest(idle_s)

    @property
    def loaded(self) -> int:
        """The number of lanes with processes."""
        return sum(lane.is_loaded for lane in self.lanes.values())

    def close(self) -> None:
        """End all processes."""
        for lane in self.lanes.values():
            lane.close()


def memory_bytes() -> int:
    """Return the resident memory of this process, 0 where the system does not tell."""
    try:
        pages = Path("/proc/self/statm").read_text("ascii").split()[1]
        return int(pages) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError):
        return 0
