"""The script of an article as plain values: each sentence as written and as spoken, and why."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from narrate.model import Article, Block, Utterance
from narrate.text.names import Term
from narrate.text.trace import trace


def script(article: Article, utterances: Iterable[Utterance]) -> dict[str, Any]:
    """Return the sentences of an article with their edits and words, and its skipped blocks."""
    return {
        "title": article.title,
        "language": article.language,
        "utterances": [
            {
                "written": utterance.written,
                "spoken": utterance.spoken,
                "pause_ms": utterance.pause_ms,
                "block": _block(utterance.block),
                "edits": [edit._asdict() for edit in utterance.edits],
                "words": [word._asdict() for word in trace(utterance)],
            }
            for utterance in utterances
        ],
        "skipped": [
            {"block": _block(skipped.block), "reason": skipped.reason}
            for skipped in article.skipped
        ],
    }


def names(
    terms: Sequence[Term], sounds: Sequence[str], utterances: Sequence[Utterance]
) -> list[dict[str, Any]]:
    """Return undecided terms, each with its sound in IPA where known, and its first sentence."""
    return [
        {
            **asdict(term),
            "parts": [part._asdict() for part in term.parts],
            "ipa": sound,
            "written": utterances[term.sentence - 1].written,
        }
        for term, sound in zip(terms, sounds, strict=True)
    ]


def _block(block: Block) -> dict[str, object]:
    return block._asdict() | {"hints": [hint._asdict() for hint in block.hints]}
