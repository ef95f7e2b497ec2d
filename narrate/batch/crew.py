"""Many articles at once: processes that narrate, each one article after another.

Threads would take turns in one interpreter. Work and results go through a process' pipes. A process
whose parent ended or was killed leaves its article as after Ctrl-C, and ends.
"""

import os
import pickle
import queue
import signal
import subprocess
import sys
import threading
import warnings
from _thread import interrupt_main
from collections.abc import Callable
from concurrent.futures import CancelledError
from contextlib import AbstractContextManager, suppress
from dataclasses import replace
from typing import IO, Any, NamedTuple, TypeVar

from narrate.batch.attempts import bug
from narrate.config import Settings
from narrate.engines.process import THREADS, threads
from narrate.errors import EngineWarning, NarrateError
from narrate.runtime.process import one_heap, tune
from narrate.speech.speakers import Speakers

_Result = TypeVar("_Result")


class _Outcome(NamedTuple):
    """The result or the exception of some work, the notes of its voices, damaged cache entries."""

    value: Any
    notes: list[str]
    damaged: int


class Crew(AbstractContextManager["Crew"]):
    """``size`` processes that narrate, each under ``settings``; call it from as many threads.

    ``damaged`` counts the entries of the cache that were spoken again.
    """

    def __init__(self, settings: Settings, articles: int) -> None:
        """Start at most a process an article; cores that are left over work within articles."""
        self.size = max(1, min(settings.workers, articles))
        self.damaged = 0
        self.settings = replace(settings, jobs=settings.workers // self.size)
        self._idle: queue.SimpleQueue[_Process] = queue.SimpleQueue()
        self._all = [_Process(self.settings, self.size) for _ in range(self.size)]
        for process in self._all:
            self._idle.put(process)

    def __exit__(self, *_: object) -> None:
        """End every process; an article under way stays as it was before."""
        for process in self._all:
            process.dismiss()
        for process in self._all:
            process.wait()

    def __call__(self, work: Callable[..., _Result]) -> _Result:
        """Return the result of a picklable function, called in a process with its ``speakers``.

        Raises the function's own errors, and NarrateError if the process is lost.
        """
        process = self._idle.get()
        try:
            outcome = process.do(work)
        finally:
            self._idle.put(process)
        self.damaged += outcome.damaged
        for note in outcome.notes:
            warnings.warn(note, EngineWarning, stacklevel=2)
        if isinstance(outcome.value, Exception):
            raise outcome.value
        result: _Result = outcome.value
        return result


class _Process:
    """A process that narrates; one that was killed is replaced."""

    def __init__(self, settings: Settings, size: int) -> None:
        self._settings = settings
        self._environment = {**os.environ, THREADS: str(threads(size))}
        self._dismissed = False
        self._start()

    def _start(self) -> None:
        # The process has its own session: the parent handles Ctrl-C.
        self._popen = subprocess.Popen(
            [
                sys.executable,
                "-P",
                "-c",
                "from narrate import pipeline; from narrate.batch import crew; crew.main()",
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=self._environment,
            start_new_session=True,
        )
        assert self._popen.stdin and self._popen.stdout  # noqa: PT018, S101 - as asked for above
        self._orders, self._answers = self._popen.stdin, self._popen.stdout
        with suppress(BrokenPipeError):  # the first answer will say that it ended
            _send(self._orders, self._settings)

    def do(self, work: Callable[..., object]) -> _Outcome:
        """Return the outcome of some work."""
        try:
            _send(self._orders, work)
            outcome: _Outcome = _receive(self._answers)
        except (OSError, ValueError, EOFError):
            code = self.wait()
            if self._dismissed:
                raise CancelledError from None
            self._start()
            raise NarrateError(
                f"The process that narrated it ended with {code}; perhaps memory ran out. "
                "Narrate it again, with fewer jobs in narrate.toml."
            ) from None
        return outcome

    def dismiss(self) -> None:
        """Ask the process to end."""
        self._dismissed = True
        with suppress(BrokenPipeError):
            self._orders.close()

    def wait(self) -> int:
        """Return its exit code once it has ended."""
        return self._popen.wait()


class _Worker:
    """The loop of such a process: one piece of work after another."""

    def __init__(self, orders: IO[bytes], answers: IO[bytes]) -> None:
        self._orders, self._answers = orders, answers
        self._speakers = Speakers(_receive(orders))
        self._waiting: queue.SimpleQueue[Callable[..., object] | None] = queue.SimpleQueue()
        self._working = False
        self._notes: list[str] = []
        warnings.showwarning = self._collect_warning

    def work(self) -> None:
        """Work until nothing more comes."""
        threading.Thread(target=self._listen, daemon=True).start()
        with self._speakers:
            while work := self._waiting.get():
                self._notes.clear()
                self._speakers.cache.damaged = 0
                self._working = True
                value = self._result(work)
                self._working = False
                _send(self._answers, _Outcome(value, self._notes, self._speakers.cache.damaged))

    def _result(self, work: Callable[..., object]) -> object:
        try:
            return work(speakers=self._speakers)
        except NarrateError as error:
            return error
        except Exception as error:  # noqa: BLE001 - the outermost edge of this process
            return bug(error)

    def _listen(self) -> None:
        with suppress(EOFError, pickle.UnpicklingError):
            while True:
                self._waiting.put(_receive(self._orders))
        self._waiting.put(None)
        if self._working:
            # The interrupt comes first: errors of the closing voices must unwind undisturbed.
            interrupt_main()
            self._speakers.__exit__()  # the work may be waiting for an engine

    def _collect_warning(
        self, message: Warning | str, category: type[Warning], *_: object, **_more: object
    ) -> None:
        """Keep an engine's warning as a note of the article; replaces ``warnings.showwarning``."""
        if issubclass(category, EngineWarning):
            self._notes.append(str(message))


def _send(stream: IO[bytes], message: object) -> None:
    stream.write(pickle.dumps(message, pickle.HIGHEST_PROTOCOL))
    stream.flush()


def _receive(stream: IO[bytes]) -> Any:
    return pickle.load(stream)  # noqa: S301 - by one of our own processes


def main() -> None:
    """Work until nothing more comes; prints of any library go to stderr."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    tune()
    one_heap()
    signal.signal(signal.SIGINT, signal.default_int_handler)  # by which an article is left
    with suppress(KeyboardInterrupt, BrokenPipeError, EOFError):
        _Worker(sys.stdin.buffer, answers).work()
    with suppress(BrokenPipeError):
        answers.close()
