"""The tree of a page."""

import re
from typing import TYPE_CHECKING

from narrate.errors import SourceError

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

# To a browser these tags end nothing; the parser puts what follows where nobody looks.
_END = re.compile(r"</(body|html)\s*>", re.IGNORECASE)
# HTML may hold these, even as &#12;, but lxml lets nobody put them into a tree.
_UNSETTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


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
    if _UNSETTABLE.search(text) or "&#" in text:
        for element in tree.iter():
            element.text = _UNSETTABLE.sub(" ", element.text or "")
            element.tail = _UNSETTABLE.sub(" ", element.tail or "")
    return tree
