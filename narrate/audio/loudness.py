"""How loud a narration is, and the one gain and the limiter that bring it to its target.

Integrated loudness is ITU-R BS.1770-5 with the gates of EBU R 128. It is summed from slots of
some 26 ms, so that a sentence is measured once, wherever it stands.
"""

import math
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Final, cast

import numpy as np

from narrate.audio.blocks import Blocks
from narrate.audio.measure import (
    FULL_SCALE,
    Floats,
    Measure,
    Wave,
    high,
    to_pcm,
    true_peak,
)
from narrate.audio.stitch import Track
from narrate.errors import UsageError
from narrate.model import Audio, Cue, Loudness, Share

# name: (LUFS as heard, whose norm)
PRESETS: Final = {
    "podcast": (-16.0, "Apple Podcasts, AES TD1008 for speech"),
    "web": (-16.0, "AES TD1008 for speech"),
    "music": (-14.0, "Spotify and YouTube playback"),
    "broadcast": (-23.0, "EBU R 128"),
    "broadcast-us": (-24.0, "ATSC A/85"),
}
_LOUDEST_LUFS, _SOFTEST_LUFS = -9.0, -40.0
# A mono file plays from both loudspeakers: it is heard 3 LU louder than it measures.
_MONO_LU = 10 * math.log10(2)
_ABSOLUTE_GATE_LUFS, _RELATIVE_GATE_LU = -70.0, -10.0
_OFFSET_LUFS = -0.691
# 1 dB under the -1 dBTP of EBU R 128: what coding at 64 kbit/s adds to a peak.
CEILING_DBTP: Final = -2.0
_CORNER_S = 0.005
_GAIN_STAYS_LU = 0.5


def aim(loudness: str | float) -> float:
    """Return the target of a preset's name, or the number itself; UsageError names the presets."""
    if isinstance(loudness, str):
        if loudness not in PRESETS:
            raise UsageError(f"There is no loudness {loudness!r}. Presets: {', '.join(PRESETS)}.")
        return PRESETS[loudness][0]
    if not _SOFTEST_LUFS <= loudness <= _LOUDEST_LUFS:
        raise UsageError(
            f"A loudness of {loudness:g} LUFS is out of range: "
            f"{_SOFTEST_LUFS:g} to {_LOUDEST_LUFS:g}."
        )
    return loudness


def level(track: Track, target: float, before: Loudness | None = None) -> Loudness:
    """Return the one gain that brings a narration to a target as heard.

    Where an earlier narration measured some of it, its gate holds, and so does its gain for as long
    as the whole stays within half a LU of the target: then nothing that is kept gets another level.
    """
    if before is None or all(piece.measure.share is None for piece in track.pieces):
        measured, gate_lufs = _integrated(track.blocks.means)
        kept_db = None
    else:
        gate_lufs, kept_db = before.gate_lufs, before.gain_db
        parts = list(shares(track, gate_lufs))
        blocks = sum(part.blocks for part in parts)
        measured = _lufs(sum(part.power for part in parts) / blocks if blocks else 0.0)
    gain_db = target - _MONO_LU - measured if math.isfinite(measured) else 0.0
    if kept_db is not None and abs(gain_db - kept_db) <= _GAIN_STAYS_LU:
        gain_db = kept_db
    # Of silence it tells the least there is to measure: a manifest's JSON has no infinity.
    peak = max(chain([1 / FULL_SCALE], (piece.measure.peak for piece in track.pieces)))
    peak_db = 20 * math.log10(peak) + gain_db
    return Loudness(
        target_lufs=target,
        measured_lufs=round(max(measured, _ABSOLUTE_GATE_LUFS) + _MONO_LU, 2),
        gain_db=round(gain_db, 2),
        true_peak_db=round(min(peak_db, CEILING_DBTP), 2),
        gate_lufs=round(max(gate_lufs, _ABSOLUTE_GATE_LUFS), 2),
    )


