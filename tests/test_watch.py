"""What is new or changed becomes audio, once, whatever happens between."""

import signal
import time
from collections.abc import Iterator
from pathlib import Path

import broken_engine
import pytest
from command import Cli, manifest_in, wait_until
from site_server import Site, served
from traces import processes

from narrate import pipeline
from narrate.batch.watch_state import WatchState
from narrate.config import Settings
from narrate.publish import Target

PAGE = """<html lang="en"><body><article><h1>{0}</h1>
<p>It rained in the town all day long, and the ferry stayed in port until the evening.</p>
</article></body></html>"""
ITEM = "<item><title>{1}</title><link>{0}/{1}</link></item>"
WATCH = ("watch", "--once", "--voice", "tone", "-o", "made", "--private")


@pytest.fixture
def site() -> Iterator[Site]:
    with served() as site:
        yield site


def feed(site: Site, *names: str) -> str:
    items = "".join(ITEM.format(site.url, name) for name in names)
    tag = f'"{len(names)}"'
    body = f"<rss><channel>{items}</channel></rss>"
    return site.page("/feed", body, content_type="text/xml", etag=tag)


def folder_state(folder: Path) -> dict[str, tuple[int, bytes]]:
    return {
        str(path.relative_to(folder)): (path.stat().st_mtime_ns, path.read_bytes())
        for path in folder.rglob("*")
        if path.is_file()
    }


def watched(cli: Cli, *arguments: str, code: int = 0) -> list[str]:
    paths = cli(*arguments, code=code).stdout.decode().split()
    return [path.split("/")[1] for path in paths]


def test_a_folder_is_made_once_and_what_changes_again(cli: Cli) -> None:
    cli.write("desk/a.txt", "It rained.")
    cli.write("desk/b.txt", "The sun came.")
    assert watched(cli, *WATCH, "desk") == ["a", "b"]
    before = folder_state(cli.folder / "made")
    assert watched(cli, *WATCH, "desk") == []
    assert folder_state(cli.folder / "made") == before
    cli.write("desk/b.txt", "The moon came.")
    cli.write("desk/c.txt", "Nobody left.")
    assert watched(cli, *WATCH, "desk") == ["b", "c"]


def test_another_dictionary_or_voice_makes_it_again(cli: Cli) -> None:
    cli.write("desk/a.txt", "It rained in Kyiv.")
    assert watched(cli, *WATCH, "desk") == ["a"]
    cli.write("narrate.toml", 'publisher = "The Post"\n')
    assert watched(cli, *WATCH, "desk") == ["a"]
    cli.write("narrate.toml", 'publisher = "The Post"\njobs = 1\n')
    assert watched(cli, *WATCH, "desk") == []


def test_a_feed_is_asked_what_is_new(cli: Cli, site: Site) -> None:
    url = feed(site, "a")
    site.page("/a", PAGE.format("Rain"), etag='"a1"')
    assert watched(cli, *WATCH, url) == ["a"]
    site.asked.clear()
    assert watched(cli, *WATCH, url) == []
    [(path, headers)] = site.asked
    assert (path, headers["If-None-Match"]) == ("/feed", '"1"')
    feed(site, "a", "b")
    site.page("/b", PAGE.format("Sun"))
    site.asked.clear()
    assert watched(cli, *WATCH, url) == ["b"]
    asked = {path: headers.get("If-None-Match") for path, headers in site.asked}
    assert asked["/a"] == '"a1"'


def test_a_page_that_changes_only_around_its_article_is_not_made_again(
    cli: Cli, site: Site
) -> None:
    url = site.page("/a", PAGE.format("Rain"))
    assert watched(cli, *WATCH, url) == ["a"]
    site.page("/a", PAGE.format("Rain").replace("</body>", "<footer>12 visitors</footer></body>"))
    assert watched(cli, *WATCH, url) == []
    site.page("/a", PAGE.format("Storm"))
    assert watched(cli, *WATCH, url) == ["a"]


def test_what_fails_is_tried_again(cli: Cli, site: Site) -> None:
    url = feed(site, "a", "b")
    site.page("/a", PAGE.format("Rain"))
    done = cli(*WATCH, url, code=4)
    assert "/b answers 404" in done.stderr.decode()
    site.page("/b", PAGE.format("Sun"))
    assert watched(cli, *WATCH, url) == ["b"]


