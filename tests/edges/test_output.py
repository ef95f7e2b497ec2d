"""What goes where: one result on stdout, the rest on stderr; a full disk, a hostile title."""

import html
import json
import re
import resource
import signal
import subprocess
from functools import partial
from pathlib import Path

import pytest
from command import COMMAND, Cli, manifest_in
from mutagen.id3 import ID3
from traces import state

COLOR = re.compile(r"\x1b\[[\d;]*3\d[\d;]*m")
CUE = re.compile(
    r"(\d+)\n(\d\d:[0-5]\d:[0-5]\d\.\d{3}) --> (\d\d:[0-5]\d:[0-5]\d\.\d{3})\n([^\n]+(?:\n[^\n]+)?)"
)


def limited(most: int) -> None:
    """Let no file grow beyond a size, as on a disk that is full."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))


@pytest.mark.parametrize("output", ["made", "a.mp3", "a.wav", "a.flac", "a.opus", "new/deep/a.mp3"])
def test_a_disk_that_is_full_for_the_audio(cli: Cli, story: Path, output: str) -> None:
    cli("make", story.name, "-o", "made", "--voice", "espeak")
    cli.write("a.mp3", b"the last good one")
    before = state(cli.folder)
    done = subprocess.run(
        [COMMAND, "make", story.name, "-o", output, "--voice", "espeak", "--title", "Other"],
        cwd=cli.folder,
        env=cli.environment,
        capture_output=True,
        preexec_fn=partial(limited, 9_000),
        check=False,
    )
    message = done.stderr.decode()
    assert done.returncode == 1, message
    assert message.startswith("narrate: ")
    assert message.count("\n") == 1
    assert "written" in message
    assert not done.stdout
    assert state(cli.folder) == before


@pytest.mark.parametrize("variable", ["XDG_CACHE_HOME", "NARRATE_CACHE"])
def test_a_cache_that_cannot_be_written_is_named(cli: Cli, story: Path, variable: str) -> None:
    before = state(cli.folder)
    cache = {variable: str(story / "cache")}
    done = cli("make", story.name, "--voice", "tone", code=1, environment=cache)
    message = done.stderr.decode()
    assert str(story / "cache") in message
    assert message.count("\n") == 1
    assert not done.stdout
    assert state(cli.folder) == before


@pytest.mark.parametrize("where", ["story.md", "story.md/deep", "story.md/x.mp3"])
def test_a_file_where_a_folder_should_be(cli: Cli, story: Path, where: str) -> None:
    before = state(cli.folder)
    done = cli("make", story.name, "-o", where, "--voice", "tone", code=1)
    assert b"Nothing was written to story.md" in done.stderr
    assert state(cli.folder) == before


def test_without_a_terminal_there_is_the_result_and_one_line_that_matters(
    cli: Cli, story: Path
) -> None:
    cli.write("other.txt", "Oyelaran met Nkemelu.")
    told = cli("make", story.name, "--voice", "tone").stderr
    assert told == b"narrate: 19 s, 1 name undecided: narrate script story.md --names\n"
    told = cli("make", story.name, "other.txt", "--voice", "tone").stderr
    assert told == (
        b"narrate: 2 articles, 21 s, 3 names undecided: narrate script other.txt --names\n"
    )
    done = cli("make", story.name, "--voice", "tone", "--quiet")
    assert done.stdout == f"{next(cli.folder.glob('output/story/*.mp3'))}\n".encode().replace(
        f"{cli.folder}/".encode(), b""
    )
    assert not done.stderr


def test_json_is_one_line_on_stdout(cli: Cli, story: Path) -> None:
    cli.write("other.txt", "Another one.")
    done = cli("make", story.name, "other.txt", "--voice", "tone", "--json")
    made = [json.loads(line) for line in done.stdout.splitlines()]
    assert [each["source"] for each in made] == [story.name, "other.txt"]
    assert not done.stderr


def test_a_terminal_sees_how_far_it_is(cli: Cli, story: Path) -> None:
    seen = cli.on_terminal("make", story.name, "--voice", "tone")[0]
    assert "Speaking" in seen
    assert "Encoding" in seen
    assert COLOR.search(seen)


def test_no_color_is_respected(cli: Cli, story: Path) -> None:
    seen = cli.on_terminal("make", story.name, "--voice", "tone", NO_COLOR="1")[0]
    assert "Speaking" in seen
    assert not COLOR.search(seen)


@pytest.mark.parametrize("extension", ["wav", "flac", "opus"])
def test_the_same_input_gives_the_same_bytes_in_every_format(
    cli: Cli, story: Path, extension: str
) -> None:
    for name in ("one", "two"):
        cli("make", story.name, "-o", f"{name}/a.{extension}", "--voice", "espeak")
    one, two = ((cli.folder / name / f"a.{extension}").read_bytes() for name in ("one", "two"))
    assert one == two


HOSTILE = "</script><b>\u202eevil\u200f\" 'x' & {{ title }} --> more"


def test_hostile_words_stay_words_in_every_file(cli: Cli) -> None:
    sentences = [
        "He wrote <script>alert(1)</script> & left.",
        "It went 00:00.000 --> 00:09.000 on the screen.",
        "NOTE this is no note.",
        "“שלום” means peace.",
    ]
    cli.write("story.txt", "\n\n".join(sentences))
    cli("make", "story.txt", "--title", HOSTILE, "-o", "made", "--voice", "tone")
    made = cli.folder / "made" / "story"
    manifest = manifest_in(made)
    written = [said["written"] for said in manifest["utterances"]]
    assert manifest["article"]["title"] == written[0] == HOSTILE
    assert written[1:] == sentences
    tags = ID3(made / manifest["files"]["audio"]["name"])
    assert tags["TIT2"].text == [HOSTILE]
    captions = (made / manifest["files"]["captions"]["name"]).read_text("utf-8")
    assert cues(captions) == written


def cues(webvtt: str) -> list[str]:
    """Return what the cues of well-formed captions say (W3C WebVTT); their times are in order."""
    assert webvtt.endswith("\n")
    head, note, *blocks = webvtt.rstrip("\n").split("\n\n")
    assert head == "WEBVTT"
    assert note.startswith("NOTE ")
    said, at = [], ""
    for block in blocks:
        cue = CUE.fullmatch(block)
        assert cue, block
        assert at < cue[2] < cue[3]
        assert "<" not in cue[4]
        assert "-->" not in cue[4]
        said.append(html.unescape(cue[4].replace("\n", " ")))
        at = cue[3]
    return said


@pytest.mark.parametrize(
    "arguments",
    [("make", "-o", "made"), ("make", "-o", "-"), ("make", "-o", "-", "--stream"), ("script",)],
    ids=" ".join,
)
def test_a_result_that_nobody_can_take_is_told(
    cli: Cli, story: Path, arguments: tuple[str, ...]
) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [COMMAND, arguments[0], story.name, *arguments[1:]],
            cwd=cli.folder,
            env={**cli.environment, "NARRATE_VOICE": "tone"},
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr == (
        b"narrate: standard output cannot be written: No space left on device.\n"
    )