def alone(measure: Measure) -> float:
    """Return how loud one utterance is as heard, in LUFS; of silence the least there is."""
    blocks = Blocks(measure.sample_rate_hz)
    blocks.add(len(measure.powers), 0, measure.powers)
    measured, _ = _integrated(blocks.means)
    return max(measured, _ABSOLUTE_GATE_LUFS) + _MONO_LU


def shares(track: Track, gate_lufs: float) -> Iterator[Share]:
    """Yield what each piece adds to the loudness of the whole: of the blocks that begin in it."""
    means, first = track.blocks.means, track.blocks.first
    for piece in track.pieces:
        if (share := piece.measure.share) is None:
            above = _gated(means[first(piece.start) : first(piece.end)], gate_lufs)
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


def amplify(audio: Audio, gain_db: float, peak: float | None = None) -> Audio:
    """Return the audio with the gain, its peaks held under the ceiling by a look-ahead limiter.

    ``peak``, where it was measured, is the audio's true peak.
    """
    wave, gain = np.frombuffer(audio.pcm, "<i2"), 10 ** (gain_db / 20)
    highest = None if peak is None else peak * FULL_SCALE
    return audio._replace(pcm=limited(wave, audio.sample_rate_hz, gain, highest))


def limited(wave: Wave, rate_hz: int, gain: float = 1.0, peak: float | None = None) -> bytes:
    """Return samples with a gain, a factor, as PCM, their true peak held under the ceiling.

    The samples and their peak, which may be known, are in PCM's unit.
    """
    frames, ceiling = len(wave), FULL_SCALE * 10 ** (CEILING_DBTP / 20) / gain
    too_high = (true_peak(wave) if peak is None else peak) > ceiling
    step = max(1, round(_CORNER_S * rate_hz))
    padded = cast("Wave", np.pad(wave, (0, -frames % step))) if too_high else wave
    louder = np.multiply(padded, np.float32(gain), dtype=np.float32)
    if too_high:
        _limit(louder.reshape(-1, step), padded, ceiling)
    return to_pcm(louder[:frames])


def _limit(parts: Floats, wave: Wave, ceiling: float) -> None:
    """Lower what of a wave is over the ceiling, with a ramp on either side, in its louder parts."""
    step = parts.shape[1]
    whole = wave.reshape(parts.shape)
    peaks = np.maximum(whole.max(axis=1), -whole.min(axis=1).astype(np.float32))
    near, between = high(wave, ceiling)
    for at in (near, np.minimum(near + 1, len(wave) - 1)):
        np.maximum.at(peaks, at // step, between)
    # Each corner is as low as its neighbours, so a line between two is never above what is needed.
    corners = np.pad(ceiling / np.maximum(peaks, ceiling), 1, constant_values=1.0)
    corners = np.minimum(corners[:-1], corners[1:]).astype(np.float32)
    lower = np.flatnonzero(np.minimum(corners[:-1], corners[1:]) < 1)
    ramp = np.arange(step, dtype=np.float32) / np.float32(step)
    first, last = corners[lower, None], corners[lower + 1, None]
    parts[lower] *= first + (last - first) * ramp


def _integrated(means: Floats) -> tuple[float, float]:
    """Return the LUFS of blocks, twice gated, and the second gate."""
    means = _gated(means, _ABSOLUTE_GATE_LUFS)
    gate_lufs = max(_ABSOLUTE_GATE_LUFS, _mean_lufs(means) + _RELATIVE_GATE_LU)
    return _mean_lufs(_gated(means, gate_lufs)), gate_lufs


def _gated(means: Floats, gate_lufs: float) -> Floats:
    return means[means > 10 ** ((gate_lufs - _OFFSET_LUFS) / 10)]


def _mean_lufs(means: Floats) -> float:
    return _lufs(float(np.mean(means, dtype=np.float64)) if len(means) else 0.0)


def _lufs(power: float) -> float:
    return _OFFSET_LUFS + 10 * math.log10(power) if power else -math.inf
