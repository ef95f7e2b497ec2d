"""Signs in a page's structure that it is not one whole article: a part, a paywall, teasers."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urljoin, urlsplit

from narrate.model import Block, Skipped
from narrate.source import lists
from narrate.source.page import Evidence, tidy
from narrate.source.walk import Found

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_LONGEST_PLACE = 40  # characters of "Page 1 of 3"
_LONGEST_TEXT = 200  # characters, with the white space in them
_MOST_DIGITS = 7
_SECOND = 2  # page
_PART = re.compile(
    r"(?:page|seite|página|pagina|strona|сторінка|teil|part)\s*(\d{1,2})\s*"
    r"(?:/|of|von|sur|de|di|z|із|з)\s*(\d{1,2})",
    re.IGNORECASE,
)
_PARAMETER = re.compile(r"(?:^|&)(?:page|pg|paged|pageno|seite|pagina|strona)=(\d{1,2})(?:&|$)")
_PART_OF_PATH = re.compile(r"(?:/page/|/seite-|/|[-_,])p?(\d{1,2})(?=(?:\.\w{3,5})?/?$)")
_END_OF_PATH = re.compile(r"(?:\.\w{3,5})?/?$")
_NEXT = "//link[@rel='next']/@href | //a[contains(concat(' ', @rel, ' '), ' next ')]/@href"
_PAGERS = "//*[contains(@class, 'pag')]"
_PAGER = re.compile(
    r"\b(?:pagination|pager|paging|multipage|page-numbers?|page-links|post-page-numbers)\b|pagination"
)
_NEXT_PAGE = re.compile(
    r"(?:next|continue|more|weiter|(?:zur )?nächsten? seite|weiterlesen|(?:page )?suivante?"
    r"|(?:página )?siguiente|następna(?: strona)?|dalej|наступна(?: сторінка)?|далі)"
    r"(?: page)?[ \W]{0,4}|(?:page|seite|página|strona|сторінка) 2",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_COUNT = re.compile(r"(\d{1,2})\s*/\s*(\d{1,2})")
_CLOSED = {"false", "http://schema.org/false", "https://schema.org/false"}


class Signs(NamedTuple):
    """Statements of a page: its links onward, the texts of its pagers, its description."""

    next_links: tuple[str, ...]
    pagers: tuple[str, ...]
    nature: lists.Nature
    gated: bool
    words: int


def signs(tree: "Element", data: dict[str, Any], described: Sequence[dict[str, Any]]) -> Signs:
    """Return the statements of a page whose head is not taken out yet.

    ``data`` is the article among the objects that its JSON-LD has ``described``.
    """
    pagers = [pager for pager in tree.xpath(_PAGERS) if _PAGER.search(pager.get("class"))]
    return Signs(
        tuple(_next_links(tree, pagers)),
        tuple(map(_text, pagers)),
        lists.nature(tree, described, is_article=bool(data) or _is_declared(tree)),
        _is_gated(tree, data),
        _number(data.get("wordCount")),
    )


def _next_links(tree: "Element", pagers: "Sequence[Element]") -> Iterator[str]:
    """Yield the links of a page that may lead to more of its article."""
    yield from map(str, tree.xpath(_NEXT))
    anchors = {anchor: None for pager in pagers for anchor in pager.iter("a")}
    yield from (anchor.get("href", "") for anchor in anchors)
    for anchor in tree.iter("a"):
        link = anchor.get("href", "")
        if _DIGIT.search(link) and _NEXT_PAGE.fullmatch(_text(anchor)):  # pages have numbers
            yield link


def evidence(
    candidates: Sequence[Found],
    parts: Sequence[Block | Skipped],
    url: str,
    name: str,
    signs: Signs,
) -> Evidence:
    """Return the evidence against a page; ``parts`` are its ``candidates``, judged.

    ``url`` is its address, or "" for the file ``name``.
    """
    listing = lists.reason(candidates, parts, url or name, nature=signs.nature)
    part = _part(candidates, url, signs)
    return Evidence((part,) if part else (), signs.gated, signs.words, listing)


def _is_declared(tree: "Element") -> bool:
    """Tell whether a page declares itself an article in the meta elements for sharing."""
    kinds = tree.xpath("//meta[@property='og:type']/@content")
    return any(str(kind).strip().lower() == "article" for kind in kinds)


def _is_gated(tree: "Element", data: dict[str, Any]) -> bool:
    """Tell whether a page declares that its article is not free to read."""
    parts = data.get("hasPart")
    pieces = [data, *(parts if isinstance(parts, list) else [parts])]
    free = [piece.get("isAccessibleForFree", True) for piece in pieces if isinstance(piece, dict)]
    free += tree.xpath("//*[@itemprop='isAccessibleForFree']/@content")
    tiers = tree.xpath("//meta[@property='article:content_tier']/@content")
    closed = any(value is False or str(value).strip().lower() in _CLOSED for value in free)
    return closed or any(str(tier).strip().lower() == "locked" for tier in tiers)


def _number(value: object) -> int:
    text = str(value).strip()
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS else 0


def _part(candidates: Sequence[Found], url: str, signs: Signs) -> str:
    """Return of how many pages a page is one, as a reason; "" where it is alone."""
    texts = (candidate.block.text for candidate in candidates)
    places = [_PART.fullmatch(text) for text in texts if len(text) <= _LONGEST_PLACE]
    places += map(_COUNT.fullmatch, signs.pagers)
    for place in filter(None, places):
        if 1 <= int(place[1]) <= int(place[2]) > 1:
            return f"since it is page {place[1]} of {place[2]}"
    onward = next((link for link in signs.next_links if _goes_on(url, link)), "")
    return f"since the article goes on at {onward}" if onward else ""


def _text(element: "Element") -> str:
    """Return the text of an element, or only the start of a longer one."""
    text = ""
    for piece in element.itertext():
        text += piece[:_LONGEST_TEXT]
        if len(text) > _LONGEST_TEXT:
            break
    return tidy(text)


def _goes_on(url: str, link: str) -> bool:
    """Tell whether a link leads to the next page of the article at ``url``."""
    if "comment" in link:
        return False
    try:
        base, onward = urlsplit(url), urlsplit(urljoin(url, link))
    except ValueError:
        return False
    parameter = _PARAMETER.search(onward.query)
    if parameter and int(parameter[1]) > 1:
        return (
            not url or not urlsplit(link).path or base.path.rstrip("/") == onward.path.rstrip("/")
        )
    part = _PART_OF_PATH.search(onward.path)
    if not part or int(part[1]) < _SECOND or not (url or int(part[1]) == _SECOND):
        return False
    stem = onward.path[: part.start()]
    base_stem = _END_OF_PATH.sub("", base.path)
    return not url or base_stem in {stem, f"{stem}/1", f"{stem}-1"}
