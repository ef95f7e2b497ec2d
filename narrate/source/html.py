"""Read an HTML page: its article as blocks, all else skipped with a reason, and its facts."""

import re

from narrate.errors import SourceError
from narrate.source import metadata, region
from narrate.source.page import Page
from narrate.source.tree import parse
from narrate.source.walk import walk

_CHARSET = re.compile(
    rb"""<(?:meta[^>]+charset|\?xml[^>]+encoding)\s*=\s*["']?([\w-]+)""", re.IGNORECASE
)


def charset(data: bytes) -> str:
    """Give the encoding that a page declares, or empty."""
    found = _CHARSET.search(data, 0, 2048)
    return found[1].decode("ascii") if found else ""


def read(text: str, name: str) -> Page:
    """Read a page; raise SourceError, naming ``name``, where no article is in it."""
    tree = parse(text, name)
    facts = metadata.facts(tree)
    body = tree.find("body")
    parts = region.parts(tree, list(walk(tree if body is None else body, rows=False)))
    if not parts:
        raise SourceError(f"No article was found in {name}: check that the page holds its text.")
    return Page(tuple(parts), facts)
