"""Utterances in an object store, which many machines share.

Entries are those of the cache on disk, checked when they are read: one that was damaged is spoken
again. Whoever may write there decides what is heard: give the place to your own machines only.
"""

import threading
import warnings
from typing import Final

from narrate.errors import EngineWarning, PublishError, UsageError
from narrate.runtime.store import Store, is_store

_LARGEST_BYTES: Final = 200_000_000


class SharedCache:
    """The entries below an address; a store that fails is not asked again in this run."""

    def __init__(self, address: str) -> None:
        """Connect nothing yet; UsageError for an address that is none."""
        if not is_store(address):
            raise UsageError(
                f"cache_store is {address!r}. Write the address of an object store, such as "
                "s3://BUCKET/FOLDER."
            )
        self._store: Store | None = Store(address)
        self._leaving = threading.Lock()

    def read(self, name: str) -> bytes:
        """Return the entry of a name, or nothing where there is none or the store fails."""
        if store := self._store:  # another thread may leave it in the meantime
            try:
                stored = store.get(_path(name), _LARGEST_BYTES)
            except PublishError as error:
                self._leave(error)
            else:
                return stored.data if stored else b""
        return b""

    def write(self, name: str, entry: bytes) -> None:
        """Keep an entry; a store that fails costs other machines their time, and no article."""
        if store := self._store:
            try:
                store.put(_path(name), entry)
            except PublishError as error:
                self._leave(error)

    def _leave(self, error: PublishError) -> None:
        """Ask the store no more, and warn once, however many threads it failed."""
        with self._leaving:
            if self._store is None:
                return
            self._store = None
            warnings.warn(
                f"The shared cache is left out of this run. {error}", EngineWarning, stacklevel=2
            )


def _path(name: str) -> str:
    return f"{name[:2]}/{name}.utterance"