def test_a_failure_is_told_once_and_ctrl_c_ends_it(cli: Cli) -> None:
    cli.write("desk/a.txt", "")
    cli.write("desk/b.txt", "It rained.")
    running = cli.start("watch", "desk", "--every", "1", "--voice", "tone", "-o", "made")
    wait_until((cli.folder / "made" / "b" / "narrate.json").exists, "b is published", running)
    time.sleep(2.5)
    running.send_signal(signal.SIGINT)
    _, said = running.communicate(timeout=60)
    assert running.returncode == 130
    assert said.decode().count("a.txt is empty") == 1


def test_killed_between_two_articles_it_goes_on_where_it_was(
    cli: Cli, tmp_path_factory: pytest.TempPathFactory
) -> None:
    cli.environment["PYTHONPATH"] = broken_engine.installed(tmp_path_factory.mktemp("site") / "x")
    names = [f"{number:02}" for number in range(12)]
    for name in names:
        cli.write(f"desk/{name}.txt", f"It rained {name} times.")
    cli.write("desk/06.txt", "This will fail until the gate is open.")
    watch = ("watch", "desk", "--once", "--voice", "broken:waits", "-o", "made")
    running = cli.start(*watch)
    published, gate = cli.folder / "made", broken_engine.Gate(cli.environment["HOME"])
    wait_until(
        lambda: len([*published.glob("*/narrate.json")]) > 2 and gate.is_reached(),
        "some are published, one is under way",
        running,
    )
    running.kill()
    running.communicate()
    wait_until(lambda: not processes(cli.environment))  # one may finish what it publishes
    known = {path.parent.name for path in published.glob("*/narrate.json")}
    gate.open()
    assert "06" not in known
    assert set(watched(cli, *watch)) == set(names) - known
    assert watched(cli, *watch) == []


