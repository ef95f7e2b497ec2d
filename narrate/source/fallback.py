"""Other readings of a page on which only a headline is text.

Each makes text of what is usually none: the page's version for browsers without scripts, its data,
preformatted text, captions, comments.
"""

from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from typing import TYPE_CHECKING, NamedTuple

from narrate.model import Block, Kind, Skipped
from narrate.source import furniture, inline, marks
from narrate.source.head import is_sentence
from narrate.source.markup import is_page
from narrate.source.page import tidy

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_FEWEST = 200  # characters of an article that is read in such a way
_FEWEST_NOSCRIPT = 400  # characters: a page may ask at some length for scripts to be turned on
_PLAYERS = ("audio", "iframe", "video", "object", "embed")


class Version(NamedTuple):
    """A page that is changed so that its text is found, and a note on where that stood."""

    tree: "Element"
    note: str


def is_bare(parts: Sequence[Block | Skipped], language: str) -> bool:
    """Tell whether nothing would be spoken but headings and furniture."""
    return not any(
        isinstance(part, Block)
        and part.kind is not Kind.HEADING
        and any(map(str.isalnum, part.text))
        and not furniture.reason(part.text, language)
        for part in parts
    )


def size(parts: Sequence[Block | Skipped]) -> int:
    """Return how many characters would be spoken, headings left out."""
    blocks = (part for part in parts if isinstance(part, Block))
    return sum(len(block.text) for block in blocks if block.kind is not Kind.HEADING)


def is_enough(parts: Sequence[Block | Skipped], language: str) -> bool:
    """Tell whether a version gives an article."""
    return not is_bare(parts, language) and size(parts) >= _FEWEST


def versions(tree: "Element", body_text: str, *, is_list: bool) -> Iterator[Version]:
    """Yield other versions of a page in the order in which they are worth a try.

    ``body_text`` is the article's text as the page's data states it, or "". The captions and
    comments of a page that lists articles (``is_list``) are none.
    """
    ways: tuple[tuple[Callable[[Element], bool], str], ...] = (
        (_with_noscript, "its text is the page's version for browsers without scripts (noscript)"),
        (lambda page: _with_body(page, body_text), "its text is in the page's data (articleBody)"),
        (_with_preformatted, "its text is preformatted (pre)"),
        (lambda page: _without_names(page, "a caption"), "its text is in captions"),
        (_with_comments, "its text is in what the page calls comments"),
    )
    for change, note in ways[:3] if is_list else ways:
        version = deepcopy(tree)
        if change(version):
            yield Version(version, note)


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of preformatted text.

    They stand between blank lines; where lines are full sentences, each is a paragraph.
    """
    lines = [tidy(line) for line in text.splitlines()]
    filled = [line for line in lines if line]
    if filled and 2 * sum(line[-1] in '.!?…”"»' for line in filled) > len(filled):
        return filled
    groups: list[list[str]] = [[]]
    for line in lines:
        if line:
            groups[-1].append(line)
        elif groups[-1]:
            groups.append([])
    return [tidy(inline.joined("\n".join(group))) for group in groups if group]


def _with_noscript(page: "Element") -> bool:
    holders = [holder for holder in page.iter("noscript") if len(_text(holder)) >= _FEWEST_NOSCRIPT]
    for holder in holders:
        holder.tag = "div"
    return bool(holders)


def _with_body(page: "Element", body_text: str) -> bool:
    """Put the article that a page's data holds in place of its body."""
    from lxml.html import fragment_fromstring

    body = page.find("body")
    if not body_text.strip() or body is None:
        return False
    article = body.makeelement("article")
    if is_page(body_text):
        article.append(fragment_fromstring(body_text, create_parent="div"))
    else:
        _append(article, paragraphs(body_text))
    headings = [heading for heading in body.iter("h1") if _text(heading)]
    for heading in headings[:1]:
        article.insert(0, deepcopy(heading))
    for child in list(body):
        body.remove(child)
    body.text = None
    body.append(article)
    return True


def _with_preformatted(page: "Element") -> bool:
    texts = {holder: paragraphs("".join(holder.itertext())) for holder in page.iter("pre")}
    holders = [holder for holder, lines in texts.items() if _is_prose(lines)]
    for holder in holders:
        tail = holder.tail
        holder.clear()
        holder.tail = tail
        holder.tag = "div"
        _append(holder, texts[holder])
    return bool(holders)


def _is_prose(lines: Sequence[str]) -> bool:
    return 2 * sum(map(is_sentence, lines)) > len(lines)


def _with_comments(page: "Element") -> bool:
    """Make text of comments: a forum's posts, a ticker; below a film they are its viewers'."""
    return next(page.iter(*_PLAYERS), None) is None and _without_names(page, "comments")


def _without_names(page: "Element", reason: str) -> bool:
    """Take the names and tags that give a ``reason`` not to read them from a page's elements."""
    named = [
        element
        for element in page.iter()
        if isinstance(element.tag, str)
        and reason in {marks.called(element, 0), marks.by_tag(element)}
    ]
    for element in named:
        element.attrib.pop("class", None)
        element.attrib.pop("id", None)
        if element.tag == "figcaption":
            element.tag = "p"
    return bool(named)


def _append(parent: "Element", lines: list[str]) -> None:
    for line in lines:
        paragraph = parent.makeelement("p")
        paragraph.text = line
        parent.append(paragraph)


def _text(element: "Element") -> str:
    return tidy("".join(element.itertext()))
