"""Read books (.epub): each chapter as an article."""

import re
from dataclasses import replace
from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from narrate.errors import SourceError
from narrate.source import publication
from narrate.source.formats import packed
from narrate.source.formats.document import Document, bare
from narrate.source.formats.xml import tree
from narrate.source.markup import without_tags
from narrate.source.page import Facts, language_tag, tidy

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_PAGES = {"application/xhtml+xml", "text/html"}
_SHORTEST = 200  # characters: covers and title pages have fewer
_MOST_CHAPTERS = 2_000
_EMPTY = re.compile(r"<(title|script|style|a|p|div|span|td|th|i|b|em)(\s[^<>]*)?/>", re.IGNORECASE)
_HEADING = re.compile(r"<h[1-6]\b[^>]{0,500}>(.{1,2000}?)</h[1-6]>", re.IGNORECASE | re.DOTALL)


def documents(source: bytes, name: str) -> list[Document]:
    """Return the chapters of a book in its order of reading; none for any other source.

    Left out are the table of contents, parts beside the text, and covers. Raises SourceError,
    naming ``name``, where no chapter is left or there are too many.
    """
    if packed.kind(source) != "epub":
        return []
    package = packed.Package(source, name)
    container = tree(package.read("META-INF/container.xml"), name)
    root = container.find(".//{*}rootfile")
    path = "" if root is None else root.get("full-path", "")
    book = tree(package.read(path), name)
    paths = [normpath(join(dirname(path), unquote(link))) for link in _links(book)]
    if len(paths) > _MOST_CHAPTERS:
        raise SourceError(
            f"{name} has more than {_MOST_CHAPTERS:,} chapters: save those to narrate as files."
        )
    if not _encrypted(package, name).isdisjoint(paths):
        raise SourceError(f"{name} is encrypted: use a copy without protection.")
    texts = [package.read(part).decode("utf-8-sig", "replace") for part in dict.fromkeys(paths)]
    chapters = [text for text in texts if len(tidy(without_tags(text))) >= _SHORTEST]
    if not chapters:
        raise SourceError(f"{name} holds no chapter with text: check the book.")
    facts = _facts(book)
    return [Document(_closed(text), replace(facts, title=_title(text))) for text in chapters]


def _encrypted(package: packed.Package, name: str) -> set[str]:
    """Return the paths of the files that are encrypted; often these are fonts only."""
    data = package.read("META-INF/encryption.xml")
    places = tree(data, name).iterfind(".//{*}CipherReference") if data else ()
    return {unquote(place.get("URI", "")) for place in places}


def _closed(text: str) -> str:
    """Return a page with the ends that HTML wants: of ``<title/>``, which XHTML may write."""
    return _EMPTY.sub(r"<\1\2></\1>", text)


def _title(text: str) -> str:
    """Return a chapter's first heading: many books repeat their own title in each page's head."""
    heading = _HEADING.search(text)
    return bare(heading[1]) if heading else ""


def _links(book: "Element") -> list[str]:
    """Return the paths of the pages in the order of reading."""
    pages = {
        page.get("id"): page.get("href", "")
        for page in book.iterfind("{*}manifest/{*}item")
        if page.get("media-type") in _PAGES and "nav" not in page.get("properties", "").split()
    }
    order = book.iterfind("{*}spine/{*}itemref")
    keys = [place.get("idref") for place in order if place.get("linear") != "no"]
    return [pages[key] for key in keys if pages.get(key)]


def _facts(book: "Element") -> Facts:
    """Return the facts of a book that hold for each chapter: not its title."""
    creators = [tidy(row.text or "") for row in book.iterfind("{*}metadata/{*}creator")]
    return Facts(
        byline=", ".join(filter(None, creators)),
        publisher=_text(book, "publisher"),
        published=publication.moment(_text(book, "date")),
        language=language_tag(_text(book, "language")),
    )


def _text(book: "Element", name: str) -> str:
    return tidy(book.findtext(f"{{*}}metadata/{{*}}{name}") or "")
