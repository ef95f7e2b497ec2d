"""Who listens to what was said: recognizers on this machine, each with a model of the user's.

A third party adds one through the entry point group ``narrate.recognizers``; its name there is the
recognizer's, its object takes the model, a text that may be empty.
"""

import shlex
import subprocess
import tempfile
from collections.abc import Callable
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any, Final, Protocol

from narrate.audio import shape
from narrate.errors import NarrateError, UsageError
from narrate.model import Audio
from narrate.runtime import environment
from narrate.runtime.packages import install_command

_RATE_HZ = 16_000  # what speech models are trained on
_EDGE = bytes(_RATE_HZ)  # half a second of silence, in which a recognizer finds the first word
_LIMIT_S = 120
WAV = "{wav}"


class Recognizer(Protocol):
    """What hears words in speech."""

    def __call__(self, audio: Audio) -> str:
        """Return the words of one sentence; NarrateError where it cannot listen."""


class PocketSphinx:
    """PocketSphinx: small and old, with a model of American English of its own; BSD license."""

    def __init__(self, model: str) -> None:
        """Load a folder with ``am``, ``lm.bin`` and ``words.dict``, or the package's own model."""
        try:
            from pocketsphinx import Decoder
        except ImportError as error:
            raise UsageError(f"pocketsphinx is not installed: {install_command('asr')}") from error
        own = {
            "hmm": f"{model}/am",
            "lm": f"{model}/lm.bin",
            "dict": f"{model}/words.dict",
        }
        try:
            self._decoder: Any = Decoder(
                samprate=_RATE_HZ, loglevel="FATAL", **(own if model else {})
            )
        except (RuntimeError, ValueError, TypeError) as error:
            raise UsageError(
                f"pocketsphinx cannot load the model {model}: name a folder that holds am, lm.bin "
                "and words.dict."
            ) from error

    def __call__(self, audio: Audio) -> str:
        """Return the words of one sentence."""
        pcm = _EDGE + shape.at_rate(audio, _RATE_HZ).pcm + _EDGE
        self._decoder.start_utt()
        self._decoder.process_raw(pcm, full_utt=True)
        self._decoder.end_utt()
        found = self._decoder.hyp()
        return found.hypstr if found else ""


class Program:
    """Any program that prints the words of a WAV file: whisper.cpp, for one. No shell is asked."""

    def __init__(self, model: str) -> None:
        """Take the command: arguments in which ``{wav}`` stands for the file."""
        try:
            self._arguments = shlex.split(model)
        except ValueError as error:
            raise UsageError(f"The command {model!r} cannot be read: {error}.") from error
        if not any(WAV in argument for argument in self._arguments):
            raise UsageError(f"The recognizer's command needs {WAV}, the file to listen to.")

    def __call__(self, audio: Audio) -> str:
        """Return what the program prints for one sentence."""
        import soundfile
        from numpy import frombuffer

        with tempfile.TemporaryDirectory(prefix="narrate-") as folder:
            path = Path(folder, "sentence.wav")
            soundfile.write(path, frombuffer(shape.at_rate(audio, _RATE_HZ).pcm, "<i2"), _RATE_HZ)
            arguments = [argument.replace(WAV, str(path)) for argument in self._arguments]
            try:
                done = subprocess.run(  # noqa: S603 - the user's own command, without a shell
                    arguments,
                    check=True,
                    capture_output=True,
                    timeout=_LIMIT_S,
                    text=True,
                    env=environment.reduced(Path(arguments[0]).stem),
                )
            except (OSError, subprocess.SubprocessError, UnicodeDecodeError) as error:
                raise NarrateError(
                    f"The recognizer {arguments[0]} failed: {error}. Try its command on a WAV file."
                ) from error
        return done.stdout


_BUILT_IN: Final[dict[str, Callable[[str], Recognizer]]] = {
    "pocketsphinx": PocketSphinx,
    "command": Program,
}


def find(name: str) -> Recognizer:
    """Return a recognizer by ``NAME`` or ``NAME:MODEL``; UsageError names those there are."""
    kind, _, model = name.partition(":")
    others = {entry.name: entry for entry in entry_points(group="narrate.recognizers")}
    if kind in _BUILT_IN:
        return _BUILT_IN[kind](model)
    if kind not in others:
        names = ", ".join([*_BUILT_IN, *sorted(others)])
        raise UsageError(f"There is no recognizer {kind!r}. Recognizers: {names}.")
    try:
        recognizer: Recognizer = others[kind].load()(model)
    except Exception as error:  # whatever a third party's code raises
        raise UsageError(f"The recognizer {kind!r} does not load: {error}.") from error
    return recognizer
