"""A real browser on real pages: Chromium, driven by Playwright, and narrations made by narrate."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from browsers import watched
from command import Cli, manifest_in
from loopback import running
from paper import BODY, Site, page_of
from playwright.sync_api import Browser, BrowserContext, Page

from narrate.publish.preview import served


@pytest.fixture(scope="session")
def publish(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Site]]:
    """Give what narrates a page, puts the narration into it and serves both."""

    def published_page(body: str = BODY, *, voice: str = "espeak-en-us", **about: str) -> Site:
        cli = Cli(tmp_path_factory.mktemp("site"))
        cli.write("page.html", page_of(body, **about))
        cli("make", "page.html", "--voice", voice, "-o", "story")
        cli("embed", "story/page", "--into", "page.html")
        server = servers.enter_context(running(servers.enter_context(served(cli.folder))))
        manifest = manifest_in(cli.folder / "story" / "page")
        return Site(cli.folder, f"http://127.0.0.1:{server.server_port}/page.html", manifest)

    with ExitStack() as servers:
        yield published_page


@pytest.fixture(scope="session")
def site(publish: Callable[..., Site]) -> Site:
    return publish()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context()
    context.set_default_timeout(60_000)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """Give a page that fails the test where its scripts complain."""
    with watched(context.new_page()) as page:
        yield page
