"""A real browser on real pages: Chromium, driven by Playwright, and narrations made by narrate."""

import json
import threading
from collections.abc import Callable, Iterator

import pytest
from browsers import launched, watched
from command import Cli
from paper import BODY, Site, page_of
from playwright.sync_api import Browser, BrowserContext, Page

from narrate.publish.preview import served


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with launched() as browser:
        yield browser


@pytest.fixture(scope="session")
def publish(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Site]]:
    """Give what narrates a page, puts the narration into it and serves both."""
    servers = []

    def made(body: str = BODY, *, voice: str = "espeak-en-us", **about: str) -> Site:
        cli = Cli(tmp_path_factory.mktemp("site"))
        cli.write("page.html", page_of(body, **about))
        cli("make", "page.html", "--voice", voice, "-o", "story")
        cli("embed", "story/page", "--into", "page.html")
        context = served(cli.folder)
        server = context.__enter__()
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}).start()
        servers.append((context, server))
        manifest = json.loads((cli.folder / "story" / "page" / "narrate.json").read_bytes())
        return Site(cli.folder, f"http://127.0.0.1:{server.server_port}/page.html", manifest)

    yield made
    for context, server in servers:
        server.shutdown()
        context.__exit__(None, None, None)


@pytest.fixture(scope="session")
def site(publish: Callable[..., Site]) -> Site:
    return publish()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context()
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """Give a page that fails the test where its scripts complain."""
    with watched(context.new_page()) as page:
        yield page
