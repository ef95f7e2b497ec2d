"""The inbox, with 10,000 narrations: who waits comes first, and each page comes at once."""

import re
import time
from collections.abc import Callable

from playwright.sync_api import Page, expect
from serving import Serving


def test_who_waits_for_an_editor_comes_first(page: Page, newsroom: Serving) -> None:
    lists = page.get_by_role("navigation", name="Lists")
    expect(lists.get_by_role("link", name="All 10,0")).to_be_visible()
    states = page.locator(".row .state").all_inner_texts()
    assert len(states) == 50
    assert set(states) == {"Held back"}
    page.goto(f"{newsroom.address}/studio?page=4")
    states = page.locator(".row .state").all_inner_texts()
    assert states[-1] == "Failed"
    page.get_by_role("link", name="Older").click()
    expect(page).to_have_url(re.compile("page=5"))
    expect(page.locator(".row").first).to_be_visible()
    page.goto(f"{newsroom.address}/studio?page=7")
    expect(page.get_by_text("Undecided: Szczerba").first).to_be_visible()
    page.get_by_role("searchbox").fill("Story 4711 of")
    page.get_by_role("searchbox").press("Enter")
    expect(page.get_by_role("link", name="Story 4711 of the mill")).to_be_visible()
    expect(page.locator(".row")).to_have_count(1)


def test_pages_of_the_inbox_come_at_once(newsroom: Serving) -> None:
    cookie = {"Cookie": "narrate_editor=Ana"}
    for query in ("", "?list=all&page=200", "?list=published", "?q=4711"):
        seconds = []
        for _ in range(3):
            start = time.perf_counter()
            assert newsroom.http.get(f"/studio{query}", headers=cookie).status_code == 200
            seconds.append(time.perf_counter() - start)
        print(query, min(seconds))
        assert min(seconds) < 1  # a generous bound for a busy machine; 0.02 s on a quiet one


def test_a_failed_article_shows_its_title_and_its_reason(
    page: Page, put: Callable[..., str], newsroom: Serving
) -> None:
    put("failing", title="Fails here", html="<p>…</p>")
    page.goto(f"{newsroom.address}/studio?q=failing")
    expect(page.get_by_text("Nothing to narrate")).to_be_visible()
    page.get_by_role("link").filter(has_text="Fails here").click()
    expect(page.get_by_text("Nothing to narrate")).to_be_visible()
