"""Stitching: the place of each utterance in the narration, counted in frames."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import repeat

from narrate.audio.blocks import Blocks
from narrate.audio.grid import TAIL_FRAMES, slot_frames
from narrate.audio.jingles import Around
from narrate.audio.measure import NO_POWERS, Measure
from narrate.audio.track import Piece, Track
from narrate.errors import AudioError
from narrate.model import Utterance


def stitch(
    utterances: Iterable[Utterance],
    measures: Iterable[Measure],
    lead_ms: int,
    keys: Sequence[str] = (),
    around: Sequence[Around] = (),
) -> Track:
    """Return the track of one utterance or more, silence of ``lead_ms`` before the first.

    ``around`` are the jingles of each utterance, which make its piece longer.
    """
    blocks: Blocks | None = None
    rates_hz = set()

    def pieces() -> Iterator[Piece]:
        nonlocal blocks
        start = 0
        named = zip(utterances, keys or repeat(""), around or repeat(None), strict=False)
        for (utterance, key, jingle), measure in zip(named, measures, strict=True):
            rate_hz = measure.sample_rate_hz
            rates_hz.add(rate_hz)
            slot = slot_frames(rate_hz)
            lead = 0 if blocks else lead_ms * rate_hz // 1000
            pause = max(TAIL_FRAMES, utterance.pause_ms * rate_hz // 1000)
            if jingle:
                lead += jingle.lead_frames(rate_hz)
                pause = jingle.pause_frames(rate_hz, pause)
            frames = -(-(lead + measure.frames + pause) // slot) * slot
            blocks = blocks or Blocks(rate_hz)
            # The lead shifts an utterance by less than a slot, which no block notices.
            blocks.add(frames // slot, lead // slot, measure.powers)
            unpowered = measure._replace(powers=NO_POWERS)  # the blocks hold them
            yield Piece(utterance, unpowered, key, start, lead, frames, jingle or None)
            start += frames

    stitched = tuple(pieces())
    if blocks is None or len(rates_hz) != 1:
        raise AudioError(f"The voice changed its sample rate within the article: {rates_hz} Hz.")
    return Track(stitched, rates_hz.pop(), blocks)
