"""Read an HTML page: its article as blocks, all else skipped with a reason, and its facts."""

from narrate.errors import SourceError
from narrate.model import Choices
from narrate.source import metadata, region, structure
from narrate.source.page import Page
from narrate.source.tree import lighten, parse
from narrate.source.walk import walk

_MOST_BLOCKS = 10_000  # a novel has fewer


def read(text: str, name: str, choices: Choices, url: str = "") -> Page:
    """Read a page; raise SourceError, naming ``name``, where it holds no article.

    ``url`` is the address from which it was fetched; a page from a file states its own.
    """
    tree = parse(text, name)
    facts = metadata.facts(tree)
    signs = structure.signs(tree)
    lighten(tree)
    body = tree.find("body")
    blocks = list(walk(tree if body is None else body, rows=choices.tables))
    if len(blocks) > _MOST_BLOCKS:
        raise SourceError(
            f"{name} has {len(blocks):,} paragraphs, too many for an article: name a "
            "page with one article."
        )
    parts = region.parts(tree, blocks, choices, choices.site(url or facts.url), facts)
    if not parts:
        raise SourceError(f"No article was found in {name}: check that the page holds its text.")
    evidence = structure.evidence(blocks, parts, facts.url or url, signs)
    return Page(tuple(parts), facts, evidence=evidence)
