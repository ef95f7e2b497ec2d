"""Piper: one neural model for each voice, fast on a CPU (package piper-tts)."""

import re
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory
from typing import Any

from narrate.engines import (
    Ability,
    Synthesizer,
    clauses,
    espeak,
    ipa,
    letters,
    library,
    onnx,
    stress,
    words,
)
from narrate.errors import EngineError
from narrate.model import TRAINED, Audio, SpokenRun, Voice
from narrate.runtime.packages import install_command

_LIMIT = 400  # characters: the memory that a model needs grows with the square
_LEADING = re.compile(r"[,;:.!?…]+")
_APOSTROPHES = str.maketrans("’ʼ`", "'''")
_BREAKS = re.compile(r"[\0-\x1f\x7f]")


class Piper:
    """Speak with an installed model, or one at a path; ``options.speaker`` chooses a speaker."""

    name = "piper"
    deterministic = False  # each synthesis has new noise
    forks = False  # the runtime's threads would not survive
    abilities = (Ability.PHONEMES, Ability.WORD_TIMES, Ability.TRANSCRIPTION)

    @property
    def version(self) -> str:
        """The packages that speak."""
        packages = library.package_version("piper-tts", "onnxruntime", *stress.PACKAGES)
        return f"{packages}, phonemes {ipa.edition()}, {letters.EDITION}"

    def problem(self) -> str | None:
        """Return None if the package is installed, or a sentence with the remedy."""
        if library.package_version("piper-tts"):
            return None
        return f"Piper is not installed. Install it with: {install_command('piper')}"

    def voices(self) -> Sequence[Voice]:
        """Return the models that are installed."""
        models = sorted(onnx.folder(self.name).glob("*.onnx"))
        return [_voice(path) for path in models if Path(f"{path}.json").is_file()]

    @contextmanager
    def load(self, voice: Voice) -> Iterator[Synthesizer]:
        """Yield a synthesizer; EngineError if the model is missing or cannot be read."""
        if voice.prosody.pitch:
            raise EngineError("Piper cannot change its pitch: remove the pitch from the settings")
        default = onnx.folder(self.name) / f"{voice.id or 'none'}.onnx"
        yield _Speaker(onnx.existing(Path(voice.model) if voice.model else default, voice), voice)

    def transcribe(self, texts: Sequence[str], voice: Voice) -> list[str]:
        """Return each text in IPA, as eSpeak NG gives it to the model.

        A model that reads letters tells nothing: an empty text.
        """
        path = Path(voice.model) if voice.model else onnx.folder(self.name) / f"{voice.id}.onnx"
        if _reads_letters(Path(f"{path}.json")):
            return [""] * len(texts)
        return espeak.transcribe(texts, replace(voice, id=""))


def _reads_letters(description: Path) -> bool:
    """Return whether a model's description says that its symbols are letters."""
    import json

    try:
        return bool(json.loads(description.read_text("utf-8")).get("phoneme_type") == "text")
    except (OSError, ValueError, AttributeError):
        return False


def _voice(path: Path) -> Voice:
    language = path.stem.partition("-")[0].replace("_", "-")
    return Voice(
        name=f"piper:{path.stem}",
        engine=Piper.name,
        id=path.stem,
        language=language,
        license="unknown: see the voice's model card",
        source_type=TRAINED,
    )


