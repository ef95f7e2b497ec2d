"""Read an HTML file: trafilatura finds the article; its headings, quotes and lists stay blocks."""

import logging
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

from narrate.errors import SourceError
from narrate.model import Block, Kind, Skipped
from narrate.source.page import Facts, Page, iso_date, language_tag, tidy, web_address
from narrate.source.tree import make_ready, parse

if TYPE_CHECKING:
    from lxml.etree import _Element as Element
    from trafilatura.settings import Document

_CHARSET = re.compile(
    rb"""<(?:meta[^>]+charset|\?xml[^>]+encoding)\s*=\s*["']?([\w-]+)""", re.IGNORECASE
)
_MODIFIED = (
    "string(//meta[@property='article:modified_time' or @property='og:updated_time' or "
    "@itemprop='dateModified']/@content)"
)
_NOBODY = logging.NullHandler()
_BLOCKS = {"div", "head", "item", "list", "p", "quote"}
_INLINE_PARENTS = {"head", "hi", "item", "p"}
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def charset(data: bytes) -> str:
    """Give the encoding that a page declares, or empty."""
    found = _CHARSET.search(data, 0, 2048)
    return found[1].decode("ascii") if found else ""


def read(text: str, name: str) -> Page:
    """Read a page; raise SourceError, naming ``name``, where no article is in it."""
    tree = parse(text, name)
    make_ready(tree)
    found = _extracted(tree)
    if not found:
        raise SourceError(f"No article was found in {name}: check that the page holds its text.")
    facts = Facts(
        title=tidy(found.title or ""),
        byline=tidy((found.author or "").replace(";", ",")),
        publisher=tidy(found.sitename or ""),
        published=iso_date(found.date or ""),
        modified=iso_date(tree.xpath(_MODIFIED)),
        language=language_tag(tree.get("lang") or tree.get("xml:lang") or ""),
        url=web_address(found.url or ""),
    )
    return Page(tuple(_parts(found.body)), facts)


def _extracted(tree: "Element") -> "Document | None":
    import trafilatura  # noqa: PLC0415 - 0.2 s, and the other sources need none of it
    from trafilatura.settings import use_config  # noqa: PLC0415 - see above

    # What it tells its log a user could not act on, and Python prints it where nobody listens.
    logging.getLogger("trafilatura").addHandler(_NOBODY)
    settings = use_config()
    # Below this size it falls back on text without headings and lists.
    settings.set("DEFAULT", "MIN_EXTRACTED_SIZE", "1")
    found = trafilatura.bare_extraction(
        tree,
        config=settings,
        with_metadata=True,
        include_comments=False,
        include_formatting=True,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    return cast("Document | None", found)  # a mapping comes only where one is asked for


def _parts(body: "Element") -> Iterator[Block | Skipped]:
    from lxml.etree import iterwalk  # noqa: PLC0415 - comes with trafilatura

    words: list[str] = []
    around: list[Element] = []
    walk = iterwalk(body, events=("start", "end"))
    for event, element in walk:
        apart = _apart(element)
        if apart or element.tag in _BLOCKS:
            yield from _block(tidy("".join(words)), around)
            words.clear()
        if event == "end":
            if element.tag in _BLOCKS:
                around.pop()
            words.append(element.tail or "")
        elif apart:
            yield apart
            walk.skip_subtree()
        else:
            if element.tag in _BLOCKS:
                around.append(element)
            words.append(_said(element))
    yield from _block(tidy("".join(words)), around)


def _apart(element: "Element") -> Skipped | None:
    if element.tag == "table":
        return Skipped(Block(Kind.TABLE, tidy(" ".join(element.itertext()))), "a table")
    if element.tag == "code" and next(element.iterancestors(*_INLINE_PARENTS), None) is None:
        return Skipped(Block(Kind.CODE, tidy("".join(element.itertext()))), "code")
    return None


def _said(element: "Element") -> str:
    if element.tag == "lb":
        return " "
    text: str = element.text or ""
    return text.translate(_SUPERSCRIPT) if element.get("rend") == "#sup" else text


def _block(text: str, around: "list[Element]") -> Iterator[Block]:
    if not text:
        return
    for outer in reversed(around):
        match outer.tag:
            case "head":
                yield Block(Kind.HEADING, text, int(outer.get("rend", "h2")[1]))
                return
            case "item":
                yield Block(Kind.ITEM, text, sum(element.tag == "item" for element in around))
                return
            case "quote":
                yield Block(Kind.QUOTE, text)
                return
    yield Block(Kind.PARAGRAPH, text)
