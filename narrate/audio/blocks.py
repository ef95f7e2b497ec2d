"""The mean power of each 400 ms of a narration, every 100 ms, computed as its slots arrive.

The loudness of the whole needs these blocks (ITU-R BS.1770-5); ten hours have a quarter as many of
them as of slots. A block is a whole number of slots long, which moves the loudness of speech by
less than 0.05 LU.
"""

import numpy as np

from narrate.audio.grid import slot_frames
from narrate.audio.measure import Floats

_BLOCK_S, _STEP_S = 0.4, 0.1
_AT_ONCE = 1024  # slots, some 27 s: one call of numpy for many sentences


class Blocks:
    """The mean powers of a narration's blocks, where full scale is 1."""

    def __init__(self, sample_rate_hz: int) -> None:
        """Start without blocks."""
        self._slot_frames = slot_frames(sample_rate_hz)
        slot_s = self._slot_frames / sample_rate_hz
        self._size, self._step = round(_BLOCK_S / slot_s), max(1, round(_STEP_S / slot_s))
        self._means: list[bytes] = []  # a growing array would leave holes in memory
        self._pending = np.zeros(0, np.float32)  # the slots that the next block starts with

    def add(self, slots: int, offset: int, powers: Floats) -> None:
        """Add the next slots: silent ones, but for the powers from an offset on."""
        start = len(self._pending)
        self._pending.resize(start + slots, refcheck=False)
        self._pending[start + offset : start + offset + len(powers)] = powers
        if len(self._pending) >= _AT_ONCE:
            self._average()

    def _average(self) -> None:
        """Average each complete block of the pending slots; keep the slots of the next block."""
        count = (len(self._pending) - self._size) // self._step + 1
        if count > 0:
            blocks = np.lib.stride_tricks.sliding_window_view(self._pending, self._size)
            self._means.append(blocks[:: self._step].mean(axis=1).tobytes())
            self._pending = self._pending[count * self._step :].copy()

    @property
    def means(self) -> Floats:
        """The means in order; of a narration shorter than a block, the mean of all of it."""
        self._average()
        if self._means or not len(self._pending):
            return np.frombuffer(b"".join(self._means), np.float32)
        return np.asarray([self._pending.mean()], np.float32)

    def first(self, frame: int) -> int:
        """Return the index of the first block that starts at a frame or after it."""
        return -(-frame // self._slot_frames // self._step)
