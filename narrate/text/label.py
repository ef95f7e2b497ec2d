"""The label as it is spoken: utterances of its own before the article's, among or after them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from narrate.model import Article, Block, Disclosure, Kind, Pauses, Utterance
from narrate.text import prepare

_MINUTE_MS = 60_000
_LETTER_MS = 70  # about 150 English words a minute, spaces and punctuation included


def labelled(
    article: Article,
    utterances: Sequence[Utterance],
    label: Disclosure,
    pauses: Pauses,
    speed: float = 1.0,
) -> tuple[Article, Sequence[Utterance]]:
    """Return the article with the label's blocks, and all utterances.

    The rules of the label's own language, not those of the article, prepare its words. ``speed``
    is the factor of the voice, by which the label comes again after ``label.every_min`` minutes.
    """
    if label.spoken == "no":
        return article, utterances
    taken = [block.position for block in article.blocks]
    taken += [skipped.block.position for skipped in article.skipped]
    block = Block(Kind.DISCLOSURE, " ".join(label.words.split()), position=min(taken) - 1)
    words = prepare([block], label.language, pauses=pauses).utterances
    passages = list(_passages(utterances, label.every_min * _MINUTE_MS * speed or float("inf")))
    blocks, spoken = list(article.blocks), list[Utterance]()
    if label.spoken == "start":
        blocks.insert(0, block)
        spoken += words
    for position, passage in enumerate(passages, max(taken) + 1):
        spoken += passage
        if passage is not passages[-1] or label.spoken == "end":
            again = block._replace(position=position)
            blocks.insert(blocks.index(passage[-1].block) + 1, again)
            spoken += [utterance._replace(block=again) for utterance in words]
    return replace(article, blocks=tuple(blocks)), tuple(spoken)


def _passages(utterances: Sequence[Utterance], limit_ms: float) -> Iterator[list[Utterance]]:
    """Yield the utterances in passages of whole blocks, each but the last of ``limit_ms`` or more.

    Nobody has spoken yet, so the letters estimate the time. No passage ends with a heading.
    """
    passage: list[Utterance] = []
    elapsed_ms = 0.0
    for _, group in groupby(utterances, key=lambda utterance: utterance.block):
        if elapsed_ms >= limit_ms and passage[-1].block.kind is not Kind.HEADING:
            yield passage
            passage, elapsed_ms = [], 0.0
        for utterance in group:
            passage.append(utterance)
            elapsed_ms += _LETTER_MS * len(utterance.spoken) + utterance.pause_ms
    yield passage
