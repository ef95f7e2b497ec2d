"""The tables of a page: as one block, row by row, or as a recipe's list."""

import re
from typing import TYPE_CHECKING

from narrate.model import Block, Kind
from narrate.source.marks import words
from narrate.source.page import tidy

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BLOCKS_IN_A_CELL = "p", "div", "table", "ul", "ol", "h1", "h2", "h3", "article", "section"
INGREDIENTS = re.compile(
    r"ingredients|zutaten|(les )?ingrédients|(los )?ingredientes|składniki|інгредієнти",
    re.IGNORECASE,
)


def blocks(table: "Element", *, rows: bool) -> list[Block]:
    """Return a table as a whole, or with ``rows`` each row with the names of its columns.

    The rows of a recipe's ingredients are items.
    """
    cells = [
        [tidy("".join(cell.itertext())) for cell in row.iter("td", "th")]
        for row in table.iter("tr")
    ]
    if _lists_ingredients(table):
        items = filter(None, (tidy(" ".join(row)) for row in cells))
        return [Block(Kind.ITEM, item, 1) for item in items]
    caption = table.find("caption")
    name = tidy("".join(caption.itertext())) if caption is not None else ""
    if not rows:
        text = tidy(" ".join([name, *(cell for row in cells for cell in row)]))
        return [Block(Kind.TABLE, text)] if text else []
    headed = table.find(".//th") is not None
    return [Block(Kind.TABLE, line) for line in lines(name, cells, headed=headed)]


def lines(name: str, cells: list[list[str]], *, headed: bool) -> list[str]:
    """Return the rows of a table as text after its name; ``headed``: its first row is its head."""
    head = cells[0] if cells and headed else []
    rows = (_row(head, row) for row in (cells[1:] if head else cells))
    return [line for line in (name, *rows) if line]


def _row(head: list[str], row: list[str]) -> str:
    """Return a row as text: its cells, each after the name of its column."""
    named = head if len(head) == len(row) else [""] * len(row)
    cells = [
        f"{name}: {cell}" if name and column else cell
        for column, (name, cell) in enumerate(zip(named, row, strict=True))
        if cell
    ]
    text = ", ".join(cells)
    return f"{text}." if text and text[-1].isalnum() else text


def _lists_ingredients(table: "Element") -> bool:
    """Tell whether a table is a recipe's list of ingredients, by its names or its heading."""
    heading = next(table.itersiblings(*_HEADINGS, preceding=True), None)
    title = "" if heading is None else tidy("".join(heading.itertext()))
    return (
        "ingredient" in words(table)
        or bool(table.xpath("boolean(.//@itemprop[contains(., 'ngredient')])"))
        or INGREDIENTS.fullmatch(title) is not None
    )


def is_layout(table: "Element") -> bool:
    """Tell whether a table only arranges a page: it holds blocks, or has a single column."""
    if table.get("role") in {"presentation", "none"}:
        return True
    if next(table.iterdescendants(*_BLOCKS_IN_A_CELL), None) is not None:
        return True
    return all(len(row) < 2 for row in table.iter("tr"))
