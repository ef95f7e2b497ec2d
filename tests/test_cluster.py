"""Many machines: a real scheduler and workers on loopback, and each of them lost in turn.

One file, over 300 lines: its tests share one scheduler and its two workers.
"""

import os
import re
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import replace
from itertools import count
from multiprocessing import get_context
from pathlib import Path

import broken_engine
import pytest
from command import Cli, manifest_in, wait_until
from traces import consistent, state

import narrate
from narrate import voices
from narrate.batch import worker
from narrate.batch.crew import absolute
from narrate.batch.report import Silent
from narrate.model import Cluster as ClusterSettings
from narrate.speech.speakers import Speakers

pytest.importorskip("distributed")
from dask_cluster import DaskCluster, end
from distributed import Client
from distributed.comm import CommClosedError
from psutil import Process

from narrate.batch.cluster import Cluster
from narrate.batch.dask_errors import none_fit, returned_unfinished

pytestmark = pytest.mark.xdist_group("cluster")  # one scheduler for all of them
PACKAGE = Path(narrate.__file__).parent
ARTICLES = {
    "a": "The ferry left at dawn.",
    "b": "Nobody asked why.",
    "c": "The market smelled of bread.",
    "d": "She counted the coins.",
}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Cli:
    """The settings and engines of every machine, with a third party's engine among them."""
    cli = Cli(tmp_path_factory.mktemp("cluster"))
    cli.environment["PYTHONPATH"] = broken_engine.installed(tmp_path_factory.mktemp("site") / "x")
    return cli


@pytest.fixture(scope="module")
def cluster(home: Cli) -> Iterator[DaskCluster]:
    with DaskCluster(home.folder, home.environment) as cluster:
        cluster.start_worker()
        cluster.start_worker()
        wait_until(lambda: cluster.knows(2), "both workers have come")
        yield cluster


@pytest.fixture
def desk(home: Cli, tmp_path: Path) -> Cli:
    """A folder of its own, with articles, in the same home as the workers."""
    cli = Cli(tmp_path)
    cli.environment = dict(home.environment)
    for name, text in ARTICLES.items():
        cli.write(f"desk/{name}.txt", text)
    return cli


class Gate(broken_engine.Gate):
    """A gate with a sentence that stops there, and which no other test says."""

    def __init__(self, home: str, number: int) -> None:
        super().__init__(home)
        self.sentence = f"This will fail at gate {number}."


_numbers = count(1)


@pytest.fixture
def gate(home: Cli) -> Iterator[Gate]:
    gate = Gate(home.environment["HOME"], next(_numbers))
    gate.close()
    yield gate
    gate.open()


def audio(cli: Cli, output: str) -> list[Path]:
    return sorted((cli.folder / output).glob("*/*.mp3"))


def test_a_cluster_writes_the_bytes_that_one_machine_writes_and_nothing_twice(
    desk: Cli, cluster: DaskCluster
) -> None:
    arguments = ("make", "desk", "--voice", "tone", "-o")
    desk(*arguments, "here")
    ran = desk(*arguments, "there", "--cluster", cluster.address, "--quiet")
    names = [line.split("/")[:2] for line in ran.stdout.decode().split()]
    assert names == [["there", name] for name in ARTICLES]
    assert re.fullmatch(
        rb"narrate: The cluster's dashboard is at http://127.0.0.1:\d+/status\n", ran.stderr
    )
    assert state(desk.folder / "there") == state(desk.folder / "here")
    # Dask's workers measure themselves no more: see dask_worker.
    measurements: list[str] = []
    wait_until(lambda: measurements.extend(cluster.measurements()) or measurements, "they answer")
    assert "heartbeat" in measurements
    assert not {"profile", "tick"} & set(measurements)
    new_pages: list[int] = []
    wait_until(lambda: new_pages.extend(cluster.new_pages()) or new_pages, "they answer")
    assert max(new_pages) < 1000  # of 4,900: a worker keeps the memory of an article for the next
    times = {path: path.stat().st_mtime_ns for path in audio(desk, "there")}
    desk.write("narrate.toml", f'[cluster]\naddress = "{cluster.address}"\n')
    assert desk("watch", "desk", "--once", "--voice", "tone", "-o", "there").stdout == b""
    assert {path: path.stat().st_mtime_ns for path in audio(desk, "there")} == times
    desk.write("desk/a.txt", "The ferry left at noon.")
    watched = desk("watch", "desk", "--once", "--voice", "tone", "-o", "there")
    assert watched.stdout.startswith(b"there/a/a-")
    assert watched.stdout.count(b"\n") == 1


