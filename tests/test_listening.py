"""With ``listen`` a recognizer hears each new take; what stays wrong is told."""

import sys
from collections.abc import Iterator

import pytest
from command import Cli, manifest_in
from speech_server import Server, serving

TEXT = "The harbor opened early."
# Hears the lines of a file, one a call, the last again and again.
LISTENER = """
import pathlib, sys
lines = pathlib.Path("lines.txt")
first, *rest = lines.read_text().splitlines()
lines.write_text("\\n".join(rest or [first]))
print(first)
"""
RIGHT, WRONG, WORSE = "the harbor opened early", "the barber opened early", "the barber"


@pytest.fixture
def desk(cli: Cli) -> Cli:
    """Return the command with a recognizer that hears the lines of a file."""
    listener = cli.write("listener.py", LISTENER)
    cli.write("story.txt", TEXT)
    command = f"command:{sys.executable} {listener} {{wav}}"
    cli.write("narrate.toml", f'voice = "served"\nlisten_with = "{command}"\njobs = 1\n')
    return cli


@pytest.fixture
def server(desk: Cli) -> Iterator[Server]:
    """Return the server of the voice, a neural one."""
    with serving() as server:
        desk.write(
            "voices/served.toml",
            'engine = "openai"\nid = "fine"\nsource_type = "trainedAlgorithmicMedia"\n'
            f'[options]\naddress = "{server.address}"\n',
        )
        yield server


def make(cli: Cli, heard: list[str], *arguments: str) -> bytes:
    """Make the story while the recognizer hears lines; return the messages."""
    cli.write("lines.txt", "\n".join(heard))
    return cli("make", "story.txt", "-o", "made", *arguments).stderr


def utterance(cli: Cli) -> dict[str, object]:
    manifest = manifest_in(cli.folder / "made" / "story")
    [only] = manifest["utterances"]
    return dict(only)


@pytest.mark.parametrize(
    ("heard", "asked", "faults"),
    [
        ([RIGHT], 1, None),
        ([WRONG, RIGHT], 2, None),
        ([WORSE, WRONG, WORSE], 3, ["heard as «the barber opened early»"]),
    ],
)
def test_a_take_heard_wrong_is_spoken_again_and_the_best_is_kept(
    desk: Cli, server: Server, heard: list[str], asked: int, faults: list[str] | None
) -> None:
    messages = make(desk, heard, "--listen")
    assert len(server.asked) == asked
    assert utterance(desk).get("faults") == faults
    assert f"heard {asked} new take".encode() in messages
    assert b"% of the run" in messages


@pytest.mark.usefixtures("server")
def test_what_stays_wrong_is_told_by_check_and_fails_nothing_else(desk: Cli) -> None:
    make(desk, [WORSE], "--listen")
    told = desk("check", "made", code=4).stdout.decode()
    assert f"heard sentence «{TEXT}»" in told
    assert "heard as «the barber»" in told


def test_the_setting_listens_too_and_the_limit_decides(desk: Cli, server: Server) -> None:
    toml = (desk.folder / "narrate.toml").read_text()
    desk.write("narrate.toml", f"{toml}listen = true\nlisten_limit = 0.3\n")
    assert b"heard 1 new take" in make(desk, [WRONG])
    assert (len(server.asked), utterance(desk).get("faults")) == (1, None)


@pytest.mark.parametrize("asked_for", [True, False])
def test_only_neural_voices_are_heard_and_only_if_asked(
    desk: Cli, server: Server, *, asked_for: bool
) -> None:
    if asked_for:
        voice = (desk.folder / "voices/served.toml").read_text()
        desk.write("voices/served.toml", voice.replace("trainedAlg", "alg"))
    messages = make(desk, [WORSE], *["--listen"] * asked_for)
    assert (len(server.asked), utterance(desk).get("faults")) == (1, None)
    assert b"heard" not in messages


def test_a_sentence_of_the_cache_is_not_heard_again(desk: Cli, server: Server) -> None:
    make(desk, [RIGHT], "--listen")
    desk.write("story.txt", f"{TEXT}\n\nOne came.")
    assert b"heard 1 new take" in make(desk, ["one came"], "--listen")
    assert len(server.asked) == 2


def test_a_recognizer_that_is_missing_is_told_before_anything_is_spoken(
    desk: Cli, server: Server
) -> None:
    desk.write("narrate.toml", 'voice = "served"\nlisten_with = "nobody"\n')
    done = desk("make", "story.txt", "-o", "made", "--listen", code=2)
    assert not server.asked
    assert b"There is no recognizer 'nobody'" in done.stderr
