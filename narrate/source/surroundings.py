"""Judge a block by the elements around it: their names, tags and places."""

from typing import TYPE_CHECKING

from narrate.source import marks
from narrate.source.shape import SURE_NAMES, Shape
from narrate.source.tree import around, holder

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_CAPTION = "a caption"
_STRUCTURE = {"article", "main", "body"}
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_LIVE = (" live ", " liveblog ", " live blog ", " live event ", " ticker ", " timeline ")


class Surroundings:
    """The reasons that the elements of a page give not to read their blocks."""

    def __init__(self, shape: Shape, headline: "Element | None") -> None:
        """Judge by a page's ``shape``; no element around its ``headline`` is furniture."""
        self._shape = shape
        self._around_headline = set() if headline is None else set(around(headline))
        self._has_item = shape.small and headline is not None and holder(headline) in shape.holders
        self._reasons: dict[Element, str] = {}

    def reason(self, element: "Element") -> str:
        """Return the reason of the nearest name around, or that of a caption's surroundings."""
        reason = ""
        for outer in around(element):
            if outer is self._shape.region:
                break
            reason = self._marked(outer) or reason
            if reason not in {"", _CAPTION}:
                break
        return reason

    def _marked(self, element: "Element") -> str:
        """Return the reason that an element's name gives, unless it holds much of the text.

        A name that a good part of the text has is no name of furniture, either ("paywall"), but
        for others' words: there may be more of them than of the article's.
        """
        if element not in self._reasons:
            self._reasons[element] = self._name(element)
        return self._reasons[element]

    def _name(self, element: "Element") -> str:
        if marks.hidden(element) and not self._shape.holds_most(element):
            return "hidden on the page"
        if element in self._around_headline:
            return ""
        if self._shape.is_article(element) and not self._is_rest(element):
            return ""
        if self._is_other_article(element):
            return "another article"
        if element.tag in _STRUCTURE:
            return ""
        name = marks.called(element, 0)
        if name:
            name = marks.called(element, len("".join(element.itertext()).strip()))
        if self._shape.is_common(name):
            name = ""
        return name or marks.by_tag(element) or marks.by_picture(element) or self._column(element)

    def _is_rest(self, element: "Element") -> bool:
        """Tell whether an element is the rest of a page whose short item stands by its headline."""
        return self._has_item and marks.called(element, 0) in SURE_NAMES

    def _is_other_article(self, element: "Element") -> bool:
        """Tell whether an element is an article with a heading inside another that is not live."""
        if element.tag != "article" or next(element.iterdescendants(*_HEADINGS), None) is None:
            return False
        frame = next(element.iterancestors("article"), None)
        if frame is None or not self._shape.is_article(frame):
            return False
        return not any(name in marks.words(outer) for outer in around(element) for name in _LIVE)

    def _column(self, element: "Element") -> str:
        """Return a reason for a cell of a layout table beside the article's own cell."""
        row = element.getparent() if element.tag == "td" else None
        neighbors = () if row is None else (cell for cell in row if cell is not element)
        return "a side column" if any(map(self._shape.holds_main, neighbors)) else ""
