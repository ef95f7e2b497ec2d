"""The licenses that come with an installation."""

import json

from command import Cli

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
