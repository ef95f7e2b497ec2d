"""What narrate makes of a page, as text that anyone can read and edit.

``python tests/golden.py PAGE.html`` prints it; ``--write`` puts it beside the page, as PAGE.txt.
"""

import sys
from dataclasses import fields
from pathlib import Path

from narrate.model import Article, Block, Kind, Skipped
from narrate.source import LENIENT, read

PAGES = Path(__file__).with_name("source") / "pages"
_FACTS = [
    field.name
    for field in fields(Article)
    if field.name not in {"id", "blocks", "skipped", "pronunciations"}
]
_MARKS = {
    Kind.PARAGRAPH: "¶",
    Kind.QUOTE: ">",
    Kind.NOTE: "!",
    Kind.CAPTION: "▣",
    Kind.TABLE: "▦",
}


def golden(page: Path) -> str:
    """Return the facts that a page states, then each of its blocks in order."""
    article = read(str(page), overrides=LENIENT).article
    facts = [f"{name}: {said}" for name in _FACTS if (said := getattr(article, name))]
    return "\n".join([*facts, "", *outlined(article), ""])


def outlined(article: Article) -> list[str]:
    """Return what becomes of an article's blocks, in order: a mark for the kind, or the reason."""
    parts: list[Block | Skipped] = [*article.blocks, *article.skipped]
    parts.sort(key=_position)
    assert [_position(part) for part in parts] == list(range(len(parts))), "each place once"
    return [line for part in parts for line in _lines(part)]


def _position(part: Block | Skipped) -> int:
    return part.block.position if isinstance(part, Skipped) else part.position


def _lines(part: Block | Skipped) -> list[str]:
    if isinstance(part, Skipped):
        return [f"({part.reason}) {part.block.text}"]
    levels = {Kind.HEADING: "#" * part.level, Kind.ITEM: "-" * part.level}
    hints = [
        f"  {hint.kind} {hint.value}: {part.text[hint.start : hint.end]}" for hint in part.hints
    ]
    return [f"{(_MARKS | levels)[part.kind]} {part.text}", *hints]


if __name__ == "__main__":
    for name in sys.argv[1:]:
        if name != "--write":
            told = golden(Path(name))
            if "--write" in sys.argv:
                Path(name).with_suffix(".txt").write_text(told, "utf-8")
            else:
                print(told, end="")
