"""Check that the files that a page names exist, on the web or on the disk."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol
from urllib.parse import unquote, urljoin, urlsplit

from narrate.check.finding import Finding
from narrate.errors import PublishError, SourceError
from narrate.publish import shelf
from narrate.publish.manifest import NAME
from narrate.source import Web

_FIRST_BYTES: Final = 16_384
_FIRST: Final = {"Range": "bytes=0-16383"}
# By this a file of a role is known; a server may answer any address with the page "not found".
_MARKS: Final[Mapping[str, bytes]] = {
    "sync file": b"WEBVTT",
    "manifest": b"schema_version",
    "script": b"narrate",
}
_PAGE: Final = b"<!doctype html"


class Answers(Protocol):
    """The files that a page names."""

    def finding(self, role: str, url: str) -> Finding | None:
        """Return whether the file of a role is at an address; None if that is uncertain."""

    def label(self, audio: str) -> str:
        """Return the label of the narration whose audio is at an address, or nothing."""


@dataclass(frozen=True, slots=True)
class OnTheWeb:
    """The files that the page at an address names."""

    page: str
    web: Web

    def finding(self, role: str, url: str) -> Finding:
        """Return whether the file of a role answers, with its own content."""
        address = urljoin(self.page, url)
        try:
            data = self.web.fetch(address, dict(_FIRST), unasked=True).data
        except SourceError as error:
            return Finding(role, url, f"it does not answer: {error}")
        return Finding(role, url, _content_problem(role, data))

    def label(self, _audio: str) -> str:
        """Return nothing: a page of the web is compared with the settings."""
        return ""


@dataclass(frozen=True, slots=True)
class OnTheDisk:
    """The files that a page in a folder names, ``base`` being the address of ``output``."""

    folder: Path
    output: Path
    base: str = ""

    def finding(self, role: str, url: str) -> Finding | None:
        """Return whether the file of a role is there; None for an address elsewhere."""
        path = self._path(url)
        if path is None:
            return None
        if not path.is_file():
            return Finding(role, url, "it is not there")
        with path.open("rb") as file:
            problem = _content_problem(role, file.read(_FIRST_BYTES))
        return Finding(role, url, problem)

    def label(self, audio: str) -> str:
        """Return the label of the narration whose audio is at an address, or nothing."""
        path = self._path(audio) if audio else None
        if path is None or not (path.parent / NAME).is_file():
            return ""
        try:
            return str(shelf.story(path.parent, head=True).manifest.get("disclosure", ""))
        except PublishError:
            return ""

    def _path(self, url: str) -> Path | None:
        base = f"{self.base.rstrip('/')}/"
        if self.base and url.startswith(base):
            return self.output / unquote(url.removeprefix(base))
        parts = urlsplit(url)
        if parts.scheme or parts.netloc or url.startswith("/"):
            return None
        return self.folder / unquote(parts.path)


def _content_problem(role: str, data: bytes) -> str:
    mark = _MARKS.get(role, b"")
    if data[:200].lstrip().lower().startswith((_PAGE, b"<html")):
        return "a page is there in its place"
    return "" if mark in data else f"it is no {role}"
