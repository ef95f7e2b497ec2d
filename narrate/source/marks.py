"""What a page's own names for its parts say: classes, ids, roles, and what is hidden.

``marks.tsv`` has the words of a class or id, in order ("read more" is in ``c-read-more__list``),
the reason that a person reads, and how many characters of text such a part may have at most: a
byline is short, and a part that is called one and is long is something else. The first row that
fits is taken.
"""

import re
from functools import cache
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
    "navigation": "navigation",
    "complementary": "an aside",
    "contentinfo": "a footer",
    "search": "a form",
    "dialog": "a pop-up",
    "alertdialog": "a pop-up",
}
_WORD = re.compile(r"[a-z]+|[A-Z]+(?![a-z])|[A-Z][a-z]+")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_STANDFIRST = re.compile(
    r"\b(standfirst|dek|deck|subtitle|sub title|subheadline|sub headline|subheading|summary|excerpt"
    r"|lede|intro|introduction|tagline)\b"
)
_PULL = re.compile(r"\b(pull ?quote|pull|pulled quote|callout quote|simple translate)\b")
_EDITORS = re.compile(r"\b(correction|corrections|clarification|editors? note|update note)\b")


def reason(element: "Element", size: int) -> str:
    """Say why an element of ``size`` characters is not read; empty where nothing says so."""
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return "hidden on the page"
    if _HIDDEN.search(element.get("style") or ""):
        return "hidden on the page"
    names = words(element)
    if names and not _EDITORS.search(names):
        for phrase, why, longest in _table():
            if size <= longest and phrase in names:
                return why
    if is_pull_quote(element) or _EDITORS.search(names):
        return ""
    return _ROLES.get(element.get("role") or "") or _TAGS.get(str(element.tag), "")


def is_standfirst(element: "Element") -> bool:
    """Whether an element is called what newsrooms call the lines below a headline."""
    return _STANDFIRST.search(words(element)) is not None


def is_pull_quote(element: "Element") -> bool:
    """Whether an element is called a quotation that is pulled out of the text."""
    return _PULL.search(words(element)) is not None


def words(element: "Element") -> str:
    """Return the words of an element's classes and id: " wp block pullquote | main "."""
    class_, id_ = element.get("class"), element.get("id")
    if class_ is None and id_ is None:
        return ""
    names = f"{class_ or ''} {id_ or ''}".split()
    return "|".join(f" {' '.join(_WORD.findall(name)).lower()} " for name in names)


@cache
def _table() -> tuple[tuple[str, str, float], ...]:
    text = resources.files("narrate.source").joinpath("marks.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines()[1:])
    return tuple((f" {phrase} ", why, float(longest or "inf")) for phrase, why, longest in rows)
