"""An article as written: blocks in order, and the blocks that are skipped with a reason.

Text offsets count Unicode code points.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """The kind of a block: it decides the pause after it, its voice and whether it is spoken."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    QUOTE = "quote"
    ITEM = "item"
    CAPTION = "caption"
    TABLE = "table"
    CODE = "code"
    NOTE = "note"  # of the editors: a correction, how the article came about
    FURNITURE = "furniture"
    DISCLOSURE = "disclosure"  # the label, where it is spoken: not a part of what was written


class Hint(NamedTuple):
    """A hint of the page itself, or of an editor, for ``text[start:end]`` of a block.

    ``kind`` is ``as`` (say this instead), ``abbr`` (what an abbreviation stands for), ``lang`` (a
    BCP 47 tag) or ``say`` (read this, whatever it looks like). Two are an editor's, for a block as
    a whole: ``voice`` (the name of its voice) and ``pause`` (the silence after it in ms).
    """

    start: int
    end: int
    kind: str
    value: str


class Block(NamedTuple):
    """One block of an article as written.

    ``level`` is 1-6 for a heading and the nesting depth, from 1, for an item; else 0.
    ``position`` is the ordinal of the block in its source, so that what is spoken and what is
    skipped can be put back in order. White space in ``text`` is single spaces, none at the ends.
    """

    kind: Kind
    text: str
    level: int = 0
    position: int = 0
    hints: tuple[Hint, ...] = ()


class Skipped(NamedTuple):
    """A block that is not spoken, and the reason that a person can read.

    ``characters`` is the length of its text where only that is known: narrate.json omits the text.
    """

    block: Block
    reason: str
    characters: int = 0

    @property
    def length(self) -> int:
        """The number of characters that are not spoken."""
        return self.characters or len(self.block.text)


@dataclass(frozen=True, slots=True)
class Article:
    """An article as written: blocks to speak, and skipped blocks with their reasons.

    ``language`` is a BCP 47 tag; dates are ISO 8601; what is unknown is empty. ``id`` is stable
    for one source. The headline is a heading of level 1 in ``blocks`` where it is to be spoken.
    ``image`` is a web address; ``picture`` the path of a local file, which is never published as
    such. ``pronunciations`` are terms and how the article itself says them; ``voice`` is the name
    of the voice that it asks for.
    """

    id: str
    title: str
    language: str
    blocks: Sequence[Block]
    skipped: tuple[Skipped, ...] = ()
    summary: str = ""
    byline: str = ""
    publisher: str = ""
    published: str = ""
    modified: str = ""
    url: str = ""
    image: str = ""
    section: str = ""
    picture: str = ""
    pronunciations: tuple[tuple[str, str], ...] = ()
    voice: str = ""
