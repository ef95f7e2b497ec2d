"""The commands: results on standard output, all else on standard error, and exit codes."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import meter
import pytest
from command import COMMAND, Cli, manifest_in

from narrate import cli as command_line, engines


def test_without_a_word_it_shows_its_help(cli: Cli) -> None:
    shown = cli(code=2)
    helped = cli("--help")
    assert helped.stdout.decode().split() == (shown.stdout + shown.stderr).decode().split()
    assert all(name.encode() in helped.stdout for name in command_line.COMMANDS)


WRONG = {
    "no such command": ["mak"],
    "no such option": ["make", "story.md", "--voise", "tone"],
    "no source": ["make"],
    "no number": ["make", "story.md", "--speed", "fast"],
    "too fast": ["make", "story.md", "--speed", "9"],
    "several and a title": ["make", "story.md", "-", "--title", "One"],
    "several and a file": ["make", "story.md", "-", "-o", "one.mp3"],
    "several and standard output": ["make", "story.md", "-", "-o", "-"],
    "a format of others": ["make", "story.md", "-o", "story.m4a"],
    "no such engine": ["voices", "--engine", "espek"],
    "no language": ["script", "story.md", "--language", "../en"],
}


@pytest.mark.parametrize("arguments", WRONG.values(), ids=WRONG.keys())
def test_wrong_usage_is_said_and_makes_nothing(cli: Cli, story: Path, arguments: list[str]) -> None:
    done = cli(*arguments, code=2)
    assert not done.stdout
    assert done.stderr
    assert b"Traceback" not in done.stderr
    assert {path.name for path in cli.folder.iterdir()} <= {story.name, "home"}


def test_voices_are_a_table_with_licences(cli: Cli) -> None:
    lines = cli("voices").stdout.decode().splitlines()
    listed = json.loads(cli("voices", "--json").stdout)
    assert max(map(len, lines)) <= 80
    rows = [line for line in lines if line[0] != " "]
    assert [row.split()[0] for row in rows] == [voice["name"] for voice in listed]
    for line, voice in zip(rows, listed, strict=True):
        assert all(voice[key] in line for key in ("name", "language"))
        shown = line.partition(" commercial ")[2].strip().removesuffix("…").strip()
        assert shown in voice["description"]
    assert all(voice["license"] for voice in listed)
    licenses = [line.strip() for line in lines if line[0] == " "]
    bound = [each["license"] for each in listed if each["commercial"] == "no"]
    assert bound
    assert all(any(text[:60] in line for line in licenses) for text in bound)


def test_an_engine_lists_what_it_offers_and_each_name_is_one_for_make(cli: Cli) -> None:
    names = [
        line.split()[0] for line in cli("voices", "--engine", "espeak").stdout.decode().splitlines()
    ]
    assert len(names) > 100
    polish = next(name for name in names if name.partition(":")[2] == "pl")
    cli("say", "Dzień dobry", "--voice", polish, "--language", "pl", "-o", "x.mp3")


def test_doctor_marks_the_engine_of_the_voice(cli: Cli) -> None:
    lines = cli("doctor", environment={"NARRATE_VOICE": "tone"}).stdout.decode().splitlines()
    assert [line.split()[:2] for line in lines] == [[name, "ready"] for name in engines.names()]
    assert [line for line in lines if "'tone'" in line] == lines[-1:]


def test_say_prints_what_is_said_and_where(cli: Cli) -> None:
    said, path = cli("say", "It  cost $1.5 million", "--voice", "tone").stdout.decode().splitlines()
    assert said == "It cost one point five million dollars"
    assert path == "output/say.mp3"
    assert [each.name for each in (cli.folder / "output").iterdir()] == ["say.mp3"]


@pytest.mark.parametrize("phrase", ["", " ", "…", "🎉"])
def test_say_of_nothing_is_an_error(cli: Cli, phrase: str) -> None:
    assert b"nothing to say" in cli("say", phrase, code=1).stderr.lower()
    assert not (cli.folder / "output").exists()


def test_say_writes_to_standard_output(cli: Cli) -> None:
    done = cli("say", "Hello", "-o", "-", "--voice", "tone")
    assert b"\xff\xfb" in done.stdout or done.stdout.startswith(b"ID3")
    assert not (cli.folder / "-").exists()


def test_script_from_standard_input(cli: Cli) -> None:
    text = b"Share this article\n\nIt costs 6% more.\n"
    shown = cli("script", "-", stdin=text).stdout.decode()
    assert shown.startswith("[skipped: ")
    assert shown.index("Share this article") < shown.index("[paragraph]")
    assert "  It costs 6% more.\n  → It costs six percent more.\n" in shown


def test_script_as_json_has_all_and_only_its_parts(cli: Cli, story: Path) -> None:
    script: dict[str, Any] = json.loads(cli("script", story.name, "--json").stdout)
    assert set(script) == {"title", "language", "utterances", "skipped"}
    for said in script["utterances"]:
        assert set(said) == {"written", "spoken", "pause_ms", "block", "edits", "words"}
        assert said["written"] in said["block"]["text"]
        assert all(
            set(edit) == {"start", "end", "spoken", "rule", "phonemes", "respelling"}
            for edit in said["edits"]
        )


def test_script_is_what_make_says(cli: Cli, story: Path) -> None:
    script = json.loads(cli("script", story.name, "--json").stdout)
    cli("make", story.name, "--voice", "tone", "-o", "made")
    manifest = manifest_in(cli.folder / "made" / "story")
    for shown, said in zip(script["utterances"], manifest["utterances"], strict=True):
        assert all(shown[key] == said[key] for key in ("written", "spoken", "edits"))


def test_make_as_json_is_a_line_an_article(cli: Cli, story: Path) -> None:
    cli.write("other.txt", "One other sentence.\n\nSubscribe to our newsletter\n")
    done = cli("make", story.name, "other.txt", "--voice", "tone", "--json")
    first, second = map(json.loads, done.stdout.splitlines())
    assert (first["source"], second["source"]) == (story.name, "other.txt")
    assert (first["sentences"], second["sentences"]) == (8, 1)
    assert [each["text"] for each in second["skipped"]] == ["Subscribe to our newsletter"]
    manifest = json.loads((cli.folder / second["manifest"]).read_bytes())
    assert second["duration_ms"] == manifest["duration_ms"]


def test_make_as_json_of_just_the_audio_names_no_other_file(cli: Cli, story: Path) -> None:
    made = json.loads(cli("make", story.name, "--voice", "tone", "--json", "-o", "a/b.flac").stdout)
    assert (made["audio"], made["manifest"], made["captions"]) == ("a/b.flac", None, None)


def test_on_a_terminal_a_bar_shows_how_far_it_is(cli: Cli, story: Path) -> None:
    options = ("--voice", "tone", "-o", "a.mp3")
    drawn, output = cli.on_terminal("make", story.name, *options, COLUMNS="100")
    assert "Speaking" in drawn
    assert "8/8" in drawn
    assert output == b"a.mp3\n"


def test_check_shows_how_far_it_is_on_a_terminal(cli: Cli, story: Path) -> None:
    cli("make", story.name, "--voice", "tone")
    drawn, output = cli.on_terminal("check", "output", COLUMNS="100")
    assert "Reading" in drawn
    assert "1/1" in drawn
    assert output.endswith(b"nothing is wrong. -v lists them.\n")


def test_no_color_is_heeded(cli: Cli, story: Path) -> None:
    options = ("--voice", "tone", "-o", "a.mp3")
    drawn, _ = cli.on_terminal("make", story.name, *options, NO_COLOR="1")
    assert "\x1b[3" not in drawn


@pytest.mark.parametrize(
    "name",
    [
        "a.mp3",
        "a.flac",
    ],
)
def test_a_title_that_is_no_text_is_told_in_a_sentence(cli: Cli, story: Path, name: str) -> None:
    done = subprocess.run(
        [COMMAND, "make", story.name, "--title", b"bad \xff", "--voice", "tone", "-o", name],
        cwd=cli.folder,
        env=cli.environment,
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.returncode in (1, 2), done.stderr
    assert done.stderr.count(b"\n") == 1


def test_the_file_is_named_as_asked(cli: Cli, story: Path) -> None:
    path = "My story (1).Final é.mp3"
    assert cli("make", story.name, "--voice", "tone", "-o", path).stdout.decode() == f"{path}\n"
    assert meter.metadata(cli.folder / path)["title"] == "The harbor opens"


@pytest.mark.parametrize("arguments", [(), ("--json",)])
def test_a_terminal_of_any_encoding_gets_the_result(cli: Cli, arguments: tuple[str, ...]) -> None:
    cli.write("story.md", "# Київ 😀\n\nIt rained.")
    done = cli(
        *("script", "story.md", *arguments),
        environment={"PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"},
    )
    assert b"\\u041a\\u0438\\u0457\\u0432" in done.stdout
    if arguments:
        assert "Київ 😀" in json.dumps(json.loads(done.stdout), ensure_ascii=False)


def test_a_name_that_is_no_utf8_costs_nothing(cli: Cli) -> None:
    (cli.folder / "desk").mkdir()
    for name in (b"caf\xe9.txt", b"tea.txt"):
        path = os.fsencode(cli.folder / "desk") + b"/" + name
        Path(os.fsdecode(path)).write_text("It rained.")
    done = cli("make", "desk", "-o", "made", "--voice", "tone")
    assert len(done.stdout.splitlines()) == 2
    assert len(list((cli.folder / "made").glob("*/narrate.json"))) == 2


def test_a_settings_folder_that_cannot_be_entered_is_named(cli: Cli) -> None:
    cli.write("story.md", "It rained.")
    cli.write("home/config", "a file, not a folder")
    done = cli("make", "story.md", "--voice", "tone", "-o", "made")
    assert done.stdout


@pytest.mark.parametrize("extension", [".mp3", ".wav", ".flac", ".opus"])
def test_one_s_own_recording_is_not_replaced(cli: Cli, extension: str) -> None:
    cli.write("story.md", "# The ferry\n\nIt sails.\n")
    recording = cli.write(f"talk{extension}", b"RIFF an interview")
    make = ("make", "story.md", "--voice", "tone", "-o", recording.name)
    done = cli(*make, code=1)
    assert b"was not written by narrate" in done.stderr
    assert recording.read_bytes() == b"RIFF an interview"
    recording.unlink()
    cli(*make)
    first = recording.read_bytes()
    cli.write("story.md", "# The ferry\n\nIt sails, and it returns.\n")
    cli(*make)
    assert recording.read_bytes() != first


def test_a_language_without_a_wording_of_the_label_is_named(cli: Cli) -> None:
    cli.write("narrate.toml", 'disclosure_language = "article"\n')
    cli.write("story.md", "---\nlanguage: is\n---\n# Ferjan\n\nHún siglir.\n")
    done = cli("make", "story.md", "--voice", "tone")
    assert b"no wording of the label in the language is: it is in English" in done.stderr


def test_a_system_without_a_temporary_folder_is_told_in_a_sentence(cli: Cli) -> None:
    cli.write("story.md", "It rained.")
    code = (
        "import sys, tempfile; from narrate import cli\n"
        "def refuse(*_, **__): raise FileNotFoundError(2, 'No usable temporary directory')\n"
        "tempfile.mkdtemp = refuse\n"
        "sys.argv = ['narrate', 'make', 'story.md', '--voice', 'tone', '-o', '-']\n"
        "cli.main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=cli.folder,
        env=cli.environment,
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr == (b"narrate: the system refuses a file: No usable temporary directory.\n")
