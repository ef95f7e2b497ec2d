"""The processes of a voice: as many as speak fastest on the machine's cores and fit its memory.

Measured with two cores (tests/benchmarks/README.md). Two threads of Kokoro compute hardly more than
one for the same audio, and a process takes 0.7 to 0.9 GB: so several threads share one. Piper's
small operations gain little from a second thread, so each process has one.
"""

from typing import Final, NamedTuple

from narrate.model import Voice
from narrate.runtime import memory

_FREE_SHARE: Final = 0.5  # of the free memory: the rest is for the run, the recognizer and others


class _Needs(NamedTuple):
    """The memory of a process in MB, and the threads that still help it."""

    memory_mb: int
    threads: int


_NEEDS: Final = {"kokoro": _Needs(900, 4), "piper": _Needs(550, 1)}
_FEW: Final = _Needs(60, 1)


def processes(voice: Voice, jobs: int, cores: int) -> int:
    """Return how many processes speak with a voice on some cores.

    ``jobs`` is the user's own number, 0 for none. A graphics card has one process, for each would
    load the model into its memory.
    """
    if jobs:
        return jobs
    if _on_card(voice):
        return 1
    needs = _NEEDS.get(voice.engine, _FEW)
    return max(1, min(cores // needs.threads, _fitting(needs)))


def crew(voice: Voice, cores: int, articles: int) -> tuple[int, int]:
    """Return how many articles are narrated at once, and with how many processes each."""
    if _on_card(voice):
        return 1, 1
    fitting = _fitting(_NEEDS.get(voice.engine, _FEW))
    size = max(1, min(cores, articles, fitting))
    return size, max(1, min(processes(voice, 0, cores // size), fitting // size))


def _on_card(voice: Voice) -> bool:
    return voice.provider not in {"", "cpu"}


def _fitting(needs: _Needs) -> int:
    free_mb = memory.free_mb()
    return 1_000_000 if free_mb is None else int(free_mb * _FREE_SHARE / needs.memory_mb)
