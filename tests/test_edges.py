"""What can go wrong, end to end: the exit code, the message, and nothing half-written."""

import random
import resource
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import av
import broken_engine
import pytest
from command import COMMAND, Cli, manifest_in, wait_until
from traces import consistent, processes, state, whole

Refused = Callable[..., str]
LONG = "The ferry crosses the river again and again, whatever the weather brings. " * 400


@pytest.fixture
def refused(cli: Cli) -> Refused:
    """Run a command that fails, and return what it says; what was there is as it was."""

    def run(*arguments: str, code: int, stdin: bytes = b"", **environment: str) -> str:
        before = state(cli.folder)
        done = cli(*arguments, code=code, stdin=stdin, environment=environment)
        assert state(cli.folder) == before
        assert not done.stdout
        return done.stderr.decode()

    return run


SOURCES = {
    "missing": (None, "There is no file story.txt"),
    "empty": (b"", "story.txt is empty"),
    "white space": (b" \n\t\n", "only white space"),
    "furniture": (b"Share this article\n\nAdvertisement\n", "all 2 blocks were skipped"),
    "no words": ("…\n\n***\n\n—".encode(), "nothing"),
    "binary": (bytes(range(256)) * 40, "is not text"),
}


@pytest.mark.parametrize(("content", "says"), SOURCES.values(), ids=SOURCES.keys())
def test_a_source_that_cannot_be_narrated(
    cli: Cli, refused: Refused, content: bytes | None, says: str
) -> None:
    if content is not None:
        cli.write("story.txt", content)
    message = refused("make", "story.txt", code=1)
    assert says.lower() in message.lower()
    assert message.startswith("narrate: ")
    assert message.count("\n") == 1


def test_a_folder_without_an_article(refused: Refused, cli: Cli) -> None:
    (cli.folder / "empty").mkdir()
    assert "empty holds no article" in refused("make", "empty", code=1)


@pytest.mark.parametrize(
    ("content", "note"),
    [
        ("Café society grows.".encode("utf-16"), "read as UTF-16"),
        ("Café society grows.".encode("latin-1"), "read as Windows-1252"),
        (b"Caf\0e society grows.", "NUL"),
    ],
    ids=["UTF-16", "Latin-1", "NUL"],
)
def test_what_is_read_otherwise_is_said(cli: Cli, content: bytes, note: str) -> None:
    cli.write("story.txt", content)
    done = cli("make", "story.txt", "--voice", "tone")
    assert note in done.stderr.decode()
    assert (
        done.stdout.decode()
        == f"{next(cli.folder.glob('output/story/*.mp3')).relative_to(cli.folder)}\n"
    )


def test_a_paragraph_of_200_kb_without_a_full_stop_is_narrated(cli: Cli) -> None:
    cli.write("story.txt", "word " * 40_000)
    fast = {"NARRATE_SPEED": "4"}  # for a fourth of the audio
    cli("make", "story.txt", "--voice", "espeak", "-o", "made", environment=fast)
    assert consistent(cli.folder / "made" / "story")


def test_an_unknown_voice_offers_the_nearest(story: Path, refused: Refused) -> None:
    assert "Did you mean espeak-en-us" in refused(
        "make", story.name, "--voice", "espeak-en-u", code=2
    )


SETTINGS = {
    'voise = "x"': "toml: there is no setting 'voise'. Did you mean 'voice'? Settings: base",
    'speed = "fast"': "speed is a number, not 'fast'",
    "speed = 9": "speed is 9; it goes from 0.25 to 4",
    "voice = ": "narrate.toml cannot be read",
    'disclosure = " "': "The disclosure is empty",
    'loudness = "loud"': "There is no loudness 'loud'. Presets: podcast",
    "[pauses]\nheding_ms = 3": "there is no setting 'heding_ms'. Did you mean 'heading_ms'",
    'format = "mp4"': "format is 'mp4'; it is one of mp3",
    'lexicons = ["lost.tsv"]': "lost.tsv cannot be read",
}


