"""A podcast feed of the narrations under a folder: RSS 2.0, Apple's tags, Podcasting 2.0.

The same folder gives the same bytes. Namespaces: https://podcasters.apple.com/support/823,
https://podcasting2.org/podcast-namespace.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import format_datetime
from html import escape, unescape
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote, urljoin, urlsplit
from uuid import UUID, uuid5

from lxml import etree

from narrate.errors import UsageError
from narrate.model import Feed
from narrate.publish.jsonld import authors
from narrate.publish.manifest import NAME
from narrate.publish.shelf import Story

ITUNES: Final = "http://www.itunes.com/dtds/podcast-1.0.dtd"
PODCAST: Final = "https://podcastindex.org/namespace/1.0"
ATOM: Final = "http://www.w3.org/2005/Atom"
GENERATOR: Final = "narrate"
_NAMES: Final = {"itunes": ITUNES, "podcast": PODCAST, "atom": ATOM}
_GUIDS: Final = UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")  # of podcast:guid, as its page says
TYPES: Final = {
    ".mp3": "audio/mpeg",
    ".wav": "audio/wav",
    ".flac": "audio/flac",
    ".opus": "audio/ogg",
}
_TRANSCRIPTS: Final = {".vtt": "text/vtt", ".srt": "application/x-subrip", ".html": "text/html"}
_NO_TRANSCRIPT: Final = {"audio", "sync", "words", "embed", "chapters", "credentials"}
_CHAPTERS: Final = "application/json+chapters"
_LONGEST_BYTES: Final = 4_000  # of a text, in Apple's requirements
# What no XML 1.0 document can hold, whatever an article's title says.
_TAG: Final = re.compile(r"<(?=[a-zA-Z/!?])")
_REFERENCE: Final = re.compile(r"&(?=(#?\w+;?))", re.ASCII)
_HALF_REFERENCE: Final = re.compile(r"&[^;]{0,5}$")
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_Element = Any


def feed(
    stories: Iterable[Story],
    root: Path,
    settings: Feed,
    *,
    previous: bytes = b"",
    now: datetime | None = None,
) -> bytes:
    """Return the feed of stories under a folder, the newest first.

    An article is listed once, and not before its date. ``previous`` is the feed as it was: an
    article without a date keeps the one it first had. Raises UsageError where a setting is missing.
    """
    settings = _ready(settings, previous)
    dates, now = _dates(previous), now or datetime.now(UTC)
    entries = (_Entry(story, root, settings, dates) for story in stories if not story.retracted)
    items = sorted(
        _distinct((entry for entry in entries if entry.date <= now), dates),
        key=lambda entry: (entry.date, entry.guid),
        reverse=True,
    )[: settings.limit]
    rss = etree.Element("rss", {"version": "2.0"}, nsmap=_NAMES)
    channel = etree.SubElement(rss, "channel")
    _channel(channel, settings, items)
    for entry in items:
        entry.write(etree.SubElement(channel, "item"))
    etree.indent(rss, " ")
    return bytes(etree.tostring(rss, xml_declaration=True, encoding="UTF-8")) + b"\n"


def is_ours(data: bytes) -> bool:
    """Return whether narrate wrote a feed; it says so in its generator."""
    tree = _parsed(data)
    return tree is not None and tree.findtext("channel/generator", "") == GENERATOR


def _distinct(entries: "Iterable[_Entry]", dates: Mapping[str, str]) -> "list[_Entry]":
    """Return one entry for each article: the one that was listed before, else the newest.

    Entries are of one article where its address or its whole text is the same.
    """
    chosen: dict[str, _Entry] = {}
    for entry in sorted(entries, key=lambda entry: (entry.guid not in dates, -entry.written_ns)):
        names = {entry.guid, *filter(None, (entry.article["url"], entry.text_sha256))}
        if chosen.keys().isdisjoint(names):
            chosen |= dict.fromkeys(names, entry)
    return list({entry.guid: entry for entry in chosen.values()}.values())


def podcast_guid(address: str) -> str:
    """Return the podcast:guid of a feed's address: without its scheme and closing slashes."""
    return str(uuid5(_GUIDS, re.sub(r"^\w+://", "", address).rstrip("/")))


def base_of(data: bytes) -> str:
    """Return the web address of a feed's folder, as the feed gives it, or nothing."""
    tree = _parsed(data)
    feed_address = None if tree is None else tree.find(f"channel/{{{ATOM}}}link[@rel='self']")
    return "" if feed_address is None else urljoin(feed_address.get("href", ""), ".")


