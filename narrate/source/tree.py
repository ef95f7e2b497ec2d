"""The tree of a page: parsed, and made ready for trafilatura, which drops what it does not know."""

import re
from collections import Counter
from typing import TYPE_CHECKING

from narrate.errors import SourceError

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

# To a browser these tags end nothing; the parser puts what follows where nobody looks.
_END = re.compile(r"</(body|html)\s*>", re.IGNORECASE)
# HTML may hold these, even as &#12;, but lxml lets nobody put them into a tree.
_UNSETTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_NOTE_MARKS = "//sup[.//a[starts-with(@href, '#')]] | //a[@role='doc-noteref']"
_UNREAD = f"{_NOTE_MARKS} | //nav | //footer"
_TEXT = ".//text()[not(ancestor::script or ancestor::style)]"
_HOLDERS = ("article", "blockquote", "body", "div", "main", "section", "td")
_BLOCKS = {
    *("article", "aside", "blockquote", "details", "div", "dl", "figure", "footer", "form"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "main", "nav", "ol", "p", "pre"),
    *("section", "table", "ul"),
}


def parse(text: str, name: str) -> "Element":
    """Parse a page; raise SourceError, naming ``name``, where it is empty or nests too deep."""
    from lxml.etree import ParserError  # noqa: PLC0415 - comes with trafilatura, 0.2 s
    from lxml.html import HTMLParser, document_fromstring  # noqa: PLC0415 - see above

    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree = document_fromstring(_END.sub("", text).encode(), parser=parser)
    except ParserError as error:
        raise SourceError(f"No article was found in {name}: it holds no text.") from error
    # The parser goes no deeper than 256 elements and stops, silently, where a page does.
    if fatal := parser.error_log.filter_from_fatals():
        raise SourceError(
            f"{name} cannot be read as HTML ({fatal[0].message.partition(',')[0]}): "
            "save its text as Markdown or plain text."
        )
    for element in tree.iter():
        element.text = _UNSETTABLE.sub(" ", element.text or "")
        element.tail = _UNSETTABLE.sub(" ", element.tail or "")
    return tree


def make_ready(tree: "Element") -> None:
    """Drop what is never read, make loose text paragraphs, and mark the article."""
    for element in tree.xpath(_UNREAD):
        element.drop_tree()
    for quotation in tree.iter("q"):
        _quote(quotation)
    for holder in list(tree.iter(*_HOLDERS)):
        if any(child.tag in _BLOCKS for child in holder):
            _wrap_loose(holder)
    _frame(tree)


def _quote(quotation: "Element") -> None:
    """Give an inline quotation its marks; as an element of its own it would end the paragraph."""
    quotation.tag = "span"
    quotation.text = "“" + (quotation.text or "")
    if len(quotation):
        quotation[-1].tail = (quotation[-1].tail or "") + "”"
    else:
        quotation.text += "”"


def _wrap_loose(holder: "Element") -> None:
    """Make a paragraph of each stretch of text that stands between blocks."""
    lead: Element = holder
    run: list[Element] = []
    for child in [*holder, None]:
        if child is None or child.tag in _BLOCKS:
            _wrap(holder, lead, run)
            lead, run = child, []
        else:
            run.append(child)


def _wrap(holder: "Element", lead: "Element", run: "list[Element]") -> None:
    """Wrap the text after ``lead`` (or at the start) and the inline elements that follow it."""
    text = (holder.text if lead is holder else lead.tail) or ""
    if not any(map(str.isalnum, text + "".join(inline.tail or "" for inline in run))):
        return  # links and images alone are no paragraph
    paragraph = holder.makeelement("p")
    paragraph.text = text
    if lead is holder:
        holder.text = None
        holder.insert(0, paragraph)
    else:
        lead.tail = None
        lead.addnext(paragraph)
    paragraph.extend(run)


def _frame(tree: "Element") -> None:
    """Mark what holds all paragraphs as the article, or the body where most text is in none.

    Without a frame that it knows by its name, trafilatura keeps paragraphs but no headings and
    lists.
    """
    from trafilatura.xpaths import BODY_XPATH  # noqa: PLC0415 - 0.2 s

    body = tree.find("body")
    if body is None or any(known(tree) for known in BODY_XPATH):
        return
    sizes: Counter[Element] = Counter()
    for paragraph in body.iter("p"):
        size = len(paragraph.text_content())
        for outer in paragraph.iterancestors():
            sizes[outer] += size
    frame = body
    if sizes[body] * 2 > sum(map(len, body.xpath(_TEXT))):
        # Inner elements were counted first.
        frame = next(element for element in sizes if sizes[element] == sizes[body])
    if frame is body:
        frame = body.makeelement("article")
        frame.text, body.text = body.text, None
        frame.extend(body)
        body.append(frame)
    frame.tag = "article"