class _Speaker:
    """One loaded model."""

    def __init__(self, path: Path, voice: Voice) -> None:
        import json

        from piper import PiperVoice, SynthesisConfig
        from piper.config import PiperConfig

        description = onnx.existing(Path(f"{path}.json"), voice)
        try:
            config = PiperConfig.from_dict(json.loads(description.read_text("utf-8")))
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise EngineError(
                f"{description.name} is no description of a Piper voice: {error!r}"
            ) from error
        with timed(path) as model:
            session = onnx.session(model, voice, path.name)
        self._piper: Any = PiperVoice(session, config, download_dir=path.parent)
        speaker = str(voice.options.get("speaker", ""))
        if speaker and speaker not in config.speaker_id_map:
            speakers = ", ".join(sorted(config.speaker_id_map)[:20]) or "only one"
            raise EngineError(f"the model has no speaker {speaker!r}; its speakers: {speakers}")
        self._how = SynthesisConfig(
            speaker_id=config.speaker_id_map.get(speaker),
            length_scale=config.length_scale / voice.prosody.speed,
            normalize_audio=False,  # otherwise each sentence gets the highest volume
            volume=10 ** (voice.prosody.gain_db / 20),
        )
        self._language = voice.language or config.espeak_voice
        # The symbols of such a model are letters: it would read IPA as letters, too.
        self._reads_letters = str(getattr(config.phoneme_type, "value", "")) == "text"
        self._english = config.espeak_voice.startswith("en")
        self._mark = stress.marker() if voice.language.startswith("uk") else None

    def __call__(self, runs: Sequence[SpokenRun]) -> Audio:
        pcm = bytearray()
        stretches: list[words.Stretch] = []
        for part in clauses.cut(clauses.with_end(runs), _LIMIT):
            for chunk in self._piper.synthesize(self._input(part), self._how, True):  # noqa: FBT003
                stretches += _stretches(chunk, len(pcm) // 2)
                pcm += chunk.audio_int16_bytes
        text = "".join(run.text for run in runs)
        return Audio(bytes(pcm), self._piper.config.sample_rate, words.place(text, stretches))

    def _input(self, runs: Sequence[SpokenRun]) -> str:
        """Return Piper's input: phonemes in [[ ]], together with the punctuation that follows."""
        text, phoneme_ids = "", self._piper.config.phoneme_id_map
        if self._reads_letters:
            return self._spelled(runs)
        for run in runs:
            phonemes = ipa.to_model(run.phonemes, phoneme_ids, english=self._english)
            if phonemes:
                text += f"[[{phonemes}]]"
                continue
            readable = _BREAKS.sub(" ", run.readable).replace("[[", "[ ")
            readable = letters.spoken(readable, self._language)
            if text.endswith("]]") and (mark := _LEADING.match(readable)):
                text = f"{text[:-2]}{mark.group()}]]"
                readable = readable[mark.end() :]
            text += readable
        return text

    def _spelled(self, runs: Sequence[SpokenRun]) -> str:
        """Return the input of a model that reads letters: lower case, with stress marks.

        Such a model silently omits phonemes and capitals.
        """
        text = _BREAKS.sub(" ", "".join(run.readable for run in runs))
        marked = self._mark(text) if self._mark else text
        return letters.in_alphabet(marked, self._piper.config.phoneme_id_map)


@contextmanager
def timed(path: Path) -> Iterator[str]:
    """Yield the path of the model with an output of phoneme lengths, a copy for as long as needed.

    Without the package onnx, or without room for the copy, it is the path of the model itself. A
    path, because a session that is given bytes keeps them: 63 MB.
    """
    try:
        import onnx as models
        from google.protobuf.message import DecodeError
        from piper.patch_voice_with_alignment import add_alignment_output
    except ImportError:
        yield str(path)
        return
    with ExitStack() as stack:
        try:
            folder = stack.enter_context(TemporaryDirectory(prefix="narrate-"))
            copy = Path(folder, path.name)
            lengths = models.ModelProto()
            lengths.graph.output.add().name = add_alignment_output(models.load(str(path)))
            copyfile(path, copy)
            # Messages of protobuf that follow one another are one message, with the fields of both.
            with copy.open("ab") as file:
                file.write(lengths.SerializeToString())
        except (DecodeError, ValueError, OSError):  # no model, no such lengths inside, or no room
            copy = path
        yield str(copy)


def _stretches(chunk: Any, offset: int) -> Iterator[words.Stretch]:
    """Yield the first and last sample of each word; nothing if the model gives no durations."""
    position = offset
    for space, group in groupby(
        chunk.phoneme_alignments or (), lambda alignment: alignment.phoneme == " "
    ):
        start, has_letter = position, False
        for alignment in group:
            position += int(alignment.num_samples)
            has_letter = has_letter or alignment.phoneme.isalpha()
        if not space and has_letter:
            yield start, position
