"""Read an HTML page: its article as blocks, all else skipped with a reason, and its facts."""

from dataclasses import replace
from typing import TYPE_CHECKING

from narrate.errors import SourceError
from narrate.model import Choices
from narrate.source import fallback, jsonld, metadata, recipe, region, structure
from narrate.source.page import Facts, Page
from narrate.source.structure import Signs
from narrate.source.tree import lighten, open_shadows, parse
from narrate.source.walk import walk

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_MOST_BLOCKS = 10_000  # a novel has fewer


def read(text: str, name: str, choices: Choices, url: str = "") -> Page:
    """Read a page; raise SourceError, naming ``name``, where it holds no article.

    ``url`` is the address from which it was fetched; a page from a file states its own.
    """
    tree = parse(text, name)
    open_shadows(tree)
    described = jsonld.objects(tree)
    data = jsonld.article(described, tree)
    facts = metadata.facts(tree, data)
    signs = structure.signs(tree, data, described)
    instructions = recipe.read(jsonld.recipe(described, tree), numbers=choices.numbers)
    lighten(tree)
    language, body = facts.language or "en", facts.body
    if instructions.ingredients or instructions.steps:
        facts = replace(facts, body="\n".join((body, *instructions.lines())))
    page = recipe.completed(_page(tree, name, choices, facts, signs, url), instructions, language)
    if fallback.is_bare(page.parts, language):
        for version in fallback.versions(tree, body, is_list=bool(page.evidence.listing)):
            other = _page(version.tree, name, choices, facts, signs, url)
            if fallback.is_enough(other.parts, language):
                return replace(other, notes=(version.note,))
    if not page.parts and not page.evidence.listing:
        raise SourceError(f"No article was found in {name}: check that the page holds its text.")
    return page


def _page(  # noqa: PLR0917 - a page and each thing that decides on its blocks
    tree: "Element", name: str, choices: Choices, facts: Facts, signs: Signs, url: str
) -> Page:
    """Return the blocks of a page's article; raise SourceError where there are too many."""
    body = tree.find("body")
    blocks = list(
        walk(tree if body is None else body, rows=choices.tables, numbers=choices.numbers)
    )
    if len(blocks) > _MOST_BLOCKS:
        raise SourceError(
            f"{name} has {len(blocks):,} paragraphs, too many for an article: name a "
            "page with one article."
        )
    parts = region.parts(tree, blocks, choices, choices.site(url or facts.url), facts)
    evidence = structure.evidence(blocks, parts, facts.url or url, name, signs)
    return Page(tuple(parts), facts, evidence=evidence)
