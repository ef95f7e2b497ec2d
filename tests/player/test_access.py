"""The player is for everybody: axe finds nothing in any state, and every target is 44 pixels."""

import pytest
from axe import violations
from browsers import SLOW_AUDIO
from paper import Site, played
from playwright.sync_api import Browser, Page, expect

WIDTH = "document.documentElement.scrollWidth"
PLAYER = "figure.narrate-player"


@pytest.mark.parametrize("scheme", ["light", "dark", "forced"])
def test_axe_finds_nothing_in_any_state(browser: Browser, site: Site, scheme: str) -> None:
    context = (
        browser.new_context(forced_colors="active")
        if scheme == "forced"
        else browser.new_context(color_scheme="dark" if scheme == "dark" else "light")
    )
    with context:
        context.set_default_timeout(60_000)
        page = context.new_page()
        page.goto(site.url)
        page.evaluate(SLOW_AUDIO)
        page.add_style_tag(content=":root { color-scheme: light dark }")
        assert violations(page, PLAYER) == [], "before the first play"
        played(page)
        assert violations(page, PLAYER) == [], "playing"
        page.get_by_role("button", name="Follow the text").click()
        page.get_by_text("Twelve ships wait").select_text()
        expect(page.get_by_role("button", name="Listen from here")).to_be_visible()
        assert violations(page, PLAYER) == [], "with a sentence chosen"
        page.get_by_role("button", name="Pause").click()
        page.evaluate("document.querySelector('narrate-player').fail()")
        expect(page.get_by_role("status")).to_contain_text("The audio did not load.")
        assert violations(page, PLAYER) == [], "with a message"
        page.get_by_role("button", name="Play").click()
        page.set_viewport_size({"width": 390, "height": 300})
        page.add_style_tag(content="main { padding-bottom: 800px }")
        page.evaluate("scrollTo(0, 1_000)")
        expect(page.get_by_role("button", name="Close")).to_be_visible()
        assert violations(page, PLAYER) == [], "with the bar"


def test_axe_finds_what_is_wrong(page: Page, site: Site) -> None:
    page.goto(site.url)
    page.evaluate(
        "Object.assign(document.querySelector('narrate-player').play, { ariaLabel: '', title: '' })"
    )
    assert any(one.startswith("button-name") for one in violations(page, PLAYER))


@pytest.mark.parametrize("width", [320, 360, 1_200])
def test_every_target_is_44_pixels_at_any_width(page: Page, site: Site, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 640})
    page.goto(site.url)
    page.get_by_role("button", name="Play").click()
    expect(page.get_by_role("combobox", name="Chapters")).to_be_visible()
    sizes = page.evaluate("""() => {
      const root = document.querySelector("narrate-player").shadowRoot;
      return [...root.querySelectorAll("button,select,a,input")].filter(one => one.offsetWidth)
        .map(one => one.getBoundingClientRect())
        .map(({ width, height }) => [Math.round(width), height]);
    }""")
    assert len(sizes) == 9
    assert min(min(size) for size in sizes) >= 44
    assert page.evaluate(WIDTH) <= width, "nothing to scroll sideways"


def test_text_of_twice_the_size_fits(page: Page, site: Site) -> None:
    page.set_viewport_size({"width": 640, "height": 640})
    page.goto(site.url)
    page.add_style_tag(content="html { font-size: 200% }")
    assert page.evaluate(WIDTH) <= 640
    expect(page.locator("[part=label]")).to_be_visible()


def test_right_to_left_the_page_turns_and_time_does_not(page: Page, site: Site) -> None:
    page.goto(site.url)
    page.evaluate("document.documentElement.dir = 'rtl'")
    places = [page.locator(f"[part~={part}]").bounding_box() for part in ("play", "label")]
    times = [page.locator(f"[part~={part}]").bounding_box() for part in ("back", "ahead")]
    assert [box["x"] for box in places if box] == sorted(
        (box["x"] for box in places if box), reverse=True
    )
    assert [box["x"] for box in times if box] == sorted(box["x"] for box in times if box)
    assert violations(page, PLAYER) == []
