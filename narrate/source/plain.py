"""Read plain text: blocks between blank lines, list lines, a headline and headings."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from narrate.model import Block, Kind
from narrate.source import inline
from narrate.source.furniture import reason
from narrate.source.page import Page, tidy

_LONGEST_WRAP = 120
_LONGEST_HEADLINE = 120
_LONGEST_HEADING = 60
_BULLET = re.compile(r"[-*•‣▪◦]\s+(?=\S)")
_NUMBER = re.compile(r"(\d{1,2})[.)]\s+(?=\S)")
_SENTENCE_END = re.compile(r"""[.!?…:;,]["'”’»)\]]*$""")


def read(text: str, language: str) -> Page:
    """Read plain text; ``language`` selects the furniture that can precede the headline."""
    lines = [tidy(line) for line in text.splitlines()]
    if "\n\n" not in "\n".join(lines).strip() and max(map(len, lines), default=0) > _LONGEST_WRAP:
        # Not hard-wrapped, and no blank line anywhere: each line is a paragraph.
        lines = [part for line in lines for part in (line, "")]
    numbered = _numbered(lines)
    groups = groupby(enumerate(lines), _is_filled)
    filled = (list(group) for has_text, group in groups if has_text)
    blocks = [block for group in filled for block in _blocks(group, numbered)]
    return Page(tuple(_with_headings(blocks, language)))


def _is_filled(line: tuple[int, str]) -> bool:
    return line[1] != ""


def _numbered(lines: Sequence[str]) -> set[int]:
    """Return the lines of numbered lists: one number alone, as in "1. FC", makes no list."""
    matches = enumerate(map(_NUMBER.match, lines))
    numbers = [(row, int(match[1])) for row, match in matches if match]
    steps = [(row, after) for (row, low), (after, high) in pairwise(numbers) if high == low + 1]
    return {row for step in steps for row in step}


def _blocks(lines: Sequence[tuple[int, str]], numbered: set[int]) -> Iterator[Block]:
    bulleted = {row for row, line in lines if _BULLET.match(line)}
    if len(bulleted) == 1 and lines[0][0] not in bulleted:
        bulleted.clear()  # a dash that the wrapping brought to the start of a line
    starts = [row for row, _ in lines if row in numbered or row in bulleted]
    first = lines[0][0]
    for start, end in pairwise(dict.fromkeys([first, *starts, first + len(lines)])):
        joined = tidy(
            inline.joined("\n".join(line for _, line in lines[start - first : end - first]))
        )
        if start in bulleted:
            yield Block(Kind.ITEM, _BULLET.sub("", joined, count=1), 1)
        elif start in numbered:
            yield Block(Kind.ITEM, _NUMBER.sub("", joined, count=1), 1)
        else:
            yield Block(Kind.PARAGRAPH, joined)


def _with_headings(blocks: Sequence[Block], language: str) -> Iterator[Block]:
    first = next((row for row, block in enumerate(blocks) if not reason(block.text, language)), -1)
    for row, block in enumerate(blocks):
        if row == first and row + 1 < len(blocks) and _can_head(block, _LONGEST_HEADLINE):
            yield block._replace(kind=Kind.HEADING, level=1)
        elif (
            0 < row < len(blocks) - 1
            and _can_head(block, _LONGEST_HEADING)
            and block.text[0].isupper()
            and _is_prose(blocks[row - 1])
            and _is_prose(blocks[row + 1])
        ):
            yield block._replace(kind=Kind.HEADING, level=2)
        else:
            yield block


def _can_head(block: Block, longest: int) -> bool:
    return (
        block.kind is Kind.PARAGRAPH
        and len(block.text) <= longest
        and not _SENTENCE_END.search(block.text)
        and any(map(str.isalpha, block.text))
    )


def _is_prose(block: Block) -> bool:
    return len(block.text) > _LONGEST_HEADING and bool(_SENTENCE_END.search(block.text))
