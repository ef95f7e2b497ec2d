"""Speech recognizers on this machine; the user provides the model of each.

A third party adds a recognizer through the entry point group ``narrate.recognizers``. The name of
the entry point is the recognizer's name; its object is called with the model, a text, maybe empty.
"""

import shlex
import subprocess
import tempfile
from collections.abc import Callable
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any, Final, Protocol

from narrate.audio import shape
from narrate.engines.process import threads
from narrate.errors import NarrateError, UsageError
from narrate.model import Audio
from narrate.runtime import environment
from narrate.runtime.packages import install_command

_RATE_HZ = 16_000  # what speech models are trained on
_EDGE = bytes(_RATE_HZ)  # half a second of silence, in which a recognizer finds the first word
_LIMIT_S = 120
_WHISPER: Final = "base"
WAV = "{wav}"


class Recognizer(Protocol):
    """A function that returns the words in speech."""

    def __call__(self, audio: Audio) -> str:
        """Return the words of one sentence; raises NarrateError if recognition fails."""


class Whisper:
    """Whisper by faster-whisper: a model by its name, fetched once, or a folder that holds one."""

    def __init__(self, model: str) -> None:
        """Load a model: ``base`` by default, which hears many languages."""
        try:
            from faster_whisper import WhisperModel
        except ImportError as error:
            raise UsageError(
                f"Whisper is not installed. Install it with: {install_command('asr')}"
            ) from error
        try:
            self._model: Any = WhisperModel(
                model or _WHISPER, device="cpu", compute_type="int8", cpu_threads=threads(1)
            )
        except Exception as error:  # its exceptions and those of its hub share no other class
            raise UsageError(
                f"Whisper cannot load the model {model or _WHISPER}: {error}. Name a folder that "
                "holds model.bin, or a model of faster-whisper such as whisper:tiny.en."
            ) from error
        self.language = ""

    def __call__(self, audio: Audio) -> str:
        """Return the words of one sentence."""
        from numpy import float32, frombuffer

        pcm = _EDGE + shape.at_rate(audio, _RATE_HZ).pcm + _EDGE
        segments, _ = self._model.transcribe(
            frombuffer(pcm, "<i2").astype(float32) / 32_768,
            language=self.language.partition("-")[0].lower() or None,
            condition_on_previous_text=False,
            temperature=0.0,
        )
        return " ".join(segment.text.strip() for segment in segments)


class Program:
    """Any program that prints the words of a WAV file: whisper.cpp, for one. No shell is asked."""

    def __init__(self, model: str) -> None:
        """Take the command: arguments in which ``{wav}`` stands for the file."""
        try:
            self._arguments = shlex.split(model)
        except ValueError as error:
            raise UsageError(
                f"The command {model!r} cannot be read: {error}. Check its quotation marks."
            ) from error
        if not any(WAV in argument for argument in self._arguments):
            raise UsageError(f"The recognizer's command needs {WAV}, the file to listen to.")

    def __call__(self, audio: Audio) -> str:
        """Return the program's standard output for one sentence; raises NarrateError."""
        import soundfile
        from numpy import frombuffer

        with tempfile.TemporaryDirectory(prefix="narrate-") as folder:
            path = Path(folder, "sentence.wav")
            soundfile.write(path, frombuffer(shape.at_rate(audio, _RATE_HZ).pcm, "<i2"), _RATE_HZ)
            arguments = [argument.replace(WAV, str(path)) for argument in self._arguments]
            try:
                result = subprocess.run(  # noqa: S603 - the user's own command, without a shell
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
        return result.stdout


_BUILT_IN: Final[dict[str, Callable[[str], Recognizer]]] = {
    "whisper": Whisper,
    "command": Program,
}


def in_language(recognizer: Recognizer, language: str) -> Recognizer:
    """Return the recognizer, set to ``language`` if it supports several."""
    if isinstance(recognizer, Whisper):
        recognizer.language = language
    return recognizer


def find(name: str) -> Recognizer:
    """Return a recognizer by ``NAME`` or ``NAME:MODEL``; UsageError lists the names."""
    kind, _, model = name.partition(":")
    extensions = {entry.name: entry for entry in entry_points(group="narrate.recognizers")}
    if kind in _BUILT_IN:
        return _BUILT_IN[kind](model)
    if kind not in extensions:
        names = ", ".join([*_BUILT_IN, *sorted(extensions)])
        raise UsageError(f"There is no recognizer {kind!r}. Recognizers: {names}.")
    try:
        recognizer: Recognizer = extensions[kind].load()(model)
    except Exception as error:  # whatever a third party's code raises
        raise UsageError(f"The recognizer {kind!r} does not load: {error}.") from error
    return recognizer
