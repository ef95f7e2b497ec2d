"""The player on a site whose pages Turbo exchanges: the real one, from npm."""

import os
from pathlib import Path

import pytest
from browsers import watched
from network import network
from paper import BODY, Site
from playwright.sync_api import BrowserContext, Page

_TURBO = [
    script
    for folder in os.get_exec_path()
    if folder.endswith("node_modules/.bin")
    and (script := Path(folder).parent / "@hotwired/turbo/dist/turbo.es2017-esm.js").exists()
]
AUDIO = "document.querySelector('figure > audio')"
# Turbo shows its copy of a page while the page is on its way, and complains if that is cut short.
VISITED = "!document.documentElement.matches('[aria-busy], [data-turbo-preview]')"
MARKED = "[...CSS.highlights.get('narrate-sentence') ?? []].map(String).join()"


def plays(page: Page) -> None:
    """Play, and wait until a sentence that stands on the page is marked."""
    page.wait_for_function(VISITED)
    page.get_by_role("button", name="Play", exact=True).click()
    page.wait_for_function(f"!{AUDIO}.paused && {AUDIO}.currentTime > .1")
    page.wait_for_function("""() => [...CSS.highlights.get("narrate-sentence") ?? []]
      .some(range => range.startContainer.isConnected)""")
    assert page.locator("figure.narrate-player > narrate-player").count() == 1


def test_pages_that_turbo_exchanges_play_stop_and_are_marked(
    context: BrowserContext, site: Site
) -> None:
    if not _TURBO:
        pytest.skip("Turbo is missing: npm install @hotwired/turbo")
    turbo = '<script type="module" src="turbo.js"></script></head>'
    text = (site.folder / "page.html").read_text("utf-8").replace("</head>", turbo)
    (site.folder / "turbo.js").write_bytes(_TURBO[0].read_bytes())
    (site.folder / "story.html").write_text(
        text.replace("<nav>", '<nav><a href="home.html">Home</a>')
    )
    main = text.partition("<main>")[2].partition("</main>")[0]
    home, after = text.partition("<!-- narrate -->")[0], text.partition("<!-- /narrate -->")[2]
    text = f"{home}{after}".replace(BODY, "").replace(
        "<nav>", '<nav><a href="story.html">Story</a>'
    )
    (site.folder / "home.html").write_text(text)
    with network(site.folder) as server, watched(context.new_page()) as page:
        page.goto(f"{server.url}/home.html")
        page.evaluate("window.kept = true")
        page.evaluate("""() => {
          window.stream = (targets, action, content) => Turbo.renderStreamMessage(
            `<turbo-stream action="${action}" targets="${targets}">
             <template>${content}</template></turbo-stream>`);
        }""")
        page.get_by_role("link", name="Story").click()
        plays(page)
        page.evaluate(f"window.played = {AUDIO}")
        page.get_by_role("link", name="Home").click()
        page.wait_for_function("!document.querySelector('figure')")
        page.wait_for_function(VISITED)
        assert page.evaluate("[kept, played.paused]") == [True, True], "one page, and it is silent"
        assert page.evaluate(MARKED) == ""
        page.go_back()
        plays(page)
        # All of it is drawn anew in the middle of a play, then each paragraph.
        page.evaluate("drawn => stream('main', 'update', drawn)", main)
        page.wait_for_function(f"{AUDIO}.paused")
        plays(page)
        page.evaluate("""() => {
          [...document.querySelectorAll("article > p")].forEach((part, number) => {
            const text = part.outerHTML;
            part.id = `part${number}`;
            stream(`#${part.id}`, "replace", text);
          });
        }""")
        page.wait_for_function("!document.querySelector('[id^=part]')")
        page.evaluate("document.querySelector('narrate-player').seek(5)")
        page.wait_for_function("""() => [...CSS.highlights.get("narrate-sentence")]
          .some(range => range.startContainer.isConnected && `${range}`.startsWith("By 5 a.m."))""")
        assert page.evaluate("window.kept")
