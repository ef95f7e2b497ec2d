"""A wrong setting, wherever it stands: where, what, and what there is instead; exit code 2."""

from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

import pytest
from command import Cli, manifest_in
from traces import state

from narrate.config import Settings

Refused = Callable[..., str]


@pytest.fixture
def refused(cli: Cli, story: Path) -> Refused:
    """Run a make that is to be refused over an earlier result, and return what it says."""
    cli.write("made/story/narrate.json", b"the last good one")

    def run(*flags: str, **environment: str) -> str:
        before = state(cli.folder)
        arguments = ("make", story.name, "-o", "made", *flags)
        done = cli(*arguments, code=2, environment=environment)
        assert not done.stdout
        assert state(cli.folder) == before
        return done.stderr.decode()

    return run


@pytest.mark.parametrize("content", [b"voice = '\xff'", None], ids=["not UTF-8", "a folder"])
def test_a_file_that_cannot_be_read(cli: Cli, refused: Refused, content: bytes | None) -> None:
    if content is None:
        (cli.folder / "narrate.toml").mkdir()
    else:
        cli.write("narrate.toml", content)
    assert "narrate.toml cannot be read" in refused()


def test_an_unknown_key_is_told_all_keys(cli: Cli, refused: Refused) -> None:
    cli.write("narrate.toml", "[[nonsense]]\n")
    message = refused()
    assert "narrate.toml: there is no setting 'nonsense'" in message
    assert all(field.name in message for field in fields(Settings))


VARIABLES = {
    ("NARRATE_SPEED", "fast"): "NARRATE_SPEED: speed is a number, not 'fast'",
    ("NARRATE_JOBS", "1.5"): "NARRATE_JOBS: jobs is a whole number",
    ("NARRATE_SPED", "2"): "NARRATE_SPED: there is no setting 'sped'. Did you mean 'speed'?",
    ("NARRATE_PAUSES", "3"): "NARRATE_PAUSES: pauses is a table",
    ("NARRATE_LOUDNESS", "40"): "A loudness of 40 LUFS is out of range",
    ("NARRATE_DISCLOSURE", ""): "The disclosure is empty",
    ("NARRATE_CONFIG", "lost.toml"): "lost.toml, which NARRATE_CONFIG names. Correct the variable",
}


@pytest.mark.parametrize(("variable", "says"), VARIABLES.items(), ids=str)
def test_in_the_environment(refused: Refused, variable: tuple[str, str], says: str) -> None:
    assert says in refused(**dict([variable]))


FLAGS = {
    ("--speed", "9"): "speed is 9; it goes from 0.25 to 4",
    ("--speed", "fast"): "--speed",
    ("--sped", "2"): "--speed",
    ("--language", "!!"): "is no language tag",
    ("--voice", "tome"): "There is no voice 'tome'. Did you mean tone",
    ("--voice", "whisper:one"): "There is no voice 'whisper:one'",
}


@pytest.mark.parametrize(("flag", "says"), FLAGS.items(), ids=str)
def test_on_the_command_line(refused: Refused, flag: tuple[str, str], says: str) -> None:
    assert says in refused(*flag)


def test_a_voice_that_its_engine_does_not_have_is_named(cli: Cli, story: Path) -> None:
    before = state(cli.folder)
    done = cli("make", story.name, "--voice", "espeak:klingon-x", code=1)
    assert b"klingon-x" in done.stderr
    assert b"narrate voices --engine espeak" in done.stderr
    assert state(cli.folder) == before


def test_a_flag_wins_over_the_environment_and_that_over_the_file(cli: Cli, story: Path) -> None:
    cli.write("narrate.toml", 'voice = "tone"\nspeed = 0.5\npitch = 1\npublisher = "File"\n')
    environment = {"NARRATE_SPEED": "3", "NARRATE_PITCH": "2"}
    cli("make", story.name, "--speed", "4", "-o", "made", environment=environment)
    manifest = manifest_in(cli.folder / "made" / "story")
    assert manifest["voice"]["engine"] == "tone"
    assert manifest["voice"]["prosody"] == {"speed": 4.0, "pitch": 2.0, "gain_db": 0.0}
    assert manifest["article"]["publisher"] == "File"
