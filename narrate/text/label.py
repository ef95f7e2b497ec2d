"""The label as it is spoken: an utterance of its own before the article's or after them."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from narrate.model import Article, Block, Disclosure, Kind, Pauses, Utterance
from narrate.text import prepare


def labelled(
    article: Article, utterances: Sequence[Utterance], label: Disclosure, pauses: Pauses
) -> tuple[Article, Sequence[Utterance]]:
    """Return an article whose blocks hold the label where it is spoken, and what is then said.

    Its position is before all others, or after; it is said by the rules of its own language.
    """
    if label.spoken == "no":
        return article, utterances
    taken = [block.position for block in article.blocks]
    taken += [skipped.block.position for skipped in article.skipped]
    first = label.spoken == "start"
    position = min(taken) - 1 if first else max(taken) + 1
    block = Block(Kind.DISCLOSURE, " ".join(label.words.split()), position=position)
    said = prepare([block], label.language, pauses=pauses).utterances
    if first:
        blocks, spoken = chain([block], article.blocks), chain(said, utterances)
    else:
        blocks, spoken = chain(article.blocks, [block]), chain(utterances, said)
    return replace(article, blocks=tuple(blocks)), tuple(spoken)
