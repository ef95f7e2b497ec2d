"""Kokoro: one neural model, many speakers, eight languages (package kokoro-onnx)."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zipfile import BadZipFile, ZipFile

from narrate.engines import (
    Ability,
    Synthesizer,
    clauses,
    espeak,
    estimate,
    ipa,
    letters,
    library,
    onnx,
    seams,
    words,
)
from narrate.errors import EngineError
from narrate.model import TRAINED, Audio, SpokenRun, Voice
from narrate.runtime.packages import install_command

_MODELS = (
    "kokoro-v1.0.int8.onnx",
    "kokoro-v1.0.onnx",
)  # nobody hears a difference: prefer the smaller
_STYLES = "voices*.bin"
_STYLE_BYTES = 510 * 256 * 4  # a speaker's own file: a row of 256 little-endian floats a length
_EDITION = "styles by length, estimated words, seams"  # changes with the audio of the same phonemes
_LIMIT = 300  # characters; VOICES.md of Kokoro-82M: rushed over 400 of its 510 tokens
_SLOWEST, _FASTEST = 0.5, 2.0
_RATE_HZ = 24_000
_BREAKS = re.compile(r"[\0-\x1f\x7f]")
# The first letter of a speaker's name, as VOICES.md has it, and what eSpeak NG calls its language.
_LANGUAGES = {
    "a": ("en-US", "en-us"), "b": ("en-GB", "en-gb"), "e": ("es", "es"), "f": ("fr-FR", "fr-fr"),
    "h": ("hi", "hi"), "i": ("it", "it"), "p": ("pt-BR", "pt-br"),
    "j": ("ja", "ja"), "z": ("zh", "cmn"),
}  # fmt: skip


class Kokoro:
    """Speak with a speaker, "af_heart", or with a mixture of two, "af_heart+af_bella"."""

    name = "kokoro"
    deterministic = False  # each synthesis has new noise
    forks = False  # the runtime's threads would not survive
    abilities = (Ability.PHONEMES, Ability.WORD_TIMES, Ability.TRANSCRIPTION)

    @property
    def version(self) -> str:
        """The packages that speak, and our table of Kokoro's symbols."""
        packages = library.package_version("kokoro-onnx", "onnxruntime", "espeakng-loader")
        editions = f"{ipa.edition()} {ipa.edition('kokoro_ipa.tsv')}"
        return f"{packages}, phonemes {editions}, {letters.EDITION}, {_EDITION}"

    def problem(self) -> str | None:
        """Return None if the package is installed, or a sentence with the remedy."""
        if library.package_version("kokoro-onnx"):
            return None
        return f"Kokoro is not installed. Install it with: {install_command('kokoro')}"

    def voices(self) -> Sequence[Voice]:
        """Return the speakers that are installed."""
        return [
            Voice(
                name=f"kokoro:{speaker}",
                engine=self.name,
                id=speaker,
                language=_LANGUAGES.get(speaker[:1], ("", ""))[0],
                license="Apache-2.0",
                source="https://huggingface.co/hexgrad/Kokoro-82M",
                source_type=TRAINED,
            )
            for speaker in sorted(_styles(onnx.folder(self.name)))
        ]

    @contextmanager
    def load(self, voice: Voice) -> Iterator[Synthesizer]:
        """Yield a synthesizer; EngineError if the model or the speaker is missing."""
        if voice.prosody.pitch:
            raise EngineError("Kokoro cannot change its pitch: remove the pitch from the settings")
        if not _SLOWEST <= voice.prosody.speed <= _FASTEST:
            raise EngineError(f"Kokoro's speed must be from {_SLOWEST} to {_FASTEST}")
        places = [onnx.folder(self.name) / name for name in _MODELS]
        path = next((place for place in places if place.is_file()), places[0])
        yield _Speaker(onnx.existing(Path(voice.model) if voice.model else path, voice), voice)

    def transcribe(self, texts: Sequence[str], voice: Voice) -> list[str]:
        """Return each text in IPA, as eSpeak NG gives it to the model."""
        return espeak.transcribe(texts, replace(voice, id=""))


def _styles(folder: Path) -> dict[str, Path]:
    """Return speakers and their files in a folder: one's own file, or an archive of many."""
    styles: dict[str, Path] = {}
    for archive in sorted(folder.glob(_STYLES)):
        styles |= dict.fromkeys(_speakers(archive), archive)
    for path in folder.glob("*.bin"):
        if path.stat().st_size == _STYLE_BYTES:
            styles[path.stem] = path
    return styles


def _speakers(archive: Path) -> list[str]:
    try:
        with ZipFile(archive) as opened:
            return sorted(name.removesuffix(".npy") for name in opened.namelist())
    except (OSError, BadZipFile) as error:
        raise EngineError(
            f"{archive} is not an archive of Kokoro's speakers ({error}): install it again"
        ) from error


