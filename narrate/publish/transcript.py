"""The transcript: a page of HTML that is also XML, so that an EPUB can hold it unchanged."""

import re
from collections.abc import Iterator
from html import escape
from itertools import groupby
from typing import Final

from narrate.publish.manifest import Plain

_XML: Final = 'xmlns="http://www.w3.org/1999/xhtml"'
_ELEMENTS: Final = {"quote": "blockquote", "item": "li", "caption": "p", "disclosure": "p"}
_RIGHT_TO_LEFT: Final = frozenset("ar arc ckb dv fa he ks ps sd ug ur yi".split())  # noqa: SIM905
# What XML or HTML forbid.
_FORBIDDEN: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")


def transcript(manifest: Plain) -> str:
    """Return the transcript; each sentence is a ``span`` with an id: ``s1`` and so on."""
    article, label = manifest["article"], _text(manifest["disclosure"])
    language, title = escape(article["language"]), _text(article["title"])
    way = "rtl" if language.partition("-")[0].lower() in _RIGHT_TO_LEFT else "ltr"
    facts = [
        fact for fact in (article["byline"], article["publisher"], article["published"]) if fact
    ]
    return "\n".join(
        (
            "<!DOCTYPE html>",
            f'<html {_XML} lang="{language}" xml:lang="{language}" dir="{way}">',
            f'<head><meta charset="utf-8" /><title>{title}</title></head>',
            "<body>",
            "<main>",
            *([] if _headed(manifest) else [f"<h1>{title}</h1>"]),
            *_blocks(manifest),
            f"<footer><p>{_text(' · '.join(facts))}</p><p>{label}</p></footer>",
            "</main>",
            "</body>",
            "</html>\n",
        )
    )


def _headed(manifest: Plain) -> bool:
    return any(
        utterance["block"]["level"] == 1
        for utterance in manifest["utterances"]
        if _heads(utterance)
    )


def _heads(utterance: Plain) -> bool:
    return bool(utterance["block"]["kind"] == "heading")


def _blocks(manifest: Plain) -> Iterator[str]:
    """Yield the blocks as elements, items in a row as one list."""
    numbered = enumerate(manifest["utterances"], 1)
    for is_list, some in groupby(numbered, key=lambda pair: pair[1]["block"]["kind"] == "item"):
        elements = [
            _element(list(utterance)) for _, utterance in groupby(some, key=lambda n: n[1]["block"])
        ]
        yield from ["<ul>", *elements, "</ul>"] if is_list else elements


def _element(sentences: list[tuple[int, Plain]]) -> str:
    block = sentences[0][1]["block"]
    name = _ELEMENTS.get(block["kind"], "p")
    if _heads(sentences[0][1]):
        name = f"h{min(block['level'] or 2, 6)}"
    spans = (
        f'<span id="s{number}">{_text(utterance["written"])}</span>'
        for number, utterance in sentences
    )
    return f"<{name}>{' '.join(spans)}</{name}>"


def _text(text: str) -> str:
    return escape(_FORBIDDEN.sub(" ", text), quote=False)
