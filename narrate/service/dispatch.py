"""The dispatcher: threads that claim jobs, give each to a worker, and note its end."""

import contextlib
import logging
import threading
from concurrent.futures import CancelledError
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from narrate.batch.crew import absolute
from narrate.errors import NarrateError
from narrate.service import narrations, work
from narrate.service.jobs import CORRECTION, USUAL, Job, Outcome
from narrate.service.progress import Followed, Progress
from narrate.service.workers import CORRECTIONS, NARRATIONS, UnreachableError

if TYPE_CHECKING:
    import sqlite3

    from narrate.config import Settings
    from narrate.service.store import Store
    from narrate.service.submission import Json
    from narrate.service.workers import Workers

_LOOK_S: Final = 5.0  # without a call, for jobs that another thread queued and did not announce
_LOG: Final = logging.getLogger("narrate.service")


class Employer(Protocol):
    """The service for which jobs are done."""

    settings: "Settings"
    store: "Store"
    workers: "Workers"

    def view(self, row: "sqlite3.Row", /) -> "Json":
        """Return a narration as the service shows it."""

    def note_outcome(self, job: Job, outcome: Outcome, /) -> None:
        """Count the end of a job."""


class Dispatcher:
    """The threads of a service, one a narration that may be made at once, one for corrections."""

    def __init__(self, service: Employer, folder: Path) -> None:
        """Take the folder for the progress of jobs, whose old files are deleted."""
        self._service, self._folder = service, folder
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        for path in folder.iterdir():
            path.unlink(missing_ok=True)
        self._called = threading.Condition()
        self._calls = 0
        self._ending = False
        self.problem = ""  # the sentence that says why no job can be done now
        self._running: dict[str, tuple[int, Followed]] = {}
        lanes = [(NARRATIONS, USUAL)] * service.settings.serve.slots + [(CORRECTIONS, CORRECTION)]
        self._threads = [
            threading.Thread(target=self._work, args=lane, daemon=True, name=f"{lane[0]}-{number}")
            for number, lane in enumerate(lanes)
        ]

    def start(self) -> None:
        """Queue again the jobs of a service that was killed, and start to work."""
        narrations.recover(self._service.store)
        for thread in self._threads:
            thread.start()

    def call(self) -> None:
        """Tell the threads that a job waits."""
        with self._called:
            self._calls += 1
            self._called.notify_all()

    def replace_job(self, narration: str, newer: int) -> None:
        """Ask the job of a narration that is at work to stop, where a newer one replaces it.

        The newer one may be at work itself by now, and goes on.
        """
        number, followed = self._running.get(narration, (newer, None))
        if followed and number < newer:
            followed.stop()
        self.call()

    def progress(self, narration: str) -> Progress | None:
        """Return how far the running job of a narration is, or None where none runs."""
        _, followed = self._running.get(narration, (0, None))
        return followed.read() if followed else None

    @property
    def is_alive(self) -> bool:
        """Whether every thread works."""
        return all(thread.is_alive() for thread in self._threads)

    @property
    def running(self) -> int:
        """The number of jobs at work."""
        return len(self._running)

    def close(self, grace_s: float) -> None:
        """Claim no more jobs; give those at work some seconds, then queue them again."""
        self._ending = True
        self.call()
        for thread in self._threads:
            if thread.is_alive():
                thread.join(grace_s)
        self._service.workers.close()
        for thread in self._threads:
            if thread.is_alive():
                thread.join(_LOOK_S)

    def _work(self, lane: str, least_priority: int) -> None:
        while not self._ending:
            calls = self._calls
            try:
                job = narrations.claim(self._service.store, least_priority)
                if job and self._run(lane, job):
                    continue
            except Exception:  # noqa: BLE001 - the edge of a thread
                _LOG.exception("A job could not be claimed or noted; the service goes on.")
            with self._called:
                if self._calls == calls:
                    self._called.wait(_LOOK_S)

    def _run(self, lane: str, job: Job) -> bool:
        """Do a job; tell whether there was a worker for it. Without one it waits again."""
        service = self._service
        followed = Followed(self._folder, str(job.id), job.kind)
        self._running[job.narration] = job.id, followed
        try:
            settings = service.settings
            if settings.cluster.address and lane == NARRATIONS:
                settings = absolute(settings)  # its workers have working folders of their own
            order = work.Order(job, settings, followed.path)
            outcome = service.workers(lane, partial(work.run, order))
            self.problem = ""
        except CancelledError:  # the service ends
            narrations.release(service.store, job)
            return True
        except UnreachableError as error:
            narrations.release(service.store, job)
            self.problem = f"No worker can be had: {error}"
            _LOG.warning("no workers", extra={"facts": {"reason": str(error)}})
            return False
        except NarrateError as error:  # the process was lost
            if narrations.retried(service.store, job):
                self.call()
                return True
            outcome = Outcome("failed", str(error), "WorkerLost")
        finally:
            del self._running[job.narration]
            with contextlib.suppress(OSError):
                followed.forget()
        narrations.finish(service.store, job, outcome, service.view)
        service.note_outcome(job, outcome)
        self.call()
        return True
