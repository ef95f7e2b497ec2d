"""A page's own names for its parts: classes, ids, roles, and marks of hidden elements.

``marks.tsv`` has the words of a class or id, in order ("read more" is in ``c-read-more__list``),
the reason that a person reads, and how many characters of text such a part may have at most: a
byline is short, and a part that is called one and is long is something else. The first row that
fits is taken.
"""

import re
from functools import cache, lru_cache
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_TAGS = {
    "nav": "navigation",
    "footer": "a footer",
    "aside": "an aside",
    "form": "a form",
    "button": "a control",
    "amp-sidebar": "a sidebar",
    "amp-ad": "an advertisement",
    "amp-consent": "a cookie notice",
    "amp-social-share": "a share bar",
    "dialog": "a pop-up",
    "figcaption": "a caption",
}
_ROLES = {
    "button": "a control",
    "navigation": "navigation",
    "complementary": "an aside",
    "contentinfo": "a footer",
    "search": "a form",
    "dialog": "a pop-up",
    "alertdialog": "a pop-up",
    "tooltip": "a pop-up",
    "doc-endnotes": "a footnote",
    "doc-endnote": "a footnote",
    "doc-footnote": "a footnote",
    "doc-bibliography": "references",
}
_WORD = re.compile(r"[a-z]+|[A-Z]+(?![a-z])|[A-Z][a-z]+")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_STANDFIRST = re.compile(
    r"\b(standfirst|dek|deck|subtitle|sub title|subheadline|sub headline|subheading|summary|excerpt"
    r"|lede|lead|intro|introduction|tagline|desc|chapo|chapeau|vorspann|entradilla|bajada)\b"
)
_PULL = re.compile(r"\b(pull ?quote|pull|pulled quote|callout quote|simple translate)\b")
_PICTURE = re.compile(r"\b(image|images|img|photo|photos|picture|media|figure|foto|bild|imagen)\b")
_TEXT = re.compile(r"\b(text|body|content|copy)\b")
_LONGEST_CAPTION = 300  # characters
_TIME = re.compile(r"\b(time|timestamp|time stamp|clock|hour|uhrzeit|heure)\b")
_EDITORS = re.compile(
    r"\b(corrections?|corrigendum|clarification|editors? note|editorial note|update note)\b"
)


def hidden(element: "Element") -> bool:
    """Tell whether an element is shown to no reader."""
    return bool(element.attrib) and (
        element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or _HIDDEN.search(element.get("style") or "") is not None
    )


def called(element: "Element", size: int) -> str:
    """Return the reason that classes and id give for an element of ``size`` characters, or ""."""
    return next((why for why, longest in _rows(words(element)) if size <= longest), "")


def by_tag(element: "Element") -> str:
    """Return the reason that a role or a tag gives, or ""; a pull quote may be an aside."""
    if is_pull_quote(element) or is_note(element):
        return ""
    return _ROLES.get(element.get("role") or "") or _TAGS.get(str(element.tag), "")


def by_picture(element: "Element") -> str:
    """Return the reason of the text in an element that is called a picture and holds one; or ""."""
    names = words(element)
    if not _PICTURE.search(names) or _TEXT.search(names):
        return ""
    if next(element.iter("img", "picture", "amp-img"), None) is None:
        return ""
    size = len("".join(element.itertext()).strip())
    return "a caption" if size <= _LONGEST_CAPTION else ""


def is_time(element: "Element") -> bool:
    """Tell whether an element is, or is called, the time of a post."""
    return element.tag == "time" or _TIME.search(words(element)) is not None


def is_note(element: "Element") -> bool:
    """Tell whether an element is called a note of the editors: a correction, an update."""
    return _EDITORS.search(words(element)) is not None


def is_standfirst(element: "Element") -> bool:
    """Tell whether an element has a newsroom's name for the lines below a headline."""
    return _is_standfirst(words(element))


def is_pull_quote(element: "Element") -> bool:
    """Tell whether an element is called a quotation that is pulled out of the text."""
    return _PULL.search(words(element)) is not None


def words(element: "Element") -> str:
    """Return the words of an element's classes and id: " wp block pullquote | main "."""
    class_, id_ = element.get("class"), element.get("id")
    if class_ is None and id_ is None:
        return ""
    return _words(f"{class_ or ''} {id_ or ''}")


@lru_cache(maxsize=4096)
def _is_standfirst(names: str) -> bool:
    return _STANDFIRST.search(names) is not None


@lru_cache(maxsize=4096)
def _words(names: str) -> str:
    return "|".join(f" {' '.join(_WORD.findall(name)).lower()} " for name in names.split())


@lru_cache(maxsize=4096)
def _rows(names: str) -> tuple[tuple[str, float], ...]:
    """Return the reasons that words give, each with how long such a part may be."""
    if not names or _EDITORS.search(names):
        return ()
    return tuple((why, longest) for phrase, why, longest in _table() if phrase in names)


@cache
def _table() -> tuple[tuple[str, str, float], ...]:
    text = resources.files("narrate.source").joinpath("marks.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines()[1:])
    return tuple((f" {phrase} ", why, float(longest or "inf")) for phrase, why, longest in rows)
