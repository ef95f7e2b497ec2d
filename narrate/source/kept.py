"""What trafilatura takes for the text of a page."""

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
        """Look for the text of a page whose paragraphs have so many letters and figures.

        trafilatura compares what it finds with what others would. That takes longer than all else
        and is seldom better, so it is left to pages of which little was found.
        """
        body = _extracted(tree, fast=True)
        if len(_whole(body)) < _SHARE * prose:
            body = _extracted(tree, fast=False)
        self._whole = _whole(body)
        pieces = [] if body is None else body.itertext()
        self._pieces = {folded(piece) for piece in pieces}
        if body is not None:
            blocks = body.iter("p", "head", "item", "quote")
            self._pieces |= {folded("".join(block.itertext())) for block in blocks if len(block)}

    def has(self, text: str) -> bool:
        """Whether a block, folded, is in the text."""
        return bool(text) and (text in self._pieces or (len(text) >= _SURE and text in self._whole))


def folded(text: str) -> str:
    """Return the letters and figures of a text, for comparing."""
    return "".join(_LETTERS.findall(text.casefold()))


@cache
def _settings() -> "ConfigParser":
    from trafilatura.settings import use_config

    # What it tells its log a user could not act on, and Python prints it where nobody listens.
    logging.getLogger("trafilatura").addHandler(_NOBODY)
    settings = use_config()
    # Below this size it falls back on text without headings and lists.
    settings.set("DEFAULT", "MIN_EXTRACTED_SIZE", "1")
    return settings


def _whole(body: "Element | None") -> str:
    return "" if body is None else folded("".join(body.itertext()))


def _extracted(tree: "Element", *, fast: bool) -> "Element | None":
    import trafilatura

    found = trafilatura.bare_extraction(
        tree,  # which it copies
        config=_settings(),
        fast=fast,
        with_metadata=False,
        include_comments=False,
        include_formatting=False,
    )
    return None if found is None else found.body  # type: ignore[union-attr]