def test_killed_before_the_pages_followed_the_next_round_brings_them_up_to_date(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    cli.write("desk/a.txt", "It rained.")
    assert watched(cli, *WATCH, "desk") == ["a"]
    cli.write("made/page.html", "<article><h1>Rain</h1><p>It rained.</p></article>")
    cli("embed", "made/a", "--into", "made/page.html")
    cli("feed", "made", "--base", "https://example.org/audio/")
    cli.write("desk/a.txt", "It snowed.")
    # The narration is published and nothing has followed, as if a watch had been killed there.
    monkeypatch.chdir(cli.folder)
    settings = Settings(voice="tone", cache=str(cli.folder / "cache"))
    article = pipeline.read("desk/a.txt", settings).article
    pipeline.make(article, Target(Path("made/a"), "a"), settings)
    manifest = manifest_in(cli.folder / "made/a")
    audio = manifest["files"]["audio"]["name"]
    assert audio not in (cli.folder / "made/page.html").read_text()
    assert watched(cli, *WATCH, "desk") == []
    assert audio in (cli.folder / "made/page.html").read_text()
    assert audio in (cli.folder / "made/feed.xml").read_text()


def test_a_damaged_state_is_told_and_begun_anew(cli: Cli) -> None:
    cli.write("desk/a.txt", "It rained.")
    assert watched(cli, *WATCH, "desk") == ["a"]
    [state] = (cli.folder / "home").rglob("watch-*.json")
    assert state.stat().st_mode & 0o777 == 0o600
    assert not list((cli.folder / "made").glob(".narrate*"))
    state.write_text("{")
    done = cli(*WATCH, "desk")
    assert "cannot be read. Every article is read again" in done.stderr.decode()
    assert watched(cli, *WATCH, "desk") == []


def test_one_that_has_a_place_keeps_it(cli: Cli) -> None:
    cli.write("desk/s.md", "# First\n\nThe first story.\n")
    assert watched(cli, *WATCH, "desk") == ["s"]
    cli.write("desk/S.md", "# Second\n\nThe second story.\n")
    for _ in range(2):
        done = cli(*WATCH, "desk", code=4)
        assert done.stdout == b""
        assert b"desk/S.md: made/s holds desk/s.md already" in done.stderr
    about = manifest_in(cli.folder / "made/s")
    assert about["article"]["title"] == "First"


def test_what_was_told_of_an_article_is_not_said_again(cli: Cli) -> None:
    cli.write("desk/a.txt", "It rained in K\xf6ln.".encode("cp1252"))
    assert b"read as" in cli(*WATCH, "desk").stderr
    assert cli(*WATCH, "desk").stderr == b""


def test_an_index_is_named_by_its_folder(cli: Cli) -> None:
    cli.write("desk/harbor/index.md", "# First\n\nThe first story.\n")
    cli.write("desk/market/_index.md", "# Second\n\nThe second story.\n")
    assert watched(cli, *WATCH, "desk") == ["harbor", "market"]


def test_audio_that_is_gone_is_made_again(cli: Cli) -> None:
    cli.write("desk/a.txt", "It rained.")
    assert watched(cli, *WATCH, "desk") == ["a"]
    [audio] = (cli.folder / "made/a").glob("*.mp3")
    audio.unlink()
    assert watched(cli, *WATCH, "desk") == ["a"]
    assert audio.exists()
    assert watched(cli, *WATCH, "desk") == []


def test_a_withdrawn_article_stays_withdrawn_whatever_changes(cli: Cli) -> None:
    cli.write("desk/a.txt", "It rained.")
    assert watched(cli, *WATCH, "desk") == ["a"]
    cli("retract", "made/a")
    assert watched(cli, *WATCH, "desk") == []
    cli.write("narrate.toml", "speed = 1.1\n")
    done = cli(*WATCH, "desk")
    assert done.stdout == b""
    assert b"was withdrawn on" in done.stderr
    assert cli(*WATCH, "desk").stderr == b""
    assert not list((cli.folder / "made/a").glob("*.mp3"))


def test_a_round_with_nothing_new_beside_a_list_page_is_no_failure(cli: Cli, site: Site) -> None:
    titles = "".join(f"<li><a href=/{n}/>The tower, part {n}</a></li>" for n in range(5))
    cli.write("desk/index.html", f"<html lang=en><body><ul>{titles}</ul></body></html>")
    cli.write("desk/a.txt", "It rained.")
    url = feed(site, "b")
    site.page("/b", PAGE.format("Rain"), etag='"b1"')
    assert watched(cli, *WATCH, "desk", url) == ["a", "b"]
    for sources in (["desk"], ["desk/index.html", url], ["desk/index.html", f"{site.url}/b"]):
        assert watched(cli, *WATCH, *sources) == []
    cli("retract", "made/a")
    cli.write("narrate.toml", "speed = 1.1\n")
    assert watched(cli, *WATCH, "desk") == []
    assert watched(cli, "make", "desk", "--voice", "tone", "-o", "made") == []
    cli(*WATCH, "desk/index.html", f"{site.url}/", code=4)
    cli.write("desk/c/index.html", f"<html lang=en><body><ul>{titles}</ul></body></html>")
    cli(*WATCH, "desk/index.html", "desk/c/index.html", code=1)


def test_a_correction_keeps_its_voice_unless_another_is_asked_for(cli: Cli) -> None:
    cli.write("desk/a.txt", "It rained.")
    cli.write("desk/b.txt", "The sun came.")
    cli("make", "desk", "-o", "made", "--voice", "espeak-en-gb", "--speed", "1.2")
    cli.write("narrate.toml", 'voice = "tone"')

    def manner(name: str) -> tuple[str, float]:
        manifest = manifest_in(cli.folder / "made" / name)
        return manifest["voice"]["name"], manifest["made"]["speed"]

    for words, command in (
        ("It snowed.", ("watch", "--once", "-o", "made", "desk")),
        ("It hailed.", ("make", "desk", "-o", "made")),
    ):
        cli.write("desk/a.txt", words)
        stderr = cli(*command).stderr.decode()
        assert "The voice stays espeak-en-gb, as published. --voice tone changes it." in stderr
        assert manner("a") == manner("b") == ("espeak-en-gb", 1.2)
    stderr = cli("make", "desk", "-o", "made", "--voice", "tone").stderr.decode()
    assert "a.txt: As asked, voice espeak-en-gb becomes tone." in stderr
    assert manner("a") == ("tone", 1.2)


def test_the_state_of_a_watch_into_a_store_is_that_of_its_address(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = WatchState.of("s3://bucket/audio").path
    monkeypatch.chdir(tmp_path)
    assert WatchState.of("s3://bucket/audio").path == first
    assert WatchState.of("audio").path != WatchState.of("s3://bucket/audio").path
