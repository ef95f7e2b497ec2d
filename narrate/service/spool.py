"""Speech on its way to a client: a worker writes a file, and the service sends it as it grows."""

import asyncio
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final
from uuid import uuid4

from starlette.concurrency import run_in_threadpool

from narrate.service.desk import Phrase, Said, say
from narrate.service.workers import DESK

if TYPE_CHECKING:
    from narrate.service.core import Service

_LOOK_S: Final = 0.01
_CHUNK_BYTES: Final = 1 << 16


class Spool:
    """The sound of one phrase. Close it in any case: the file is deleted."""

    def __init__(self, service: "Service", phrase: Phrase) -> None:
        """Let a worker say the phrase."""
        path = service.run_folder / f"speech-{uuid4().hex}"
        path.touch(mode=0o600)
        self._path = path
        work = partial(say, phrase._replace(path=str(path)))
        self._task = asyncio.create_task(run_in_threadpool(service.workers, DESK, work))
        self._task.add_done_callback(lambda task: task.cancelled() or task.exception())

    async def begun(self) -> None:
        """Wait for the first bytes; raises the worker's error where none come."""
        while not self._path.stat().st_size:
            if self._task.done():
                self._task.result()
                break
            await asyncio.sleep(_LOOK_S)

    async def said(self) -> Said:
        """Return the words and their times when all is said."""
        return await self._task

    async def chunks(self) -> AsyncIterator[bytes]:
        """Yield the bytes as they come, then delete the file; raises the worker's error."""
        try:
            with self._path.open("rb") as file:
                while True:
                    is_done = self._task.done()
                    while data := file.read(_CHUNK_BYTES):
                        yield data
                    if is_done:
                        self._task.result()
                        return
                    await asyncio.sleep(_LOOK_S)
        finally:
            self.close()

    def close(self) -> None:
        """Ask the worker to stop, and delete the file when it has."""
        if self._task.done():
            self._delete()
            return
        Path(f"{self._path}.stop").touch()
        self._task.add_done_callback(lambda _: self._delete())

    def _delete(self) -> None:
        self._path.unlink(missing_ok=True)
        Path(f"{self._path}.stop").unlink(missing_ok=True)
