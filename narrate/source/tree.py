"""The tree of a page."""

import re
from copy import deepcopy
from itertools import islice
from typing import TYPE_CHECKING

from narrate.errors import SourceError

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

HOLDERS = ("article", "body", "center", "div", "main", "section", "table", "tbody", "td", "tr")
# The parser does not know that these begin the body of a page without its tag.
_BODY_TAGS = {"article", "aside", "figure", "footer", "header", "main", "nav", "section"}
_QUOTATIONS = {"blockquote", "figure", "aside"}
# To a browser these tags end nothing; the parser puts what follows where nobody looks.
_END = re.compile(rb"</(?i:body|html)\s*>")
# HTML may hold these, even as &#12;, but lxml lets nobody put them into a tree.
_UNSETTABLE = [*range(9), 11, 12, *range(14, 32)]
_SPACED = bytes(0x20 if code in _UNSETTABLE else code for code in range(256))
_REFERENCE = re.compile(
    rb"&#(?:0*(?:[0-8]|1[124-9]|2\d|3[01]|6553[45])(?!\d)"
    rb"|[xX]0*(?i:[0-8bcef]|1[0-9a-f]|fff[ef])(?![0-9a-fA-F]));?"
)
# Beyond this, the time that trafilatura takes grows with the square.
_MOST_INLINE = 5_000
_MOST_TAGS = 50_000  # of a transcript with a span around each word
_LONG = f"count(*[not(self::p or self::li or self::tr or self::div or self::br)]) > {_MOST_INLINE}"
_ENDLESS = f"boolean(//*[{_LONG}])"


def parse(text: str, name: str) -> "Element":
    """Parse a page; raise SourceError, naming ``name``, where it is empty or nests too deep."""
    from lxml.etree import ElementDefaultClassLookup, ParserError
    from lxml.html import HtmlElement, HTMLParser, document_fromstring

    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    # lxml's own lookup runs Python for each element, to tell forms from the rest.
    parser.set_element_class_lookup(ElementDefaultClassLookup(element=HtmlElement))
    data = text.encode().translate(_SPACED)
    if b"\xef\xbf" in data:
        data = data.replace("\ufffe".encode(), b" ").replace("\uffff".encode(), b" ")
    try:
        tree = document_fromstring(_END.sub(b"", _REFERENCE.sub(b" ", data)), parser=parser)
    except ParserError as error:
        raise SourceError(f"No article was found in {name}: it holds no text.") from error
    # The parser goes no deeper than 256 elements and stops, silently, where a page does.
    if fatal := parser.error_log.filter_from_fatals():
        raise SourceError(
            f"{name} cannot be read as HTML ({fatal[0].message.partition(',')[0]}): "
            "save its text as Markdown or plain text."
        )
    _begin_body(tree)
    if _MOST_INLINE < data.count(b"<") < _MOST_TAGS and tree.xpath(_ENDLESS):
        _join_words(tree)
    if data.count(b"<") > _MOST_INLINE and tree.xpath(_ENDLESS):
        raise SourceError(
            f"{name} has more than {_MOST_INLINE:,} elements in a line, too many for an article: "
            "save its text as Markdown or plain text."
        )
    return tree


def _begin_body(tree: "Element") -> None:
    """Move to the body what the parser left in the head of a page that has no tag for its body."""
    from lxml.etree import SubElement

    head, body = tree.find("head"), tree.find("body")
    elements = [] if head is None else list(head)
    start = next((n for n, element in enumerate(elements) if element.tag in _BODY_TAGS), None)
    if start is None:
        return
    if body is None:
        body = SubElement(tree, "body")
    last = elements[-1]
    last.tail, body.text = (last.tail or "") + (body.text or ""), None
    body[:0] = elements[start:]


def open_shadows(tree: "Element") -> None:
    """Put the contents of declarative shadow roots in their place, with the slotted elements."""
    for root in tree.xpath("//template[@shadowrootmode or @shadowroot]"):
        host, tail = root.getparent(), root.tail
        slotted = list(root.itersiblings())
        for slot in root.iter("slot"):
            name = slot.get("name")
            chosen = [element for element in slotted if element.get("slot") == name]
            if chosen:
                slot.text = None
                slot[:] = chosen
            if not name and _bare(tail):
                slot.text, tail = tail, None
            slot.tag = "div"
        root.tag, root.tail = "div", tail
        root.attrib.clear()
        host.text = None


def _bare(text: str | None) -> bool:
    return bool(text and text.strip())


def lighten(tree: "Element") -> None:
    """Take out elements without text: trafilatura copies the tree, several times."""
    from lxml.etree import strip_elements

    strip_elements(tree, "style", "svg", "template", "link", "meta", with_tail=False)


def _join_words(tree: "Element") -> None:
    """Take the spans of words and the links out of long lines: a transcript has one a word."""
    from lxml.etree import strip_tags

    for line in tree.xpath(f"//*[{_LONG}]"):
        strip_tags(line, "span", "a", "b", "i", "em", "strong", "font", "mark")


def framed(element: "Element") -> "Element":
    """Return a page whose body holds a copy of one element and nothing else."""
    from lxml.html import document_fromstring

    page = document_fromstring("<html><body></body></html>")
    page.find("body").append(deepcopy(element))
    return page


def around(element: "Element") -> "list[Element]":
    """Return an element and all that hold it, the nearest first."""
    return [element, *element.iterancestors()]


def near(element: "Element", count: int) -> "list[Element]":
    """Return an element and the nearest of those that hold it, ``count`` at most."""
    return [element, *islice(element.iterancestors(), count - 1)]


def quotation(element: "Element") -> "Element | None":
    """Return the element that holds a quotation and its author."""
    return next((outer for outer in around(element) if outer.tag in _QUOTATIONS), None)


def holder(element: "Element") -> "Element":
    """Return the element that holds a block and its siblings."""
    return next((outer for outer in around(element) if outer.tag in HOLDERS), element)
