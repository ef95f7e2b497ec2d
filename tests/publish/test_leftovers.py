"""Hidden folders of killed runs are deleted once nobody can be at work there, on any machine."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

import narrate
from narrate import pipeline, publish
from narrate.errors import PublishError
from narrate.publish import files, locks, shelf
from narrate.publish.manifest import NAME

KILLED = """
import os, signal, sys
from pathlib import Path
from narrate import publish
with publish.staged(publish.Target(Path(sys.argv[1]), "story")) as path:
    path.write_bytes(b"half")
    os.kill(os.getpid(), signal.SIGKILL)
"""


OTHER_MACHINE = f".narrate-{'0' * 32}"


@pytest.fixture
def leftover(tmp_path: Path) -> Path:
    """The hidden folder of a run that was killed, the only one in its narration's folder."""
    folder = tmp_path / "made"
    subprocess.run([sys.executable, "-c", KILLED, folder], check=False)
    [stage] = [path for path in folder.iterdir() if path.is_dir()]
    assert len(list(folder.iterdir())) == 2
    return stage


def grow_old(*paths: Path) -> None:
    past = time.time() - 2 * files.LEFT_S
    for path in paths:
        os.utime(path, (past, past))


def test_the_next_run_deletes_it_although_it_fails(leftover: Path) -> None:
    folder = leftover.parent
    present: list[bool] = []

    def fail() -> None:
        with publish.staged(publish.Target(folder, "story")):
            present.append(leftover.exists())
            raise PublishError("no sound")

    with pytest.raises(PublishError, match="no sound"):
        fail()
    assert present == [False]
    assert list(folder.iterdir()) == []


def test_a_run_at_work_keeps_its_files(tmp_path: Path) -> None:
    with publish.staged(publish.Target(tmp_path / "made", "story")) as path:
        path.write_bytes(b"half")
        grow_old(path, path.parent, path.parent.with_name(f"{path.parent.name}.lock"))
        files.sweep(tmp_path / "made")
        files.sweep_below(tmp_path)
        assert path.read_bytes() == b"half"


def test_that_of_another_machine_stays_for_a_day_after_its_last_change(leftover: Path) -> None:
    """Its lock looks free where a shared folder shows no machine the locks of another."""
    other = leftover.rename(leftover.with_name(OTHER_MACHINE))
    lock = leftover.with_name(f"{leftover.name}.lock")
    lock = lock.rename(lock.with_name(f"{other.name}.lock"))
    paths = (other / "story.mp3", other, lock)
    for changed in paths:
        grow_old(*paths)
        os.utime(changed)
        files.sweep(other.parent)
        assert all(path.exists() for path in paths), changed.name
    grow_old(*paths)
    with locks.locked(lock):
        grow_old(lock)
        files.sweep(other.parent)
        assert paths[0].exists()
    assert not lock.exists()
    files.sweep(other.parent)
    assert list(other.parent.iterdir()) == []


def test_a_folder_of_such_a_name_by_another_program_stays(tmp_path: Path) -> None:
    theirs = tmp_path / ".narrate-0123456789"
    theirs.mkdir()
    grow_old(theirs)
    files.sweep_below(tmp_path)
    assert theirs.exists()


def test_a_clock_that_is_ahead_of_the_file_servers_deletes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = tmp_path / OTHER_MACHINE
    stage.mkdir()
    ahead = time.time() + 2 * files.LEFT_S
    monkeypatch.setattr(time, "time", lambda: ahead)
    files.sweep(tmp_path)
    assert stage.exists()


def test_files_stay_while_another_run_puts_those_of_the_same_names(leftover: Path) -> None:
    folder = leftover.parent
    settings = narrate.Settings(voice="tone", cache=str(folder.with_name("cache")), jobs=1)
    article = narrate.read_text("It sails.", id="ferry", settings=settings).article
    target = publish.Target(folder.with_name("ferry"), "ferry")
    published = pipeline.make(article, target, settings)
    (target.folder / NAME).rename(leftover / NAME)
    audio = published.audio.rename(folder / published.audio.name)
    with locks.locked(folder / ".narrate-lock"):
        files.sweep(folder)
        assert audio.exists()
    files.sweep(folder)
    assert list(folder.iterdir()) == []


def test_what_ends_during_a_sweep_is_passed_over(
    leftover: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another machine's run takes its lock away, and then a folder is deleted."""
    folder, scandir = leftover.parent, os.scandir
    folder.with_name(f"{OTHER_MACHINE}.lock").symlink_to("nowhere")
    (folder.parent / "deleted").mkdir()

    def delete_and_list(path: str | Path) -> object:
        if str(path).endswith("deleted"):
            Path(path).rmdir()
        return scandir(path)

    monkeypatch.setattr(os, "scandir", delete_and_list)
    files.sweep_below(folder.parent)
    assert list(folder.iterdir()) == []
    (folder.parent / "deleted").mkdir()
    assert shelf.folders(folder.parent) == []


def test_a_lock_that_a_sweep_deletes_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chmod, lock, deleted = Path.chmod, tmp_path / "x.lock", []

    def delete_and_change(path: Path, mode: int) -> None:
        if not deleted:
            deleted.append(path)
            path.unlink()
        chmod(path, mode)

    monkeypatch.setattr(Path, "chmod", delete_and_change)
    with locks.locked(lock):
        assert lock.exists()
    assert deleted == [lock]


def test_a_lock_makes_no_folder_that_was_deleted_meanwhile(tmp_path: Path) -> None:
    folder = tmp_path / "deleted"
    with pytest.raises(FileNotFoundError), locks.locked(folder / "x.lock", timeout_s=30):
        pass
    assert not folder.exists()
