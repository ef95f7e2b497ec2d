"""narrate.json is as its published schema says, and the schema names all that stands in it."""

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from command import STORY, Cli

from narrate.publish.manifest import SCHEMA_VERSION

SCHEMA: dict[str, Any] = json.loads(
    (files("narrate.publish") / "narrate.schema.json").read_text("utf-8")
)
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Cli:
    cli = Cli(tmp_path_factory.mktemp("schema"))
    cli.write("STORY.md", STORY + "\n```\ncode\n```\n")
    cli.write("lexicon.tsv", "term\trespelling\nKoval\tkoh-VAHL\n")
    cli.write("narrate.toml", 'disclosure_spoken = "start"\n')
    return cli


def manifests(cli: Cli) -> list[dict[str, Any]]:
    return [json.loads(path.read_bytes()) for path in cli.folder.rglob("narrate.json")]


@pytest.mark.parametrize("voice", ["espeak", "system", "tone"])
def test_every_manifest_is_as_the_schema_says(made: Cli, voice: str) -> None:
    made("make", "STORY.md", "--voice", voice, "-o", voice)
    made("demo", environment={"NARRATE_OUTPUT": f"demo-{voice}"})
    for about in manifests(made):
        VALIDATOR.validate(about)
        assert unknown(about, SCHEMA) == []


def test_the_schema_is_one_and_of_the_version_that_is_written() -> None:
    VALIDATOR.check_schema(SCHEMA)
    assert SCHEMA["properties"]["schema_version"]["const"] == SCHEMA_VERSION
    assert SCHEMA["$id"].endswith(f":{SCHEMA_VERSION}")


def test_a_withdrawn_story_is_as_the_schema_says(cli: Cli) -> None:
    cli.write("story.md", STORY)
    cli("make", "story.md", "--voice", "tone")
    cli("retract", "story", "--reason", "It was wrong.")
    [about] = manifests(cli)
    VALIDATOR.validate(about)
    assert unknown(about, SCHEMA) == []


@pytest.mark.parametrize(
    "change",
    [
        {"schema_version": 2},
        {"disclosure": ""},
        {"frames": 1.5},
        {"files": {}},
        {"files": {"audio": {"name": "../x.mp3", "bytes": 1, "sha256": "0" * 64}}},
        {"utterances": [{}]},
        {"retracted": "2026-05-27"},
    ],
    ids=str,
)
def test_what_is_none_is_refused(made: Cli, change: dict[str, Any]) -> None:
    made("make", "STORY.md", "--voice", "tone", "-o", "tone")
    about = json.loads(Path(made.folder, "tone", "narrate.json").read_bytes())
    VALIDATOR.validate(about)
    assert not VALIDATOR.is_valid(about | change)


def unknown(value: object, schema: dict[str, Any], where: str = "") -> list[str]:
    """Return the members of a value that its schema does not name."""
    if reference := schema.get("$ref", ""):
        schema = SCHEMA["$defs"][reference.rpartition("/")[2]]
    found: list[str] = []
    if isinstance(value, list):
        for each in value:
            found += unknown(each, schema.get("items", {}), f"{where}[]")
    named = schema.get("properties", {})
    more = schema.get("additionalProperties", {})
    if isinstance(value, dict) and (named or more):
        for name, each in value.items():
            if name not in named and not more:
                found.append(f"{where}.{name}")
            found += unknown(each, named.get(name, more), f"{where}.{name}")
    return sorted(set(found))
