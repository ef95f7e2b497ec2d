"""narrate init: four questions on a terminal, options without one, and never a file replaced."""

import json
import os
import pty
import subprocess
import tomllib

import pytest
from command import COMMAND, Cli

from narrate import Settings


def test_without_a_terminal_the_options_and_the_defaults_apply(cli: Cli) -> None:
    done = cli("init", "--publisher", 'The "Harbor" Post\n', "--voice", "tone", stdin=b"no\n")
    assert done.stdout == b"narrate.toml\n"
    assert not done.stderr
    settings = Settings.load(cli.folder, {})
    assert (settings.publisher, settings.voice) == ('The "Harbor" Post\n', "tone")
    assert (settings.language, settings.base) == ("", "")
    text = (cli.folder / "narrate.toml").read_text("utf-8")
    assert '# base = ""  # the web address' in text


def test_a_settings_file_is_never_replaced(cli: Cli) -> None:
    cli.write("narrate.toml", "captions = true\n")
    for arguments in (("init",), ("init", "--json")):
        done = cli(*arguments, code=2)
        assert b"narrate.toml is there already" in done.stderr
    assert json.loads(done.stdout)["error"]["exit_code"] == 2
    assert (cli.folder / "narrate.toml").read_text() == "captions = true\n"


def test_a_name_that_is_not_utf_8_writes_nothing(cli: Cli) -> None:
    done = cli("init", "--publisher", "Le Journal de l'\udce9t\udce9", code=2)
    assert b"The publisher is not text in UTF-8." in done.stderr
    assert not [path for path in cli.folder.iterdir() if path.is_file()]


def test_a_full_disk_leaves_no_part_of_the_file(cli: Cli) -> None:
    done = subprocess.run(
        ["/bin/bash", "-c", f"ulimit -f 0; exec {COMMAND} init"],
        cwd=cli.folder,
        env=cli.environment,
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 2, done.stderr.decode()
    assert b"narrate.toml cannot be written: " in done.stderr
    assert not [path for path in cli.folder.iterdir() if path.is_file()]


@pytest.mark.parametrize(
    ("option", "value", "reason"),
    [
        ("--language", "../en", "language"),
        ("--voice", "nobody", "There is no voice 'nobody'"),
        ("--base", "harbor", "base"),
    ],
)
def test_a_wrong_answer_writes_nothing(cli: Cli, option: str, value: str, reason: str) -> None:
    assert reason in cli("init", option, value, code=2).stderr.decode()
    assert not (cli.folder / "narrate.toml").exists()


def test_on_a_terminal_it_asks_what_no_option_answers(cli: Cli) -> None:
    keyboard, terminal = pty.openpty()
    # A wrong voice is asked for again; an empty line takes the default.
    os.write(keyboard, "Порт\nnobody\ntone\n\n".encode())
    done = subprocess.run(
        [COMMAND, "init", "--language", "en-GB"],
        cwd=cli.folder,
        env={**cli.environment, "TERM": "dumb"},
        stdin=terminal,
        capture_output=True,
        timeout=60,
        check=False,
    )
    os.close(keyboard)
    os.close(terminal)
    told = done.stderr.decode()
    assert done.returncode == 0, told
    assert done.stdout.split() == [b"narrate.toml"]
    assert told.count("Who publishes the articles?") == 1
    assert told.count("Which voice speaks?") == 2
    assert "There is no voice 'nobody'" in told
    assert "Their language" not in told
    assert tomllib.loads((cli.folder / "narrate.toml").read_text("utf-8")) == {
        "publisher": "Порт",
        "language": "en-GB",
        "voice": "tone",
    }
