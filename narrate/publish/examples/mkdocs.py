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
    """Return the figure of a narration whose files stand at an address, and its JSON-LD."""
    language, shown = escape(about["article"]["language"]), about["figure"]
    address = {role: escape(base + quote(file["name"])) for role, file in about["files"].items()}
    data = "".join(f' data-{name}="{escape(value)}"' for name, value in shown["data"].items())
    captions = ""
    if "captions" in address:
        captions = f'<track kind="captions" srclang="{language}" src="{address["captions"]}">'
    audio = {**shown["structured"]["audio"], "contentUrl": base + about["files"]["audio"]["name"]}
    structured = json.dumps({**shown["structured"], "audio": audio}).replace("<", "\\u003c")
    return (
        f'<figure class="narrate-player" lang="{language}" data-narrate="skip"{data}>'
        f"<figcaption>{escape(shown['caption'])}</figcaption>"
        f'<audio controls preload="none" src="{address["audio"]}">{captions}'
        f'<a href="{address["audio"]}">{escape(shown["download"])}</a></audio></figure>'
        f'<script type="application/ld+json">{structured}</script>'
    )
