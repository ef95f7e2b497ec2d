"""A third party's engine that fails in every way an engine can; its voice's id says how.

It fails at a text with "fail" in it and says any other; BROKEN_FORKS has it say each in a fork.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from narrate.engines import Synthesizer
from narrate.model import Audio, Run, Voice

RATE_HZ = 22_050
SPEECH = Audio(b"\x00\x20\x00\xe0" * RATE_HZ, RATE_HZ)
# The voices that fail, and what is said of them.
FAILS = {
    "dies": "its process ended with (-9|137)",
    "exits": r"its process ended with 7 \(out of memory, sorry\)",
    "hangs": "it hung for [1-9]",
    "raises": "ValueError: no such phoneme",
    "silent": "it gave silence",
    "half": "it gave half a sample",
    "orphans": "its process ended with (-9|137)",
}
DISTRIBUTION = {
    "METADATA": "Metadata-Version: 2.1\nName: broken-engine\nVersion: 1\n",
    "entry_points.txt": "[narrate.engines]\nbroken = broken_engine:Broken\n",
}


def installed(folder: Path) -> str:
    """Install this module into a folder, as a package manager would, and return the folder."""
    about = folder / "broken_engine-1.dist-info"
    about.mkdir(parents=True)
    for name, content in DISTRIBUTION.items():
        (about / name).write_text(content, "utf-8")
    (folder / "broken_engine.py").write_text(Path(__file__).read_text("utf-8"), "utf-8")
    return str(folder)


class Broken:
    name = "broken"
    version = "1"
    forks = "BROKEN_FORKS" in os.environ
    abilities = ()

    @property
    def deterministic(self) -> bool:
        if "BROKEN_BUG" in os.environ:
            raise RuntimeError("nobody expects this")
        return True

    def problem(self) -> str | None:
        return None

    def voices(self) -> Sequence[Voice]:
        return [Voice(name="broken:speaks", engine=self.name, id="speaks")]

    @contextmanager
    def load(self, voice: Voice) -> Iterator[Synthesizer]:
        if voice.id == "unloadable":
            raise RuntimeError("the model is not there")
        if voice.id == "loads-forever":
            time.sleep(600)

        def synthesize(runs: Sequence[Run]) -> Audio:
            if "fail" in "".join(run.text for run in runs):
                return fail(voice.id)
            return SPEECH

        yield synthesize


def fail(how: str) -> Audio:
    if how == "orphans":  # a process of its own outlives it
        subprocess.Popen(["sleep", "600"])  # noqa: S607 - whichever sleep there is
    if how in {"dies", "orphans"}:
        os.kill(os.getpid(), signal.SIGKILL)
    if how == "exits":
        print("out of memory, sorry", file=sys.stderr)
        sys.stderr.flush()
        os._exit(7)
    if how == "hangs":
        time.sleep(600)
    if how == "raises":
        raise ValueError("no such phoneme")
    if how == "prints":
        print("Audio saved to /nowhere")
        sys.stdout.flush()
        os.write(1, b"more noise\n")
    if how == "dies-once":
        marker = Path(os.environ["BROKEN_MARKER"])
        if not marker.exists():
            marker.touch()
            os.kill(os.getpid(), signal.SIGKILL)
    pcm = {"silent": bytes(44_100), "half": SPEECH.pcm[:-1]}.get(how, SPEECH.pcm)
    return Audio(pcm, RATE_HZ)
