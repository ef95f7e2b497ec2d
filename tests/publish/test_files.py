"""What stands in the folder afterwards: the result, whole, and what was never ours."""

import json
from hashlib import sha256
from pathlib import Path

import pytest

from narrate import publish
from narrate.errors import PublishError
from narrate.model import Article, Block, Cue, Kind, Loudness, Narration, Utterance, Voice

BLOCK = Block(Kind.PARAGRAPH, "All is well.")
NARRATION = Narration(
    article=Article("id", "Title", "en", (BLOCK,)),
    voice=Voice("v", "tone"),
    cues=(Cue(Utterance(BLOCK, BLOCK.text), 10, 900),),
    frames=1_000,
    sample_rate_hz=8_000,
    loudness=Loudness(-16, -16, 0, -2),
    disclosure="Made with AI",
)


@pytest.fixture(autouse=True)
def _locks(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))


def published(folder: Path, audio: bytes, *, alone: bool = False) -> publish.Published:
    target = publish.Target(folder, "story", alone=alone)
    with publish.staged(target) as path:
        path.write_bytes(audio)
        return publish.publish(path, NARRATION, target)


def broken_off(target: publish.Target) -> None:
    with publish.staged(target) as path:
        path.write_bytes(b"half")
        raise PublishError("no sound")


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_the_name_tells_the_content(tmp_path: Path) -> None:
    made = published(tmp_path / "made", b"sound")
    digest = sha256(b"sound").hexdigest()
    assert made.audio == tmp_path / "made" / f"story-{digest[:8]}.mp3"
    assert made.captions == made.audio.with_suffix(".vtt")
    assert made.manifest
    about = json.loads(made.manifest.read_bytes())["files"]
    assert about["audio"] == {"name": made.audio.name, "bytes": 5, "sha256": digest}
    captions = made.captions.read_bytes()
    assert about["captions"]["bytes"] == len(captions)
    assert about["captions"]["sha256"] == sha256(captions).hexdigest()


def test_the_same_again_changes_nothing(tmp_path: Path) -> None:
    published(tmp_path, b"sound")
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    published(tmp_path, b"sound")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_new_result_replaces_ours_and_nothing_else(tmp_path: Path) -> None:
    first = published(tmp_path, b"one")
    (tmp_path / "photo.jpg").write_bytes(b"theirs")
    (tmp_path / "story-0badcafe.mp3").write_bytes(b"theirs, too: no manifest names it")
    second = published(tmp_path, b"two")
    assert second.manifest
    made = {one["name"] for one in json.loads(second.manifest.read_bytes())["files"].values()}
    assert {second.audio.name, second.audio.with_suffix(".vtt").name} <= made
    assert names(tmp_path) == {"photo.jpg", "story-0badcafe.mp3", "narrate.json"} | made
    assert not first.audio.exists()


@pytest.mark.parametrize(
    "content",
    [b"", b"[]", b"{}", b'{"files": []}', b'{"files": {"a": 3}}', b"\xff", b'{"files": null}'],
)
def test_a_manifest_that_is_not_ours_drops_nothing(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "narrate.json").write_bytes(content)
    (tmp_path / "kept.mp3").write_bytes(b"kept")
    published(tmp_path, b"sound")
    assert "kept.mp3" in names(tmp_path)


def test_a_manifest_reaches_no_file_outside_its_folder(tmp_path: Path) -> None:
    outside = tmp_path / "outside.mp3"
    outside.write_bytes(b"theirs")
    inside = tmp_path / "made"
    inside.mkdir()
    about = {"files": {"a": {"name": "../outside.mp3"}, "b": {"name": str(outside)}}}
    (inside / "narrate.json").write_text(json.dumps(about))
    published(inside, b"sound")
    assert outside.read_bytes() == b"theirs"


@pytest.mark.parametrize("name", ["..", ".", "", "/"])
def test_a_manifest_that_names_no_file_stops_nothing(tmp_path: Path, name: str) -> None:
    (tmp_path / "narrate.json").write_text(json.dumps({"files": {"a": {"name": name}}}))
    assert published(tmp_path, b"sound").audio.exists()


