"""Walk a page: each block of text in the order of the page, with the element that holds it."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from narrate.model import Block, Hint, Kind
from narrate.source import inline, tables
from narrate.source.marks import words
from narrate.source.page import tidy
from narrate.source.tree import near

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

# Holders of what is no text, or shown to no reader.
_SILENT = {
    *("script", "style", "template", "noscript", "svg", "iframe", "audio", "video"),
    *("canvas", "object", "embed", "img", "picture", "input", "select", "textarea", "head"),
    *("title", "link", "meta", "map", "progress", "amp-img", "amp-analytics", "amp-iframe"),
    *("rt", "rp"),  # how the word before them sounds
}
_INLINE = {
    *("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn"),
    *("em", "font", "i", "ins", "kbd", "label", "mark", "math", "q", "ruby", "s", "samp"),
    *("small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr"),
}
_BOXES = {"aside", "button", "div", "figure", "section", "table", "ul", "form", "dialog"}
_NEAR = 8  # pieces of text before a box
_BREATH_MS = "350"
_VERSE = re.compile(r"\b(verse|poem|poetry|lyrics|stanza)\b")
_LOUD = {"b", "big", "font", "strong"}
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}


class Found(NamedTuple):
    """A block, its element, and how many of its characters are links; or a stretch apart.

    ``apart`` is the reason why a stretch inside a block is never read, or empty.
    """

    block: Block
    element: "Element"
    linked: int = 0
    apart: str = ""


class _Place(NamedTuple):
    """The kind and the level that the elements around give to a block."""

    kind: Kind = Kind.PARAGRAPH
    level: int = 0


def walk(body: "Element", *, rows: bool, numbers: bool = False) -> Iterator[Found]:
    """Yield the blocks of a page in order.

    ``rows`` gives tables row by row, else as one block; ``numbers`` gives the items of ordered
    lists with their numbers.
    """
    walker = _Walker(rows=rows, numbers=numbers)
    walker.visit(body, _Place())
    walker.flush(body, _Place())
    yield from walker.found


class _Walker:
    def __init__(self, *, rows: bool, numbers: bool) -> None:
        self.found: list[Found] = []
        self._rows, self._numbers, self._number = rows, numbers, ""
        self._text: list[str] = []
        self._hints: list[tuple[str, str]] = []
        self._apart: list[Found] = []
        self._linked = 0
        self._link_from: int | None = None
        self._inline_at: list[tuple[int, int, Element]] = []

    def flush(self, element: "Element", place: _Place) -> None:
        """End the block that is being read, if any."""
        if not self._text and not self._apart:
            return
        joined = "".join(self._text)
        if self._number and not joined.isspace():
            joined, self._number = self._number + joined, ""
        if "-" in joined:
            joined = inline.closed(joined)
        if inline.LINE in joined:
            if self._read_verses(joined, element, place):
                return
            joined = joined.replace(inline.LINE, " ")
        text, hints = ("", ()) if joined.isspace() else inline.hinted(tidy(joined), self._hints)
        if self._link_from is not None:  # a link around blocks
            self._linked += sum(map(len, self._text[self._link_from :]))
            self._link_from = 0
        if place.kind is Kind.ITEM and not hints:
            text = inline.without_box(text)
        if text:
            block = Block(place.kind, text, place.level, hints=hints)
            self.found.append(Found(block, self._holder(element), self._linked))
        self.found += self._apart
        self._inline_at = []
        self._text, self._hints, self._apart, self._linked = [], [], [], 0

    def _read_verses(self, joined: str, element: "Element", place: _Place) -> bool:
        """Read a poem line by line, with a breath after each line; tell whether it is one."""
        is_named = any(_VERSE.search(words(outer)) for outer in near(element, 2))
        lines = inline.verses(joined, named=is_named)
        prosaic = place.kind in {Kind.PARAGRAPH, Kind.QUOTE}
        if not lines or not prosaic or self._linked or self._apart or inline.OPEN in joined:
            return False
        holder = self._holder(element)
        for line in lines:
            breath = () if line is lines[-1] else (Hint(0, len(line), "pause", _BREATH_MS),)
            self.found.append(Found(Block(place.kind, line, place.level, hints=breath), holder))
        self._inline_at, self._text = [], []
        return True

    def _holder(self, element: "Element") -> "Element":
        """Return the element that holds all the text: the block, or its only inline element."""
        if len(self._inline_at) != 1:
            return element
        start, end, inline = self._inline_at[0]
        outside = self._text[:start] + self._text[end:]
        return element if any(map(_bare, outside)) else inline

    def visit(self, element: "Element", place: _Place) -> None:
        """Read the contents of an element, without the text after it."""
        tag = element.tag
        if not isinstance(tag, str) or tag in _SILENT:
            return
        if tag == "br":
            self._break(element, place)
        elif tag in _BOXES and self._is_box(element):
            self._set_apart(element)
        elif tag == "table" and not tables.is_layout(element):
            self.flush(element, place)
            self.found += [
                Found(block, element) for block in tables.blocks(element, rows=self._rows)
            ]
        elif tag == "pre":
            self.flush(element, place)
            if _VERSE.search(words(element)):
                self._text = ["".join(element.itertext()).strip().replace("\n", inline.LINE)]
                self.flush(element, place)
                return
            code = Block(Kind.CODE, tidy("".join(element.itertext())))
            self.found += [Found(code, element)] if code.text else []
        elif tag in _INLINE or inline.is_term(element, self._text):
            start = len(self._text)
            self._inline(element, place)
            if len(self._text) > start:
                while self._inline_at and self._inline_at[-1][0] >= start:
                    self._inline_at.pop()
                self._inline_at.append((start, len(self._text), element))
        else:
            self._block(element, place)

    def _is_box(self, element: "Element") -> bool:
        """Tell whether a block interrupts a sentence: text stands before and goes on after it."""
        if not _bare(element.tail) or inline.is_term(element, self._text):
            return False
        before, after = "".join(self._text[-_NEAR:]).rstrip(), (element.tail or "").lstrip()
        parent = element.getparent()
        in_paragraph = parent is not None and parent.tag in {"p", "li", "span", "a", "em", "strong"}
        return bool(before) and before[-1] not in '.!?…:”"' and (in_paragraph or after[0].islower())

    def _set_apart(self, element: "Element") -> None:
        """Keep a box that interrupts a sentence for after the block: it is not read."""
        text = tidy("".join(element.itertext()))
        kind = Kind.CAPTION if element.tag == "figure" else Kind.PARAGRAPH
        reason = "a caption" if element.tag == "figure" else "a box in the text"
        self._apart += [Found(Block(kind, text), element, apart=reason)] if text else []

    def _block(self, element: "Element", place: _Place) -> None:
        if self._text or self._apart:
            parent = element.getparent()
            self.flush(element if parent is None else parent, place)
        inside = _inside(element, place)
        if self._numbers and element.tag == "li" and (number := inline.number(element)):
            self._number = f"{number}. "
        self._content(element, inside)
        self.flush(element, inside)

    def _content(self, element: "Element", place: _Place) -> None:
        self._add(element.text)
        for child in element:
            if child.tag == "a" and inline.is_reference(self._text, child):
                self._refer(child)
            elif self._resume(child):
                self._set_apart(child)
                self._add(child.tail)
            else:
                self.visit(child, place)
                self._add(child.tail)

    def _resume(self, box: "Element") -> bool:
        """Take up the sentence again that the parser ended where a box stands inside it.

        Such a paragraph ends in a space, and nothing stands between it and the box.
        """
        previous = box.getprevious()
        if self._text or not self.found or box.tag not in _BOXES or previous is None:
            return False
        last = self.found[-1]
        if (
            last.element is not previous
            or previous.tag != "p"
            or previous.tail is not None
            or not "".join(previous.itertext())[-1:].isspace()
            or not last.block.text[-1].isalnum()
            or not (box.tail or "").lstrip()[:1].islower()
            or last.block.hints
        ):
            return False
        self.found.pop()
        self._text, self._linked = [last.block.text, " "], last.linked
        return True

    def _refer(self, link: "Element") -> None:
        """Leave out a link that stands alone in parentheses, and the parentheses."""
        self._text = ["".join(self._text).rstrip().removesuffix("(")]
        text = tidy("".join(link.itertext()))
        aside = Found(Block(Kind.PARAGRAPH, text), link, apart="a link to another article")
        self._apart += [aside] if text else []
        self._add((link.tail or "").lstrip().removeprefix(")"))

    def _add(self, text: str | None) -> None:
        """Add text, but no white space where a block begins: most of a page is that."""
        if text and (self._text or not text.isspace()):
            self._text.append(inline.without_notes(text) if "[" in text else text)

    def _break(self, element: "Element", place: _Place) -> None:
        """End a line; a second end of a line ends the paragraph, as does a line all in bold."""
        after = element.getnext()
        parent = element.getparent()
        twice = after is not None and after.tag == "br" and not _bare(element.tail)
        if parent is not None and (twice or self._holder(parent).tag in _LOUD):
            self.flush(parent, place)
        self._text.append(inline.LINE if self._text else "")

    def _inline(self, element: "Element", place: _Place) -> None:
        tag = element.tag
        if inline.is_note_mark(element):
            return
        if tag == "math":
            self._formula(element)
            return
        if why := inline.apart(element):
            text = tidy("".join(element.itertext()))
            aside = Found(Block(Kind.PARAGRAPH, text), element, apart=why)
            self._apart += [aside] if text else []
            return
        if tag == "sup" and inline.is_bare_note(self._text, element):
            return
        if tag in {"sub", "sup"} and not len(element):
            self._text.append(inline.raised(element))
            return
        if inline.is_parted(self._text, element):
            self._text.append(" ")
        hint = inline.hint(element)
        quote = tag == "q"
        self._text.append("“" if quote else "")
        if hint:
            self._hints.append(hint)
            self._text.append(inline.OPEN)
        if tag == "a":
            self._link_from = len(self._text)
        self._content(element, place)
        if tag == "a":
            self._linked += sum(map(len, self._text[self._link_from :]))
            self._link_from = None
        self._text.append((inline.CLOSE if hint else "") + ("”" if quote else ""))

    def _formula(self, math: "Element") -> None:
        """Read a formula in the page's words; a formula in signs alone stays apart."""
        words = tidy(math.get("alttext") or math.get("aria-label") or "")
        if words and "\\" not in words:
            self._text.append(words)
        elif text := tidy("".join(math.itertext())):
            formula = Found(Block(Kind.CODE, words or text), math, apart="a formula")
            self._apart.append(formula)


def _inside(element: "Element", place: _Place) -> _Place:
    """Return the kind and the level that a block-level element gives to the text in it."""
    tag = element.tag
    if tag in _HEADINGS:
        return _Place(Kind.HEADING, int(tag[1]))
    if tag == "blockquote":
        return _Place(Kind.QUOTE)
    if tag in {"li", "dt", "dd"}:
        deeper = place.level if place.kind is Kind.ITEM else 0
        return _Place(Kind.ITEM, deeper + 1)
    if tag == "figcaption":
        return _Place(Kind.CAPTION)
    return place


def _bare(text: str | None) -> bool:
    return bool(text and text.strip())
