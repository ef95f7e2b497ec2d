"""Tell which markup a text begins with, in time that grows with the text's length only.

Each piece of a prolog (white space, declarations, comments, a document type) is matched
possessively: none of them can be divided in another way, so that nothing is tried twice.
"""

import codecs
import re

# Elements with which a page, or a part of one, may begin.
_ELEMENTS = frozenset(
    (
        *("html", "head", "body", "title", "meta", "link", "style", "script", "noscript", "main"),
        *("article", "section", "header", "footer", "nav", "aside", "div", "p", "h1", "h2", "h3"),
        *("h4", "h5", "h6", "ul", "ol", "dl", "table", "blockquote", "figure", "img", "picture"),
        *("pre", "hr", "br", "a", "b", "i", "em", "strong", "span", "small", "center", "font"),
    )
)
_WINDOW = 64_000  # characters in which the first element stands
_PROLOG = (
    r"(?:\s++|<\?[^>]*+>|<!--(?:[^-]|-(?!->))*+-->"
    r"|<!doctype(?!\s+html\b)[^>\[]*+(?:\[[^\]]*+\]\s*+)?+>)*+"
)
_ROOT = re.compile(rf"\ufeff?{_PROLOG}<(?:[\w.-]+:)?(?P<root>[a-z][\w.-]*+)", re.IGNORECASE)
_DOCTYPE = re.compile(rf"\ufeff?{_PROLOG}<!doctype\s+html\b", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*+>")


def root(text: str) -> str:
    """Return the name of a text's first element, without its prefix, or "".

    An HTML document type counts as the element ``html``.

    >>> root("<?xml version='1.0'?><!-- made by hand --><rss>")
    'rss'
    >>> root("It rained.")
    ''
    """
    start = text[:_WINDOW]
    if _DOCTYPE.match(start):
        return "html"
    element = _ROOT.match(start)
    return element["root"] if element else ""


def is_page(text: str) -> bool:
    """Tell whether a text begins with an element of HTML."""
    return root(text).lower() in _ELEMENTS


def root_of_bytes(data: bytes) -> str:
    """Return the name of the first element of data in UTF-8, UTF-16 or any superset of ASCII."""
    wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    start = data[: _WINDOW * 2].removeprefix(codecs.BOM_UTF8)
    return root(start.decode("utf-16" if wide else "latin-1", "replace"))


def without_tags(text: str) -> str:
    """Return a text without its tags."""
    return _TAG.sub("", text)
