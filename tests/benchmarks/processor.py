"""The processor's seconds of all that a benchmark started, by program."""

import os
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import NamedTuple

from psutil import Error, Process

_LOOK_S = 0.5
_PROGRAMS = {  # by words of the command line; the first that fits
    "narrate.engines.child": "engines",
    "processes.main": "processes",
    "multiprocessing": "workers",
    "scheduler": "scheduler",
    "worker": "nannies",
    "narrate": "client",
}


class Cost(NamedTuple):
    """The seconds of a run, the CPU seconds of all processes, and those by program.

    A program's last half second may be missing in the latter.
    """

    seconds: float
    cpu_s: float
    by_program: Mapping[str, float]

    def by_article(self, articles: int) -> str:
        """Return a line with the milliseconds that an article took."""
        parts = ", ".join(
            f"{program} {1000 * cpu_s / articles:.1f}"
            for program, cpu_s in sorted(self.by_program.items())
        )
        return f"{self.seconds:.1f} s; CPU {self.cpu_s:.1f} s; ms an article: {parts}"


class _Look(threading.Thread):
    """Looks at all processes below this one, until ``ending`` is set."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.ending = threading.Event()
        self.living: dict[Process, tuple[str, float]] = {}
        self.seen: dict[Process, tuple[str, float]] = {}
        self.look()

    def run(self) -> None:
        while not self.ending.wait(_LOOK_S):
            self.look()

    def look(self) -> None:
        self.living = {}
        for process in Process().children(recursive=True):
            with suppress(Error):
                if words := " ".join(process.cmdline()):  # an ended process has none
                    program = next((_PROGRAMS[part] for part in _PROGRAMS if part in words), words)
                    self.living[process] = (program, sum(process.cpu_times()[:2]))
        self.seen |= self.living


def cost(run: Callable[[], object], *, with_earlier: bool) -> Cost:
    """Return the cost of a run, ``with_earlier`` that of the processes that were there before."""
    look = _Look()
    before, ended_s = look.living, _ended_s()
    look.start()
    start = time.perf_counter()
    run()
    seconds = time.perf_counter() - start
    look.ending.set()
    look.join()
    look.look()

    def during(process: Process, cpu_s: float) -> float:
        return cpu_s - before.get(process, ("", 0.0))[1]

    by_program: dict[str, float] = defaultdict(float)
    for process, (program, cpu_s) in look.seen.items():
        if with_earlier or process not in before:
            by_program[program] += during(process, cpu_s)
    living_s = sum(during(process, cpu_s) for process, (_, cpu_s) in look.living.items())
    return Cost(seconds, _ended_s() - ended_s + with_earlier * living_s, by_program)


def _ended_s() -> float:
    times = os.times()
    return times.children_user + times.children_system
