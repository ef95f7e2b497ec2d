"""The text that trafilatura finds on a page, to compare blocks with."""

import logging
import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from configparser import ConfigParser

    from lxml.etree import _Element as Element

_NOBODY = logging.NullHandler()
_SURE = 25  # letters that stand together by no accident
_SHARE = 1 / 3  # of the letters in a page's paragraphs
_LETTERS = re.compile(r"[^\W_]+")


class Kept:
    """The text that trafilatura finds, as letters and figures only."""

    def __init__(self, tree: "Element", prose: int) -> None:
        """Find the text of a page whose paragraphs have ``prose`` letters and figures.

        trafilatura can compare its text with that of other extractors. That takes longer than all
        else and is seldom better, so it is for pages of which it finds little.
        """
        body = _extracted(tree, fast=True)
        if len(_joined(body)) < _SHARE * prose:
            body = _extracted(tree, fast=False)
        self._text = _joined(body)
        pieces = [] if body is None else body.itertext()
        self._pieces = {folded(piece) for piece in pieces}
        if body is not None:
            blocks = body.iter("p", "head", "item", "quote")
            self._pieces |= {folded("".join(block.itertext())) for block in blocks if len(block)}

    def has(self, text: str) -> bool:
        """Tell whether a block, folded, is in the text."""
        return bool(text) and (text in self._pieces or (len(text) >= _SURE and text in self._text))


def folded(text: str) -> str:
    """Return the letters and figures of a text, for comparing."""
    return "".join(_LETTERS.findall(text.casefold()))


@cache
def _settings() -> "ConfigParser":
    from trafilatura.settings import use_config

    # No user could act on its log, and Python prints a log that has no handler.
    logging.getLogger("trafilatura").addHandler(_NOBODY)
    settings = use_config()
    # Below this size it falls back on text without headings and lists.
    settings.set("DEFAULT", "MIN_EXTRACTED_SIZE", "1")
    return settings


def _joined(body: "Element | None") -> str:
    return "" if body is None else folded("".join(body.itertext()))


def _extracted(tree: "Element", *, fast: bool) -> "Element | None":
    import trafilatura

    document = trafilatura.bare_extraction(
        tree,  # which it copies
        config=_settings(),
        fast=fast,
        with_metadata=False,
        include_comments=False,
        include_formatting=False,
    )
    return None if document is None else document.body  # type: ignore[union-attr]
