"""Compare the current text of an article with the sentences of its audio."""

from collections import Counter
from collections.abc import Iterable, Mapping
from textwrap import shorten
from typing import Any

from narrate.check.finding import Finding
from narrate.model import Article, Kind

_SHOWN = 60
_REMEDY = ": make it again"


def text(article: Article, manifest: Mapping[str, Any]) -> Finding:
    """Return the finding on an article, as it is now, compared with its narration's manifest.

    Blocks that are spoken are compared by their characters, white space aside.
    """
    spoken = {utterance["block"]["position"] for utterance in manifest["utterances"]}
    current_texts = _squeezed(block.text for block in article.blocks)
    spoken_texts = _squeezed(b["text"] for b in manifest["blocks"] if b["position"] in spoken)
    if current_texts == spoken_texts:
        return Finding("text", f"{len(current_texts)} paragraphs, as they are spoken")
    current, spoken_counts = Counter(current_texts), Counter(spoken_texts)
    added, removed = current - spoken_counts, spoken_counts - current
    if not added and not removed:
        return Finding("text", "", f"its paragraphs are spoken in another order{_REMEDY}")
    parts = (
        [f"{added.total()} of {current.total()} paragraphs not spoken as they are"] if added else []
    )
    parts += [f"{removed.total()} spoken as they no longer are"] if removed else []
    shown = next(iter((added or removed).elements()))
    first = next(
        text_
        for text_ in (*(b.text for b in article.blocks), *(b["text"] for b in manifest["blocks"]))
        if "".join(text_.split()) == shown
    )
    return Finding(
        "text",
        shorten(first, _SHOWN, placeholder=" …"),
        f"{', '.join(parts)}{_REMEDY}",
    )


def _squeezed(texts: Iterable[str]) -> list[str]:
    return ["".join(text.split()) for text in texts if any(map(str.isalnum, text))]


def gone(article: Article, manifest: Mapping[str, Any]) -> list[str]:
    """Return the spoken paragraphs that an article's page no longer has, headings aside.

    The page may hold more than the narration says: it was read as a whole, and the text that a
    content system sent was not.
    """
    spoken = {utterance["block"]["position"] for utterance in manifest["utterances"]}
    blocks = (*article.blocks, *(skipped.block for skipped in article.skipped))
    page = "".join("".join(block.text.split()) for block in blocks)
    return [
        block["text"]
        for block in manifest["blocks"]
        if block["position"] in spoken
        and block["kind"] not in {Kind.HEADING.value, Kind.DISCLOSURE.value}
        and "".join(block["text"].split()) not in page
    ]
