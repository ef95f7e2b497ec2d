"""A withdrawn article leaves everywhere, and what was never its own stays."""

import json
import os
import subprocess
from pathlib import Path

import pytest
from command import COMMAND, STORY, Cli, manifest_in

from narrate.publish import shelf
from narrate.publish.retract import retract

URL = "https://riverton.example/harbor"
FRONT = f"---\nurl: {URL}\n---\n"


@pytest.fixture
def published(cli: Cli) -> Cli:
    """Return a folder with two stories, one of them by address, and their feed."""
    cli.write("narrate.toml", '[feed]\nbase = "https://riverton.example/audio/"\n')
    cli.write("a.md", FRONT + STORY)
    cli.write("b.md", STORY + "\nIt is so.\n")
    cli("make", "a.md", "b.md", "--voice", "tone")
    cli("feed", "output")
    return cli


def names(cli: Cli, folder: str) -> list[str]:
    return sorted(path.name for path in Path(cli.folder, folder).iterdir())


@pytest.mark.parametrize(
    "story", [URL, "output/harbor", "./output/harbor/", "harbor", "output/harbor/narrate.json"]
)
def test_it_goes_by_address_id_or_folder(published: Cli, story: str) -> None:
    kept = names(published, "output/b")
    made = names(published, "output/harbor")
    gone = published("retract", story, "--reason", "It was wrong.").stdout.decode().splitlines()
    assert sorted(Path(name).name for name in gone[:-1]) == sorted(set(made) - {"narrate.json"})
    assert gone[-1] == "output/feed.xml: 1 article"
    assert names(published, "output/harbor") == ["narrate.json"]
    assert names(published, "output/b") == kept
    about = manifest_in(published.folder / "output/harbor")
    assert about["article"]["url"] == URL
    assert about["reason"] == "It was wrong."
    feed = Path(published.folder, "output/feed.xml").read_text("utf-8")
    assert "harbor/" not in feed
    assert feed.count("<item>") == 1


def test_it_goes_by_the_id_of_a_file(published: Cli) -> None:
    published("retract", "b")
    assert names(published, "output/b") == ["narrate.json"]


def test_earlier_versions_go_and_what_is_not_ours_stays(published: Cli) -> None:
    folder = published.folder / "output" / "b"
    audio = next(folder.glob("*.mp3"))
    for name in ("b-0123abcd.mp3", "b-0123abcd.vtt", "photo.jpg", "other-0123abcd.mp3", "b.mp3"):
        (folder / name).write_bytes(b"x")
    assert audio.name != "b-0123abcd.mp3"
    published("retract", "b")
    assert names(published, "output/b") == [
        "b.mp3",
        "narrate.json",
        "other-0123abcd.mp3",
        "photo.jpg",
    ]


def test_earlier_versions_go_while_no_other_run_can_put_files(
    published: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, unlink, is_locked = published.folder / "output" / "b", Path.unlink, dict[str, bool]()
    (folder / "b-0123abcd.mp3").write_bytes(b"x")

    def look_and_delete(path: Path, *, missing_ok: bool = False) -> None:
        is_locked[path.name] = (folder / ".narrate-lock").exists()
        unlink(path, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", look_and_delete)
    retract(shelf.story(folder))
    assert is_locked["b-0123abcd.mp3"]


def test_twice_is_as_once_and_check_sees_what_comes_back(published: Cli) -> None:
    audio = next((published.folder / "output" / "b").glob("*.mp3"))
    content = audio.read_bytes()
    published("retract", "b")
    published("retract", "b")
    assert b"withdrawn" in published("check", "-v", "output/b").stdout
    audio.write_bytes(content)
    said = published("check", "output/b", code=1).stdout.decode()
    assert f"still there: {audio.name}" in said


def test_an_article_that_was_withdrawn_comes_back_only_when_somebody_says_so(
    published: Cli,
) -> None:
    published("retract", "b", "--reason", "It was wrong")
    notes = published("make", "b.md", "a.md", "--voice", "tone").stderr.decode()
    assert "was withdrawn on 20" in notes
    assert "(It was wrong). To publish it again, remove output/b/narrate.json." in notes
    assert b"was withdrawn on 20" in published("make", "b.md", "--voice", "tone", code=1).stderr
    assert b"was withdrawn on 20" in published("embed", "output/b", code=1).stderr
    (published.folder / "output/b/narrate.json").unlink()
    published("make", "b.md", "a.md", "--voice", "tone")
    published("feed", "output")
    assert published("check", "-v", "output").stdout.count(b"podcast:txt and text") == 2


def test_withdrawn_again_it_keeps_its_date_and_reason(published: Cli) -> None:
    published("retract", "b", "--reason", "It was wrong")
    path = published.folder / "output/b/narrate.json"
    about = json.loads(path.read_bytes())
    about["retracted"] = "2020-02-02T00:00:00+00:00"
    path.write_text(json.dumps(about))
    published("retract", "output/b")
    again = json.loads(path.read_bytes())
    assert {name: again[name] for name in ("retracted", "reason", "withdrew")} == {
        name: about[name] for name in ("retracted", "reason", "withdrew")
    }


@pytest.mark.parametrize("options", [(), ("-o", "output"), ("-o", "elsewhere")])
def test_the_feed_follows_whatever_is_named(published: Cli, options: tuple[str, ...]) -> None:
    published("retract", "output/harbor", *options)
    assert "harbor/" not in Path(published.folder, "output/feed.xml").read_text("utf-8")


def test_into_a_closed_pipe_the_feed_follows(published: Cli) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    command = [COMMAND, "retract", URL]
    environment = published.environment
    done = subprocess.run(
        command, cwd=published.folder, env=environment, stdout=writing, check=False
    )
    os.close(writing)
    assert done.returncode == 1
    assert names(published, "output/harbor") == ["narrate.json"]
    assert "harbor/" not in Path(published.folder, "output/feed.xml").read_text("utf-8")


def test_an_unknown_story_changes_nothing(published: Cli) -> None:
    before = names(published, "output/b")
    done = published("retract", "https://riverton.example/other", code=1)
    assert b"There is no narration of https://riverton.example/other" in done.stderr
    assert names(published, "output/b") == before


def test_a_story_in_two_folders_is_to_be_named_by_one(published: Cli) -> None:
    before = names(published, "output/b")
    published("make", "b.md", "--voice", "tone", "-o", "output/again")
    assert b"is in several folders" in published("retract", "b", code=1).stderr
    published("retract", "output/again/b")
    assert names(published, "output/again/b") == ["narrate.json"]
    assert names(published, "output/b") == before


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_it_leaves_a_page_as_that_was_before(published: Cli, newline: str) -> None:
    page = f"<!DOCTYPE html>{newline}<h1>The harbor</h1>{newline}<p>caf\xe9{newline}"
    path = published.write("page.html", page.encode("latin-1"))
    other = published.write("other.html", "<p>Nothing of it.")
    published("embed", "output/b", "--into", "page.html")
    assert b"<figure" in path.read_bytes()
    published("retract", "b", "--page", "page.html", "--page", "other.html")
    assert path.read_bytes() == page.encode("latin-1")
    assert other.read_bytes() == b"<p>Nothing of it."


def test_a_page_that_is_not_there_stops_it_before_anything_goes(published: Cli) -> None:
    before = names(published, "output/b")
    assert (
        b"gone.html cannot be read"
        in published("retract", "b", "--page", "gone.html", code=1).stderr
    )
    assert names(published, "output/b") == before
