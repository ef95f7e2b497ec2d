"""Structured data: the article's audio for search engines (https://schema.org/AudioObject)."""

import json
import re
from collections.abc import Iterator
from typing import Any, Final

from narrate.publish.manifest import Plain

_FORMATS: Final = {
    "mp3": "audio/mpeg",
    "wav": "audio/wav",
    "flac": "audio/flac",
    "opus": "audio/ogg",
}
_CONTEXT: Final = "https://schema.org"
_BETWEEN_NAMES: Final = re.compile(r"[,;]|\s(?:and|und|et|en|och|og|та|&)\s")
# In a script element these could end it or begin a comment; in JSON their escapes mean the same.
_UNSAFE: Final = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def script(structured: Plain, content_url: str, article: Plain | None = None) -> str:
    """Return the script element that holds a narration's structured data.

    ``content_url`` is the address of the audio. ``article`` is the page's own article, which the
    audio joins: by its ``@id``, since two nodes of one ``@id`` are one (JSON-LD 1.1); without one
    the audio says which article it encodes, so that the page does not have two.
    """
    audio = {**structured["audio"], "contentUrl": content_url}
    node: Plain = {**structured, "audio": audio}
    if article and isinstance(article.get("@id"), str):
        node = _node("NewsArticle", {"@id": article["@id"], "audio": audio})
    elif article:
        encoded = {name: structured.get(name, "") for name in ("@type", "url", "headline")}
        node = {"@context": _CONTEXT, **audio, "encodesCreativeWork": _filled(encoded)}
    data = json.dumps(node, ensure_ascii=False)
    return f'<script type="application/ld+json">{data.translate(_UNSAFE)}</script>'


def news_article(manifest: Plain) -> Plain:
    """Return the article with its audio, whose ``contentUrl`` is the name of its file."""
    article = manifest["article"]
    facts = {
        "@id": f"{article['url']}#article" if article["url"] else "",
        "url": article["url"],
        "headline": article["title"],
        "description": article["summary"],
        "inLanguage": article["language"],
        "datePublished": article["published"],
        "dateModified": article["modified"],
        "articleSection": article["section"],
        "image": article["image"],
        "author": [_named("Person", name) for name in authors(article["byline"])],
        "publisher": _named("Organization", article["publisher"]),
    }
    return _node("NewsArticle", {**facts, "audio": audio_object(manifest)})


def audio_object(manifest: Plain) -> Plain:
    """Return the audio: its file, its length, its label and how it was made.

    The text of the article is no part of it: it would double the page, and open a paywall.
    """
    article, audio = manifest["article"], manifest["files"]["audio"]
    source = manifest["source_type"]
    minutes, ms = divmod(manifest["duration_ms"], 60_000)
    return _filled(
        {
            "@type": "AudioObject",
            "name": article["title"],
            "description": manifest["disclosure"],
            "contentUrl": audio["name"],
            "encodingFormat": _FORMATS.get(audio["name"].rpartition(".")[2], ""),
            "contentSize": f"{audio['bytes']} B",
            "sha256": audio["sha256"],
            "duration": f"PT{minutes}M{ms / 1000:g}S",
            "inLanguage": article["language"],
            "uploadDate": article["modified"] or article["published"],
            "digitalSourceType": f"https://schema.org/{source[0].upper()}{source[1:]}DigitalSource",
        }
    )


def authors(byline: str) -> list[str]:
    """Return the names in a byline."""
    names = _BETWEEN_NAMES.split(byline)
    return [name for part in names if (name := part.strip())]


def articles(data: Any) -> Iterator[Plain]:
    """Yield the articles in a page's structured data, wherever in it."""
    if isinstance(data, list):
        for item in data:
            yield from articles(item)
    elif isinstance(data, dict):
        types = data.get("@type")
        if any(
            isinstance(item, str) and item.endswith(("Article", "Posting"))
            for item in (types if isinstance(types, list) else [types])
        ):
            yield data
        for name in ("@graph", "mainEntity"):
            yield from articles(data.get(name))


def _node(kind: str, facts: Plain) -> Plain:
    return {"@context": _CONTEXT, "@type": kind, **_filled(facts)}


def _filled(facts: Plain) -> Plain:
    return {name: value for name, value in facts.items() if value}


def _named(kind: str, name: str) -> Plain:
    return {"@type": kind, "name": name} if name else {}
