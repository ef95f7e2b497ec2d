"""As many processes as there are cores, each with the voice loaded; each answer in its time.

An engine that dies or hangs costs that process and, after a second try in a fresh one, an error
that names the sentence.
"""

import contextlib
import math
import os
import queue
import signal
import subprocess
import sys
import tempfile
import threading
import time
import warnings
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import asdict

from narrate.engines import wire
from narrate.errors import EngineError, EngineWarning
from narrate.model import Audio, Run, Voice
from narrate.runtime import environment

_TRIES = 2
_LOAD_S = 120.0  # a large model from a slow disk
_A_CHARACTER_S = 0.05  # more than the slowest engine needs
_LOOK_S = 0.1
_TEXT_SHOWN, _ERROR_SHOWN = 100, 400
_PIPE_BYTES = 1 << 18  # a sentence goes through in a few turns, where the system lets us choose
THREADS = "OMP_NUM_THREADS"  # the name that numeric libraries heed


class Pool(AbstractContextManager["Pool"]):
    """A synthesizer of several processes: call it from as many threads as it has of these."""

    def __init__(self, voice: Voice, *, jobs: int, timeout_s: float) -> None:
        """Start nothing yet: a process starts when it is first needed."""
        self._voice, self._jobs, self._timeout_s = voice, jobs, timeout_s
        self._idle: queue.LifoQueue[_Process | None] = queue.LifoQueue()
        for _ in range(jobs):
            self._idle.put(None)
        self._alive: set[_Process] = set()
        self._closed = False

    def warm(self, processes: int) -> None:
        """Have so many of the processes begin to load the voice, for what will soon be said."""
        waiting = [self._idle.get() for _ in range(min(processes, self._jobs))]
        try:
            for number, process in enumerate(waiting):
                waiting[number] = process or self._begun()
        finally:  # also when a process cannot start: a call would wait for its turn for ever
            for process in waiting:
                self._idle.put(process)

    def __exit__(self, *_: object) -> None:
        """End every process, those that still speak too; their callers get an EngineError."""
        self._closed = True
        for process in list(self._alive):
            process.kill()
        # A caller has its process until it sees that this is gone: only then it is put away.
        for idle in [self._idle.get() for _ in range(self._jobs)]:
            if idle:
                idle.end()
            self._idle.put(None)

    def __call__(self, runs: Sequence[Run]) -> Audio:
        """Return the audio of one utterance; EngineError names its text."""
        text = "".join(run.text for run in runs)
        limit_s = self._timeout_s + _A_CHARACTER_S * len(text)
        process = self._idle.get()
        try:
            for left in reversed(range(_TRIES)):
                begun, process = process or self._begun(), None
                process = self._loaded(begun)
                try:
                    return _checked(process.say(runs, limit_s), text)
                except _GoneError as gone:
                    self._ended(process)
                    process = None
                    if self._closed or not left:
                        raise self._about(text, gone) from gone
                except EngineError as error:
                    raise self._about(text, error) from error
        finally:
            self._idle.put(process)
        raise AssertionError

    def _begun(self) -> "_Process":
        order = {"engine": self._voice.engine, "voice": asdict(self._voice)}
        try:
            process = _Process(order, threads(self._jobs), _environment(self._voice))
        except EngineError as error:
            raise self._unloaded(error) from error
        self._alive.add(process)
        if self._closed:  # asked only now: from here on, closing knows the process
            process.kill()
        return process

    def _loaded(self, process: "_Process") -> "_Process":
        """Return the process when it has loaded the voice."""
        try:
            process.load()
        except EngineError as error:
            self._ended(process)
            raise self._unloaded(error) from error
        return process

    def _unloaded(self, error: EngineError) -> EngineError:
        reason = shown(str(error), _ERROR_SHOWN).rstrip(".")
        return EngineError(f"The voice {self._voice.name!r} does not load: {reason}.")

    def _ended(self, process: "_Process") -> None:
        self._alive.discard(process)
        process.end()

    def _about(self, text: str, error: EngineError) -> EngineError:
        return EngineError(
            f"The voice {self._voice.name!r} could not say «{shown(text, _TEXT_SHOWN)}»: "
            f"{shown(str(error), _ERROR_SHOWN).rstrip('.')}. "
            "Reword the sentence, choose another voice with --voice, or see: narrate doctor"
        )


def shown(text: str, limit: int) -> str:
    r"""Return a text of others for a terminal: without control characters, cut at a limit.

    >>> shown("no\x1b[2J voice,\n\nsorry", 13)
    'no [2J voice…'
    """
    printable = "".join(sign if sign.isprintable() else " " for sign in text[: 4 * limit])
    words = " ".join(printable.split())
    return words if len(words) <= limit else words[: limit - 1] + "…"


def voices(engine: str) -> list[Voice]:
    """Return the voices of an engine, which lists them in a process of its own."""
    process = _Process({"engine": engine}, 1, environment.reduced(engine))
    try:
        return [Voice.of(plain) for plain in process.answer(_LOAD_S)[0]["voices"]]
    finally:
        process.end()


