"""Settings of Python for each of our processes; where narrate is a library, they are another's."""

import atexit
import gc
import os
import sys
from contextlib import suppress

# A run keeps nearly all its objects: a search for garbage finds none. Measured in pairs, Python's
# own threshold costs a correction a fifth of its CPU time.
_ALLOCATIONS = 100_000
_ARENA_MAX = -8  # M_ARENA_MAX in GNU's malloc.h


def tune() -> None:
    """Set the garbage collector and numpy's threads, before numpy is imported."""
    gc.set_threshold(_ALLOCATIONS)
    atexit.register(gc.freeze)  # at its end the process frees all memory without a last search
    # numpy would start a thread a core in each process, and each core has a process of its own.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def one_heap() -> None:
    """Have all threads share one heap, before they start; only GNU's C library can.

    A heap for each thread keeps holes: measured in pairs, 2 % of a run's memory. It stays while ten
    hours of audio need more than the benchmark's aim.
    """
    import ctypes

    if sys.platform.startswith("linux"):
        with suppress(AttributeError):
            ctypes.CDLL(None).mallopt(_ARENA_MAX, 1)
