"""Narrations in an object store: real servers of S3's and Azure's protocols, and their faults.

One file, over 300 lines: its tests share one server.
"""

import json
import re
import shutil
import signal
import socket
import tempfile
import threading
import traceback
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from http.server import BaseHTTPRequestHandler
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
from command import Cli, manifest_in

import narrate
from narrate import pipeline
from narrate.batch import near, remote
from narrate.batch.attempts import Attempts
from narrate.batch.mirror import Mirror
from narrate.batch.places import WORDS
from narrate.batch.report import Silent
from narrate.batch.search import Searches
from narrate.batch.words import Words
from narrate.errors import EngineWarning, PublishError, UsageError
from narrate.runtime.store import Conflict, Store
from narrate.source import Web, items
from narrate.speech.shared_cache import SharedCache
from narrate.speech.speakers import Speakers

pytest.importorskip("obstore")
pytest.importorskip("moto")
from moto.core import DEFAULT_ACCOUNT_ID
from moto.s3.models import s3_backends
from serving import Serving
from stores import (
    BUCKET,
    DOTTED_BUCKET,
    SECRET,
    Answer,
    Fault,
    azure,
    forwarded,
    proxy,
    s3,
    s3_environment,
)

FERRY = "# The ferry\n\nOne boat came in. Nobody asked why.\n"
CORRECTED = FERRY.replace("One boat", "Two boats")


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with s3() as url:
        yield url


@pytest.fixture
def address(request: pytest.FixtureRequest) -> str:
    name: str = request.node.name
    return f"s3://{BUCKET}/{''.join(c if c.isalnum() else '-' for c in name)}"


@pytest.fixture
def desk(cli: Cli, server: str) -> Cli:
    cli.environment.update(s3_environment(server))
    cli.write("narrate.toml", 'voice = "tone"\n[feed]\nbase = "https://example.org/audio/"\n')
    cli.write("desk/ferry.md", FERRY)
    cli.write("desk/market.md", "# The market\n\nBread was cheap.\n")
    return cli


