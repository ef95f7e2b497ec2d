"""How long and how large the main jobs are, as ratios against a floor or a peer in the same run.

python tests/benchmarks/run.py [RUNS] [--long]

It needs the programs espeak-ng, lame and ffmpeg, for the floor and for the peer only; ``--long``
adds ten hours of audio and an archive of 200 articles.
"""

import json
import os
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

CHARACTERS = 20_000
TEN_MINUTES = 6_900  # characters that the voice says in that time; it once said 8,300
HERE = Path(__file__).parent
NARRATE = str(Path(sys.executable).with_name("narrate"))
VOICE = ("--voice", "espeak-en-us")
# Starts as a run does, and imports what it imported; so does the process of its engine, eSpeak's.
# Of nltk it imports as little as narrate, which lets it go from sys.modules again.
IMPORTS = """
import importlib, json, os, subprocess, sys
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
from narrate.text.punkt import punkt
engine = subprocess.Popen(
    [sys.executable, "-P", "-c", "import narrate.engines.child, narrate.engines.espeak"]
)
for name in json.load(open(sys.argv[1])):
    try: punkt() if name == "nltk.tokenize.punkt" else importlib.import_module(name)
    except ImportError: pass
engine.wait()
"""
LISTED = """
import json, sys
ran = []
sys.addaudithook(lambda event, about: ran.append(about[0].co_filename) if event == "exec" else None)
import narrate.cli
sys.argv[0] = "narrate"
try: narrate.cli.main()
except SystemExit: pass
names = [name for name in sys.modules if name != "__main__"]
names += ["nltk.tokenize.punkt"] * any(path.endswith("nltk/tokenize/punkt.py") for path in ran)
json.dump(names, open("modules.json", "w"))
"""


class Taken(NamedTuple):
    """Wall and CPU seconds of the processes that some work started, the largest in kB."""

    wall: float
    cpu: float
    size: int = 0


