"""The README tells the truth: its commands run, its examples work, its figures are the code's."""

import ast
import re
import shlex
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

import pytest
from command import STORY, Cli

from narrate import engines
from narrate.audio.loudness import PRESETS
from narrate.config import Settings
from narrate.errors import Exit
from narrate.model import DISCLOSURE

README = (Path(__file__).parent.parent / "README.md").read_text("utf-8")
FENCED = re.findall(r"^```(\w*)\n(.*?)^```$", README, flags=re.DOTALL | re.MULTILINE)
COMMANDS = [
    line.partition(" #")[0].strip()
    for _, block in FENCED
    for line in block.splitlines()
    if line.startswith("narrate ")
]
ROWS = dict(re.findall(r"^\| `(\w+)` \| (.*?) \|", README, flags=re.MULTILINE))


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


def test_its_voice_speaks(cli: Cli) -> None:
    toml = fenced("toml")
    name = re.match(r"# (voices/\w+\.toml)\n", toml)
    assert name
    cli.write(name.group(1), toml)
    cli.write("STORY.md", STORY)
    cli("make", "STORY.md", "--voice", Path(name.group(1)).stem, "-o", "made")
    assert b'"speed": 0.95' in (cli.folder / "made" / "story" / "narrate.json").read_bytes()


def test_its_dictionary_is_heeded(cli: Cli) -> None:
    [table] = [block for _, block in FENCED if block.startswith("term\t")]
    cli.write("lexicon.tsv", table)
    terms = [line.split("\t")[0] for line in table.splitlines()[1:]]
    cli.write("story.txt", "".join(f"We met {term} today. " for term in terms))
    shown = cli("script", "story.txt", "--explain").stdout.decode()
    assert [
        f"lexicon:house lexicon.tsv:{number}" in shown for number in range(2, len(terms) + 2)
    ] == [True] * len(terms)


def test_its_player_holds_the_label_and_the_files_that_are_made(cli: Cli) -> None:
    page = fenced("html")
    assert DISCLOSURE in page
    cli("demo")
    made = {re.sub(r"-\w{8}\.", "-.", path.name) for path in cli.folder.glob("output/bakery/*")}
    named = {re.sub(r"-\w{8}\.", "-.", name) for name in re.findall(r'src="(.*?)"', page)}
    assert named <= made
    listed = "\n".join(
        line
        for line in README.splitlines()
        if line.startswith("| `bakery-….") or "`narrate.json` |" in line
    )
    assert all(name.removeprefix("bakery-.") in listed for name in made)


@pytest.mark.parametrize("key", ["voice", "speed", "pitch", "loudness", "format", "bit_rate_kbps",
                                 "output", "timeout_s", "jobs", "cache_mb"])  # fmt: skip
def test_a_default_in_it_is_the_default(key: str) -> None:
    shown = re.match(r"`(.*?)`", ROWS[key])
    assert shown
    assert ast.literal_eval(shown.group(1)) == getattr(Settings(), key)


def test_the_label_in_it_is_the_label() -> None:
    assert f'"{DISCLOSURE}"' in ROWS["disclosure"]
    assert f'"{DISCLOSURE}"' in " ".join(README.split())


def test_its_pauses_are_the_pauses() -> None:
    [row] = [line for line in README.splitlines() if line.startswith("| `pauses`")]
    shown = {name: int(ms) for name, ms in re.findall(r"`(\w+_ms)` (\d+)", row)}
    assert shown == asdict(Settings().pauses)


def test_its_presets_are_the_presets() -> None:
    [row] = [line for line in README.splitlines() if line.startswith("| `loudness`")]
    shown = re.findall(r"`([a-z-]+)`(?: \(−(\d+)\))?", row.partition("| LUFS")[2])
    assert {name for name, _ in shown} == set(PRESETS)
    for name, lufs in shown:
        assert not lufs or PRESETS[name][0] == -int(lufs)


def test_its_exit_codes_are_the_exit_codes() -> None:
    [line] = [line for line in README.splitlines() if line.startswith("Exit codes")]
    assert {int(code) for code in re.findall(r"\d+", line)} == {code.value for code in Exit}


@pytest.mark.parametrize("name", engines.names())
def test_every_engine_stands_in_it(name: str) -> None:
    assert f"| `{name}` |" in README


def test_every_path_in_it_is_there() -> None:
    root = Path(__file__).parent.parent
    paths = re.findall(r"`((?:narrate|tests|voices|output)/[\w/.]*)`", README)
    assert len(paths) > 5
    made = {"output/bakery/"}
    assert [path for path in paths if path not in made and not (root / path).exists()] == []


def test_it_has_no_place_left_to_fill_in() -> None:
    assert not re.search(r"^[A-Z]{4,}$|TODO|FIXME|XXX", README, flags=re.MULTILINE)
