"""A third party's engine, installed as a package manager would."""

from pathlib import Path

import pytest
from broken_engine import installed


@pytest.fixture
def broken_engine(tmp_path: Path) -> Path:
    """Return the folder to put on PYTHONPATH: it holds the engine "broken" and its entry point."""
    return Path(installed(tmp_path / "site"))
