"""Every sentence is spoken once or skipped with a reason: counted before anything is published."""

from collections.abc import Iterable
from itertools import groupby

from narrate.errors import PublishError
from narrate.model import Article, Block, Utterance


def check(article: Article, utterances: Iterable[Utterance]) -> None:
    """Raise PublishError, naming the words, unless all of each block is spoken, in order, once.

    A sentence that the article skips within a block, with nothing to say, counts as spoken.
    """
    groups = [
        (position, [utterance.written for utterance in group])
        for position, group in groupby(utterances, key=lambda u: u.block.position)
    ]
    spoken_blocks = dict(groups)
    skipped: dict[int, list[str]] = {}
    for skip in article.skipped:
        skipped.setdefault(skip.block.position, []).append(skip.block.text)
    for block in article.blocks:
        spoken, silent = spoken_blocks.get(block.position, []), skipped.get(block.position, [])
        if (unspoken := _unspoken(block, spoken, silent)) is not None:
            raise PublishError(
                f"Nothing was published: «{unspoken}» would not be spoken, or not once. "
                "This is a bug in narrate; please report the sentence."
            )
    places = [block.position for block in article.blocks if block.position in spoken_blocks]
    if [position for position, _ in groups] != places:
        raise PublishError(
            "Nothing was published: a block is spoken twice, out of place or not in the article. "
            "This is a bug in narrate; please report the article."
        )


def _unspoken(block: Block, spoken: list[str], silent: list[str]) -> str | None:
    """Return the first gap between the parts of a block, white space aside, or None."""
    text, spoken_blocks, mute = _squeezed(block.text), list(spoken), list(silent)
    while text:
        for parts in (spoken_blocks, mute):
            if parts and text.startswith(part := _squeezed(parts[0])):
                text = text[len(part) :]
                parts.pop(0)
                break
        else:
            return text[:60]
    return spoken_blocks[0] if spoken_blocks else None


def _squeezed(text: str) -> str:
    return "".join(text.split())
