"""The processes that narrate many articles: each can be lost, and none outlives its run."""

import os
import re
import signal
import time
from pathlib import Path
from typing import TYPE_CHECKING

import broken_engine
import pytest
from command import Cli, wait_until
from traces import kill, processes, state

if TYPE_CHECKING:
    from subprocess import Popen

CREW = "processes.main"
ENGINE = "narrate.engines.child"


@pytest.fixture
def hanging(cli: Cli, tmp_path_factory: pytest.TempPathFactory) -> "Popen[bytes]":
    """A run of three articles by one process, which hangs in the second."""
    cli.environment["PYTHONPATH"] = broken_engine.installed(tmp_path_factory.mktemp("site") / "x")
    cli.environment["NARRATE_JOBS"] = "1"
    for name, text in (("a", "All is well."), ("b", "This will fail."), ("c", "It is well again.")):
        cli.write(f"desk/{name}.txt", text)
    running = cli.start("make", "desk", "-o", "made", "--voice", "broken:hangs")
    wait_until((cli.folder / "made/a/narrate.json").exists, running=running)
    wait_until(lambda: any((cli.folder / "made").glob("b/.narrate-*")), running=running)
    time.sleep(0.3)
    return running


def articles_with_files(cli: Cli) -> set[str]:
    """Return the articles that have anything in the folder of the results."""
    return {name.partition("/")[0] for name in state(cli.folder / "made")}


def test_one_that_is_lost_costs_its_article(cli: Cli, hanging: "Popen[bytes]") -> None:
    [pid] = processes(cli.environment, CREW)
    os.kill(pid, signal.SIGKILL)
    stdout, stderr = hanging.communicate(timeout=60)
    assert hanging.returncode == 4
    assert [line.split("/")[1] for line in stdout.decode().split()] == ["a", "c"]
    said = stderr.decode()
    assert "desk/b.txt: The process that narrated the article ended with exit code -9" in said
    assert "1 of 3 articles failed: desk/b.txt." in said
    kill(processes(cli.environment, ENGINE))  # of it nobody is left but its own clock


def test_an_interrupt_leaves_what_is_done_and_nothing_half_done(
    cli: Cli, hanging: "Popen[bytes]"
) -> None:
    assert processes(cli.environment, ENGINE)
    os.kill(hanging.pid, signal.SIGINT)
    _, stderr = hanging.communicate(timeout=60)
    assert hanging.returncode == 130
    assert stderr == b"narrate: interrupted; what was there before is as it was.\n"
    wait_until(lambda: not processes(cli.environment))
    assert articles_with_files(cli) == {"a"}


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_none_outlives_its_parent(cli: Cli, hanging: "Popen[bytes]", how: signal.Signals) -> None:
    hanging.send_signal(how)
    _, stderr = hanging.communicate(timeout=60)
    wait_until(lambda: not processes(cli.environment))
    assert stderr == b""
    assert hanging.returncode == -how
    assert articles_with_files(cli) == {"a"}


def test_a_bug_in_one_is_told_where_it_is(
    cli: Cli, tmp_path_factory: pytest.TempPathFactory
) -> None:
    site = broken_engine.installed(tmp_path_factory.mktemp("site") / "x")
    cli.write("desk/a.txt", "All is well.")
    cli.write("desk/b.txt", "All is well again.")
    done = cli(
        *("make", "desk", "-o", "made", "--voice", "broken:speaks"),
        environment={"PYTHONPATH": site, "BROKEN_BUG": "1"},
        code=4,
    )
    stderr = done.stderr.decode()
    assert stderr.count("A bug in narrate stopped this article (RuntimeError: nobody expects") == 2
    assert "2 of 2 articles failed: desk/a.txt, desk/b.txt." in stderr
    [*_, report] = re.findall(r"the traceback is in (\S+\.txt)", stderr)
    assert 'narrate/batch/worker.py", line' in Path(report).read_text("utf-8")
    wait_until(lambda: not processes(cli.environment))
