"""Every command has help that ends with an example, and every example runs."""

import json
import re
import shlex
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest
import typer
from command import STORY, Cli, manifest_in

from narrate import cli as command_line

COMMANDS = {name: import_module(f"narrate.cli.{name}").EXAMPLE for name in command_line.COMMANDS}


@pytest.mark.parametrize("name", COMMANDS)
def test_help_ends_with_the_example(cli: Cli, name: str) -> None:
    assert " ".join(cli(name, "--help").stdout.decode().split()).endswith(
        f"Example: {COMMANDS[name]}"
    )


def examples(command: Any) -> Iterator[str]:
    """Yield the example of a command, or those of all commands of a group."""
    if command.epilog:
        yield command.epilog.removeprefix("Example: ")
    for child in getattr(command, "commands", {}).values():
        yield from examples(child)


def test_every_example_means_the_same_in_each_shell() -> None:
    """In bash and PowerShell $1 in double quotes is a variable; cmd has no single quotes."""
    listed = [*examples(typer.main.get_command(command_line.app()))]
    assert len(listed) > 30
    assert [text for text in listed if not re.fullmatch(r'[\w ./:",-]+', text)] == []


@pytest.mark.parametrize("name", [name for name in COMMANDS if name != "preview"])
def test_the_example_runs(cli: Cli, name: str) -> None:
    cli.write("STORY.md", STORY)
    if name == "embed":
        canonical = '<link rel="canonical" href="https://riverton.example/harbor">'
        cli.write("page.html", f"<!DOCTYPE html>{canonical}<title>t</title><h1>The harbor</h1>")
        cli("make", "STORY.md")
    program, *arguments = shlex.split(COMMANDS[name])
    if "output" in arguments and name not in {"make", "watch"}:
        cli("make", "STORY.md", "--voice", "tone")
    assert program == "narrate"
    done = cli(*arguments)
    assert done.stdout
    notes = done.stderr.decode().splitlines()
    expected = (
        "The voice system speaks",
        "name undecided: narrate script STORY.md --names",
        "page.html does not follow a correction",
    )
    assert not [note for note in notes if not any(text in note for text in expected)]


def test_the_demo_says_in_three_lines_what_appeared(cli: Cli) -> None:
    lines = cli("demo").stdout.decode().splitlines()
    assert len(lines) == 3
    assert (cli.folder / lines[0].split()[0]).stat().st_size > 100_000
    assert "18 sentences" in lines[1]
    assert lines[2].startswith("Next: narrate preview output/bakery")


def test_script_shows_written_spoken_and_why(cli: Cli) -> None:
    cli.write("lexicon.tsv", "term\trespelling\nKoval\tkoh-VAHL\n")
    cli.write("story.md", STORY)
    shown = cli("script", "story.md", "--explain").stdout.decode()
    assert "  Mr. Koval was there.\n  → Mister koh-vahl was there." in shown
    assert "«Koval» → «koh-vahl» /koʊˈvɑːl/  lexicon:house lexicon.tsv:2" in shown
    assert "[heading]" in shown
    assert "[item]" in shown


def test_script_as_json_traces_every_edit(cli: Cli) -> None:
    cli.write("story.md", STORY)
    script: dict[str, Any] = json.loads(cli("script", "story.md", "--json").stdout)
    edits = [
        (said["written"][edit["start"] : edit["end"]], edit["spoken"], edit["rule"])
        for said in script["utterances"]
        for edit in said["edits"]
    ]
    assert ("$1.5 million", "one point five million dollars", "money") in [
        (written, spoken, rule.partition(".")[0]) for written, spoken, rule in edits
    ]


def test_make_as_json_says_where_everything_is(cli: Cli) -> None:
    cli.write("story.md", STORY)
    made = json.loads(cli("make", "story.md", "--voice", "tone", "--json").stdout)
    assert {(cli.folder / made[name]).exists() for name in ("audio", "captions", "manifest")} == {
        True
    }
    assert made["title"] == "The harbor opens"
    assert made["disclosure"] == "This audio is created with AI assistance"


def test_doctor_tells_what_is_ready(cli: Cli) -> None:
    assert json.loads(cli("doctor", "--json").stdout) == dict.fromkeys(
        ("pyttsx3", "espeak", "piper", "kokoro", "openai", "command", "tone")
    )


def test_doctor_says_whose_text_leaves_the_machine_and_whose_voice_is_not_ready(cli: Cli) -> None:
    cloud = (
        'engine = "openai"\nleaves_machine = true\n[options]\naddress = "https://a.example/v1"\n'
    )
    cli.write("voices/cloud.toml", cloud)
    shown = cli("doctor").stdout.decode()
    assert "The text that 'cloud' says leaves this machine: https://a.example/v1" in shown
    cli.write("narrate.toml", 'voice = "piper-de-thorsten"\n')
    told = cli("doctor", code=1).stdout.decode()
    assert "narrate voices install piper-de-thorsten (speaks for your voice" in told


def test_a_program_of_the_working_directory_speaks_only_when_its_voice_is_named(cli: Cli) -> None:
    program = 'engine = "command"\n[options]\nrun = ["touch", "ran"]\n'
    cli.write("voices/system.toml", program)
    cli.write("voices/mine.toml", program)
    cli.write("story.md", STORY)
    done = cli("make", "story.md", "-o", "a.mp3")
    assert done.stderr.count(b"voices/system.toml is not used") == 1
    cli("voices", "preview", "-o", "heard")
    cli("doctor")
    assert not (cli.folder / "ran").exists()
    cli("make", "story.md", "-o", "b.mp3", "--voice", "mine", code=1)
    assert (cli.folder / "ran").exists()


def test_a_wrong_voice_file_names_its_keys(cli: Cli) -> None:
    cli.write("voices/mine.toml", 'engin = "tone"\n')
    message = cli("voices", code=2).stderr.decode()
    assert "mine.toml cannot be read" in message
    assert "engine" in message


@pytest.mark.parametrize("flag", ["--speed", "--language", "--title"])
def test_flags_change_what_is_made(cli: Cli, flag: str) -> None:
    cli.write("story.md", STORY)
    value = {"--speed": "2", "--language": "en-GB", "--title": "Another headline"}[flag]
    plain = cli("script", "story.md", "--json").stdout
    cli("make", "story.md", flag, value, "-o", "made", "--voice", "espeak")
    manifest = manifest_in(cli.folder / "made" / "story")
    changed = {
        "--speed": manifest["voice"]["prosody"]["speed"],
        "--language": manifest["article"]["language"],
        "--title": manifest["utterances"][0]["written"],
    }[flag]
    assert str(changed).removesuffix(".0") == value
    assert json.loads(plain)["title"] == "The harbor opens"


def test_make_notes_once_that_a_language_has_no_rules(cli: Cli) -> None:
    cli.write("one.txt", "Ferjan er sein og þeir sem biðu eru farnir heim, en það var ekki gott.")
    cli.write("two.txt", "Þetta er önnur saga um ferjuna, og hún er ekki löng, en það er gott.")
    cli.write("three.txt", "The ferry is late, and the people have gone home with it.")
    notes = cli("make", "one.txt", "two.txt", "three.txt", "--voice", "tone").stderr.decode()
    assert notes.count("no rules for the language is:") == 1
    assert "language en" not in notes
