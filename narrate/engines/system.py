"""The system's voice through pyttsx3: SAPI on Windows, NSSpeech on macOS, eSpeak NG on Linux."""

import importlib
import os
import re
import sys
import tempfile
import threading
import time
import wave
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache, partial
from pathlib import Path
from typing import Any

from narrate.engines import Ability, Synthesizer, espeak, letters, library, wav
from narrate.errors import EngineError
from narrate.model import Audio, Prosody, Voice
from narrate.runtime.packages import pip_install

_LINUX = sys.platform.startswith("linux")

# Every driver of pyttsx3 starts with this rate; eSpeak's may not yet know it when it is asked.
_WORDS_PER_MINUTE = 200
# SAPI's rate runs from -10 to 10; pyttsx3 takes 156.63 words a minute as 0, and 11 % for each step.
_SAPI_WPM = (56, 444)
_TAG = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*")


class Pyttsx3:
    """The voices of the operating system; each utterance is written to a file."""

    name = "pyttsx3"
    # On Linux it drives eSpeak NG, whose state outlives an utterance. Elsewhere a fork would break
    # the system's frameworks.
    forks = deterministic = _LINUX
    abilities = (Ability.TRANSCRIPTION,) if _LINUX else ()

    @property
    def version(self) -> str:
        """The packages that speak and our table; elsewhere than on Linux with the system."""
        packages = library.package_version("pyttsx3", "espeakng-loader" if _LINUX else "")
        return f"{packages}, {letters.EDITION}" + ("" if _LINUX else f", {sys.platform}")

    def problem(self) -> str | None:
        """Return None if pyttsx3 is installed and, on Linux, the library that it drives."""
        if not library.package_version("pyttsx3"):
            return f"pyttsx3 is not installed. Install it with: {pip_install('pyttsx3')}"
        if _LINUX and library.load() is None:
            return f"pyttsx3 has no eSpeak NG to drive. {library.remedy()}"
        return None

    def voices(self) -> Sequence[Voice]:
        """Return the voices of the system."""
        return [
            Voice(
                name=f"{self.name}:{voice.id}",
                engine=self.name,
                id=voice.id,
                language=_languages(voice)[0],
                license="GPL-3.0-or-later" if _LINUX else "as the operating system's",
                description=voice.name,
            )
            for voice in _installed(_engine())
        ]

    @contextmanager
    def load(self, voice: Voice) -> Iterator[Synthesizer]:
        """Return a synthesizer; a speed of 1 is 200 words a minute."""
        if _LINUX:
            identifier = espeak.identify(voice)
            importlib.import_module("pyttsx3.drivers.espeak")
        else:
            identifier = _choose(_installed(_engine()), voice)
        with tempfile.TemporaryDirectory(prefix="narrate-") as folder:
            # pyttsx3 starts threads, which must live in the fork that speaks.
            speaker = cache(partial(_speaker, identifier, voice.prosody))
            yield lambda runs: _spoken(
                speaker(),
                letters.spoken("".join(run.readable for run in runs), voice.language),
                Path(folder),
            )

    def transcribe(self, texts: Sequence[str], voice: Voice) -> list[str]:
        """Return each text in IPA, as eSpeak NG pronounces it on Linux."""
        return espeak.transcribe(texts, voice)


def _speaker(identifier: str, prosody: Prosody) -> Any:
    """Return pyttsx3's engine with the voice and its prosody set."""
    engine = _engine()
    rate = round(_WORDS_PER_MINUTE * prosody.speed)
    if str(engine) == "sapi5" and not _SAPI_WPM[0] <= rate <= _SAPI_WPM[1]:
        raise EngineError(
            f"Windows' voices speak {_SAPI_WPM[0]} to {_SAPI_WPM[1]} words a minute, not {rate}: "
            "change the speed in the settings"
        )
    if _LINUX:
        engine.proxy.setBusy(False)  # set properties now: its loop may drop them when it starts
    engine.setProperty("voice", identifier)
    engine.setProperty("rate", rate)
    engine.setProperty("volume", min(1.0, 10 ** (prosody.gain_db / 20)))
    if prosody.pitch and not _LINUX:
        raise EngineError(
            "the system's voice cannot change its pitch: remove the pitch from the settings"
        )
    if _LINUX:
        engine.setProperty("pitch", espeak.pitch(prosody))
        _settle()
    return engine


