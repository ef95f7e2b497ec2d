"""A service as a newsroom runs it: the installed command, on loopback, with clients of its API."""

import json
import signal
import subprocess
import time
from collections.abc import Callable
from typing import Any

import httpx
from command import COMMAND, Cli

WAIT_S = 60.0
Json = dict[str, Any]
ARTICLE = {
    "title": "The mill turns again",
    "html": "<p>The mill at Bramley turned on 3 May after 40 years. Mrs. Ode Varga opened it.</p>"
    "<p>Flour costs $2.50 a bag.</p>",
    "voice": "tone",
}


_ALL: list["Serving"] = []


def end_all(count: int) -> None:
    """End the services that were started after the first ones, so many, if a test left any."""
    for serving in _ALL[count:]:
        if serving.process.poll() is None:
            serving.end(signal.SIGKILL)
        elif serving.process.stdout:
            serving.process.stdout.close()
    del _ALL[count:]


def started() -> int:
    """Return how many services were started so far."""
    return len(_ALL)


class Serving:
    """A running service; ``http`` is a client of it, ``log`` what it wrote so far."""

    def __init__(self, cli: Cli, *arguments: str, **environment: str) -> None:
        self.cli = cli
        self._errors = cli.folder / "service.log"
        with self._errors.open("ab") as errors:
            self.process = subprocess.Popen(
                [COMMAND, "serve", "--port", "0", *arguments],
                cwd=cli.folder,
                env={**cli.environment, **environment},
                stdout=subprocess.PIPE,
                stderr=errors,
            )
        assert self.process.stdout
        _ALL.append(self)
        line = self.process.stdout.readline().decode()
        assert line.startswith("narrate serves "), self._errors.read_text()
        self.address = line.split()[-1]
        # The server closes a connection after five idle seconds: this client does so before.
        limits = httpx.Limits(keepalive_expiry=2)
        self.http = httpx.Client(base_url=self.address, timeout=WAIT_S, limits=limits)
        until(self._answers)

    def _answers(self) -> bool:
        try:
            return self.http.get("/healthz").status_code < 500
        except httpx.HTTPError:
            return False

    @property
    def log(self) -> list[Json]:
        """Return the lines of the log."""
        lines = self._errors.read_text("utf-8").splitlines(keepends=True)
        return [json.loads(line) for line in lines if line[:1] == "{" and line[-1:] == "\n"]

    def put(self, narration: str, **members: Any) -> httpx.Response:
        """Put an article: ours, but for the members that are given."""
        return self.http.put(f"/v1/narrations/{narration}", json={**ARTICLE, **members})

    def get(self, narration: str) -> Json:
        shown: Json = self.http.get(f"/v1/narrations/{narration}").json()
        return shown

    def ended(self, narration: str) -> Json:
        """Return a narration when no work on it is left."""
        busy = {"queued", "reading", "speaking", "encoding", "publishing", "retracting"}
        until(lambda: self.get(narration)["state"] not in busy)
        return self.get(narration)

    def end(self, how: signal.Signals = signal.SIGTERM) -> int:
        """End the service, unless it ended before; return its exit code."""
        self.http.close()
        if self.process.poll() is None:
            self.process.send_signal(how)
        code = self.process.wait(WAIT_S)
        assert self.process.stdout
        self.process.stdout.close()
        return code


def until(true: Callable[[], bool], seconds: float = WAIT_S) -> None:
    """Wait until something is so."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.02)
