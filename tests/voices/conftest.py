"""A depot on loopback with a tiny Piper voice, and a folder of its own for data."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import tiny
from depot import Offered, serving


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny.piper(tmp_path_factory.mktemp("model") / "tiny.onnx")


@pytest.fixture
def offered(model: Path) -> Iterator[Offered]:
    data, about = model.read_bytes(), Path(f"{model}.json").read_bytes()
    files = {"/voices/tiny.onnx": data, "/voices/tiny.onnx.json": about}
    with serving(files) as depot:
        yield Offered(depot, data, about)


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return where the models of Piper go."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return tmp_path / "data" / "narrate" / "voices" / "piper"
