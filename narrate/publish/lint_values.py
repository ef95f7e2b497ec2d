"""The values in a feed's channel that a podcast directory refuses: each with its remedy."""

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from narrate.publish.rss import ATOM, ITUNES, PODCAST

_MAIL: Final = re.compile(r"[^\s@<>()]+@[a-z0-9-]+(\.[a-z0-9-]+)+", re.IGNORECASE)
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(-[a-z]{4})?(-([a-z]{2}|\d{3}))?", re.IGNORECASE)
_PICTURES: Final = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")
_Element = Any


def problems(channel: _Element) -> Iterator[str]:
    """Yield the faults of a channel's categories, language, mail address and addresses."""
    yield from _category_problems(channel)
    language = channel.findtext("language", "").strip()
    if language and not _is_language(language):
        yield f"the language {language!r} is no code such as en or en-GB: set feed.language"
    owner = channel.find(f"{{{ITUNES}}}owner")
    mail = "" if owner is None else owner.findtext(f"{{{ITUNES}}}email", "").strip()
    locked = channel.find(f"{{{PODCAST}}}locked")
    for address in {mail, "" if locked is None else locked.get("owner", "")} - {""}:
        if not _MAIL.fullmatch(address):
            yield f"{address!r} is no mail address: set feed.email"
    self_link = channel.find(f"{{{ATOM}}}link[@rel='self']")
    named = [
        ("link", channel.findtext("link", "")),
        ("base", "" if self_link is None else self_link.get("href")),
    ]
    for name, url in named:
        yield from _address_problems(f"feed.{name}", url or "")


def picture_problems(url: str) -> Iterator[str]:
    """Yield the faults of a picture's address."""
    yield from _address_problems("the picture", url)
    suffix = Path(urlsplit(url).path).suffix.lower() if "[" not in url else ""
    if suffix and suffix not in {".jpg", ".jpeg", ".png"}:
        yield f"the picture {url} ends in {suffix}: directories show JPEG and PNG only"


def is_picture(path: Path) -> bool:
    """Return whether a file begins as JPEG or PNG."""
    with path.open("rb") as file:
        return file.read(8).startswith(_PICTURES)


def _address_problems(name: str, url: str) -> Iterator[str]:
    if any(character.isspace() for character in url) or "%20" in url:
        yield f"{name} is {url!r}, with a space in it: rename its folder"
    if url.startswith("http://"):
        yield f"{name} is {url}: directories ask for https://"


def _is_language(tag: str) -> bool:
    """Return whether a tag has the form of BCP 47, and its language is one that CLDR names."""
    from babel import Locale

    primary = tag.partition("-")[0].lower()
    return bool(_LANGUAGE.fullmatch(tag)) and primary in Locale("en").languages


def _category_problems(channel: _Element) -> Iterator[str]:
    name = f"{{{ITUNES}}}category"
    for element in channel.findall(name):
        top = element.get("text", "")
        pairs = [(top, sub.get("text", "")) for sub in element.findall(name)] or [(top, "")]
        for pair in pairs:
            if pair not in _categories():
                shown = " > ".join(filter(None, pair))
                yield f"{shown!r} is no category of Apple Podcasts: correct feed.categories"


@cache
def _categories() -> frozenset[tuple[str, str]]:
    """Return Apple's categories, each with a subcategory or with none (podcasters.apple.com)."""
    text = (files("narrate.publish") / "categories.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in text.splitlines()[1:])
    return frozenset((category, subcategory) for category, subcategory in rows)
