"""Tell the pages of a site that hold no article: home, archives, tags, redirects, templates.

A page that looks like one by its address or by its own names ("archive", CollectionPage) needs
fewer signs in its text than any other.
"""

import re
from collections.abc import Collection, Sequence
from itertools import pairwise
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

from narrate.model import Block, Kind, Skipped
from narrate.source import jsonld, teasers
from narrate.source.head import is_date, is_sentence
from narrate.source.marks import words
from narrate.source.page import OUTSIDE
from narrate.source.walk import Found

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_KINDS = {"CollectionPage", "SearchResultsPage", "Blog", "WebSite"}
_FEWEST = 2  # links and headings of a page without a text
_FEWEST_WORDS = 2  # of the title of another article
_FEWEST_PROSE = 5  # words of a text
_LINKS = {"links", OUTSIDE, "above the headline", "another article"}
_FOLDERS = {
    *("tag", "tags", "category", "categories", "archive", "archives", "author", "authors", "topic"),
    *(
        "topics",
        "series",
        "search",
        "kategorie",
        "kategorien",
        "schlagwort",
        "categorie",
        "etiqueta",
    ),
    *("categoria", "tagi", "kategoria", "autor"),
}
_SECTIONS = {"archiv", "articles", "blog", "news", "notes", "noticias", "posts", "stories"}
_NAMED = re.compile(
    r" (?:archive|archives|category|tag|home|blog|list|taxonomy|term|section|search results|posts) "
)
_SINGLE = re.compile(r"\b(?:single|singular|page template|postid|post template)\b")
_SHORTEST = 150  # characters of a text
_ERRORS = "404"
_OF_ERRORS = "since it is its site's page for errors"
_ROOTS = {"public", "_site", "site", "build", "dist", "htdocs", "www", "content", "src", "docs"}
_SEARCH = "search"
_LINK_LINE = re.compile(
    r"(?:[-*+]|\d{1,9}[.)])?\s*+(?:\d{4}-\d\d-\d\d:? )?"
    r"(?:\[[^\[\]]*+\]\([^()]*+\)|\[\[[^\[\]]*+\]\])"
)
_TEMPLATE = re.compile(r"\{\{|\{%")
_REFRESH = re.compile(r"\s*+\d{1,2}\s*+[;,]\s*+url\s*+=\s*+['\"]?([^'\"\s]+)", re.IGNORECASE)


class Nature(NamedTuple):
    """A page's statements on its nature: an article, a list, or a way to another address."""

    is_article: bool
    is_list: bool
    target: str


def nature(tree: "Element", described: Sequence[dict[str, Any]], *, is_article: bool) -> Nature:
    """Return the statements of a page on its nature, in its data and the classes of its body."""
    kinds = [kind for entry in described[:1] for kind in jsonld.kinds(entry)]
    body = tree.find("body")
    names = "" if body is None else words(body)
    is_named = _NAMED.search(names) is not None and not _SINGLE.search(names)
    contents = map(str, tree.xpath("//meta[@http-equiv]/@content"))
    refreshes = [_REFRESH.match(content) for content in contents]
    target = next((refresh[1] for refresh in refreshes if refresh), "")
    return Nature(is_article, is_named or not _KINDS.isdisjoint(kinds), target)


def of_markdown(text: str, body: str, name: str) -> str:
    """Return why the file ``name`` holds no article; "" where its ``body`` does.

    The body is the ``text`` after its front matter.
    """
    if text.strip() and not body.strip():
        return "since it holds settings (front matter) and no text"
    lines = [line.strip() for line in body.splitlines() if line.strip()]
    texts = [line for line in lines if not line.startswith("#")]
    if _is_of_errors(name, sum(map(len, texts))):
        return _OF_ERRORS
    are_links = len(texts) > 1 and all(_LINK_LINE.fullmatch(line) for line in texts)
    return "since it holds links to other pages and no text of its own" if are_links else ""


def reason(
    candidates: Sequence[Found],
    parts: Sequence[Block | Skipped],
    place: str,
    *,
    nature: Nature,
) -> str:
    """Return why a page at a ``place``, an address or a file, only leads to others; or ""."""
    spoken = [part for part in parts if isinstance(part, Block)]
    stem = PurePosixPath(place).stem.lower()
    lines = [block.text for block in spoken if block.kind is not Kind.HEADING]
    if lines and all(map(_TEMPLATE.search, lines)):
        return "since it is a template"
    likely = nature.is_list or _is_folder(place)
    is_article = nature.is_article and not nature.is_list
    prose = {block.text for block in spoken if _is_prose(block)}
    size = sum(map(len, prose))
    if _is_of_errors(place, size):
        return _OF_ERRORS
    if size <= _SHORTEST and (nature.target or stem == _SEARCH):
        return f"since it only leads to {nature.target or 'other pages'}"
    linked = {candidate.block.text for candidate in candidates if candidate.linked}
    if prose and (is_article or size > _SHORTEST or not prose <= linked):
        texts = {block.text for block in spoken}
        return "" if is_article else teasers.reason(candidates, texts, place, likely=likely)
    titles = sum(block.kind is Kind.HEADING and block.level > 1 for block in spoken)
    if not is_article:
        skipped = (part for part in parts if isinstance(part, Skipped))
        titles += sum(_is_title(part, linked) for part in skipped)
    if titles >= _FEWEST or likely:
        return "since it holds links to other pages and no text of its own"
    return ""


def _is_of_errors(place: str, size: int) -> bool:
    """Tell whether a place is that of a site's page for errors: in its root, or with little text.

    ``size`` is in characters.
    """
    path = PurePosixPath(urlsplit(place).path if "://" in place else place)
    folder = path.parent.name
    is_root = not folder or ("://" not in place and folder in _ROOTS)
    return path.stem == _ERRORS and (size <= _SHORTEST or is_root)


def _is_prose(block: Block) -> bool:
    if block.kind is Kind.HEADING or is_date(block.text):
        return False
    text = block.text
    return len(text.split()) >= _FEWEST_PROSE or max(text) > "\u2e80" or is_sentence(text)


def _is_title(part: Skipped, linked: Collection[str]) -> bool:
    """Tell whether a block that is not read looks like the title of another page."""
    block = part.block
    is_dated = part.reason == "the date" and (block.text in linked or block.kind is Kind.HEADING)
    return (part.reason in _LINKS or is_dated) and len(block.text.split()) >= _FEWEST_WORDS


def _is_folder(place: str) -> bool:
    """Tell whether a place is that of a site's lists: its root, its tags, a page of its archive."""
    if "://" in place:
        path = urlsplit(place).path
        if path in {"", "/"}:
            return True
        place = path
    parts = PurePosixPath(place.lower().removesuffix("index.html")).parts
    if parts and parts[-1] in _SECTIONS:
        return True
    numbered = any(first == "page" and second.isdigit() for first, second in pairwise(parts))
    return numbered or not _FOLDERS.isdisjoint(parts)
