"""How Python itself is set for a run, in each process that narrates."""

import atexit
import gc
import os
import sys

# A run keeps nearly all that it makes: looking for garbage would take a tenth of a short one.
_FEW = 100_000
# In Python's own 5 ms an engine says a sentence, while the thread that asks it waits its turn.
_TURN_S = 0.001


def tune() -> None:
    """Set it, before numpy is imported."""
    gc.set_threshold(_FEW)
    atexit.register(gc.freeze)  # it all goes with the process: Python need not look through it
    sys.setswitchinterval(_TURN_S)
    # numpy's own threads wait actively, and pieces are worked on by as many as there are cores.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
