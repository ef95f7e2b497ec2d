"""narrate without the functions that only POSIX systems have, as on Windows.

A module that Python loads first in every process deletes them; what is tried here is narrate's
own code, not Windows itself.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from command import STORY, Cli, manifest_in

ROOT = Path(__file__).parents[2]
LACKING = """\
import os, select, signal, sys
for module, names in (
    (os, "fork forkpty killpg setsid getsid sched_getaffinity mkfifo fchmod statvfs"),
    (select, "poll epoll"),
    (signal, "SIGHUP SIGALRM SIGUSR1 alarm setitimer pthread_sigmask"),
):
    for name in names.split():
        if hasattr(module, name):
            delattr(module, name)
sys.modules |= dict.fromkeys(("resource", "pwd", "grp", "termios", "tty", "pty"))
"""


@pytest.fixture
def poor(cli: Cli) -> Cli:
    cli.write("site/sitecustomize.py", LACKING)
    cli.environment |= {"PYTHONPATH": str(cli.folder / "site"), "NARRATE_JOBS": "2"}
    cli.write("desk/a.md", STORY)
    cli.write("desk/b.md", STORY.replace("harbor", "market"))
    return cli


@pytest.mark.parametrize("voice", ["tone", "espeak-en-us"])
def test_articles_are_narrated_checked_and_withdrawn(poor: Cli, voice: str) -> None:
    poor("make", "desk", "--voice", voice, "-o", "made")
    assert manifest_in(poor.folder / "made" / "a")["voice"]["name"] == voice
    poor("feed", "made", "--base", "https://example.org/audio/")
    checked = json.loads(poor("check", "made", "--json").stdout)
    assert len(checked) == 3
    assert poor("retract", "made/a").stdout


def test_names_that_differ_in_case_alone_do_not_share_a_folder(cli: Cli) -> None:
    cli.write("desk/a/Ferry.md", STORY)
    cli.write("desk/b/ferry.md", STORY.replace("harbor", "market"))
    done = cli("make", "desk", "--voice", "tone", "-o", "made", code=4)
    assert b"holds desk/a/Ferry.md already. Rename one of the two." in done.stderr
    assert [path.name for path in (cli.folder / "made").iterdir()] == ["ferry"]


def test_no_path_below_the_output_is_longer_than_150_characters(cli: Cli) -> None:
    cli.write(f"{'long name ' * 20}.md", STORY)
    cli("make", f"{'long name ' * 20}.md", "--voice", "tone")
    root = cli.folder / "output"
    lengths = [len(str(path.relative_to(root))) for path in root.rglob("*")]
    assert len(lengths) > 5
    assert max(lengths) <= 150  # Windows' limit is 260 with the path of the output


def test_the_tests_for_hosted_runners_are_there_and_need_no_posix(poor: Cli) -> None:
    text = (ROOT / ".github" / "workflows" / "test.yml").read_text("utf-8")
    jobs = yaml.safe_load(text)["jobs"]
    assert jobs["systems"]["strategy"]["matrix"]["system"] == [
        "ubuntu-latest", "macos-latest", "windows-latest"
    ]  # fmt: skip
    [line] = [step["run"] for step in jobs["systems"]["steps"] if "pytest" in step.get("run", "")]
    paths = [word for word in line.split() if word.startswith("tests/")]
    assert [path for path in paths if not (ROOT / path).exists()] == []
    assert (ROOT / jobs["gate"]["steps"][-1]["run"]).is_file()
    collected = subprocess.run(
        [sys.executable, "-m", "pytest", "--collect-only", "-q", "-n0", *paths[-2:]],
        cwd=ROOT,
        env=poor.environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert collected.returncode == 0, collected.stdout
