"""What the tests share: the installed command in a folder of its own, and a story."""

from pathlib import Path
from shutil import which

import pytest
from command import STORY, Cli
from hypothesis import settings

# A busy machine is slow: a law is broken by a wrong result, never by the time it took.
settings.register_profile("narrate", deadline=None)
settings.load_profile("narrate")


@pytest.fixture
def cli(tmp_path: Path) -> Cli:
    return Cli(tmp_path)


@pytest.fixture
def story(cli: Cli) -> Path:
    return cli.write("story.md", STORY)


@pytest.fixture
def flite() -> None:
    if which("flite") is None:
        pytest.skip("flite is not installed: apt-get install flite")