@pytest.mark.parametrize(("content", "says"), SETTINGS.items(), ids=SETTINGS.keys())
def test_a_wrong_setting_names_itself(
    cli: Cli, story: Path, refused: Refused, content: str, says: str
) -> None:
    cli.write("narrate.toml", content)
    assert says in refused("make", story.name, code=1 if "lost" in content else 2)


def test_a_dictionary_that_cannot_be_read_names_line_and_column(
    cli: Cli, story: Path, refused: Refused
) -> None:
    cli.write("lexicon.tsv", "term\trespelling\nKoval\tXYZZY\n")
    assert "lexicon.tsv, line 2, column 2" in refused("make", story.name, code=1)


def test_an_output_that_cannot_be_written(story: Path, refused: Refused) -> None:
    assert "Nothing was written to" in refused("make", story.name, "-o", "story.md/x", code=1)
    assert "Nothing was written to" in refused("make", story.name, "-o", "/proc/narrate", code=1)
    assert "narrate writes no .mp4" in refused("make", story.name, "-o", "x.mp4", code=2)


def test_a_full_disk_leaves_the_last_good_result(cli: Cli, story: Path) -> None:
    cli("make", story.name, "-o", "made")
    before = state(cli.folder)
    done = subprocess.run(
        [COMMAND, "make", story.name, "-o", "made", "--voice", "espeak"],
        cwd=cli.folder,
        env=cli.environment,
        capture_output=True,
        preexec_fn=_no_file_over_50_kb,
        check=False,
    )
    assert done.returncode == 1
    assert b"Make room" in done.stderr
    assert state(cli.folder) == before


def _no_file_over_50_kb() -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))


def test_an_interrupt_ends_at_once_and_leaves_nothing(cli: Cli) -> None:
    cli.write("story.txt", LONG)
    running = cli.start("make", "story.txt", "-o", "made", "--voice", "espeak-en-us")
    wait_until(lambda: any(cli.folder.rglob("*.utterance")))
    running.send_signal(signal.SIGINT)
    stdout, stderr = running.communicate(timeout=60)
    assert running.returncode == 130
    assert (stdout, stderr) == (b"", b"narrate: interrupted; what was there before is as it was.\n")
    assert not (cli.folder / "made").exists()
    wait_until(lambda: not processes(cli.environment))


def test_killed_at_any_moment_there_is_the_old_result_or_the_new(cli: Cli, story: Path) -> None:
    cli("make", story.name, "-o", "made", "--voice", "tone")
    made = cli.folder / "made" / "story"
    chance = random.Random(7)  # noqa: S311 - moments, not secrets
    for turn in range(12):
        voice = ("tone", "espeak")[turn % 2]
        running = cli.start("make", story.name, "-o", "made", "--voice", voice)
        time.sleep(chance.uniform(0.1, 0.9))
        running.kill()
        running.communicate()
        assert whole(made)
    cli("make", story.name, "-o", "made", "--voice", "tone")
    assert consistent(made)
    assert not [path for path in made.iterdir() if path.name.startswith(".")]


@pytest.mark.parametrize("voices", [("tone", "tone"), ("tone", "espeak")], ids=str)
def test_two_runs_at_once_into_one_folder(cli: Cli, story: Path, voices: tuple[str, str]) -> None:
    runs = [cli.start("make", story.name, "-o", "made", "--voice", voice) for voice in voices]
    for running in runs:
        _, stderr = running.communicate(timeout=60)
        assert running.returncode == 0, stderr
    assert consistent(cli.folder / "made" / "story")


FAILS = {"dies": "ended with -9", "hangs": "it made no progress", "silent": "silence"}


