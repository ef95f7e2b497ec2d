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
from narrate.model import Audio, SpokenRun, Voice, Word

RATE_HZ = 22_050
SPEECH = Audio(b"\x00\x20\x00\xe0" * RATE_HZ, RATE_HZ)
# The voices that fail, and what is said of them.
FAILS = {
    "dies": "its process ended with (-9|137)",
    "exits": r"its process ended with 7 \(out of memory, sorry\)",
    "hangs": "it made no progress for [1-9]",
    "spins": "it computed for [1-9] s without an end",
    "raises": "ValueError: no such phoneme",
    "silent": "it gave silence",
    "half": "it gave half a sample",
    "low": "its audio has 50 Hz, and narrate takes 8,000 to 192,000 Hz",
    "fraction": "its audio has 22050.5 Hz",
    "far": "it puts a word at the frames 0 to 1099511627776",
    "backward": "it puts a word at the frames 5 to 4",
    "outside": "it puts a word at the frames 0 to 4 and the characters 0 to 99",
    "nothing": "it gave no Audio of bytes, but NoneType",
    "short": "its audio cannot be read",
    "orphans": "its process ended with (-9|137)",
}
DISTRIBUTION = {
    "METADATA": "Metadata-Version: 2.1\nName: broken-engine\nVersion: 1\n",
    "entry_points.txt": "[narrate.engines]\nbroken = broken_engine:Broken\n",
}


def installed(folder: Path, engine: str = "broken") -> str:
    """Install this module into a folder, as a package manager would, and return the folder."""
    about = folder / f"{engine}_engine-1.dist-info"
    about.mkdir(parents=True)
    for name, content in DISTRIBUTION.items():
        (about / name).write_text(content.replace("broken", engine), "utf-8")
    code = Path(__file__).read_text("utf-8").replace('"broken', f'"{engine}')
    (folder / f"{engine}_engine.py").write_text(code, "utf-8")
    return str(folder)


_AUDIO = {
    "low": SPEECH._replace(sample_rate_hz=50),
    "fraction": SPEECH._replace(sample_rate_hz=22_050.5),
    "far": SPEECH._replace(words=(Word(0, 2**40, 0, 2),)),
    "backward": SPEECH._replace(words=(Word(5, 4, 0, 2),)),
    "outside": SPEECH._replace(words=(Word(0, 4, 0, 99),)),
    "nothing": None,
    "short": SPEECH._replace(words=((0, 4),)),
    "silent": Audio(bytes(44_100), RATE_HZ),
    "half": Audio(SPEECH.pcm[:-1], RATE_HZ),
}


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

        def synthesize(runs: Sequence[SpokenRun]) -> Audio:
            if "fail" in "".join(run.text for run in runs):
                return fail(voice.id)
            return SPEECH

        yield synthesize


def fail(how: str) -> Audio:
    _DEEDS.get(how, lambda: None)()
    return _AUDIO.get(how, SPEECH)  # type: ignore[return-value]


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def leave_an_orphan() -> None:
    subprocess.Popen(["sleep", "600"])  # noqa: S607 - whichever sleep there is
    die()


def leave() -> None:
    print("out of memory, sorry", file=sys.stderr)
    sys.stderr.flush()
    os._exit(7)


def complain() -> None:
    raise ValueError("no such phoneme")


def print_noise() -> None:
    print("Audio saved to /nowhere")
    sys.stdout.flush()
    os.write(1, b"more noise\n")


def die_once() -> None:
    marker = Path(os.environ["BROKEN_MARKER"])
    if not marker.exists():
        marker.touch()
        die()


def spin(cpu_s: float = 600) -> None:
    until_s = time.process_time() + cpu_s
    while time.process_time() < until_s:
        pass


def be_slow() -> None:
    """Compute for a tenth of the time, as on a machine that has little for it."""
    for _ in range(8):
        spin(0.05)
        time.sleep(0.45)


def wait() -> None:
    """Work slowly from now until somebody opens the gate; both are files in the home folder."""
    gate = Path.home() / "gate"
    gate.mkdir(parents=True, exist_ok=True)
    (gate / "reached").touch()
    while not (gate / "open").exists():
        spin(0.01)
        time.sleep(0.1)


class Gate:
    """The gate of a home, at which the voice ``waits`` stops at each text with "fail" in it.

    A sentence that was said before comes from the cache, and stops nowhere.
    """

    def __init__(self, home: str) -> None:
        self._folder = Path(home) / "gate"

    def close(self) -> None:
        for name in ("reached", "open"):
            (self._folder / name).unlink(missing_ok=True)

    def open(self) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        (self._folder / "open").touch()

    def is_reached(self) -> bool:
        return (self._folder / "reached").exists()


_DEEDS = {
    "dies": die,
    "orphans": leave_an_orphan,
    "exits": leave,
    "hangs": lambda: time.sleep(600),
    "raises": complain,
    "prints": print_noise,
    "dies-once": die_once,
    "spins": spin,
    "slow": be_slow,
    "waits": wait,
}
