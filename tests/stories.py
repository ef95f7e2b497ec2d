"""A narration of two sentences, as small as one can be."""

import json
from typing import Any

from narrate.model import (
    Article,
    Block,
    Cue,
    Edit,
    Kind,
    Loudness,
    Narration,
    Utterance,
    Voice,
    Word,
)
from narrate.publish.manifest import dump, manifest

ONE = Utterance(
    Block(Kind.PARAGRAPH, "One at 11 p.m.", position=1),
    "One at 11 p.m.",
    (Edit(7, 14, "eleven P M", "time"),),
)
TWO = Utterance(Block(Kind.ITEM, "Two.", 1, position=2), "Two.")
NARRATION = Narration(
    article=Article("id", "Title", "en-GB", (ONE.block, TWO.block), byline="Ann"),
    voice=Voice("v", "espeak"),
    cues=(
        Cue(
            ONE,
            1_000,
            9_000,
            (
                Word(0, 900, 0, 3),
                Word(900, 2_000, 4, 6),
                Word(2_000, 4_000, 7, 13),
                Word(4_000, 5_000, 14, 15),
                Word(5_000, 8_000, 16, 17),
            ),
        ),
        Cue(TWO, 10_000, 19_000),
    ),
    frames=20_000,
    sample_rate_hz=8_000,
    loudness=Loudness(-16, -16, 0, -2),
    disclosure="Made with AI",
)


def manifest_of(narration: Narration) -> dict[str, Any]:
    """Return its manifest, as if the audio stood beside."""
    audio = {"name": "story.mp3", "bytes": 5, "sha256": "ab" * 32}
    plain: dict[str, Any] = json.loads(b"".join(dump(manifest(narration, {"audio": audio}))))
    return plain
