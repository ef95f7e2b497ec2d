"""The installed command, run as a user runs it, in a home of its own."""

import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

COMMAND = Path(sys.executable).with_name("narrate")

STORY = """\
# The harbor opens

ODESA, Ukraine — The harbor opened at 6 a.m. on May 27 after 3 years. Mr. Koval was there.

## What comes next

- 12 ships;
- $1.5 million in fees.

"We waited," he said. "Now we work."
"""


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

    def write(self, name: str, content: str | bytes) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path


def _heed_interrupts() -> None:
    """Undo what a job in the background inherits: that Ctrl-C is ignored."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
