"""Read Arc's ANS: a story with typed elements."""

from html import escape
from typing import Any

from narrate.source import publication
from narrate.source.formats.document import Document, bare, document, names, picture
from narrate.source.page import Facts, joined, language_tag

_DEEPEST = 20  # lists and quotations that nest


def fits(story: dict[str, Any]) -> bool:
    """Tell whether an object is a story of ANS."""
    return isinstance(story.get("content_elements"), list) and (
        isinstance(story.get("headlines"), dict) or story.get("type") == "story"
    )


def read(story: dict[str, Any]) -> Document:
    """Return the article of a story; links to other stories are marked as such."""
    published = publication.moment(
        bare(
            story.get("display_date")
            or story.get("first_publish_date")
            or story.get("publish_date")
        )
    )
    site = bare(story.get("canonical_website_url") or story.get("website_url"))
    url = bare(story.get("canonical_url"))
    revision = _object(story.get("revision"))
    states = {"status": story.get("status", "")}
    facts = Facts(
        title=bare(_object(story.get("headlines")).get("basic")),
        summary=bare(_object(story.get("description")).get("basic")),
        byline=names(_list(_object(story.get("credits")).get("by"))),
        published=published,
        modified=publication.moment(bare(story.get("last_updated_date"))),
        language=language_tag(bare(story.get("language"))),
        url=joined(site, url) or url,
        image=picture(url, _object(_object(story.get("promo_items")).get("basic")).get("url")),
        section=bare(_object(_object(story.get("taxonomy")).get("primary_section")).get("name")),
        draft=publication.status(states, bare).draft
        or ("as a draft" if revision.get("published") is False else ""),
        opens=(published,) if published else (),
    )
    body = _elements(story["content_elements"], 0)
    return document(body, facts, bare(_object(story.get("subheadlines")).get("basic")))


def _elements(elements: object, depth: int) -> str:
    rows = [row for row in _list(elements) if isinstance(row, dict)]
    return "".join(_element(row, depth) for row in rows) if depth < _DEEPEST else ""


def _element(element: dict[str, Any], depth: int) -> str:
    """Return an element's markup; "" for pictures without a caption, videos and embeds."""
    kind = element.get("type")
    text = element.get("content")
    text = text if isinstance(text, str) else ""
    if kind == "header":
        level = element.get("level")
        rank = min(max(level, 2), 6) if isinstance(level, int) else 2
        return f"<h{rank}>{text}</h{rank}>"
    if kind == "list":
        tag = "ol" if element.get("list_type") == "ordered" else "ul"
        return f"<{tag}>{_items(element.get('items'), depth + 1)}</{tag}>"
    if kind == "quote":
        return _quotation(element, depth)
    if kind == "table":
        return _table(element)
    caption = escape(bare(element.get("caption")))
    lines = {
        "text": f"<p>{text}</p>",
        "raw_html": text,
        "image": f"<figure><figcaption>{caption}</figcaption></figure>",
        "interstitial_link": f'<aside class="related-links"><a href="#">{text}</a></aside>',
    }
    return lines.get(str(kind), "")


def _quotation(element: dict[str, Any], depth: int) -> str:
    source = bare(_object(element.get("citation")).get("content"))
    cite = f"<cite>{escape(source)}</cite>" if source else ""
    quoted = _elements(element.get("content_elements"), depth + 1)
    return f"<blockquote>{quoted}{cite}</blockquote>"


def _items(items: object, depth: int) -> str:
    """Return the items of a list, of which one may be a list itself."""
    if depth >= _DEEPEST:
        return ""
    rows = [row for row in _list(items) if isinstance(row, dict)]
    return "".join(
        f"<li>{_element(row, depth) if row.get('type') == 'list' else row.get('content', '')}</li>"
        for row in rows
    )


def _table(element: dict[str, Any]) -> str:
    rows = [element.get("header"), *_list(element.get("rows"))]
    lines = [
        "".join(f"<td>{_object(cell).get('content', '')}</td>" for cell in _list(row))
        for row in rows
    ]
    return f"<table>{''.join(f'<tr>{line}</tr>' for line in lines if line)}</table>"


def _object(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []
