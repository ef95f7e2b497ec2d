"""The side of a cluster that narrates, in a worker of Dask's.

Settings and work arrive as pickles: the scheduler passes them on, and never reads an article.
"""

import asyncio
import pickle
from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from narrate.batch import worker
from narrate.config import Settings
from narrate.runtime.process import keep_freed_memory, tune

PAUSED: Final = "is paused, since its memory is nearly full. It goes on when it has room."
_fit: set[bytes] = set()  # the terms under which this process narrates as the client would


class Refusal(NamedTuple):
    """An article that a worker did not begin: its address, and the sentence that says why."""

    address: str
    reason: str


def terms_of(settings: Settings) -> tuple[Mapping[str, str], Settings]:
    """Return this machine's identity, and the settings that it was computed for."""
    settings = worker.decided(settings)
    return worker.identity(settings), settings


async def look(terms: bytes, dask_worker: Any) -> str:
    """Return why a worker is not to be used now, or nothing.

    A worker that fetches a voice's files goes on answering its scheduler.
    """
    if dask_worker.status.name == "paused":
        return PAUSED
    return await asyncio.to_thread(_fault, terms, dask_worker)


def perform(terms: bytes, work: bytes) -> Any:
    """Do some work on a worker, or refuse it where the worker differs from the client."""
    from distributed import get_worker

    dask_worker = get_worker()
    if reason := _fault(terms, dask_worker):
        return Refusal(dask_worker.address, reason)
    return pickle.loads(work)()


def _fault(terms: bytes, dask_worker: Any) -> str:
    """Return the sentence on the first difference of this process from the client, or nothing."""
    if terms in _fit:
        return ""
    if not (fault := worker.difference(*pickle.loads(terms))):
        worker.collect_notes()
        _spare(dask_worker)
        _fit.add(terms)
    return fault


def _spare(dask_worker: Any) -> None:
    """Leave the processor to the articles; the dashboard's page of profiles stays empty.

    Dask looks at a worker's stack a hundred times a second, and at its own delay fifty times: each
    takes Python's lock from the article. Python itself searches for garbage after 700 objects, and
    Dask has malloc return each freed array to the system: see keep_freed_memory.
    """
    tune()
    keep_freed_memory()
    for name in ("profile", "tick"):
        if measurement := dask_worker.periodic_callbacks.get(name):
            dask_worker.loop.add_callback(measurement.stop)
