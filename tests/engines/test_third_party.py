"""A third party's engine that is no engine is told from one that is missing, and by its name."""

import re
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from command import Cli

PARTS = "    name = version = deterministic = forks = problem = voices = None"
BAD = {
    "a module that is not there": (None, "Engine", "ModuleNotFoundError: No module named 'odd_en"),
    "a module that does not compile": ("class Engine(:", "Engine", "SyntaxError: "),
    "a module that needs a library": ("raise OSError('libodd.so')", "Engine", "OSError: libodd.so"),
    "a name that is not there": ("", "Engine", "AttributeError: "),
    "a class that wants an argument": (
        "class Engine:\n    def __init__(self, model): ...",
        "Engine",
        "TypeError: ",
    ),
    "a class without the parts": (
        "class Engine: ...",
        "Engine",
        "'odd' lacks name, version, deterministic, forks, abilities, problem, voices, load",
    ),
    "a class without a part": (
        f"class Engine:\n    abilities = ()\n{PARTS}",
        "Engine",
        "'odd' lacks load, which",
    ),
    "a class that does not keep its word": (
        f"class Engine:\n    abilities = ('transcription',)\n    load = None\n{PARTS}",
        "Engine",
        "'odd' lacks transcribe, which",
    ),
    "no class": ("ENGINE = 3", "ENGINE", "TypeError: 'int' object is not callable"),
}


@pytest.mark.parametrize(("source", "name", "why"), BAD.values(), ids=BAD.keys())
def test_it_is_named_with_what_is_wrong(
    cli: Cli, story: Path, source: str | None, name: str, why: str
) -> None:
    about = "site/odd-1.dist-info"
    cli.write(f"{about}/METADATA", "Metadata-Version: 2.1\nName: odd\nVersion: 1\n")
    cli.write(f"{about}/entry_points.txt", f"[narrate.engines]\nodd = odd_engine:{name}\n")
    if source is not None:
        cli.write("site/odd_engine.py", source)
    environment = {"PYTHONPATH": str(cli.folder / "site")}
    refused = cli("make", story.name, "--voice", "odd", code=2, environment=environment)
    said = refused.stderr.decode()
    assert said.startswith("narrate: ")
    assert "'odd'" in said
    assert why in said
    assert said.endswith("Update or remove the package that brings it.\n")
    cli("make", story.name, "-o", "a.mp3", "--voice", "tone", environment=environment)


def test_the_engine_of_the_page_for_contributors_keeps_the_contract(cli: Cli) -> None:
    page = (Path(__file__).parents[2] / "CONTRIBUTING.md").read_text("utf-8")
    blocks = map(
        textwrap.dedent, re.findall(r"^   ```python\n(.+?)^   ```", page, re.DOTALL | re.MULTILINE)
    )
    engine, contract = blocks
    about = "site/beeper-1.dist-info"
    cli.write(f"{about}/METADATA", "Metadata-Version: 2.1\nName: beeper\nVersion: 1\n")
    cli.write(f"{about}/entry_points.txt", "[narrate.engines]\nbeeper = beeper:Beeper\n")
    cli.write("site/beeper.py", engine)
    cli.write("test_beeper.py", contract.replace("myengine", "beeper"))
    ended = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "test_beeper.py"],
        cwd=cli.folder,
        env={**cli.environment, "PYTHONPATH": str(cli.folder / "site"), "PYTEST_ADDOPTS": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert re.search(r"^\d\d passed, 2 skipped", ended.stdout, re.MULTILINE), ended.stdout


def test_the_tone_engine_has_one_voice(cli: Cli, story: Path) -> None:
    refused = cli("make", story.name, "--voice", "tone:bell", code=1)
    assert b"'tone:bell' does not load: the tone engine has no voice 'bell'" in refused.stderr
