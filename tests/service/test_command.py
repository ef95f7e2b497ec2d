"""narrate serve: its tokens, its help, and the files with which it is deployed."""

import re
import shlex
import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml
from command import Cli

from narrate.cli.serve import EXAMPLES
from narrate.config import Settings

DEPLOY = Path(__file__).parent.parent.parent / "deploy" / "service"


def test_each_command_of_tokens_helps_with_an_example_that_runs(cli: Cli) -> None:
    for command, example in EXAMPLES.items():
        shown = " ".join(cli("serve", *command.split(), "--help").stdout.decode().split())
        assert shown.endswith(f"Example: {example}")
        cli(*shlex.split(example)[1:])
    assert cli("serve", "token", "list").stdout == b""


def test_the_service_names_its_example(cli: Cli) -> None:
    shown = cli("serve", "--help").stdout.decode()
    assert "narrate serve --port 8300 -o output" in shown


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("new", "a b"), "is no name"),
        (("new", "cms", "--scope", "all"), "There is no scope 'all'"),
        (("revoke", "nobody"), "There is no token nobody"),
    ],
)
def test_a_wrong_token_is_told_in_a_sentence(
    cli: Cli, arguments: tuple[str, ...], sentence: str
) -> None:
    assert sentence in cli("serve", "token", *arguments, code=2).stderr.decode()


def test_a_damaged_store_is_told_in_a_sentence(cli: Cli) -> None:
    cli.write("narrate.toml", '[serve]\nstate = "state"\n')
    cli.write("state/service.sqlite3", b"no database at all" * 100)
    assert "cannot open its store" in cli("serve", "--port", "0", code=1).stderr.decode()


def test_the_container_copies_installs_and_starts_what_there_is(tmp_path: Path) -> None:
    (tmp_path / "narrate.toml").write_text((DEPLOY / "narrate.toml").read_text())
    assert Settings.load(tmp_path, {}).serve.origins
    dockerfile = (DEPLOY / "Dockerfile").read_text()
    extras = re.search(r"/src\[([\w,]+)\]", dockerfile)
    project = tomllib.loads((DEPLOY.parent.parent / "pyproject.toml").read_text())
    assert extras
    assert set(extras[1].split(",")) <= project["project"]["optional-dependencies"].keys()
    # pip refuses to install a folder where any version that it is given has a hash.
    [versions] = re.findall(r"^RUN (sed .*?) > ", dockerfile, re.MULTILINE)
    command = versions.replace("/src", shlex.quote(str(DEPLOY.parent.parent)))
    lines = subprocess.run(["/bin/sh", "-c", command], capture_output=True, text=True, check=True)
    constraints = (DEPLOY.parent / "constraints.txt").read_text()
    assert len(lines.stdout.splitlines()) == len(re.findall(r"^\S+==", constraints, re.MULTILINE))
    assert not re.search(r"hash|\\|#", lines.stdout)
    compose = yaml.safe_load((DEPLOY / "compose.yml").read_text())
    build = compose["services"]["narrate"]["build"]
    assert (DEPLOY / build["context"] / build["dockerfile"]).is_file()
    unit = (DEPLOY / "narrate.service").read_text()
    assert "ExecStart=/opt/narrate/bin/narrate serve\n" in unit