def _ready(settings: Feed, previous: bytes) -> Feed:
    """Return the settings with their gaps filled; UsageError for a base that nobody named."""
    if not (base := settings.base or base_of(previous)):
        raise UsageError(
            "The feed needs the address at which its folder stands on the web. Set base under "
            '[feed] in narrate.toml, or give it: --base "https://example.org/audio/"'
        )
    settings = replace(settings, base=base, link=settings.link or base)
    for name in ("base", "link", "image"):
        value = getattr(settings, name)
        if value and not is_public(value):
            raise UsageError(
                f"feed.{name} is {value!r}. Write an address with https://, without a password."
            )
    tree = _parsed(previous)
    listed_guid = "" if tree is None else tree.findtext(f"channel/{{{PODCAST}}}guid", "")
    return replace(
        settings,
        title=settings.title or urlsplit(settings.link).hostname or "",
        guid=settings.guid or listed_guid or podcast_guid(address(base, settings.file)),
    )


def _channel(channel: _Element, settings: Feed, items: "list[_Entry]") -> None:
    feed_address = address(settings.base, settings.file)
    labels = list(dict.fromkeys(entry.label for entry in items))
    languages = [entry.article["language"] for entry in items if entry.article["language"]]
    _add(channel, "title", _escaped(settings.title))
    _add(channel, "link", settings.link)
    description = ". ".join(filter(None, [settings.description or settings.title, *labels]))
    _add(channel, "description", escape(description, quote=False))
    _add(channel, "language", settings.language or next(iter(languages), "en"))
    _add(channel, "generator", GENERATOR)
    if items:
        _add(channel, "lastBuildDate", format_datetime(max(entry.changed for entry in items)))
    _add(channel, _of(ATOM, "link"), href=feed_address, rel="self", type="application/rss+xml")
    _add(channel, _of(PODCAST, "guid"), settings.guid)
    _add(channel, _of(PODCAST, "medium"), "podcast")
    _add(channel, _of(PODCAST, "txt"), "true", purpose="ai-content")
    if settings.email:
        _add(channel, _of(PODCAST, "locked"), "no", owner=settings.email)
        owner = _add(channel, _of(ITUNES, "owner"))
        _add(owner, _of(ITUNES, "name"), settings.owner or settings.author or settings.title)
        _add(owner, _of(ITUNES, "email"), settings.email)
    _add(channel, _of(ITUNES, "author"), settings.author or settings.owner or settings.title)
    if settings.image:
        _add(channel, _of(ITUNES, "image"), href=settings.image)
    for category in settings.categories:
        top, _, below = (part.strip() for part in category.partition(">"))
        element = _add(channel, _of(ITUNES, "category"), text=top)
        if below:
            _add(element, _of(ITUNES, "category"), text=below)
    _add(channel, _of(ITUNES, "explicit"), str(settings.explicit).lower())
    _add(channel, _of(ITUNES, "type"), "episodic")


