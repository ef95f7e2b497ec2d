"""Find who wrote the article of a page: in its data, else in the lines beside its headline."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from narrate.source import marks, persons
from narrate.source.authors import SILENT, is_called, is_of_other_item, is_others
from narrate.source.head import is_sentence
from narrate.source.kept import folded
from narrate.source.page import tidy

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_LONGEST = 120  # characters of a line with a byline
_LONGEST_BOX = 600  # characters of a box with several authors
_LONGEST_UNNAMED = 90  # characters of a line "By …" without a class
_TEXT = 300  # characters of paragraphs: the text has begun
_SHORTEST = 40  # characters of a paragraph of the text
_MOST_MARKS = 40
_NEAR_HEADLINE = 3  # levels
_MOST_LINES = 60  # elements near a headline
_FIRST = 4  # pieces of text
_MOST_ABOVE = 3  # elements beside a headline, above it
_PROFILE = re.compile(
    r"/(?:(?:by|people|person|profiles?|staff|contributors?|authors?|autor(?:a|en|es|i|in)?"
    r"|auteurs?|journalists?|writers?|reporters?|signataires?)/[^/]|@\w)"
)
_TITLE_PARTS = re.compile(r" [|–—:/·-]+ ")
_NAME = re.compile(r"\b(?:by|author|byline|writer) name\b")
_LINES = {"p", "div", "span", "li", "address", "b", "strong", "em", "i", "h2", "h3", "h4", "h5"}
_BREAKS = {*_LINES, "br", "dd", "dt", "section", "time", "ul", "ol"} - {
    *("span", "b", "strong", "em", "i")
}
_LATE = (
    ".//*[@rel='author' or @itemprop='author' or @itemprop='creator' or contains(@class, 'uthor')"
    " or contains(@class, 'yline') or contains(@class, 'writer') or contains(@class, 'vcard')]"
)


def byline(tree: "Element", stated: Iterable[str], publisher: str) -> str:
    """Return the names of an article's authors, with commas between them; "" where none is found.

    ``stated`` are the bylines of a page's data, the surest first. One that names only the
    ``publisher``, an account or an office gives way to a name beside the headline.
    """
    bylines = [names for line in stated if (names := persons.stated(line, publisher))]
    sites = (publisher, *_site_names(tree))
    named = (names for names in bylines if not any(persons.is_weak(names, site) for site in sites))
    names = next(named, [])
    if len(names) == 1:
        names = _with_others(tree, names[0]) or names
    weak = (names for names in bylines if not all(map(persons.is_desk, names)))
    return ", ".join(names or _shown(tree) or next(weak, []))


def _site_names(tree: "Element") -> list[str]:
    """Return the last part of a page's title, which may be its site's name."""
    title = "".join(tree.findtext(".//title") or "")
    parts = [part.strip() for part in _TITLE_PARTS.split(title)]
    return parts[-1:] if len(parts) > 1 else []


def _with_others(tree: "Element", name: str) -> list[str]:
    """Return the names of a line below the headline that holds a stated name and others; or none.

    They are joined by "and", or each is a link: in "Ann Lee, Paris" the second is a town.
    """
    headline = _headline(tree)
    for element in () if headline is None else islice(_before_text(headline), _MOST_LINES):
        line = _line(element, _LONGEST)
        if name in line and len(line) > len(name):
            links = {tidy("".join(link.itertext())) for link in element.iter("a")}
            names = persons.shown(line)
            if not (persons.has_and(line) or links.issuperset(names)):
                continue
            if name in names and len(names) > 1 and all(" " in other for other in names):
                return names
    return []


def _shown(tree: "Element") -> list[str]:
    """Return the names beside the headline, else those in its article, else the only ones."""
    headline = _headline(tree)
    for element in islice(_opening(tree, headline), _MOST_MARKS):
        if names := _names(element):
            return names
    if headline is not None:
        for element in islice(_around(headline), _MOST_MARKS):
            if names := _names(element):
                return names
    marked = tree.xpath("//*[@rel='author' or @itemprop='author']")[:_MOST_MARKS]
    own = (element for element in marked if not is_of_other_item(element))
    names_of_page = {tuple(_joined([element])) for element in own} - {()}
    if len(names_of_page) == 1:
        return list(next(iter(names_of_page)))
    near = () if headline is None else (*_before_text(headline), *_above(headline))
    sources = (persons.source(_line(element, _LONGEST)) for element in near[:_MOST_LINES])
    return next(filter(None, sources), [])


def _headline(tree: "Element") -> "Element | None":
    """Return the longest heading that the page's title holds, else the first."""
    tops = list(tree.iter("h1"))
    if len(tops) > 1:  # the site's logo may be one
        titles = folded(" ".join("".join(title.itertext()) for title in tree.iter("title")))
        texts = {top: folded("".join(top.itertext())) for top in tops}
        shown = [top for top in tops if texts[top] and texts[top] in titles]
        tops = sorted(shown, key=lambda top: -len(texts[top])) or tops
    return next(iter(tops), None)


