"""Read a sitemap: an item for each page that it lists, and for those of the maps that it names."""

from typing import TYPE_CHECKING

from narrate.errors import SourceError
from narrate.source.item import Item, Listing, unusable
from narrate.source.page import joined, shown
from narrate.source.web import Web

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_MOST_MAPS = 50  # that a sitemap names
_MOST_PAGES = 50_000  # sitemaps.org allows as many in one map


def read(data: bytes, name: str, web: Web) -> Listing:
    """Return an item for each page, in order; a map that cannot be read is an item that fails.

    Only addresses of the web come out. Raises SourceError, naming ``name``, where the map itself
    cannot be read or lists too many pages.
    """
    pages, maps = _entries(data, name)
    problems: list[Item] = []
    opened = 0
    while maps and opened < _MOST_MAPS and len(pages) <= _MOST_PAGES:
        address = maps.pop(0)
        opened += 1
        if not address:
            pages.append("")
            continue
        try:
            fetched = web.fetch(address, unasked=True)
            inner_pages, inner_maps = _entries(fetched.data, fetched.url)
        except SourceError as error:
            problems.append(Item(address, unasked=True, problem=str(error)))
            continue
        pages += inner_pages
        maps += inner_maps
    if len(pages) > _MOST_PAGES:
        raise SourceError(
            f"{name} lists more than {_MOST_PAGES:,} pages: name a sitemap of one part of the site."
        )
    usable = filter(None, dict.fromkeys(pages))
    listing = Listing([*(Item(page, unasked=True) for page in usable), *problems])
    listing.notes = unusable(pages.count(""))
    return listing


def _entries(data: bytes, name: str) -> tuple[list[str], list[str]]:
    """Return the addresses of the pages, and of the maps, that a map lists; "" for an unusable."""
    from lxml.etree import XMLParser, XMLSyntaxError, fromstring

    parser = XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        tree = fromstring(data, parser)
    except XMLSyntaxError as error:
        raise SourceError(f"{name} is no sitemap ({shown(error.msg)}): name its pages.") from error
    if tree.getroottree().docinfo.doctype:
        raise SourceError(f"{name} declares a document type, which is not allowed: name its pages.")
    return _addresses(tree, "{*}url/{*}loc", name), _addresses(tree, "{*}sitemap/{*}loc", name)


def _addresses(tree: "Element", path: str, name: str) -> list[str]:
    """Return the addresses at ``path``, "" for each that is not a web address."""
    return [joined(name, place.text or "") for place in tree.iterfind(path)]
