"""The demonstration: an empty folder, one command, and a sample that shows what narrate can."""

import re
from pathlib import Path
from typing import Any

import meter
import pytest
from command import Cli, manifest_in

SAMPLE = Path(__file__).parent.parent / "narrate" / "cli" / "bakery.md"
DISCLOSURE = "This audio is created with AI assistance"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    cli = Cli(tmp_path_factory.mktemp("demo"))
    lines = cli("demo").stdout.decode().splitlines()
    assert len(lines) == 3
    return (cli.folder / lines[0].split()[0]).parent


@pytest.fixture(scope="module")
def manifest(folder: Path) -> dict[str, Any]:
    about: dict[str, Any] = manifest_in(folder)
    return about


def test_it_plays_as_long_and_as_loud_as_it_says(folder: Path, manifest: dict[str, Any]) -> None:
    wave, rate_hz = meter.decoded(folder / manifest["files"]["audio"]["name"])
    assert len(wave) == manifest["frames"]
    assert rate_hz == manifest["sample_rate_hz"]
    lufs, peak_db = meter.metered(wave, rate_hz)
    assert lufs == pytest.approx(-19, abs=0.3)  # mono: heard at -16
    assert peak_db <= -1


def test_it_is_labelled_everywhere(folder: Path, manifest: dict[str, Any]) -> None:
    tags = meter.metadata(folder / manifest["files"]["audio"]["name"])
    assert manifest["disclosure"] == tags["comment"] == DISCLOSURE
    assert tags["title"] == manifest["article"]["title"]
    assert tags["digitalsourcetype"].endswith("/algorithmicMedia")
    captions = (folder / manifest["files"]["captions"]["name"]).read_text("utf-8")
    assert captions.startswith(f"WEBVTT\n\nNOTE {DISCLOSURE}\n")


def test_every_sentence_of_the_sample_is_spoken_once(manifest: dict[str, Any]) -> None:
    body = SAMPLE.read_text("utf-8").split("---\n", 2)[2]
    written = " ".join(re.sub(r"^(#+|-) ", "", body, flags=re.MULTILINE).split())
    said = [manifest["article"]["title"], written]
    assert " ".join(utterance["written"] for utterance in manifest["utterances"]) == " ".join(said)
    assert manifest["skipped"] == []


def test_the_sample_has_what_a_news_story_has(manifest: dict[str, Any]) -> None:
    kinds = {utterance["block"]["kind"] for utterance in manifest["utterances"]}
    assert {"heading", "paragraph", "item"} <= kinds
    text = " ".join(utterance["written"] for utterance in manifest["utterances"])
    assert re.search(r"[A-Z]{4,}, \w+ — ", text), "a dateline"
    assert re.search(r'"[^"]+" \w+\. \w+ said', text), "a quotation"
    rules = {edit["rule"].partition(".")[0] for said in manifest["utterances"]
             for edit in said["edits"]}  # fmt: skip
    assert len(rules) >= 5
    about = manifest["article"]
    assert all(about[key] for key in ("title", "byline", "published", "language", "publisher"))
