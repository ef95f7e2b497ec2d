"""The licenses that come with an installation."""

import json
import re
import tomllib
from pathlib import Path

import pytest
from command import Cli
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from narrate.errors import NarrateError
from narrate.runtime.licenses import licenses


def test_each_package_that_is_needed_is_listed_once_with_its_license() -> None:
    packages = {package.package.lower(): package for package in licenses()}
    assert len(packages) == len(licenses())
    assert packages["narrate-article"].license == "MIT"
    assert {"numpy", "pydub", "pyttsx3", "nltk", "typer", "certifi", "tqdm"} <= set(packages)
    assert packages["num2words"].copyleft == "LGPL"
    assert packages["mutagen"].copyleft == "GPL"
    assert packages["espeakng-loader"].copyleft == "GPL"
    assert packages["soundfile"].copyleft == "LGPL"


def test_the_command_shows_copyleft_first(cli: Cli) -> None:
    lines = cli("licenses").stdout.decode().splitlines()
    marks = [line.split()[0] for line in lines]
    assert marks == sorted(marks, key=lambda mark: mark == "-")
    assert "GPL" in marks
    packages = json.loads(cli("licenses", "--json").stdout)
    assert len(packages) == len(lines)


def test_the_bill_of_materials_obeys_its_schema_and_lists_the_same(cli: Cli) -> None:
    text = cli("licenses", "--sbom").stdout.decode()
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None
    bill = json.loads(text)
    listed = {package.package: package.version for package in licenses()}
    own = bill["metadata"]["component"]
    assert {part["name"]: part["version"] for part in [own, *bill["components"]]} == listed
    [speech] = [part for part in bill["components"] if part["name"] == "espeakng-loader"]
    assert speech["components"][0]["licenses"] == [{"license": {"id": "GPL-3.0-or-later"}}]
    [needs] = [part["dependsOn"] for part in bill["dependencies"] if part["ref"] == own["purl"]]
    assert any(purl.startswith("pkg:pypi/numpy@") for purl in needs)
    assert text == cli("licenses", "--sbom").stdout.decode()


def test_without_an_installation_it_asks_for_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("narrate.runtime.licenses.DISTRIBUTION", "narrate-that-nobody-installed")
    with pytest.raises(NarrateError, match="Install it first"):
        licenses()


def test_the_tested_set_pins_every_dependency_with_hashes() -> None:
    root = Path(__file__).parent.parent
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    needed = [
        *project["dependencies"],
        *(line for name in extras if name not in {"docs", "test"} for line in extras[name]),
    ]
    lines = (root / "deploy" / "constraints.txt").read_text("utf-8").splitlines()
    pinned = {line.partition("==")[0] for line in lines if re.match(r"[a-z0-9].*==", line)}
    names = {re.split(r"[\[<>=; ]", line)[0].lower() for line in needed} - {"narrate-article"}
    assert names <= pinned
    for number, line in enumerate(lines):
        if "==" in line and not line.startswith((" ", "#")):
            assert "--hash=sha256:" in lines[number + 1], line