def _names(element: "Element") -> list[str]:
    """Return the names in an element of an author's, with those of its likes beside it."""
    if is_called(element):
        inner = (part for part in element.iterdescendants() if _NAME.search(marks.words(part)))
        return _all_names(next(inner, element))
    line = _line(element, _LONGEST_UNNAMED)
    if element.tag == "a":
        parent = element.getparent()
        outer = "" if parent is None else _line(parent, _LONGEST)
        names = persons.shown(line) if outer and not is_sentence(outer) else []
    else:
        begins = persons.starts_byline(line) and not is_sentence(line)
        names = persons.shown(line) if begins else []
    return names if all(" " in name for name in names) else []


def _all_names(element: "Element") -> list[str]:
    """Return the most names that the text, the links or the neighbors of an element give."""
    line = _line(element, _LONGEST)
    text = persons.shown(line, sure=element.get("rel") == "author")
    if text and persons.tells_other_work(line):
        return text
    inner = [
        link
        for link in element.iter("a")
        if link.get("rel") == "author" or _PROFILE.search(link.get("href") or "")
    ]
    links = _joined(inner) if _line(element, _LONGEST_BOX) else []
    return max(text, links, _joined(_alike(element)) if text else [], key=len)


def _alike(element: "Element") -> "Iterator[Element]":
    """Yield the elements near one that are marked as it is, with it."""
    frame = next(islice(element.iterancestors(), 2, 3), element)
    own = (element.get("class"), element.get("rel"), element.get("itemprop"))
    for other in frame.iter(element.tag):
        marked = (other.get("class"), other.get("rel"), other.get("itemprop"))
        if marked == own and not is_others(other):
            yield other


def _joined(elements: "Iterable[Element]") -> list[str]:
    lines = (_line(element, _LONGEST) for element in islice(elements, _MOST_MARKS))
    return list(dict.fromkeys(name for line in lines for name in persons.shown(line, sure=True)))


def _opening(tree: "Element", headline: "Element | None") -> "Iterator[Element]":
    """Yield the elements of authors from the headline to the first paragraphs of the text."""
    elements = _before_text(tree) if headline is None else _before_text(headline)
    yield from filter(_is_author, elements)


def _before_text(start: "Element") -> "Iterator[Element]":
    """Yield the elements after ``start``, or of a whole page, up to the first paragraphs."""
    size = 0
    for element in start.iter() if start.getparent() is None else _after(start):
        if element.tag == "p":
            length = len("".join(element.itertext()).strip())
            size += length if length >= _SHORTEST else 0
            if size > _TEXT:
                return
        yield element


def _after(element: "Element") -> "Iterator[Element]":
    """Yield the elements that follow one, in the order of the page."""
    outer: Element | None = element
    while outer is not None:
        for sibling in outer.itersiblings():
            yield from sibling.iter()
        outer = outer.getparent()


def _around(headline: "Element") -> "Iterator[Element]":
    """Yield the elements of authors above the headline and below the text."""
    for frame in _frames(headline):
        yield from filter(is_called, frame.xpath(_LATE))
    yield from filter(is_called, _above(headline))


def _frames(headline: "Element") -> "list[Element]":
    """Return the article of a headline, or the largest element near it that is not the page."""
    near = list(islice(headline.iterancestors(), _NEAR_HEADLINE))
    inner = [outer for outer in near if outer.tag not in {"body", "html"}]
    return [next(headline.iterancestors("article"), inner[-1])] if inner else []


def _above(headline: "Element") -> "Iterator[Element]":
    """Yield the elements in the lines directly above a headline."""
    for outer in (headline, *islice(headline.iterancestors("div", "header"), 1)):
        for sibling in islice(outer.itersiblings(preceding=True), _MOST_ABOVE):
            if len("".join(sibling.itertext())) <= _LONGEST_BOX:
                yield from sibling.iter()


def _is_author(element: "Element") -> bool:
    """Tell whether an element looks like an author's, and is not that of another article."""
    if element.tag == "a":
        is_likely = _PROFILE.search(element.get("href") or "") is not None
    else:
        is_likely = element.tag in _LINES and persons.starts_byline(_start(element))
    return (is_likely and not is_others(element)) or is_called(element)


def _start(element: "Element") -> str:
    """Return the first pieces of an element's text: "posted", "May 4", "by"."""
    pieces = (text.lstrip() for text in element.itertext() if text and not text.isspace())
    return tidy(" ".join(islice(pieces, _FIRST)))


def _line(element: "Element", longest: int) -> str:
    """Return the text of an element with bars between its lines; "" where it is too long."""
    pieces: list[str] = []
    _read(element, pieces, 2 * longest + 100)
    text = tidy("".join(pieces)).strip("| ")
    return text if len(text) <= longest else ""


def _read(element: "Element", pieces: list[str], room: int) -> int:
    """Append an element's text to ``pieces``; return how many characters of ``room`` are left."""
    if not isinstance(element.tag, str) or element.tag in SILENT:
        return room
    bar = " | " if element.tag in _BREAKS else ""
    pieces += [bar, element.text or ""]
    room -= len(bar) + len(pieces[-1])
    for child in element:
        if room < 0:
            return room
        if child.tag == "span" and pieces[-1:] and (pieces[-1][-1:] or " ").isalnum():
            pieces.append(" | ")  # only a style sheet keeps them apart
        room = _read(child, pieces, room)
        pieces.append(child.tail or "")
        room -= len(pieces[-1])
    pieces.append(bar)
    return room - len(bar)
