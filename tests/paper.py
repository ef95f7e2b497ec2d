"""A newspaper's page, and where it is served with its narration."""

from pathlib import Path
from typing import Any, NamedTuple

from playwright.sync_api import Page

BODY = """
<p>KHARKIV, Ukraine — The ovens go on at 11:30 p.m. By 5 a.m. on May 27, a crew of 14 had
<em>baked 2,350 loaves</em>, about 8% more than a year ago<sup><a href="#n">1</a></sup>.</p>
<p>“We waited,” she said. “Yes.”</p>
<p>The mayor’s office asked twice. “Yes.”</p>
<h2>What comes next</h2>
<p>Twelve ships wait. “Yes.” The loan of $1.5&nbsp;million is paid, and the cafe\u0301 is open.</p>
"""
NAVIGATION = '<nav><a href="#">The mayor’s office asked twice.</a></nav>'


def page_of(body: str, *, language: str = "en", head: str = "", title: str = "The night") -> str:
    """Return a page as a newspaper would write it."""
    return (
        f'<!DOCTYPE html>\n<html lang="{language}"><head><meta charset="utf-8">'
        f'<title>{title}</title><link rel="icon" href="data:,">'
        f'<meta name="viewport" content="width=device-width">{head}</head>\n<body>{NAVIGATION}\n'
        f"<main><article><h1>{title}</h1>\n{body}</article></main></body></html>\n"
    )


# The sync file and the second script come after the audio begins, in any order.
READY = """CSS.highlights.get("narrate-sentence")?.size
  && document.querySelector("narrate-player").bar"""


def played(page: Page) -> None:
    """Play, and wait until all that a first play requests is there."""
    page.get_by_role("button", name="Play", exact=True).first.click()
    page.wait_for_function(READY)


class Site(NamedTuple):
    """A folder with a page and its narration, and where it is served."""

    folder: Path
    url: str
    manifest: dict[str, Any]

    @property
    def embed(self) -> str:
        """What narrate put into the page."""
        text = (self.folder / "page.html").read_text("utf-8")
        return text.partition("<!-- narrate -->")[2].partition("<!-- /narrate -->")[0]
