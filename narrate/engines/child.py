"""The process that an engine lives in; ``wire`` defines its messages.

Whatever an engine prints goes to stderr, never among the answers.
"""

import gc
import os
import select
import shutil
import signal
import sys
import threading
import warnings
from contextlib import AbstractContextManager, ExitStack
from dataclasses import asdict
from typing import BinaryIO

from narrate import engines
from narrate.engines import wire
from narrate.errors import EngineError, EngineWarning
from narrate.model import Audio, Voice

# The parent judges whether an engine makes progress, and its end is noticed. A timer of the system
# remains for a process that neither reaches; it must outlast a slow machine.
_LIMITS, _GRACE_S = 20, 60.0
_LARGEST_BYTES = 200_000_000  # half an hour of one sentence


def main() -> None:
    """Serve one voice until stdin ends, or list an engine's voices."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    if hasattr(os, "setsid") and os.getsid(0) != os.getpid():
        os.setsid()  # the lifeline ends the whole group
    order = wire.receive(sys.stdin.buffer)
    if order is None:
        return
    _end_after(order["limit_s"])
    os.environ["TMPDIR"] = order["folder"]
    try:
        engine = engines.find(order["engine"])
        if "voice" in order:
            _serve(engine, order, answers)
        else:
            wire.send(answers, {"voices": [asdict(voice) for voice in engine.voices()]})
    except Exception as error:  # noqa: BLE001 - the outermost edge of an engine's process
        wire.send(answers, {"error": _sentence(error)})
    finally:  # the parent deletes it, too, unless it was killed
        shutil.rmtree(order["folder"], ignore_errors=True)


class _Lifeline(AbstractContextManager[None]):
    """While it is held, the end of the parent ends this process and deletes the engine's folder.

    A thread waits for it, so that it works while the engine computes or hangs.
    """

    def __init__(self, folder: str) -> None:
        self._folder = folder

    def __enter__(self) -> None:
        if not hasattr(select, "poll"):  # Windows
            return
        self._release, release_write = os.pipe()
        self._releasing = os.fdopen(release_write, "wb")
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        if hasattr(select, "poll"):
            self._releasing.close()
            self._thread.join()
            os.close(self._release)

    def _watch(self) -> None:
        self.wait(self._release)

    def wait(self, stream: int) -> None:
        """Wait for the end of a stream's other side; the end of the parent ends this process."""
        hangups = select.poll()
        for watched in (0, stream):
            hangups.register(watched, 0)  # no event but the end of the other side
        if stream not in dict(hangups.poll()):
            for _ in range(2):  # the engine may write a file meanwhile
                shutil.rmtree(self._folder, ignore_errors=True)
            os.killpg(0, signal.SIGKILL)


def _serve(engine: engines.Engine, order: wire.Head, answers: BinaryIO) -> None:
    if problem := engine.problem():
        raise EngineError(problem)
    lifeline = _Lifeline(order["folder"])
    with ExitStack() as opened:
        with lifeline, warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always", EngineWarning)
            synthesize = opened.enter_context(engine.load(Voice.of(order["voice"])))
        _end_after(None)
        notes = [str(note.message) for note in caught if note.category is EngineWarning]
        wire.send(answers, {"ready": True, "notes": notes})
        gc.freeze()  # a fork then shares the loaded memory and copies none of it
        if not engine.forks:
            opened.enter_context(lifeline)
        while request := wire.receive(sys.stdin.buffer):
            if engine.forks:
                _fork(synthesize, request, answers, lifeline)
            else:
                _say(synthesize, request, answers)


def _fork(
    synthesize: engines.Synthesizer, request: wire.Head, answers: BinaryIO, lifeline: _Lifeline
) -> None:
    """Speak in a fork, so that the loaded engine stays unchanged; end when a fork crashes."""
    fork_end, held_by_fork = os.pipe()
    pid = os.fork()
    if pid == 0:
        _say(synthesize, request, answers)
        os._exit(0)
    os.close(held_by_fork)
    lifeline.wait(fork_end)  # without a thread: a fork of a process with threads may hang
    os.close(fork_end)
    code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    if code:
        os._exit(128 - code if code < 0 else code)


def _say(synthesize: engines.Synthesizer, request: wire.Head, answers: BinaryIO) -> None:
    _end_after(request["limit_s"])
    try:
        audio = _bounded(synthesize(wire.runs(request)))
        head = wire.answer(audio)
    except Exception as error:  # noqa: BLE001 - any exception of an engine costs one utterance
        wire.send(answers, {"error": _sentence(error)})
    else:
        wire.send(answers, head, audio.pcm)
    _end_after(None)


def _bounded(audio: Audio) -> Audio:
    """Return audio that the wire can carry; EngineError for another type or too much of it."""
    if not isinstance(audio, Audio) or not isinstance(audio.pcm, bytes):
        raise EngineError(f"it gave no Audio of bytes, but {type(audio).__name__}")
    if len(audio.pcm) > _LARGEST_BYTES:
        raise EngineError(f"it gave {len(audio.pcm) // 1_000_000} MB of audio for one sentence")
    return audio


def _end_after(limit_s: float | None) -> None:
    """Let the system end this process long after a limit; None takes the order back."""
    if hasattr(signal, "setitimer"):
        seconds = 0 if limit_s is None else _LIMITS * limit_s + _GRACE_S
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _sentence(error: Exception) -> str:
    return str(error) if isinstance(error, EngineError) else f"{type(error).__name__}: {error}"


if __name__ == "__main__":
    main()
