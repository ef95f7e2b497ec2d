"""The grid that pieces are stitched on: slots, each as long as an MP3 frame.

A piece that is a whole number of slots long can be encoded apart, on any core, and the frames of
the pieces put end to end.
"""

from typing import Final

# LAME writes this many frames late; the silence at a piece's end gives it room (see mp3.py).
TAIL_FRAMES: Final = 1_152
_MPEG_1_HZ: Final = 32_000


def slot_frames(sample_rate_hz: int) -> int:
    """Return the length of an MP3 frame: MPEG-1 from 32 kHz on, else MPEG-2 (ISO/IEC 13818-3)."""
    return 1_152 if sample_rate_hz >= _MPEG_1_HZ else 576
