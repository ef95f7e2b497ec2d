"""A podcast feed of the narrations under a folder: RSS 2.0, Apple's tags, Podcasting 2.0.

The same folder gives the same bytes. Namespaces: https://podcasters.apple.com/support/823,
https://podcasting2.org/podcast-namespace.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import format_datetime
from html import escape
from pathlib import Path
from typing import Final
from urllib.parse import urljoin, urlsplit
from uuid import uuid5

from lxml import etree

from narrate.errors import UsageError
from narrate.model import Feed
from narrate.model.web import web_address
from narrate.publish.episode import GUIDS, Episode
from narrate.publish.rss import (
    ATOM,
    ITUNES,
    PODCAST,
    Element,
    add,
    escaped,
    is_public,
    named,
    parsed,
)
from narrate.publish.shelf import Story

GENERATOR: Final = "narrate"
_NAMES: Final = {"itunes": ITUNES, "podcast": PODCAST, "atom": ATOM}


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
    entries = (Episode(story, root, settings, dates) for story in stories if not story.retracted)
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
    tree = parsed(data)
    return tree is not None and tree.findtext("channel/generator", "") == GENERATOR


def _distinct(entries: "Iterable[Episode]", dates: Mapping[str, str]) -> "list[Episode]":
    """Return one entry for each article: the one that was listed before, else the newest.

    Entries are of one article where its address or its whole text is the same.
    """
    chosen: dict[str, Episode] = {}
    for entry in sorted(entries, key=lambda entry: (entry.guid not in dates, -entry.written_ns)):
        names = {entry.guid, *filter(None, (entry.article["url"], entry.text_sha256))}
        if chosen.keys().isdisjoint(names):
            chosen |= dict.fromkeys(names, entry)
    return list({entry.guid: entry for entry in chosen.values()}.values())


def podcast_guid(address: str) -> str:
    """Return the podcast:guid of a feed's address: without its scheme and closing slashes."""
    return str(uuid5(GUIDS, re.sub(r"^\w+://", "", address).rstrip("/")))


def base_of(data: bytes) -> str:
    """Return the web address of a feed's folder, as the feed gives it, or nothing."""
    tree = parsed(data)
    feed_address = None if tree is None else tree.find(f"channel/{{{ATOM}}}link[@rel='self']")
    return "" if feed_address is None else urljoin(feed_address.get("href", ""), ".")


def _ready(settings: Feed, previous: bytes) -> Feed:
    """Return the settings with their gaps filled; UsageError for a base that nobody named."""
    if not (base := settings.base or base_of(previous)):
        raise UsageError(
            "The feed needs the address at which its folder stands on the web. Write "
            'base = "https://example.org/audio" at the top of narrate.toml, or give it: --base …'
        )
    settings = replace(settings, base=base, link=settings.link or base)
    for name in ("base", "link", "image"):
        value = getattr(settings, name)
        if value and not is_public(value):
            raise UsageError(
                f"feed.{name} is {value!r}. Write an address with https://, without a password."
            )
    tree = parsed(previous)
    listed_guid = "" if tree is None else tree.findtext(f"channel/{{{PODCAST}}}guid", "")
    return replace(
        settings,
        title=settings.title or urlsplit(settings.link).hostname or "",
        guid=settings.guid or listed_guid or podcast_guid(web_address(base, settings.file)),
    )


def _channel(channel: Element, settings: Feed, items: "list[Episode]") -> None:
    feed_address = web_address(settings.base, settings.file)
    labels = list(dict.fromkeys(entry.label for entry in items))
    languages = [entry.article["language"] for entry in items if entry.article["language"]]
    add(channel, "title", escaped(settings.title))
    add(channel, "link", settings.link)
    description = ". ".join(filter(None, [settings.description or settings.title, *labels]))
    add(channel, "description", escape(description, quote=False))
    add(channel, "language", settings.language or next(iter(languages), "en"))
    add(channel, "generator", GENERATOR)
    if items:
        add(channel, "lastBuildDate", format_datetime(max(entry.changed for entry in items)))
    add(channel, named(ATOM, "link"), href=feed_address, rel="self", type="application/rss+xml")
    add(channel, named(PODCAST, "guid"), settings.guid)
    add(channel, named(PODCAST, "medium"), "podcast")
    add(channel, named(PODCAST, "txt"), "true", purpose="ai-content")
    if settings.email:
        add(channel, named(PODCAST, "locked"), "no", owner=settings.email)
        owner = add(channel, named(ITUNES, "owner"))
        add(owner, named(ITUNES, "name"), settings.owner or settings.author or settings.title)
        add(owner, named(ITUNES, "email"), settings.email)
    add(channel, named(ITUNES, "author"), settings.author or settings.owner or settings.title)
    if settings.image:
        add(channel, named(ITUNES, "image"), href=settings.image)
    for category in settings.categories:
        top, _, below = (part.strip() for part in category.partition(">"))
        element = add(channel, named(ITUNES, "category"), text=top)
        if below:
            add(element, named(ITUNES, "category"), text=below)
    add(channel, named(ITUNES, "explicit"), str(settings.explicit).lower())
    add(channel, named(ITUNES, "type"), "episodic")


def _dates(previous: bytes) -> dict[str, str]:
    """Return the date of each item of a feed by its GUID; nothing for a damaged feed."""
    tree = parsed(previous)
    items = [] if tree is None else tree.iter("item")
    return {item.findtext("guid", ""): item.findtext("pubDate", "") for item in items}
