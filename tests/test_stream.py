"""A stream plays while the rest of it is made, and says what the file says."""

import io

import numpy as np
import pytest
import soundfile
from command import Cli
from mutagen.id3 import ID3

LINES = [f"Boat number {number} came in with the tide." for number in range(40)]


def test_it_begins_early_and_holds_every_sentence(cli: Cli) -> None:
    story = cli.write("story.txt", "\n\n".join(LINES))
    running = cli.start("make", story.name, "--voice", "espeak-en-us", "-o", "-", "--stream")
    assert running.stdout
    first = running.stdout.read(20_000)
    assert running.poll() is None, "it had ended before the first second was read"
    data = first + running.stdout.read()
    _, stderr = running.communicate(timeout=60)
    assert (running.returncode, stderr) == (0, b"")

    tags = ID3(io.BytesIO(data))
    assert str(tags.getall("COMM")[0]) == "This audio is created with AI assistance"
    streamed, rate_hz = soundfile.read(io.BytesIO(data[tags.size :]))
    cli("make", story.name, "--voice", "espeak-en-us", "-o", "whole.mp3")
    whole, _ = soundfile.read(cli.folder / "whole.mp3")
    assert abs(len(streamed) - len(whole)) < 0.1 * rate_hz
    ours, theirs = (np.sqrt(np.mean(wave**2)) for wave in (streamed, whole))
    assert abs(20 * np.log10(ours / theirs)) < 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("-o", "made"), "A stream goes to standard output: give -o - with --stream."),
        (("-o", "-"), "Only MP3 streams, and the format is flac. Leave it out."),
    ],
)
def test_what_cannot_stream_is_told(cli: Cli, arguments: tuple[str, ...], said: str) -> None:
    cli.write("story.txt", "All is well.")
    environment = {"NARRATE_FORMAT": "flac"}
    arguments = (*arguments, "--stream", "--voice", "tone")
    done = cli("make", "story.txt", *arguments, code=2, environment=environment)
    assert done.stderr.decode().strip() == f"narrate: {said}"
    assert not done.stdout
