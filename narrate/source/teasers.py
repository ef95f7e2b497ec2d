"""Tell a page of teasers, such as a home or a section page, from an article.

A teaser is a title that is a link to another page, and the little text below it. Lists of links in
an article look like teasers: a text that introduces them, or a page that declares an article,
speaks for it, and cards around the teasers speak against it.
"""

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from narrate.model import Kind
from narrate.source.head import is_sentence
from narrate.source.marks import words
from narrate.source.walk import Found

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_LINKED = 0.9  # of a title is a link
_LONGEST_TITLE = 150  # characters
_FEWEST, _FEWEST_CARDS = 5, 3
_SHARE = 0.75  # of the spoken text
_LIKELY_SHARE = 0.6
_LONGEST = 400  # characters below the title of a teaser that is no card
_LONGEST_CARD = 1_500  # characters, with the white space in them
_MOST_PARAGRAPHS = 2
_INTRODUCTION = 60  # characters
_CARD = frozenset(("article", "card", "post", "promo", "story", "teaser", "tile"))


class _Group(NamedTuple):
    """A title, and the spoken paragraphs between it and the next."""

    title: Found
    paragraphs: list[Found]

    @property
    def size(self) -> int:
        return sum(len(paragraph.block.text) for paragraph in self.paragraphs)


def reason(
    candidates: Sequence[Found], spoken: Collection[str], url: str, *, likely: bool = False
) -> str:
    """Return how many teasers a page at ``url`` holds, if they are most of its ``spoken`` text.

    One teaser is enough for a page that is ``likely`` one of teasers.
    """
    introduction, groups = _grouped(list(_shown(candidates, spoken)))
    cards = {card: group for group in groups if (card := _card(group.title.element)) is not None}
    many_cards = len(cards) >= (1 if likely else _FEWEST_CARDS)
    teasers = [*cards.values()] if many_cards else [group for group in groups if _is_small(group)]
    size = sum(group.size for group in teasers)
    total = sum(len(paragraph.block.text) for paragraph in introduction) + sum(
        group.size for group in groups
    )
    introduced = any(len(paragraph.block.text) >= _INTRODUCTION for paragraph in introduction)
    front = bool(url) and urlsplit(url).path in {"", "/"}
    fewest = _FEWEST_CARDS if many_cards or front else _FEWEST
    fewest, share = (1, _LIKELY_SHARE) if likely else (fewest, _SHARE)
    if len(teasers) < fewest or size < share * total or (introduced and not many_cards):
        return ""
    if len(teasers) == 1:
        return "since a teaser of another article is its text" if _is_small(teasers[0]) else ""
    return f"since {len(teasers)} teasers of other articles are {size / total:.0%} of its text"


def _shown(candidates: Sequence[Found], spoken: Collection[str]) -> Iterator[Found]:
    """Yield the titles and the spoken blocks, from the page's own headline if it has one."""
    tops = [
        index
        for index, candidate in enumerate(candidates)
        if candidate.block.kind is Kind.HEADING
        and candidate.block.level == 1
        and not _is_title(candidate)
    ]
    for candidate in candidates[tops[0] if tops else 0 :]:
        if candidate.block.text in spoken or _is_title(candidate):
            yield candidate


def _grouped(blocks: Sequence[Found]) -> tuple[list[Found], list[_Group]]:
    """Return the paragraphs before the first title, and each title with those below it."""
    introduction: list[Found] = []
    groups: list[_Group] = []
    for block in blocks:
        if _is_title(block):
            groups.append(_Group(block, []))
        elif block.block.kind is not Kind.HEADING:
            (groups[-1].paragraphs if groups else introduction).append(block)
    return introduction, [group for group in groups if group.paragraphs]


def _is_title(candidate: Found) -> bool:
    """Tell whether a block is nothing but a link to another page, and no sentence."""
    block = candidate.block
    if len(block.text) > _LONGEST_TITLE:
        return False
    if candidate.linked < _LINKED * len(block.text):
        return block.kind is Kind.HEADING and _is_overlaid(candidate.element)
    anchors = [*candidate.element.iter("a"), *candidate.element.iterancestors("a")]
    return any(map(_leads_away, anchors)) and (
        block.kind is Kind.HEADING or not is_sentence(block.text)
    )


def _leads_away(anchor: "Element") -> bool:
    return "#" not in anchor.get("href", "#")


def _is_overlaid(heading: "Element") -> bool:
    """Tell whether a heading stands in a card with a link that lies over all of it."""
    card = _card(heading)
    if card is None or len("".join(card.itertext())) > _LONGEST_CARD:
        return False
    return any(
        _leads_away(link) and not "".join(link.itertext()).strip() for link in card.iter("a")
    )


def _card(element: "Element") -> "Element | None":
    """Return the innermost element around a title that is, or is called, a card of an article."""
    for outer in element.iterancestors("article", "div", "li", "section"):
        if outer.tag == "article" or not _CARD.isdisjoint(words(outer).split()):
            return outer
    return None


def _is_small(group: _Group) -> bool:
    return len(group.paragraphs) <= _MOST_PARAGRAPHS and group.size <= _LONGEST
