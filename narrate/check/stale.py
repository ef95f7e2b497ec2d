"""Whether an article's text still is what its audio says."""

from collections import Counter
from collections.abc import Iterable, Mapping
from textwrap import shorten
from typing import Any

from narrate.check.finding import Finding
from narrate.model import Article

_SHOWN = 60
_REMEDY = ": make it again"


def text(article: Article, about: Mapping[str, Any]) -> Finding:
    """Return what of an article, as it is now, its narration's manifest does not know.

    Blocks that are spoken are compared by their characters, white space aside.
    """
    spoken = {said["block"]["position"] for said in about["utterances"]}
    here = _squeezed(block.text for block in article.blocks)
    there = _squeezed(b["text"] for b in about["blocks"] if b["position"] in spoken)
    if here == there:
        return Finding("text", f"{len(here)} paragraphs, as they are spoken")
    now, then = Counter(here), Counter(there)
    new, gone = now - then, then - now
    if not new and not gone:
        return Finding("text", "", f"its paragraphs are spoken in another order{_REMEDY}")
    parts = [f"{new.total()} of {now.total()} paragraphs not spoken as they are"] if new else []
    parts += [f"{gone.total()} spoken as they no longer are"] if gone else []
    shown = next(iter((new or gone).elements()))
    first = next(
        each
        for each in (*(b.text for b in article.blocks), *(b["text"] for b in about["blocks"]))
        if "".join(each.split()) == shown
    )
    return Finding(
        "text",
        shorten(first, _SHOWN, placeholder=" …"),
        f"{', '.join(parts)}{_REMEDY}",
    )


def _squeezed(texts: Iterable[str]) -> list[str]:
    return ["".join(text.split()) for text in texts if any(map(str.isalnum, text))]
