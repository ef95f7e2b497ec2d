"""A Dask cluster as an executor: the scheduler spreads articles over workers on many machines.

Whoever reaches a scheduler can run any program on its workers: keep it in a network of your own.
Certificates and all other settings of the connection are Dask's own configuration.
"""

import logging
import pickle
import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Executor, Future
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, Final, NamedTuple, ParamSpec, TypeVar

from narrate.batch.dask_errors import explained, is_loss, no_worker, none_fit, returned_unfinished
from narrate.batch.dask_worker import PAUSED, Refusal, look, perform, terms_of
from narrate.batch.report import Report
from narrate.config import Settings
from narrate.errors import NarrateError, UsageError
from narrate.runtime.packages import install_command

if TYPE_CHECKING:
    import distributed

_Result = TypeVar("_Result")
_Arguments = ParamSpec("_Arguments")
_LOCAL: Final = "local"
_TRIES = 3  # of an article, where its scheduler restarted
_LOOK_S = 0.2
# Else Dask looks at the delay of each of its processes 50 times a second, at its stack 100 times.
_QUIET: Final = {
    "distributed.admin.tick.interval": "1s",
    "distributed.worker.profile.enabled": False,
}
_REFUSED_S = 1.0  # until an article that an unfit worker refused is sent again
_STRANDED_S = 2.0  # between two looks at articles whose workers may all have ended


class Task(NamedTuple):
    """A function with its arguments as a pickle, the future of its result, and its tries."""

    work: bytes
    answer: "Future[Any]"
    tries: int
    end: float


