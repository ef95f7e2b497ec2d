"""What a publisher chooses of a page: captions, tables, and rules for its own sites."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from narrate.errors import UsageError
from narrate.model import Kind

if TYPE_CHECKING:
    from lxml.etree import _Element as Element


@dataclass(frozen=True, slots=True)
class Site:
    """Rules for the pages of one site, as CSS selectors.

    ``include`` is what is read, and nothing else; ``exclude`` what is not; ``kinds`` says of what
    kind a block is: a heading, a paragraph, a quote, an item or a caption.
    """

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    kinds: Mapping[str, Kind] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Choices:
    """What is read of any page, and the rules of each site by its host: "example.org"."""

    captions: bool = False
    tables: bool = False
    sites: Mapping[str, Site] = field(default_factory=dict)

    def site(self, url: str) -> Site:
        """Return the rules for an address: those of its host, or of the nearest one above it."""
        host = (urlsplit(url).hostname or "").removeprefix("www.")
        while host:
            if host in self.sites:
                return self.sites[host]
            host = host.partition(".")[2]
        return Site()


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
