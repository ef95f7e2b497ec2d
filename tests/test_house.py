"""The house: format, lint, types, and a README that says what is there."""

import dataclasses
import re
import subprocess
import sys
from pathlib import Path

import pytest

from narrate import cli, voices
from narrate.config import Settings

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")


@pytest.mark.parametrize(
    "command",
    [("ruff", "format", "--check", "."), ("ruff", "check", "."), ("mypy",)],
    ids=" ".join,
)
def test_the_checkout_is_clean(command: tuple[str, ...]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_first_command_stands_by_line_ten() -> None:
    assert "narrate demo" in "\n".join(README.splitlines()[:10])


@pytest.mark.parametrize("field", [field.name for field in dataclasses.fields(Settings)])
def test_every_setting_stands_in_the_readme(field: str) -> None:
    assert f"| `{field}` |" in README


@pytest.mark.parametrize("name", cli.COMMANDS)
def test_every_command_stands_in_the_readme(name: str) -> None:
    assert f"narrate {name}" in README


def test_every_voice_stands_in_the_readme() -> None:
    assert [voice.name for voice in voices.catalog() if f"`{voice.name}`" not in README] == []


def test_nothing_says_to_install_the_other_project_by_the_name_of_narrate() -> None:
    files = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "pyproject.toml")]
    files += [*(ROOT / "narrate").rglob("*.py"), *(ROOT / "docs").rglob("*.md")]
    wrong = re.compile(r"(?:pip|pipx|uv tool) install [^\n`&]*\bnarrate(?![-\w/.])|['\"]narrate\[")
    assert [str(path) for path in files if wrong.search(path.read_text("utf-8"))] == []
