"""The one gain that brings a narration to its target, and the share of each piece in it."""

import math
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Final

import numpy as np

from narrate.audio.loudness import (
    ABSOLUTE_GATE_LUFS,
    CEILING_DBTP,
    MONO_LU,
    gated,
    integrated,
    lufs,
)  # fmt: skip
from narrate.audio.measure import FULL_SCALE
from narrate.audio.track import Track
from narrate.model import Cue, Loudness, Share

_GAIN_STAYS_LU: Final = 0.5


def level(track: Track, target: float, earlier: Loudness | None = None) -> Loudness:
    """Return the one gain in dB that brings a narration to a target in LUFS as heard.

    Where an earlier narration measured some pieces, its gate holds, and so does its gain as long as
    the whole stays within half a LU of the target: then reused pieces keep their level.
    """
    if earlier is None or all(piece.measure.share is None for piece in track.pieces):
        measured, gate_lufs = integrated(track.blocks.means)
        earlier_gain_db = None
    else:
        gate_lufs, earlier_gain_db = earlier.gate_lufs, earlier.gain_db
        parts = list(shares(track, gate_lufs))
        blocks = sum(part.blocks for part in parts)
        measured = lufs(sum(part.power for part in parts) / blocks if blocks else 0.0)
    gain_db = target - MONO_LU - measured if math.isfinite(measured) else 0.0
    if earlier_gain_db is not None and abs(gain_db - earlier_gain_db) <= _GAIN_STAYS_LU:
        gain_db = earlier_gain_db
    # Silence has the smallest peak that PCM can hold: JSON has no infinity.
    peak = max(chain([1 / FULL_SCALE], (piece.measure.peak for piece in track.pieces)))
    peak_db = 20 * math.log10(peak) + gain_db
    return Loudness(
        target_lufs=target,
        measured_lufs=round(max(measured, ABSOLUTE_GATE_LUFS) + MONO_LU, 2),
        gain_db=round(gain_db, 2),
        true_peak_db=round(min(peak_db, CEILING_DBTP), 2),
        gate_lufs=round(max(gate_lufs, ABSOLUTE_GATE_LUFS), 2),
    )


def shares(track: Track, gate_lufs: float) -> Iterator[Share]:
    """Yield the share of each piece in the loudness of the whole: the blocks that start in it."""
    means, first = track.blocks.means, track.blocks.first
    for piece in track.pieces:
        if (share := piece.measure.share) is None:
            above = gated(means[first(piece.start) : first(piece.end)], gate_lufs)
            share = Share(len(above), float(above.sum(dtype=np.float64)), piece.measure.peak)
        yield share


def cues(track: Track, loudness: Loudness, sizes: Sequence[int]) -> Sequence[Cue]:
    """Return the cues of a track, each with the bytes that its piece has become."""
    return tuple(
        piece.cue._replace(share=share, bytes=size)
        for piece, share, size in zip(
            track.pieces, shares(track, loudness.gate_lufs), sizes, strict=True
        )
    )