class Cluster(Executor):
    """The fit workers of a cluster: those that would write the same bytes as this machine.

    ``size`` is how many articles they narrate at once; ``settings`` are those for the workers.
    """

    def __init__(self, settings: Settings, report: Report) -> None:
        """Connect, and report each worker that is refused, with the reason.

        Paths in the settings are absolute. Raises UsageError without the package or with an address
        that is none, NarrateError where no scheduler answers, where no worker comes in time, and
        where no worker is fit.
        """
        self._cluster, self._report, self._closed = settings.cluster, report, False
        self.settings = settings
        self._terms = _pickled(terms_of(settings))
        self._resources = _resources(settings.cluster.resources)
        self._unfit: set[str] = set()
        self._placed: dict[distributed.Future, set[str]] = {}  # the workers that may have each
        self._local: Any = None
        self._client = self._connected(settings.workers)
        try:
            self.size = self._look_at_workers()
        except BaseException:
            self.shutdown(cancel_futures=True)
            raise

    def submit(
        self,
        fn: Callable[_Arguments, _Result],
        /,
        *args: _Arguments.args,
        **kwargs: _Arguments.kwargs,
    ) -> "Future[_Result]":
        """Call a picklable function on a fit worker; NarrateError where workers are lost.

        Raises it here once the scheduler was lost for longer than the timeout.
        """
        if self._client.status == "closed":
            raise self._lost()
        answer: Future[_Result] = Future()
        # The scheduler passes bytes on, and never reads an article.
        self._send(Task(_pickled(partial(fn, *args, **kwargs)), answer, _TRIES, self._end()))
        return answer

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Leave the cluster; an article under way is finished by its worker."""
        self._closed = True
        self._client.close()
        if self._local:
            self._local.close()

    def _end(self) -> float:
        return time.monotonic() + self._cluster.timeout_s

    def _connected(self, workers: int) -> "distributed.Client":
        """Return a client of the scheduler, or of a cluster that is started on this machine."""
        try:
            import dask
            from distributed import Client, LocalCluster
        except ImportError as error:
            raise UsageError(
                f"A cluster needs the package distributed. Install it: {install_command('cluster')}"
            ) from error
        for name in ("distributed", "tornado", "asyncio"):  # a lost connection is told below
            logging.getLogger(name).setLevel(logging.CRITICAL)
        place: Any = self._cluster.address
        timeout_s = self._cluster.timeout_s
        try:
            if place == _LOCAL:
                with dask.config.set(_QUIET):
                    place = self._local = LocalCluster(
                        n_workers=workers, threads_per_worker=1, dashboard_address=None
                    )
            client = Client(place, timeout=timeout_s, set_as_default=False, name="narrate")
        except ValueError as error:
            raise UsageError(f"{place} is no address of a scheduler: {error}.") from error
        except OSError as error:
            raise NarrateError(
                f"The scheduler {place} does not answer within {timeout_s:g} s. Start it with: "
                "dask scheduler"
            ) from error
        if self._local is None and client.dashboard_link:
            self._report.note(f"The cluster's dashboard is at {client.dashboard_link}")
        return client

    def _look_at_workers(self) -> int:
        """Compare every worker with this machine; return how many articles fit at once.

        A worker that comes later compares itself before it begins its first article.
        """
        from distributed import TimeoutError as DaskTimeoutError

        scheduler, timeout_s, end = self._cluster.address, self._cluster.timeout_s, self._end()
        if not self._client.nthreads():
            self._report.note(
                f"The scheduler {scheduler} has no worker yet; narrate waits up to {timeout_s:g} s."
            )
        while True:
            with suppress(TimeoutError, DaskTimeoutError):  # those that are paused do not count
                self._client.wait_for_workers(1, timeout=timeout_s)
            faults = self._client.run(look, self._terms, on_error="return")
            if not all(map(is_loss, faults.values())) or time.monotonic() > end:
                break
            time.sleep(_LOOK_S)
        if not faults:
            raise no_worker(scheduler, timeout_s)
        for address, fault in faults.items():
            if is_loss(fault):
                self._report.note(f"The worker {address} was lost. Another may take its place.")
            elif isinstance(fault, BaseException):
                kind = type(fault).__name__
                self._refuse(address, f"it cannot run this narrate ({kind}: {fault}).")
            elif fault:
                self._refuse(address, fault)
        threads = self._client.nthreads()
        is_fit = [name for name in faults if not faults[name]]
        if not is_fit:
            raise none_fit(faults)
        self.settings = replace(self.settings, jobs=self.settings.jobs or 1)
        return sum(threads.get(name, 1) for name in is_fit)

    def _refuse(self, address: str, reason: str) -> None:
        """Report a worker that is not used; one that is paused may go on by itself."""
        if reason == PAUSED:
            self._report.note(f"The worker {address} {reason}")
        elif address not in self._unfit:
            if not self._unfit:
                self._later(_STRANDED_S, self._free_stranded)
            self._unfit.add(address)
            self._report.note(f"The worker {address} is refused: {reason}")

    def _send(self, task: Task) -> None:
        """Send some work; where that fails, the task has the error as its answer."""
        options: dict[str, Any] = {}
        try:
            fit = {*self._client.nthreads()} - self._unfit if self._unfit else set[str]()
            if fit:
                options = {"workers": list(fit), "allow_other_workers": True}
            future = self._client.submit(
                perform, self._terms, task.work, pure=False, resources=self._resources, **options
            )
        except Exception as error:  # the scheduler may be lost at any moment
            _fail(task, explained(error))
            return
        if fit:
            self._placed[future] = fit
        task.answer.add_done_callback(partial(self._cancel, future))
        future.add_done_callback(partial(self._settle, task))

    def _send_again(self, task: Task) -> None:
        """Send some work once more, if it has a try left and the scheduler comes back in time."""
        if not self._returned():
            _fail(task, self._lost())
        elif task.tries:
            self._send(task._replace(tries=task.tries - 1, end=self._end()))
        else:
            _fail(task, returned_unfinished(_TRIES + 1))

    def _lost(self) -> NarrateError:
        return NarrateError(
            f"The scheduler {self._cluster.address} was lost. Run the command again: "
            "what is published is not made again."
        )

    def _cancel(self, future: "distributed.Future", answer: "Future[Any]") -> None:
        if answer.cancelled() and not self._closed:
            future.cancel()

    def _settle(self, task: Task, future: "distributed.Future") -> None:
        """Pass the result on; send the work again where the scheduler or the worker is no use."""
        self._placed.pop(future, None)
        if task.answer.cancelled() or self._closed:
            task.answer.cancel()
            return
        try:
            if future.status == "finished":
                self._accept(task, future.result())
            elif future.status == "error":
                _fail(task, explained(future.exception()))
            else:
                self._send_again(task)
        except OSError:  # the result was on its way
            self._send_again(task)
        except Exception as error:  # the scheduler may be lost at any moment
            _fail(task, explained(error))

    def _accept(self, task: Task, result: Any) -> None:
        if not isinstance(result, Refusal):
            if task.answer.set_running_or_notify_cancel():
                task.answer.set_result(result)
            return
        self._refuse(*result)
        if time.monotonic() > task.end:
            _fail(task, NarrateError(f"No worker can narrate it: {result.reason}"))
            return
        self._later(_REFUSED_S, partial(self._send, task))

    def _free_stranded(self) -> None:
        """Cancel articles whose workers all ended, so that they are sent to those that came later.

        Dask gives such a task to any worker that is there, but never to one that comes.
        """
        if self._closed:
            return
        # A lost scheduler cancels all; a client that is being closed has none to ask.
        with suppress(OSError, RuntimeError, AttributeError):
            tasks_of_workers = self._client.processing()
            assigned = {key for keys in tasks_of_workers.values() for key in keys}
            for future, workers in list(self._placed.items()):
                is_stranded = not workers & tasks_of_workers.keys() and future.key not in assigned
                if is_stranded and tasks_of_workers.keys() - self._unfit:
                    future.cancel()
        self._later(_STRANDED_S, self._free_stranded)

    def _later(self, delay_s: float, action: Callable[[], None]) -> None:
        timer = threading.Timer(delay_s, action)
        timer.daemon = True
        timer.start()

    def _returned(self) -> bool:
        """Wait for a scheduler that was lost; return whether it came back in time."""
        end = self._end()
        while time.monotonic() < end and self._client.status != "closed":
            if self._client.status == "running":
                return True
            time.sleep(_LOOK_S)
        return False


def _fail(task: Task, error: Exception) -> None:
    """Give a task's answer an error, unless it was cancelled in the meantime."""
    if task.answer.set_running_or_notify_cancel():
        task.answer.set_exception(error)


def _pickled(value: object) -> bytes:
    return pickle.dumps(value, pickle.HIGHEST_PROTOCOL)


def _resources(text: str) -> Mapping[str, float]:
    """Return the resources that a text names; UsageError for one without a number."""
    try:
        pairs = (part.split("=") for part in text.split(",") if part.strip())
        return {name.strip(): float(quantity) for name, quantity in pairs}
    except ValueError as error:
        raise UsageError(
            f"cluster.resources is {text!r}. Write names and numbers, as in GPU=1,MEMORY=4e9."
        ) from error
