"""The place of an article's text on its page: how much each element holds, and the region."""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from narrate.model import Kind
from narrate.source import marks
from narrate.source.kept import Kept, folded
from narrate.source.tree import HOLDERS, around, framed, holder
from narrate.source.walk import Found

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

PROSE: Final = 60  # letters of a paragraph
MOSTLY_LINKS: Final = 0.5  # of a block that is a list of links
_MOST = 0.9  # of the text is in the region
_PART = 0.3  # of the text and more is in no furniture, whatever it is called
_SMALL = 2_000  # letters on a page of which trafilatura may see too little
_TINY = 200  # letters on a page
_FEW = 3  # times as much prose as text: what was extracted is not the article
_SURE = 25  # letters that stand together by no accident
_DENSE = "\u2e80"  # from here on a letter is a word or a syllable
SURE_NAMES: Final = {"comments", "related links", "furniture of the page"}
_FRAMES = ("article", "main")


class Shape:
    """Where the text that was extracted lies on a page, block by block and element by element.

    ``body_text`` is the article's text as the page's data states it, or "". ``inside`` tells for
    each candidate whether it is a part of the text, ``parents`` has the element that holds it and
    its siblings; ``region`` is the article's element.
    """

    def __init__(self, tree: "Element", candidates: Sequence[Found], body_text: str) -> None:
        """Extract the text of a page and find it among its ``candidates``."""
        self.texts = [folded(candidate.block.text) for candidate in candidates]
        self._candidates = candidates
        self.parents = [holder(candidate.element) for candidate in candidates]
        self._body = next(tree.iterchildren("body"), tree)
        self._letters = self._count()
        self.small = self._letters <= _SMALL
        self._stated, prose = folded(body_text), self._prose()
        self._stated_lines = {folded(line) for line in body_text.splitlines()} - {""}
        self.inside = self._found(Kept(tree, prose))
        if _FEW * self._size() < prose and (frame := self._fullest_frame()) is not None:
            self.inside = self._found(Kept(framed(frame), prose))
        self.small |= not any(self.inside)
        self._continue_bodies()
        self._sizes: Counter[Element] = Counter()
        self.holders: set[Element] = set()
        self._common: Counter[str] = Counter()
        self._measure()
        self._all = self._sizes[self._body] or 1
        self.region = self._smallest()

    def is_article(self, element: "Element") -> bool:
        """Tell whether an element holds so much of the text that it is no furniture."""
        return self._sizes[element] > _PART * self._all

    def is_common(self, name: str) -> bool:
        """Tell whether a good part of the text has a name that elsewhere is one of furniture."""
        return self._common[name] > _PART * self._all

    def holds_most(self, element: "Element") -> bool:
        """Tell whether an element holds nearly all of the text."""
        return self._sizes[element] >= _MOST * self._all

    def holds_main(self, element: "Element") -> bool:
        """Tell whether an element holds more of the text than any other beside it can."""
        return self._sizes[element] >= (1 - _PART) * self._all

    def is_framed(self, element: "Element") -> bool:
        """Tell whether an element lies in the frame of the text.

        So does all of a page whose text is a line or two, or of which no text was extracted.
        """
        frames = {_frame(text_holder) for text_holder in self.holders} - {None}
        return not self.holders or self._letters <= _TINY or _frame(element) in frames

    def is_frameless(self) -> bool:
        """Tell whether a part of the text stands in no frame of an article."""
        return any(_frame(text_holder) is None for text_holder in self.holders)

    def _found(self, extracted: Kept) -> list[bool]:
        """Tell for each candidate whether it is in the text that was extracted or stated."""
        return [
            not candidate.apart and (extracted.has(text) or self._states(text))
            for candidate, text in zip(self._candidates, self.texts, strict=True)
        ]

    def _states(self, text: str) -> bool:
        """Tell whether a block, folded, is in the text that the page's data states."""
        return text in self._stated_lines or (len(text) >= _SURE and text in self._stated)

    def _size(self) -> int:
        return sum(
            len(text) for text, inside in zip(self.texts, self.inside, strict=True) if inside
        )

    def _fullest_frame(self) -> "Element | None":
        """Return the article or main part with the most prose: it may stand in furniture."""
        sizes: Counter[Element] = Counter()
        for candidate, text in zip(self._candidates, self.texts, strict=True):
            if len(text) >= PROSE and candidate.linked <= MOSTLY_LINKS * len(candidate.block.text):
                for frame in candidate.element.iterancestors(*_FRAMES):
                    sizes[frame] += len(text)
        return max(sizes, key=sizes.__getitem__, default=None)

    def _prose(self) -> int:
        """Count the letters and figures of paragraphs that are no lists of links."""
        return sum(
            len(text)
            for candidate, text in zip(self._candidates, self.texts, strict=True)
            if candidate.block.kind is Kind.PARAGRAPH
            and len(text) >= PROSE
            and candidate.linked <= MOSTLY_LINKS * len(candidate.block.text)
        )

    def _count(self) -> int:
        """Count the letters and figures outside lists of links; a letter of Chinese counts as 3."""
        prose = (
            len(text) * (3 if max(text, default="") >= _DENSE else 1)
            for candidate, text in zip(self._candidates, self.texts, strict=True)
            if candidate.linked <= MOSTLY_LINKS * len(candidate.block.text)
        )
        return sum(prose)

    def _continue_bodies(self) -> None:
        """Count as text the prose in elements of the same class and depth as much of the text.

        Some layouts break a body into several such elements, of which trafilatura takes the first.
        """
        shares: Counter[tuple[str, ...]] = Counter()
        known = {element: _likeness(element) for element in set(self.parents)}
        shapes = [known[element] for element in self.parents]
        for shape, text, inside in zip(shapes, self.texts, self.inside, strict=True):
            shares[shape] += len(text) if inside and shape else 0
        bodies = {shape for shape, size in shares.items() if size > _PART * shares.total()}
        for index, candidate in enumerate(self._candidates):
            if (
                shapes[index] in bodies
                and not candidate.apart
                and len(self.texts[index]) >= PROSE
                and candidate.linked <= MOSTLY_LINKS * len(candidate.block.text)
            ):
                self.inside[index] = True

    def _measure(self) -> None:
        """Count how much of the text each element holds, and each name that elements have."""
        for index, text in enumerate(self.texts):
            if not self.inside[index]:
                continue
            outer = around(self._candidates[index].element)
            for element in outer:
                self._sizes[element] += len(text)
            self.holders.add(self.parents[index])
            for name in {marks.called(element, 0) for element in outer} - {"", *SURE_NAMES}:
                self._common[name] += len(text)

    def _smallest(self) -> "Element":
        """Return the article's element: the smallest with most of its text, or its frame."""
        if self.small:
            frame = next(self._body.iterdescendants(*_FRAMES), None)
            return frame if frame is not None and self.holds_most(frame) else self._body
        smallest, inner = self._body, self._body
        while inner is not None:
            smallest = inner
            inner = next(filter(self.holds_most, smallest.iterchildren(*HOLDERS)), None)
        frame = next(smallest.iterancestors(*_FRAMES), None)
        return smallest if frame is None or _has_other_articles(frame) else frame


def _likeness(element: "Element") -> tuple[str, ...]:
    """Return the tag, class and depth of an element that has a class; else nothing."""
    names = element.get("class") or ""
    if not names.strip():
        return ()
    return str(element.tag), names, str(sum(1 for _ in element.iterancestors()))


def _has_other_articles(frame: "Element") -> bool:
    """Tell whether a frame holds several articles: then it frames the page, not an article."""
    return len(list(frame.iterdescendants("article"))) > 1


def _frame(element: "Element") -> "Element | None":
    """Return the article or main part of the page that an element lies in."""
    return next((outer for outer in around(element) if outer.tag in _FRAMES), None)
