"""The XML of a podcast feed: its namespaces, elements, addresses and texts."""

import re
from html import unescape
from typing import Any, Final
from urllib.parse import urlsplit

from lxml import etree

ITUNES: Final = "http://www.itunes.com/dtds/podcast-1.0.dtd"
PODCAST: Final = "https://podcastindex.org/namespace/1.0"
ATOM: Final = "http://www.w3.org/2005/Atom"
TYPES: Final = {
    ".mp3": "audio/mpeg",
    ".wav": "audio/wav",
    ".flac": "audio/flac",
    ".opus": "audio/ogg",
}
_TAG: Final = re.compile(r"<(?=[a-zA-Z/!?])")
_REFERENCE: Final = re.compile(r"&(?=(#?\w+;?))", re.ASCII)
# No XML 1.0 document can hold these characters, and an article's title may.
_NO_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
Element = Any


def parsed(data: bytes) -> Element:
    """Return the root element of a feed, or None for a damaged or an empty one."""
    try:
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        return etree.fromstring(data, parser) if data else None
    except etree.XMLSyntaxError:
        return None


def named(namespace: str, name: str) -> str:
    """Return the name of an element in a namespace, as lxml writes it."""
    return f"{{{namespace}}}{name}"


def add(parent: Element, name: str, content: str = "", **attributes: str) -> Element:
    """Add an element with its text and attributes at the end of another; return it."""
    element = etree.SubElement(parent, name, {k: _clean(v) for k, v in attributes.items()})
    if content:
        element.text = _clean(content)
    return element


def _clean(text: str) -> str:
    return _NO_XML.sub("", text)


def is_public(url: str) -> bool:
    """Return whether an address is one of the web, without a user's name and password."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc


def escaped(title: str) -> str:
    """Return a title that reads the same as plain text and as HTML, wherever that is possible."""

    def ampersand(match: re.Match[str]) -> str:
        reference = f"&{match[1]}"
        return "&" if unescape(reference) == reference else "&amp;"

    return _TAG.sub("&lt;", _REFERENCE.sub(ampersand, title))
