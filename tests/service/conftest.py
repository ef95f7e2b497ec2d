"""One service for all tests of the API that need no other settings."""

from collections.abc import Iterator

import pytest
from command import Cli
from serving import Serving


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    cli = Cli(tmp_path_factory.mktemp("service"))
    serving = Serving(cli)
    yield serving
    serving.end()
