"""Choose the blocks of a page that are its article.

trafilatura finds the text; the page's own tree gives its order, the kind of each block, and the
missing pieces: trafilatura drops short paragraphs, lists and headings beside its text.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from narrate.model import Block, Choices, Kind, Site, Skipped
from narrate.source import head, links, marks
from narrate.source.choices import is_wanted, renamed, selected, with_say_hint
from narrate.source.inline import SILENCED
from narrate.source.opening import Opening, without_labels
from narrate.source.orphans import without_last_links, without_orphans
from narrate.source.page import OUTSIDE, Facts
from narrate.source.repeats import Repeats
from narrate.source.shape import Shape
from narrate.source.surroundings import Surroundings
from narrate.source.tree import around, near, quotation
from narrate.source.walk import Found

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_OPEN = {"", OUTSIDE}
_BYLINES = {"the byline", "the date"}
_LIKE_BYLINES = {"links", "an author's box"}
_PROSAIC = {Kind.PARAGRAPH, Kind.ITEM}


def parts(
    tree: "Element", candidates: Sequence[Found], choices: Choices, site: Site, facts: Facts
) -> list[Block | Skipped]:
    """Return the blocks of the article's region in order, each read or with a reason."""
    return _Region(tree, candidates, choices, site, facts).parts()


