"""Read OpenDocument text (.odt): paragraphs, headings, lists and tables; no notes, no changes."""

from html import escape
from typing import TYPE_CHECKING

from narrate.source import publication
from narrate.source.formats import packed
from narrate.source.formats.document import Document, document
from narrate.source.formats.xml import local, tree
from narrate.source.page import Facts, language_tag, tidy

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_HTML = {"list": "ul", "list-item": "li", "list-header": "li", "table": "table"}
_HTML |= {"table-row": "tr", "table-cell": "td", "p": "p"}
_SILENT = {"note", "annotation", "tracked-changes", "frame", "sequence-decls", "forms"}
_SPACES = {"s": " ", "tab": " ", "line-break": "<br>"}
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"


def documents(source: bytes, name: str) -> list[Document]:
    """Return the article of a document; none for any other source."""
    if packed.kind(source) != "odt":
        return []
    package = packed.Package(source, name)
    root = tree(package.read("content.xml"), name)
    body = root.find(".//{*}body/{*}text")
    parents = {
        style.get(f"{_STYLE}name", ""): style.get(f"{_STYLE}parent-style-name", "")
        for style in root.iterfind(".//{*}automatic-styles/{*}style")
    }
    markup = "" if body is None else "".join(_markup(part, parents) for part in body)
    return [document(markup, _facts(package, name, has_headline="<h1>" in markup))]


def _facts(package: packed.Package, name: str, *, has_headline: bool) -> Facts:
    """Return the facts of a document's properties: no title where the text has a headline."""
    values: dict[str, str] = {}
    if data := package.read("meta.xml"):
        meta = tree(data, name)
        values = {local(row): tidy(row.text or "") for row in meta.iterfind(".//{*}meta/*")}
    return Facts(
        title="" if has_headline else values.get("title", ""),
        byline=values.get("initial-creator", "") or values.get("creator", ""),
        modified=publication.moment(values.get("date", "").partition(".")[0]),
        language=language_tag(values.get("language", "")),
    )


def _markup(element: "Element", parents: dict[str, str]) -> str:
    """Return an element of text as markup, with the text after it."""
    tail = escape(element.tail or "")
    name = local(element)
    if name in _SILENT:
        return tail
    if name in _SPACES:
        return _SPACES[name] + tail
    inner = escape(element.text or "") + "".join(_markup(part, parents) for part in element)
    tag = "" if _is_alone_in_cell(element) else _HTML.get(name)
    style = element.get(f"{_TEXT}style-name", "")
    style = parents.get(style) or style
    if name == "h":
        level = element.get(f"{_TEXT}outline-level", "1")
        tag = f"h{level if level in {'1', '2', '3', '4', '5', '6'} else '6'}"
    elif name == "p" and style == "Title":
        tag = "h1"
    elif name == "p" and style == "Quotations":
        tag = "blockquote"
    return f"<{tag}>{inner}</{tag}>{tail}" if tag else inner + tail


def _is_alone_in_cell(element: "Element") -> bool:
    """Tell whether an element is a cell's only paragraph: its table holds data."""
    parent = element.getparent()
    return parent is not None and local(parent) == "table-cell" and len(parent) == 1