@pytest.fixture
def use(server: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> str:
    """Let this process find the server, and keep its cache in a folder of the test."""
    for name, value in s3_environment(server).items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return server


def objects(server: str, address: str) -> dict[str, bytes]:
    """Return all objects below an address, by their path below it."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in s3_environment(server).items():
            patch.setenv(name, value)
        store = Store(address)
        return {path: found.data for path in store.paths() if (found := store.get(path))}


def manifest(server: str, address: str, story: str) -> dict[str, Any]:
    plain: dict[str, Any] = json.loads(objects(server, address)[f"{story}/narrate.json"])
    return plain


def named(manifest: dict[str, Any]) -> set[str]:
    return {"narrate.json", *(about["name"] for about in manifest["files"].values())}


def headers(server: str, address: str, path: str, **asked: str) -> Any:
    url = f"{server}/{address.removeprefix('s3://')}/{path}"
    asked |= {"Authorization": "AWS reporter:any"}  # the server wants some name
    with urllib.request.urlopen(urllib.request.Request(url, headers=asked)) as answer:  # noqa: S310
        return answer.status, answer.headers


def test_a_store_holds_what_a_folder_holds(desk: Cli, server: str, address: str) -> None:
    ran = desk("make", "desk", "-o", address)
    lines = ran.stdout.decode().split()
    assert [line.rpartition("/")[0] for line in lines] == [f"{address}/ferry", f"{address}/market"]
    desk("make", "desk", "-o", "here")
    here = {
        path.relative_to(desk.folder / "here").as_posix(): path.read_bytes()
        for path in (desk.folder / "here").rglob("*")
        if path.is_file()
    }
    assert objects(server, address) == here
    audio = lines[0].removeprefix(f"{address}/")
    status, sent = headers(server, address, audio, Range="bytes=100-199")
    assert (status, sent["Content-Length"], sent["Content-Type"]) == (206, "100", "audio/mpeg")
    assert sent["Cache-Control"] == "public, max-age=31536000, immutable"
    _, sent = headers(server, address, "ferry/narrate.json")
    assert (sent["Content-Type"], sent["Cache-Control"]) == ("application/json", "no-cache")
    assert desk("check", address).stdout.decode().count("WRONG") == 0


def test_a_correction_a_feed_and_a_withdrawal(desk: Cli, server: str, address: str) -> None:
    desk("make", "desk", "-o", address)
    first = manifest(server, address, "ferry")
    assert desk("feed", address).stdout.decode() == f"{address}/feed.xml: 2 articles\n"
    desk.write("desk/ferry.md", CORRECTED)
    desk("make", "desk", "-o", address)
    second = manifest(server, address, "ferry")
    old, new = (values["files"]["audio"]["name"] for values in (first, second))
    assert old != new
    stored = objects(server, address)
    feed = stored["feed.xml"].decode()
    assert new in feed
    assert old not in feed
    in_folder = {path.removeprefix("ferry/") for path in stored if path.startswith("ferry/")}
    assert in_folder == named(second)

    desk.environment["NARRATE_OUTPUT"] = address
    assert desk("rebuild").stdout.startswith(b"0 of 2 articles")
    assert WORDS in objects(server, address)  # from now on it says where to look
    desk.write("desk/zoo.md", "# The zoo\n\nA zebra ate bread.\n")
    desk("make", "desk/zoo.md", "-o", address)
    desk("retract", "zoo", "--reason", "wrong")
    desk.write("lexicon.tsv", "term\talias\nbread\tloaf\n")
    with proxy(server, fault := Fault("busy", 0)) as url:
        desk("rebuild", "--dry-run", environment={"AWS_ENDPOINT_URL": url})
    ran = desk("rebuild").stdout.decode().splitlines()
    assert not [path for _, path in fault.requests if path.endswith("ferry/narrate.json")]
    assert ran[0].startswith(f"{address}/market/market-")
    assert ran[1].startswith("1 of 2 articles are made again: 1 sentence")
    spoken = manifest(server, address, "market")["utterances"][-1]["spoken"]
    assert spoken.lower() == "loaf was cheap."
    desk.write("lexicon.tsv", "term\talias\nbread\tbun\n")
    assert desk("rebuild", "--dry-run").stdout.decode().splitlines()[-1].startswith("1 of 2")
    with pytest.MonkeyPatch.context() as patch:
        for name, value in s3_environment(server).items():
            patch.setenv(name, value)
        Store(address).delete([WORDS])
    assert desk("rebuild").stdout.decode().splitlines()[-1].startswith("1 of 2")
    assert WORDS in objects(server, address)  # it was lost, and is there again

    lines = desk("retract", "ferry", "--reason", "wrong").stdout.decode().splitlines()
    assert lines[-1] == f"{address}/feed.xml: 1 article"
    assert f"{address}/ferry/{new}" in lines
    stored = objects(server, address)
    assert {path for path in stored if path.startswith("ferry/")} == {"ferry/narrate.json"}
    assert b"retracted" in stored["ferry/narrate.json"]


def test_of_two_writers_one_wins_whole_and_the_other_starts_over(
    use: str, address: str, tmp_path: Path
) -> None:
    settings = narrate.Settings(voice="tone", cache=str(tmp_path / "cache"), jobs=1)
    articles = [
        narrate.read_text(text, id="ferry", format="markdown", settings=settings).article
        for text in (FERRY, CORRECTED)
    ]
    target = narrate.Target(tmp_path, "ferry")
    remote.make(articles[0], target, settings, address=address, folder="ferry")
    with Mirror(address) as slow:
        place = slow.bring("ferry")
        narrate.make(
            narrate.read_text(
                FERRY + "\nA third came.\n", id="ferry", format="markdown", settings=settings
            ).article,
            narrate.Target(place, "ferry"),
            settings,
        )
        remote.make(articles[1], target, settings, address=address, folder="ferry")
        winner = objects(use, address)
        with pytest.raises(Conflict):
            slow.put_back("ferry")
    assert objects(use, address) == winner
    assert {path.removeprefix("ferry/") for path in winner} == named(
        json.loads(winner["ferry/narrate.json"])
    )


@pytest.mark.parametrize("kind", ["busy", "cut", "late", "lost"])
def test_a_network_that_fails_for_a_while_costs_nothing(
    kind: str, use: str, address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = narrate.Settings(voice="tone", cache=str(tmp_path / "cache"), jobs=1)
    article = narrate.read_text(FERRY, id="ferry", format="markdown", settings=settings).article
    target = narrate.Target(tmp_path, "ferry")
    remote.make(article, target, settings, address=address, folder="ferry")
    before = objects(use, address)
    corrected = narrate.read_text(CORRECTED, id="ferry", format="markdown", settings=settings)
    method = "GET" if kind == "cut" else "PUT"
    chosen = "narrate.json" if kind == "lost" else ""
    fault = Fault(kind, 2, lambda verb, path: verb == method and path.endswith(chosen))
    with proxy(use, fault) as url:
        monkeypatch.setenv("AWS_ENDPOINT_URL", url)
        remote.make(corrected.article, target, settings, address=address, folder="ferry")
    assert fault.hits == 2
    after = objects(use, address)
    assert after != before
    assert {path.removeprefix("ferry/") for path in after} == named(
        json.loads(after["ferry/narrate.json"])
    )


def grow_old(address: str) -> None:
    """Let the server have had the objects below an address for two days."""
    stored = s3_backends[DEFAULT_ACCOUNT_ID]["aws"].buckets[BUCKET].keys
    for name in stored:
        if name.startswith(address.removeprefix(f"s3://{BUCKET}/")):
            stored[name].last_modified -= timedelta(days=2)


def test_files_that_a_killed_writer_left_are_deleted_a_day_later(
    use: str, address: str, tmp_path: Path
) -> None:
    settings = narrate.Settings(voice="tone", cache=str(tmp_path / "cache"), jobs=1)
    target, store = narrate.Target(tmp_path, "ferry"), Store(address)

    def make(number: int) -> None:
        text = f"{FERRY}\nIt was {number} o'clock.\n"
        article = narrate.read_text(text, id="ferry", format="markdown", settings=settings).article
        remote.make(article, target, settings, address=address, folder="ferry")

    make(1)
    earlier = objects(use, address)
    make(2)
    leftovers = {path: earlier[path] for path in earlier.keys() - objects(use, address).keys()}
    assert leftovers
    theirs = ("ferry/photo-0badcafe.jpg", "ferry/notes.txt", "ferry/more/ferry-0badcafe.mp3")

    def leave() -> None:
        """Leave the store as a writer does that is killed before it deletes."""
        for path, data in (*leftovers.items(), *((path, b"theirs") for path in theirs)):
            store.put(path, data)

    leave()
    make(3)  # perhaps another writer puts its manifest next
    assert leftovers.keys() < objects(use, address).keys()
    grow_old(address)
    make(4)
    assert leftovers.keys().isdisjoint(objects(use, address))
    leave()
    grow_old(address)
    folder = remote.Folder(address, "ferry")
    with Speakers(settings) as speakers:
        for dry_run in (True, False):
            remote.rebuild(folder, settings, "", dry_run=dry_run, speakers=speakers)
            assert leftovers.keys().isdisjoint(objects(use, address)) is not dry_run
    leave()
    deleted = remote.withdraw("ferry", address, "wrong", print)
    assert {f"{address}/{path}" for path in leftovers} <= set(deleted)
    assert objects(use, address).keys() == {"ferry/narrate.json", *theirs}


def test_a_withdrawal_passes_over_a_folder_that_it_may_not_list_and_files_that_come_later(
    use: str, address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = narrate.Settings(voice="tone", cache=str(tmp_path / "cache"), jobs=1)
    article = narrate.read_text(FERRY, id="ferry", format="markdown", settings=settings).article
    target, store = narrate.Target(tmp_path, "ferry"), Store(address)
    new_audio, notes = "ferry/ferry-0badcafe.mp3", list[str]()

    def put_after_the_tombstone(
        upstream: str, request: BaseHTTPRequestHandler, body: bytes | None
    ) -> Answer:
        answer = forwarded(upstream, request, body)
        if request.command == "PUT":
            store.put(new_audio, b"new")
        return answer

    for fault in (Fault("refused", 0), Fault("refused", 1, lambda _, path: "prefix=" in path)):
        store.delete(["ferry/narrate.json"])
        remote.make(article, target, settings, address=address, folder="ferry")
        with proxy(use, fault, put_after_the_tombstone) as url, monkeypatch.context() as patch:
            patch.setenv("AWS_ENDPOINT_URL", url)
            assert remote.withdraw("ferry", address, "wrong", notes.append)
        assert objects(use, address).keys() == {"ferry/narrate.json", new_audio}
        assert fault.hits == len(notes)
    [note] = notes
    assert note.startswith("Files that killed runs left may remain. ")
    assert f"{address}/ferry cannot be listed (403 Forbidden)" in note


def test_a_large_file_is_one_request_that_may_take_its_time(
    use: str, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    fault = Fault("late", 1, lambda method, _: method == "GET")
    with proxy(use, fault) as url:
        monkeypatch.setenv("AWS_ENDPOINT_URL", url)
        monkeypatch.setenv("AWS_TIMEOUT", "1s")  # less than the server takes: it is asked again
        store = Store(address)
        store.put("long.mp3", audio := bytes(6_000_000))
        stored = store.get("long.mp3")
    assert stored
    assert stored.data == audio
    methods = [method for method, _ in fault.requests]  # a busy machine may take too long, too
    assert [method for method, _ in groupby(methods)] == ["PUT", "GET"]
    assert methods.count("GET") > 1


def test_a_manifest_is_written_last_and_a_writer_that_dies_leaves_the_old_narration(
    use: str, address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = narrate.Settings(voice="tone", cache=str(tmp_path / "cache"), jobs=1)
    article = narrate.read_text(FERRY, id="ferry", format="markdown", settings=settings).article
    target = narrate.Target(tmp_path, "ferry")
    fault = Fault("busy", 0)
    with proxy(use, fault) as url:
        monkeypatch.setenv("AWS_ENDPOINT_URL", url)
        remote.make(article, target, settings, address=address, folder="ferry")
    puts = [path for method, path in fault.requests if method == "PUT"]
    assert puts[-1].endswith("/ferry/narrate.json")
    assert len(puts) > 5


def test_an_error_of_the_store_is_a_sentence_without_a_secret(
    desk: Cli, server: str, address: str
) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        desk.environment["AWS_ENDPOINT_URL"] = f"http://127.0.0.1:{free.getsockname()[1]}"
        told = desk("check", address, code=1).stderr.decode()
    assert "cannot be listed (no connection). Check the address and the network" in told
    desk.environment["AWS_ENDPOINT_URL"] = server
    told = desk("make", "desk/ferry.md", "-o", "s3://nobucket/audio", code=1).stderr.decode()
    assert told.startswith("narrate: s3://nobucket/audio/")
    assert "cannot be written (404 Not Found). Check the address" in told
    assert SECRET not in told
    assert len(told.splitlines()) == 1
    told = desk("make", "desk/ferry.md", "-o", "s3:///", code=2).stderr.decode()
    assert "An address of a store is s3://BUCKET/FOLDER, without" in told
    told = desk("make", "desk/ferry.md", "-o", f"{address}/a.mp3", code=2).stderr.decode()
    assert "is a file. In a store, name a folder" in told
    assert b"There is no narrate.json below" in desk("check", address, code=1).stderr


def test_a_feed_is_checked_and_a_narration_shown_as_from_a_folder(
    desk: Cli, use: str, address: str
) -> None:
    del use
    for place in (address, "here"):
        desk("make", "desk", "-o", place)
        desk("feed", place)
    told = [desk("feed", place, "--check", code=1).stdout.decode() for place in (address, "here")]
    assert told[0].replace(address, "here") == told[1]
    assert "Apple Podcasts lists no feed without a picture" in told[0]
    markup = [
        desk("embed", f"{place}/ferry", environment={"NARRATE_OUTPUT": place}).stdout
        for place in (address, "here")
    ]
    assert markup[0] == markup[1]
    assert b"https://example.org/audio/ferry/ferry-" in markup[0]
    page = desk.write("page.html", "<h1>The ferry</h1>")
    base = ("--base", "https://cdn.example/a/")
    desk("embed", f"{address}/ferry/narrate.json", "--into", "page.html", *base)
    assert "https://cdn.example/a/ferry/ferry-" in page.read_text("utf-8")
    running = desk.start("preview", f"{address}/ferry")
    assert running.stdout
    url = running.stdout.readline().decode().strip()
    with urllib.request.urlopen(url) as answer:  # noqa: S310
        assert "Nobody asked why." in answer.read().decode()
    running.send_signal(signal.SIGINT)
    running.communicate(timeout=60)
    store = Store(address)
    [audio] = [path for path in store.paths() if re.fullmatch(r"ferry/.*\.mp3", path)]
    store.delete([audio])
    told_again = desk("feed", address, "--check", code=1).stdout.decode()
    assert f"{audio} is not there" in told_again
    assert b"There is no s3://" in desk("feed", f"{address}/none", "--check", code=1).stderr
    assert b"There is no s3://" in desk("embed", f"{address}/none", code=1).stderr
    assert b"There is nothing below" in desk("preview", f"{address}/none", code=1).stderr
    desk.write("narrate.toml", 'voice = "tone"\n')
    into = ("embed", f"{address}/market", "--into", "page.html")
    assert b"give --base" in desk(*into, code=2).stderr


def test_articles_lie_in_a_store(desk: Cli, use: str, address: str) -> None:
    del use
    store = Store(address)
    stories = {
        "in/ferry.md": FERRY,
        "in/deep/market.md": "---\nimage: a.jpg\n---\n# The market\n\nBread was cheap.\n",
        "in/notes.pdf": "%PDF-1.7",
        "in/.draft.md": "Not yet.",
        "in/old/narrate.json": "{}",
        "in/old/page.html": "<p>It was narrated.</p>",
    }
    for path, text in stories.items():
        store.put(path, text.encode())
    ran = desk("make", f"{address}/in", "-o", "here")
    lines = ran.stdout.decode().split()
    assert [line.split("/")[1] for line in lines] == ["market", "ferry"]
    assert "left out: 1 .pdf." in ran.stderr.decode()
    assert "the picture 'a.jpg'. Pictures are not read from a store" in ran.stderr.decode()
    desk("make", "desk", "-o", "near")
    for name in ("ferry", "market"):
        far, near = (manifest_in(desk.folder / place / name) for place in ("here", "near"))
        assert far["files"]["audio"]["sha256"] == near["files"]["audio"]["sha256"]
    ran = desk("make", f"{address}/in/ferry.md", "-o", address)
    assert ran.stdout.decode().startswith(f"{address}/ferry/ferry-")
    told = desk("make", f"{address}/in/none.md", "-o", "here", code=1).stderr.decode()
    assert f"There is no {address}/in/none.md: check the address." in told


def test_an_index_that_lacks_new_narrations_does_not_stay(
    use: str, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store(address)
    store.put("ferry/narrate.json", b"{}")

    def failures(*refused: tuple[str, str]) -> dict[str, Any]:
        """Return the failures of a run whose network refuses requests by method and path's end."""
        with Mirror(address) as mirror:
            Words(mirror.root).close()
            store.put(WORDS, (mirror.root / WORDS).read_bytes())
        attempts = Attempts(Silent(), many=True)
        fault = Fault(
            "refused", 9, lambda verb, path: any(verb == v and path.endswith(p) for v, p in refused)
        )
        with proxy(use, fault) as url, monkeypatch.context() as patch:
            patch.setenv("AWS_ENDPOINT_URL", url)
            remote.follow(address, ["ferry"], narrate.Settings(), attempts)
        assert fault.hits == len(refused)
        return attempts.failures

    assert failures(("GET", WORDS)) == {}
    assert store.get(WORDS) is None
    [failure] = failures(("GET", WORDS), ("POST", "?delete")).values()
    assert "Then run narrate rebuild --all once" in str(failure)


def test_machines_share_sentences_in_a_store(use: str, address: str, tmp_path: Path) -> None:
    article = narrate.read_text(FERRY, id="ferry", format="markdown").article

    def spoken(machine: str) -> tuple[int, int]:
        """Return how many sentences a machine spoke itself, and how many entries are damaged."""
        settings = narrate.Settings(
            voice="tone", cache=str(tmp_path / machine), cache_store=address, jobs=1
        )
        target = narrate.Target(tmp_path / f"{machine}-made", "ferry")
        with Speakers(settings) as speakers:
            pipeline.make(article, target, settings, speakers=speakers)
            return speakers.cache.misses, speakers.cache.damaged

    assert spoken("first") == (3, 0)
    entries = objects(use, address)
    assert len(entries) == 3
    assert spoken("second") == (0, 0)
    path, entry = next(iter(entries.items()))
    Store(address).put(path, entry[:-2] + b"xx")
    assert spoken("third") == (1, 1)
    assert objects(use, address) == entries  # the right one is there again
    address = "s3://nobucket/cache"
    with pytest.warns(EngineWarning, match="The shared cache is left out of this run") as warned:
        assert spoken("fourth") == (3, 0)
    assert len(warned) == 1


@pytest.mark.usefixtures("use")
def test_threads_leave_a_shared_cache_together_and_warn_once() -> None:
    cache = SharedCache("s3://nobucket/cache")
    together = threading.Barrier(8, timeout=60)

    def write(name: str) -> None:
        together.wait()
        cache.write(name, b"entry")

    with pytest.warns(EngineWarning) as warned, ThreadPoolExecutor(8) as executor:
        list(executor.map(write, "abcdefgh"))
    assert len(warned) == 1
    assert cache.read("a") == b""


@pytest.mark.usefixtures("use")
def test_buckets_and_folders_are_named_as_domains_are(address: str) -> None:
    for place in (f"s3://{DOTTED_BUCKET}", f"{address}/example.org"):
        store = Store(place)
        store.put("ferry.md", FERRY.encode())
        store.put("old/narrate.json", b"{}")
        assert [item.name for item in items(place, Web())] == [f"{place}/ferry.md"]
        store.put("narrate.json", b"{}")
        with near.narration(f"{place}/narrate.json", narrate.Settings()) as (folder, _):
            assert (folder / "narrate.json").read_bytes() == b"{}"


@pytest.mark.usefixtures("use")
def test_an_empty_object_is_read_as_empty(address: str) -> None:
    store = Store(address)
    store.put("empty.md", b"")
    whole = store.get("empty.md")
    assert whole
    assert store.get("empty.md", 100) == whole
    assert whole.data == b""
    assert store.get("none.md", 100) is None


@pytest.mark.usefixtures("use")
def test_a_store_that_is_not_there_leaves_no_index_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "copies"))
    for name in ("near", "copies"):
        (tmp_path / name).mkdir()
    with pytest.raises(PublishError):
        Searches([tmp_path / "near"], ["s3://nobucket/audio"], narrate.Settings(), everything=True)
    assert [*(tmp_path / "near").iterdir(), *(tmp_path / "copies").iterdir()] == []


