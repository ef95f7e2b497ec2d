"""The mean power of each 400 ms of a narration, every 100 ms, from its slots as they come.

So much of it the loudness of the whole needs (ITU-R BS.1770-5): a quarter of what its slots would
be, of which ten hours have nearly a million and a half. Blocks are counted in whole slots, which
moves speech by less than 0.05 LU.
"""

import numpy as np

from narrate.audio.grid import slot_frames
from narrate.audio.measure import Floats

_BLOCK_S, _STEP_S = 0.4, 0.1
_AT_ONCE = 1024  # slots, some 27 s: a call of numpy's takes longer than the slots of a sentence


class Blocks:
    """The mean powers of a narration's blocks, where full scale is 1."""

    def __init__(self, sample_rate_hz: int) -> None:
        """Begin with none."""
        self._slot_frames = slot_frames(sample_rate_hz)
        slot_s = self._slot_frames / sample_rate_hz
        self._size, self._step = round(_BLOCK_S / slot_s), max(1, round(_STEP_S / slot_s))
        self._means: list[bytes] = []  # of an array that grows each size would leave a hole
        self._rest = np.zeros(0, np.float32)  # the slots that the next block begins with

    def add(self, slots: int, at: int, powers: Floats) -> None:
        """Take the next slots: they are silent, but for the powers from a place in them on."""
        known = len(self._rest)
        self._rest.resize(known + slots, refcheck=False)
        self._rest[known + at : known + at + len(powers)] = powers
        if len(self._rest) >= _AT_ONCE:
            self._take()

    def _take(self) -> None:
        """Have the blocks of the slots so far."""
        whole = (len(self._rest) - self._size) // self._step + 1
        if whole > 0:
            blocks = np.lib.stride_tricks.sliding_window_view(self._rest, self._size)
            self._means.append(blocks[:: self._step].mean(axis=1).tobytes())
            self._rest = self._rest[whole * self._step :].copy()

    @property
    def means(self) -> Floats:
        """All of them, in order; one of what there is where that is shorter than a block."""
        self._take()
        if self._means or not len(self._rest):
            return np.frombuffer(b"".join(self._means), np.float32)
        return np.asarray([self._rest.mean()], np.float32)

    def first(self, frame: int) -> int:
        """Return which of them is the first to begin from a frame on."""
        return -(-frame // self._slot_frames // self._step)
