"""How Python itself, and the allocator below it, are set for a run, in each of our processes.

Only in those: where narrate is a library, they are another's to set.
"""

import atexit
import gc
import os
import sys
from contextlib import suppress

# A run keeps nearly all that it makes: looking for garbage would take a tenth of a short one.
_FEW = 100_000
# In Python's own 5 ms an engine says a sentence, while the thread that asks it waits its turn.
_TURN_S = 0.001
_ARENA_MAX = -8  # M_ARENA_MAX in GNU's malloc.h


def tune() -> None:
    """Set it, before numpy is imported."""
    gc.set_threshold(_FEW)
    atexit.register(gc.freeze)  # it all goes with the process: Python need not look through it
    sys.setswitchinterval(_TURN_S)
    # numpy's own threads wait actively, and pieces are worked on by as many as there are cores.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def one_heap() -> None:
    """Have all threads share a heap, before they start: of heaps of their own each keeps holes.

    The interpreter gives them turns anyway, so that they do not wait for it.
    """
    mallopt(_ARENA_MAX, 1)


def mallopt(option: int, value: int) -> None:
    """Set an option of the C library's allocator, where it is GNU's, as its manual describes."""
    import ctypes

    if sys.platform.startswith("linux"):
        with suppress(AttributeError):
            ctypes.CDLL(None).mallopt(option, value)
