"""Many machines, large archives and object stores, as ratios measured in one run.

python tests/benchmarks/archive.py [--articles 500] [--turns 1] [--only machines overhead …]

Parts: machines (about four minutes on two quiet cores), overhead (one), finding, memory, store. It
starts a scheduler, two workers and a server of S3's protocol on this machine. Where an archive
is too large to narrate here, its index, its listing and its client run through the real code, and
one real narration stands for the result of each article.
"""

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import closing, contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parent.parent)]

from command import wait_until
from dask_cluster import DEPLOYED, DaskCluster
from processor import Cost, cost
from stores import BUCKET, s3, s3_environment

import narrate
from narrate.batch.crew import Crew
from narrate.batch.words import FILE, Saying, Search, Words
from narrate.batch.worker import Outcome
from narrate.model import Cluster
from narrate.publish import Published

NARRATE = str(Path(sys.executable).with_name("narrate"))
HERE = str(Path(__file__).parent)
SENTENCES = (
    "The ferry {n} left Riverton {n} minutes late, and the quay was empty by noon.",
    "Nobody asked number {n} why the market had opened before the bakery did.",
    "A crew of {n} had baked all night, and the town could smell it from the bridge.",
    "The mayor thanked {n} people by name, and went home without a speech.",
)
RUNS = 3
WARM = 8  # articles before the measured ones
PARTS = ("overhead", "machines", "finding", "memory", "store")


def text(n: int) -> str:
    body = "\n\n".join(sentence.format(n=n) for sentence in SENTENCES * 2)
    return f"# Story {n}\n\n{body}\n"


def write_desk(folder: Path, articles: int) -> None:
    folder.mkdir()
    for n in range(articles):
        (folder / f"story-{n}.md").write_text(text(n), "utf-8")


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def line(what: str, value: float, aim: str) -> None:
    print(f"| {what} | {value:.2f} | {aim} |", flush=True)


class Bench:
    """A folder with settings, and the environment of all machines."""

    def __init__(self, folder: Path) -> None:
        self.folder, self._outputs = folder, 0
        self.environment = {
            **os.environ,
            "HOME": str(folder / "home"),
            "XDG_CACHE_HOME": str(folder / "home/cache"),
            "PYTHONPATH": HERE,
            "NARRATE_VOICE": "tone",
        }

    def narrate(self, *arguments: str, **variables: str) -> str:
        return subprocess.run(
            [NARRATE, *arguments],
            cwd=self.folder,
            env={**self.environment, **variables},
            capture_output=True,
            text=True,
            check=True,
        ).stdout

    def fresh(self, desk: str, *options: str, jobs: int) -> float:
        """Return the seconds of a run into a new folder, with a new cache."""
        self._outputs += 1
        variables = {
            "NARRATE_JOBS": str(jobs),
            "NARRATE_CACHE": str(self.folder / f"cache-{self._outputs}"),
        }
        output = f"made-{self._outputs}"
        return seconds(lambda: self.narrate("make", desk, "-o", output, *options, **variables))


def many_machines(bench: Bench, articles: int, turns: int) -> None:
    """Narrate a desk by processes and by workers, in turns, each with an empty cache.

    Both sides run one command from start to end: one starts two processes, one a client of Dask.
    The scheduler and the workers run before and after it, as in a newsroom. They have narrated some
    articles, so that all has been imported. They share the cores with the client.
    """
    write_desk(bench.folder / "desk", articles)
    write_desk(bench.folder / "warm", WARM)
    with DaskCluster(bench.folder, bench.environment | DEPLOYED) as cluster:
        option = ("--cluster", cluster.address)
        cluster.start_worker()
        bench.fresh("warm", *option, jobs=1)
        one = bench.fresh("desk", *option, jobs=1)
        cluster.start_worker()
        wait_until(lambda: cluster.knows(2), "both workers are there")
        bench.fresh("warm", *option, jobs=1)
        here, two = list[Cost](), list[Cost]()
        for _ in range(turns):
            here.append(cost(lambda: bench.fresh("desk", jobs=2), with_earlier=False))
            two.append(cost(lambda: bench.fresh("desk", *option, jobs=1), with_earlier=True))
    for run in (*here, *two):
        print(run.by_article(articles))
    seconds, cpu_s = (
        statistics.median(cost[column] for cost in two)
        / statistics.median(cost[column] for cost in here)
        for column in (0, 1)
    )
    line(f"{articles} articles by 2 workers / 2 processes", seconds, "1.1")
    line("the same, CPU time of all processes", cpu_s, "1.1")
    line("2 workers / 1", statistics.median(cost.seconds for cost in two) / one, "0.55")


def overhead_of_articles(bench: Bench) -> None:
    """Pass articles without work through a scheduler and one worker."""
    count = 2_000
    with DaskCluster(bench.folder, bench.environment) as cluster:
        cluster.start_worker()
        pass_through(cluster.address, bench, 10)
        overhead = seconds(lambda: pass_through(cluster.address, bench, count))
        line("overhead of scheduler and client, ms an article", overhead / count * 1000, "10")
        memory_mb = cluster.scheduler_mb()
        pass_through(cluster.address, bench, 5 * count)
        line("scheduler's memory, 12,000 / 2,000", cluster.scheduler_mb() / memory_mb, "1.2")


def nothing(article: object, **_: object) -> int:
    """Stand for the work on an article, on a worker."""
    return len(str(article))