def threads(jobs: int) -> int:
    """Return how many threads each of some processes may have: its share of those we may have."""
    ours = os.environ.get(THREADS, "")
    if ours.isdecimal():
        cores = int(ours)
    elif hasattr(os, "sched_getaffinity"):
        cores = len(os.sched_getaffinity(0))
    else:
        cores = os.cpu_count() or 1
    return max(1, cores // jobs)


def _environment(voice: Voice) -> dict[str, str]:
    """Return the environment of a voice's process: no secret but the key that its file names."""
    names = voice.options.get("environment", ())
    names = [name for name in names if isinstance(name, str)] if isinstance(names, list) else []
    if isinstance(key := voice.options.get("key_from"), str):
        names.append(key)
    return environment.reduced(voice.engine, names, proxies=voice.leaves_machine)


def _checked(audio: Audio, text: str) -> Audio:
    if len(audio.pcm) % 2:
        raise EngineError("it gave half a sample")
    if any(map(str.isalnum, text)) and not audio.pcm.strip(b"\0"):
        raise EngineError("it gave silence")
    return audio


class _GoneError(EngineError):
    """The engine's process is no more."""


class _Process:
    """One process with a loaded voice."""

    def __init__(self, order: wire.Head, threads: int, variables: dict[str, str]) -> None:
        """Start the process; EngineError if the system does not let it start."""
        with contextlib.ExitStack() as opened, _explained():
            # The folder for the engine's files is deleted with the process, even if that is killed.
            self._folder = tempfile.TemporaryDirectory(
                prefix="narrate-", ignore_cleanup_errors=True
            )
            opened.callback(self._folder.cleanup)
            self._stderr = opened.enter_context(tempfile.TemporaryFile())
            # -P: a wave.py in the user's folder is not the one that an engine means. A session of
            # its own: Ctrl-C is the parent's to handle, and a signal to the group reaches forks.
            self._popen = subprocess.Popen(
                [sys.executable, "-P", "-m", "narrate.engines.child"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._stderr,
                env={**variables, THREADS: str(threads)},
                start_new_session=True,
                pipesize=_PIPE_BYTES,
            )
            self._closing = opened.pop_all()
        assert self._popen.stdin and self._popen.stdout  # noqa: PT018, S101 - as asked for above
        self._requests, self._answers = self._popen.stdin, self._popen.stdout
        self._loaded = self._late = False
        self._until_s = math.inf
        self._ended = threading.Event()
        # One for all sentences: to start one takes longer than to say many a sentence.
        threading.Thread(target=self._watch, daemon=True).start()
        with contextlib.suppress(_GoneError):  # its answer will say how it ended
            self._send({**order, "limit_s": _LOAD_S, "folder": self._folder.name})

    def load(self) -> None:
        """Return when the voice is loaded; EngineError where it cannot be."""
        if not self._loaded:
            head, _ = self.answer(_LOAD_S)
            for note in head.get("notes", ()):
                warnings.warn(note, EngineWarning, stacklevel=2)
            self._loaded = True

    def say(self, runs: Sequence[Run], limit_s: float) -> Audio:
        """Return the audio of one utterance."""
        self._send(wire.request(runs, limit_s))
        return wire.audio(*self.answer(limit_s))

    def answer(self, limit_s: float) -> tuple[wire.Head, bytes]:
        """Return the next answer and its PCM; the process ends when it is late."""
        self._until_s = time.monotonic() + limit_s
        try:
            head = wire.receive(self._answers)
            pcm = self._answers.read(head.get("bytes", 0)) if head else b""
        finally:
            self._until_s = math.inf
        if head is None or len(pcm) != head.get("bytes", 0):
            hung = f"it hung for {limit_s:.0f} s"
            raise _GoneError(hung if self._late else self._last_words())
        if "error" in head:
            raise EngineError(head["error"])
        return head, pcm

    def kill(self) -> None:
        """Have the process end, whatever it does."""
        if hasattr(os, "killpg"):
            try:
                os.killpg(self._popen.pid, signal.SIGKILL)
            except ProcessLookupError:
                return
        else:
            self._popen.kill()

    def end(self) -> None:
        """End the process, whatever it does, and put away what it had."""
        self._ended.set()
        self.kill()
        self._popen.wait()
        for stream in (self._requests, self._answers):
            with contextlib.suppress(BrokenPipeError):
                stream.close()
        self._closing.close()

    def _watch(self) -> None:
        while not self._ended.wait(_LOOK_S):
            if time.monotonic() > self._until_s:
                self._late = True
                self.kill()

    def _send(self, head: wire.Head) -> None:
        try:
            wire.send(self._requests, head)
        except BrokenPipeError:
            raise _GoneError(self._last_words()) from None

    def _last_words(self) -> str:
        """Say how the process ended, with the last line that it wrote."""
        code = self._popen.wait()
        self._stderr.seek(0)
        lines = self._stderr.read().decode(errors="replace").split("\n")
        last = next((line.strip() for line in reversed(lines) if line.strip()), "")
        return f"its process ended with {code}" + (f" ({last})" if last else "")


@contextlib.contextmanager
def _explained() -> Iterator[None]:
    """Turn the system's refusal to start a process into an EngineError."""
    try:
        yield
    except OSError as error:
        raise EngineError(
            f"its process cannot start: {error}. Free memory or space in the temporary folder, or "
            "set fewer jobs in narrate.toml"
        ) from error
