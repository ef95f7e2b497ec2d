"""Tell which elements of a page name the author of its article, by their names and places."""

import re
from typing import TYPE_CHECKING, Final

from narrate.source import marks
from narrate.source.kept import folded
from narrate.source.page import tidy

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_NAMES = re.compile(
    r"\b(?:bylines?|by line|by name|authors?|auteure?s?|autore?s?|autora|firma|writer|creator|vcard"
    r"|contributors?|user name|agency name|nick)\b"
    r"|(?<!sort)(?<!filter)(?<!order)(?<!powered)(?<!sponsored)(?<!presented) by (?:\||$)"
)
_DATA_NAMES = ("data-testid", "data-component", "data-qa", "data-hook", "aria-label")
_OTHERS = re.compile(
    r"\b(?:comments?|responses?|related|recommended|sidebar|teasers?|tease|cards?|nav|menu"
    r"|(?<!post )(?<!entry )(?<!article )footer|popular|more|read next)\b"
)
_ENDS = re.compile(r"\b(?:post|entry|article) footer\b")
_REVIEW = re.compile(r"schema\.org/(?:Review|Comment|UserComments)\b")
_WORK = re.compile(r"schema\.org/\w*(?:Article|Posting|Recipe|CreativeWork)\b")
_OFF_TEXT = {"aside", "figcaption", "figure", "footer", "form", "nav"}
_BREAKS = {
    *("p", "div", "li", "address", "h2", "h3", "h4", "h5", "br", "dd", "dt", "section", "time"),
    *("ul", "ol"),
}
SILENT: Final = {"meta", "link", "script", "style", "template"}
_PICTURES = re.compile(r"\b(?:photos?|pictures?|images?|credits?|captions?|reviewers?)\b")


def is_called(element: "Element") -> bool:
    """Tell whether an element is called an author's, and not that of another article."""
    if not isinstance(element.tag, str) or element.tag in SILENT:
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
    return named and not is_others(element)


def is_others(element: "Element") -> bool:
    """Tell whether an element belongs to a picture, a comment or another article."""
    if _PICTURES.search(marks.words(element)) or is_of_other_item(element):
        return True
    return any(
        (outer.tag in _OFF_TEXT and not _ENDS.search(marks.words(outer)))
        or _OTHERS.search(marks.words(outer))
        or _is_teaser(outer)
        for outer in (element, *element.iterancestors())
        if outer.tag not in {"body", "html", "main", "article"}
    )


def _is_teaser(element: "Element") -> bool:
    """Tell whether an element is an item of a list with a heading of its own."""
    return element.tag == "li" and next(element.iter("h2", "h3", "h4", "h5"), None) is not None


def is_of_other_item(element: "Element") -> bool:
    """Tell whether an element belongs to an item of microdata that is not the page's article.

    That is a review, or one without an h1 and without a heading that the page's title holds.
    """
    for item in element.iterancestors():
        kind = item.get("itemtype") or ""
        if _REVIEW.search(kind):
            return True
        if _WORK.search(kind):
            return next(item.iter("h1"), None) is None and not _is_headed(item)
    return False


def _is_headed(item: "Element") -> bool:
    """Tell whether a heading of an item is in the title of its page."""
    heading = next(item.iter("h2", "h3"), None)
    text = "" if heading is None else folded("".join(heading.itertext()))
    return bool(text) and text in folded("".join(item.getroottree().findtext(".//title") or ""))


def line_of(element: "Element", longest: int) -> str:
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