def test_alone_is_one_file_under_its_own_name(tmp_path: Path) -> None:
    made = published(tmp_path / "made", b"sound", alone=True)
    assert made == publish.Published(NARRATION, tmp_path / "made" / "story.mp3")
    assert names(tmp_path / "made") == {"story.mp3"}
    published(tmp_path / "made", b"other", alone=True)
    assert made.audio.read_bytes() == b"other"
    assert names(tmp_path / "made") == {"story.mp3"}


def test_alone_leaves_a_whole_result_beside_it_whole(tmp_path: Path) -> None:
    whole = published(tmp_path, b"sound")
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    published(tmp_path, b"other", alone=True)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {
        **before,
        "story.mp3": b"other",
    }
    assert whole.audio.exists()


def test_what_fails_leaves_nothing_not_even_the_folder(tmp_path: Path) -> None:
    with pytest.raises(PublishError, match="no sound"):
        broken_off(publish.Target(tmp_path / "a" / "b", "story"))
    assert not names(tmp_path)


def test_a_folder_in_the_audio_s_place_is_told(tmp_path: Path) -> None:
    (tmp_path / "story.mp3").mkdir()
    with pytest.raises(PublishError, match="Nothing was written"):
        published(tmp_path, b"sound", alone=True)
    assert names(tmp_path) == {"story.mp3"}


def test_what_the_manifest_names_is_in_place_before_it(tmp_path: Path) -> None:
    captions = published(tmp_path / "else", b"sound").captions
    assert captions is not None
    folder = tmp_path / "made"
    (folder / captions.name).mkdir(parents=True)  # the captions cannot be put in place
    with pytest.raises(PublishError, match="Nothing was written"):
        published(folder, b"sound")
    assert "narrate.json" not in names(folder)


def test_a_manifest_that_a_program_set_otherwise_still_says_what_is_ours(tmp_path: Path) -> None:
    old = published(tmp_path / "made", b"sound")
    assert old.manifest
    old.manifest.write_text(json.dumps(json.loads(old.manifest.read_bytes()), indent=4))
    published(tmp_path / "made", b"other sound")
    assert not old.audio.exists()


def test_what_another_program_names_or_keeps_stays(tmp_path: Path) -> None:
    folder = tmp_path / "made"
    (folder / ".narrate-notes").mkdir(parents=True)
    for name in ("keep.txt", ".narrate-notes/mine.txt"):
        (folder / name).write_text("mine")
    (folder / "narrate.json").write_text('{\n "files": {"a": {"name": "keep.txt"}},\n "x": 1\n}')
    published(folder, b"sound")
    assert {"keep.txt", ".narrate-notes"} < names(folder)
    assert (folder / ".narrate-notes/mine.txt").exists()


@pytest.mark.parametrize("beside", ["link", "folder", "link to itself"])
def test_whatever_lies_beside_what_a_page_names_stays(tmp_path: Path, beside: str) -> None:
    old = published(tmp_path / "made", b"sound")
    if beside == "folder":
        (tmp_path / "a.html").mkdir()
    else:
        (tmp_path / "a.html").symlink_to("nowhere" if beside == "link" else "a.html")
    (tmp_path / "page.html").write_text(old.audio.name)
    published(tmp_path / "made", b"other sound")
    assert old.audio.exists()


def test_the_page_above_a_folder_by_its_dot_is_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = published(tmp_path / "made", b"sound")
    (tmp_path / "page.html").write_text(old.audio.name)
    monkeypatch.chdir(tmp_path / "made")
    published(Path(), b"other sound")
    assert old.audio.exists()


def test_what_is_in_the_way_is_named(tmp_path: Path) -> None:
    (tmp_path / "made" / "narrate.json").mkdir(parents=True)
    with pytest.raises(PublishError, match=r"made: Is a directory \(.*made/narrate\.json\)\. Put"):
        published(tmp_path / "made", b"sound")
