"""A hook for MkDocs: plays what narrate made of a page, below its headline.

Save it beside mkdocs.yml as narrate_hook.py and name it there:

    hooks: [narrate_hook.py]

Put narrate's files into a folder of docs/, and name that in the page's front matter:

    narrate: audio/story
"""

import json
import re
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import quote

from mkdocs.utils import get_relative_url


def on_page_content(html: str, page: Any, config: Any, **_: Any) -> str:
    """Return a page's HTML with the figure after its first headline, or at its start."""
    folder = page.meta.get("narrate", "")
    if not folder:
        return html
    path = Path(config["docs_dir"], folder, "narrate.json")
    about = json.loads(path.read_text("utf-8"))
    if "retracted" in about:
        return html
    base = get_relative_url(quote(f"{folder.strip('/')}/"), page.url)
    made = figure(about, base if base.endswith("/") else f"{base}/")
    headline = re.search(r"</h1>", html)
    at = headline.end() if headline else 0
    return html[:at] + made + html[at:]


def figure(about: dict[str, Any], base: str) -> str:
    """Return the figure of a narration whose files stand at an address."""
    language, label = escape(about["article"]["language"]), escape(about["disclosure"])
    address = {role: escape(base + quote(file["name"])) for role, file in about["files"].items()}
    captions = ""
    if "captions" in address:
        captions = f'<track kind="captions" srclang="{language}" src="{address["captions"]}">'
    return (
        f'<figure class="narrate-player" lang="{language}" data-narrate="skip"'
        f' data-seconds="{about["duration_ms"] / 1000:g}" data-label="{label}">'
        f"<figcaption>{escape(about['article']['title'])}. {label}</figcaption>"
        f'<audio controls preload="none" src="{address["audio"]}">{captions}</audio></figure>'
    )
