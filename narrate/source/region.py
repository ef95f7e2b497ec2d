"""Which blocks of a page are its article: trafilatura finds the text, narrate keeps its structure.

trafilatura says what is text; the page's own tree says in which order it stands, what kind of block
each piece is, and what is missing: trafilatura drops short paragraphs, lists and headings that
stand beside the text that it keeps.
"""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from narrate.model import Block, Choices, Kind, Site, Skipped
from narrate.source import head, marks
from narrate.source.choices import is_wanted, renamed, selected, wanted
from narrate.source.inline import SILENCED
from narrate.source.kept import Kept, folded
from narrate.source.orphans import without_orphans
from narrate.source.page import Facts
from narrate.source.repeats import Repeats
from narrate.source.tree import around, near
from narrate.source.walk import Found

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

OUTSIDE = "outside the article's text"
_MOST = 0.9  # of the text is in the region
_PART = 0.3  # of the text and more is in no furniture, whatever it is called
_ALL = 0.9  # of a block is links
_LINKS = 0.5  # of a block that is a list of links
_PROSE = 60  # letters of a paragraph, after which no line belongs to the headline
_SMALL = 2_000  # letters on a page of which trafilatura may see too little
_DENSE = "\u2e80"  # from here on a letter is a word or a syllable
_HOLDERS = ("article", "body", "center", "div", "main", "section", "table", "tbody", "td", "tr")
_QUOTATIONS = {"blockquote", "figure", "aside"}
_PROSAIC = {Kind.PARAGRAPH, Kind.ITEM}
_OTHERS_WORDS = {"", "comments", "related links"}
_STRUCTURE = {"article", "main", "body"}


def parts(
    tree: "Element", found: Sequence[Found], choices: Choices, site: Site, facts: Facts
) -> list[Block | Skipped]:
    """Return the blocks of the article's region in order: what is read, and what is not and why."""
    return _Region(tree, found, choices, site, facts).parts()