@pytest.mark.parametrize(("how", "what"), FAILS.items(), ids=FAILS.keys())
def test_an_engine_that_fails_costs_an_error_that_names_the_sentence(
    cli: Cli, refused: Refused, tmp_path_factory: pytest.TempPathFactory, how: str, what: str
) -> None:
    site = broken_engine.installed(tmp_path_factory.mktemp("plugin") / "site")
    cli.write("story.txt", "All is well here.\n\nThis one will fail today.\n\nThis is the end.")
    settings = {"PYTHONPATH": site, "NARRATE_TIMEOUT_S": "1"}
    message = refused("make", "story.txt", "--voice", f"broken:{how}", code=1, **settings)
    assert "«This one will fail today.»" in message
    assert what in message
    wait_until(lambda: not processes(cli.environment))


def test_a_damaged_cache_entry_is_made_again(cli: Cli, story: Path) -> None:
    cli("make", story.name, "-o", "a.mp3")
    for entry in cli.folder.rglob("*.utterance"):
        entry.write_bytes(entry.read_bytes()[:-7] + b"damaged")
    cli("make", story.name, "-o", "b.mp3")
    assert (cli.folder / "a.mp3").read_bytes() == (cli.folder / "b.mp3").read_bytes()


@pytest.mark.parametrize("voice", ["system", "espeak", "tone"])
def test_the_same_input_gives_the_same_bytes(cli: Cli, story: Path, voice: str) -> None:
    for name in ("one", "two"):
        cache = {"NARRATE_CACHE": str(cli.folder / f"cache-{name}")}
        cli("make", story.name, "-o", name, "--voice", voice, environment=cache)
    one, two = (
        {path.name: path.read_bytes() for path in (cli.folder / name / "story").iterdir()}
        for name in ("one", "two")
    )
    assert one == two


@pytest.mark.parametrize("extension", ["mp3", "wav", "flac", "opus"])
def test_one_file_and_no_other(cli: Cli, story: Path, extension: str) -> None:
    path = cli.folder / "alone" / f"Story.{extension}"
    assert cli("make", story.name, "-o", str(path)).stdout.decode() == f"{path}\n"
    assert [each.name for each in path.parent.iterdir()] == [path.name]
    with av.open(path) as file:
        assert sum(frame.samples for frame in file.decode(audio=0)) > 0


def test_standard_input_and_output(cli: Cli) -> None:
    done = cli("make", "-", "-o", "-", "--voice", "tone", stdin=b"One short story.")
    assert done.stdout.startswith(b"ID3")
    assert not done.stderr
    assert not state(cli.folder)


def test_one_of_many_fails_and_the_others_are_made(cli: Cli, story: Path) -> None:
    cli.write("other.txt", "Another story, and a short one.")
    done = cli("make", story.name, "lost.md", "other.txt", "--voice", "tone", code=4)
    assert len(done.stdout.splitlines()) == 2
    assert b"narrate: 1 of 3 articles failed: lost.md." in done.stderr
    assert consistent(cli.folder / "output" / "story")
    assert consistent(cli.folder / "output" / "other")


def test_two_articles_of_one_name_do_not_overwrite_each_other(cli: Cli) -> None:
    cli.write("a/story.txt", "The first one.")
    cli.write("b/story.txt", "The second one.")
    done = cli("make", "a/story.txt", "b/story.txt", "--voice", "tone", code=4)
    assert b"b/story.txt: output/story holds a/story.txt already" in done.stderr
    manifest = manifest_in(cli.folder / "output" / "story")
    assert manifest["utterances"][0]["written"] == "The first one."


def test_a_hostile_title_stays_text(cli: Cli) -> None:
    title = "</script><b>\u202eevil\" 'x' & --> more"
    cli.write("story.txt", "A harmless sentence.")
    cli("make", "story.txt", "--title", title, "-o", "made", "--voice", "tone")
    manifest = manifest_in(cli.folder / "made" / "story")
    assert manifest["article"]["title"] == title
    name = manifest["files"]["captions"]["name"]
    captions = (cli.folder / "made" / "story" / name).read_text("utf-8")
    assert captions.count("-->") == len(manifest["utterances"])
    assert "<" not in captions
