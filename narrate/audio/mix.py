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
    wave, rate_hz, at = samples(pcm), spoken[0].sample_rate_hz, 0
    end = len(wave) - TAIL_FRAMES
    if before := first.around.before:
        opening = before.wave(rate_hz, target_lufs)
        at = len(opening)
        wave[:at] += opening
    if after := last.around.after:
        closing = after.wave(rate_hz, target_lufs)
        wave[end - len(closing) : end] += closing
        end -= len(closing)
    if under := first.around.under:
        words = first.body_start, last.cue.end_frame
        words = words[0] - first.start - at, words[1] - first.start - at
        wave[at:end] += under.bed(rate_hz, target_lufs, end - at, words)
    wave *= np.float32(FULL_SCALE)
    return limited(wave, rate_hz)


def join_piece(audio: Audio, piece: Piece) -> bytes:
    """Return a piece's PCM: the silence before, the audio, and its pause, to the frame."""
    after = piece.frames - piece.before - audio.frames
    if audio.frames != piece.measure.frames or after < 0:
        raise AudioError(f"{audio.frames} frames do not fit into a piece of {piece.frames}.")
    parts = (bytes(2 * piece.before), audio.pcm, bytes(2 * after))
    return bytes(_stitched(*(segment(pcm, audio.sample_rate_hz) for pcm in parts)).raw_data)


def _stitched(first: "AudioSegment", *others: "AudioSegment") -> "AudioSegment":
    """Return segments end to end; unless told otherwise pydub lets them overlap by 100 ms."""
    for other in others:
        first = first.append(other, crossfade=0)
    return first
