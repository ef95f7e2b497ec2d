"""What the tests share: the installed command in a folder of its own, a story, and a browser."""

import os
from collections.abc import Iterator
from pathlib import Path
from shutil import which

import pytest
from browsers import launched
from command import STORY, Cli
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, expect

# A busy machine is slow: a law is broken by a wrong result, never by the time it took.
# Each run tries the same examples; HYPOTHESIS_SEARCH=1 looks for new ones.
settings.register_profile(
    "narrate",
    deadline=None,
    derandomize="HYPOTHESIS_SEARCH" not in os.environ,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("narrate")
expect.set_options(timeout=60_000)


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


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Launch Chromium once a process: Playwright runs once in each."""
    with launched() as browser:
        yield browser