def test_a_dictionary_entry_reaches_an_archive_by_a_cluster(
    desk: Cli, cluster: DaskCluster
) -> None:
    desk("make", "desk", "--voice", "tone", "-o", "made")
    desk.write("lexicon.tsv", "term\talias\nferry\tbig boat\n")
    ran = desk("rebuild", "made", "--cluster", cluster.address)
    changed, summary = ran.stdout.decode().splitlines()
    assert re.fullmatch(r"made/a/\S+\.mp3: 1 sentence", changed)
    assert summary.startswith("1 of 4 articles are made again")
    [spoken] = manifest_in(desk.folder / "made/a")["utterances"]
    assert spoken["spoken"] == "The big boat left at dawn."


def test_a_worker_that_is_killed_costs_no_article(
    desk: Cli, cluster: DaskCluster, gate: Gate
) -> None:
    desk.write("desk/b.txt", gate.sentence)
    running = desk.start(
        *("make", "desk", "--voice", "broken:waits", "-o", "made", "--cluster", cluster.address)
    )
    wait_until(gate.is_reached, "b is under way", running)
    for pid in cluster.pids():
        os.kill(pid, signal.SIGKILL)
    gate.open()
    stdout, stderr = running.communicate(timeout=120)
    assert running.returncode == 0, stderr
    assert [line.split("/")[1] for line in stdout.decode().split()] == [*ARTICLES]
    assert all(consistent(desk.folder / "made" / name) for name in ARTICLES)
    wait_until(lambda: cluster.knows(2), "its nannies start workers again")


def test_a_client_that_is_killed_runs_again_and_makes_nothing_twice(
    desk: Cli, cluster: DaskCluster, gate: Gate
) -> None:
    desk.write("desk/d.txt", gate.sentence)
    arguments = ("make", "desk", "--voice", "broken:waits", "-o", "made")
    running = desk.start(*arguments, "--cluster", cluster.address)
    published = (desk.folder / "made/a/narrate.json").exists
    wait_until(lambda: published() and gate.is_reached(), "a is published, d under way", running)
    running.kill()
    running.communicate()
    # b and c may be half published by now: only what is whole stays as it is.
    whole = [path for path in audio(desk, "made") if path.with_name("narrate.json").exists()]
    times = {path: path.stat().st_mtime_ns for path in whole}
    assert times
    gate.open()
    ran = desk(*arguments, "--cluster", cluster.address)
    assert [line.split("/")[1] for line in ran.stdout.decode().split()] == [*ARTICLES]
    assert {path: path.stat().st_mtime_ns for path in times} == times
    assert all(consistent(desk.folder / "made" / name) for name in ARTICLES)


def test_an_interrupt_ends_the_client_and_nothing_new_begins(
    desk: Cli, cluster: DaskCluster, gate: Gate
) -> None:
    for name in ARTICLES:
        desk.write(f"desk/{name}.txt", gate.sentence)
    running = desk.start(
        *("make", "desk", "--voice", "broken:waits", "-o", "made", "--cluster", cluster.address)
    )
    wait_until(gate.is_reached, "an article is under way", running)
    os.kill(running.pid, signal.SIGINT)
    _, stderr = running.communicate(timeout=60)
    assert running.returncode == 130
    assert stderr.endswith(b"narrate: interrupted; what was there before is as it was.\n")
    assert stderr.count(b"\n") == 2
    cluster.pids()  # the scheduler knows by now that the client is gone
    gate.open()
    wait_until(lambda: not list((desk.folder / "made").glob("*/.narrate-*")), "a is finished")
    assert not (desk.folder / "made/d").exists()


