"""What stands in the folder afterwards: the result, whole, and what was never ours."""

import json
import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path

import pytest
from filelock import Timeout

from narrate import publish
from narrate.errors import PublishError
from narrate.model import Article, Block, Cue, Kind, Loudness, Narration, Utterance, Voice
from narrate.publish import locks

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


@pytest.mark.parametrize("name", ["narrate.json", "narrate-player.js"])
@pytest.mark.parametrize("content", [b"[]", b'{"files": {"a": {"name": "kept.mp3"}}}', b"\xff"])
def test_a_file_of_another_program_is_not_replaced(
    tmp_path: Path, name: str, content: bytes
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(PublishError, match=r"was not written by narrate.*-o"):
        published(tmp_path, b"sound")
    assert names(tmp_path) == {name}
    assert (tmp_path / name).read_bytes() == content


@pytest.mark.parametrize("name", ["../outside.mp3", "/outside.mp3", "..", ".", "", "/", "a\nb"])
def test_a_manifest_that_names_more_than_files_of_its_folder_is_not_obeyed(
    tmp_path: Path, name: str
) -> None:
    (tmp_path / "outside.mp3").write_bytes(b"theirs")
    (tmp_path / "made").mkdir()
    made = published(tmp_path / "made", b"sound")
    assert made.manifest
    about = json.loads(made.manifest.read_bytes())
    about["files"]["audio"]["name"] = name
    made.manifest.write_text(json.dumps(about))
    published(tmp_path / "made", b"other sound")
    assert (tmp_path / "outside.mp3").read_bytes() == b"theirs"
    assert made.audio.exists()


def test_an_empty_or_broken_off_manifest_is_replaced(tmp_path: Path) -> None:
    for content in (b"", b'{\n "schema_version": 1,\n "disclo'):
        (tmp_path / "narrate.json").write_bytes(content)
        assert published(tmp_path, b"sound").audio.exists()


def test_alone_is_one_file_under_its_own_name(tmp_path: Path) -> None:
    made = published(tmp_path / "made", b"digitalsourcetype", alone=True)
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


def test_another_home_waits_for_the_same_folder(tmp_path: Path) -> None:
    """Two users, or two containers, share no home: the lock lies in the folder itself."""
    code = (
        "import sys; from pathlib import Path; from narrate.publish import locks\n"
        "with locks.locked(Path(sys.argv[1])): print(flush=True); sys.stdin.read()"
    )
    lock = tmp_path / ".narrate-lock"
    holder = subprocess.Popen(
        [sys.executable, "-c", code, lock],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "HOME": str(tmp_path / "else"), "XDG_CACHE_HOME": str(tmp_path / "c")},
    )
    assert holder.stdout
    assert holder.stdin
    holder.stdout.readline()
    assert lock.stat().st_mode & 0o777 == 0o666
    with pytest.raises(Timeout), locks.locked(lock, timeout_s=0.1):
        pass
    holder.stdin.close()
    with locks.locked(lock, timeout_s=30):
        pass
    assert holder.wait(30) == 0
    holder.stdout.close()
    assert not lock.exists()


def test_of_many_that_wait_for_a_lock_one_holds_it_at_a_time(tmp_path: Path) -> None:
    lock, holders, most = tmp_path / "x.lock", [0], [0]

    def hold(_: int) -> None:
        with locks.locked(lock):
            holders[0] += 1
            most[0] = max(most[0], holders[0])
            time.sleep(0.001)
            holders[0] -= 1

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(hold, range(60)))
    assert most == [1]
    assert not lock.exists()


def test_all_is_on_the_disk_before_the_manifest_names_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    events: list[str] = []
    flush, replace = os.fsync, Path.replace

    def flushed(number: int) -> None:
        events.append(f"flush {Path(f'/proc/self/fd/{number}').readlink().name}")
        flush(number)

    def renamed(path: Path, target: Path) -> Path:
        events.append(f"rename {target.name}")
        return replace(path, target)

    monkeypatch.setattr(os, "fsync", flushed)
    monkeypatch.setattr(Path, "replace", renamed)
    made = published(tmp_path / "made", b"sound")
    manifest = events.index("rename narrate.json")
    assert events[manifest - 1] == events[manifest + 1] == "flush made"
    for path in (tmp_path / "made").iterdir():
        assert events.index(f"flush {path.name}") < events.index(f"rename {path.name}")
    assert events.index(f"rename {made.audio.name}") < manifest
