"""An engine that fails, as who runs the command sees it."""

import re
from pathlib import Path

import pytest
from broken_engine import FAILS
from command import Cli
from traces import processes, state

SENTENCE = "This one will fail today."


@pytest.fixture
def settings(cli: Cli, broken_engine: Path, tmp_path: Path) -> dict[str, str]:
    cli.write("story.txt", f"All is well here.\n\n{SENTENCE}\n\nThis is the end.")
    (tmp_path / "home").mkdir(exist_ok=True)
    marker = str(tmp_path / "home" / "died")
    return {"PYTHONPATH": str(broken_engine), "BROKEN_MARKER": marker, "NARRATE_TIMEOUT_S": "1"}


@pytest.mark.parametrize(("how", "why"), FAILS.items(), ids=FAILS.keys())
def test_one_line_names_the_sentence_and_nothing_is_left(
    cli: Cli, settings: dict[str, str], how: str, why: str
) -> None:
    before = state(cli.folder)
    done = cli("make", "story.txt", "--voice", f"broken:{how}", code=1, environment=settings)
    said = done.stderr.decode()
    assert re.fullmatch(rf"narrate: [^\n]*«{SENTENCE}»: {why}[^\n]*\n", said), said
    assert not done.stdout
    assert state(cli.folder) == before
    assert not processes(cli.environment)


@pytest.mark.parametrize("how", ["prints", "dies-once"])
def test_noise_and_one_death_do_no_harm(cli: Cli, settings: dict[str, str], how: str) -> None:
    voice = f"broken:{how}"
    done = cli("make", "story.txt", "-qo", "a.mp3", "--voice", voice, environment=settings)
    assert done.stdout == b"a.mp3\n"
    assert not done.stderr
    assert not processes(cli.environment)


def test_a_voice_that_does_not_load_says_why(cli: Cli, settings: dict[str, str]) -> None:
    done = cli("make", "story.txt", "--voice", "broken:unloadable", code=1, environment=settings)
    assert b"does not load: RuntimeError: the model is not there." in done.stderr


def test_its_voices_are_listed(cli: Cli, settings: dict[str, str]) -> None:
    done = cli("voices", "--engine", "broken", environment=settings)
    assert b"broken:speaks" in done.stdout