def test_a_place_that_cannot_be_opened_is_told(use: str) -> None:
    del use
    with pytest.raises(UsageError, match="An address of a store is gs://"):
        Store("gs://")
    with pytest.raises(UsageError, match="For a store use"):
        narrate.make("story.md", f"s3://{BUCKET}/audio", narrate.Settings(voice="tone"))
    report = Attempts(Silent(), many=True)
    remote.follow(f"s3://{BUCKET}/none", [], narrate.Settings(), report)
    assert report.failures == {}


@pytest.mark.parametrize(
    ("place", "told"),
    [
        ("gcs://news/audio", "narrate knows no gcs://. Write gs://."),
        ("S3://news/audio", "narrate knows no S3://. Write s3://."),
        ("https://reporter:hidden@example.org", "narrate cannot write to https://. Name a folder"),
        ("s3://reporter:hidden@news/audio", "An address of a store is s3://BUCKET/FOLDER, without"),
        ("az://news/audio?sig=hidden", "An address of a store is az://BUCKET/FOLDER, without"),
        ("gs://news/../audio", "An address of a store is gs://BUCKET/FOLDER, without"),
        ("gs://news//audio", "An address of a store is gs://BUCKET/FOLDER, without"),
        ("az://news/audio", "The account or its credentials are missing"),
    ],
)
def test_a_place_that_is_no_store_becomes_no_folder(
    place: str, told: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("AZURE_STORAGE_ACCOUNT_NAME", "news")
    monkeypatch.setenv("AZURE_STORAGE_ACCOUNT_KEY", "hidden, and not in base64")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError) as raised:
        narrate.Run(narrate.Settings(voice="tone"), place)
    assert told in str(raised.value)
    assert "hidden" not in "".join(traceback.format_exception(raised.value))
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("arguments", "code", "reason"),
    [
        ("say hi -o s3://ann:hidden@news/audio", 2, "say writes a file on this machine"),
        ("feed https://ann:hidden@news/audio", 2, "narrate cannot write to https://."),
        ("feed ftp://ann:hidden@news/audio --check", 2, "narrate cannot write to ftp://."),
        ("retract story -o https://ann:hidden@news/audio", 2, "narrate cannot write to https://."),
        ("retract https://ann:hidden@news/story", 1, "narration of https://news/story under"),
        ("rebuild ftp://ann:hidden@news/audio", 2, "narrate cannot write to ftp://."),
        ("check s3://ann:hidden@news/audio --json", 2, '{"source": "s3://news/audio"'),
        ("check ftp://ann:hidden@news/audio story.md --json", 1, '"ftp://news/audio": ['),
        ("make s3://ann:hidden@news/a.md --json", 2, '{"source": "s3://news/a.md"'),
        ("make ftp://ann:hidden@news/a.md STORY.md", 4, "failed: STORY.md, ftp://news/a.md."),
    ],
)
def test_a_password_in_an_address_is_not_repeated(
    cli: Cli, arguments: str, code: int, reason: str
) -> None:
    ran = cli(*arguments.split(), code=code)
    output = (ran.stdout + ran.stderr).decode()
    assert reason in output
    assert "hidden" not in output
    assert not [*cli.folder.glob("*:*")]


