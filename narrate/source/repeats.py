"""Find repetitions on a page: pull quotes, teasers, a repeated paragraph."""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from narrate.model import Block, Kind

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_SURE = 30  # characters that stand together by no accident
_LONGEST_AUTHOR = 80
_CUT = re.compile(r"…|\.\.\.|\[[^\[\]]*+\]")
_WORD = re.compile(r"\w+")


class _Place(NamedTuple):
    """The element that holds a block, and the heading above it."""

    parent: "Element"
    heading: str


class Repeats:
    """The texts of a page's paragraphs that are no pull quotes, and those read so far."""

    def __init__(self, texts: Iterable[str]) -> None:
        """Keep the texts; they are read only where there is something to compare."""
        self._texts = texts
        self._paragraphs: list[str] = []
        self._read: dict[str, _Place] = {}
        self._heading = self._last = ""
        self._skipped: Element | None = None

    def reason(
        self, block: Block, holder: "Element | None", parent: "Element", *, pulled: bool
    ) -> str:
        """Return why a block repeats another, or ""; a block without a reason counts as read.

        ``holder`` is the quotation around the block. The author of a skipped quotation is skipped.
        A refrain, in the same ``parent``, and a line under another heading may be repeated.
        """
        text = _words(block.text)
        if block.kind is Kind.HEADING:
            self._heading = text if block.level > 1 else ""
        if holder is not None and holder is self._skipped and len(text) <= _LONGEST_AUTHOR:
            return "the author of a pull quote"
        if (pulled or (block.kind is Kind.QUOTE and len(text) > _SURE)) and self._has(block.text):
            self._skipped = holder
            return "a pull quote: the text has its words"
        place = _Place(parent, self._heading)
        if len(text) > 2 * _SURE and not self._is_wanted(text, place):
            return "a repeat of an earlier block"
        self._read.setdefault(text, place)
        self._last = text
        return ""

    def _is_wanted(self, text: str, place: "_Place") -> bool:
        """Tell whether a text is new, or stands again in a place that asks for it."""
        earlier = self._read.get(text)
        if earlier is None:
            return True
        if earlier.parent is place.parent:
            return text != self._last
        return bool(earlier.heading and place.heading) and earlier.heading != place.heading

    def _has(self, text: str) -> bool:
        """Tell whether the paragraphs hold a text, or each piece of one that was cut short."""
        if not self._paragraphs:
            self._paragraphs = [_words(paragraph) for paragraph in self._texts]
        pieces = filter(str.strip, map(_words, _CUT.split(text)))
        return all(any(piece in paragraph for paragraph in self._paragraphs) for piece in pieces)


def _words(text: str) -> str:
    """Return the words of a text between single spaces, so that none is found inside another."""
    return f" {' '.join(_WORD.findall(text.casefold()))} "
