"""Loudness: its measurement, a gain, and the limiter that holds the peaks.

Integrated loudness is ITU-R BS.1770-5 with the gates of EBU R 128. It is summed from slots of
some 26 ms, so that a sentence is measured once, wherever it stands.
"""

import math
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
from narrate.model import Audio

# A mono file plays from both loudspeakers: it is heard 3 LU louder than it measures.
MONO_LU = 10 * math.log10(2)
ABSOLUTE_GATE_LUFS, _RELATIVE_GATE_LU = -70.0, -10.0
_OFFSET_LUFS = -0.691
# 1 dB under the -1 dBTP of EBU R 128: coding at 64 kbit/s raises a peak by up to 1 dB.
CEILING_DBTP: Final = -2.0
_CORNER_S = 0.005


def alone(measure: Measure) -> float:
    """Return the loudness of one utterance as heard, in LUFS; of silence the absolute gate."""
    blocks = Blocks(measure.sample_rate_hz)
    blocks.add(len(measure.powers), 0, measure.powers)
    measured, _ = integrated(blocks.means)
    return max(measured, ABSOLUTE_GATE_LUFS) + MONO_LU


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
    """Lower the parts of a louder wave that are over the ceiling, with a ramp on either side."""
    step = parts.shape[1]
    rows = wave.reshape(parts.shape)
    peaks = np.maximum(rows.max(axis=1), -rows.min(axis=1).astype(np.float32))
    near, between = high(wave, ceiling)
    for samples in (near, np.minimum(near + 1, len(wave) - 1)):
        np.maximum.at(peaks, samples // step, between)
    # Each corner is as low as its neighbors: a line between two never lets a peak through.
    corners = np.pad(ceiling / np.maximum(peaks, ceiling), 1, constant_values=1.0)
    corners = np.minimum(corners[:-1], corners[1:]).astype(np.float32)
    lower = np.flatnonzero(np.minimum(corners[:-1], corners[1:]) < 1)
    ramp = np.arange(step, dtype=np.float32) / np.float32(step)
    first, last = corners[lower, None], corners[lower + 1, None]
    parts[lower] *= first + (last - first) * ramp


def integrated(means: Floats) -> tuple[float, float]:
    """Return the LUFS of blocks, twice gated, and the second gate."""
    means = gated(means, ABSOLUTE_GATE_LUFS)
    gate_lufs = max(ABSOLUTE_GATE_LUFS, _mean_lufs(means) + _RELATIVE_GATE_LU)
    return _mean_lufs(gated(means, gate_lufs)), gate_lufs


def gated(means: Floats, gate_lufs: float) -> Floats:
    """Return the mean powers that are above a gate."""
    return means[means > 10 ** ((gate_lufs - _OFFSET_LUFS) / 10)]


def _mean_lufs(means: Floats) -> float:
    return lufs(float(np.mean(means, dtype=np.float64)) if len(means) else 0.0)


def lufs(power: float) -> float:
    """Return a mean power in LUFS, where full scale is 1; of none it is minus infinity."""
    return _OFFSET_LUFS + 10 * math.log10(power) if power else -math.inf