class Bench:
    """A folder with the article, the text that is spoken, and a cache that can be a new one."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environment = dict(os.environ)
        # As pip leaves an installation: its modules are compiled once, not in each run.
        self.environment.pop("PYTHONDONTWRITEBYTECODE", None)
        self.body = files("narrate.cli").joinpath("bakery.md").read_text("utf-8").split("---\n")[2]
        self.article = self.written("article.md", CHARACTERS)
        script = json.loads(self.run(NARRATE, "script", str(self.article), "--json"))
        spoken = [utterance["spoken"] for utterance in script["utterances"]]
        self.spoken = folder / "spoken.txt"
        self.spoken.write_text("\n".join(spoken), "utf-8")
        self._corrected = self._caches = 0
        self.fresh()

    def written(self, name: str, characters: int, series: str = "part") -> Path:
        """Write an article of a length in which no sentence stands twice, nor in another series."""
        paragraphs = [part for part in self.body.split("\n\n") if part.strip()]
        text, number = "", 0
        while len(text) < characters:
            number += 1
            text += f"{paragraphs[number % len(paragraphs)]} So ends it. ".replace(
                ". ", f" in {series} {number}. "
            )
            text = f"{text.rstrip()}\n\n"
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text[:characters], "utf-8")
        return path

    def run(self, *command: str) -> bytes:
        return subprocess.run(
            command, check=True, capture_output=True, cwd=self.folder, env=self.environment
        ).stdout

    def fresh(self) -> None:
        """Have nothing made and nothing kept.

        An emptied cache would not do: ext4 looks past each file that was just deleted.
        """
        self._caches += 1
        self.environment["XDG_CACHE_HOME"] = str(self.folder / f"cache-{self._caches}")
        shutil.rmtree(self.folder / "made", ignore_errors=True)

    def make(self, *arguments: str) -> None:
        self.run(NARRATE, "make", *(arguments or ("article.md", *VOICE, "-o", "made")))

    def edited(self) -> None:
        """Change one word of the article."""
        self._corrected += 1
        text = self.article.read_text("utf-8")
        corrected = re.sub(
            r"ends it in part 9\b[^.]*", f"ends it in part 9, take {self._corrected}", text
        )
        self.article.write_text(corrected, "utf-8")

    def imports(self) -> None:
        self.run(sys.executable, "-c", IMPORTS, "modules.json")

    def floor(self) -> None:
        self.run("espeak-ng", "-v", "en-us", "-w", "floor.wav", "-f", str(self.spoken))
        self.run("lame", "--quiet", "-b", "64", "floor.wav", "floor.mp3")

    def everyone(self) -> None:
        self.run(sys.executable, str(HERE / "everyone.py"), str(self.spoken), "everyone.mp3")

    def first_byte(self) -> None:
        """Wait for the first second of a stream."""
        command = (NARRATE, "make", "article.md", *VOICE, "-o", "-", "--stream")
        with subprocess.Popen(
            command, cwd=self.folder, env=self.environment, stdout=subprocess.PIPE
        ) as running:
            assert running.stdout
            running.stdout.read(9_000)
            running.kill()


def timed(work: Callable[[], None]) -> Taken:
    before, start = _cpu(), time.perf_counter()
    work()
    return Taken(time.perf_counter() - start, _cpu() - before)


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def largest(work: Callable[[], None]) -> int:
    """Return the size in kB of the largest process that some work started."""
    child = os.fork()
    if not child:
        work()
        size = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
        Path("/tmp", f"narrate-bench-{os.getpid()}").write_text(str(size))  # noqa: S108
        os._exit(0)
    os.waitpid(child, 0)
    told = Path("/tmp", f"narrate-bench-{child}")  # noqa: S108
    size = int(told.read_text())
    told.unlink()
    return size


def median(bench: Bench, runs: int) -> dict[str, Taken]:
    """Return the median of each work; in turn, so that a machine that slows down slows all."""
    bench.run(sys.executable, "-c", LISTED, "make", "article.md", *VOICE, "-o", "made")
    works: dict[str, Callable[[], None]] = {
        "floor": bench.floor,
        "everyone": bench.everyone,
        "cold": bench.make,
        "same": bench.make,
        "word": bench.make,
        "imports": bench.imports,
        "first": bench.first_byte,
        "typer": lambda: bench.run(sys.executable, "-c", "import typer") and None,
        "help": lambda: bench.run(NARRATE, "--help") and None,
    }
    taken: dict[str, list[Taken]] = {name: [] for name in works}
    for _ in range(runs):
        for name, work in works.items():
            if name in {"cold", "first"}:
                bench.fresh()
            if name == "word":
                bench.edited()
            if name == "imports":
                bench.run(sys.executable, "-c", LISTED, *_corrected(bench))
            taken[name].append(timed(work))
    return {
        name: Taken(*(statistics.median(column) for column in zip(*figures, strict=True)))
        for name, figures in taken.items()
    }


def _corrected(bench: Bench) -> tuple[str, ...]:
    """Return a run that corrects another word, to list what such a run imports."""
    bench.edited()
    return ("make", "article.md", *VOICE, "-o", "made")


def short(bench: Bench, runs: int) -> list[tuple[str, float, float]]:
    took = median(bench, runs)
    floor, cold, word = took["floor"], took["cold"], took["word"]
    print(f"cold {cold.wall:.2f} s wall, {cold.cpu:.2f} s CPU; floor {floor.wall:.2f} s\n")
    return [
        ("cold, wall / `espeak-ng -w`, then `lame -b 64`", cold.wall / floor.wall, 0.60),
        ("the same, CPU / CPU", cold.cpu / floor.cpu, 1.10),
        ("cold / the script that everyone writes", cold.wall / took["everyone"].wall, 0.25),
        ("one word corrected / cold", word.wall / cold.wall, 0.15),
        (
            "the same, CPU past start-up and imports",
            max(0, word.cpu - took["imports"].cpu) / cold.cpu,
            0.03,
        ),
        ("nothing changed / cold", took["same"].wall / cold.wall, 0.10),
        ("first second of `--stream` / cold", took["first"].wall / cold.wall, 0.25),
        (
            "`narrate --help` / `python -c 'import typer'`",
            took["help"].wall / took["typer"].wall,
            2,
        ),
    ]


def long(bench: Bench, runs: int) -> list[tuple[str, float, float]]:
    lengths = {"minutes": TEN_MINUTES, "hours": 60 * TEN_MINUTES}
    lengths |= {"one": CHARACTERS, "ten": 10 * CHARACTERS}
    for name, characters in lengths.items():
        bench.written(f"{name}.md", characters)
    for number in range(200):
        bench.written(f"desk/{number}.md", 600 + number, f"story {number} part")

    def make(name: str) -> None:
        bench.make(name, *VOICE, "-o", "made")

    memory, text, workers, sizes = [], [], [], []
    for _ in range(runs):
        for name in ("minutes", "hours"):
            bench.fresh()
            sizes.append(largest(lambda name=name: make(f"{name}.md")))  # type: ignore[misc]
        walls = []
        for name in ("one.md", "ten.md"):
            bench.fresh()
            walls.append(timed(lambda name=name: make(name)).wall)  # type: ignore[misc]
        for jobs in ("1", "2"):
            bench.environment["NARRATE_JOBS"] = jobs
            bench.fresh()
            walls.append(timed(lambda: make("desk")).wall)
        del bench.environment["NARRATE_JOBS"]
        one, ten, alone, pair = walls
        memory.append(sizes[-1] / sizes[-2])
        text.append(ten / one)
        workers.append(pair / alone)
        minutes, hours = (size / 1000 for size in sizes[-2:])
        print(f"memory {minutes:.0f} and {hours:.0f} MB: {memory[-1]:.3f}", end="; ")
        print(f"text {one:.1f} and {ten:.1f} s: {text[-1]:.2f}", end="; ")
        print(f"workers {alone:.1f} and {pair:.1f} s: {workers[-1]:.3f}", flush=True)
    return [
        ("10 hours of audio, memory / that of 10 minutes", statistics.median(memory), 1.5),
        ("10 times the text, wall / wall", statistics.median(text), 10.5),
        ("200 articles, two workers / one", statistics.median(workers), 0.55),
    ]


def main() -> None:
    arguments = [each for each in sys.argv[1:] if each != "--long"]
    runs = int(arguments[0]) if arguments else 5
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder))
        rows = short(bench, runs)
        if "--long" in sys.argv:
            rows += long(bench, runs)
    print(f"{CHARACTERS:,} characters, {len(os.sched_getaffinity(0))} cores, median of {runs}\n")
    print("| what | ratio | aim |\n|---|---|---|")
    for name, ratio, aim in rows:
        print(f"| {name} | {ratio:.3f} | ≤ {aim:.2f} |")


if __name__ == "__main__":
    main()