def _style(name: str, path: Path) -> Any:
    """Return a speaker's style: a row of 256 floats for each length in symbols."""
    import numpy as np

    if path.stem == name:
        return np.fromfile(path, "<f4").reshape(-1, 1, 256)
    with np.load(path) as archive:
        return archive[name]


def _model(session: Any, style: Any) -> Any:
    """Return the package's model around a session; the package reads styles from archives only."""
    import numpy as np
    from kokoro_onnx import Kokoro as Model

    with TemporaryDirectory(prefix="narrate-") as folder:
        archive = Path(folder, "style.npz")
        np.savez(archive, style=style)
        model = Model.from_session(session, str(archive))
        model.voices.close()
    return model


class _Speaker:
    """The loaded model with a speaker's style."""

    def __init__(self, path: Path, voice: Voice) -> None:
        styles = _styles(path.parent)
        if not styles:
            raise EngineError(
                f"the folder of {path.name} has no speaker file, such as NAME.bin: install one"
            )
        names = (voice.id or "none").split("+")
        if missing := [name for name in names if name not in styles]:
            raise EngineError(
                f"the model has no speaker {missing[0]!r}; its speakers: "
                f"{', '.join(sorted(styles))}"
            )
        session = onnx.session(str(path), voice, path.name)
        self._style = sum(_style(name, styles[name]) for name in names) / len(names)
        self._model: Any = _model(session, self._style)
        self._speed = voice.prosody.speed
        self._gain = 10 ** (voice.prosody.gain_db / 20)
        by_tag = {tag.lower(): lang for tag, lang in _LANGUAGES.values()}
        tag = voice.language.lower()
        speaker_language = _LANGUAGES.get(names[0][:1], ("", "en-us"))[1]
        self._language = by_tag.get(tag) or (
            speaker_language if speaker_language[:2] == tag[:2] or not tag else tag
        )

    def __call__(self, runs: Sequence[SpokenRun]) -> Audio:
        import numpy as np

        waves, stretches, offset, is_estimated = [], [], 0, False
        parts, before_s = clauses.cut(clauses.with_end(runs), _LIMIT), None
        for number, part in enumerate(parts, 1):
            phonemes = self._phonemes(part)
            if not any(map(str.isalpha, phonemes)):
                continue
            # The package picks the style's row for the length: Whisper heard more one-word
            # sentences with it than with the row of a longer text.
            wave, rate_hz, timings = self._model.create_timed(
                phonemes, self._style, self._speed, is_phonemes=True, trim=False,
                sentence_pause=0.0, clause_pause=0.0,
            )  # fmt: skip
            text = "".join(run.text for run in part)
            spans = list(_stretches(timings, rate_hz)) or estimate.stretches(
                text, phonemes, wave, rate_hz
            )
            is_estimated |= not timings
            after_s = seams.pause_s(text) / 2 if number < len(parts) else None
            wave, lost = seams.trimmed(wave, rate_hz, before_s, after_s)
            before_s = after_s
            stretches += [_within(span, offset - lost, offset + len(wave)) for span in spans]
            waves.append(wave)
            offset += len(wave)
        wave = np.concatenate([*waves, np.zeros(0, np.float32)]) * self._gain
        pcm = np.rint(wave.clip(-1, 1) * 32_767).astype("<i2").tobytes()
        text = "".join(run.text for run in runs)
        return Audio(pcm, _RATE_HZ, words.place(text, stretches, estimated=is_estimated))

    def _phonemes(self, runs: Sequence[SpokenRun]) -> str:
        """Return runs in the symbols of the model: IPA, or Kokoro's letters for English."""
        vocabulary, english = self._model.tokenizer.vocab, self._language.startswith("en")
        symbols = ""
        for run in runs:
            # The symbols of the table below are IPA's until they are translated.
            phonemes = ipa.to_model(run.phonemes, {*vocabulary, "e", "r"}, english=english)
            readable = letters.spoken(_BREAKS.sub(" ", run.readable), self._language)
            body = phonemes or self._model.tokenizer.phonemize(readable, self._language)
            body = ipa.to_kokoro(body, british=self._language == "en-gb") if english else body
            start = " " if not phonemes and readable[:1].isspace() else ""
            end = " " if not phonemes and readable[-1:].isspace() else ""
            symbols += start + body + end
        return symbols.strip()


def _within(span: words.Stretch, shift: int, end: int) -> words.Stretch:
    """Return a stretch moved by some frames, and cut where its part ends."""
    return max(0, min(span[0] + shift, end)), max(0, min(span[1] + shift, end))


def _stretches(timings: Sequence[Any], rate_hz: int) -> Iterator[words.Stretch]:
    """Yield the first and last sample of each word; nothing if the model gives no durations."""
    for space, group in groupby(timings, lambda timing: timing.phoneme == " "):
        letter_timings = [timing for timing in group if timing.phoneme.isalpha()]
        if letter_timings and not space:
            yield round(letter_timings[0].start * rate_hz), round(letter_timings[-1].end * rate_hz)
