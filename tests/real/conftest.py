"""Real models, which .ci/models fetches: without them these tests skip, in .ci/run they fail."""

import os
from importlib.util import find_spec
from pathlib import Path

import pytest
from command import Cli
from platformdirs import user_cache_path

MODELS = Path(os.environ.get("TEST_MODELS") or user_cache_path("narrate-test-models") / "1")


@pytest.fixture(scope="session")
def models() -> Path:
    """Return the folder of real models."""
    if not (MODELS / "whisper").is_dir() or not find_spec("faster_whisper"):
        if os.environ.get("TEST_MODELS"):
            pytest.fail(f"{MODELS} has no models, or faster-whisper is missing: run .ci/models")
        pytest.skip("no real models or no faster-whisper: run .ci/models")
    return MODELS


@pytest.fixture(scope="module")
def cli(models: Path, tmp_path_factory: pytest.TempPathFactory) -> Cli:
    """Return the command with the package of joe, the model of Kokoro and one speaker."""
    cli = Cli(tmp_path_factory.mktemp("real"))
    cli.environment["PYTHONPATH"] = str(models / "joe")
    cli.environment["XDG_DATA_HOME"] = str(models / "data")
    return cli
