"""The process of one voice: it starts, speaks, is watched for progress, and ends."""

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path

from narrate.engines import wire
from narrate.errors import EngineError, EngineWarning
from narrate.model import Audio, SpokenRun
from narrate.runtime import memory

LOAD_S = 120.0  # a large model from a slow disk
THREADS = "OMP_NUM_THREADS"  # the variable that numeric libraries read
_LOOK_S = 0.1
_LAST_BYTES = 10_000  # of all that an engine printed
_LEAST_SHARE = 0.02  # of a processor: a process that computes less makes no progress
_PIPE_BYTES = 1 << 18  # where the system allows it, a sentence passes in a few turns
# Of /proc/PID/stat, after the program's name: the session, and the times of the process and of its
# ended children in the system's clock ticks (proc_pid_stat(5), fields 6 and 14 to 17).
_SESSION, _TIMES = 3, slice(11, 15)


class GoneError(EngineError):
    """The engine's process has ended."""


class LateError(GoneError):
    """The engine's process was ended, because it made no progress."""


class Process:
    """A process with a loaded voice; ``cores`` is its share of the processors."""

    def __init__(self, order: wire.Head, cores: int, variables: dict[str, str]) -> None:
        """Start the process; EngineError if the system does not let it start."""
        self._cores = cores
        with contextlib.ExitStack() as opened, _start_errors():
            # The folder for the engine's files is deleted with the process, even if that is killed.
            self._folder = tempfile.TemporaryDirectory(
                prefix="narrate-", ignore_cleanup_errors=True
            )
            opened.callback(self._folder.cleanup)
            self._stderr = opened.enter_context(tempfile.TemporaryFile())
            # -P: an engine imports the library's wave.py, not one of the user's folder. A session
            # of its own: the parent alone handles Ctrl-C, and a signal to the group reaches forks.
            self._popen = subprocess.Popen(
                [sys.executable, "-P", "-m", "narrate.engines.child"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._stderr,
                env={**variables, THREADS: str(cores)},
                start_new_session=True,
                pipesize=_PIPE_BYTES,
            )
            self._closing = opened.pop_all()
        assert self._popen.stdin and self._popen.stdout  # noqa: PT018, S101 - pipes, as set above
        self._requests, self._answers = self._popen.stdin, self._popen.stdout
        self._is_loaded = False
        self._wait: _Wait | None = None
        self._ending = threading.Event()
        # One thread for all sentences: starting one takes longer than many a sentence.
        threading.Thread(target=self._watch, daemon=True).start()
        with contextlib.suppress(GoneError):  # the answer will tell how the process ended
            self._send({**order, "limit_s": LOAD_S, "folder": self._folder.name})

    def load(self) -> None:
        """Wait until the voice is loaded; EngineError if it cannot be."""
        if not self._is_loaded:
            head, _ = self.answer(LOAD_S)
            for note in head.get("notes", ()):
                warnings.warn(note, EngineWarning, stacklevel=2)
            self._is_loaded = True

    def say(self, runs: Sequence[SpokenRun], limit_s: float) -> Audio:
        """Return the audio of one utterance; EngineError if the engine has none."""
        self._send(wire.request(runs, limit_s))
        head, pcm = self.answer(limit_s)
        try:
            return wire.audio(head, pcm)
        except (KeyError, TypeError) as error:
            raise EngineError(f"its audio cannot be read: {error}") from error

    def answer(self, limit_s: float) -> tuple[wire.Head, bytes]:
        """Return the next answer and its PCM; LateError after ``limit_s`` without progress."""
        wait = self._wait = _Wait(self._popen.pid, limit_s, self._cores)
        try:
            head = wire.receive(self._answers)
            pcm = self._answers.read(head.get("bytes", 0)) if head else b""
        except ValueError as error:
            raise GoneError(f"its answer cannot be read: {error}") from error
        finally:
            self._wait = None
        if head is None or len(pcm) != head.get("bytes", 0):
            raise LateError(wait.reason) if wait.reason else GoneError(self._last_line())
        if "error" in head:
            raise EngineError(head["error"])
        return head, pcm

    def usage(self) -> tuple[float, float]:
        """Return its CPU seconds and its peak memory in MB; 0 where the system does not tell."""
        return _cpu_s(self._popen.pid), memory.peak_mb(self._popen.pid)

    def kill(self) -> None:
        """End the process and all that it started."""
        if hasattr(os, "killpg"):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._popen.pid, signal.SIGKILL)
        else:
            self._popen.kill()

    def end(self) -> None:
        """End the process, and delete its folder."""
        self._ending.set()
        self.kill()
        self._popen.wait()
        for stream in (self._requests, self._answers):
            with contextlib.suppress(BrokenPipeError):
                stream.close()
        self._closing.close()

    def _watch(self) -> None:
        while not self._ending.wait(_LOOK_S):
            if (wait := self._wait) and wait.is_over() and wait is self._wait:
                self.kill()

    def _send(self, head: wire.Head) -> None:
        try:
            wire.send(self._requests, head)
        except BrokenPipeError:
            raise GoneError(self._last_line()) from None

    def _last_line(self) -> str:
        """Return how the process ended, with the last line that it wrote."""
        code = self._popen.wait()
        self._stderr.seek(max(0, self._stderr.seek(0, os.SEEK_END) - _LAST_BYTES))
        lines = self._stderr.read().decode(errors="replace").split("\n")
        last = next((line.strip() for line in reversed(lines) if line.strip()), "")
        return f"its process ended with {code}" + (f" ({last})" if last else "")


