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
    """``frames`` frames from ``start``: silence of ``lead`` frames, the utterance, its pause.

    ``key`` names all that decides its sound, but for the gain; ``around`` are its jingles.
    """

    utterance: Utterance
    measure: Measure
    key: str
    start: int
    lead: int
    frames: int
    around: Around | None = None

    @property
    def body_start(self) -> int:
        """The frame of the narration at which the utterance itself starts."""
        return self.start + self.lead

    @property
    def end(self) -> int:
        """The frame of the narration at which the next piece starts."""
        return self.start + self.frames

    @property
    def cue(self) -> Cue:
        """The cue of the utterance."""
        end = self.body_start + self.measure.frames
        words, faults = self.measure.words, self.measure.faults
        return Cue(self.utterance, self.body_start, end, words, key=self.key, faults=faults)


class Track(NamedTuple):
    """The pieces of a narration, end to end, and the mean power of its blocks."""

    pieces: Sequence[Piece]
    sample_rate_hz: int
    blocks: Blocks

    @property
    def frames(self) -> int:
        """The length."""
        return self.pieces[-1].end

    @property
    def passages(self) -> Iterator[tuple[Piece, ...]]:
        """The units of encoding: a piece, or several with one bed under them."""
        pieces = iter(self.pieces)
        for piece in pieces:
            following = piece.around.passage - 1 if piece.around else 0
            yield (piece, *islice(pieces, following))
