"""What a publisher's own rules find on its pages, by CSS selectors."""

from typing import TYPE_CHECKING

from narrate.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element


def selected(tree: "Element", selectors: tuple[str, ...]) -> "Iterator[Element]":
    """Yield what CSS selectors find on a page; UsageError names one that is none."""
    from cssselect import GenericTranslator, SelectorError  # noqa: PLC0415 - where a site has rules

    for selector in selectors:
        try:
            path = GenericTranslator().css_to_xpath(selector)
        except SelectorError as error:
            raise UsageError(
                f"{selector!r} in the rules of a site is no CSS selector ({error}): correct it "
                "in narrate.toml."
            ) from error
        yield from tree.xpath(path)
