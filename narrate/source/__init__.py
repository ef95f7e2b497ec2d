"""Where an article comes from: a file, a page, a feed, a folder, or standard input."""

from narrate.source.article import slug
from narrate.source.encoding import decode
from narrate.source.listing import Item, items
from narrate.source.reading import Reading, read
from narrate.source.web import Web

__all__ = ["Item", "Reading", "Web", "decode", "items", "read", "slug"]
