"""The label in each published text: captions, a page, its structured data, a feed."""

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from lxml import etree, html as lxml_html

from narrate.errors import PublishError
from narrate.publish.rss import PODCAST

_LD_JSON = "application/ld+json"


@dataclass(frozen=True, slots=True)
class Figure:
    """Audio in a page: its caption, and the addresses of the audio, sync file and manifest.

    A ``narrate-player`` element names its manifest only, a figure its audio.
    """

    caption: str
    audio: str
    sync: str = ""
    manifest: str = ""


def note(captions: str) -> str:
    """Return the text of the first note of WebVTT."""
    blocks = re.split(r"\n{2,}", captions.replace("\r\n", "\n"))
    matches = next((block for block in blocks if block.startswith("NOTE")), "")
    return html.unescape(" ".join(matches.removeprefix("NOTE").split()))


def cues(captions: str) -> list[str]:
    """Return the text of each cue of WebVTT, in order."""
    blocks = re.split(r"\n{2,}", captions.replace("\r\n", "\n").strip())
    return [
        html.unescape(" ".join(block.partition("-->")[2].split("\n")[1:]))
        for block in blocks
        if "-->" in block and not block.startswith("NOTE")
    ]


def figures(page: bytes) -> list[Figure]:
    """Return the figures of a page that hold audio, and the players that hold it themselves."""
    elements = _tree(page).xpath("//figure[.//audio] | //narrate-player[not(ancestor::figure)]")
    return [_figure(element) for element in elements]


def _figure(element: Any) -> Figure:
    audio = next(iter(element.xpath(".//audio/@src | .//audio/source/@src")), "")
    is_ours = "narrate-player" in (element.get("class") or "").split()
    return Figure(
        caption="".join(element.xpath(".//figcaption//text()")) or element.get("data-label", ""),
        audio=audio,
        sync=element.get("data-sync") or (sync_address(audio) if is_ours and audio else ""),
        manifest=element.get("src") or "",
    )


def sync_address(audio: str) -> str:
    """Return the address at which the player looks for the sync file of an audio's address."""
    parts = urlsplit(audio)
    path = re.sub(r"\.\w+$", ".sync.vtt", parts.path)
    return parts._replace(path=path, query="", fragment="").geturl()


def scripts(page: bytes) -> list[str]:
    """Return the addresses of the player's script in a page."""
    sources = _tree(page).xpath("//script/@src")
    return [str(source) for source in sources if "narrate-player" in source]


def audio_objects(page: bytes) -> list[dict[str, Any]]:
    """Return the AudioObjects in a page's JSON-LD."""
    matches: list[dict[str, Any]] = []
    for script in _tree(page).xpath("//script[@type=$kind]", kind=_LD_JSON):
        try:
            matches += _objects(json.loads(script.text or ""))
        except (ValueError, RecursionError):
            continue  # what a page says wrong it does not say
    return matches


def items(feed: bytes) -> list[tuple[str, bool, str]]:
    """Return of each item of a feed its title, whether it is marked as made with AI, and its text.

    Errors: PublishError where the feed is no XML.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        tree = etree.fromstring(feed, parser)
    except etree.XMLSyntaxError as error:
        raise PublishError(f"The feed is no XML: {error}. Write it again: narrate feed.") from error
    marked = f"{{{PODCAST}}}txt[@purpose='ai-content']"
    return [
        (
            item.findtext("title", ""),
            item.findtext(marked, "") == "true",
            item.findtext("description", ""),
        )
        for item in tree.iter("item")
    ]


def _objects(data: Any) -> Iterator[dict[str, Any]]:
    if isinstance(data, list):
        for element in data:
            yield from _objects(element)
    elif isinstance(data, dict):
        kinds = data.get("@type")
        if "AudioObject" in (kinds if isinstance(kinds, list) else [kinds]):
            yield data
        for element in data.values():
            yield from _objects(element)


def _tree(page: bytes) -> Any:
    try:
        return lxml_html.document_fromstring(page, parser=lxml_html.HTMLParser(encoding="utf-8"))
    except etree.ParserError:  # an empty page
        return lxml_html.document_fromstring("<html></html>")
