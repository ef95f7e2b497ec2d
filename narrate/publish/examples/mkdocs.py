"""A hook for MkDocs: adds a page's narration below its headline.

Save it beside mkdocs.yml as narrate_hook.py and name it there:

    hooks: [narrate_hook.py]

Put narrate's files into a folder of docs/, and name that in the page's front matter:

    narrate: audio/story

Search engines want a whole address of the audio: set site_url in mkdocs.yml.
"""

import json
import logging
import re
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import quote, urljoin

from mkdocs.utils import get_relative_url

# A warning would stop a strict build.
LOG = logging.getLogger("mkdocs.hooks.narrate")
# Keeps the place of the player's controls until its script comes.
SPACE = '<div><svg width="270" height="38"></svg> <svg width="270" height="20"></svg></div>'


def on_page_content(html: str, page: Any, config: Any, **_: Any) -> str:
    """Return a page's HTML with the figure after its first headline, or at its start."""
    folder = page.meta.get("narrate", "")
    if not folder:
        return html
    path = Path(config["docs_dir"], folder, "narrate.json")
    if not path.is_file():
        reason = f"there is no {path}, so the page has no narration."
        LOG.info("%s: %s Narrate it, or correct the folder.", page.file.src_uri, reason)
        return html
    manifest = json.loads(path.read_text("utf-8"))
    if "retracted" in manifest:
        return html
    base = get_relative_url(quote(f"{folder.strip('/')}/"), page.url)
    base = base if base.endswith("/") else f"{base}/"
    page_url = page.canonical_url or manifest["article"]["url"]
    if not page_url:
        reason = "the structured data have no whole address of the audio. Set site_url."
        LOG.info("%s: %s", page.file.src_uri, reason)
    figure_html = figure(manifest, base, page_url)
    headline = re.search(r"</h1>", html)
    position = headline.end() if headline else 0
    return html[:position] + figure_html + html[position:]


def figure(manifest: dict[str, Any], base: str, page_url: str = "") -> str:
    """Return the HTML figure and JSON-LD of a narration whose files are under ``base``, a URL.

    ``page_url`` is the page's address on the web: search engines want a whole address of the audio.
    """
    language, shown = escape(manifest["article"]["language"]), manifest["figure"]
    address = {role: escape(base + quote(file["name"])) for role, file in manifest["files"].items()}
    data = "".join(f' data-{name}="{escape(value)}"' for name, value in shown["data"].items())
    before, ai, after = map(escape, shown.get("caption_parts", (shown["caption"], "", "")))
    captions = ""
    if "captions" in address:
        captions = f'<track kind="captions" srclang="{language}" src="{address["captions"]}">'
    audio = {
        **shown["structured"]["audio"],
        "contentUrl": urljoin(page_url, base + quote(manifest["files"]["audio"]["name"])),
    }
    structured = json.dumps({**shown["structured"], "audio": audio}).replace("<", "\\u003c")
    return (
        f'<figure class="narrate-player" lang="{language}" data-narrate="skip"{data}>'
        f"<figcaption>{before}<strong>{ai}</strong>{after}</figcaption>{SPACE}"
        f'<audio controls preload="none" src="{address["audio"]}">{captions}'
        f'<a href="{address["audio"]}">{escape(shown["download"])}</a></audio></figure>'
        f'<script type="application/ld+json">{structured}</script>'
        f'<script type="module" src="{address["player"]}"></script>'
    )
