"""A narration's pieces, end to end, in frames.

A piece is an utterance and the pause after it, a whole number of slots long.
"""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from narrate.audio.blocks import Blocks
from narrate.audio.jingles import Around
from narrate.audio.measure import Measure
from narrate.model import Cue, Utterance


class Piece(NamedTuple):
    """``frames`` frames from ``start``: silence of ``before`` frames, the utterance, its pause.

    ``key`` names all that decides how it sounds, but for the gain; ``around`` is what else sounds
    in it.
    """

    utterance: Utterance
    measure: Measure
    key: str
    start: int
    before: int
    frames: int
    around: Around | None = None

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
    blocks: Blocks

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
