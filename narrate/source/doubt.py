"""Doubt whether a page is the article, and say why.

``walls.tsv`` holds pages that stand in place of an article: a kind, the place of a pattern (the
whole title, or somewhere in a paragraph), and the pattern.
"""

import re
from collections.abc import Sequence
from functools import cache
from importlib import resources

from narrate.model import Article, Block, Kind
from narrate.source.head import is_sentence
from narrate.source.page import OUTSIDE, Evidence

_NAMES = {
    "consent": "it asks for consent",
    "challenge": "it asks a browser to prove itself",
    "missing": "it says that the page was not found",
    "login": "it asks the reader to sign in",
}
_LONGEST_WALL = 1_500  # characters
_LONGEST_LOGIN = 600  # characters; "Welcome back" is a headline, too
_WALL_SHARE = 0.5  # of the spoken characters stands in paragraphs that match
_LONGEST_STUB = 1_500  # characters
_STUB_SHARE = 0.6  # of the words that the page says it has
_FEWEST_OUTSIDE = 3
_OUTSIDE_SHARE = 0.1
_LONGEST_TITLE = 200
_TITLE_PARTS = re.compile(r" [|–—:•·-]+ ")
_SILENT = frozenset((Kind.HEADING, Kind.FURNITURE, Kind.DISCLOSURE))
_TYPEWRITER = str.maketrans("‘’“”", "''\"\"")


def reason(article: Article, evidence: Evidence) -> str:
    """Return why an article as it was read is probably not the article; "" where it is.

    The words read on from "is held back".
    """
    prose = [block for block in article.blocks if block.kind not in _SILENT]
    if not prose:
        count = len(article.skipped)
        rest_of_page = "1 other block is" if count == 1 else f"{count} other blocks are"
        return f"since it would speak a headline alone ({rest_of_page} left out)"
    return next(
        filter(
            None,
            (
                _wall(article, prose),
                *evidence.reasons,
                _stub(prose, evidence),
                _outside(article, prose),
            ),
        ),
        "",
    )


def _wall(article: Article, prose: Sequence[Block]) -> str:
    """Return the wall that replaces the article, as a reason, or ""."""
    size = _size(prose)
    if size > _LONGEST_WALL:
        return ""
    headings = [block.text for block in article.blocks if block.kind is Kind.HEADING][:2]
    titles = {
        part
        for title in (article.title, *headings)
        for part in (title, *_TITLE_PARTS.split(title))
        if len(title) <= _LONGEST_TITLE
    }
    for kind, title_pattern, text_pattern in _walls():
        matching = _size([block for block in prose if text_pattern.search(_folded(block.text))])
        shown = next(
            (text for text in sorted(titles) if title_pattern.fullmatch(_folded(text))), ""
        )
        if kind == "login" and size > _LONGEST_LOGIN:
            continue
        if shown or (kind != "login" and matching >= _WALL_SHARE * size):
            sign = f"“{shown}”" if shown else f"{matching} of its {size} characters do"
            return f"since {_NAMES[kind]} ({sign})"
    return ""


def _stub(prose: Sequence[Block], evidence: Evidence) -> str:
    """Return how little of an article for subscribers is on its page, or ""."""
    if not evidence.gated:
        return ""
    words = sum(len(block.text.split()) for block in prose)
    if evidence.words and words < _STUB_SHARE * evidence.words:
        return (
            f"since {words:,} of {evidence.words:,} words of an article for subscribers are there"
        )
    if not evidence.words and _size(prose) < _LONGEST_STUB:
        return f"since {words:,} words of an article for subscribers are there"
    return ""


def _outside(article: Article, prose: Sequence[Block]) -> str:
    """Return how much text beside the article looks like more of it, or ""."""
    outside = [
        skipped.block
        for skipped in article.skipped
        if skipped.reason == OUTSIDE and is_sentence(skipped.block.text)
    ]
    share = _size(outside) / _size(prose)
    if len(outside) < _FEWEST_OUTSIDE or share <= _OUTSIDE_SHARE:
        return ""
    return (
        f"since {len(outside)} paragraphs beside the article, {share:.0%} of its spoken text, "
        "would be left out"
    )


def _size(blocks: Sequence[Block]) -> int:
    return sum(len(block.text) for block in blocks)


def _folded(text: str) -> str:
    return text.casefold().translate(_TYPEWRITER).strip(" .!?…:")


@cache
def _walls() -> tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...]:
    """Return for each kind of wall the patterns of its titles and of its paragraphs."""
    table = resources.files("narrate.source").joinpath("walls.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in table.splitlines()[1:]]

    def pattern(kind: str, place: str) -> re.Pattern[str]:
        return re.compile("|".join(row[2] for row in rows if row[:2] == [kind, place]))

    return tuple((kind, pattern(kind, "title"), pattern(kind, "text")) for kind in _NAMES)