class _Region:
    def __init__(
        self, tree: "Element", found: Sequence[Found], choices: Choices, site: Site, facts: Facts
    ) -> None:
        self._choices, self._facts = choices, facts
        self._included = set(selected(tree, site.include))
        self._excluded = set(selected(tree, site.exclude))
        self._asked = bool(tree.xpath("boolean(//@data-narrate)"))
        self._found = renamed(tree, found, site)
        self._texts = [folded(each.block.text) for each in found]
        kept = Kept(tree, self._prose())
        self._inside = [
            not each.apart and kept.has(text) for each, text in zip(found, self._texts, strict=True)
        ]
        body = tree.find("body")
        self._body = tree if body is None else body
        self._small = self._is_small()
        self._sizes: Counter[Element] = Counter()
        self._holders: set[Element] = set()
        self._common: Counter[str] = Counter()
        self._measure()
        self._all = self._sizes[self._body] or 1
        self._region = self._smallest()
        self._reasons: dict[Element, str] = {}
        self._pulled: dict[Element, bool] = {}

    def _measure(self) -> None:
        """Count how much of the text each element holds, and each name that elements have."""
        for each, text, inside in zip(self._found, self._texts, self._inside, strict=True):
            if not inside:
                continue
            holders = around(each.element)
            for element in holders:
                self._sizes[element] += len(text)
            self._holders.add(_holder(each.element))
            for why in {marks.called(element, 0) for element in holders} - _OTHERS_WORDS:
                self._common[why] += len(text)

    def parts(self) -> list[Block | Skipped]:
        """Judge each block, and drop the headings of what is not read."""
        judged: list[Block | Skipped] = []
        repeats = Repeats(
            each.block.text
            for each in self._found
            if each.block.kind in _PROSAIC and not self._is_pulled(each.element)
        )
        headline = self._headline()
        begun = False
        for at, (each, inside) in enumerate(zip(self._found, self._inside, strict=True)):
            if self._asked and is_wanted(each.element):
                judged.append(wanted(each.block))
                continue
            within = inside or self._region in around(each.element)
            if not within and not self._belongs(each):
                continue
            reason = self._reason(each, inside=inside)
            if not reason and not begun and at != headline:
                reason = self._heads(each, inside=inside, above=at < headline)
            reason = reason or repeats.reason(
                each.block, _quotation(each.element), pulled=self._is_pulled(each.element)
            )
            begun |= not reason and at > headline and self._begins(each)
            block = self._noted(each)
            judged.append(Skipped(block, reason) if reason else block)
        return without_orphans(judged)

    def _headline(self) -> int:
        """Return the place of the headline; -1 where none can be told."""
        heads = [at for at, each in enumerate(self._found) if each.block.kind is Kind.HEADING]
        title = folded(self._facts.title)
        named = [at for at in heads if self._texts[at] == title]
        tops = [at for at in heads if self._found[at].block.level == 1]
        return (named or (tops if len(tops) == 1 else [-1]))[0]

    def _begins(self, each: Found) -> bool:
        """Whether a block is the article's first paragraph, and no standfirst."""
        text = each.block.text
        return (
            each.block.kind is Kind.PARAGRAPH
            and len(text) >= _PROSE
            and head.is_sentence(text)
            and text != self._facts.summary
            and not any(marks.is_standfirst(element) for element in near(each.element, 2))
        )

    def _heads(self, each: Found, *, inside: bool, above: bool) -> str:
        """Say why a block before the first paragraph is not read; empty where it is."""
        if self._chosen(each.element) is not None or self._belongs(each):
            return ""
        if above and (not inside or _is_link(each)):
            return "above the headline"
        return head.reason(each.block.text, self._facts)

    def _noted(self, each: Found) -> Block:
        """Return a block, as a note where the page calls it one of the editors."""
        if each.block.kind is Kind.PARAGRAPH and any(
            marks.is_note(element)
            for element in around(each.element)
            if self._sizes[element] <= _PART * self._all
        ):
            return each.block._replace(kind=Kind.NOTE)
        return each.block

    def _prose(self) -> int:
        """Count the letters and figures of paragraphs that are no lists of links."""
        return sum(
            len(text)
            for each, text in zip(self._found, self._texts, strict=True)
            if each.block.kind is Kind.PARAGRAPH
            and len(text) >= _PROSE
            and each.linked <= _LINKS * len(each.block.text)
        )

    def _is_small(self) -> bool:
        """Whether a page has so little text that trafilatura may miss what matters."""
        prose = (
            len(text) * (3 if max(text, default="") >= _DENSE else 1)
            for each, text in zip(self._found, self._texts, strict=True)
            if each.linked <= _LINKS * len(each.block.text)
        )
        return sum(prose) <= _SMALL

    def _smallest(self) -> "Element":
        """Return the article's element: the smallest with most of its text, or what frames that."""
        if self._small:
            frames = list(self._body.iterdescendants("article", "main"))
            return frames[0] if frames and self._holds_most(frames[0]) else self._body
        smallest, inner = self._body, self._body
        while inner is not None:
            smallest = inner
            inner = next(filter(self._holds_most, smallest.iterchildren(*_HOLDERS)), None)
        frame = next(smallest.iterancestors("article", "main"), None)
        return smallest if frame is None or self._others(frame) else frame

    def _holds_most(self, element: "Element") -> bool:
        return self._sizes[element] >= _MOST * self._all

    def _others(self, frame: "Element") -> bool:
        """Whether a frame holds articles beside the one: then it is a page's, not an article's."""
        return len(list(frame.iterdescendants("article"))) > 1

    def _belongs(self, each: Found) -> bool:
        """Whether a block outside the text is the article's all the same: its standfirst."""
        if len(each.block.text) > _PROSE / 2 and each.block.text == self._facts.summary:
            return True
        return any(marks.is_standfirst(element) for element in near(each.element, 2)) and (
            each.element.getparent() is not None
            and next(each.element.itersiblings("h1", preceding=True), None) is not None
        )

    def _reason(self, each: Found, *, inside: bool) -> str:
        """Say why a block is not read; empty where it is."""
        if each.apart:
            return each.apart
        chosen = self._chosen(each.element)
        if chosen is not None:
            return chosen
        if each.element.tag == "time" and head.is_date(each.block.text):
            return "the date"
        return (
            self._called(each.element)
            or self._by_kind(each.block)
            or ("links" if each.block.kind is Kind.PARAGRAPH and _is_link(each) else "")
            or ("" if inside else self._left_out(each))
        )

    def _chosen(self, element: "Element") -> str | None:
        """Say what the page itself or the site's rules decide; None where they leave it open."""
        for outer in around(element) if self._asked or self._excluded else ():
            if outer.get("data-narrate") == "skip":
                return SILENCED
            if outer in self._excluded:
                return "excluded by the site's rules"
        if not self._included:
            return None
        return "" if self._is_included(element) else "not included by the site's rules"

    def _called(self, element: "Element") -> str:
        """Say what the elements around are called: the nearest, but a caption's surroundings."""
        reason = ""
        for outer in around(element):
            if outer is self._region:
                break
            reason = self._marked(outer) or reason
            if reason not in {"", "a caption"}:
                break
        return reason

    def _by_kind(self, block: Block) -> str:
        """Say why nothing of a kind is read; a caption or a table is where that was chosen."""
        reasons = {Kind.CODE: "code"}
        if not self._choices.tables:
            reasons[Kind.TABLE] = "a table"
        if not self._choices.captions:
            reasons[Kind.CAPTION] = "a caption"
        return reasons.get(block.kind, "")

    def _is_included(self, element: "Element") -> bool:
        return any(outer in self._included for outer in around(element))

    def _marked(self, element: "Element") -> str:
        """Say what an element is called, unless it holds a good part of the text.

        A name that a good part of the text has is no name of furniture, either ("paywall"), but
        for others' words: there may be more of them than of the article's.
        """
        if element not in self._reasons:
            self._reasons[element] = self._name(element)
        return self._reasons[element]

    def _name(self, element: "Element") -> str:
        if self._sizes[element] > _PART * self._all or element.tag in _STRUCTURE:
            return ""
        if marks.hidden(element):
            return "hidden on the page"
        name = marks.called(element, 0)
        if name:
            name = marks.called(element, len("".join(element.itertext()).strip()))
        if self._common[name] > _PART * self._all:
            name = ""
        return name or marks.by_tag(element) or self._column(element)

    def _column(self, element: "Element") -> str:
        """Say that a cell of a table which arranges the page stands beside the article's own."""
        row = element.getparent() if element.tag == "td" else None
        beside = () if row is None else (cell for cell in row if cell is not element)
        return "a side column" if any(map(self._holds_main, beside)) else ""

    def _holds_main(self, element: "Element") -> bool:
        return self._sizes[element] >= (1 - _PART) * self._all

    def _left_out(self, each: Found) -> str:
        """Say why a block is not read that trafilatura left out, if it is no neighbor of text."""
        if each.linked > _LINKS * len(each.block.text):
            return "links"
        holder = _holder(each.element)
        if holder in self._holders or (self._small and holder.tag != "td"):
            return ""
        if each.block.kind is Kind.HEADING or self._belongs(each):
            return ""
        return OUTSIDE

    def _is_pulled(self, element: "Element") -> bool:
        if element not in self._pulled:
            self._pulled[element] = any(
                marks.is_pull_quote(outer) or outer.tag == "aside"
                for outer in near(element, 4)
                if outer is not self._region
            )
        return self._pulled[element]


def _is_link(each: Found) -> bool:
    """Whether a block is nothing but links, and no sentence: it leads to other articles."""
    return each.linked >= _ALL * len(each.block.text) and not head.is_sentence(each.block.text)


def _quotation(element: "Element") -> "Element | None":
    """Return what holds a quotation and its author."""
    return next((outer for outer in around(element) if outer.tag in _QUOTATIONS), None)


def _holder(element: "Element") -> "Element":
    """Return what holds a block beside others."""
    return next((outer for outer in around(element) if outer.tag in _HOLDERS), element)
