"""The measure of one utterance: its length, its power by slot, and its peak.

Power is K-weighted as in ITU-R BS.1770-5. A slot is an MP3 frame, some 26 ms, the grid that pieces
are stitched on, so a sentence is measured once, whatever its place.
"""

import math
from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from narrate.audio.grid import slot_frames
from narrate.model import Audio, Cue, Share, Word

Floats = NDArray[np.float32]
Wave = NDArray[np.float32] | NDArray[np.int16]
FULL_SCALE = 32_768.0
NO_POWERS = np.empty(0, np.float32)
# Between samples a band-limited wave rises by a few dB: only high ones need a close look.
_HIGH = 0.7
# BS.1770-5, annex 2, has 12 taps, which miss 1 dB of what is near half the rate: of noise, say.
_OVERSAMPLE, _TAPS = 4, 24
# These sizes fit a core's cache and reuse memory.
_SLOTS_AT_ONCE = 64
_WINDOWS_AT_ONCE = 2_048


class Measure(NamedTuple):
    """The measure of one utterance: its length, its power by slot, its peak and its words.

    ``powers`` are the K-weighted mean powers of its slots, the last one padded with silence. They
    are empty where the share is known, or where the track holds the blocks.
    """

    frames: int
    sample_rate_hz: int
    powers: Floats
    peak: float
    words: Sequence[Word]
    share: Share | None = None
    faults: tuple[str, ...] = ()


def measure(audio: Audio) -> Measure:
    """Return the measure of one utterance, where full scale is 1."""
    pcm = np.frombuffer(audio.pcm, "<i2")
    powers, peak = _powers(pcm, audio.sample_rate_hz), true_peak(pcm) / FULL_SCALE
    words, faults = audio.words, audio.faults
    return Measure(audio.frames, audio.sample_rate_hz, powers, peak, words, faults=faults)


def remembered(cue: Cue, sample_rate_hz: int, share: Share) -> Measure:
    """Return the measure of an utterance from the cue of an earlier narration."""
    frames = cue.end_frame - cue.start_frame
    return Measure(frames, sample_rate_hz, NO_POWERS, share.peak, cue.words, share, cue.faults)


def samples(pcm: bytes) -> Floats:
    """Return PCM as numbers, where full scale is 1."""
    wave = np.frombuffer(pcm, "<i2").astype(np.float32)
    wave *= np.float32(1 / FULL_SCALE)  # a power of two: exact
    return wave


def to_pcm(wave: Floats) -> bytes:
    """Return numbers in PCM's unit as PCM, rounded in place."""
    np.rint(wave, out=wave)
    np.clip(wave, -FULL_SCALE, FULL_SCALE - 1, out=wave)
    return wave.astype("<i2").tobytes()


def true_peak(wave: Wave) -> float:
    """Return the highest level between the samples too, in their own unit."""
    if not len(wave):
        return 0.0
    highest = float(max(wave.max(), -float(wave.min())))
    _, between = high(wave, highest)
    return max(highest, float(between.max(initial=0.0)))


def high(wave: Wave, level: float) -> tuple[NDArray[np.intp], Floats]:
    """Return the periods with a sample near a level, by their first, and the magnitude in each."""
    least = _HIGH * level if wave.dtype.kind == "f" else int(_HIGH * level)  # twice as fast
    near = (wave > least) | (wave < -least)
    near[:-1] |= near[1:]  # the highest point may lie before the first high sample
    periods = np.flatnonzero(near)
    padded = np.pad(wave, _TAPS // 2)
    windows = np.lib.stride_tricks.sliding_window_view(padded, _TAPS)
    highest = np.empty(len(periods), np.float32)
    for first in range(0, len(periods), _WINDOWS_AT_ONCE):
        part = slice(first, first + _WINDOWS_AT_ONCE)
        between = _interpolators() @ windows[periods[part] + 1].astype(np.float32, copy=False).T
        highest[part] = np.abs(between, out=between).max(axis=0)
    return periods, highest


def _powers(pcm: NDArray[np.int16], rate_hz: int) -> Floats:
    slot = slot_frames(rate_hz)
    # Real and imaginary parts stand side by side, and have the same weight.
    weights = np.repeat(_weights(slot, rate_hz), 2)
    powers = np.empty(-(-len(pcm) // slot), np.float32)
    for first in range(0, len(powers), _SLOTS_AT_ONCE):
        part = pcm[first * slot : (first + _SLOTS_AT_ONCE) * slot]
        wave = np.zeros((-(-len(part) // slot), slot), np.float32)
        np.multiply(part, np.float32(1 / FULL_SCALE), out=wave.reshape(-1)[: len(part)])
        # Without "forward" numpy goes by way of doubles, in five times the time.
        parts = np.fft.rfft(wave, axis=1, norm="forward").view(np.float32)
        powers[first : first + len(wave)] = np.square(parts, out=parts) @ weights
    return powers


@cache
def _interpolators() -> Floats:
    """Return a windowed sinc for each place between two samples, as rows."""
    taps = np.arange(_TAPS) - (_TAPS // 2 - 1)
    rows = []
    for phase in range(1, _OVERSAMPLE):
        x = taps - phase / _OVERSAMPLE
        row = np.sinc(x) * np.cos(np.pi * x / _TAPS) ** 2
        rows.append(row / row.sum())
    return np.array(rows, np.float32)


@cache
def _weights(slot_frames: int, rate_hz: int) -> Floats:
    """Return the K-weighted factor of each spectral bin in a slot's mean power (Parseval)."""
    omega = 2 * np.pi * np.fft.rfftfreq(slot_frames)
    weights = _shelf(omega, rate_hz) * _high_pass(omega, rate_hz)
    weights[1:-1] *= 2  # the bins that stand for their negative frequency too
    return np.asarray(weights, np.float32)


def _shelf(omega: NDArray[Any], rate_hz: int) -> NDArray[Any]:
    """Return the power response of BS.1770-5's first filter, its analog form at any rate."""
    k, q = math.tan(math.pi * 1681.974450955533 / rate_hz), 0.7071752369554196
    high, band = 1.584864701130855, 1.258720930232562
    return _response(
        omega,
        (high + band * k / q + k * k, 2 * (k * k - high), high - band * k / q + k * k),
        (1 + k / q + k * k, 2 * (k * k - 1), 1 - k / q + k * k),
    )


def _high_pass(omega: NDArray[Any], rate_hz: int) -> NDArray[Any]:
    """Return the power response of BS.1770-5's second filter, its analog form at any rate."""
    k, q = math.tan(math.pi * 38.13547087602444 / rate_hz), 0.5003270373238773
    a0 = 1 + k / q + k * k
    return _response(omega, (a0, -2 * a0, a0), (a0, 2 * (k * k - 1), 1 - k / q + k * k))


def _response(
    omega: NDArray[Any], b: tuple[float, float, float], a: tuple[float, float, float]
) -> NDArray[Any]:
    """Return the power response of a filter of second order at these frequencies."""
    z = np.exp(-1j * omega)
    response: NDArray[Any] = np.abs(np.polyval(b[::-1], z) / np.polyval(a[::-1], z)) ** 2
    return response
