"""Read NITF, the IPTC's news in XML."""

from html import escape, unescape
from typing import TYPE_CHECKING

from narrate.source import publication
from narrate.source.formats.document import Document, document
from narrate.source.formats.xml import local, tree
from narrate.source.markup import root_of_bytes
from narrate.source.page import Facts, language_tag, tidy

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# NITF's elements of text, and those of HTML that mean the same; others hold text inside a block.
_HTML = {
    **{name: name for name in ("p", "ul", "ol", "li", "dl", "dt", "dd", "pre", "table", "tr")},
    **{name: name for name in ("td", "th", "hr", "br", "em", "strong", "sub", "sup", "caption")},
    "hl1": "h2",
    "hl2": "h2",
    "bq": "blockquote",
    "block": "div",
    "credit": "cite",
    "a": "a",
    "media": "figure",
    "media-caption": "figcaption",
    "q": "q",
}
_SILENT = {"media-metadata", "media-object", "media-producer", "media-reference", "fn"}
_SILENT |= {"script", "style"}


def documents(source: bytes, name: str) -> list[Document]:
    """Return the article of NITF; none for any other source, or where it has no text."""
    if root_of_bytes(source) != "nitf":
        return []
    root = tree(source, name)
    content = root.find(".//{*}body.content")
    if content is None:
        return []
    facts = _facts(root)
    standfirst = _text(root, ".//{*}hedline/{*}hl2")
    return [document("".join(map(markup, content)), facts, standfirst)]


def _facts(root: "Element") -> Facts:
    published = _date(root, "date.issue")
    opens = [date for date in (_date(root, "date.release"), published) if date]
    docdata = root.find(".//{*}docdata")
    state = "" if docdata is None else docdata.get("management-status", "")
    body = root.find(".//{*}body")
    inner = "" if body is None else body.get(_XML_LANG, "")
    status = publication.status({"status": state}, str)
    return Facts(
        title=_text(root, ".//{*}hedline/{*}hl1") or _text(root, "{*}head/{*}title"),
        summary=_text(root, ".//{*}abstract"),
        byline=_byline(root),
        published=published or _date(root, "date.release"),
        language=language_tag(inner or root.get(_XML_LANG, "")),
        draft=status.draft,
        opens=tuple(opens),
        closes=_date(root, "date.expire"),
    )


def _byline(root: "Element") -> str:
    """Return the persons that a byline marks, else its text without their office (``byttl``)."""
    line = root.find(".//{*}body.head/{*}byline")
    if line is None:
        return ""
    persons = [tidy("".join(person.itertext())) for person in line.iterfind("{*}person")]
    if persons:
        return ", ".join(persons)
    pieces = [line.text or "", *(_piece(part) for part in line)]
    return tidy(" ".join(pieces)).removeprefix("By ")


def _piece(part: "Element") -> str:
    text = "" if local(part) == "byttl" else "".join(part.itertext())
    return text + (part.tail or "")


def _date(root: "Element", kind: str) -> str:
    place = root.find(f".//{{*}}docdata/{{*}}{kind}")
    return "" if place is None else publication.moment(place.get("norm", ""))


def _text(root: "Element", path: str) -> str:
    place = root.find(path)
    return "" if place is None else tidy("".join(place.itertext()))


def markup(element: "Element") -> str:
    """Return an element of text as markup, with the text after it."""
    tail = escape(element.tail or "")
    name = local(element)
    if not name:  # an entity of NITF's own document type, which is HTML's
        return unescape(element.text or "") + tail
    if name in _SILENT:
        return tail
    inner = escape(element.text or "") + "".join(map(markup, element))
    tag = _HTML.get(name)
    return f"<{tag}>{inner}</{tag}>{tail}" if tag else inner + tail
