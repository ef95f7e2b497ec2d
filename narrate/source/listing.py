"""The articles behind a name: a file, a page, a folder, a feed, a sitemap, a list of addresses."""

import re
from calendar import timegm
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from narrate.errors import SourceError
from narrate.source.page import Facts, language_tag, tidy, web_address
from narrate.source.web import Fetched, Web, is_address

ARTICLES = frozenset((".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml"))
_LISTS = frozenset((".xml", ".rss", ".atom"))
_MADE = "narrate.json"
_ROOT = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*|<\?xml-stylesheet[^>]*>\s*|<!--.*?-->\s*"
    rb"|<!DOCTYPE[^>\[]*(?:\[.*?\])?\s*>\s*)*<(?:\w+:)?(?P<root>rss|feed|RDF|urlset|sitemapindex)\b",
    re.DOTALL,
)
_MOST_MAPS = 50  # of a sitemap's own maps
_FULL_TEXT = 600  # letters: below this a feed has the summary only


@dataclass(frozen=True, slots=True)
class Item:
    """One article to read: its name, and what is known of it already.

    ``name`` is a path, an address, or "-". ``fetched`` is its page where that came with the name,
    ``content`` its text where the feed has it whole, as HTML, and ``facts`` what the feed says.
    ``unasked`` is a page that nobody named, so that the site's robots.txt decides.
    """

    name: str
    fetched: Fetched | None = None
    content: str = ""
    facts: Facts = field(default_factory=Facts)
    unasked: bool = False


def items(source: str, web: Web, fetched: Fetched | None = None) -> list[Item]:
    """Return the articles behind a name, in order; raises SourceError where there are none.

    ``fetched`` is what an address gave, where that is known already.
    """
    if not source:
        raise SourceError("No article is named: give a file, an address, or - for standard input.")
    if is_address(source):
        fetched = fetched or web.fetch(source)
        root = _root(fetched.data)
        return _listed(root, fetched.data, fetched.url, web) if root else [Item(source, fetched)]
    path = Path(source)
    try:
        if source != "-" and path.is_dir():
            return _folder(path)
        if path.suffix.lower() in _LISTS and path.is_file():
            data = path.read_bytes()
            return _listed(_root(data), data, source, web)
        if path.suffix.lower() in {".txt", ".urls"} and path.is_file():
            return _addresses(path) or [Item(source)]
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise SourceError(f"{source} cannot be read ({why}): check its permissions.") from error
    return [Item(source)]


def _folder(path: Path) -> list[Item]:
    found = sorted(
        file
        for file in path.rglob("*")
        if file.suffix.lower() in ARTICLES
        and file.is_file()
        and not any(part.startswith(".") for part in file.relative_to(path).parts)
        and not (file.parent / _MADE).is_file()  # a narration's own page and transcript
    )
    if not found:
        raise SourceError(
            f"{path} holds no article: narrate reads text (.txt), Markdown (.md) and HTML (.html)."
        )
    return [Item(str(file)) for file in found]


def _addresses(path: Path) -> list[Item]:
    """Return the articles of a file in which every line is an address; none where one is not."""
    with path.open("rb") as file:
        start = file.read(16).removeprefix(b"\xef\xbb\xbf").decode("ascii", "replace")
        if path.suffix.lower() != ".urls" and not is_address(start):
            return []
        file.seek(0)
        lines = file.read().decode("utf-8-sig", "replace").splitlines()
    named = [line.strip() for line in lines if line.strip() and not line.lstrip().startswith("#")]
    if named and all(is_address(name) and " " not in name for name in named):
        return [Item(name) for name in dict.fromkeys(named)]
    return []


def _root(data: bytes) -> str:
    found = _ROOT.match(data.removeprefix(b"\xef\xbb\xbf"), 0, 4096)
    return found["root"].decode() if found else ""


def _listed(root: str, data: bytes, name: str, web: Web) -> list[Item]:
    if root in {"urlset", "sitemapindex"}:
        found = [Item(url, unasked=True) for url in dict.fromkeys(_sitemap(data, name, web))]
    else:
        found = list(_feed(data, name))
    if not found:
        raise SourceError(f"{name} lists no article: check that it is a feed or a sitemap.")
    return found


def _sitemap(data: bytes, name: str, web: Web) -> Iterator[str]:
    """Yield the pages of a sitemap, and those of its own maps."""
    from lxml.etree import XMLParser, XMLSyntaxError, fromstring

    waiting, opened = [(data, name)], 0
    while waiting:
        data, name = waiting.pop(0)
        parser = XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        try:
            tree = fromstring(data, parser)
        except XMLSyntaxError as error:
            raise SourceError(f"{name} is no sitemap ({error.msg}): name its pages.") from error
        if tree.getroottree().docinfo.doctype:
            raise SourceError(
                f"{name} declares a document type, as no sitemap does: name its pages."
            )
        for place in tree.iterfind("{*}url/{*}loc"):
            yield tidy(place.text or "")
        for place in tree.iterfind("{*}sitemap/{*}loc"):
            if opened < _MOST_MAPS:
                opened += 1
                inner = web.fetch(urljoin(name, tidy(place.text or "")))
                waiting.append((inner.data, inner.url))


def _feed(data: bytes, name: str) -> Iterator[Item]:
    import feedparser

    feed = feedparser.parse(data, sanitize_html=False)
    language = language_tag(str(feed.feed.get("language", "")))
    publisher = tidy(str(feed.feed.get("title", "")))
    seen: set[str] = set()
    for entry in feed.entries:
        link = str(entry.get("link", ""))
        url = web_address(urljoin(name, link))
        if not link or not url or url in seen:
            continue
        seen.add(url)
        content = _full_text(entry)
        facts = Facts(
            title=_plain(str(entry.get("title", ""))),
            byline=tidy(str(entry.get("author", ""))),
            publisher=publisher,
            published=_time(entry.get("published_parsed")),
            # Not by entry.get: that warns, and answers with the date of publication.
            modified=_time(dict.get(entry, "updated_parsed")),
            language=language_tag(str(entry.get("language", ""))) or language,
            url=url,
        )
        yield Item(url, content=content, facts=facts, unasked=True)


def _full_text(entry: Any) -> str:  # noqa: ANN401 - feedparser's own dictionary
    """Return an entry's text where it stands there whole; a summary is none."""
    texts = [str(part.get("value", "")) for part in entry.get("content", [])]
    text = max(texts, key=len, default="")
    return text if sum(map(str.isalpha, re.sub(r"<[^>]*>", "", text))) >= _FULL_TEXT else ""


def _plain(text: str) -> str:
    from html import unescape

    return tidy(unescape(re.sub(r"<[^>]*>", "", text)))


def _time(parsed: Any) -> str:  # noqa: ANN401 - feedparser's struct_time, or None
    return datetime.fromtimestamp(timegm(parsed), UTC).isoformat() if parsed else ""
