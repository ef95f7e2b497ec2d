"""The installed command, run as a user runs it, in a home of its own."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

COMMAND = Path(sys.executable).with_name("narrate")
WAIT_S = 60

STORY = """\
# The harbor opens

ODESA, Ukraine — The harbor opened at 6 a.m. on May 27 after 3 years. Mr. Koval was there.

## What comes next

- 12 ships;
- $1.5 million in fees.

"We waited," he said. "Now we work."
"""


def manifest_in(folder: Path) -> dict[str, Any]:
    """Return the narrate.json of a folder, as any program reads it."""
    manifest: dict[str, Any] = json.loads((folder / "narrate.json").read_bytes())
    return manifest


class Cli:
    """The command in a folder, with a home, a cache and settings of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environment = {
            name: value for name, value in os.environ.items() if not name.startswith("NARRATE_")
        } | {
            "HOME": str(folder / "home"),
            "XDG_CACHE_HOME": str(folder / "home" / "cache"),
            "XDG_CONFIG_HOME": str(folder / "home" / "config"),
        }

    def __call__(
        self,
        *arguments: str,
        stdin: bytes = b"",
        environment: Mapping[str, str] | None = None,
        code: int = 0,
    ) -> subprocess.CompletedProcess[bytes]:
        done = subprocess.run(
            [COMMAND, *arguments],
            cwd=self.folder,
            env={**self.environment, **(environment or {})},
            input=stdin,
            capture_output=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == code, done.stderr.decode()
        return done

    def start(
        self, *arguments: str, environment: Mapping[str, str] | None = None
    ) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(
            [COMMAND, *arguments],
            cwd=self.folder,
            env={**self.environment, **(environment or {})},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
            preexec_fn=_heed_interrupts,  # noqa: PLW1509 - no other thread runs here
        )

    def on_terminal(self, *arguments: str, **environment: str) -> tuple[str, bytes]:
        """Run a command that succeeds; return what its terminal shows, and its output."""
        import pty  # Windows has none

        terminal, end = pty.openpty()
        running = subprocess.Popen(
            [COMMAND, *arguments],
            cwd=self.folder,
            env={**self.environment, "TERM": "xterm-256color", "NO_COLOR": "", **environment},
            stdout=subprocess.PIPE,
            stderr=end,
        )
        os.close(end)
        seen = b""
        with suppress(OSError):  # how Linux says that the other end is closed
            while data := os.read(terminal, 65_536):
                seen += data
        os.close(terminal)
        output, _ = running.communicate(timeout=60)
        assert running.returncode == 0, seen
        return seen.decode(), output

    def narrate(self, source: str, output: str, *options: str, voice: str = "tone") -> Path:
        """Narrate a source of the folder into a folder or a file of it, and return that."""
        self("make", source, "--voice", voice, "-o", output, *options)
        return self.folder / output

    def write(self, name: str, content: str | bytes) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path


def wait_until(
    true: Callable[[], bool],
    reason: str = "",
    running: "subprocess.Popen[bytes] | None" = None,
) -> None:
    """Wait for something to become true; a busy machine gets a minute.

    Where a command that is ``running`` ends before, fail at once with its output.
    """
    end = time.monotonic() + WAIT_S
    while True:
        has_ended = running is not None and running.poll() is not None
        if true():
            return
        if has_ended or time.monotonic() > end:
            pytest.fail(f"not within {WAIT_S} s: {reason}. {_output(running)}")
        time.sleep(0.05)


def _output(running: "subprocess.Popen[bytes] | None") -> str:
    """Return the output of a command, which is killed if it still runs."""
    if running is None:
        return ""
    code = running.poll()
    running.kill()
    stdout, stderr = running.communicate()
    ended = "still runs" if code is None else f"ended with {code}"
    return f"The command {ended}: {(stdout or b'').decode()} {(stderr or b'').decode()}"


def _heed_interrupts() -> None:
    """Undo what a job in the background inherits: that Ctrl-C is ignored."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
