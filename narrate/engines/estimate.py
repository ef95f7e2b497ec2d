"""Word times that a model does not tell: estimated from the lengths of phonemes and from pauses."""

from collections.abc import Iterator, Sequence
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Any, Final

from narrate.engines.words import Stretch

if TYPE_CHECKING:
    from numpy.typing import NDArray

_FRAME_MS: Final = 10
_QUIET: Final = 0.02  # of the loudest: softer than any phoneme between two others
_PAUSE_FRAMES: Final = 8
_BREAKS: Final = frozenset(",;:.!?—…")
_LONG: Final = frozenset("AIOQWYaeiouæɑɐɒɔəɛɜɪʊʌᵻɚ")  # vowels, and Kokoro's capitals for diphthongs
_VOWEL, _CONSONANT, _LENGTH_MARK = 1.4, 1.0, 0.5


def stretches(text: str, phonemes: str, wave: "NDArray[Any]", rate_hz: int) -> list[Stretch]:
    """Return the first and last frame of each word of a text in its audio.

    Where the audio pauses as often as the marks ask for, each part between marks has its own
    stretch of the audio. Within it a word is as long as its phonemes, or, where these do not pair
    with the words, as its letters.
    """
    parts, spoken_parts = _parts(text), _parts(phonemes)
    if not parts or not len(wave):
        return []
    spans = _audible(wave, rate_hz, len(parts) - 1)
    if len(spans) != len(parts):
        parts, spoken_parts = [list(chain(*parts))], [list(chain(*spoken_parts))]
        spans = [(spans[0][0], spans[-1][1])]
    if list(map(len, parts)) == list(map(len, spoken_parts)):
        parts = spoken_parts
    return [
        stretch for part, span in zip(parts, spans, strict=True) for stretch in _shared(part, span)
    ]


def _parts(text: str) -> list[list[str]]:
    """Return the words of a text that have a letter or digit, in parts that end with a mark."""
    parts: list[list[str]] = [[]]
    for word in text.split():
        if any(map(str.isalnum, word)):
            parts[-1].append(word)
        if _BREAKS.intersection(word[-2:]) and parts[-1]:
            parts.append([])
    return [part for part in parts if part]


def _shared(words: Sequence[str], span: Stretch) -> Iterator[Stretch]:
    """Yield the share of each word in a stretch of audio, by the length of its phonemes."""
    lengths = [sum(map(_length, word)) for word in words]
    start, end = span
    position, total = 0.0, sum(lengths) or 1.0
    for length in lengths:
        first = start + round((end - start) * position / total)
        position += length
        yield first, start + round((end - start) * position / total)


def _length(sign: str) -> float:
    if sign == "ː":
        return _LENGTH_MARK
    return (_VOWEL if sign in _LONG else _CONSONANT) if sign.isalnum() else 0.0


def _audible(wave: "NDArray[Any]", rate_hz: int, pauses: int) -> list[Stretch]:
    """Return the audible stretches between the longest pauses, as frames of the audio.

    There are fewer than ``pauses`` + 1 where the audio pauses less often.
    """
    import numpy as np

    frame = rate_hz * _FRAME_MS // 1000
    peaks = np.abs(wave[: len(wave) // frame * frame]).reshape(-1, frame).max(axis=1, initial=0)
    loud = np.flatnonzero(peaks > _QUIET * peaks.max(initial=0))
    if not len(loud):
        return [(0, len(wave))]
    gaps = [
        (int(end - start), int(start), int(end))
        for start, end in pairwise(loud)
        if end - start > _PAUSE_FRAMES
    ]
    longest = sorted(sorted(gaps, reverse=True)[:pauses], key=lambda gap: gap[1])
    starts = [int(loud[0]), *(end for _, _, end in longest)]
    ends = [*(start + 1 for _, start, _ in longest), int(loud[-1]) + 1]
    return [(start * frame, end * frame) for start, end in zip(starts, ends, strict=True)]
