"""Find who wrote the article of a page: in its data, else in the lines beside its headline."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from narrate.source import marks, persons
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
_NAMES = re.compile(
    r"\b(?:bylines?|by line|authors?|writer|creator|vcard|contributors?|user name)\b"
)
_DATA_NAMES = ("data-testid", "data-component", "data-qa", "data-hook", "aria-label")
_PROFILE = re.compile(
    r"/(?:(?:by|people|person|profiles?|staff|contributors?|authors?|autor(?:a|en|es|i|in)?"
    r"|auteurs?|journalists?|writers?|reporters?|signataires?)/[^/]|@\w)"
)
_OTHERS = re.compile(
    r"\b(?:comments?|responses?|related|recommended|sidebar|footer|teasers?|cards?|nav|menu"
    r"|popular|more|read next)\b"
)
_PICTURES = re.compile(r"\b(?:photos?|pictures?|images?|credits?|captions?|reviewers?)\b")
_OFF_TEXT = {"aside", "figcaption", "figure", "footer", "form", "nav"}
_SILENT = {"meta", "link", "script", "style", "template"}
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
    named = (names for names in bylines if not persons.is_weak(names, publisher))
    names = next(named, []) or _shown(tree) or next(iter(bylines), [])
    return ", ".join(names)


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
    marked = tree.xpath("//*[@rel='author' or @itemprop='author']")
    names_of_page = {tuple(_joined([element])) for element in marked[:_MOST_MARKS]} - {()}
    return list(next(iter(names_of_page))) if len(names_of_page) == 1 else []


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
    if _is_called(element):
        return _all_names(element)
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
    text = persons.shown(_line(element, _LONGEST), sure=element.get("rel") == "author")
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
        if marked == own and not _is_others(other):
            yield other


def _joined(elements: "Iterable[Element]") -> list[str]:
    lines = (_line(element, _LONGEST) for element in islice(elements, _MOST_MARKS))
    return list(dict.fromkeys(name for line in lines for name in persons.shown(line, sure=True)))


def _opening(tree: "Element", headline: "Element | None") -> "Iterator[Element]":
    """Yield the elements of authors from the headline to the first paragraphs of the text."""
    size = 0
    for element in tree.iter() if headline is None else _after(headline):
        if element.tag == "p":
            length = len("".join(element.itertext()).strip())
            size += length if length >= _SHORTEST else 0
            if size > _TEXT:
                return
        if _is_author(element):
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
    near = list(islice(headline.iterancestors(), _NEAR_HEADLINE))
    frame = next(headline.iterancestors("article"), near[-1])
    if frame.tag not in {"body", "html"}:
        yield from filter(_is_called, frame.xpath(_LATE))


def _is_author(element: "Element") -> bool:
    """Tell whether an element looks like an author's, and is not that of another article."""
    if element.tag == "a":
        is_likely = _PROFILE.search(element.get("href") or "") is not None
    else:
        is_likely = element.tag in _LINES and persons.starts_byline(_start(element))
    return (is_likely and not _is_others(element)) or _is_called(element)


def _is_called(element: "Element") -> bool:
    """Tell whether an element is called an author's, and not that of another article."""
    if not isinstance(element.tag, str) or element.tag in _SILENT:
        return False
    named = (
        "author" in (element.get("rel") or "").split()
        or (element.get("itemprop") or "") in {"author", "creator"}
        or _NAMES.search(marks.words(element)) is not None
        or any(
            _NAMES.search(name.replace("-", " ").lower())
            for name in map(element.get, _DATA_NAMES)
            if name
        )
    )
    return named and not _is_others(element)


def _is_others(element: "Element") -> bool:
    """Tell whether an element belongs to a picture, a comment or another article."""
    return _PICTURES.search(marks.words(element)) is not None or any(
        outer.tag in _OFF_TEXT or _OTHERS.search(marks.words(outer))
        for outer in (element, *element.iterancestors())
        if outer.tag not in {"body", "html", "main", "article"}
    )


def _start(element: "Element") -> str:
    return next((text.lstrip() for text in element.itertext() if not text.isspace()), "")


def _line(element: "Element", longest: int) -> str:
    """Return the text of an element with bars between its lines; "" where it is too long."""
    pieces: list[str] = []
    _read(element, pieces, 2 * longest + 100)
    text = tidy("".join(pieces)).strip("| ")
    return text if len(text) <= longest else ""


def _read(element: "Element", pieces: list[str], room: int) -> int:
    """Append an element's text to ``pieces``; return how many characters of ``room`` are left."""
    if not isinstance(element.tag, str) or element.tag in _SILENT:
        return room
    bar = " | " if element.tag in _BREAKS else ""
    pieces += [bar, element.text or ""]
    room -= len(bar) + len(pieces[-1])
    for child in element:
        if room < 0:
            return room
        room = _read(child, pieces, room)
        pieces.append(child.tail or "")
        room -= len(pieces[-1])
    pieces.append(bar)
    return room - len(bar)
