"""Faults of an utterance's audio, found from the signal alone.

The thresholds are loose: they catch a take that anybody would hear as broken. Full scale is 32,768;
dB are relative to it.
"""

import re
import unicodedata
from typing import TYPE_CHECKING

import numpy as np

from narrate.model import Audio

if TYPE_CHECKING:
    from numpy.typing import NDArray

_FRAME_MS = 10
_QUIET = 32_768 * 10 ** (-50 / 20)
_GAP_S = 1.5  # longer than any pause that a mark asks for
_CLIPPED, _CLIPPED_SHARE = 32_700, 0.002
_OFFSET = 0.02 * 32_768
_CUT_SHARE = 0.35  # of the loudest: audio that ends above it was cut
# Seconds a syllable at a speed of 1, from a hurried reader to a halting one; conversation has 4 to
# 6 syllables a second (Pellegrino, Coupé and Marsico 2011, over seven languages).
_FASTEST_S, _SLOWEST_S, _PAUSES_S = 0.07, 0.6, 0.8
_UNHURRIED_S = 0.28  # a sentence spoken twice takes twice as long as its syllables need
_COUNTED = 4  # syllables: fewer tell too little
_REPEATED, _SHORTEST_REPEAT_S = 0.93, 0.4
_DISTINCT = 0.7  # of the words: with fewer the text repeats itself
_VOWELS = re.compile("[aeiouyæøœıаеиоуыэюяієаїαεηιουω]+", re.IGNORECASE)


def faults(audio: Audio, text: str, speed: float) -> tuple[str, ...]:
    """Return the faults of an utterance, the worst first.

    Each is a phrase for a person: "cut off at its end", "2.3 s of silence inside".
    """
    wave = np.frombuffer(audio.pcm, "<i2")
    frame = audio.sample_rate_hz * _FRAME_MS // 1000
    if len(wave) < 2 * frame or not any(map(str.isalnum, text)):
        return ()
    frames = wave[: len(wave) // frame * frame].reshape(-1, frame)
    peaks = np.maximum(frames.max(axis=1), -(frames.min(axis=1).astype(np.int32)))
    audible = np.flatnonzero(peaks > _QUIET)
    if not len(audible):
        return ("silent",)
    peaks = peaks[audible[0] :]
    audible_s = len(audible) * _FRAME_MS / 1000
    unhurried = audible_s * speed > _UNHURRIED_S * syllables(text)
    candidates = (
        _length(audible_s, text, speed),
        _repetition(peaks, text) if unhurried else "",
        _end(peaks, wave[-frame:]),
        _gap(audible),
        _clipping(wave, peaks),
        _offset(wave),
    )
    return tuple(fault for fault in candidates if fault)


def syllables(text: str) -> int:
    """Return about how many syllables a text has: groups of vowels, or letters without any.

    >>> syllables("The harbor opened early"), syllables("Порт відкрили"), syllables("港口")
    (8, 4, 2)
    """
    count = 0
    for word in re.findall(r"\w+", unicodedata.normalize("NFD", text)):
        groups = len(_VOWELS.findall(word))
        digits = 2 * sum(map(str.isdecimal, word))
        count += groups + digits or sum(map(str.isalpha, word))
    return count


def _length(audible_s: float, text: str, speed: float) -> str:
    count = syllables(text)
    syllable_s = audible_s * speed / max(1, count)
    if count < _COUNTED:
        return ""
    if syllable_s < _FASTEST_S:
        return f"too short for its words: {audible_s:.1f} s for {count} syllables"
    if (audible_s - _PAUSES_S) * speed > _SLOWEST_S * count:
        return f"too long for its words: {audible_s:.1f} s for {count} syllables"
    return ""


def _repetition(peaks: "NDArray[np.int32]", text: str) -> str:
    """Return a fault where the second half sounds like the first, and the text does not repeat."""
    words = text.casefold().split()
    half = len(peaks) // 2
    if half * _FRAME_MS < 1000 * _SHORTEST_REPEAT_S or len(set(words)) < _DISTINCT * len(words):
        return ""
    level = np.log(peaks.astype(np.float64) + _QUIET)
    level -= level.mean()
    # By FFT, all lags at once; a lag's overlap is normalized by its own two stretches.
    size = 2 * len(level)
    spectrum = np.fft.rfft(level, size)
    products = np.fft.irfft(spectrum * spectrum.conj(), size)[: len(level)]
    sums = np.concatenate(([0.0], np.cumsum(level * level)))
    lags = np.arange(round(half * 0.8), round(half * 1.2))
    first, second = sums[len(level) - lags], sums[-1] - sums[lags]
    alike = products[lags] / np.sqrt(np.maximum(first * second, 1e-9))
    return "said twice" if alike.max() > _REPEATED else ""


def _end(peaks: "NDArray[np.int32]", last: "NDArray[np.int16]") -> str:
    end = max(int(last.max()), -int(last.min()))
    return "cut off at its end" if end > _CUT_SHARE * peaks.max() else ""


def _gap(audible: "NDArray[np.int64]") -> str:
    longest_s = int(np.diff(audible, append=audible[-1] + 1).max() - 1) * _FRAME_MS / 1000
    return f"{longest_s:.1f} s of silence inside" if longest_s > _GAP_S else ""


def _clipping(wave: "NDArray[np.int16]", peaks: "NDArray[np.int32]") -> str:
    if peaks.max() < _CLIPPED:
        return ""
    share = np.count_nonzero((wave >= _CLIPPED) | (wave <= -_CLIPPED)) / len(wave)
    return "clipped" if share > _CLIPPED_SHARE else ""


def _offset(wave: "NDArray[np.int16]") -> str:
    return "off its center (DC)" if abs(float(wave.mean())) > _OFFSET else ""
