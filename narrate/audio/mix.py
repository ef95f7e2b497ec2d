"""Mixing: pydub stitches each piece's silence and speech, and the jingles sound around them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from narrate.audio.grid import TAIL_FRAMES
from narrate.audio.loudness import limited
from narrate.audio.measure import FULL_SCALE, samples
from narrate.audio.shape import segment
from narrate.audio.track import Piece
from narrate.errors import AudioError
from narrate.model import Audio

if TYPE_CHECKING:
    from pydub import AudioSegment


def join(spoken: Sequence[Audio], passage: Sequence[Piece], target_lufs: float) -> bytes:
    """Return a passage's PCM: its pieces, to the frame, with the jingles around them."""
    pcm = b"".join(join_piece(audio, piece) for audio, piece in zip(spoken, passage, strict=True))
    first, last = passage[0], passage[-1]
    if not (first.around and last.around):
        return pcm
    wave, rate_hz, start = samples(pcm), spoken[0].sample_rate_hz, 0
    end = len(wave) - TAIL_FRAMES
    if first.around.opening:
        opening = first.around.opening.wave(rate_hz, target_lufs)
        start = len(opening)
        wave[:start] += opening
    if last.around.closing:
        closing = last.around.closing.wave(rate_hz, target_lufs)
        wave[end - len(closing) : end] += closing
        end -= len(closing)
    if bed := first.around.bed:
        origin = first.start + start
        words = first.body_start - origin, last.cue.end_frame - origin
        wave[start:end] += bed.bed(rate_hz, target_lufs, end - start, words)
    wave *= np.float32(FULL_SCALE)
    return limited(wave, rate_hz)


def join_piece(audio: Audio, piece: Piece) -> bytes:
    """Return a piece's PCM: the silence before, the audio, and its pause, to the frame."""
    after = piece.frames - piece.lead - audio.frames
    if audio.frames != piece.measure.frames or after < 0:
        raise AudioError(f"{audio.frames} frames do not fit into a piece of {piece.frames}.")
    parts = (bytes(2 * piece.lead), audio.pcm, bytes(2 * after))
    return bytes(_stitched(*(segment(pcm, audio.sample_rate_hz) for pcm in parts)).raw_data)


def _stitched(first: "AudioSegment", *following: "AudioSegment") -> "AudioSegment":
    """Return segments end to end; unless told otherwise pydub lets them overlap by 100 ms."""
    for segment_ in following:
        first = first.append(segment_, crossfade=0)
    return first
