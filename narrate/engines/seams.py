"""Seams between the parts of a long sentence: a model ends each part like a sentence of its own.

Kokoro leaves up to 0.9 s of silence between two parts, in the middle of a clause. A seam becomes as
long as a speaker would pause there.
"""

import re
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from numpy.typing import NDArray

_FRAME_MS: Final = 10
_QUIET: Final = 0.02  # of the loudest
_MARK: Final = re.compile(r"[,;:.!?…–—][\s\"'”’»)\]]*$")
_PAUSE_S, _BREATH_S = 0.24, 0.04  # after a mark, and between two words


def pause_s(text: str) -> float:
    """Return the pause after a part of a sentence, in seconds.

    >>> pause_s("He came, "), pause_s("He came ")
    (0.24, 0.04)
    """
    return _PAUSE_S if _MARK.search(text) else _BREATH_S


def trimmed(
    wave: "NDArray[Any]", rate_hz: int, before_s: float | None, after_s: float | None
) -> "tuple[NDArray[Any], int]":
    """Return a wave with at most so much silence at its edges, and the frames that its start lost.

    None leaves an edge as it is.
    """
    import numpy as np

    size = rate_hz * _FRAME_MS // 1000
    peaks = np.abs(wave[: len(wave) // size * size]).reshape(-1, size).max(axis=1, initial=0)
    loud = np.flatnonzero(peaks > _QUIET * peaks.max(initial=0))
    if not len(loud):
        return wave, 0
    start, end = 0, len(wave)
    if before_s is not None:
        start = max(0, int(loud[0]) * size - round(before_s * rate_hz))
    if after_s is not None:
        end = min(end, (int(loud[-1]) + 1) * size + round(after_s * rate_hz))
    return wave[start:end], start