def test_a_worker_of_another_version_is_refused_by_name(
    desk: Cli, cluster: DaskCluster, gate: Gate, tmp_path_factory: pytest.TempPathFactory
) -> None:
    site = tmp_path_factory.mktemp("other")
    shutil.copytree(PACKAGE, site / "narrate", ignore=shutil.ignore_patterns("__pycache__"))
    if (PACKAGE.parent / "voices").is_dir():
        shutil.copytree(PACKAGE.parent / "voices", site / "voices")
    with (site / "narrate/text/breath.py").open("a") as file:
        file.write("# a later version\n")
    path = f"{site}:{desk.environment['PYTHONPATH']}"
    fit = cluster.pids()
    other = cluster.start_worker(environment={"PYTHONPATH": path})
    wait_until(lambda: cluster.knows(3), "the other worker has come", other)
    desk.write("desk/b.txt", gate.sentence)
    running = desk.start(
        *("make", "desk", "--voice", "broken:waits", "-o", "made", "--cluster", cluster.address)
    )
    wait_until(gate.is_reached, "b is under way", running)
    end(other)
    for pid in fit:  # no worker is left until their nannies start others, at other addresses
        os.kill(pid, signal.SIGKILL)
    gate.open()
    _, stderr = running.communicate(timeout=120)
    assert running.returncode == 0, stderr
    assert re.search(
        r"^narrate: The worker tcp://127.0.0.1:\d+ is refused: narrate is \S+ \(\w+\) there, "
        r"and \S+ \(\w+\) here\.$",
        stderr.decode(),
        re.MULTILINE,
    )
    assert all(consistent(desk.folder / "made" / name) for name in ARTICLES)
    wait_until(lambda: cluster.knows(2), "its nannies start workers again")


def test_workers_without_the_voice_say_so_before_anything_runs(
    desk: Cli, cluster: DaskCluster
) -> None:
    desk.environment["PYTHONPATH"] = broken_engine.installed(desk.folder / "site", "other")
    arguments = ("make", "desk", "--voice", "other:speaks", "-o", "made")
    ran = desk(*arguments, "--cluster", cluster.address, code=1).stderr.decode()
    assert ran.count("is refused: There is no voice 'other:speaks'") == 2
    assert "None of 2 workers can narrate. Install the same narrate and the same voices" in ran
    assert not (desk.folder / "made").exists()


def test_a_scheduler_that_restarts_loses_no_article_and_one_that_does_not_ends_the_run(
    desk: Cli, tmp_path: Path, gate: Gate
) -> None:
    desk.write("desk/b.txt", gate.sentence)
    with DaskCluster(tmp_path, desk.environment) as cluster:
        cluster.start_worker()
        running = desk.start(
            *("make", "desk", "--voice", "broken:waits", "-o", "made", "--cluster", cluster.address)
        )
        wait_until(gate.is_reached, "b is under way", running)
        cluster.restart_scheduler()
        gate.open()
        cluster.start_worker()
        stdout, stderr = running.communicate(timeout=150)
        assert running.returncode == 0, stderr
        assert [line.split("/")[1] for line in stdout.decode().split()] == [*ARTICLES]
        assert all(consistent(desk.folder / "made" / name) for name in ARTICLES)

        gate.close()
        for name in "bcdefgh":  # more than are submitted ahead
            desk.write(f"desk/{name}.txt", f"This will fail at the last gate of {name}.")
        desk.write("narrate.toml", "[cluster]\ntimeout_s = 5\n")
        running = desk.start(
            *("make", "desk", "--voice", "broken:waits", "-o", "made", "--cluster", cluster.address)
        )
        wait_until(gate.is_reached, "b is under way", running)
        cluster.end_scheduler()
        _, stderr = running.communicate(timeout=150)
    *_, last = stderr.decode().splitlines()
    assert running.returncode == 1, stderr
    assert last.startswith(f"narrate: The scheduler {cluster.address} was lost. Run the command")


class Impatient(Cluster):
    """A client that waits for the scheduler as usual, and hardly for a worker."""

    def _connected(self, workers: int) -> Client:
        client = super()._connected(workers)
        self._cluster = replace(self._cluster, timeout_s=0.1)
        return client


