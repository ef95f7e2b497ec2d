"""The label as it is spoken: an utterance of its own before the article's or after them."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from narrate.model import Article, Block, Disclosure, Kind, Pauses, Utterance
from narrate.text import prepare


def labelled(
    article: Article, utterances: Sequence[Utterance], label: Disclosure, pauses: Pauses
) -> tuple[Article, Sequence[Utterance]]:
    """Return the article with the label as its first or last block, and all utterances.

    The rules of the label's own language, not those of the article, prepare its words.
    """
    if label.spoken == "no":
        return article, utterances
    taken = [block.position for block in article.blocks]
    taken += [skipped.block.position for skipped in article.skipped]
    first = label.spoken == "start"
    position = min(taken) - 1 if first else max(taken) + 1
    block = Block(Kind.DISCLOSURE, " ".join(label.words.split()), position=position)
    label_utterances = prepare([block], label.language, pauses=pauses).utterances
    if first:
        blocks, spoken = chain([block], article.blocks), chain(label_utterances, utterances)
    else:
        blocks, spoken = chain(article.blocks, [block]), chain(utterances, label_utterances)
    return replace(article, blocks=tuple(blocks)), tuple(spoken)
