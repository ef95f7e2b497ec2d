"""A newsroom: one service with a desk's dictionary, and editors in a real browser."""

import json
import sqlite3
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from command import Cli
from playwright.sync_api import Browser, Page
from serving import Serving

from narrate.publish.preview import served

MANY = 10_000
SETTINGS = """
lexicons = ["house.tsv"]
desk_lexicons = ["desk.tsv"]
[serve]
private = true
origins = ["https://paper.example", "%s"]
rate = 6000
"""
# Sentences, names, a quote, a caption that is skipped, and text that tries to be markup.
ARTICLE = (
    "<p>The mill at Bramley turned on 3 May, at a cost of $84.5m. Mrs. Szczerbinska opened it.</p>"
    "<blockquote><p>“It is a good day for flour,” said Halvorssen.</p></blockquote>"
    '<figure><img src="wheel.png"><figcaption>The wheel at noon</figcaption></figure>'
    "<p>Flour costs $2.50 a bag at &lt;script&gt;alert(1)&lt;/script&gt; the shop.</p>"
)
HOSTILE = (
    """<p>He said "><img src=x onerror=alert(1)> and {{ 7777 * 7777 }} and """
    """' onclick='alert(1).</p>"""
)
TITLE = 'The mill turns "></title><script>alert(1)</script> again'


@pytest.fixture(scope="session")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """Give the folder of a paper's web site, and its address, at which the folder is served."""
    folder = tmp_path_factory.mktemp("paper")
    with served(folder) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield folder, f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(scope="session")
def newsroom(
    tmp_path_factory: pytest.TempPathFactory, paper: tuple[Path, str]
) -> Iterator[Serving]:
    cli = Cli(tmp_path_factory.mktemp("newsroom"))
    cli.write("narrate.toml", SETTINGS % paper[1])
    for name in ("house", "desk"):
        cli.write(f"{name}.tsv", "term\talias\trespelling\tipa\tsounds\tnote\n")
    serving = Serving(cli)
    fill(serving)
    yield serving
    serving.end()


def fill(serving: Serving) -> None:
    """Put 10,000 narrations of other days into the service's store: every page has them behind it.

    Of each hundred ten wait for an editor: held back, failed, or with an undecided name.
    """
    [path] = serving.cli.folder.rglob("service.sqlite3")
    states = {0: "held", 1: "failed", 2: "retracted"}
    rows = []
    for number in range(MANY):
        kind = number % 100
        undecided = ["Szczerba"] if 3 <= kind < 10 else []
        result = {"faults": 0, "undecided": undecided, "duration_ms": 185_000}
        state = states.get(kind, "published")
        facts = (f"old-{number}", f"Story {number} of the mill", state, json.dumps(result))
        rows.append((*facts, float(number), "It was held back." if kind < 2 else ""))
    with sqlite3.connect(path, timeout=30) as store:
        store.executemany(
            "INSERT INTO narrations (id, folder, title, state, result, created, updated, reason)"
            " VALUES (?1, ?1, ?2, ?3, ?4, ?5, ?5, ?6)",
            rows,
        )
    store.close()


@pytest.fixture(scope="session")
def put(newsroom: Serving) -> Callable[..., str]:
    """Give what publishes an article of ours, and returns the path of its page in the studio."""

    def published(narration: str, **members: str) -> str:
        about = {"title": TITLE, "html": ARTICLE, "voice": "espeak-en-us", **members}
        assert newsroom.put(narration, **about).status_code in {200, 202}
        assert newsroom.ended(narration)["state"] in {"published", "held", "failed"}
        return f"{newsroom.address}/studio/narrations/{narration}"

    return published


@pytest.fixture
def sign_in(browser: Browser, newsroom: Serving) -> Iterator[Callable[..., Page]]:
    """Give what opens the studio for an editor, in a browser's profile of their own."""
    opened = []
    complaints: list[str] = []

    def entered(name: str = "Ana Kowal", **options: object) -> Page:
        context = browser.new_context(locale="en-GB", timezone_id="UTC", **options)  # type: ignore[arg-type]
        context.set_default_timeout(60_000)
        page = context.new_page()
        opened.append(context)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda message: complaints.append(message.text))
        page.goto(f"{newsroom.address}/studio")
        page.get_by_label("Your name").fill(name)
        with page.expect_navigation():
            page.get_by_role("button", name="Sign in").click()
        return page

    yield entered
    for context in opened:
        context.close()
    # An answer that refuses something is no fault of the page.
    assert [text for text in complaints if "responded with a status of 4" not in text] == []


@pytest.fixture
def page(sign_in: Callable[..., Page]) -> Page:
    return sign_in()
