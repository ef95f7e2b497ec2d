"""Errors of Dask's, as sentences for whoever runs a cluster."""

from collections.abc import Mapping
from typing import Final

from narrate.errors import NarrateError

_REMEDY: Final = "Look at the logs and the memory of the workers, then run the command again."


def is_loss(fault: object) -> bool:
    """Return whether a worker was lost while it was asked; its own errors have a number."""
    return isinstance(fault, OSError) and fault.errno is None


def explained(error: BaseException) -> Exception:
    """Return the error that names why an article has no narration."""
    from distributed.scheduler import KilledWorker

    if isinstance(error, NarrateError):
        return error
    reason = f"The cluster lost the article ({type(error).__name__}: {error})"
    if isinstance(error, KilledWorker):
        reason = f"{error.allowed_failures + 1} workers ended while they narrated it"
    return NarrateError(f"{reason}. {_REMEDY}")


def no_worker(address: str, waited_s: float) -> NarrateError:
    """Return the error for a scheduler to which no worker has come."""
    return NarrateError(
        f"No worker came to the scheduler {address} within {waited_s:g} s. Start one with: dask "
        f"worker {address}. If workers need longer to start, raise timeout_s under [cluster]."
    )


def none_fit(faults: Mapping[str, object]) -> NarrateError:
    """Return the error for workers of which none can narrate, by the fault of each."""
    if all(map(is_loss, faults.values())):
        return NarrateError(f"Each worker was lost while it was asked. {_REMEDY}")
    return NarrateError(
        f"None of {len(faults)} workers can narrate. Install the same narrate and the "
        "same voices on all machines, and give each worker enough memory."
    )


def returned_unfinished(tries: int) -> NarrateError:
    """Return the error for an article whose workers ended at each of its tries."""
    return NarrateError(f"The cluster gave the article back {tries} times, unfinished. {_REMEDY}")
