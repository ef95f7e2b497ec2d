"""The site builders of `.ci/run`, and no other that a machine happens to have."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

# npm's builders by their programs: the package, and its edition in `.ci/run`.
_PACKAGES = {
    "astro": ("astro", "5"),
    "eleventy": ("@11ty/eleventy", "3"),
    "express-hbs": ("express-hbs", "2"),
    "next": ("next", "15"),
}
_QUIET = {"ASTRO_TELEMETRY_DISABLED": "1", "NEXT_TELEMETRY_DISABLED": "1"}


def node_modules(program: str) -> Path:
    """Return the folder of npm's packages with a builder; skip the test where it is missing."""
    package, edition = _PACKAGES[program]
    for folder in map(Path, os.get_exec_path()):
        about = folder.parent / package / "package.json"
        if folder.parts[-2:] == ("node_modules", ".bin") and about.is_file():
            version = json.loads(about.read_text("utf-8"))["version"]
            if version.startswith(f"{edition}."):
                return folder.parent
    pytest.skip(f"{program} {edition} is missing: npm install {package}@{edition}")


def _program(name: str) -> str:
    if name == "mkdocs":
        return sys.executable
    if name in _PACKAGES:
        return str(node_modules(name) / ".bin" / name)
    if (program := shutil.which(name, path="/usr/bin:/bin")) is None:  # Debian's own
        pytest.skip(f"{name} is missing: apt-get install {name}")
    return program


def run(name: str, *arguments: str, folder: Path) -> str:
    """Run a builder in a folder, return its output and warnings; skip the test without it."""
    module = ("-m", "mkdocs") if name == "mkdocs" else ()
    outcome = subprocess.run(
        [_program(name), *module, *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=400,
        check=False,
        env={**os.environ, **_QUIET, "HOME": str(folder), "NODE_ENV": "production"},
    )
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr
    return outcome.stdout + outcome.stderr
