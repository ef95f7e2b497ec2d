"""Listening figures: players post them where a site asks; nothing tells who listens."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page, expect
from serving import Serving, until

SITE = "https://paper.example"


def post(newsroom: Serving, event: str, value: object, origin: str = SITE) -> int:
    body = {"narration": "played", "event": event, "value": value}
    answer = newsroom.http.post("/v1/listening", json=body, headers={"Origin": origin})
    return answer.status_code


def test_counts_become_plots_and_reports_reach_the_inbox(
    page: Page, put: Callable[..., str], newsroom: Serving
) -> None:
    address = put("played", title="Played", html="<p>One sentence. Another sentence.</p>")
    page.goto(f"{newsroom.address}/studio/listening?narration=played")
    expect(page.get_by_text("No player has posted anything")).to_be_visible()
    for _ in range(4):
        assert post(newsroom, "play", 0) == 204
    for tenth in (10, 5, 5, 0):
        assert post(newsroom, "end", tenth) == 204
    for bad in (11, -1, "x", None, 0.5):
        assert post(newsroom, "end", bad) == 204  # dropped
    assert post(newsroom, "play", 0, origin="https://elsewhere.example") == 403
    page.reload()
    expect(page.locator(".figures")).to_contain_text("4 plays")
    expect(page.locator(".figures")).to_contain_text("25 % of 4 visits heard to the end")
    plot = page.get_by_role("img", name="Listeners who reached each tenth")
    expect(plot).to_have_accessible_name(
        "Listeners who reached each tenth, in percent: 0 % 100, 10 % 75, 20 % 75, 30 % 75, "
        "40 % 75, 50 % 75, 60 % 25, 70 % 25, 80 % 25, 90 % 25, 100 % 25"
    )
    assert post(newsroom, "report", 500) == 204
    assert post(newsroom, "report", 600) == 204
    page.goto(address)
    expect(page.locator("#reports")).to_contain_text("2 times")
    page.goto(f"{newsroom.address}/studio?page=7")
    page.goto(address)
    page.get_by_role("button", name="Done with this report").click()
    expect(page.locator("#reports")).to_have_count(0)
    lines = [line for line in newsroom.log if line.get("path") == "/v1/listening"]
    assert lines
    assert {line["client"] for line in lines} == {""}


def test_a_player_on_a_page_posts_without_cookie_or_address(
    browser: Browser, newsroom: Serving, put: Callable[..., str], paper: tuple[Path, str]
) -> None:
    put("onpage", title="On a page", html="<p>A short sentence.</p>")
    embed = newsroom.get("onpage")["published"]["embed"]
    script = f'<script type="module" src="{newsroom.address}/v1/listening.js?report=Report+it">'
    context = browser.new_context()
    context.set_default_timeout(60_000)
    context.add_cookies([{"name": "narrate_editor", "value": "Ana", "url": newsroom.address}])
    page = context.new_page()
    html = f"<!doctype html><title>Page</title><h1>On a page</h1>{embed}{script}</script>"
    (paper[0] / "page.html").write_text(html, "utf-8")
    posts: list[tuple[str | None, str | None]] = []
    page.on(
        "request",
        lambda request: (
            posts.append((request.post_data, request.headers.get("cookie")))
            if request.url.endswith("/v1/listening")
            else None
        ),
    )
    page.goto(f"{paper[1]}/page.html")
    page.get_by_role("button", name="Play").click()
    expect(page.get_by_role("button", name="Report it")).to_be_visible(timeout=60_000)
    with page.expect_request("**/v1/listening"):
        page.get_by_role("button", name="Report it").click()
    assert len(posts) == 2, "a play and a report"
    page.wait_for_function("document.querySelector('narrate-player').audio.ended")
    page.goto("about:blank")
    ends = "/studio/listening?narration=onpage"
    until(
        lambda: (
            "heard to the end"
            in newsroom.http.get(ends, headers={"Cookie": "narrate_editor=Ana"}).text
            and len(posts) >= 2
        )
    )
    assert [cookie for _, cookie in posts] == [None] * len(posts)
    shown = newsroom.http.get(ends, headers={"Cookie": "narrate_editor=Ana"}).text
    assert "<b>1</b> plays" in shown
    assert "<b>100 %</b> of 1 visit" in shown
    context.close()
