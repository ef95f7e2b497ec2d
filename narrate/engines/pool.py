"""Processes that speak with one voice, as many as there are cores: calls run side by side.

An engine that dies or hangs costs its process. The sentence is tried once more in a new process,
then an error names it.
"""

import queue
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import asdict

from narrate.engines.process import LOAD_S, GoneError, LateError, Process, threads
from narrate.errors import EngineError
from narrate.model import Audio, SpokenRun, Voice
from narrate.runtime import environment

_TRIES = 2
_CHARACTER_S = 0.05  # more than the slowest engine needs for a character
_TEXT_SHOWN, _ERROR_SHOWN = 100, 400
_LOWEST_HZ, _HIGHEST_HZ = 8_000, 192_000  # of what encoders take, and of what speech is recorded in


class Pool(AbstractContextManager["Pool"]):
    """A synthesizer with several processes: call it from as many threads."""

    def __init__(self, voice: Voice, *, jobs: int, timeout_s: float) -> None:
        """Start nothing: a process starts when it is first needed."""
        self._voice, self._jobs, self._timeout_s = voice, jobs, timeout_s
        self._idle: queue.LifoQueue[Process | None] = queue.LifoQueue()
        for _ in range(jobs):
            self._idle.put(None)
        self._alive: set[Process] = set()
        self._is_closed = False

    def warm(self, count: int) -> None:
        """Start ``count`` processes, which load the voice; EngineError if one cannot start."""
        waiting = [self._idle.get() for _ in range(min(count, self._jobs))]
        try:
            for number, process in enumerate(waiting):
                waiting[number] = process or self._start()
        finally:  # all places return, or a call would wait for its turn for ever
            for place in waiting:
                self._idle.put(place)

    def __exit__(self, *_: object) -> None:
        """End every process, speaking or not; callers that wait get an EngineError."""
        self._is_closed = True
        for alive in list(self._alive):
            alive.kill()
        # A caller returns its process when it has seen its end: only then the files are deleted.
        for process in [self._idle.get() for _ in range(self._jobs)]:
            if process:
                process.end()
            self._idle.put(None)

    def __call__(self, runs: Sequence[SpokenRun]) -> Audio:
        """Return the audio of one utterance; EngineError names its text."""
        text = "".join(run.text for run in runs)
        limit_s = self._timeout_s + _CHARACTER_S * len(text)
        process = self._idle.get()
        try:
            for tries_left in reversed(range(_TRIES)):
                started, process = process or self._start(), None
                process = self._load(started)
                try:
                    return checked(process.say(runs, limit_s), text)
                except GoneError as error:
                    self._end(process)
                    process = None
                    if self._is_closed or not tries_left:
                        raise self._unsaid(text, error) from error
                except EngineError as error:
                    raise self._unsaid(text, error) from error
        finally:
            self._idle.put(process)
        raise AssertionError

    def usage(self) -> tuple[float, float]:
        """Return the CPU seconds and the peak memory in MB of all its processes together."""
        usages = [process.usage() for process in list(self._alive)]
        return sum(cpu_s for cpu_s, _ in usages), sum(memory_mb for _, memory_mb in usages)

    def _start(self) -> Process:
        order = {"engine": self._voice.engine, "voice": asdict(self._voice)}
        try:
            process = Process(order, threads(self._jobs), _environment(self._voice))
        except EngineError as error:
            raise self._unloaded(error) from error
        self._alive.add(process)
        if self._is_closed:  # closing either knows the process by now, or is seen here
            process.kill()
        return process

    def _load(self, process: Process) -> Process:
        """Return the process when it has loaded the voice."""
        try:
            process.load()
        except EngineError as error:
            self._end(process)
            raise self._unloaded(error) from error
        return process

    def _end(self, process: Process) -> None:
        self._alive.discard(process)
        process.end()

    def _unloaded(self, error: EngineError) -> EngineError:
        reason = printable(str(error), _ERROR_SHOWN).rstrip(".")
        return EngineError(f"The voice {self._voice.name!r} does not load: {reason}.")

    def _unsaid(self, text: str, error: EngineError) -> EngineError:
        remedy = "Reword the sentence, choose another voice with --voice, or see: narrate doctor"
        if isinstance(error, LateError):
            remedy = (
                f"If the machine is slow, raise timeout_s in narrate.toml ({self._timeout_s:g} "
                "now) and run it again: the sentences spoken before stay in the cache"
            )
        return EngineError(
            f"The voice {self._voice.name!r} could not say «{printable(text, _TEXT_SHOWN)}»: "
            f"{printable(str(error), _ERROR_SHOWN).rstrip('.')}. {remedy}"
        )


def voices(engine: str) -> list[Voice]:
    """Return the voices of an engine, which lists them in a process of its own."""
    process = Process({"engine": engine}, 1, environment.reduced(engine))
    try:
        return [Voice.of(fields) for fields in process.answer(LOAD_S)[0]["voices"]]
    finally:
        process.end()


def printable(text: str, limit: int) -> str:
    r"""Return a stranger's text fit for a terminal: no control characters, at most ``limit`` long.

    >>> printable("no\x1b[2J voice,\n\nsorry", 13)
    'no [2J voice…'
    """
    characters = (sign if sign.isprintable() else " " for sign in text[: 4 * limit])
    line = " ".join("".join(characters).split())
    return line if len(line) <= limit else line[: limit - 1] + "…"


def checked(audio: Audio, text: str) -> Audio:
    """Return the audio of a text; EngineError for audio that no speaker or reader could use."""
    rate_hz: object = audio.sample_rate_hz  # third parties' engines may give anything
    if type(rate_hz) is not int or not _LOWEST_HZ <= rate_hz <= _HIGHEST_HZ:
        raise EngineError(
            f"its audio has {rate_hz!r} Hz, and narrate takes {_LOWEST_HZ:,} to {_HIGHEST_HZ:,} Hz"
        )
    if len(audio.pcm) % 2:
        raise EngineError("it gave half a sample")
    if any(map(str.isalnum, text)) and not audio.pcm.strip(b"\0"):
        raise EngineError("it gave silence")
    frame = 0
    for word in audio.words:
        start, end, first, last, _ = word
        if not all(type(place) is int for place in word[:4]) or not (
            frame <= start <= end <= audio.frames and 0 <= first < last <= len(text)
        ):
            raise EngineError(
                f"it puts a word at the frames {start} to {end} and the characters {first} to "
                f"{last}; its audio has {audio.frames} frames, its text {len(text)} characters"
            )
        frame = start
    return audio


def _environment(voice: Voice) -> dict[str, str]:
    """Return the environment of a voice's process: no secret but the key that its file names."""
    names = voice.options.get("environment", ())
    names = [name for name in names if isinstance(name, str)] if isinstance(names, list) else []
    if isinstance(key := voice.options.get("key_from"), str):
        names.append(key)
    return environment.reduced(voice.engine, names, proxies=voice.leaves_machine)
