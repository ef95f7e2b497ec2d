"""An item of a podcast feed: one narration, with its audio, its label and its texts."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import format_datetime
from html import escape
from pathlib import Path
from typing import Final
from uuid import UUID, uuid5

from narrate.model import Feed
from narrate.model.web import web_address
from narrate.publish.jsonld import authors
from narrate.publish.manifest import NAME
from narrate.publish.rss import (
    ITUNES,
    PODCAST,
    TYPES,
    Element,
    add,
    escaped,
    is_public,
    named,
)
from narrate.publish.shelf import Story

GUIDS: Final = UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")  # of podcast:guid, as its page says
_TRANSCRIPTS: Final = {".vtt": "text/vtt", ".srt": "application/x-subrip", ".html": "text/html"}
_NO_TRANSCRIPT: Final = {"audio", "sync", "words", "embed", "chapters", "credentials"}
_CHAPTERS: Final = "application/json+chapters"
_LONGEST_BYTES: Final = 4_000  # of a text, in Apple's requirements
_HALF_REFERENCE: Final = re.compile(r"&[^;]{0,5}$")
_RFC_2822: Final = "%a, %d %b %Y %H:%M:%S %z"
_FIRST_YEAR: Final = 1900  # of RFC 2822


class Episode:
    """An item of the feed; ``date`` is when it was published, ``changed`` when it last changed."""

    def __init__(self, story: Story, root: Path, settings: Feed, dates: Mapping[str, str]) -> None:
        """Take a story under the feed's folder ``root``; ``dates`` are the earlier ones by GUID."""
        self._story, self._feed = story, settings
        self.article: dict[str, str] = story.manifest["article"]
        self.label: str = story.manifest["disclosure"]
        self._place = story.folder.relative_to(root).as_posix()
        self.text_sha256: str = story.manifest.get("text_sha256", "")
        self.written_ns = (story.folder / NAME).stat().st_mtime_ns
        # The folder and the article: they stay when its text, its file or the feed's place change.
        self.guid = str(uuid5(GUIDS, f"{self._place}\n{self.article['id']}"))
        self.date = (
            _moment(self.article["published"])
            or _moment(self.article["modified"])
            or _moment(dates.get(self.guid, ""))
            or datetime.fromtimestamp(self.written_ns // 10**9, UTC)
        )
        self.changed = max(self.date, _moment(self.article["modified"]) or self.date)

    def write(self, item: Element) -> None:
        """Fill the item."""
        article, files = self.article, self._story.manifest["files"]
        audio = files["audio"]
        add(item, "title", escaped(article["title"]))
        if is_public(article["url"]):
            add(item, "link", article["url"])
        add(item, "guid", self.guid, isPermaLink="false")
        add(item, "pubDate", format_datetime(self.date))
        add(item, "description", self._description())
        add(
            item,
            "enclosure",
            url=self._address(audio["name"]),
            length=str(audio["bytes"]),
            type=TYPES.get(Path(audio["name"]).suffix, "application/octet-stream"),
        )
        add(item, named(ITUNES, "duration"), str(round(self._story.manifest["duration_ms"] / 1000)))
        add(item, named(ITUNES, "explicit"), str(self._feed.explicit).lower())
        add(item, named(ITUNES, "episodeType"), "full")
        if article["byline"]:
            add(item, named(ITUNES, "author"), article["byline"])
            for name in authors(article["byline"]):
                add(item, named(PODCAST, "person"), name, role="author", group="writing")
        cover = self._address(files["cover"]["name"]) if "cover" in files else article["image"]
        if is_public(cover):
            add(item, named(ITUNES, "image"), href=cover)
        if article["section"]:
            add(item, "category", article["section"])
        add(item, named(PODCAST, "txt"), "true", purpose="ai-content")
        self._texts(item, files)

    def _texts(self, item: Element, files: Mapping[str, Mapping[str, str]]) -> None:
        """List transcripts and chapters."""
        language = self.article["language"]
        for role, listed in files.items():
            kind = _TRANSCRIPTS.get(Path(listed["name"]).suffix)
            if kind and role not in _NO_TRANSCRIPT:
                captions = {"rel": "captions"} if kind != "text/html" else {}
                url = self._address(listed["name"])
                spoken = {"language": language} if language else {}
                add(item, named(PODCAST, "transcript"), url=url, type=kind, **spoken, **captions)
        if "chapters" in files and len(self._story.manifest["chapters"]) > 1:
            url = self._address(files["chapters"]["name"])
            add(item, named(PODCAST, "chapters"), url=url, type=_CHAPTERS)

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
        return web_address(self._feed.base, f"{place}{name}")


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
