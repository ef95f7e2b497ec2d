"""Read Word's documents (.docx): paragraphs, headings, lists and tables; no notes, no deletions."""

import re
from html import escape
from typing import TYPE_CHECKING

from narrate.source import publication
from narrate.source.formats import packed
from narrate.source.formats.document import Document, document
from narrate.source.formats.xml import local, tree
from narrate.source.page import Facts, language_tag, tidy

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# Deleted or moved text, fields' code, text boxes and the older copy of a drawing.
_SILENT = {"del", "moveFrom", "instrText", "delText", "drawing", "pict", "Fallback", "pPr", "rPr"}
_SPACES = {"tab": " ", "br": "<br>", "cr": "<br>", "noBreakHyphen": "-"}
_HEADING = re.compile(r"heading ([1-6])", re.IGNORECASE)
_QUOTES = {"quote", "intense quote"}


def documents(source: bytes, name: str) -> list[Document]:
    """Return the article of a document; none for any other source."""
    if packed.kind(source) != "docx":
        return []
    package = packed.Package(source, name)
    root = tree(package.read("word/document.xml"), name)
    styles, language = {}, ""
    if data := package.read("word/styles.xml"):
        sheet = tree(data, name)
        styles = {_value(style, "styleId"): style for style in sheet.iterfind(f"{_W}style")}
        default = sheet.find(f"{_W}docDefaults//{_W}lang")
        language = "" if default is None else _value(default, "val")
    body = root.find(f"{_W}body")
    names = {key: _style_name(style) for key, style in styles.items()}
    markup = "" if body is None else _blocks(body, names)
    return [document(markup, _facts(package, name, language, has_headline="<h1>" in markup))]


def _style_name(style: "Element") -> str:
    named = style.find(f"{_W}name")
    return "" if named is None else _value(named, "val").lower()


def _facts(package: packed.Package, name: str, language: str, *, has_headline: bool) -> Facts:
    """Return the facts of a document's properties: no title where the text has a headline."""
    values: dict[str, str] = {}
    if data := package.read("docProps/core.xml"):
        values = {local(row): tidy(row.text or "") for row in tree(data, name)}
    return Facts(
        title="" if has_headline else values.get("title", ""),
        byline=values.get("creator", ""),
        modified=publication.moment(values.get("modified", "")),
        language=language_tag(values.get("language", "") or language),
    )


def _value(element: "Element", name: str) -> str:
    return element.get(f"{_W}{name}") or ""


def _blocks(holder: "Element", styles: dict[str, str]) -> str:
    """Return the paragraphs and tables of a body or a cell, in order."""
    lines: list[str] = []
    for element in holder:
        name = local(element)
        if name == "p":
            lines.append(_paragraph(element, styles))
        elif name == "tbl":
            lines.append(_table(element, styles))
        elif name in {"sdt", "sdtContent", "ins", "customXml"}:
            lines.append(_blocks(element, styles))
    return re.sub(r"</ul>\s*<ul>", "", "".join(lines))


def _paragraph(element: "Element", styles: dict[str, str]) -> str:
    text = "".join(map(_text, element))
    if not text.strip():
        return ""
    properties = element.find(f"{_W}pPr")
    style = "" if properties is None else _style(properties, styles)
    if style == "title":
        return f"<h1>{text}</h1>"
    if heading := _HEADING.fullmatch(style):
        return f"<h{heading[1]}>{text}</h{heading[1]}>"
    if style in _QUOTES:
        return f"<blockquote><p>{text}</p></blockquote>"
    if style == "caption":
        return f"<figure><figcaption>{text}</figcaption></figure>"
    is_item = properties is not None and properties.find(f"{_W}numPr") is not None
    return f"<ul><li>{text}</li></ul>" if is_item or style.startswith("list") else f"<p>{text}</p>"


def _style(properties: "Element", styles: dict[str, str]) -> str:
    """Return the English name of a paragraph's style: its id where the document names none."""
    used = properties.find(f"{_W}pStyle")
    key = "" if used is None else _value(used, "val")
    return styles.get(key) or re.sub(r"(?<=heading)(?=\d)", " ", key.lower())


def _text(element: "Element") -> str:
    """Return the text of a run, or of the runs that an element holds."""
    name = local(element)
    if name in _SILENT or _is_hidden(element):
        return ""
    if name == "t":
        return escape(element.text or "")
    return _SPACES.get(name, "") or "".join(map(_text, element))


def _is_hidden(element: "Element") -> bool:
    return element.find(f"{_W}rPr/{_W}vanish") is not None


def _table(element: "Element", styles: dict[str, str]) -> str:
    rows = (
        "".join(f"<td>{_cell(cell, styles)}</td>" for cell in row.iterfind(f"{_W}tc"))
        for row in element.iterfind(f"{_W}tr")
    )
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"


def _cell(cell: "Element", styles: dict[str, str]) -> str:
    """Return a cell's text, or its blocks where it has several: its table arranges a page."""
    blocks = [part for part in cell if local(part) != "tcPr"]
    if len(blocks) == 1 and local(blocks[0]) == "p":
        return "".join(map(_text, blocks[0]))
    return _blocks(cell, styles)
