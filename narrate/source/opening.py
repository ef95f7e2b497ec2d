"""The lines of a page from its headline to the first paragraph of its article."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from narrate.model import Block, Kind, Skipped
from narrate.source import head, marks, tails
from narrate.source.kept import folded
from narrate.source.links import is_link
from narrate.source.page import Facts
from narrate.source.shape import MOSTLY_LINKS, PROSE, Shape
from narrate.source.tree import around, near
from narrate.source.walk import Found

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_SHORTEST_LEAD = 40  # characters of a sentence
_SHORTEST_LINE = 100  # characters of a lead that is no sentence
_LONGEST_LABEL = 12  # characters of "Written by" and "in"
_LONGEST_ROLE = 70  # characters of "Chief political correspondent"
_LONGEST_SITE = 30  # characters of a name in capitals
_ROLE = re.compile(
    r"\b(?:editor|reporter|correspondent|writer|journalist|columnist|critic|producer|professor"
    r"|lecturer|fellow|researcher|redakteur(?:in)?|korrespondent(?:in)?|autor(?:in)?|journaliste"
    r"|correspondante?|periodista|redactora?|corresponsal|dziennikar(?:z|ka)|кореспондент(?:ка)?"
    r"|журналіст(?:ка)?)\b",
    re.IGNORECASE,
)
_DENSE = "\u2e80"  # from here on a letter is a word or a syllable
_BYLINES = {"the byline", "the date"}
_OFF_TEXT = {"aside", "figure", "footer", "form", "nav"}
_TOP_LEVELS = {1, 2}


class Opening:
    """A page's headline, and the judgement of what stands between it and the text."""

    def __init__(self, candidates: Sequence[Found], shape: Shape, facts: Facts) -> None:
        """Find the headline among the ``candidates`` of a page with these ``facts``."""
        self._candidates, self._shape, self._facts = candidates, shape, facts
        self.headline = self._place_of_headline()
        kept = (index for index, inside in enumerate(shape.inside) if inside)
        self._text_start = next((index for index in kept if index > self.headline), 0)

    def element(self) -> "Element | None":
        """Return the element of the headline, unless it is a link to another page."""
        if self.headline < 0:
            return None
        headline = self._candidates[self.headline]
        top = headline.block.level in _TOP_LEVELS and not is_link(headline)
        return headline.element if top else None

    def holds(self, index: int) -> bool:
        """Tell whether a block stands between the headline and the text."""
        return 0 <= self.headline <= index < self._text_start

    def is_lead(self, index: int) -> bool:
        """Tell whether a block between the headline and the text is the article's lead."""
        candidate = self._candidates[index]
        block = candidate.block
        if block.kind is not Kind.PARAGRAPH or not self.holds(index) or candidate.apart:
            return False
        sentence, dated = head.is_sentence(block.text), head.is_date(block.text)
        return (
            (sentence or not dated)
            and len(block.text) >= (_SHORTEST_LEAD if sentence else _SHORTEST_LINE)
            and candidate.linked <= MOSTLY_LINKS * len(block.text)
            and not any(outer.tag in _OFF_TEXT for outer in around(candidate.element))
        )

    def is_standfirst(self, candidate: Found) -> bool:
        """Tell whether a block outside the text belongs to the article: its standfirst."""
        block = candidate.block
        if len(block.text) > PROSE / 2 and block.text == self._facts.summary:
            return True
        return any(marks.is_standfirst(outer) for outer in near(candidate.element, 2)) and (
            candidate.element.getparent() is not None
            and next(candidate.element.itersiblings("h1", preceding=True), None) is not None
        )

    def begins(self, index: int) -> bool:
        """Tell whether a block is the article's first paragraph, and no standfirst."""
        candidate = self._candidates[index]
        text = candidate.block.text
        return (
            index > self.headline
            and candidate.block.kind is Kind.PARAGRAPH
            and len(text) >= PROSE
            and head.is_sentence(text)
            and text != self._facts.summary
            and not any(marks.is_standfirst(outer) for outer in near(candidate.element, 2))
        )

    def reason(self, index: int) -> str:
        """Return why a block before the first paragraph is not read; "" where it is."""
        candidate = self._candidates[index]
        if index == self.headline or self.is_standfirst(candidate):
            return ""
        if index < self.headline and (not self._shape.inside[index] or is_link(candidate)):
            return "above the headline"
        text, facts = candidate.block.text, self._facts
        return head.reason(text, facts) or tails.box(text, facts.language or "en", facts.byline)

    def is_label(self, index: int) -> bool:
        """Tell whether a block belongs to a byline: "Written by", an office, the site's name."""
        block = self._candidates[index].block
        size = len(block.text)
        return (
            index > self.headline
            and block.kind in {Kind.PARAGRAPH, Kind.ITEM}
            and max(block.text) < _DENSE
            and not head.is_sentence(block.text)
            and (
                size <= _LONGEST_LABEL
                or (size <= _LONGEST_SITE and block.text.isupper())
                or (size <= _LONGEST_ROLE and _ROLE.search(block.text) is not None)
            )
        )

    def _place_of_headline(self) -> int:
        """Return the place of the headline; -1 where none can be told."""
        heads = [
            index
            for index, candidate in enumerate(self._candidates)
            if candidate.block.kind is Kind.HEADING
        ]
        title = folded(self._facts.title)
        named = [index for index in heads if self._shape.texts[index] == title]
        tops = [index for index in heads if self._candidates[index].block.level == 1]
        return (named or (tops if len(tops) == 1 else [-1]))[0]


def without_labels(
    judged: Sequence[Block | Skipped], labels: Sequence[int]
) -> list[Block | Skipped]:
    """Skip those of the ``labels``, as places, that stand beside a byline or a date."""
    result = list(judged)
    for places, step in ((labels, -1), (labels[::-1], 1)):
        for place in places:
            label = result[place]
            beside = result[place + step] if 0 <= place + step < len(result) else None
            if (
                isinstance(label, Block)
                and isinstance(beside, Skipped)
                and beside.reason in _BYLINES
            ):
                result[place] = Skipped(label, beside.reason)
    return result
