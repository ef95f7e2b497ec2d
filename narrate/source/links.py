"""Tell blocks that lead to other pages from those of the article."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from narrate.model import Kind
from narrate.source import furniture, head
from narrate.source.shape import MOSTLY_LINKS, Shape
from narrate.source.tree import around
from narrate.source.walk import Found

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_ALL = 0.9  # of a block is links
_LABEL = re.compile(r"([^:|.!?]{2,60}+)[:|]\s+(?=\S)")
_MOST_LABEL_WORDS = 6
_FEWEST_WORDS = 3  # of the title of another article, below a label in small letters
_FEWEST_ITEMS = 3
_NOTE = re.compile(
    r"#(?:ftnt_?ref|fn-?ref|_ftnref|_ednref|footnote-?(?:ref|anchor)|cite_ref|en-?ref|note-?ref)"
)
_COMMENT = re.compile(r"#(?:cmnt_?ref|_msoanchor)")


def is_link(candidate: Found) -> bool:
    """Tell whether a block is nothing but links, and no sentence: it leads to other articles."""
    text = candidate.block.text
    return candidate.linked >= _ALL * len(text) and not head.is_sentence(text)


def labeled(candidate: Found) -> str:
    """Return the reason of a label, a colon and nothing but a link ("READ: …"); "" for others.

    The label is in capitals or in bold type, or the link is as long as a headline.
    """
    text = candidate.block.text
    label = _LABEL.match(text)
    if candidate.block.kind is not Kind.PARAGRAPH or not label:
        return ""
    title = text[label.end() :]
    only_title = _ALL * len(title) <= candidate.linked <= len(title) + 2
    if not only_title or len(label[1].split()) > _MOST_LABEL_WORDS:
        return ""
    marked = label[1].isupper() or _starts_bold(candidate.element, label[1])
    return "a link to another article" if marked or len(title.split()) >= _FEWEST_WORDS else ""


def note(candidate: Found) -> str:
    """Return the reason of a footnote or of an editor's comment, told by its link back; or ""."""
    if candidate.block.kind not in {Kind.PARAGRAPH, Kind.ITEM}:
        return ""
    outer = next(filter(_is_block, around(candidate.element)), candidate.element)
    # The links in a box's other paragraphs say nothing of its own text.
    anchors = outer.iter("a") if outer.find("p") is None else outer.iterchildren("a")
    targets = [anchor.get("href") or "" for anchor in anchors]
    if any(map(_COMMENT.match, targets)):
        return "a comment of the editors"
    return "a footnote" if any(map(_NOTE.match, targets)) else ""


def listed(candidates: Sequence[Found], shape: Shape, language: str) -> set[int]:
    """Return the places of blocks that are links and yet a list of the article's own.

    These stand under headings beside the text, none of which is furniture: three or more items
    below which the text goes on, or all of them where three or more were extracted, and they are
    more than the article's other text: presents, books, places.
    """
    groups = _items(candidates, shape, language)
    linked = {index for group in groups for index in group}
    extracted = sum(shape.inside[index] for index in linked)
    size = sum(len(shape.texts[index]) for index in linked)
    text = sum(
        len(text)
        for candidate, text, inside in zip(candidates, shape.texts, shape.inside, strict=True)
        if inside and not is_link(candidate) and candidate.block.kind is not Kind.HEADING
    )
    if extracted >= _FEWEST_ITEMS and size > text:
        return linked
    amid = (group for group in groups if _is_amid(group, candidates, shape))
    return {index for group in amid for index in group}


def _is_amid(group: Sequence[int], candidates: Sequence[Found], shape: Shape) -> bool:
    """Tell whether three or more items lead to other pages, and the text goes on below them."""
    items = [candidates[index] for index in group]
    anchors = [anchor for item in items for anchor in item.element.iter("a")]
    return (
        len(items) >= _FEWEST_ITEMS
        and all(item.block.kind is Kind.ITEM for item in items)
        and not any((anchor.get("href") or "#").startswith("#") for anchor in anchors)
        and any(
            shape.inside[index]
            and shape.parents[index] is shape.parents[group[0]]
            and candidates[index].block.kind is Kind.PARAGRAPH
            for index in range(group[-1] + 1, len(candidates))
        )
    )


def _items(candidates: Sequence[Found], shape: Shape, language: str) -> list[list[int]]:
    """Return the places of linked blocks below each heading beside the text."""
    groups: list[tuple[str, list[int]]] = []
    listing = False
    for index, candidate in enumerate(candidates):
        block = candidate.block
        beside = shape.parents[index] in shape.holders
        if block.kind is Kind.HEADING:
            listing = beside and block.level > 1
            groups.append((block.text, []))
        elif not (beside and is_link(candidate)):
            listing = False
        elif listing:
            groups[-1][1].append(index)
    return [group for heading, group in groups if group and not furniture.reason(heading, language)]


def _is_block(element: "Element") -> bool:
    return element.tag in {"p", "li", "dd", "dt", "td", "div"}


def _starts_bold(element: "Element", label: str) -> bool:
    bold = next(element.iter("b", "strong"), None)
    return bold is not None and "".join(bold.itertext()).strip().startswith(label)


def is_mostly_links(candidate: Found) -> bool:
    """Tell whether more than half of a block is links."""
    return candidate.linked > MOSTLY_LINKS * len(candidate.block.text)
