"""Choose the blocks of a page that are its article.

trafilatura finds the text; the page's own tree gives its order, the kind of each block, and the
missing pieces: trafilatura drops short paragraphs, lists and headings beside its text.
"""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from narrate.model import Block, Choices, Kind, Site, Skipped
from narrate.source import head, marks
from narrate.source.choices import is_wanted, renamed, selected, with_say_hint
from narrate.source.inline import SILENCED
from narrate.source.kept import Kept, folded
from narrate.source.orphans import without_orphans
from narrate.source.page import Facts
from narrate.source.repeats import Repeats
from narrate.source.tree import HOLDERS, around, holder, near, quotation
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
_PROSAIC = {Kind.PARAGRAPH, Kind.ITEM}
_OTHERS_WORDS = {"", "comments", "related links"}
_STRUCTURE = {"article", "main", "body"}


def parts(
    tree: "Element", pieces: Sequence[Found], choices: Choices, site: Site, facts: Facts
) -> list[Block | Skipped]:
    """Return the blocks of the article's region in order, each read or with a reason."""
    return _Region(tree, pieces, choices, site, facts).parts()


class _Region:
    def __init__(
        self, tree: "Element", pieces: Sequence[Found], choices: Choices, site: Site, facts: Facts
    ) -> None:
        self._choices, self._facts = choices, facts
        self._included = set(selected(tree, site.include))
        self._excluded = set(selected(tree, site.exclude))
        self._asked = bool(tree.xpath("boolean(//@data-narrate)"))
        self._pieces = renamed(tree, pieces, site)
        self._texts = [folded(piece.block.text) for piece in pieces]
        extracted, texts = Kept(tree, self._prose()), zip(pieces, self._texts, strict=True)
        self._inside = [not piece.apart and extracted.has(text) for piece, text in texts]
        self._body = next(tree.iterchildren("body"), tree)
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
        for piece, text, inside in zip(self._pieces, self._texts, self._inside, strict=True):
            if not inside:
                continue
            holders = around(piece.element)
            for element in holders:
                self._sizes[element] += len(text)
            self._holders.add(holder(piece.element))
            for why in {marks.called(element, 0) for element in holders} - _OTHERS_WORDS:
                self._common[why] += len(text)

    def parts(self) -> list[Block | Skipped]:
        """Judge each block, and skip the headings above blocks that are not read."""
        judged: list[Block | Skipped] = []
        repeats = Repeats(
            piece.block.text
            for piece in self._pieces
            if piece.block.kind in _PROSAIC and not self._is_pulled(piece.element)
        )
        headline = self._headline()
        begun = False
        for index, (piece, inside) in enumerate(zip(self._pieces, self._inside, strict=True)):
            if self._asked and is_wanted(piece.element):
                judged.append(with_say_hint(piece.block))
                continue
            within = inside or self._region in around(piece.element)
            if not within and not self._belongs(piece):
                continue
            reason = self._reason(piece, inside=inside)
            if not reason and not begun and index != headline:
                reason = self._heads(piece, inside=inside, above=index < headline)
            reason = reason or repeats.reason(
                piece.block, quotation(piece.element), pulled=self._is_pulled(piece.element)
            )
            begun |= not reason and index > headline and self._begins(piece)
            block = self._noted(piece)
            judged.append(Skipped(block, reason) if reason else block)
        return without_orphans(judged)

    def _headline(self) -> int:
        """Return the place of the headline; -1 where none can be told."""
        heads = [
            index for index, piece in enumerate(self._pieces) if piece.block.kind is Kind.HEADING
        ]
        title = folded(self._facts.title)
        named = [index for index in heads if self._texts[index] == title]
        tops = [index for index in heads if self._pieces[index].block.level == 1]
        return (named or (tops if len(tops) == 1 else [-1]))[0]

    def _begins(self, piece: Found) -> bool:
        """Tell whether a block is the article's first paragraph, and no standfirst."""
        text = piece.block.text
        return (
            piece.block.kind is Kind.PARAGRAPH
            and len(text) >= _PROSE
            and head.is_sentence(text)
            and text != self._facts.summary
            and not any(marks.is_standfirst(element) for element in near(piece.element, 2))
        )

    def _heads(self, piece: Found, *, inside: bool, above: bool) -> str:
        """Return why a block before the first paragraph is not read; "" where it is."""
        if self._chosen(piece.element) is not None or self._belongs(piece):
            return ""
        if above and (not inside or _is_link(piece)):
            return "above the headline"
        return head.reason(piece.block.text, self._facts)

    def _noted(self, piece: Found) -> Block:
        """Return a block, as a note where the page calls it one of the editors."""
        if piece.block.kind is Kind.PARAGRAPH and any(
            marks.is_note(element)
            for element in around(piece.element)
            if self._sizes[element] <= _PART * self._all
        ):
            return piece.block._replace(kind=Kind.NOTE)
        return piece.block

    def _prose(self) -> int:
        """Count the letters and figures of paragraphs that are no lists of links."""
        return sum(
            len(text)
            for piece, text in zip(self._pieces, self._texts, strict=True)
            if piece.block.kind is Kind.PARAGRAPH
            and len(text) >= _PROSE
            and piece.linked <= _LINKS * len(piece.block.text)
        )

    def _is_small(self) -> bool:
        """Tell whether a page has so little text that trafilatura may miss a part of it."""
        prose = (
            len(text) * (3 if max(text, default="") >= _DENSE else 1)
            for piece, text in zip(self._pieces, self._texts, strict=True)
            if piece.linked <= _LINKS * len(piece.block.text)
        )
        return sum(prose) <= _SMALL

    def _smallest(self) -> "Element":
        """Return the article's element: the smallest with most of its text, or its frame."""
        if self._small:
            frames = list(self._body.iterdescendants("article", "main"))
            return frames[0] if frames and self._holds_most(frames[0]) else self._body
        smallest, inner = self._body, self._body
        while inner is not None:
            smallest = inner
            inner = next(filter(self._holds_most, smallest.iterchildren(*HOLDERS)), None)
        frame = next(smallest.iterancestors("article", "main"), None)
        return smallest if frame is None or self._has_other_articles(frame) else frame

    def _holds_most(self, element: "Element") -> bool:
        return self._sizes[element] >= _MOST * self._all

    def _has_other_articles(self, frame: "Element") -> bool:
        """Tell whether a frame holds several articles: then it frames the page, not an article."""
        return len(list(frame.iterdescendants("article"))) > 1

    def _belongs(self, piece: Found) -> bool:
        """Tell whether a block outside the text belongs to the article: its standfirst."""
        if len(piece.block.text) > _PROSE / 2 and piece.block.text == self._facts.summary:
            return True
        return any(marks.is_standfirst(element) for element in near(piece.element, 2)) and (
            piece.element.getparent() is not None
            and next(piece.element.itersiblings("h1", preceding=True), None) is not None
        )

    def _reason(self, piece: Found, *, inside: bool) -> str:
        """Return why a block is not read; "" where it is."""
        if piece.apart:
            return piece.apart
        chosen = self._chosen(piece.element)
        if chosen is not None:
            return chosen
        if piece.element.tag == "time" and head.is_date(piece.block.text):
            return "the date"
        return (
            self._called(piece.element)
            or self._by_kind(piece.block)
            or ("links" if piece.block.kind is Kind.PARAGRAPH and _is_link(piece) else "")
            or ("" if inside else self._left_out(piece))
        )

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

    def _called(self, element: "Element") -> str:
        """Return the reason of the nearest name around, or that of a caption's surroundings."""
        reason = ""
        for outer in around(element):
            if outer is self._region:
                break
            reason = self._marked(outer) or reason
            if reason not in {"", "a caption"}:
                break
        return reason

    def _by_kind(self, block: Block) -> str:
        """Return why nothing of a kind is read; a caption or a table is read by choice."""
        reasons = {Kind.CODE: "code"}
        if not self._choices.tables:
            reasons[Kind.TABLE] = "a table"
        if not self._choices.captions:
            reasons[Kind.CAPTION] = "a caption"
        return reasons.get(block.kind, "")

    def _is_included(self, element: "Element") -> bool:
        return any(outer in self._included for outer in around(element))

    def _marked(self, element: "Element") -> str:
        """Return the reason that an element's name gives, unless it holds much of the text.

        A name that a good part of the text has is no name of furniture, either ("paywall"), but
        for others' words: there may be more of them than of the article's.
        """
        if element not in self._reasons:
            self._reasons[element] = self._name(element)
        return self._reasons[element]

    def _name(self, element: "Element") -> str:
        if marks.hidden(element) and not self._holds_most(element):
            return "hidden on the page"
        if self._sizes[element] > _PART * self._all or element.tag in _STRUCTURE:
            return ""
        name = marks.called(element, 0)
        if name:
            name = marks.called(element, len("".join(element.itertext()).strip()))
        if self._common[name] > _PART * self._all:
            name = ""
        return name or marks.by_tag(element) or self._column(element)

    def _column(self, element: "Element") -> str:
        """Return a reason for a cell of a layout table beside the article's own cell."""
        row = element.getparent() if element.tag == "td" else None
        neighbors = () if row is None else (cell for cell in row if cell is not element)
        return "a side column" if any(map(self._holds_main, neighbors)) else ""

    def _holds_main(self, element: "Element") -> bool:
        return self._sizes[element] >= (1 - _PART) * self._all

    def _left_out(self, piece: Found) -> str:
        """Return why a block that trafilatura left out is not read; "" for a neighbor of text."""
        if piece.linked > _LINKS * len(piece.block.text):
            return "links"
        parent = holder(piece.element)
        if parent in self._holders:
            return ""
        if self._small and parent.tag != "td" and self._is_framed(piece.element):
            return ""
        if piece.block.kind is Kind.HEADING or self._belongs(piece):
            return ""
        return OUTSIDE

    def _is_framed(self, element: "Element") -> bool:
        """Return whether an element lies in the frame of the kept text, where there is a frame."""
        frames = {_frame(holder) for holder in self._holders}
        return None in frames or _frame(element) in frames

    def _is_pulled(self, element: "Element") -> bool:
        if element not in self._pulled:
            self._pulled[element] = any(
                marks.is_pull_quote(outer) or outer.tag == "aside"
                for outer in near(element, 4)
                if outer is not self._region
            )
        return self._pulled[element]


def _is_link(piece: Found) -> bool:
    """Tell whether a block is nothing but links, and no sentence: it leads to other articles."""
    return piece.linked >= _ALL * len(piece.block.text) and not head.is_sentence(piece.block.text)


def _frame(element: "Element") -> "Element | None":
    """Return the article or main part of the page that an element lies in."""
    return next((outer for outer in around(element) if outer.tag in {"article", "main"}), None)
