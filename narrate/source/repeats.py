"""What a page says twice: a pull quote, a teaser, a paragraph that stands there again."""

import re
from collections.abc import Sequence

from narrate.model import Block, Kind
from narrate.source.kept import folded

_SURE = 25  # letters that stand together by no accident
_CUT = re.compile(r"…|\.\.\.|\[.*?\]")


class Repeats:
    """The texts of a page's blocks that are no pull quotes, and what of them was said."""

    def __init__(self, texts: Sequence[str]) -> None:
        """Take the texts, folded."""
        self._whole = "\n".join(texts)
        self._said: set[str] = set()

    def reason(self, block: Block, *, pulled: bool) -> str:
        """Say why a block is said elsewhere; a block without a reason counts as said."""
        text = folded(block.text)
        if pulled and self._has(block.text):
            return "a pull quote: the text has its words"
        # A block of quotation that no name calls one: its own text is in the whole, too.
        if block.kind is Kind.QUOTE and len(text) >= _SURE and self._whole.count(text) > 1:
            longer = any(text in line and text != line for line in self._whole.split("\n"))
            if longer:
                return "a pull quote: the text has its words"
        if len(text) > 2 * _SURE and text in self._said:
            return "said already"
        self._said.add(text)
        return ""

    def _has(self, text: str) -> bool:
        """Whether the whole has a text, or each piece of one that was cut short."""
        pieces = [piece for piece in map(folded, _CUT.split(text)) if piece]
        return all(piece in self._whole for piece in pieces)