def test_say_writes_a_file_on_this_machine(cli: Cli) -> None:
    told = cli("say", "hi", "--voice", "tone", "-o", "s3://news/audio", code=2).stderr.decode()
    assert told == "narrate: narrate say writes a file on this machine. Name one with -o.\n"
    cli.write("narrate.toml", 'voice = "tone"\noutput = "s3://news/audio"\n')
    assert cli("say", "hi", code=2).stderr.decode() == told
    cli("say", "hi", "-o", "phrase.mp3")


def test_a_refused_object_is_not_taken_for_an_empty_one(
    use: str, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    Store(address).put("bus-416.txt", b"It is late.")
    with proxy(use, Fault("refused", 1)) as url:
        monkeypatch.setenv("AWS_ENDPOINT_URL", url)
        with pytest.raises(PublishError, match=r"bus-416\.txt cannot be read"):
            Store(address).get("bus-416.txt", 1)


def test_a_store_reads_every_variable_of_a_connection(
    use: str, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    agents: list[str] = []

    def forward(upstream: str, request: BaseHTTPRequestHandler, body: bytes | None) -> Answer:
        agents.append(request.headers["User-Agent"])
        return forwarded(upstream, request, body)

    monkeypatch.setenv("AWS_USER_AGENT", "paper/1")
    for name in ("TIMEOUT", "CONNECT_TIMEOUT", "POOL_IDLE_TIMEOUT"):
        monkeypatch.setenv(f"AWS_{name}", "30")  # seconds
    with proxy(use, Fault("busy", 0), forward) as url:
        monkeypatch.setenv("AWS_ENDPOINT_URL", url)
        Store(address).put("a.txt", b"a")
    assert agents == ["paper/1"]


def test_a_wrong_variable_of_a_connection_is_named(
    use: str, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    del use
    monkeypatch.setenv("AWS_TIMEOUT", "soon")
    monkeypatch.setenv("AWS_HTTP1_ONLY", "hidden")
    with pytest.raises(UsageError, match="look at AWS_TIMEOUT, AWS_ALLOW_HTTP, AWS_HTTP1_") as told:
        Store(address)
    assert "hidden" not in str(told.value)


@pytest.mark.skipif(shutil.which("azurite-blob") is None, reason="npm install azurite")
def test_azure_holds_narrations_too(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "azurite").mkdir()
    with azure(tmp_path / "azurite") as environment:
        cli.environment.update(environment)
        cli.write("ferry.md", FERRY)
        made = cli("make", "ferry.md", "--voice", "tone", "-o", f"az://{BUCKET}/audio")
        assert made.stdout.decode().startswith(f"az://{BUCKET}/audio/ferry/ferry-")
        cli.write("ferry.md", CORRECTED)
        cli("make", "ferry.md", "--voice", "tone", "-o", f"az://{BUCKET}/audio")
        assert cli("check", f"az://{BUCKET}/audio").stdout.decode().count("WRONG") == 0


def published(serving: Serving, text: str) -> str:
    """Publish an article by a service, and return the name of its audio."""
    answer = serving.http.put("/v1/narrations/mill", json={"title": "The mill", "text": text})
    assert answer.status_code == 202
    audio = serving.ended("mill")["published"]["files"]["audio"]
    assert audio["url"] == f"https://audio.example.org/mill/{audio['name']}"
    return f"mill/{audio['name']}"


@contextmanager
def served_store(desk: Cli, endpoint: str, address: str) -> Iterator[Serving]:
    """Yield a service over a store that it finds at an endpoint."""
    serving = Serving(desk, "-o", address, AWS_ENDPOINT_URL=endpoint)
    try:
        yield serving
    finally:
        serving.end()


def test_a_service_keeps_its_narrations_in_a_store(desk: Cli, server: str, address: str) -> None:
    desk.write("narrate.toml", 'voice = "tone"\n')
    refused = desk("serve", "--port", "0", "-o", address, code=2).stderr.decode()
    assert f"Players need the public address of {address}." in refused
    desk.write("narrate.toml", 'voice = "tone"\nbase = "https://audio.example.org"\n')
    # Of the studio's page, the sentences are read first, then the published version.
    fails = [True, False]
    fault = Fault("refused", 0, lambda _, path: path[-5:] == ".json" and fails.pop())
    with proxy(server, fault) as url, served_store(desk, url, address) as serving:
        assert serving.http.get("/readyz").status_code == 200
        first = published(serving, "The mill turned at noon.")
        assert first in objects(server, address)
        second = published(serving, "The mill turned at two.")
        stored = objects(server, address)
        assert (second in stored, first in stored) == (True, False)
        shown = serving.http.get("/v1/narrations/mill?include=manifest").json()
        assert shown["manifest"] == json.loads(stored["mill/narrate.json"])
        page = serving.http.get("/studio/narrations/mill", headers={"Cookie": "narrate_editor=Ana"})
        assert "The published version is up to date." in page.text
        fault.times = 1
        page = serving.http.get("/studio/narrations/mill", headers={"Cookie": "narrate_editor=Ana"})
        assert "The published version cannot be compared: " in page.text
        assert "differ from the published version" not in page.text
        assert (fault.hits, fails) == (1, [])
        serving.http.delete("/v1/narrations/mill")
        assert serving.ended("mill")["state"] == "retracted"
        assert list(objects(server, address)) == ["mill/narrate.json"]
        assert published(serving, "The mill turned at two.") in objects(server, address)
        assert not list(desk.folder.glob("s3*"))
