"""Where an article comes from: a file, a page, a feed, a folder, or standard input."""

from narrate.source.article import slug
from narrate.source.encoding import decode
from narrate.source.item import Item, Listing
from narrate.source.listing import items
from narrate.source.reading import LENIENT, STRICT, Overrides, Reading, permit, read
from narrate.source.web import Fetched, Web, is_address

__all__ = [
    "LENIENT",
    "STRICT",
    "Fetched",
    "Item",
    "Listing",
    "Overrides",
    "Reading",
    "Web",
    "decode",
    "is_address",
    "items",
    "permit",
    "read",
    "slug",
]
