"""--json: every command has it, and its results and failures have the published shapes."""

import json
import subprocess
from importlib.resources import files
from typing import Any

import pytest
import typer
from command import COMMAND, STORY, Cli
from jsonschema import Draft202012Validator

from narrate import cli as command_line

SCHEMA = json.loads((files("narrate.cli") / "results.schema.json").read_text("utf-8"))
SHAPES: dict[str, Any] = SCHEMA["$defs"]


def leaves(command: Any, path: str = "") -> list[tuple[str, Any]]:
    children = getattr(command, "commands", {})
    own = [(path, command)] if not children or getattr(command, "invoke_without_command", 0) else []
    return own + [
        leaf for name, child in children.items() for leaf in leaves(child, f"{path} {name}".strip())
    ]


LEAVES = dict(leaves(typer.main.get_command(command_line.app())))


def valid(shape: str, value: object) -> Any:
    schema = {**SCHEMA, "$ref": f"#/$defs/{shape}"}
    errors = [error.message for error in Draft202012Validator(schema).iter_errors(value)]
    assert errors == [], (shape, value)
    return value


def test_every_command_has_the_option_and_a_shape() -> None:
    assert len(LEAVES) > 30
    lacking = [
        path
        for path, command in LEAVES.items()
        if "--json" not in {option for each in command.params for option in each.opts}
    ]
    assert lacking == []
    assert [path for path in LEAVES if path not in SHAPES] == []
    heads = {name.partition(" --")[0] for name in SHAPES}
    assert heads - set(LEAVES) == {"failure"}


@pytest.mark.parametrize("path", LEAVES)
def test_wrong_usage_is_a_failure_in_json(cli: Cli, path: str) -> None:
    done = cli(*path.split(), "--json", "--no-such-option", code=2)
    failure = valid("failure", json.loads(done.stdout))
    assert failure["error"]["type"] == "UsageError"
    assert failure["error"]["exit_code"] == 2
    assert "no-such-option" in failure["error"]["message"]
    assert done.stderr.decode().startswith("narrate: ")


VOICE = 'engine = "piper"\nmodel = "m.onnx"\n[[files]]\naddress = "https://a.example/m.onnx"\n'
# The commands of a session in one folder, each with its shape.
SESSION = {
    "init": "init --voice tone --publisher Post --base https://example.org/audio/",
    "make": "make STORY.md",
    "plan": "plan STORY.md",
    "script": "script STORY.md",
    "script --names": "script STORY.md --names",
    "script --account": "script STORY.md --account",
    "script --names --listen": "script STORY.md --names --listen",
    "say": "say Hello",
    "watch": "watch desk --once",
    "lexicon add": "lexicon add Koval koh-VAHL",
    "lexicon list": "lexicon list --layer house",
    "lexicon test": "lexicon test lexicon.tsv",
    "lexicon lint": "lexicon lint lexicon.tsv",
    "lexicon export": "lexicon export lexicon.tsv",
    "lexicon export --to": "lexicon export lexicon.tsv --to names.pls",
    "lexicon import": "lexicon import names.pls --to other.tsv",
    "rebuild": "rebuild",
    "check": "check output",
    "embed": "embed output/story",
    "embed --into": "embed output/story --into page.html",
    "embed --epub": "embed output/story --epub book",
    "feed": "feed output",
    "retract": "retract output/story --page page.html",
    "demo": "demo",
    "licenses": "licenses",
    "serve token new": "serve token new cms",
    "serve token list": "serve token list",
    "serve token revoke": "serve token revoke cms",
    "voices": "voices",
    "voices list": "voices list --language en",
    "voices show": "voices show espeak-en-us",
    "voices install": "voices install mine --from models",
    "voices use": "voices use espeak-en-us",
    "voices remove": "voices remove mine",
    "voices preview": "voices preview tone",
    "voices bench": "voices bench tone",
    "cache": "cache",
    "cache prune": "cache prune --days 1",
    "cache verify": "cache verify",
    "keys new": "keys new --test -o keys",
    "doctor": "doctor",
}


def test_the_results_of_a_session_have_their_shapes(cli: Cli) -> None:
    assert set(SHAPES) - set(SESSION) == {"failure", "preview", "serve"}
    cli.write("STORY.md", STORY)
    cli.write("desk/note.md", STORY)
    cli.write("page.html", "<!DOCTYPE html><title>t</title><h1>The harbor opens</h1>")
    cli.write("voices/mine.toml", VOICE)
    cli.write("models/m.onnx", "a model")
    for shape, line in SESSION.items():
        output = cli(*line.split(), "--json").stdout
        if SHAPES[shape].get("lines"):
            results = [valid(shape, json.loads(text)) for text in output.splitlines()]
            assert results, line
        else:
            valid(shape, json.loads(output))


@pytest.mark.parametrize("command", ["preview desk", "serve --port 0"])
def test_a_server_tells_its_address_in_json(cli: Cli, command: str) -> None:
    cli.write("desk/note.md", STORY)
    running = cli.start(*command.split(), "--json")
    assert running.stdout is not None
    address = valid(command.split(maxsplit=1)[0], json.loads(running.stdout.readline()))["address"]
    assert address.startswith("http://127.0.0.1:")
    running.kill()
    running.communicate(timeout=60)


def test_failures_of_articles_are_lines_among_the_results(cli: Cli) -> None:
    cli.write("a.txt", "One sentence.")
    cli.write("empty.txt", "")
    done = cli("make", "a.txt", "empty.txt", "--voice", "tone", "--json", code=4)
    result, failure, total = map(json.loads, done.stdout.splitlines())
    valid("make", result)
    assert valid("failure", failure)["source"] == "empty.txt"
    assert failure["error"]["type"] == "SourceError"
    assert failure["error"]["exit_code"] == 1
    assert valid("failure", total)["source"] is None
    assert (total["error"]["type"], total["error"]["exit_code"]) == ("PartlyDone", 4)


def test_a_result_with_faults_is_one_document(cli: Cli) -> None:
    cli.write("lexicon.tsv", "term\trespelling\tsounds\nKoval\tkoh-VAHL\tKoval = /x/\n")
    document = json.loads(cli("lexicon", "test", "lexicon.tsv", "--json", code=4).stdout)
    assert len(valid("lexicon test", document)["faults"]) == 1
    checked = json.loads(cli("check", "gone", "lost", "--json", code=1).stdout)
    assert valid("check", checked)["gone"][0]["problem"].startswith("There is no gone")


def test_a_bug_is_a_failure_in_json(cli: Cli) -> None:
    code = (
        "import sys; from narrate import cli\nfrom narrate.cli import doctor\n"
        "def broken(*_): raise RuntimeError('nobody expects')\n"
        "doctor.options.settings = broken\n"
        "sys.argv = ['narrate', 'doctor', '--json']\ncli.main()"
    )
    done = subprocess.run(
        [COMMAND.with_name("python"), "-c", code],
        cwd=cli.folder,
        env=cli.environment,
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 3
    error = valid("failure", json.loads(done.stdout))["error"]
    assert (error["type"], error["exit_code"]) == ("BugError", 3)
    assert "nobody expects" in error["message"]
