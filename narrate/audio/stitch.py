"""Where each utterance stands in the narration, in frames.

A piece is an utterance and the pause after it, as long as a whole number of slots: so pieces can
be encoded apart, on all cores, and their MP3 frames put end to end.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, repeat
from typing import TYPE_CHECKING, NamedTuple

from narrate.errors import AudioError
from narrate.model import Cue, Utterance

if TYPE_CHECKING:
    from narrate.audio.blocks import Blocks
    from narrate.audio.measure import Measure
    from narrate.audio.sounds import Around

# LAME writes this many frames late; the silence at a piece's end gives it room (see mp3.py).
TAIL_FRAMES = 1_152
_MPEG_1_HZ = 32_000


class Piece(NamedTuple):
    """``frames`` frames from ``start``: silence of ``before`` frames, the utterance, its pause.

    ``key`` names all that decides how it sounds, but for the gain; ``around`` is what else sounds
    in it.
    """

    utterance: Utterance
    measure: "Measure"
    key: str
    start: int
    before: int
    frames: int
    around: "Around | None" = None

    @property
    def body_start(self) -> int:
        """Where the utterance itself begins in the narration."""
        return self.start + self.before

    @property
    def end(self) -> int:
        """Where the next one begins."""
        return self.start + self.frames

    @property
    def cue(self) -> Cue:
        """When the utterance is heard."""
        end = self.body_start + self.measure.frames
        words, faults = self.measure.words, self.measure.faults
        return Cue(self.utterance, self.body_start, end, words, key=self.key, faults=faults)


class Track(NamedTuple):
    """The pieces of a narration, end to end, and how loud it is when."""

    pieces: Sequence[Piece]
    sample_rate_hz: int
    blocks: "Blocks"

    @property
    def frames(self) -> int:
        """The length."""
        return self.pieces[-1].end

    @property
    def passages(self) -> Iterator[tuple[Piece, ...]]:
        """What is encoded as one: a piece, or several where a sound goes on under them."""
        pieces = iter(self.pieces)
        for piece in pieces:
            others = piece.around.passage - 1 if piece.around else 0
            yield (piece, *islice(pieces, others))


def slot_frames(sample_rate_hz: int) -> int:
    """Return the length of an MP3 frame: MPEG-1 from 32 kHz on, else MPEG-2 (ISO/IEC 13818-3)."""
    return 1_152 if sample_rate_hz >= _MPEG_1_HZ else 576


def stitch(
    utterances: Iterable[Utterance],
    measures: "Iterable[Measure]",
    lead_ms: int,
    keys: Sequence[str] = (),
    around: "Sequence[Around]" = (),
) -> Track:
    """Return the track of one utterance or more, silence of ``lead_ms`` before the first.

    ``around`` is what else sounds with each utterance, which makes its piece longer.
    """
    from narrate.audio.blocks import Blocks
    from narrate.audio.measure import NO_POWERS

    blocks: Blocks | None = None
    rates_hz = set()

    def pieces() -> Iterator[Piece]:
        nonlocal blocks
        start = 0
        named = zip(utterances, keys or repeat(""), around or repeat(None), strict=False)
        for (utterance, key, sounds), measure in zip(named, measures, strict=True):
            rate_hz = measure.sample_rate_hz
            rates_hz.add(rate_hz)
            slot = slot_frames(rate_hz)
            before = 0 if blocks else lead_ms * rate_hz // 1000
            pause = max(TAIL_FRAMES, utterance.pause_ms * rate_hz // 1000)
            if sounds:
                before += sounds.before_frames(rate_hz)
                pause = sounds.pause_frames(rate_hz, pause)
            frames = -(-(before + measure.frames + pause) // slot) * slot
            blocks = blocks or Blocks(rate_hz)
            # Silence before it shifts an utterance by less than a slot: no block's sum minds.
            blocks.add(frames // slot, before // slot, measure.powers)
            kept = measure._replace(powers=NO_POWERS)  # they stand in the blocks
            yield Piece(utterance, kept, key, start, before, frames, sounds or None)
            start += frames

    found = tuple(pieces())
    if blocks is None or len(rates_hz) != 1:
        raise AudioError(f"The voice changed its sample rate within the article: {rates_hz} Hz.")
    return Track(found, rates_hz.pop(), blocks)