class Notes(Silent):
    """A report that collects the notes."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def note(self, text: str, /) -> None:
        self.texts.append(text)


def test_a_client_waits_for_the_first_worker(desk: Cli, tmp_path: Path) -> None:
    with DaskCluster(tmp_path, desk.environment) as cluster:
        settings = narrate.Settings(voice="tone", cluster=ClusterSettings(cluster.address))
        notes, scheduler = Notes(), f"scheduler {cluster.address}"
        with pytest.raises(narrate.NarrateError) as none_came:
            Impatient(settings, notes)
        assert f"The {scheduler} has no worker yet; narrate waits up to 0.1 s." in notes.texts
        assert str(none_came.value) == (
            f"No worker came to the {scheduler} within 0.1 s. Start one with: dask worker "
            f"{cluster.address}. If workers need longer to start, raise timeout_s under [cluster]."
        )
        arguments = ("make", "desk", "--voice", "tone", "-o", "made", "--cluster", cluster.address)
        running = desk.start(*arguments)
        assert running.stderr
        while b"no worker yet; narrate waits up to 60 s" not in running.stderr.readline():
            assert running.poll() is None
        cluster.start_worker()
        _, stderr = running.communicate(timeout=120)
        assert running.returncode == 0, stderr
    assert all(consistent(desk.folder / "made" / name) for name in ARTICLES)


def test_a_client_that_no_worker_fits_leaves_no_thread_that_fails(
    cluster: DaskCluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    failures: list[object] = []
    monkeypatch.setattr(threading, "excepthook", failures.append)
    monkeypatch.setattr(
        "narrate.batch.cluster.terms_of", lambda settings: ({"narrate": "0"}, settings)
    )
    settings = narrate.Settings(voice="tone", cluster=ClusterSettings(cluster.address))
    with pytest.raises(narrate.NarrateError, match="None of 2 workers can narrate"):
        Cluster(settings, Silent())
    for thread in threading.enumerate():
        if isinstance(thread, threading.Timer):
            thread.join(10)
    assert failures == []


def test_an_article_that_came_back_each_time_names_the_workers() -> None:
    assert str(returned_unfinished(4)).startswith("The cluster gave the article back 4 times, unfi")


def test_workers_that_are_lost_are_not_told_to_install_anything() -> None:
    losses = {"tcp://10.0.0.1:1": CommClosedError("closed"), "tcp://10.0.0.2:1": OSError("gone")}
    assert str(none_fit(losses)) == (
        "Each worker was lost while it was asked. Look at the logs and the memory of the workers, "
        "then run the command again."
    )
    unfit = losses | {"tcp://10.0.0.3:1": "narrate is older there."}
    assert "None of 3 workers can narrate. Install" in str(none_fit(unfit))


HUNGRY = """
import sys, time
from functools import partial
from pathlib import Path

def eat(marker, *, speakers):
    if marker and Path(marker).exists():
        return "fed"
    Path(marker or "/dev/null").touch()
    hoard = b"x" * 600_000_000
    time.sleep(600)
    return hoard

def main(address, marker):
    from hungry import eat
    from narrate import Settings
    from narrate.batch.crew import Crew
    from narrate.errors import NarrateError
    from narrate.model import Cluster
    with Crew(Settings(voice="tone", cluster=Cluster(address)), 2) as crew:
        for path in (marker, ""):
            try:
                print(crew(partial(eat, path)))
            except NarrateError as error:
                print(error)

if __name__ == "__main__":
    main(*sys.argv[1:])
