"""The README tells the truth: its commands run, its examples work, its links lead somewhere."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from command import STORY, Cli

from narrate.model import DISCLOSURE

README = (Path(__file__).parent.parent / "README.md").read_text("utf-8")
FENCED = re.findall(r"^```(\w*)\n(.*?)^```$", README, flags=re.DOTALL | re.MULTILINE)
COMMANDS = [
    line.partition(" #")[0].strip()
    for _, block in FENCED
    for line in block.splitlines()
    if line.startswith("narrate ")
]


def fenced(language: str) -> str:
    [block] = [str(block) for name, block in FENCED if name == language]
    return block


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_in_it_runs(cli: Cli, command: str) -> None:
    cli.write("STORY.md", STORY)
    cli.write("desk/note.md", STORY)
    if " embed " in command:
        cli.write("page.html", "<!DOCTYPE html><title>t</title><h1>The harbor opens</h1>")
        cli("make", "STORY.md", "--voice", "tone")
    _, *arguments = shlex.split(command)
    if "output" in arguments and arguments[0] != "make":
        cli("make", "STORY.md", "--voice", "tone")
    assert cli(*arguments).stdout


def test_there_are_commands_to_run() -> None:
    assert len(COMMANDS) >= 5


def test_the_python_in_it_runs(cli: Cli) -> None:
    cli.write("STORY.md", STORY)
    done = subprocess.run(
        [sys.executable, "-c", fenced("python")],
        cwd=cli.folder,
        env=cli.environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    path, seconds = done.stdout.split()
    assert (cli.folder / path).parent == cli.folder / "output" / "story"
    assert float(seconds) > 5
    assert (cli.folder / "output" / "story" / "narrate.json").exists()


def test_the_label_in_it_is_the_label() -> None:
    assert f'"{DISCLOSURE}"' in " ".join(README.split())


def test_every_page_that_it_links_is_there() -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)", README)
    assert len(links) > 15
    root = Path(__file__).parent.parent
    assert [link for link in links if not (root / link).is_file()] == []


def test_every_path_in_it_is_there() -> None:
    root = Path(__file__).parent.parent
    paths = re.findall(r"`((?:narrate|tests|voices|output)/[\w/.]*)`", README)
    assert paths
    made = {"output/bakery/", "output/docs/index.html"}
    assert [path for path in paths if path not in made and not (root / path).exists()] == []


def test_it_has_no_place_left_to_fill_in() -> None:
    assert not re.search(r"^[A-Z]{4,}$|TODO|FIXME|XXX", README, flags=re.MULTILINE)
