"""Structured data: the article's audio for search engines (https://schema.org/AudioObject)."""

import json
from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Any, Final

from narrate.publish.manifest import Plain

_FORMATS: Final = {
    "mp3": "audio/mpeg",
    "wav": "audio/wav",
    "flac": "audio/flac",
    "opus": "audio/ogg",
}
# In a script element these could end it or begin a comment; in JSON their escapes mean the same.
_UNSAFE: Final = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def script(manifest: Plain, address: Callable[[str], str], article_id: str = "") -> str:
    """Return the script element that holds ``news_article``."""
    data = json.dumps(news_article(manifest, address, article_id), ensure_ascii=False)
    return f'<script type="application/ld+json">{data.translate(_UNSAFE)}</script>'


def news_article(manifest: Plain, address: Callable[[str], str], article_id: str = "") -> Plain:
    """Return the article with its audio.

    With the ``@id`` of the page's own article it says no more than the audio: two nodes of one
    ``@id`` are one (JSON-LD 1.1). Else it says all that is known.
    """
    article, heard = manifest["article"], {"audio": audio_object(manifest, address)}
    if article_id:
        return _node("NewsArticle", {"@id": article_id, **heard})
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
        "author": _named("Person", article["byline"]),
        "publisher": _named("Organization", article["publisher"]),
    }
    return _node("NewsArticle", {**facts, **heard})


def audio_object(manifest: Plain, address: Callable[[str], str]) -> Plain:
    """Return the audio: where it is, how long, what it says, how it was made."""
    article, files = manifest["article"], manifest["files"]
    audio, source = files["audio"], manifest["source_type"]
    minutes, ms = divmod(manifest["duration_ms"], 60_000)
    return {
        "@type": "AudioObject",
        "name": article["title"],
        "description": manifest["disclosure"],
        "contentUrl": address(audio["name"]),
        "encodingFormat": _FORMATS.get(audio["name"].rpartition(".")[2], ""),
        "contentSize": f"{audio['bytes']} B",
        "sha256": audio["sha256"],
        "duration": f"PT{minutes}M{ms / 1000:g}S",
        "inLanguage": article["language"],
        "digitalSourceType": f"https://schema.org/{source[0].upper()}{source[1:]}DigitalSource",
        "transcript": transcript(manifest),
    }


def transcript(manifest: Plain) -> str:
    """Return what is heard, as written: a paragraph for each block."""
    blocks = groupby(manifest["utterances"], key=lambda said: said["block"])
    return "\n\n".join(" ".join(one["written"] for one in said) for _, said in blocks)


def articles(data: Any) -> Iterator[Plain]:
    """Yield the articles in a page's structured data, wherever in it."""
    if isinstance(data, list):
        for one in data:
            yield from articles(one)
    elif isinstance(data, dict):
        types = data.get("@type")
        if any(
            isinstance(one, str) and one.endswith(("Article", "Posting"))
            for one in (types if isinstance(types, list) else [types])
        ):
            yield data
        for name in ("@graph", "mainEntity"):
            yield from articles(data.get(name))


def _node(kind: str, facts: Plain) -> Plain:
    known = {name: value for name, value in facts.items() if value}
    return {"@context": "https://schema.org", "@type": kind, **known}


def _named(kind: str, name: str) -> Plain:
    return {"@type": kind, "name": name} if name else {}