class _Region:
    def __init__(
        self,
        tree: "Element",
        candidates: Sequence[Found],
        choices: Choices,
        site: Site,
        facts: Facts,
    ) -> None:
        self._choices = choices
        self._included = set(selected(tree, site.include))
        self._excluded = set(selected(tree, site.exclude))
        self._asked = bool(tree.xpath("boolean(//@data-narrate)"))
        self._candidates = renamed(tree, candidates, site)
        self._shape = Shape(tree, self._candidates, facts.body)
        self._opening = Opening(self._candidates, self._shape, facts)
        self._surroundings = Surroundings(self._shape, self._opening.element())
        self._listed = links.listed(self._candidates, self._shape, facts.language or "en")
        self._region = set(self._shape.region.iter())
        self._pulled: dict[Element, bool] = {}

    def parts(self) -> list[Block | Skipped]:
        """Judge each block, and skip the headings above blocks that are not read."""
        judged: list[Block | Skipped] = []
        labels: list[int] = []
        linked: list[int] = []
        repeats = Repeats(
            candidate.block.text
            for candidate in self._candidates
            if candidate.block.kind in _PROSAIC and not self._is_pulled(candidate.element)
        )
        begun = False
        for index, candidate in enumerate(self._candidates):
            element = candidate.element
            if self._asked and is_wanted(element):
                judged.append(with_say_hint(candidate.block))
                continue
            if not self._is_within(index):
                continue
            reason = self._reason(index)
            if not begun and self._chosen(element) is None:
                labels += [len(judged)] if reason in _OPEN and self._opening.is_label(index) else []
                reason = self._opened(index, reason)
            reason = reason or repeats.reason(
                candidate.block,
                quotation(element),
                self._shape.parents[index],
                pulled=self._is_pulled(element),
            )
            begun |= not reason and self._opening.begins(index)
            block = self._noted(candidate)
            is_linked = block.kind is Kind.HEADING and candidate.linked > 0
            linked += [len(judged)] if is_linked and index != self._opening.headline else []
            judged.append(Skipped(block, reason) if reason else block)
        return without_orphans(without_last_links(without_labels(judged, labels), linked))

    def _opened(self, index: int, reason: str) -> str:
        """Return why a block before the first paragraph is not read, in place of its ``reason``."""
        opened = self._opening.reason(index)
        if reason in _OPEN:
            return opened or reason
        return opened if reason in _LIKE_BYLINES and opened in _BYLINES else reason

    def _is_within(self, index: int) -> bool:
        """Tell whether a block is of the text, in its region, or between headline and text."""
        candidate = self._candidates[index]
        return (
            self._shape.inside[index]
            or self._opening.holds(index)
            or candidate.element in self._region
            or self._opening.is_standfirst(candidate)
        )

    def _reason(self, index: int) -> str:
        """Return why a block is not read; "" where it is."""
        candidate = self._candidates[index]
        if candidate.apart:
            return candidate.apart
        chosen = self._chosen(candidate.element)
        if chosen is not None:
            return chosen
        stamped = marks.is_time(candidate.element) and candidate.block.kind is not Kind.HEADING
        if stamped and head.is_stamp(candidate.block.text):
            return "the date"
        is_link = candidate.block.kind is Kind.PARAGRAPH and links.is_link(candidate)
        return (
            self._surroundings.reason(candidate.element)
            or links.note(candidate)
            or links.labeled(candidate)
            or self._by_kind(candidate.block)
            or ("links" if is_link and index not in self._listed else "")
            or ("" if self._shape.inside[index] else self._left_out(index))
        )

    def _left_out(self, index: int) -> str:
        """Return why a block that trafilatura left out is not read; "" for a neighbor of text."""
        candidate = self._candidates[index]
        if index in self._listed:
            return ""
        if links.is_mostly_links(candidate):
            return "links"
        parent = self._shape.parents[index]
        if parent in self._shape.holders or self._opening.is_lead(index) or self._is_amid(index):
            return ""
        if self._shape.small and parent.tag != "td" and self._is_near(candidate):
            return ""
        if candidate.block.kind is Kind.HEADING or self._opening.is_standfirst(candidate):
            return ""
        return OUTSIDE

    def _is_amid(self, index: int) -> bool:
        """Tell whether a box with nothing but a sentence stands among paragraphs of the text."""
        box, text = self._shape.parents[index], self._candidates[index].block.text
        is_box = box.tag == "div" and box is self._candidates[index].element
        return is_box and box.getparent() in self._shape.holders and head.is_sentence(text)

    def _is_near(self, candidate: Found) -> bool:
        """Tell whether a block of a small page is a part of its article.

        It lies in the frame of the text; where there is no frame, it looks like prose or lies in
        an element that holds text.
        """
        if self._shape.is_framed(candidate.element):
            return True
        prosaic = candidate.block.kind in {Kind.ITEM, Kind.QUOTE}
        amid = any(outer in self._shape.holders for outer in candidate.element.iterancestors())
        likely = prosaic or amid or head.is_sentence(candidate.block.text)
        return self._shape.is_frameless() and likely

    def _chosen(self, element: "Element") -> str | None:
        """Return the decision of the page or of the site's rules; None where they leave it open."""
        for outer in around(element) if self._asked or self._excluded else ():
            if outer.get("data-narrate") == "skip":
                return SILENCED
            if outer in self._excluded:
                return "excluded by the site's rules"
        if not self._included:
            return None
        return "" if self._is_included(element) else "not included by the site's rules"

    def _is_included(self, element: "Element") -> bool:
        return any(outer in self._included for outer in around(element))

    def _by_kind(self, block: Block) -> str:
        """Return why nothing of a kind is read; a caption or a table is read by choice."""
        reasons = {Kind.CODE: "code"}
        if not self._choices.tables:
            reasons[Kind.TABLE] = "a table"
        if not self._choices.captions:
            reasons[Kind.CAPTION] = "a caption"
        return reasons.get(block.kind, "")

    def _noted(self, candidate: Found) -> Block:
        """Return a block, as a note where the page calls it one of the editors."""
        if candidate.block.kind is Kind.PARAGRAPH and any(
            marks.is_note(outer)
            for outer in around(candidate.element)
            if not self._shape.is_article(outer)
        ):
            return candidate.block._replace(kind=Kind.NOTE)
        return candidate.block

    def _is_pulled(self, element: "Element") -> bool:
        if element not in self._pulled:
            self._pulled[element] = any(
                marks.is_pull_quote(outer) or outer.tag == "aside"
                for outer in near(element, 4)
                if outer is not self._shape.region
            )
        return self._pulled[element]
