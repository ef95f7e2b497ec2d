"""How long the main job takes, as ratios against a peer and a floor in the same run.

python tests/benchmarks/run.py [RUNS]

It needs the programs espeak-ng, lame and ffmpeg, for the floor and for the peer only.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from importlib.resources import files
from pathlib import Path

CHARACTERS = 20_000
HERE = Path(__file__).parent
NARRATE = str(Path(sys.executable).with_name("narrate"))


class Bench:
    """A folder with the article, the text that is spoken and a cache that can be emptied."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environment = {**os.environ, "XDG_CACHE_HOME": str(folder / "cache")}
        body = files("narrate.cli").joinpath("bakery.md").read_text("utf-8").split("---\n")[2]
        self.article = folder / "article.md"
        self.article.write_text((body * (CHARACTERS // len(body) + 1))[:CHARACTERS], "utf-8")
        script = json.loads(self.run(NARRATE, "script", str(self.article), "--json"))
        spoken = [utterance["spoken"] for utterance in script["utterances"]]
        self.spoken = folder / "spoken.txt"
        self.spoken.write_text("\n".join(spoken), "utf-8")

    def run(self, *command: str) -> bytes:
        return subprocess.run(
            command, check=True, capture_output=True, cwd=self.folder, env=self.environment
        ).stdout

    def cold(self, voice: str) -> None:
        subprocess.run(["rm", "-rf", self.folder / "cache"], check=True)  # noqa: S607
        self.warm(voice)

    def warm(self, voice: str) -> None:
        self.run(NARRATE, "make", str(self.article), "--voice", voice, "-o", "made")

    def floor(self) -> None:
        self.run("espeak-ng", "-v", "en-us", "-w", "floor.wav", "-f", str(self.spoken))
        self.run("lame", "--quiet", "-b", "64", "floor.wav", "floor.mp3")

    def everyone(self) -> None:
        self.run(sys.executable, str(HERE / "everyone.py"), str(self.spoken), "everyone.mp3")


def timed(work: Callable[[], None]) -> tuple[float, float]:
    """Return wall and CPU seconds of the processes that the work starts."""
    before, start = os.times(), time.perf_counter()
    work()
    after, wall = os.times(), time.perf_counter() - start
    cpu = after.children_user + after.children_system
    return wall, cpu - before.children_user - before.children_system


def row(name: str, walls: Sequence[float], cpus: Sequence[float], floor: list[float]) -> str:
    wall, cpu = statistics.median(walls), statistics.median(cpus)
    return f"| {name} | {wall:.2f} | {cpu:.2f} | {wall / floor[0]:.2f} | {cpu / floor[1]:.2f} |"


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder))
        works: dict[str, Callable[[], None]] = {
            "floor: `espeak-ng -w`, then `lame -b 64`": bench.floor,
            "narrate, voice espeak": lambda: bench.cold("espeak-en-us"),
            "the same again, nothing changed": lambda: bench.warm("espeak-en-us"),
            "narrate, voice system": lambda: bench.cold("system"),
            "the script that everyone writes": bench.everyone,
        }
        taken: dict[str, list[tuple[float, float]]] = {name: [] for name in works}
        for _ in range(runs):  # in turn, so that a machine that slows down slows all
            for name, work in works.items():
                taken[name].append(timed(work))
    print(f"{CHARACTERS:,} characters, {len(os.sched_getaffinity(0))} cores, median of {runs}\n")
    print("| | wall s | CPU s | wall / floor | CPU / floor |\n|---|---|---|---|---|")
    floor = [statistics.median(column) for column in zip(*taken[next(iter(works))], strict=True)]
    for name, figures in taken.items():
        walls, cpus = zip(*figures, strict=True)
        print(row(name, walls, cpus, floor))


if __name__ == "__main__":
    main()
