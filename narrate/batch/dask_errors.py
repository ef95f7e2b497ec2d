"""Errors of Dask's, as sentences for whoever runs a cluster."""

from narrate.errors import NarrateError


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
    return NarrateError(
        f"{reason}. Look at the logs and the memory of the workers, then run the command again."
    )
