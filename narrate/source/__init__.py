"""Where an article comes from: a text, Markdown or HTML file, or standard input."""

from narrate.source.article import slug
from narrate.source.encoding import decode
from narrate.source.reading import Reading, read

__all__ = ["Reading", "decode", "read", "slug"]
