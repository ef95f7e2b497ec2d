"""A service that is killed a hundred times: nothing is lost, made twice or half written."""

import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from command import Cli, manifest_in
from loopback import free_port
from serving import ARTICLE, until
from traces import processes, whole

_KILLS = 100
_ARTICLES = 12
# The service in forks of a process that has imported it: a line starts one, and another kills it.
FORKING = """
import os, signal, sys
import narrate.cli.serve, narrate.service.server

for line in sys.stdin:
    child = os.fork()
    if not child:
        log = os.open("service.log", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(log, 1)
        os.dup2(log, 2)
        sys.argv[0] = "narrate"
        code = 1
        try:
            narrate.cli.main()
            code = 0
        except SystemExit as end:
            code = end.code or 0
        finally:
            os._exit(code)
    print("started", flush=True)
    how = sys.stdin.readline().strip() or "SIGKILL"
    os.kill(child, getattr(signal, how))
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


class Lives:
    """One service after another, on the same port, over the same folder."""

    def __init__(self, cli: Cli) -> None:
        port = free_port()
        limits = httpx.Limits(keepalive_expiry=2)  # the server closes idle ones after five seconds
        self.http = httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=30, limits=limits)
        self._popen = subprocess.Popen(
            [sys.executable, "-c", FORKING, "serve", "--port", str(port)],
            cwd=cli.folder,
            env=cli.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def start(self) -> None:
        assert self._tell("start") == "started"

    def end(self, how: str) -> int:
        return int(self._tell(how))

    def close(self) -> None:
        self.http.close()
        self._popen.communicate(timeout=60)

    def put(self, narration: str, title: str) -> bool:
        """Put an article until the service answers; tell whether it took it."""
        end = time.monotonic() + 60
        while time.monotonic() < end:
            try:
                body = {**ARTICLE, "title": title}
                answer = self.http.put(f"/v1/narrations/{narration}", json=body)
            except httpx.TransportError:
                time.sleep(0.005)
                continue
            return answer.status_code in {200, 202}
        return False

    def _tell(self, order: str) -> str:
        assert self._popen.stdin
        assert self._popen.stdout
        self._popen.stdin.write(f"{order}\n")
        self._popen.stdin.flush()
        return self._popen.stdout.readline().strip()


@pytest.fixture
def cli(tmp_path: Path) -> Cli:
    cli = Cli(tmp_path)
    settings = 'state = "state"\naddress = "https://audio.example"\nrate = 100000\n'
    cli.write("narrate.toml", f"[serve]\n{settings}")
    return cli


@pytest.fixture
def lives(cli: Cli) -> Iterator[Lives]:
    lives = Lives(cli)
    yield lives
    lives.close()


def rows(cli: Cli, statement: str) -> list[tuple[Any, ...]]:
    with sqlite3.connect(cli.folder / "state" / "service.sqlite3") as store:
        return store.execute(statement).fetchall()


@pytest.mark.timeout(400)
def test_nothing_is_lost_made_twice_or_half_written(cli: Cli, lives: Lives) -> None:
    moments = random.Random(5)  # noqa: S311 - of no secret
    newest: dict[str, str] = {}
    for kill in range(_KILLS):
        lives.start()
        narration, title = f"story-{moments.randrange(_ARTICLES)}", f"Version {kill} of the news"
        assert lives.put(narration, title)
        newest[narration] = title
        time.sleep(moments.uniform(0, 0.2))
        assert lives.end("SIGKILL") == -signal.SIGKILL
    lives.start()
    for narration in newest:
        until(lambda name=narration: state(lives, name) == "published")  # type: ignore[misc]
    shown = lives.http.get("/v1/narrations?limit=100").json()["narrations"]
    assert {row["id"]: row["title"] for row in shown} == newest
    assert lives.end("SIGTERM") == 0
    for narration, title in newest.items():
        folder = cli.folder / "output" / narration
        assert whole(folder)
        manifest = manifest_in(folder)
        assert manifest["article"]["title"] == title
        named = {file["name"] for file in manifest["files"].values()}
        assert {path.name for path in folder.iterdir()} == {"narrate.json", *named}
    told = rows(cli, "SELECT narration, json_extract(payload, '$.data.title') FROM outbox")
    assert len(told) == len(set(told))
    assert set(newest.items()) <= set(told)
    assert rows(cli, "SELECT DISTINCT state FROM jobs ORDER BY 1") == [("done",), ("superseded",)]
    until(lambda: not processes(cli.environment, "narrate.batch"))


def state(lives: Lives, narration: str) -> str:
    try:
        return str(lives.http.get(f"/v1/narrations/{narration}").json()["state"])
    except httpx.TransportError:  # it has only begun to start
        return ""
