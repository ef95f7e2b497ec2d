"""An executor of processes on this machine, each of which narrates one article after another.

Threads would take turns in one interpreter. Work and results go through a process' pipes. A process
whose parent ended or was killed leaves its article as after Ctrl-C, and ends.

concurrent.futures' own processes lose every article under way when one of them is killed, and
outlive a killed parent; pebble's lose one article, but need a guarded main module, as every
process of multiprocessing does. Tried with ten articles, two processes, one killed: 8 lost and 1.
"""

import os
import pickle
import queue
import signal
import subprocess
import sys
import threading
from _thread import interrupt_main
from collections.abc import Callable
from concurrent.futures import CancelledError, Executor, Future, ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from typing import IO, Any, ParamSpec, TypeVar

from narrate.batch import worker
from narrate.engines.process import THREADS, threads
from narrate.errors import NarrateError
from narrate.runtime.process import keep_freed_memory, one_heap, tune

_Result = TypeVar("_Result")
_Arguments = ParamSpec("_Arguments")
_PROGRAM = "from narrate import pipeline; from narrate.batch import processes; processes.main()"


class Processes(Executor):
    """``size`` processes; one that was killed costs the article that it had, and is replaced."""

    def __init__(self, size: int) -> None:
        """Start the processes."""
        self._threads = ThreadPoolExecutor(size)  # each waits for a process
        self._all = [_Process(size) for _ in range(size)]
        self._idle: queue.SimpleQueue[_Process] = queue.SimpleQueue()
        for process in self._all:
            self._idle.put(process)

    def submit(
        self,
        fn: Callable[_Arguments, _Result],
        /,
        *args: _Arguments.args,
        **kwargs: _Arguments.kwargs,
    ) -> "Future[_Result]":
        """Call a picklable function in a process; NarrateError if the process is lost."""
        return self._threads.submit(self._call, partial(fn, *args, **kwargs))

    def _call(self, work: Callable[[], _Result]) -> _Result:
        process = self._idle.get()
        try:
            result: _Result = process.do(work)
        finally:
            self._idle.put(process)
        return result

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End every process; with ``cancel_futures`` an article under way stays as it was."""
        if not cancel_futures:
            self._threads.shutdown(wait=wait)
        for process in self._all:
            process.dismiss()
        self._threads.shutdown(wait=False, cancel_futures=True)
        for process in self._all:
            process.wait()


class _Process:
    """A process that narrates; one that was killed is replaced."""

    def __init__(self, size: int) -> None:
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
                _PROGRAM,
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=self._environment,
            start_new_session=True,
        )
        assert self._popen.stdin and self._popen.stdout
        self._orders, self._answers = self._popen.stdin, self._popen.stdout

    def do(self, work: Callable[[], object]) -> Any:
        """Return the result of some work; raise its exception, or NarrateError for a lost one."""
        try:
            _send(self._orders, work)
            result = _receive(self._answers)
        except (OSError, ValueError, EOFError):
            code = self.wait()
            if self._dismissed:
                raise CancelledError from None
            self._start()
            raise NarrateError(
                f"The process that narrated the article ended with exit code {code}; perhaps "
                "memory ran out. Set a lower number of jobs in narrate.toml, then run it again."
            ) from None
        if isinstance(result, _Raised):
            raise result.error
        return result

    def dismiss(self) -> None:
        """Ask the process to end."""
        self._dismissed = True
        with suppress(BrokenPipeError):
            self._orders.close()

    def wait(self) -> int:
        """Return its exit code once it has ended."""
        code = self._popen.wait()
        self._answers.close()
        return code


class _Raised:
    """An exception that some work raised."""

    def __init__(self, error: Exception) -> None:
        self.error = error


class _Loop:
    """The loop of such a process: one piece of work after another."""

    def __init__(self, orders: IO[bytes], answers: IO[bytes]) -> None:
        self._orders, self._answers = orders, answers
        self._waiting: queue.SimpleQueue[Callable[[], object] | None] = queue.SimpleQueue()
        self._working = False

    def work(self) -> None:
        """Work until nothing more comes."""
        threading.Thread(target=self._listen, daemon=True).start()
        try:
            while work := self._waiting.get():
                self._working = True
                result = _result(work)
                self._working = False
                _send(self._answers, result)
        finally:
            worker.close()

    def _listen(self) -> None:
        with suppress(EOFError, pickle.UnpicklingError):
            while True:
                self._waiting.put(_receive(self._orders))
        self._waiting.put(None)
        if self._working:
            # The interrupt comes first: errors of the closing voices must unwind undisturbed.
            interrupt_main()
            worker.close()  # the work may be waiting for an engine


def _result(work: Callable[[], object]) -> object:
    try:
        return work()
    except Exception as error:  # the parent raises it
        return _Raised(error)


def _send(stream: IO[bytes], message: object) -> None:
    stream.write(pickle.dumps(message, pickle.HIGHEST_PROTOCOL))
    stream.flush()


def _receive(stream: IO[bytes]) -> Any:
    return pickle.load(stream)


def main() -> None:
    """Work until nothing more comes; prints of any library go to stderr."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    tune()
    one_heap()
    keep_freed_memory()
    worker.collect_notes()
    signal.signal(signal.SIGINT, signal.default_int_handler)  # by which an article is left
    with suppress(KeyboardInterrupt, BrokenPipeError, EOFError):
        _Loop(sys.stdin.buffer, answers).work()
    with suppress(BrokenPipeError):
        answers.close()
