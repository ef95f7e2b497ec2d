"""Compare narrate with a neural engine alone: wall, CPU and memory, as ratios of one run.

The engine's own side loads the model once, speaks the same sentences and writes them to a WAV file.
narrate's side is ``narrate make`` without a cache: loudness, encoding, tags, captions and page
included. Then one word is corrected. Both have one process of an engine and the same threads for
it. An article of ``--words`` has whole sentences of ``voices.tsv``, none of them twice.

    models=$(.ci/models); export XDG_DATA_HOME=$models/data PYTHONPATH=$models/joe
    python tests/benchmarks/neural.py kokoro-en-us-heart
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from itertools import count
from pathlib import Path
from typing import NamedTuple

from narrate.engines.process import THREADS

NARRATE = Path(sys.executable).with_name("narrate")
SENTENCES = Path(__file__).with_name("voices.tsv")
OWN = """
import json, os, sys, tempfile, wave, numpy as np, onnxruntime
texts, model, style = json.load(sys.stdin)
wav = wave.open(os.path.join(tempfile.gettempdir(), "own.wav"), "wb")
wav.setparams((1, 2, 24_000 if style else 22_050, 0, "NONE", ""))
options = onnxruntime.SessionOptions()
options.intra_op_num_threads = int(os.environ["OMP_NUM_THREADS"])
session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
if style:
    from kokoro_onnx import Kokoro
    rows = np.fromfile(style, "<f4").reshape(-1, 1, 256)
    np.savez(os.path.join(tempfile.gettempdir(), "own.npz"), heart=rows)
    kokoro = Kokoro.from_session(session, os.path.join(tempfile.gettempdir(), "own.npz"))
    for text in texts:
        samples, _ = kokoro.create(text, "heart", lang="en-us")
        wav.writeframes((samples * 32_767).clip(-32_768, 32_767).astype("<i2").tobytes())
else:
    from piper import PiperVoice
    from piper.config import PiperConfig
    config = PiperConfig.from_dict(json.load(open(model + ".json")))
    piper = PiperVoice(session, config)
    for text in texts:
        for chunk in piper.synthesize(text):
            wav.writeframes(chunk.audio_int16_bytes)
print(wav.tell() / wav.getframerate())
"""


class Cost(NamedTuple):
    wall_s: float
    cpu_s: float
    memory_mb: float


def run(*command: str, stdin: str = "", **options: object) -> Cost:
    """Run a command; return its cost, with the peak of all its processes together."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    peak = 0.0
    with tempfile.TemporaryFile("w+") as text:
        text.write(stdin)
        text.seek(0)
        process = subprocess.Popen(command, stdin=text, stdout=subprocess.DEVNULL, **options)  # type: ignore[call-overload]
        while True:
            try:
                process.wait(0.5)
                break
            except subprocess.TimeoutExpired:
                peak = max(peak, proportional_mb(process.pid))
    wall_s = time.perf_counter() - start
    assert process.returncode == 0, command
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu_s = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    cost = Cost(wall_s, cpu_s, peak)
    print(Path(command[0]).name, command[1], cost, file=sys.stderr)
    return cost


def proportional_mb(root: int) -> float:
    """Return the memory of a process and its descendants; shared pages count once."""
    parents = {}
    for place in Path("/proc").glob("[0-9]*"):
        try:
            parents[int(place.name)] = int(
                place.joinpath("stat").read_text().rpartition(")")[2].split()[1]
            )
        except OSError:
            continue
    family, size = {root}, 0
    while size != len(family):
        size = len(family)
        family |= {pid for pid, parent in parents.items() if parent in family}
    total_kb = 0
    for pid in family:
        try:
            lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
            total_kb += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
        except (OSError, ProcessLookupError):
            continue
    return total_kb / 1000


def sentences(words: int) -> list[str]:
    """Return at least as many words of news sentences; a sentence that returns begins otherwise."""
    rows = [row.split("\t")[1] for row in SENTENCES.read_text("utf-8").splitlines()[1:]]
    order = [*rows[::4], *rows[1::4], *rows[2::4], *rows[3::4]]  # each kind in each part
    article: list[str] = []
    for day in count(1):
        for row in order:
            article.append(f"On day {day}: {row}" if day > 1 else row)
            if sum(len(sentence.split()) for sentence in article) >= words:
                return article
    raise AssertionError


def compared(voice: str, threads: int, words: int) -> dict[str, object]:
    """Return the costs of the engine alone, of a cold run and of a correction, and their ratios."""
    from narrate import voices
    from narrate.engines import onnx
    from narrate.model import Block, Kind
    from narrate.text import prepare

    rows = sentences(words)
    blocks = [Block(Kind.PARAGRAPH, row) for row in rows]
    texts = [utterance.spoken for utterance in prepare(blocks, "en-US").utterances]
    found = voices.ready(voices.named(voice), commercial=False)
    style = str(Path(found.model).with_name(f"{found.id}.bin")) if found.engine == "kokoro" else ""
    model = found.model or str(onnx.folder(found.engine) / f"{found.id}.onnx")
    with tempfile.TemporaryDirectory() as place:
        environment = {
            **os.environ,
            THREADS: str(threads),
            "XDG_CACHE_HOME": place,
            "TMPDIR": place,
        }
        options: dict[str, object] = {"cwd": place, "env": environment}
        Path(place, "narrate.toml").write_text(f'voice = "{voice}"\njobs = 1\n')
        make = (str(NARRATE), "make", "story.txt", "-o", "made")
        own = run(sys.executable, "-c", OWN, stdin=json.dumps([texts, model, style]), **options)
        Path(place, "story.txt").write_text("\n\n".join(rows))
        cold = run(*make, **options)
        usual = sorted(rows, key=len)[len(rows) // 2]
        changed = f"{usual.rpartition(' ')[0]} afterwards."
        Path(place, "story.txt").write_text("\n\n".join(rows).replace(usual, changed))
        corrected = run(*make, **options)
        again = run(sys.executable, "-c", OWN, stdin=json.dumps([texts, model, style]), **options)
    base = Cost(*(sum(pair) / 2 for pair in zip(own, again, strict=True)))
    ratios = {
        "wall": cold.wall_s / base.wall_s,
        "cpu": cold.cpu_s / base.cpu_s,
        "memory": cold.memory_mb / max(own.memory_mb, again.memory_mb),
        "correction, wall": corrected.wall_s / cold.wall_s,
        "correction, cpu": corrected.cpu_s / cold.cpu_s,
    }
    costs = {"own": own, "own again": again, "cold": cold, "corrected": corrected}
    setup = {"voice": voice, "threads": threads, "words": sum(len(row.split()) for row in rows)}
    return setup | {"ratios": ratios} | {name: cost._asdict() for name, cost in costs.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("voices", nargs="*", default=["piper-en-us-joe", "kokoro-en-us-heart"])
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument(
        "--words", type=int, help="of the article; 1,000 by default, 200 for Kokoro"
    )
    options = parser.parse_args()
    for voice in options.voices:
        words = options.words or (200 if voice.startswith("kokoro") else 1_000)
        print(json.dumps(compared(voice, options.threads, words), indent=1), flush=True)


if __name__ == "__main__":
    main()
