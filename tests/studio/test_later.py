"""What changes after an article was narrated: its page, and names that are mended at night."""

import sqlite3
from collections.abc import Callable
from contextlib import closing

from playwright.sync_api import Page, expect
from serving import Serving, until
from site_server import served

POST = {"title": "Filed as a document", "status": "published", "visibility": "public"}
POST |= {"html": "<p>In spring Quillfeather came. Quillfeather left again.</p>"}


def test_what_says_a_name_is_found_in_a_document_and_made_anew_at_night(
    page: Page, put: Callable[..., str], newsroom: Serving
) -> None:
    body = {"document": {"posts": [POST]}, "voice": "espeak-en-us"}
    assert newsroom.http.put("/v1/narrations/filed", json=body).status_code == 202
    assert newsroom.ended("filed")["published"]["undecided"] == ["Quillfeather"]
    address = put("evening", title="Evening", html="<p>In autumn Quillfeather won.</p>")
    page.goto(f"{address}/word?term=Quillfeather")
    expect(page.get_by_text("1 narration, 2 mentions.")).to_be_visible()
    page.get_by_label("Say it like this").fill("KWIL-feh-thuh")
    page.get_by_label("the house: all articles").check()
    page.get_by_label("Filed as a document").check()
    page.get_by_label("tonight, after 2:00").check()
    page.get_by_role("button", name="Save as Ana Kowal").click()
    expect(page.get_by_text("is saved.")).to_be_visible()
    page.goto(f"{newsroom.address}/studio/narrations/filed")
    expect(page.get_by_text("It is recorded again at night")).to_be_visible()
    assert newsroom.get("filed")["published"]["undecided"] == ["Quillfeather"]
    [path] = newsroom.cli.folder.rglob("service.sqlite3")
    with closing(sqlite3.connect(path, timeout=30)) as store, store:
        store.execute("UPDATE postponed SET due = 0")  # the night has come
    until(lambda: newsroom.get("filed")["published"]["undecided"] == [])
    # The page shows it by itself.
    expect(page.get_by_text("It is recorded again at night")).to_have_count(0)


def test_a_page_that_changed_since_waits_for_an_editor(
    page: Page, put: Callable[..., str], newsroom: Serving
) -> None:
    paragraphs = [f"<p>Boat {name} crossed the river early today.</p>" for name in "ABC"]
    menu = "<nav><a href='/'>Home</a></nav><h1>Boats</h1>"
    with served() as site:
        url = site.page("/boats", f"{menu}{''.join(paragraphs)}")
        html = "".join(paragraphs)
        address = put("boats", title="Boats on the river", html=html, url=url)
        page.goto(address)
        page.get_by_role("button", name="Compare with the page").click()
        expect(page.get_by_text("The page says what is spoken.")).to_be_visible()
        site.page("/boats", f"{menu}{''.join(paragraphs[1:])}<p>Boat D sank at noon today.</p>")
        page.goto(f"{newsroom.address}/studio?q=boats")
        page.get_by_role("button", name="Compare these with their pages").click()
        expect(page.get_by_text("Comparing 1 narration with its page")).to_be_visible()

        def row() -> str:
            answer = page.request.get(f"{newsroom.address}/studio?list=waiting&q=boats")
            return answer.text()

        until(lambda: "A paragraph is no longer on the page: Boat A" in row())
        page.goto(address)
        expect(page.get_by_text("Comparison with the page: A paragraph is")).to_be_visible()
        put("boats", title="Boats on the river", html="".join(paragraphs[1:]), url=url)
    assert "no longer on the page" not in row()
