"""An engine's process does not outlive its parent, whatever it does when that is killed."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from command import wait_until
from traces import processes

# One process with a voice, told to say a text; the parent then waits to be killed.
PARENT = """
import sys, threading, time
from narrate.engines.pool import Pool
from narrate.model import SpokenRun, Voice
engine, id_, text = sys.argv[1:]
pool = Pool(Voice(name="v", engine=engine, id=id_, language="en"), jobs=1, timeout_s=1)
pool([SpokenRun("One.")])
threading.Thread(target=pool, args=([SpokenRun(text)],), daemon=True).start()
time.sleep(0.5)
print(flush=True)
time.sleep(60)
"""


@pytest.fixture
def environment(broken_engine: Path, tmp_path: Path) -> dict[str, str]:
    (files := tmp_path / "files").mkdir()
    home = {"HOME": str(tmp_path), "TMPDIR": str(files)}
    return {**os.environ, "PYTHONPATH": str(broken_engine), **home}


@pytest.mark.parametrize(
    ("engine", "id_", "text", "forks"),
    [
        ("espeak", "", "Two.", ""),
        ("pyttsx3", "", "Two. " * 200, ""),
        ("broken", "speaks", "Two.", ""),
        ("broken", "hangs", "It will fail.", ""),
        ("broken", "hangs", "It will fail.", "1"),
    ],
    ids=["idle eSpeak", "busy pyttsx3", "idle", "hung", "hung fork"],
)
def test_a_killed_parent_leaves_no_process(
    environment: dict[str, str], engine: str, id_: str, text: str, forks: str
) -> None:
    if forks:
        environment["BROKEN_FORKS"] = forks
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT, engine, id_, text], stdout=subprocess.PIPE, env=environment
    )
    assert parent.stdout is not None
    assert parent.stdout.readline()
    assert len(processes(environment)) > 1
    parent.kill()
    parent.wait()
    parent.stdout.close()
    wait_until(lambda: not processes(environment), "all end")
    assert list(Path(environment["TMPDIR"]).iterdir()) == []


def test_a_voice_that_loads_forever_ends_with_its_parent(
    environment: dict[str, str], tmp_path: Path
) -> None:
    voice = {"name": "v", "engine": "broken", "id": "loads-forever", "prosody": {}}
    folder = str(tmp_path / "engine")
    order = {"engine": "broken", "voice": voice, "limit_s": 0.5, "folder": folder}
    done = subprocess.run(
        [sys.executable, "-m", "narrate.engines.child"],
        input=json.dumps(order).encode() + b"\n",
        env=environment,
        capture_output=True,
        check=False,
        timeout=30,
    )
    assert done.returncode < 0
    assert not done.stdout
