"""Hidden folders of killed runs are deleted once nobody can be at work there, on any machine."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from narrate import publish
from narrate.errors import PublishError
from narrate.publish import files

KILLED = """
import os, signal, sys
from pathlib import Path
from narrate import publish
with publish.staged(publish.Target(Path(sys.argv[1]), "story")) as path:
    path.write_bytes(b"half")
    os.kill(os.getpid(), signal.SIGKILL)
"""


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
    there: list[bool] = []

    def fail() -> None:
        with publish.staged(publish.Target(folder, "story")):
            there.append(leftover.exists())
            raise PublishError("no sound")

    with pytest.raises(PublishError, match="no sound"):
        fail()
    assert there == [False]
    assert list(folder.iterdir()) == []


def test_a_run_at_work_keeps_its_files(tmp_path: Path) -> None:
    with publish.staged(publish.Target(tmp_path, "story")) as path:
        path.write_bytes(b"half")
        grow_old(path, path.parent, path.parent.with_name(f"{path.parent.name}.lock"))
        files.sweep(tmp_path)
        files.sweep_below(tmp_path.parent)
        assert path.read_bytes() == b"half"


def test_that_of_another_machine_stays_for_a_day_after_its_last_change(leftover: Path) -> None:
    """Its lock looks free where a shared folder shows no machine the locks of another."""
    other = leftover.rename(leftover.with_name(f".narrate-{'0' * 8}{leftover.name[-24:]}"))
    lock = leftover.with_name(f"{leftover.name}.lock")
    lock = lock.rename(lock.with_name(f"{other.name}.lock"))
    paths = (other / "story.mp3", other, lock)
    for changed in paths:
        grow_old(*paths)
        os.utime(changed)
        files.sweep(other.parent)
        assert all(path.exists() for path in paths), changed.name
    grow_old(*paths)
    with files.locked(lock):
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
