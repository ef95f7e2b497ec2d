"""A third party's engine, installed as a package manager would; and a voice for every engine."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import speech_server
import tiny
from broken_engine import installed

from narrate.model import Voice

FLITE = ["flite", "--setf", "duration_stretch={stretch}", "-f", "{text}", "-o", "{wav}"]


@pytest.fixture
def broken_engine(tmp_path: Path) -> Path:
    """Return the folder to put on PYTHONPATH: it holds the engine "broken" and its entry point."""
    return Path(installed(tmp_path / "site"))


@pytest.fixture(scope="session")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data folder with the tiny voices installed."""
    folder = tmp_path_factory.mktemp("data")
    tiny.make(folder / "narrate" / "voices")
    return folder


@pytest.fixture(scope="session")
def server() -> Iterator[speech_server.Server]:
    with speech_server.serving() as server:
        yield server


@pytest.fixture(scope="module")
def speakers(models: Path, server: speech_server.Server) -> Iterator[dict[str, Voice]]:
    """Return a voice of each engine that needs more than its name."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_DATA_HOME", str(models))
        yield {
            "piper": Voice("tiny", "piper", id="en_US-tiny-low", language="en-US"),
            "kokoro": Voice("low", "kokoro", id="af_low", language="en-US"),
            "openai": Voice("served", "openai", options={"address": server.address}),
            "command": Voice("flite", "command", language="en-US", options={"run": FLITE}),
        }
