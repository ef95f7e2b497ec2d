"""On pages as newsrooms build them every sentence is found, and none is said to have changed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from loopback import running
from playwright.sync_api import BrowserContext, expect

from narrate import pipeline
from narrate.config import Settings
from narrate.model import Cue, Loudness, Narration, Voice
from narrate.publish import Embed, sync
from narrate.publish.manifest import manifest
from narrate.publish.page import put
from narrate.publish.preview import served
from narrate.source import LENIENT

PAGES = sorted((Path(__file__).parent.parent / "source" / "pages").glob("*.html"))
AUDIO = {"name": "story.mp3", "bytes": 1, "sha256": "0" * 64}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("pages")
    for path in PAGES:
        settings = Settings()
        article, utterances = pipeline.prepare(
            pipeline.read(str(path), settings, overrides=LENIENT).article, settings
        )
        narration = Narration(
            article=article,
            voice=Voice("v", "tone"),
            cues=tuple(Cue(said, n * 10, n * 10 + 9) for n, said in enumerate(utterances)),
            frames=len(utterances) * 10,
            sample_rate_hz=10,
            loudness=Loudness(-16, -16, 0, -2),
            disclosure="AI",
        )
        (folder / path.stem).mkdir()
        (folder / path.stem / "story.sync.vtt").write_text(
            "".join(sync.sentences(narration)), "utf-8"
        )
        site = Embed(f"{path.stem}/", player="../player.js")
        data, plain = path.read_bytes(), manifest(narration, {"audio": AUDIO})
        page = put(data, plain, site, "h1" if b"</h1>" in data else "div, table")
        (folder / path.name).write_bytes(page)
    with served(folder) as server, running(server):
        yield f"http://127.0.0.1:{server.server_port}"


@pytest.mark.parametrize("name", [path.name for path in PAGES])
def test_every_sentence_is_found_where_it_stands(
    context: BrowserContext, address: str, name: str
) -> None:
    page = context.new_page()  # the pages' own pictures are not there
    source = (Path(__file__).parents[2] / "narrate/publish/player/narrate-player.js").read_text()
    page.route("**/*", lambda one: one.continue_() if address in one.request.url else one.abort())
    page.route("**/player.js", lambda one: one.fulfill(content_type="text/javascript", body=source))
    page.goto(f"{address}/{name}")
    page.evaluate("document.querySelector('narrate-player').synchronize()")
    page.wait_for_function("document.querySelector('narrate-player').cues.length")
    found = page.evaluate("""() => {
      const { cues, letters } = document.querySelector("narrate-player");
      return cues.map(({ from, to, selector }) =>
        [selector.exact, to ? String(letters.range(from, to, /-/)) : ""]);
    }""")
    # A formula stands on the page in signs, and is said in words.
    lost = [exact for exact, marked in found if not marked and " equals " not in exact]
    assert lost == []
    page.wait_for_timeout(100)
    if " equals " not in str(found):
        expect(page.locator("[part=status]")).to_have_text("")
