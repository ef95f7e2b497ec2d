"""narrate check reads back what was published, and sees what is missing, changed or different."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from command import STORY, Cli
from site_server import served

from narrate.audio import id3, tags
from narrate.check import Finding, check
from narrate.config import Settings
from narrate.errors import PublishError, UsageError
from narrate.source import Web

LABEL = "This audio is created with AI assistance"
PAGE = """<!DOCTYPE html><html lang="en"><head><title>x</title>
<script type="application/ld+json">{data}</script></head><body><h1>x</h1>
<figure><figcaption>Listen. {caption}.</figcaption>
<audio controls preload="none" src="made/a.mp3"></audio></figure></body></html>"""
AUDIO = {
    "@type": "AudioObject",
    "digitalSourceType": "https://schema.org/AlgorithmicMediaDigitalSource",
    "description": LABEL,
}


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    cli = Cli(tmp_path_factory.mktemp("check"))
    cli.write("story.md", STORY)
    cli("make", "story.md", "--voice", "espeak", "-o", "made")
    return cli.folder / "made" / "story"


@pytest.fixture
def folder(published: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(published, tmp_path / "made"))


def found(target: Path | str, **settings: str) -> dict[str, Finding]:
    [findings] = check(str(target), Settings(**settings)).values()
    return {each.carrier: each for each in findings}


def problems(target: Path | str, **settings: str) -> dict[str, str]:
    return {name: each.problem for name, each in found(target, **settings).items() if each.problem}


def audio(folder: Path) -> Path:
    return next(folder.glob("*.mp3"))


def rewrite(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_what_was_published_is_whole_and_labelled_on_every_carrier(folder: Path) -> None:
    seen = found(folder)
    assert [each.problem for each in seen.values() if each.problem] == []
    for carrier in ("narrate.json", "tag label", "note in captions"):
        assert seen[carrier].holds == LABEL
    assert seen["tag source type"].holds == "algorithmicMedia"
    assert seen["sentences"].holds == "8, each once"
    assert seen["credentials"].holds == "none"
    assert {"file audio", "file captions", "length"} <= set(seen)


@pytest.mark.parametrize("extension", ["opus", "flac", "wav"])
def test_every_format_is_read_back(cli: Cli, extension: str) -> None:
    cli.write("story.md", STORY)
    cli("make", "story.md", "--voice", "tone", environment={"NARRATE_FORMAT": extension})
    assert problems(cli.folder / "output") == {}


def _retagged(folder: Path) -> None:
    import mutagen

    file = mutagen.File(audio(folder))
    file.delete()
    held = {"title": "t", "language": "eng", "disclosure": "Another", "source_type": "x/y"}
    id3.put(file := mutagen.File(audio(folder)), held, label_language="eng", end_ms=1)
    file.save()


def _shortened(folder: Path) -> None:
    path = folder / "narrate.json"
    plain = json.loads(path.read_bytes())
    path.write_text(json.dumps(plain | {"frames": plain["frames"] - 1}))


def _twice(folder: Path) -> None:
    path = audio(folder).with_suffix(".vtt")
    path.write_text(path.read_text("utf-8") + "\n9\n00:00:09.000 --> 00:00:10.000\n12 ships;\n")


@pytest.mark.parametrize(
    ("damage", "carriers"),
    [
        (lambda f: audio(f).unlink(), {"file audio", "length", "sentences", "tags", "credentials"}),
        (lambda f: audio(f).write_bytes(b"x"), {"file audio", "length", "sentences", "tags"}),
        (_retagged, {"file audio", "tag label", "sentences"}),
        (_shortened, {"length"}),
        (_twice, {"file captions", "sentences"}),
        (
            lambda f: rewrite(audio(f).with_suffix(".vtt"), f"NOTE {LABEL}", "NOTE Something"),
            {"file captions", "note in captions"},
        ),
        (
            lambda f: rewrite(f / "narrate.json", f'"disclosure": "{LABEL}"', '"disclosure": ""'),
            {"narrate.json"},
        ),
        (
            lambda f: rewrite(f / "narrate.json", "1.5 million in fees", "1.6 million in fees"),
            {"sentences"},
        ),
        (lambda f: rewrite(f / "narrate.json", '"frames"', '"gone"'), {"narrate.json"}),
        (lambda f: next(f.glob("*.chapters.json")).unlink(), {"file chapters"}),
    ],
)
def test_what_is_missing_or_differs_is_told(
    folder: Path, damage: Callable[[Path], None], carriers: set[str]
) -> None:
    damage(folder)
    assert set(problems(folder)) >= carriers


def test_a_file_alone_is_held_against_the_settings(folder: Path, tmp_path: Path) -> None:
    alone = Path(shutil.copy(audio(folder), tmp_path / "alone.mp3"))
    assert problems(alone) == {}
    assert problems(alone, disclosure="KI-Stimme") == {"tag label": "it should hold «KI-Stimme»"}
    assert tags.read(alone)["disclosure"] == LABEL
    assert problems(audio(folder), disclosure="KI-Stimme") == {}  # its manifest says what it holds
    assert problems(next(folder.glob("*.vtt"))) == {}
    assert set(problems(next(folder.glob("*.vtt")), disclosure="KI-Stimme")) == {"note"}


@pytest.mark.parametrize(
    ("caption", "data", "wrong"),
    [
        (LABEL, {"audio": AUDIO}, {}),
        (LABEL, [{"@graph": [{"@type": "NewsArticle", "audio": [AUDIO]}]}], {}),
        ("By us", {"audio": AUDIO}, {"caption": f"it should hold «{LABEL}»"}),
        (LABEL, {}, {"JSON-LD": "there is no AudioObject in the page's JSON-LD"}),
        (LABEL, {**AUDIO, "digitalSourceType": ""}, {"JSON-LD": "digitalSourceType is missing"}),
        (LABEL, {**AUDIO, "description": "Ours"}, {"JSON-LD": "the label is missing"}),
    ],
)
def test_a_page_is_held_against_the_manifest_beside_its_audio(
    folder: Path, caption: str, data: object, wrong: dict[str, str]
) -> None:
    page = folder.parent / "page.html"
    written = PAGE.format(caption=caption, data=json.dumps(data))
    page.write_text(written.replace("a.mp3", audio(folder).name), "utf-8")
    assert problems(page, disclosure="KI-Stimme") == wrong


def test_a_page_without_audio_is_told(folder: Path) -> None:
    page = folder.parent / "page.html"
    page.write_text("<p>Nothing.", "utf-8")
    assert problems(page) == {"caption": "there is no <figure> with audio on the page"}
    page.write_bytes(b"")
    assert set(problems(page)) == {"caption"}
    page.write_text(PAGE.format(caption=LABEL, data=json.dumps(AUDIO)))
    assert problems(page) == {"audio": "it is not there"}


def test_a_player_without_a_figure_is_read_too(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    player = f'<narrate-player src="narrate.json" data-label="{LABEL}"></narrate-player>'
    data = f'<script type="application/ld+json">{json.dumps(AUDIO)}</script>'
    page.write_text(player + data, "utf-8")
    assert problems(page) == {"manifest": "it is not there"}


def test_a_page_is_fetched_with_the_files_that_it_names(folder: Path) -> None:
    name = audio(folder).name
    sync = f"{Path(name).stem}.sync.vtt"
    player = '<script type="module" src="/js/narrate-player.js?v=3"></script></body>'
    page = PAGE.format(caption=LABEL, data=json.dumps(AUDIO)).replace(
        "made/a.mp3", f"/a/{name}?v=1"
    )
    page = page.replace("<figure>", '<figure class="narrate-player">').replace("</body>", player)
    with served() as site:
        url = site.page("/news/story", page)
        site.page(f"/a/{name}?v=1", audio(folder).read_bytes())
        site.page(f"/a/{sync}", (folder / sync).read_bytes())
        site.page("/js/narrate-player.js?v=3", (folder / "narrate-player.js").read_bytes())
        [findings] = check(url, Settings(), web=Web(private=True)).values()
        assert [(each.carrier, each.problem) for each in findings] == [
            (carrier, "") for carrier in ("audio", "sync file", "caption", "script", "JSON-LD")
        ]
        site.page(f"/a/{sync}", "<!DOCTYPE html><title>Not found</title>")
        site.page("/js/narrate-player.js?v=3", "Not found")
        del site.pages[f"/a/{name}?v=1"]
        [findings] = check(url, Settings(), web=Web(private=True)).values()
        wrong = {each.carrier: each.problem for each in findings if each.problem}
    assert wrong.keys() == {"audio", "sync file", "script"}
    assert "does not answer" in wrong["audio"]
    assert "404" in wrong["audio"]
    assert wrong["sync file"] == "a page is there in its place"
    assert wrong["script"] == "it is no script"


def test_a_page_s_element_names_its_manifest(folder: Path) -> None:
    player = f'<narrate-player src="narrate.json" data-label="{LABEL}"></narrate-player>'
    data = f'<script type="application/ld+json">{json.dumps(AUDIO)}</script>'
    with served() as site:
        url = site.page("/a/story", player + data)
        assert problems_of(check(url, Settings(), web=Web(private=True))).keys() == {"manifest"}
        site.page("/a/narrate.json", (folder / "narrate.json").read_bytes())
        assert problems_of(check(url, Settings(), web=Web(private=True))) == {}


def problems_of(checked: dict[str, list[Finding]]) -> dict[str, str]:
    return {
        each.carrier: each.problem for part in checked.values() for each in part if each.problem
    }


def test_the_command_tells_in_lines_and_by_its_exit_code(cli: Cli, folder: Path) -> None:
    shutil.copytree(folder, cli.folder / "a")
    shutil.copytree(folder, cli.folder / "b")
    [summary] = cli("check", "a").stdout.decode().splitlines()
    lines = cli("check", "a", "-v").stdout.decode().splitlines()
    assert lines[0] == "a"
    assert re.fullmatch(rf"  ok     narrate.json +{LABEL}", lines[1])
    assert max(map(len, lines)) <= 80
    carriers = len(lines) - 2
    assert summary == f"Read 1 target, {carriers} carriers: nothing is wrong. -v lists them."
    assert lines[-1] == f"Read 1 target, {carriers} carriers: nothing is wrong."
    audio(cli.folder / "b").unlink()
    wrong = cli("check", "b", code=1).stdout
    assert wrong.count(b"WRONG") >= 2
    assert re.search(rb"\nRead 1 target, \d+ carriers: \d+ wrong, in 1 of 1 target\.\n$", wrong)
    assert b"  ok " not in wrong
    assert b"b/story-" not in cli("check", "a", "b", code=4).stderr
    assert b"There is no gone" in cli("check", "a", "gone", code=4).stderr
    assert b"There is no gone" in cli("check", "gone", code=2).stderr
    shown: dict[str, Any] = json.loads(cli("check", "a", "b", "--json", code=4).stdout)
    assert {name: any(each["problem"] for each in part) for name, part in shown.items()} == {
        "a": False,
        "b": True,
    }


def test_an_item_of_a_feed_without_the_label_is_told(cli: Cli) -> None:
    cli.write("story.md", STORY)
    cli("make", "story.md", "--voice", "tone")
    cli("feed", "output", "--base", "https://riverton.example/a/")
    feed = cli.folder / "output" / "feed.xml"
    assert problems(feed) == {}
    rewrite(feed, f"{LABEL}.</description>", "Ours.</description>")
    assert problems(feed) == {"item «The harbor opens»": f"it should hold «{LABEL}»"}
    rewrite(feed, 'purpose="ai-content"', 'purpose="other"')
    assert "podcast:txt" in problems(feed)["item «The harbor opens»"]
    assert cli("check", "output", code=4).stdout


def test_what_carries_no_label_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    with pytest.raises(UsageError, match="carries no label"):
        check(str(tmp_path / "a.txt"), Settings())
    with pytest.raises(PublishError, match="name a folder with narrations"):
        check(str(tmp_path), Settings())
    (tmp_path / "a.xml").write_text("no xml")
    with pytest.raises(PublishError, match="is no XML"):
        check(str(tmp_path / "a.xml"), Settings())


def test_it_knows_when_the_text_is_no_longer_what_the_audio_says(cli: Cli) -> None:
    cli.write("desk/a.md", "# One\n\nThe ferry sails. It is late.\n\nNobody minds.\n")
    cli.write("desk/b.md", "# Two\n\nThe market opens.\n")
    cli("make", "desk", "--voice", "tone")
    shown = cli("check", "output", "-v", "--against", "desk").stdout.decode()
    assert shown.count("paragraphs, as they are spoken") == 2
    cli.write("desk/a.md", "# One\n\nThe ferry  sails. It is early.\n\nNobody minds.\n")
    cli.write("desk/c.md", "# Three\n\nThe mayor speaks.\n")
    shown = " ".join(cli("check", "output", "--against", "desk", code=4).stdout.decode().split())
    assert "The ferry sails. It is early." in shown
    assert "1 of 3 paragraphs not spoken as they are, 1 spoken as they no longer are" in shown
    assert "there is no narration of it under output" in shown
    cli("make", "desk/a.md", "--voice", "tone", "-o", "output/a")
    assert b"WRONG" not in cli("check", "output", "--against", "desk/a.md").stdout
    cli.write("desk/a.md", "# One\n\nNobody minds.\n\nThe ferry  sails. It is early.\n")
    checked = cli("check", "output", "--against", "desk/a.md", code=4)
    shown = " ".join(checked.stdout.decode().split())
    assert "its paragraphs are spoken in another order: make it again" in shown


def test_a_narration_with_one_machine_readable_layer_says_so(folder: Path) -> None:
    assert found(folder)["layers"].holds.startswith("only one: the tags")
    assert found(folder)["layers"].problem == ""
