"""The process that an engine lives in; ``wire`` says what goes in and out.

An engine that prints does so into stderr, never into the answers.
"""

import gc
import os
import signal
import sys
import warnings
from contextlib import ExitStack
from dataclasses import asdict
from typing import BinaryIO

from narrate import engines
from narrate.engines import wire
from narrate.errors import EngineError, EngineWarning
from narrate.model import Voice

# The parent ends a process that is late; this ends one whose parent is gone.
_GRACE_S = 5.0


def main() -> None:
    """Serve one voice until stdin ends, or list an engine's voices and end."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    order = wire.receive(sys.stdin.buffer)
    if order is None:
        return
    _end_in(order["limit_s"] + _GRACE_S)
    os.environ["TMPDIR"] = order["folder"]
    try:
        engine = engines.find(order["engine"])
        if "voice" in order:
            _serve(engine, order, answers)
        else:
            wire.send(answers, {"voices": [asdict(voice) for voice in engine.voices()]})
    except Exception as error:  # noqa: BLE001 - the outermost edge of an engine's process
        wire.send(answers, {"error": _sentence(error)})
    finally:  # a parent does so, too, but not one that was killed
        import shutil

        shutil.rmtree(order["folder"], ignore_errors=True)


def _serve(engine: engines.Engine, order: wire.Head, answers: BinaryIO) -> None:
    if problem := engine.problem():
        raise EngineError(problem)
    with ExitStack() as opened:
        with warnings.catch_warnings(record=True) as told:
            warnings.simplefilter("always", EngineWarning)
            synthesize = opened.enter_context(engine.load(Voice.of(order["voice"])))
        _end_in(0)
        notes = [str(each.message) for each in told if each.category is EngineWarning]
        wire.send(answers, {"ready": True, "notes": notes})
        gc.freeze()  # a fork then shares what is loaded, rather than copying it
        while request := wire.receive(sys.stdin.buffer):
            if engine.forks:
                _fork(synthesize, request, answers)
            else:
                _say(synthesize, request, answers)


def _fork(synthesize: engines.Synthesizer, request: wire.Head, answers: BinaryIO) -> None:
    """Say it in a fork, so that the loaded engine stays as it was; its death is ours, too."""
    pid = os.fork()
    if pid == 0:
        _say(synthesize, request, answers)
        os._exit(0)
    code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    if code:
        os._exit(128 - code if code < 0 else code)


def _say(synthesize: engines.Synthesizer, request: wire.Head, answers: BinaryIO) -> None:
    _end_in(request["limit_s"] + _GRACE_S)
    try:
        audio = synthesize(wire.runs(request))
    except Exception as error:  # noqa: BLE001 - whatever an engine raises costs one utterance
        wire.send(answers, {"error": _sentence(error)})
    else:
        wire.send(answers, wire.answer(audio), audio.pcm)
    _end_in(0)


def _end_in(seconds: float) -> None:
    """Let the system end this process then, unless it is told otherwise before; 0 is never."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _sentence(error: Exception) -> str:
    return str(error) if isinstance(error, EngineError) else f"{type(error).__name__}: {error}"


if __name__ == "__main__":
    main()
