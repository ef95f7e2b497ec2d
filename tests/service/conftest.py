"""One service for all tests of the API that need no other settings."""

from collections.abc import Iterator
from pathlib import Path

import broken_engine
import pytest
from broken_engine import Gate
from command import Cli
from serving import ARTICLE, Serving, end_all, started

from narrate.config import Settings
from narrate.config.serving import Serve
from narrate.service import narrations
from narrate.service.core import Service
from narrate.service.jobs import Outcome
from narrate.service.studio.schema import TABLES as STUDIO_TABLES
from narrate.service.tokens import Caller


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    cli = Cli(tmp_path_factory.mktemp("service"))
    cli.environment["PYTHONPATH"] = broken_engine.installed(tmp_path_factory.mktemp("site") / "x")
    serving = Serving(cli)
    yield serving
    serving.end()


@pytest.fixture
def gate(service: Serving) -> Iterator[Gate]:
    """Give the gate at which the service's voice ``broken:waits`` stops."""
    gate = Gate(service.cli.environment["HOME"])
    gate.close()
    yield gate
    gate.open()


@pytest.fixture
def resting(tmp_path: Path) -> Iterator[Service]:
    """A service that starts no thread of its own, with one published narration, mill."""
    settings = Settings(output=str(tmp_path / "out"), serve=Serve(state=str(tmp_path / "state")))
    service = Service(settings, "http://127.0.0.1", [STUDIO_TABLES])
    article = {"form": "html", "content": ARTICLE["html"], "title": ARTICLE["title"]}
    service.submit("mill", article, Caller("desk", "write", "Ana Kowal"))
    job = narrations.claim(service.store, 0)
    assert job
    outcome = Outcome("published", result={"stamp": "first"})
    narrations.finish(service.store, job, outcome, lambda _: {})
    yield service
    service.close()


@pytest.fixture(autouse=True)
def _none_is_left(request: pytest.FixtureRequest) -> Iterator[None]:
    """End the services that a test started itself, also where it failed."""
    for name in ("service",):  # those of more than one test start before
        if name in request.fixturenames:
            request.getfixturevalue(name)
    count = started()
    yield
    end_all(count)
