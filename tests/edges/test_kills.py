"""Killed or interrupted at any moment: the old result or the new, and nothing else for long."""

import os
import random
import shutil
import signal
import time
from itertools import count
from pathlib import Path

import broken_engine
import pytest
from command import STORY, Cli, manifest_in, wait_until
from forking import Forking
from traces import kill, processes, state, whole

CREW = "processes.main"


def publisher(folder: Path) -> str:
    name: str = manifest_in(folder)["article"]["publisher"]
    return name


def test_killed_before_any_change_to_the_folder(cli: Cli, story: Path) -> None:
    made = cli.folder / "made" / "story"
    arguments = ("make", story.name, "-o", str(made.parent), "--voice", "tone")
    cli(*arguments, environment={"NARRATE_PUBLISHER": "first"})
    old, run = "first", Forking(cli, *arguments)
    for moment in count(1):
        new = f"number {moment}"
        settings = {"KILL_AT": str(moment), "KILL_IN": str(made), "NARRATE_PUBLISHER": new}
        code = run(settings)
        assert code in {0, -signal.SIGKILL}
        assert whole(made)
        assert publisher(made) in {old, new}
        if not code:
            break
        old = publisher(made)
    run.end()
    assert moment > 10
    assert publisher(made) == new
    assert set(state(made)) == {"narrate.json", *named(made)}


def named(folder: Path) -> set[str]:
    files = manifest_in(folder)["files"].values()
    return {about["name"] for about in files}


def test_killed_with_its_engine_at_work_it_leaves_the_old_result(
    cli: Cli, story: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    cli("make", story.name, "-o", "made", "--voice", "tone")
    before = state(cli.folder / "made" / "story")
    site = broken_engine.installed(tmp_path_factory.mktemp("plugin") / "site")
    story.write_text("This will fail.")
    running = cli.start(
        "make", story.name, "-o", "made", "--voice", "broken:hangs",
        environment={"PYTHONPATH": site},
    )  # fmt: skip
    wait_until(lambda: len(processes(cli.environment)) > 1, running=running)
    running.kill()
    running.communicate()
    after = state(cli.folder / "made" / "story")
    assert {name: after[name] for name in before} == before
    wait_until(lambda: not processes(cli.environment))
    story.write_text(STORY)
    cli("make", story.name, "-o", "made", "--voice", "tone")
    assert state(cli.folder / "made" / "story") == before


@pytest.mark.parametrize("output", ["made", "made/alone.mp3", "new/deep/folder"])
@pytest.mark.parametrize(
    ("how", "code", "told"),
    [
        (signal.SIGINT, 130, "narrate: interrupted; what was there before is as it was.\n"),
        (signal.SIGTERM, -signal.SIGTERM, ""),
        (signal.SIGHUP, -signal.SIGHUP, ""),
    ],
    ids=["interrupt", "end of a service", "end of a terminal"],
)
def test_an_interrupt_while_an_engine_hangs(
    cli: Cli,
    tmp_path_factory: pytest.TempPathFactory,
    *,
    output: str,
    how: signal.Signals,
    code: int,
    told: str,
) -> None:
    site = broken_engine.installed(tmp_path_factory.mktemp("plugin") / "site")
    cli.write("story.txt", "All is well.\n\nThis will fail.")
    cli("make", "story.txt", "-o", "made", "--voice", "tone")
    before = state(cli.folder)
    running = cli.start(
        "make", "story.txt", "-o", output, "--voice", "broken:hangs",
        environment={"PYTHONPATH": site},
    )  # fmt: skip
    wait_until(lambda: len(processes(cli.environment)) > 1, running=running)
    time.sleep(0.3)
    os.kill(running.pid, how)
    stdout, stderr = running.communicate(timeout=60)
    changed = "narrate: story.txt: As asked, voice tone becomes broken:hangs.\n"
    assert (stdout, stderr.decode().removeprefix(changed)) == (b"", told)
    assert running.returncode == code
    wait_until(lambda: not processes(cli.environment))
    assert state(cli.folder) == before


def test_four_runs_at_once_into_one_file(cli: Cli, story: Path) -> None:
    runs = [cli.start("make", story.name, "-o", "made/a.mp3", "--voice", "tone") for _ in range(4)]
    for running in runs:
        _, stderr = running.communicate(timeout=60)
        assert running.returncode == 0, stderr
    assert set(state(cli.folder / "made")) == {"a.mp3"}
    cli("make", story.name, "-o", "again.mp3", "--voice", "tone")
    assert (cli.folder / "again.mp3").read_bytes() == (cli.folder / "made/a.mp3").read_bytes()


def test_a_run_into_a_folder_of_another_hand_keeps_its_files(cli: Cli, story: Path) -> None:
    theirs = cli.write("made/story/picture.jpg", b"theirs")
    cli.write(
        "made/story/narrate.json", b'{"files": {"x": {"name": "../story.md"}}, "not": "ours"}'
    )
    done = cli("make", story.name, "-o", "made", "--voice", "tone", code=1)
    assert b"made/story/narrate.json was not written by narrate" in done.stderr
    assert theirs.read_bytes() == b"theirs"
    assert story.exists()
    assert sorted(path.name for path in (cli.folder / "made" / "story").iterdir()) == [
        "narrate.json",
        "picture.jpg",
    ]


def batch(cli: Cli, stories: int = 4) -> tuple[str, ...]:
    for number in range(stories):
        lines = [f"Boat {number} came in with tide {line}." for line in range(number + 2)]
        cli.write(f"desk/story-{number}.txt", "\n\n".join([*lines, "Nobody was lost."]))
    return ("make", "desk", "-o", "made", "--voice", "tone")


@pytest.mark.timeout(400)
def test_killed_at_a_hundred_moments_of_a_batch(
    cli: Cli, tmp_path_factory: pytest.TempPathFactory
) -> None:
    undisturbed = Cli(tmp_path_factory.mktemp("undisturbed"))
    undisturbed(*batch(undisturbed))
    expected = state(undisturbed.folder / "made")
    moments = random.Random(1)  # noqa: S311 - the same moments each time
    arguments, killed, whole_s = batch(cli), 0, 0.0
    latest = [0.3, 0.7]  # of a whole run: the one that goes on has less to do
    run = Forking(cli, *arguments)
    for attempt in range(101):
        if attempt % 2:  # from nothing again, else all is done after a few
            # One whose parent was killed finishes what it publishes.
            wait_until(lambda: not processes(cli.environment, CREW))
            shutil.rmtree(cli.folder / "made", ignore_errors=True)
            shutil.rmtree(cli.folder / "home", ignore_errors=True)
        start, kind = time.monotonic(), attempt % 2
        if run({}, moments.uniform(0.02, latest[kind]) * whole_s) == -signal.SIGKILL:
            killed += 1
        elif attempt:  # it ended before its moment: the machine is faster by now
            latest[kind] *= 0.9
        if attempt % 4 > 1:  # else they see for themselves that their parent has gone
            kill(processes(cli.environment, CREW))
        whole_s = whole_s or time.monotonic() - start
        for folder in (cli.folder / "made").glob("story-*"):
            assert not (folder / "narrate.json").exists() or whole(folder)
    run.end()
    assert killed > 50, killed
    wait_until(lambda: not processes(cli.environment, CREW))
    cli(*arguments)
    assert state(cli.folder / "made") == expected
    assert cli("cache", "verify").stdout.startswith(b"0 damaged")