"""


def test_workers_that_are_paused_or_lack_memory_or_disk_cost_articles_by_name_only(
    desk: Cli, tmp_path: Path
) -> None:
    desk.write("hungry.py", HUNGRY)
    path = f"{desk.environment['PYTHONPATH']}:{tmp_path}"
    few = {"PYTHONPATH": path, "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1"}
    pausing = {"DASK_DISTRIBUTED__WORKER__MEMORY__PAUSE": "0.01"}
    arguments = ("make", "desk", "--voice", "tone", "-o", "made", "--cluster")
    with DaskCluster(tmp_path, desk.environment | few) as cluster:
        cluster.start_worker("--memory-limit=1GB", environment=pausing)
        wait_until(lambda: cluster.states() == ["paused"], "the worker is paused")
        desk.write("narrate.toml", "[cluster]\ntimeout_s = 15\n")
        stderr = desk(*arguments, cluster.address, code=1).stderr.decode()
        assert "is paused, since its memory is nearly full." in stderr
        assert "None of 1 workers can narrate." in stderr
        desk.write("narrate.toml", "")

        small = cluster.start_worker("--memory-limit=400MB")
        wait_until(lambda: cluster.knows(2), "the small worker has come", small)
        ran = subprocess.run(
            [sys.executable, "hungry.py", cluster.address, str(tmp_path / "eaten")],
            cwd=tmp_path,
            env=cluster.environment,
            capture_output=True,
            check=True,
        )
        again, lost = ran.stdout.decode().splitlines()
        assert again == "fed"  # its nanny ended the worker, and the next one did the work
        assert lost == (
            "2 workers ended while they narrated it. Look at the logs and the memory of the "
            "workers, then run the command again."
        )
        end(small)
        wait_until(lambda: cluster.states() == ["paused"], "the small worker is gone")

        for name in ARTICLES:  # a sentence from the cache would need no room
            desk.write(f"desk/{name}.txt", f"Nobody has room for article {name}.")
        full = cluster.start_worker(limits="-f 40")  # no file over 20 kB
        wait_until(lambda: "running" in cluster.states(), "the full worker has come", full)
        stderr = desk(*arguments, cluster.address, code=4).stderr.decode()
        assert stderr.count("Make room") == len(ARTICLES)
        assert "4 of 4 articles failed" in stderr
        assert not any((desk.folder / "made").rglob("*.mp3"))
        end(full)
        wait_until(lambda: cluster.states() == ["paused"], "the full worker is gone")
        last = cluster.start_worker()
        wait_until(lambda: "running" in cluster.states(), "the last worker has come", last)
        desk(*arguments, cluster.address)
    assert all(consistent(desk.folder / "made" / name) for name in ARTICLES)


def test_a_cluster_is_started_on_this_machine_for_trying(desk: Cli) -> None:
    ran = desk(
        *("make", "desk", "--voice", "tone", "-o", "made", "--cluster", "local", "-q"),
        environment={"NARRATE_JOBS": "1"},
    )
    assert ran.stderr == b""
    assert all(consistent(desk.folder / "made" / name) for name in ARTICLES)


@pytest.mark.parametrize(
    ("address", "code", "reason"),
    [
        ("tcp://127.0.0.1:1", 1, "The scheduler tcp://127.0.0.1:1 does not answer within 1 s."),
        ("gopher://here", 2, "gopher://here is no address of a scheduler"),
    ],
)
def test_an_address_without_a_scheduler_is_told(
    desk: Cli, address: str, code: int, reason: str
) -> None:
    desk.write("narrate.toml", "[cluster]\ntimeout_s = 1\n")
    arguments = ("make", "desk", "--voice", "tone", "-o", "made", "--cluster", address)
    stderr = desk(*arguments, code=code).stderr.decode()
    assert reason in stderr
    assert len(stderr.splitlines()) == 1
    assert not (desk.folder / "made").exists()


EXECUTORS = {
    "threads": lambda: ThreadPoolExecutor(2),
    "processes": lambda: ProcessPoolExecutor(1, mp_context=get_context("spawn")),
}


@pytest.mark.parametrize("name", EXECUTORS)
def test_any_executor_narrates(name: str, desk: Cli) -> None:
    settings = narrate.Settings(voice="tone", cache=str(desk.folder / "cache"), jobs=2)
    executor: Executor
    with EXECUTORS[name]() as executor:
        output = str(desk.folder / "made")
        with narrate.Run(settings, output, many=True, executor=executor) as run:
            web = narrate.Web()
            items = run.list_items([str(desk.folder / "desk")], web)
            names = [published.audio.parent.name for _, published in run.narrate_all(items, web)]
    assert names == [*ARTICLES]
    assert all(consistent(desk.folder / "made" / name) for name in ARTICLES)


def test_a_process_that_serves_many_clients_keeps_the_voices_of_two(desk: Cli) -> None:
    def new_processes(*, speakers: Speakers | None = None) -> int:
        if speakers:
            speakers.voice(tone, soon=1)
        return len({*Process().children()} - earlier)

    tone, earlier = voices.named("tone"), {*Process().children()}
    clients = [narrate.Settings(cache=str(desk.folder / f"cache-{n}")) for n in range(4)]
    try:
        counts = [worker.perform(settings, new_processes).value for settings in clients]
        counts.append(worker.perform(clients[2], new_processes).value)
    finally:
        worker.close()
    assert counts == [1, 2, 2, 2, 2]
    assert new_processes() == 0


def test_files_that_settings_name_have_absolute_paths_on_a_cluster() -> None:
    settings = narrate.Settings(lexicons=("names.tsv",), cover="cover.png", output="made")
    moved = absolute(replace(settings, credentials_key="-----BEGIN KEY"))
    here = Path.cwd()
    assert moved.lexicons == (str(here / "names.tsv"),)
    assert (moved.cover, moved.output) == (str(here / "cover.png"), str(here / "made"))
    assert moved.credentials_key == "-----BEGIN KEY"
    assert moved.cache == ""