class _Entry:
    """An item of the feed."""

    def __init__(self, story: Story, root: Path, settings: Feed, dates: Mapping[str, str]) -> None:
        self._story, self._feed = story, settings
        self.article: dict[str, str] = story.manifest["article"]
        self.label: str = story.manifest["disclosure"]
        self._place = story.folder.relative_to(root).as_posix()
        self.text_sha256: str = story.manifest.get("text_sha256", "")
        self.written_ns = (story.folder / NAME).stat().st_mtime_ns
        # The folder and the article: they stay when its text, its file or the feed's place change.
        self.guid = str(uuid5(_GUIDS, f"{self._place}\n{self.article['id']}"))
        self.date = (
            _moment(self.article["published"])
            or _moment(self.article["modified"])
            or _moment(dates.get(self.guid, ""))
            or datetime.fromtimestamp(self.written_ns // 10**9, UTC)
        )
        self.changed = max(self.date, _moment(self.article["modified"]) or self.date)

    def write(self, item: _Element) -> None:
        """Fill the item."""
        article, files = self.article, self._story.manifest["files"]
        audio = files["audio"]
        _add(item, "title", _escaped(article["title"]))
        if is_public(article["url"]):
            _add(item, "link", article["url"])
        _add(item, "guid", self.guid, isPermaLink="false")
        _add(item, "pubDate", format_datetime(self.date))
        _add(item, "description", self._description())
        _add(
            item,
            "enclosure",
            url=self._address(audio["name"]),
            length=str(audio["bytes"]),
            type=TYPES.get(Path(audio["name"]).suffix, "application/octet-stream"),
        )
        _add(item, _of(ITUNES, "duration"), str(round(self._story.manifest["duration_ms"] / 1000)))
        _add(item, _of(ITUNES, "explicit"), str(self._feed.explicit).lower())
        _add(item, _of(ITUNES, "episodeType"), "full")
        if article["byline"]:
            _add(item, _of(ITUNES, "author"), article["byline"])
            for name in authors(article["byline"]):
                _add(item, _of(PODCAST, "person"), name, role="author", group="writing")
        cover = self._address(files["cover"]["name"]) if "cover" in files else article["image"]
        if is_public(cover):
            _add(item, _of(ITUNES, "image"), href=cover)
        if article["section"]:
            _add(item, "category", article["section"])
        _add(item, _of(PODCAST, "txt"), "true", purpose="ai-content")
        self._texts(item, files)

    def _texts(self, item: _Element, files: Mapping[str, Mapping[str, str]]) -> None:
        """List transcripts and chapters."""
        language = self.article["language"]
        for role, listed in files.items():
            kind = _TRANSCRIPTS.get(Path(listed["name"]).suffix)
            if kind and role not in _NO_TRANSCRIPT:
                captions = {"rel": "captions"} if kind != "text/html" else {}
                url = self._address(listed["name"])
                spoken = {"language": language} if language else {}
                _add(item, _of(PODCAST, "transcript"), url=url, type=kind, **spoken, **captions)
        if "chapters" in files and len(self._story.manifest["chapters"]) > 1:
            url = self._address(files["chapters"]["name"])
            _add(item, _of(PODCAST, "chapters"), url=url, type=_CHAPTERS)

    def _description(self) -> str:
        """Return the summary, else the beginning, and, whatever its length, the label, as HTML."""
        summary = self.article["summary"] or self._story.manifest.get("excerpt", "")
        summary = escape(summary, quote=False)
        label = escape(f"{self.label.rstrip('.')}.", quote=False)
        room = _LONGEST_BYTES - len(label.encode()) - len("\n\n…".encode())
        if len(summary.encode()) > room:
            cut = summary.encode()[:room].decode(errors="ignore")
            summary = _HALF_REFERENCE.sub("", cut).rstrip() + "…"
        return f"{summary}\n\n{label}" if summary else label

    def _address(self, name: str) -> str:
        place = "" if self._place == "." else f"{self._place}/"
        return address(self._feed.base, f"{place}{name}")


def address(base: str, path: str) -> str:
    """Return the web address of a file under the feed's folder, in ASCII."""
    return urljoin(f"{base.rstrip('/')}/", quote(path))


def is_public(url: str) -> bool:
    """Return whether an address is one of the web, without a user's name and password."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc


def _escaped(title: str) -> str:
    """Return a title that reads the same as plain text and as HTML, wherever that is possible."""

    def ampersand(match: re.Match[str]) -> str:
        reference = f"&{match[1]}"
        return "&" if unescape(reference) == reference else "&amp;"

    return _TAG.sub("&lt;", _REFERENCE.sub(ampersand, title))


def _moment(date: str) -> datetime | None:
    """Return an ISO 8601 or RFC 2822 date, in UTC where it names no zone.

    None for text that is no date, or a date that no newspaper can have.
    """
    for read in (datetime.fromisoformat, lambda text: datetime.strptime(text, _RFC_2822)):  # noqa: DTZ007 - it has a zone
        try:
            moment = read(date)
        except ValueError:
            continue
        if moment.year < _FIRST_YEAR:
            return None
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return None


_RFC_2822: Final = "%a, %d %b %Y %H:%M:%S %z"
_FIRST_YEAR: Final = 1900  # of RFC 2822


def _dates(previous: bytes) -> dict[str, str]:
    """Return the date of each item of a feed by its GUID; nothing for a damaged feed."""
    tree = _parsed(previous)
    items = [] if tree is None else tree.iter("item")
    return {item.findtext("guid", ""): item.findtext("pubDate", "") for item in items}


def _parsed(data: bytes) -> _Element:
    try:
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        return etree.fromstring(data, parser) if data else None
    except etree.XMLSyntaxError:
        return None


def _of(namespace: str, name: str) -> str:
    return f"{{{namespace}}}{name}"


def _add(parent: _Element, name: str, content: str = "", **attributes: str) -> _Element:
    element = etree.SubElement(parent, name, {k: _clean(v) for k, v in attributes.items()})
    if content:
        element.text = _clean(content)
    return element


def _clean(text: str) -> str:
    return _NO_XML.sub("", text)
