"""Upgrades: today's narrate reads, checks, embeds, corrects and withdraws earlier narrations.

``upgrade/COMMIT`` is the folder that the narrate of that commit wrote: ``make`` of STORY.md with
the voice ``tone``, ``embed`` into page.html, ``feed``. The folders are never written again.
"""

import json
import shutil
from pathlib import Path

import pytest
from command import Cli, manifest_in

from narrate.publish import load
from narrate.publish.schema import fault

FIXTURES = Path(__file__).parent / "upgrade"
COMMITS = sorted(path.name for path in FIXTURES.iterdir() if path.is_dir())


@pytest.fixture(params=COMMITS)
def earlier(request: pytest.FixtureRequest, cli: Cli) -> Cli:
    shutil.copytree(FIXTURES / request.param, cli.folder, dirs_exist_ok=True)
    shutil.copyfile(FIXTURES / "STORY.md", cli.folder / "STORY.md")
    cli.environment["NARRATE_VOICE"] = "tone"
    return cli


def test_there_are_three() -> None:
    assert len(COMMITS) >= 3


def test_it_is_read_checked_and_embedded(earlier: Cli) -> None:
    folder = earlier.folder / "output" / "story"
    manifest = load(folder)
    assert fault(manifest) == ""
    assert manifest["article"]["title"] == "The ferry is late"
    assert all(utterance["words"][0][0] == 0 for utterance in manifest["utterances"])
    findings = json.loads(earlier("check", "output", "--json").stdout)
    assert len([finding for part in findings.values() for finding in part]) > 15
    markup = earlier("embed", "output/story").stdout.decode()
    [audio] = folder.glob("*.mp3")
    assert audio.name in markup
    earlier.write("other.html", "<!DOCTYPE html><title>t</title><h1>The ferry is late</h1>")
    earlier("embed", "output/story", "--into", "other.html")
    assert audio.name in (earlier.folder / "other.html").read_text("utf-8")


def test_it_is_corrected_and_its_page_and_feed_follow(earlier: Cli) -> None:
    folder = earlier.folder / "output" / "story"
    [old] = folder.glob("*.mp3")
    text = (earlier.folder / "STORY.md").read_text("utf-8")
    earlier.write("STORY.md", text.replace("was late", "was very late"))
    earlier("make", "STORY.md")
    manifest = manifest_in(folder)
    assert fault(manifest) == ""
    [new] = [path for path in folder.glob("*.mp3") if path != old]
    assert manifest["files"]["audio"]["name"] == new.name
    assert any("very late" in said["written"] for said in manifest["utterances"])
    page = (earlier.folder / "page.html").read_text("utf-8")
    feed = (earlier.folder / "output" / "feed.xml").read_text("utf-8")
    earlier("embed", "output/story", "--into", "page.html")
    assert page.count("<figure") == 1
    assert new.name in (earlier.folder / "page.html").read_text("utf-8")
    assert new.name in feed
    earlier("check", "output")


def test_it_is_recorded_again_without_its_article(earlier: Cli) -> None:
    folder = earlier.folder / "output" / "story"
    (earlier.folder / "STORY.md").unlink()
    before = [utterance["written"] for utterance in manifest_in(folder)["utterances"]]
    earlier("rebuild", "output", "--all")
    manifest = manifest_in(folder)
    assert fault(manifest) == ""
    assert "voice" in manifest["article"]  # today's narrate wrote it
    assert [utterance["written"] for utterance in manifest["utterances"]] == before
    earlier("check", "output")


def test_one_that_was_changed_by_hand_is_refused_with_the_way_out(earlier: Cli) -> None:
    path = earlier.folder / "output" / "story" / "narrate.json"
    path.write_text(path.read_text("utf-8").replace("was late", "was later"), "utf-8")
    told = earlier("rebuild", "output", "--all", code=4).stderr.decode()
    assert "output/story/narrate.json was changed" in told
    assert "narrate make ARTICLE -o output" in told


def test_it_is_withdrawn(earlier: Cli) -> None:
    folder = earlier.folder / "output" / "story"
    earlier("retract", "output/story", "--page", "page.html")
    assert [path.name for path in folder.iterdir() if path.suffix == ".mp3"] == []
    assert "retracted" in manifest_in(folder)
    assert "<figure" not in (earlier.folder / "page.html").read_text("utf-8")
    assert "<item>" not in (earlier.folder / "output" / "feed.xml").read_text("utf-8")