def _settle() -> None:
    """Wait until eSpeak NG has set its properties: pyttsx3 would cancel them."""
    lib = library.load()
    while lib is not None and lib.espeak_IsPlaying():
        time.sleep(0.001)


def _engine() -> Any:
    if _LINUX:
        library.load()
    try:
        import pyttsx3

        return pyttsx3.init()
    except Exception as error:
        raise EngineError(f"pyttsx3 does not start: {error}. See: narrate doctor") from error


def _installed(engine: Any) -> list[Any]:
    """Return the voices of the system as pyttsx3 describes them."""
    try:
        return list(engine.getProperty("voices"))
    except Exception as error:
        raise EngineError(f"pyttsx3 cannot list the system's voices: {error}") from error


def _languages(voice: Any) -> list[str]:
    """Return a voice's language tags; drivers give text or bytes, some with a priority byte.

    SAPI's driver gives "Unknown Locale: 1033" for a language that Python does not name.
    """
    tags = [t.decode(errors="ignore") if isinstance(t, bytes) else str(t) for t in voice.languages]
    tags = [t.strip("\0\5").replace("_", "-").lower() for t in tags]
    return [t for t in tags if t != "none" and _TAG.fullmatch(t)] or [""]


def _choose(voices: Sequence[Any], voice: Voice) -> str:
    """Return the id of a voice: of the same id, else the same tag, else the same language."""
    tag = voice.language.lower()
    base = tag.partition("-")[0]
    identifiers = [
        *(v.id for v in voices if voice.id and v.id == voice.id),
        *(v.id for v in voices if not voice.id and tag in _languages(v)),
        *(
            v.id
            for v in voices
            if not voice.id and base in {t.split("-")[0] for t in _languages(v)}
        ),
    ]
    if not identifiers:
        raise EngineError(
            f"the system has no voice for {voice.id or voice.language!r}; "
            "see: narrate voices --engine pyttsx3"
        )
    return str(identifiers[0])


def _spoken(engine: Any, text: str, folder: Path) -> Audio:
    """Return one utterance by way of a file: of several, pyttsx3 would write only the last."""
    text = text.replace("\0", " ")  # a C library would stop there
    if not text.strip():
        return Audio(b"", 22_050)
    path = folder / f"{os.getpid()}.wav"
    finished = threading.Event()
    errors: list[Exception] = []
    topics = {
        "finished-utterance": lambda **_: finished.set(),
        "error": lambda exception, **_: errors.append(exception),
    }
    tokens = [engine.connect(topic, callback) for topic, callback in topics.items()]
    if not _LINUX:  # begin within its loop, whose start would stop what macOS already speaks
        engine.proxy.setBusy(True)
    engine.save_to_file(text, str(path))
    if _LINUX:
        sys.unraisablehook = _end_fork
    engine.runAndWait()
    if _LINUX:  # runAndWait returns after 10 ms there, while the library still speaks
        finished.wait()
    elif str(engine) == "nsss":  # its loop may end while macOS still writes
        while engine.proxy._driver._tts.isSpeaking():
            time.sleep(0.01)
    for token in tokens:
        engine.disconnect(token)
    # A loop that ended early refuses its second end: that is no error of the speech.
    refusals = [error for error in errors if not isinstance(error, RuntimeError)]
    if refusals and not _LINUX:
        raise EngineError(f"the system's voice refuses: {refusals[0]}")
    if not path.exists():
        raise EngineError("pyttsx3 wrote no audio")
    try:
        return _audio(path)
    finally:
        path.unlink()


def _end_fork(raised: "sys.UnraisableHookArgs") -> None:
    """End the fork: an error in the driver's callback, such as a full disk, would hang it."""
    try:
        sys.__unraisablehook__(raised)
    finally:
        os._exit(1)


def _audio(path: Path) -> Audio:
    """Return the audio of the driver's file: WAV, or on macOS AIFF under any name."""
    try:
        with wave.open(str(path)) as file:
            return Audio(file.readframes(file.getnframes()), file.getframerate())
    except (wave.Error, EOFError):
        return wav.read(path.read_bytes(), "pyttsx3")
