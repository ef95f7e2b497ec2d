"""The player among a site's own styles, on paper, with and without its controls."""

import json
from collections.abc import Iterator

import pytest
from command import wait_until
from network import Network, network
from paper import Site, played
from playwright.sync_api import Browser, BrowserContext, Page, expect

PLAYER = "document.querySelector('narrate-player')"
PADDED = """<style>
  body { font: 18px/1.6 serif }
  main { padding-bottom: 2000px }
  figure { margin: 1em 0 }
</style>"""
# Rules as WordPress's and MkDocs's own themes have them.
THEME = """<style>
  :where(.site *:focus) { outline-width: 2px; outline-style: solid }
  .site *:focus { outline: 2px solid red }
  .site figure { display: flow-root; width: fit-content; margin: 1em auto; padding: 20px;
    border: 3px dashed; text-align: center; font-style: italic }
  .site figcaption { max-width: 24rem; margin: 1em auto; text-align: center }
  button, input, select { padding: 20px; border: 2px solid red; text-transform: uppercase }
</style>"""
SHIFTS = """
window.shifts = [];
new PerformanceObserver(list => shifts.push(...list.getEntries()
  // The browser's own controls move their parts, too: these have no node.
  .filter(({ sources }) => sources.some(({ node }) => node)).map(({ value }) => value)))
  .observe({ type: "layout-shift", buffered: true });
"""


@pytest.fixture
def net(site: Site) -> Iterator[Network]:
    with network(site.folder) as server:
        yield server


def opened(page: Page, net: Network, *changes: tuple[str, str]) -> None:
    text = (net.folder / "page.html").read_text("utf-8")
    for before, after in (("</head>", f"{PADDED}</head>"), *changes):
        assert before in text
        text = text.replace(before, after, 1)
    (net.folder / "looks.html").write_text(text, "utf-8")
    page.goto(f"{net.url}/looks.html")


