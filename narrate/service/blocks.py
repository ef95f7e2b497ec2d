"""The decisions of editors for single blocks of an article: skip, restore, voice, pause.

A decision names its block by the hash of its text, so that it survives a new version of the page
as long as the block itself does.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from hashlib import blake2b
from typing import Final, NamedTuple

from narrate.model import Article, Block, Hint, Kind, Skipped
from narrate.service.submission import Json

# A block that an editor restores is spoken as text: its old kind may be one that no page speaks.
_RESTORED: Final = {Kind.FURNITURE: Kind.PARAGRAPH}


class Placed(NamedTuple):
    """A block in its place, with its key; ``skipped`` where it is not spoken."""

    key: str
    block: Block
    skipped: Skipped | None = None


def placed(article: Article) -> Iterator[Placed]:
    """Yield all blocks of an article in their order, spoken or skipped, each with its key."""
    spoken: list[tuple[Block, Skipped | None]] = [(block, None) for block in article.blocks]
    skipped = [(skip.block, skip) for skip in article.skipped]
    counts: Counter[str] = Counter()
    for block, skip in sorted([*spoken, *skipped], key=lambda pair: pair[0].position):
        key = blake2b(block.text.encode(errors="replace"), digest_size=6).hexdigest()
        counts[key] += 1
        yield Placed(key if counts[key] == 1 else f"{key}-{counts[key]}", block, skip)


def decided(article: Article, decisions: Json) -> Article:
    """Return an article with the decisions by block key applied."""
    if not decisions:
        return article
    spoken: list[Block] = []
    skipped: list[Skipped] = []
    is_restored = False
    for key, block, skip in placed(article):
        decision = decisions.get(key, {})
        is_skipped = decision.get("skip", skip is not None)
        if is_skipped:
            reason = f"skipped by {decision.get('by') or 'an editor'}"
            skipped.append(skip or Skipped(block, reason))
            continue
        is_restored |= skip is not None
        kind = _RESTORED.get(block.kind, block.kind) if skip else block.kind
        hints = (*block.hints, *_hints(decision, block))
        spoken.append(block._replace(kind=kind, hints=hints))
    decided_article = replace(article, blocks=tuple(spoken), skipped=tuple(skipped))
    return _renumbered(decided_article) if is_restored else decided_article


def _hints(decision: Json, block: Block) -> Iterator[Hint]:
    """Yield the hints that carry a block's voice and pause."""
    if voice := decision.get("voice"):
        yield Hint(0, len(block.text), "voice", voice)
    if (pause_ms := decision.get("pause_ms")) is not None:
        yield Hint(0, len(block.text), "pause", str(pause_ms))


def _renumbered(article: Article) -> Article:
    """Return an article whose blocks have a position each: a page may give a part its whole's."""
    spoken: list[Block] = []
    skipped: list[Skipped] = []
    for position, (_, block, skip) in enumerate(placed(article)):
        if skip:
            skipped.append(skip._replace(block=block._replace(position=position)))
        else:
            spoken.append(block._replace(position=position))
    return replace(article, blocks=tuple(spoken), skipped=tuple(skipped))
