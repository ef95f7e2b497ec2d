"""The store: one SQLite file, one connection, a lock around each statement or transaction."""

import os
import sqlite3
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from narrate.errors import NarrateError
from narrate.service.schema import TABLES

_BUSY_S: Final = 30.0  # the command line writes tokens while the service runs
_OWNER: Final = 0o700
_SETTINGS: Final = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"


class Store:
    """The file of a service. A committed change survives a power cut."""

    def __init__(self, path: Path, tables: Iterable[str] = ()) -> None:
        """Open a file, which only its owner can read; ``tables`` are more statements of a schema.

        Raises NarrateError where it cannot be opened.
        """
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=_OWNER)
            os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
            self._connection = sqlite3.connect(
                path, isolation_level=None, check_same_thread=False, timeout=_BUSY_S
            )
            self._connection.row_factory = sqlite3.Row
            self._connection.executescript("".join([_SETTINGS, TABLES, *tables]))
        except (OSError, sqlite3.Error) as error:
            raise NarrateError(
                f"The service cannot open its store {path}: {error}. Check the folder and its "
                "permissions, or name another one as state in [serve]."
            ) from error
        self._lock = threading.RLock()

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._connection.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Commit every statement of the block, or none where it raises."""
        with self._lock:
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:  # a full disk may have ended it
                    self._connection.execute("ROLLBACK")
                raise

    def rows(self, statement: str, *values: Any) -> list[sqlite3.Row]:
        """Return all rows of a statement."""
        with self._lock:
            return self._connection.execute(statement, values).fetchall()

    def row(self, statement: str, *values: Any) -> sqlite3.Row | None:
        """Return the first row of a statement, or None."""
        with self._lock:
            row: sqlite3.Row | None = self._connection.execute(statement, values).fetchone()
            return row

    def change(self, statement: str, *values: Any) -> int:
        """Return the number of rows that a statement changed."""
        with self._lock:
            return self._connection.execute(statement, values).rowcount
