"""The studio is for everybody, and an article's text is text: in every view, in both schemes."""

from collections.abc import Callable

import pytest
from axe import violations
from browsers import SLOW_AUDIO
from playwright.sync_api import Page, expect
from serving import Serving

HOSTILE = (
    '<p>He said "&gt;&lt;img src=x onerror=alert(1)&gt; and {{ 7777 * 7777 }} to Szczerbinska.</p>'
    "<p>&lt;/script&gt;&lt;script&gt;alert(2)&lt;/script&gt; cost $5.</p>"
)
TITLE = '"><img src=x onerror=alert(3)></title><script>alert(4)</script> {{ 7777 * 7777 }}'
VIEWS = (
    "/studio", "/studio?q=hostile", "/studio?list=work", "/studio/narrations/hostile",
    "/studio/narrations/hostile/review", "/studio/narrations/hostile/word?term=Szczerbinska",
    "/studio/narrations/hostile/word?key=x", "/studio/narrations/none",
    "/studio/dictionary?q=hostile", "/studio/dictionary/entry?term=Hostile",
    "/studio/dictionary/history", "/studio/listening", "/studio/listening?narration=hostile",
    "/studio/login",
)  # fmt: skip


@pytest.fixture(scope="module")
def hostile(newsroom: Serving, put: Callable[..., str]) -> None:
    """Publish an article, an entry and counts whose every text tries to be markup."""
    put("hostile", title=TITLE, html=HOSTILE, byline="<b>Eve</b>")
    newsroom.put("hostile", title=TITLE, html=HOSTILE + "<p>More.</p>", byline="<b>Eve</b>")
    newsroom.ended("hostile")
    entry = {"respelling": "HOS-tighl", "note": "<img src=x onerror=alert(5)>", "sounds": "HOSS"}
    assert newsroom.http.put("/v1/lexicon/Hostile", json=entry).status_code == 201
    message = {"narration": "hostile", "event": "play", "value": 0}
    newsroom.http.post("/v1/listening", json=message)
    newsroom.http.post("/v1/listening", json={**message, "event": "report"})


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.usefixtures("hostile")
def test_axe_finds_nothing_and_no_text_runs(
    sign_in: Callable[..., Page], newsroom: Serving, scheme: str
) -> None:
    page = sign_in("<script>alert(6)</script> Eve", color_scheme=scheme, viewport=PHONE[scheme])
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    faults: list[str] = []
    for view in VIEWS:
        page.goto(newsroom.address + view)
        expect(page.locator("h1")).to_be_visible()
        faults += [f"{view}: {fault}" for fault in violations(page, "html")]
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, f"{view} is wider than the window"
        assert page.locator("main img, main script, main b script").count() == 0, view
        assert "60481729" not in page.locator("main").inner_text(), view
    assert faults == []
    page.goto(f"{newsroom.address}/studio/narrations/hostile")
    page.evaluate(SLOW_AUDIO)
    page.locator("summary").first.click()
    page.get_by_role("button", name="Play sentence 1", exact=True).click()
    expect(page.locator(".sentence.playing")).to_be_visible(timeout=60_000)
    assert violations(page, "html") == [], "playing, with the tools of a block"


PHONE = {"light": {"width": 390, "height": 844}, "dark": {"width": 1280, "height": 900}}


def test_nothing_inline_and_nothing_from_elsewhere(newsroom: Serving) -> None:
    answer = newsroom.http.get("/studio/login")
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "://" not in answer.text.replace(newsroom.address, "")
    assert answer.headers["x-frame-options"] == "DENY"
    assert answer.headers["cache-control"] == "no-store"