@pytest.mark.parametrize(("width", "text_px"), [(390, 14), (320, 16), (1_280, 16)])
def test_nothing_on_the_page_moves_when_the_player_comes_or_plays(
    page: Page, net: Network, width: int, text_px: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.add_init_script(SHIFTS)
    page.route(
        "**/narrate-player.js", lambda route: (page.wait_for_timeout(300), route.continue_())
    )
    style = f"<style>body {{ margin: 16px; font: {text_px}px/1.4 sans-serif }}</style>"
    opened(page, net, ("</head>", f"{style}</head>"))
    expect(page.locator("[part~=play]")).to_be_visible()
    played(page)
    page.wait_for_timeout(1_200)
    assert page.evaluate("window.shifts") == []


def test_a_theme_s_rules_for_figures_and_buttons_do_not_reach_it(page: Page, net: Network) -> None:
    page.set_viewport_size({"width": 600, "height": 800})
    opened(page, net, ("</head>", f"{THEME}</head>"), ("<body>", "<body class='site'>"))
    played(page)
    style = page.evaluate(f"""() => {{
      const {{ outlineStyle }} = getComputedStyle({PLAYER});
      const {{ width, textAlign, borderTopWidth }} = getComputedStyle({PLAYER}.figure);
      const main = getComputedStyle(document.querySelector("main")).width;
      const align = getComputedStyle({PLAYER}).textAlign;
      return {{ outlineStyle, whole: width === main, borderTopWidth, align }};
    }}""")
    assert style == {
        "outlineStyle": "none", "whole": True, "borderTopWidth": "0px", "align": "start",
    }  # fmt: skip
    assert page.evaluate(f"getComputedStyle({PLAYER}.play).textTransform") == "none"


def test_on_paper_it_is_one_line_with_the_address(page: Page, net: Network) -> None:
    opened(page, net)
    played(page)
    page.emulate_media(media="print")
    expect(page.locator("[part=print]")).to_have_text(
        f"Listen to this article (1 min): {net.url}/looks.html"
    )
    assert page.evaluate(f"{PLAYER}.getBoundingClientRect().height") < 60
    expect(page.get_by_role("button")).to_have_count(0)


def test_a_site_hides_controls_but_not_the_label(page: Page, net: Network) -> None:
    opened(page, net, ("<figure ", '<figure data-hide="share download play label dock here" '))
    played(page)
    for name in ("Share this moment", "Download"):
        expect(page.get_by_label(name)).to_have_count(0)
    expect(page.locator("[part=label]")).to_be_visible()
    page.mouse.wheel(0, 1_500)
    page.wait_for_timeout(300)
    expect(page.get_by_role("button", name="Close")).to_have_count(0)
    page.add_style_tag(content="narrate-player::part(speed) { display: none }")
    expect(page.get_by_label("Speed")).to_be_hidden()


def test_the_next_article_is_fetched_near_the_end_and_offered(page: Page, net: Network) -> None:
    (net.folder / "next.html").write_text("<title>Next</title>")
    opened(page, net, ("<figure ", '<figure data-next="next.html" data-next-title="The port" '))
    played(page)
    assert "GET /next.html" not in net.requests
    page.evaluate(f"{PLAYER}.seek({PLAYER}.duration - 3)")
    link = page.get_by_role("link", name="The port")
    expect(link).to_be_visible(timeout=60_000)
    wait_until(lambda: "GET /next.html" in net.requests)
    assert net.requests.count("GET /next.html") == 1
    link.click()
    page.wait_for_url("**/next.html")


def test_the_system_s_controls_show_the_label_and_the_picture(page: Page, net: Network) -> None:
    (net.folder / "a.jpg").write_bytes(b"")
    opened(page, net, ("<figure ", '<figure data-image="a.jpg" '))
    played(page)
    page.wait_for_function("navigator.mediaSession.metadata")
    shown = page.evaluate("""() => {
      const { title, album, artwork } = navigator.mediaSession.metadata;
      return [title, album, artwork[0].src];
    }""")
    assert shown == [
        "The night", "This audio is created with AI assistance", f"{net.url}/a.jpg",
    ]  # fmt: skip


def test_the_shared_link_opens_at_the_moment(
    context: BrowserContext, page: Page, net: Network
) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    opened(page, net)
    page.evaluate(f"delete Navigator.prototype.share; {PLAYER}.seek(12.7)")
    page.get_by_role("button", name="Share this moment").click()
    expect(page.get_by_role("status")).to_have_text("The link is copied.")
    assert page.evaluate("navigator.clipboard.readText()") == f"{net.url}/looks.html#t=12"


def test_a_corrected_narration_goes_on_where_the_reader_was(page: Page, net: Network) -> None:
    opened(page, net)
    played(page)
    page.evaluate(f"{PLAYER}.seek(14); {PLAYER}.stop(); {PLAYER}.keep()")
    audio = next((net.folder / "story" / "page").glob("page-*.mp3"))
    corrected = audio.with_name("page-00000000.mp3")
    corrected.write_bytes(audio.read_bytes())
    opened(page, net, (audio.name, corrected.name))
    assert page.evaluate(f"{PLAYER}.time") == pytest.approx(14, abs=1)


@pytest.mark.parametrize(
    "reply",
    [
        "x" * 3_000_000,
        "WEBVTT\n\n" + "a --> " * 500_000,
        "WEBVTT\n" + "\n00:00 --> 00:01\n{" * 20_000,
    ],
    ids=["no sync file", "one line", "no JSON"],
)
def test_no_reply_freezes_the_page(page: Page, net: Network, reply: str) -> None:
    (net.folder / "hostile.vtt").write_text(reply)
    opened(page, net, ("<figure ", '<figure data-sync="hostile.vtt" '))
    page.evaluate("""() => {
      window.longest = 0;
      let last = performance.now();
      setInterval(() => {
        window.longest = Math.max(window.longest, performance.now() - last);
        last = performance.now();
      }, 10);
    }""")
    page.get_by_role("button", name="Play").click()
    page.wait_for_function(f"{PLAYER}.follow.hidden")
    assert page.evaluate("window.longest") < 30_000, "quadratic time is hours"


def test_a_tap_on_a_paragraph_offers_to_play_from_there(browser: Browser, net: Network) -> None:
    with browser.new_context(has_touch=True, is_mobile=True) as context:
        page = context.new_page()
        page.set_default_timeout(60_000)
        opened(page, net)
        played(page)
        page.evaluate(
            """
            document.onselectionchange = () => { window.moved = true; };
            document.addEventListener('narrate:seek', ({ detail }) => { window.at = detail.time; });
            """
        )
        page.get_by_text("Twelve ships wait").tap()
        page.wait_for_function("window.moved")  # the browser moves the selection after the tap
        page.get_by_role("button", name="Listen from here").tap()
        page.wait_for_function("window.at")
        twelve = f"{PLAYER}.cues.find(cue => cue.selector.exact.startsWith('Twelve')).start"
        assert page.evaluate("window.at") == pytest.approx(page.evaluate(twelve))
        page.get_by_text("Twelve ships wait").tap()
        expect(page.get_by_role("button", name="Listen from here")).to_be_visible()
        page.locator("[part=title]").tap()
        expect(page.get_by_role("button", name="Listen from here")).to_have_count(0)


def test_audio_without_a_file_extension_has_no_sync_file_beside_it(
    page: Page, net: Network, site: Site
) -> None:
    audio = net.folder / "story" / "page" / site.manifest["files"]["audio"]["name"]
    page.route("**/listen?token=a.b", lambda route: route.fulfill(path=audio, status=200))
    opened(page, net, (f"story/page/{audio.name}", "listen?token=a.b"))
    page.get_by_role("button", name="Play").click()
    page.wait_for_function(f"{PLAYER}.audio.currentTime > .1 && {PLAYER}.follow.hidden")
    assert [name for name in net.requests if "listen" in name] == []


def test_english_words_are_known_without_a_figure(page: Page, net: Network) -> None:
    opened(page, net, ("<figure ", f"<figure data-say='{json.dumps({'play': 'Start'})}' "))
    expect(page.get_by_role("button", name="Start")).to_be_visible()
    expect(page.get_by_role("button", name="Share this moment")).to_be_visible()
