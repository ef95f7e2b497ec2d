"""What a publisher decides: its rules by CSS selectors, and what a page says of its own blocks."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from narrate.errors import UsageError
from narrate.model import Block, Hint, Kind, Site
from narrate.source.tree import around
from narrate.source.walk import Found

if TYPE_CHECKING:
    from lxml.etree import _Element as Element


def selected(tree: "Element", selectors: tuple[str, ...]) -> Iterator["Element"]:
    """Yield what CSS selectors find on a page; UsageError names one that is none."""
    from cssselect import GenericTranslator, SelectorError

    for selector in selectors:
        try:
            path = GenericTranslator().css_to_xpath(selector)
        except SelectorError as error:
            raise UsageError(
                f"{selector!r} in the rules of a site is no CSS selector ({error}): correct it "
                "in narrate.toml."
            ) from error
        yield from tree.xpath(path)


def renamed(tree: "Element", found: Sequence[Found], site: Site) -> list[Found]:
    """Return the blocks, each of the kind that the site's rules name, if they name one."""
    kinds = {
        element: kind
        for selector, kind in site.kinds.items()
        for element in selected(tree, (selector,))
    }
    return [_renamed(each, kinds) for each in found] if kinds else list(found)


def _renamed(each: Found, kinds: "dict[Element, Kind]") -> Found:
    found = (kinds[outer] for outer in around(each.element) if outer in kinds)
    kind = next(found, each.block.kind)
    if kind is each.block.kind:
        return each
    level = {Kind.HEADING: 2, Kind.ITEM: 1}.get(kind, 0)
    return each._replace(block=each.block._replace(kind=kind, level=level))


def is_wanted(element: "Element") -> bool:
    """Whether the page itself wants a block read: the nearest that says anything decides."""
    said = (outer.get("data-narrate") for outer in around(element))
    return next((word for word in said if word in {"say", "skip"}), "") == "say"


def wanted(block: Block) -> Block:
    """Return a block with the hint that it is read, whatever it looks like."""
    return block._replace(hints=(*block.hints, Hint(0, len(block.text), "say", "")))
