"""Settings of Python for each of our processes; where narrate is a library, they are another's."""

import atexit
import gc
import os
import sys
from collections.abc import Mapping
from contextlib import suppress

# A run keeps nearly all its objects: a search for garbage finds none. Measured in pairs, Python's
# own threshold costs a correction a fifth of its CPU time.
_ALLOCATIONS = 100_000
_TRIM_THRESHOLD, _MMAP_THRESHOLD, _ARENA_MAX = -1, -3, -8  # M_… in GNU's malloc.h
_MMAP_BYTES = 1 << 25  # the most that GNU's malloc takes
_TRIM_VARIABLE = "MALLOC_TRIM_THRESHOLD_"


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
    _mallopt({_ARENA_MAX: 1})


def keep_freed_memory() -> None:
    """Keep the memory of freed arrays for the next ones; at most 64 MB stay.

    The system fills every new page with zeros. Dask sets a variable by which its workers return
    each freed array: measured, three tenths of a worker's CPU time. GNU's own rules cost a process
    of a run up to a tenth. The variable does not reach processes that start later.
    """
    os.environ.pop(_TRIM_VARIABLE, None)
    _mallopt({_MMAP_THRESHOLD: _MMAP_BYTES, _TRIM_THRESHOLD: 2 * _MMAP_BYTES})


def _mallopt(options: Mapping[int, int]) -> None:
    """Set options of the heap; only GNU's C library has them."""
    import ctypes

    if sys.platform.startswith("linux"):
        with suppress(AttributeError):
            for option, number in options.items():
                ctypes.CDLL(None).mallopt(option, number)
