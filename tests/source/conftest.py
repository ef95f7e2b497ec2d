from collections.abc import Callable
from pathlib import Path

import pytest

from narrate.model import Article, Block, Kind, Skipped
from narrate.source import Reading, read


@pytest.fixture
def read_file(tmp_path: Path) -> Callable[..., Reading]:
    """Write a file and read it back."""

    def read_one(
        content: str | bytes, name: str = "story.txt", *, language: str = "", title: str = ""
    ) -> Reading:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read(str(path), language=language, title=title)

    return read_one


@pytest.fixture
def outline(read_file: Callable[..., Reading]) -> Callable[..., list[str]]:
    """Write a file and give what became of it, a line for each block in order."""

    def outline_one(content: str | bytes, name: str = "story.txt", **flags: str) -> list[str]:
        return outlined(read_file(content, name, **flags).article)

    return outline_one


def outlined(article: Article) -> list[str]:
    parts: list[Block | Skipped] = [*article.blocks, *article.skipped]
    lines = dict(map(_line, parts))
    assert sorted(lines) == list(range(len(parts))), "each position once, none left out"
    return [lines[position] for position in range(len(parts))]


def _line(part: Block | Skipped) -> tuple[int, str]:
    if isinstance(part, Skipped):
        return part.block.position, f"({part.reason}) {part.block.text}"
    marks = {
        Kind.HEADING: "#" * part.level,
        Kind.ITEM: "-" * part.level,
        Kind.PARAGRAPH: "¶",
        Kind.QUOTE: ">",
    }
    return part.position, f"{marks[part.kind]} {part.text}"
