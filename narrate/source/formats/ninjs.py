"""Read ninjs, the IPTC's news in JSON, of the versions 1 to 3."""

from typing import Any

from narrate.source import publication
from narrate.source.formats.document import Document, bare, document, paragraphs
from narrate.source.page import Facts, language_tag

_BODIES = ("body_html", "body_xhtml", "body_text")


def fits(item: dict[str, Any]) -> bool:
    """Tell whether an object is an item of ninjs with text."""
    return "uri" in item and ("bodies" in item or any(key in item for key in _BODIES))


def read(item: dict[str, Any]) -> Document:
    """Return the article of an item, with its embargo and its status.

    Version 3 writes names as ``pubStatus``, the others in small letters.
    """
    item = {key.lower(): value for key, value in item.items()}
    published = publication.moment(
        bare(item.get("firstcreated") or item.get("contentcreated") or item.get("versioncreated"))
    )
    status = publication.status({"status": item.get("pubstatus", "")}, bare)
    embargo = publication.moment(bare(item.get("embargoed")))
    facts = Facts(
        title=bare(item.get("headline")) or bare(_main(item.get("headlines")).get("value")),
        byline=bare(item.get("byline") or item.get("by")).removeprefix("By "),
        published=published,
        modified=publication.moment(bare(item.get("versioncreated"))),
        language=language_tag(bare(item.get("language"))),
        url=bare(item.get("uri")),
        draft=status.draft,
        opens=(embargo,) if embargo else (),
        closes=publication.moment(bare(item.get("expires"))),
    )
    return document(_body(item), facts)


def _body(item: dict[str, Any]) -> str:
    for key in _BODIES:
        if isinstance(text := item.get(key), str) and text.strip():
            return paragraphs(text) if key == "body_text" else text
    body = _main(item.get("bodies"))
    kind = str(body.get("contenttype") or body.get("contentType") or "")
    text = body.get("value")
    if not isinstance(text, str):
        return ""
    return text if "html" in kind or text.lstrip().startswith("<") else paragraphs(text)


def _main(parts: object) -> dict[str, Any]:
    """Return the main one of the bodies or headlines of version 3, in HTML if there is one."""
    rows = [part for part in parts if isinstance(part, dict)] if isinstance(parts, list) else []
    return max(rows, key=_weight, default={})


def _weight(part: dict[str, Any]) -> tuple[bool, bool]:
    kind = str(part.get("contenttype") or part.get("contentType") or "")
    return part.get("role") in {"main", "full", None}, "html" in kind
