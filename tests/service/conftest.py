"""One service for all tests of the API that need no other settings."""

from collections.abc import Iterator

import pytest
from command import Cli
from serving import Serving, end_all, started


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    cli = Cli(tmp_path_factory.mktemp("service"))
    serving = Serving(cli)
    yield serving
    serving.end()


@pytest.fixture(autouse=True)
def _none_is_left(request: pytest.FixtureRequest) -> Iterator[None]:
    """End the services that a test started itself, also where it failed."""
    for name in ("service",):  # those of more than one test start before
        if name in request.fixturenames:
            request.getfixturevalue(name)
    count = started()
    yield
    end_all(count)