def threads(processes: int) -> int:
    """Return how many threads each of ``processes`` may have: its share of our own."""
    variable = os.environ.get(THREADS, "")
    if variable.isdecimal():
        cores = int(variable)
    elif hasattr(os, "sched_getaffinity"):
        cores = len(os.sched_getaffinity(0))
    else:
        cores = os.cpu_count() or 1
    return max(1, cores // processes)


class _Wait:
    """The wait for one answer: a slow machine may take any time, as long as the engine computes."""

    def __init__(self, session: int, limit_s: float, cores: int) -> None:
        self.reason = ""
        self._session, self._limit_s, self._cores = session, limit_s, cores
        self._deadline_s = time.monotonic() + limit_s
        self._first_cpu_s: float | None = None
        self._window_cpu_s = 0.0

    def is_over(self) -> bool:
        """Whether the engine computed nearly nothing for the limit, or more than it may."""
        if self._first_cpu_s is None:  # not at the start, for most answers come before it is needed
            self._first_cpu_s = self._window_cpu_s = _cpu_s(self._session)
        if time.monotonic() < self._deadline_s:
            return False
        cpu_s = _cpu_s(self._session)
        if cpu_s - self._window_cpu_s < _LEAST_SHARE * self._limit_s:
            self.reason = f"it made no progress for {self._limit_s:.0f} s"
        elif cpu_s - self._first_cpu_s >= self._cores * self._limit_s:
            self.reason = f"it computed for {cpu_s - self._first_cpu_s:.0f} s without an end"
        else:
            self._window_cpu_s = cpu_s
            self._deadline_s = time.monotonic() + self._limit_s
        return bool(self.reason)


def _cpu_s(session: int) -> float:
    """Return the CPU seconds of a session's processes; 0 where the system has no /proc."""
    ticks = 0
    for path in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):  # a process may end at any time
            numbers = path.read_bytes().rpartition(b")")[2].split()
            if int(numbers[_SESSION]) == session:
                ticks += sum(map(int, numbers[_TIMES]))
    return ticks / os.sysconf("SC_CLK_TCK") if ticks else 0.0


@contextlib.contextmanager
def _start_errors() -> Iterator[None]:
    """Turn the system's refusal to start a process into an EngineError."""
    try:
        yield
    except OSError as error:
        raise EngineError(
            f"its process cannot start: {error}. Free memory or space in the temporary folder, or "
            "set fewer jobs in narrate.toml"
        ) from error