def pass_through(address: str, bench: Bench, count: int) -> None:
    article = narrate.read_text(text(1), id="story", format="markdown").article
    settings = narrate.Settings(
        voice="tone", cluster=Cluster(address), cache=str(bench.folder / "c")
    )
    from archive import nothing as on_a_worker  # the name by which workers find it

    with Crew(settings, count) as crew:
        work = ((n, partial(on_a_worker, replace(article, id=str(n)))) for n in range(count))
        for _, result in crew.in_order(work):
            result()


def finding(bench: Bench) -> None:
    times = {}
    for size in (1_000, 10_000, 100_000):
        root = bench.folder / f"archive-{size}"
        lexicon = root / "lexicon.tsv"
        settings = narrate.Settings(voice="tone", lexicons=(str(lexicon),))
        for folder in ("s7", "s8"):
            (root / folder).mkdir(parents=True)
            (root / folder / "narrate.json").write_text("{}")
        lexicon.write_text("term\talias\n")
        with closing(Words(root)) as index:
            for n in range(size):
                words = f"riverton{n % 5000} ferry{n} " + " ".join(
                    f"word{n * 31 * k % 9000}" for k in range(200)
                )
                index.put(root / f"s{n}", Saying("en", "tone", words))
            index.finish(settings)
        lexicon.write_text("term\talias\nferry7\tthe boat\n")
        times[size] = statistics.median(
            seconds(partial(Search, [root], settings, everything=False)) for _ in range(5)
        )
        assert [f.name for f in Search([root], settings, everything=False).folders] == ["s7"]
        megabytes = (root / FILE).stat().st_size / 1e6
        print(f"index of {size:,}: {megabytes:.0f} MB, found in {times[size]:.3f} s", flush=True)
    line("finding in 10,000, s", times[10_000], "2")
    line("finding in 10,000 / in 1,000", times[10_000] / times[1_000], "1.2")


class Canned(Executor):
    """Answers each article with one real narration, as a cluster would."""

    def __init__(self, published: Published) -> None:
        self._published = published

    def submit(self, *_: object, **__: object) -> "Future[Any]":  # type: ignore[override]
        answer: Future[Any] = Future()
        answer.set_result(Outcome(self._published, [], 0))
        return answer


def client(folder: str, size: str) -> None:
    """Read ``size`` articles and pass their narrations through a run; print kB and seconds."""
    settings = narrate.Settings(voice="tone", cache=f"{folder}/cache", jobs=1)
    story = Path(folder, f"desk-{size}", "story-0.md")
    published = narrate.make(story, f"{folder}/one-{size}", settings)
    start, count = time.perf_counter(), 0
    with narrate.Run(settings, f"{folder}/none", many=True, executor=Canned(published)) as run:
        items = run.list_items([f"{folder}/desk-{size}"], narrate.Web())
        for _ in run.narrate_all(items, narrate.Web()):
            count += 1
    assert count == int(size)
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.perf_counter() - start)


def memory(bench: Bench) -> None:
    sizes: dict[int, float] = {}
    for size in (1_000, 10_000):
        write_desk(bench.folder / f"desk-{size}", size)
        ran = subprocess.run(
            [sys.executable, __file__, "client", str(bench.folder), str(size)],
            env=bench.environment,
            capture_output=True,
            text=True,
            check=True,
        ).stdout.split()
        sizes[size] = float(ran[0])
        rate = 1000 * float(ran[1]) / size
        print(
            f"client, {size:,}: {sizes[size] / 1000:.0f} MB, {rate:.1f} ms an article", flush=True
        )
    line("client memory, 10,000 articles / 1,000", sizes[10_000] / sizes[1_000], "1.2")


@contextmanager
def corrected(bench: Bench) -> Iterator[Callable[..., float]]:
    count = 0

    def correct(output: str, **variables: str) -> float:
        nonlocal count
        count += 1
        bench.folder.joinpath("one.md").write_text(f"{text(1)}\n\nIt was {count} years ago.\n")
        return seconds(lambda: bench.narrate("make", "one.md", "-o", output, **variables))

    yield correct


def store(bench: Bench) -> None:
    with s3() as url, corrected(bench) as correct:
        variables = s3_environment(url)
        near, far = [], []
        correct("local")
        correct(f"s3://{BUCKET}/audio/one", **variables)
        for _ in range(2 * RUNS + 1):
            near.append(correct("local"))
            far.append(correct(f"s3://{BUCKET}/audio/one", **variables))
        ratio = statistics.median(far) / statistics.median(near)
        line("a correction on S3 / in a folder", ratio, "1.5")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--articles", type=int, default=500)
    parser.add_argument("--turns", type=int, default=1)
    parser.add_argument("--only", nargs="*", default=PARTS, choices=PARTS)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        bench = Bench(Path(place))
        print(json.dumps({"articles": options.articles, "cores": os.cpu_count()}))
        print("| what | measured | aim |\n|---|---|---|")
        parts: dict[str, Callable[[], None]] = {
            "overhead": partial(overhead_of_articles, bench),
            "machines": partial(many_machines, bench, options.articles, options.turns),
            "finding": partial(finding, bench),
            "memory": partial(memory, bench),
            "store": partial(store, bench),
        }
        for name, measure in parts.items():
            if name in options.only:
                measure()


if __name__ == "__main__":
    if sys.argv[1:2] == ["client"]:
        client(*sys.argv[2:])
    else:
        main()
