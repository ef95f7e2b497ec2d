"""Measure the service.

python tests/benchmarks/service.py [--words 800] [--turns 3] [--only NAME ...]

It wants the models that .ci/models fetches, in TEST_MODELS. Names: article, word, crowd, reads,
idle. Each line is the figure, its aim, and how it was measured.
"""

import argparse
import json
import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from command import COMMAND, Cli
from serving import Serving

MODELS = Path(os.environ.get("TEST_MODELS", ""))
KOKORO, JOE = "kokoro-en-us-heart", "piper-en-us-joe"
_WORDS_A_SENTENCE = 12


def text(words: int, salt: str) -> str:
    """Return paragraphs in which no sentence stands twice."""
    towns = ("Arden", "Brook", "Colby", "Dunmore", "Eston", "Firth", "Garth", "Holt")
    sentences = [
        f"Report {salt} {number} says that the council of {towns[number % 8]} met again today."
        for number in range(words // _WORDS_A_SENTENCE)
    ]
    paragraphs = [" ".join(sentences[first : first + 4]) for first in range(0, len(sentences), 4)]
    return "\n\n".join(paragraphs)


def fresh(settings: str = "") -> Cli:
    """Return a command in a folder of its own, with the real models."""
    cli = Cli(Path(tempfile.mkdtemp(prefix="narrate-benchmark-")))
    cli.environment["PYTHONPATH"] = str(MODELS / "joe")
    cli.environment["XDG_DATA_HOME"] = str(MODELS / "data")
    cli.write("narrate.toml", f"[serve]\nrate = 1000000\n{settings}")
    return cli


def article(words: int, turns: int) -> None:
    """Compare an article by the API with the command line, in turns."""
    ratios = []
    for turn in range(turns):
        story = text(words, f"number {turn}")
        cli = fresh()
        cli.write("story.txt", story)
        began = time.monotonic()
        command = [COMMAND, "make", "story.txt", "--title", "T", "--voice", KOKORO, "-o", "made"]
        subprocess.run(
            command, cwd=cli.folder, env=cli.environment, check=True, capture_output=True
        )
        command_s = time.monotonic() - began
        service = Serving(fresh())
        began = time.monotonic()
        service.http.put(
            "/v1/narrations/story", json={"text": story, "title": "T", "voice": KOKORO}
        )
        while service.get("story")["state"] != "published":
            time.sleep(0.05)
        ratios.append((time.monotonic() - began) / command_s)
        manifest = json.loads(next(cli.folder.glob("made/**/narrate.json")).read_bytes())
        published = service.get("story")["published"]
        for fact in ("text_sha256", "duration_ms"):  # both sides do the same work
            assert manifest[fact] == published[fact], fact
        print(f"  turn {turn}: command line {command_s:.1f} s, API {ratios[-1] * command_s:.1f} s")
        service.end()
    print(f"article of {words} words, API / command line: {statistics.median(ratios):.2f} (≤ 1.10)")


def word() -> None:
    """Time the sound of a corrected word, the voice warm."""
    service = Serving(fresh())
    times = []
    for number in range(12):
        body = {"text": f"Mayor Varga {number} came home.", "voice": JOE}
        body["pronunciations"] = {"Varga": "VAR-guh" if number % 2 else "vuh-RAH"}  # type: ignore[assignment]
        began = time.monotonic()
        assert service.http.post("/v1/say", json=body).status_code == 200
        times.append(time.monotonic() - began)
    warm = times[2:]
    print(f"a corrected word, joe: median {statistics.median(warm):.2f} s, longest"
          f" {max(warm):.2f} s (≤ 1 s); the first, cold, {times[0]:.2f} s")  # fmt: skip
    service.end()


def crowd() -> None:
    """Put 50 articles at once; count what is published, and the memory."""
    service = Serving(fresh())
    before = memory_mb(service)
    with ThreadPoolExecutor(50) as pool:
        answers = list(pool.map(lambda number: service.put(f"crowd-{number}"), range(50)))
    taken = sum(answer.status_code == 202 for answer in answers)
    for number in range(50):
        service.ended(f"crowd-{number}")
    listed = service.http.get("/v1/narrations?state=published&limit=100").json()["narrations"]
    print(f"50 PUTs at once: {taken} taken, {len(listed)} published; memory of the service"
          f" {before:.0f} MB before, {memory_mb(service):.0f} MB after")  # fmt: skip
    service.end()


def reads() -> None:
    """Time GET of a narration and of a page among 10,000."""
    cli = fresh('state = "state"\n')
    service = Serving(cli)
    service.put("known")
    service.ended("known")
    service.end()
    store = sqlite3.connect(cli.folder / "state" / "service.sqlite3")
    columns = "state, reason, kind, title, language, voice, decisions, result, stamp, published"
    store.execute(
        f"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10000)"  # noqa: S608
        f" INSERT INTO narrations (id, folder, {columns}, created, updated)"
        f" SELECT 'n-' || i, 'n-' || i, {columns}, created + i, updated + i FROM n, narrations"
        " WHERE id = 'known'"
    )
    store.commit()
    store.close()
    service = Serving(cli)
    for path in ("/v1/narrations/n-5000", "/v1/narrations?limit=50"):
        before = cpu_s(service)
        times = [timed(lambda path=path: service.http.get(path)) for _ in range(200)]  # type: ignore[misc]
        print(f"GET {path} of 10,000: median {statistics.median(times) * 1000:.1f} ms, 95 %"
              f" {sorted(times)[189] * 1000:.1f} ms (≤ 10 ms); CPU of the service"
              f" {(cpu_s(service) - before) * 5:.1f} ms a request")  # fmt: skip
    service.end()


def idle() -> None:
    """Show the memory of an idle service and all its processes, after its voices went."""
    service = Serving(fresh("idle_s = 2\n"))
    service.put("once", voice=JOE)
    service.ended("once")
    print(f"memory with a voice loaded: {memory_mb(service):.0f} MB in all processes")
    while "narrate_workers_loaded 0" not in service.http.get("/metrics").text:
        time.sleep(0.1)
    print(f"memory idle: {memory_mb(service):.0f} MB in all processes (≤ 150 MB)")
    service.end()


def cpu_s(service: Serving) -> float:
    """Return the CPU seconds of the service's own process so far."""
    fields = Path(f"/proc/{service.process.pid}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def timed(call: Callable[[], object]) -> float:
    began = time.monotonic()
    call()
    return time.monotonic() - began


def memory_mb(service: Serving) -> float:
    """Return the proportional memory of a service and of its workers."""
    from traces import processes

    total = 0
    for number in processes(service.cli.environment):
        try:
            lines = Path(f"/proc/{number}/smaps_rollup").read_text("ascii").splitlines()
        except OSError:
            continue
        total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total / 1024


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--words", type=int, default=800)
    parser.add_argument("--turns", type=int, default=3)
    parser.add_argument("--only", nargs="*", default=["article", "word", "crowd", "reads", "idle"])
    options = parser.parse_args()
    for name, measure in {"word": word, "crowd": crowd, "reads": reads, "idle": idle}.items():
        if name in options.only:
            measure()
    if "article" in options.only:
        article(options.words, options.turns)


if __name__ == "__main__":
    main()
