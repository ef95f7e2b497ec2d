"""Apply a publisher's decisions: rules by CSS selectors, and marks of a page on its blocks."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from narrate.errors import UsageError
from narrate.model import Block, Hint, Kind, Site
from narrate.source.tree import around
from narrate.source.walk import Found

if TYPE_CHECKING:
    from lxml.etree import _Element as Element


def selected(tree: "Element", selectors: tuple[str, ...]) -> Iterator["Element"]:
    """Yield the elements that CSS selectors match; UsageError names a malformed selector."""
    from cssselect import GenericTranslator, SelectorError

    for selector in selectors:
        try:
            path = GenericTranslator().css_to_xpath(selector)
        except SelectorError as error:
            raise UsageError(
                f"{selector!r} in the rules of a site is not a CSS selector ({error}): correct it "
                "in narrate.toml."
            ) from error
        yield from tree.xpath(path)


def renamed(tree: "Element", candidates: Sequence[Found], site: Site) -> list[Found]:
    """Return the blocks, each of the kind that the site's rules give it, if they give one."""
    kinds = {
        element: kind
        for selector, kind in site.kinds.items()
        for element in selected(tree, (selector,))
    }
    return [_renamed(candidate, kinds) for candidate in candidates] if kinds else list(candidates)


def _renamed(candidate: Found, kinds: "dict[Element, Kind]") -> Found:
    block = candidate.block
    chosen = (kinds[outer] for outer in around(candidate.element) if outer in kinds)
    kind = next(chosen, block.kind)
    if kind is block.kind:
        return candidate
    level = {Kind.HEADING: 2, Kind.ITEM: 1}.get(kind, 0)
    return candidate._replace(block=block._replace(kind=kind, level=level))


def is_wanted(element: "Element") -> bool:
    """Return whether the nearest ``data-narrate`` around a block says to read it."""
    marks = (outer.get("data-narrate") for outer in around(element))
    return next((word for word in marks if word in {"say", "skip"}), "") == "say"


def with_say_hint(block: Block) -> Block:
    """Return a block with the hint that it must be read, however it looks."""
    return block._replace(hints=(*block.hints, Hint(0, len(block.text), "say", "")))
