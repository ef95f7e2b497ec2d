"""A real scheduler with real workers, on loopback, each in the home of a command's environment."""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Self

from command import wait_until
from loopback import free_port

DEPLOYED = {  # as deploy/cluster says
    "DASK_DISTRIBUTED__ADMIN__TICK__INTERVAL": "1s",
    "DASK_DISTRIBUTED__WORKER__PROFILE__ENABLED": "False",
}


class DaskCluster:
    """A scheduler, and the workers that a test starts; all end with it."""

    def __init__(self, folder: Path, environment: Mapping[str, str]) -> None:
        self.folder, self.environment = folder, dict(environment)
        self.port = free_port()
        self.address = f"tcp://127.0.0.1:{self.port}"
        self._scheduler: subprocess.Popen[bytes] | None = None
        self.workers: list[subprocess.Popen[bytes]] = []

    def __enter__(self) -> Self:
        self.start_scheduler()
        return self

    def __exit__(self, *_: object) -> None:
        for process in (*self.workers, self._scheduler):
            if process:
                end(process)

    def start_scheduler(self) -> None:
        self._scheduler = self._start(
            "scheduler",
            f"--port={self.port}",
            "--host=127.0.0.1",
            "--dashboard-address=127.0.0.1:0",
        )
        wait_until(self._answers, "the scheduler answers")

    def end_scheduler(self) -> None:
        assert self._scheduler
        end(self._scheduler)

    def restart_scheduler(self) -> None:
        """Kill the scheduler; its workers end themselves, and a supervisor starts all again."""
        self.end_scheduler()
        for worker in self.workers:
            end(worker)
        self.workers.clear()
        self.start_scheduler()

    def start_worker(
        self,
        *options: str,
        environment: Mapping[str, str] | None = None,
        limits: str = "",
    ) -> "subprocess.Popen[bytes]":
        """Start a worker with options of ``dask worker`` and limits of the shell's ``ulimit``."""
        worker = self._start(
            "worker",
            self.address,
            "--nthreads=1",
            "--no-dashboard",
            f"--local-directory={self.folder}",
            *options,
            environment=environment,
            limits=limits,
        )
        self.workers.append(worker)
        return worker

    def knows(self, count: int) -> bool:
        """Return whether the scheduler has so many workers."""
        return len(self.pids()) == count

    def pids(self) -> list[int]:
        """Return the processes of the workers that the scheduler knows, nannies left out."""
        return self._asked("client.run(os.getpid, on_error='ignore').values()")

    def states(self) -> list[str]:
        """Return the states of the workers, as the scheduler knows them."""
        workers = "client.scheduler_info()['workers'].values()"
        return self._asked(f"(worker['status'] for worker in {workers})")

    def measurements(self) -> list[str]:
        """Return those of Dask's own measurements that run in its workers."""
        return self._asked(
            "(name for names in client.run(lambda dask_worker: [name for name, callback in"
            " dask_worker.periodic_callbacks.items() if callback.is_running()]).values()"
            " for name in names)"
        )

    def new_pages(self) -> list[int]:
        """Return how many pages the system gives each worker for 20 MB that it just freed."""
        return self._asked(
            "(after - before for before, after in client.run(lambda: [len(b'x' * 20_000_000)"
            " and resource.getrusage(resource.RUSAGE_SELF).ru_minflt for _ in range(2)]).values())"
        )

    def scheduler_mb(self) -> float:
        """Return the memory of the scheduler."""
        from psutil import Process

        assert self._scheduler
        memory: int = Process(self._scheduler.pid).memory_info().rss
        return memory / 1e6

    def _asked(self, expression: str) -> list[Any]:
        """Return what a client lists, or nothing where a worker ends in this moment."""
        code = (
            "import json, os, resource, sys; from distributed import Client\n"
            f"with Client({self.address!r}, timeout=30) as client:\n"
            f"    print(json.dumps([*{expression}]))"
        )
        listed = subprocess.run(
            [sys.executable, "-c", code], env=self.environment, capture_output=True, check=False
        )
        values: list[Any] = json.loads(listed.stdout) if listed.returncode == 0 else []
        return values

    def _answers(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def _start(
        self,
        *arguments: str,
        environment: Mapping[str, str] | None = None,
        limits: str = "",
    ) -> "subprocess.Popen[bytes]":
        limited = ("sh", "-c", f'ulimit {limits} && exec "$@"', "sh") if limits else ()
        with (self.folder / "dask.log").open("ab") as log:
            return subprocess.Popen(
                [*limited, Path(sys.executable).with_name("dask"), *arguments],
                env={**self.environment, **(environment or {})},
                cwd=self.folder,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )


def end(process: "subprocess.Popen[bytes]") -> None:
    """Kill a process and those that it started in its session."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
