"""Read NewsML-G2, the IPTC's envelope of news: one item, with its text in XHTML, NITF or plain."""

from typing import TYPE_CHECKING

from narrate.source import publication
from narrate.source.formats import nitf
from narrate.source.formats.document import Document, document, paragraphs
from narrate.source.formats.xml import local, tree
from narrate.source.markup import root_of_bytes
from narrate.source.page import Facts, language_tag, tidy

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_ROOTS = {"newsItem", "newsMessage"}


def documents(source: bytes, name: str) -> list[Document]:
    """Return the news items with text in an envelope; none for any other source."""
    if root_of_bytes(source) not in _ROOTS:
        return []
    root = tree(source, name)
    items = [root] if local(root) == "newsItem" else list(root.iterfind(".//{*}newsItem"))
    articles = [document(_body(item), _facts(item)) for item in items]
    return [article for article in articles if article.markup]


def _body(item: "Element") -> str:
    """Return the markup of an item's content: of its XHTML or NITF, else of its plain text."""
    place = item.find("{*}contentSet/{*}inlineXML")
    if place is None:
        plain = item.findtext("{*}contentSet/{*}inlineData") or ""
        return paragraphs(plain)
    for path in (".//{*}body.content", ".//{*}body"):
        body = place.find(path)
        if body is not None:
            return "".join(nitf.markup(part) for part in body)
    return "".join(nitf.markup(part) for part in place)


def _facts(item: "Element") -> Facts:
    """Return an item's facts, with its embargo and its status."""
    status = item.find("{*}itemMeta/{*}pubStatus")
    state = "" if status is None else status.get("qcode", "").rpartition(":")[2]
    embargo = publication.moment(_text(item, "{*}itemMeta/{*}embargoed"))
    return Facts(
        title=_text(item, "{*}contentMeta/{*}headline"),
        summary=_text(item, "{*}contentMeta/{*}description"),
        byline=_text(item, "{*}contentMeta/{*}by").removeprefix("By "),
        publisher=_text(item, "{*}itemMeta/{*}provider/{*}name"),
        published=publication.moment(_text(item, "{*}itemMeta/{*}firstCreated"))
        or publication.moment(_text(item, "{*}itemMeta/{*}versionCreated")),
        modified=publication.moment(_text(item, "{*}itemMeta/{*}versionCreated")),
        language=_language(item),
        draft=publication.status({"status": state}, str).draft,
        opens=(embargo,) if embargo else (),
    )


def _language(item: "Element") -> str:
    """Return the language of an item's content, which may differ from that of its envelope."""
    place = item.find("{*}contentMeta/{*}language")
    tag = "" if place is None else place.get("tag", "")
    return language_tag(tag or item.get(_XML_LANG, ""))


def _text(item: "Element", path: str) -> str:
    place = item.find(path)
    return "" if place is None else tidy("".join(map(str, place.itertext())))
