"""narrate.json is as its published schema says, and the schema names all that stands in it."""

import json
from copy import deepcopy
from importlib.resources import files
from typing import Any

import jsonschema
import pytest
from command import STORY, Cli, manifest_in
from hypothesis import given, settings, strategies as st

from narrate.publish import schema
from narrate.publish.manifest import SCHEMA_VERSION
from narrate.publish.schema import fault

SCHEMA: dict[str, Any] = json.loads(
    (files("narrate.publish") / "narrate.schema.json").read_text("utf-8")
)
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Cli:
    cli = Cli(tmp_path_factory.mktemp("schema"))
    cli.write("STORY.md", STORY + "\n```\ncode\n```\n")
    cli.write("lexicon.tsv", "term\trespelling\nKoval\tkoh-VAHL\n")
    cli.write("narrate.toml", 'disclosure_spoken = "start"\n')
    return cli


def manifests(cli: Cli) -> list[dict[str, Any]]:
    return [json.loads(path.read_bytes()) for path in cli.folder.rglob("narrate.json")]


@pytest.mark.parametrize("voice", ["espeak", "system", "tone"])
def test_every_manifest_is_as_the_schema_says(desk: Cli, voice: str) -> None:
    desk("make", "STORY.md", "--voice", voice, "-o", voice)
    desk("demo", environment={"NARRATE_OUTPUT": f"demo-{voice}"})
    for about in manifests(desk):
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
        {"superseded": ["../x.mp3"]},
        {"source_type": ""},
        {"voice": {"name": "v"}},
        {"chapters": [{"title": "One", "start_ms": -1, "end_ms": 2**60}]},
        {"retracted": "2026-05-27"},
    ],
    ids=str,
)
def test_what_is_none_is_refused(desk: Cli, change: dict[str, Any]) -> None:
    desk("make", "STORY.md", "--voice", "tone", "-o", "tone")
    about = manifest_in(desk.folder / "tone" / "story")
    VALIDATOR.validate(about)
    assert fault(about) == ""
    assert not VALIDATOR.is_valid(about | change)
    assert fault(about | change)


@pytest.fixture(scope="module")
def about(desk: Cli) -> dict[str, Any]:
    desk("make", "STORY.md", "--voice", "espeak", "-o", "changed")
    manifest: dict[str, Any] = manifest_in(desk.folder / "changed/story")
    return manifest


VALUES = st.sampled_from(
    [None, True, 0, -1, 3, 2**60, 1.5, "", "x", "../x", [], [1], {}, {"name": "x"}]
)


@settings(max_examples=400, deadline=None)
@given(data=st.data())
def test_our_check_and_another_validator_agree(about: dict[str, Any], data: st.DataObject) -> None:
    changed = json.loads(json.dumps(about))
    for _ in range(data.draw(st.integers(0, 2))):
        place: Any = changed
        while True:
            members = list(place) if isinstance(place, dict) else list(range(len(place)))[:8]
            key = data.draw(st.sampled_from(members))
            if (
                not isinstance(place[key], dict | list)
                or not place[key]
                or data.draw(st.booleans())
            ):
                break
            place = place[key]
        if data.draw(st.booleans()):
            del place[key]
        else:
            place[key] = deepcopy(data.draw(VALUES))  # a later change must not reach the next case
    assert bool(fault(changed)) is not VALIDATOR.is_valid(changed)


def test_the_fault_is_named_with_its_place(about: dict[str, Any]) -> None:
    words = [
        *about["utterances"][:1],
        {**about["utterances"][1], "words": [[0, 2**40, 0, 1, False]]},
    ]
    problem = fault({**about, "utterances": words})
    assert problem == ".utterances[1].words[0][1] has more than 2147483647"
    assert fault({**about, "article": {}}) == ".article lacks 'id'"
    assert fault([]) == " is no object"
    assert fault({**about, "superseded": ["x.mp3\n"]})  # which Python's "$" lets pass


def test_a_keyword_that_our_check_does_not_know_is_an_error(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(schema, "schema", lambda: {"type": "object", "uniqueItems": True})
    with pytest.raises(KeyError, match="uniqueItems"):
        schema._manifest_check.__wrapped__(head=False)  # noqa: SLF001 - without its cache


def test_a_head_lacks_only_its_long_members(about: dict[str, Any]) -> None:
    head = {name: value for name, value in about.items() if name not in schema.LONG}
    assert fault(head, head=True) == ""
    assert fault(head)
    assert fault({**head, "files": {}}, head=True)


def unknown(value: object, schema: dict[str, Any], where: str = "") -> list[str]:
    """Return the members of a value that its schema does not name."""
    if where == ".figure.structured":  # its members are schema.org's
        return []
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
