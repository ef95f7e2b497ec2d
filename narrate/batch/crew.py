"""Many articles at once, on any executor: processes of this machine, or a cluster."""

import warnings
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future
from contextlib import AbstractContextManager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from narrate import voices
from narrate.batch import worker
from narrate.batch.report import Report, Silent
from narrate.config import Settings
from narrate.engines import share
from narrate.errors import EngineWarning, NarrateError
from narrate.runtime.store import SCHEMES
from narrate.voices.lexicons import HOUSE

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")
_JINGLES = ("intro", "outro", "bed", "chime")
_FILES = ("cover", "credentials_key", "credentials_chain", "cache", "output")
_LISTS = ("lexicons", "desk_lexicons")
_PEM = "-----BEGIN"
_AHEAD = 4  # articles that wait for each that is under way


class Crew(AbstractContextManager["Crew"]):
    """Narrates articles, each as one piece of work, under ``settings``; call it from any thread.

    ``executor`` is any of concurrent.futures; without one the settings decide: the cluster that
    they name, else processes of this machine. ``damaged`` counts the entries of the cache that
    were spoken again.
    """

    def __init__(
        self,
        settings: Settings,
        articles: int,
        executor: Executor | None = None,
        report: Report | None = None,
    ) -> None:
        """Start at most a process an article; cores that are left over work within articles.

        Raises NarrateError for a cluster that cannot be reached or has no fit worker.
        """
        self.damaged, self.remote = 0, False
        self.size, jobs = _shares(settings, articles)
        self.settings = replace(settings, jobs=jobs)
        self._own = executor is None
        if executor:
            self._executor = executor
        elif settings.cluster.address:
            from narrate.batch.cluster import Cluster

            cluster = Cluster(absolute(settings), report or Silent())
            self._executor, self.remote = cluster, True
            self.size, self.settings = cluster.size, cluster.settings
        else:
            from narrate.batch.processes import Processes

            self._executor = Processes(self.size)

    def __exit__(self, *_: object) -> None:
        """End an executor of our own; an article under way stays as it was before."""
        if self._own:
            self._executor.shutdown(cancel_futures=True)

    def __call__(self, work: Callable[..., _Result]) -> _Result:
        """Return the result of a picklable function, called with the ``speakers`` of a process.

        Raises the function's own errors, and NarrateError if the process is lost.
        """
        result: _Result = self._result(self._submit(work))
        return result

    def in_order(
        self, work_of_items: Iterable[tuple[_Item, Callable[..., _Result]]]
    ) -> Iterator[tuple[_Item, Callable[[], _Result]]]:
        """Yield each item, in order, with a function that returns its result or raises its error.

        A few articles are submitted ahead; leaving early cancels those that have not begun.
        """
        waiting: deque[tuple[_Item, Future[worker.Outcome]]] = deque()
        try:
            for item, work in work_of_items:
                waiting.append((item, self._submit(work)))
                if len(waiting) > self.size * _AHEAD or waiting[0][1].done():
                    first, future = waiting.popleft()
                    yield first, partial(self._result, future)
            while waiting:
                first, future = waiting.popleft()
                yield first, partial(self._result, future)
        finally:
            for _, future in waiting:
                future.cancel()

    def place(self, path: Path) -> Path:
        """Return the path by which a worker finds a file or folder of ours."""
        return path.absolute() if self.remote else path

    def _submit(self, work: Callable[..., object]) -> "Future[worker.Outcome]":
        return self._executor.submit(worker.perform, self.settings, work)

    def _result(self, future: "Future[worker.Outcome]") -> Any:
        outcome = future.result()
        self.damaged += outcome.damaged
        for note in outcome.notes:
            warnings.warn(note, EngineWarning, stacklevel=2)
        if isinstance(outcome.value, Exception):
            raise outcome.value
        return outcome.value


def _shares(settings: Settings, articles: int) -> tuple[int, int]:
    """Return how many articles are narrated at once, and how many jobs each has.

    If the settings have no ``jobs``, the memory that the voice needs limits both numbers.
    """
    size = max(1, min(settings.workers, articles))
    if settings.jobs:
        return size, settings.workers // size
    try:
        decided, _ = voices.decide(settings, settings.language or "en")
        voice = voices.named(decided.voice)
    except NarrateError:  # each article will say so
        return size, settings.workers // size
    voice = replace(voice, provider=settings.provider or voice.provider)
    return share.crew(voice, settings.workers, max(1, articles))


def absolute(settings: Settings) -> Settings:
    """Return settings whose files and folders have absolute paths, for any working directory."""
    changes: dict[str, Any] = {
        name: str(Path(value).absolute())
        for name in _FILES
        if (value := getattr(settings, name)) and not value.startswith((_PEM, *SCHEMES))
    }
    if not settings.lexicons and HOUSE.is_file():
        settings = replace(settings, lexicons=(str(HOUSE),))
    for name in _LISTS:
        changes[name] = tuple(str(Path(path).absolute()) for path in getattr(settings, name))
    jingles: dict[str, Any] = {
        role: str(Path(path).absolute())
        for role in _JINGLES
        if (path := getattr(settings.sounds, role))
    }
    return replace(settings, **changes, sounds=replace(settings.sounds, **jingles))
