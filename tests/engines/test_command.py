"""Programs that speak, as distributions have them: flite, text2wave; and some that fail."""

import sys
from array import array
from shutil import which

import pytest

from narrate.engines import wav
from narrate.engines.pool import Pool
from narrate.errors import EngineError
from narrate.model import Audio, Prosody, SpokenRun, Voice

SENTENCE = "The harbor opened early — “first”."
FLITE = ["flite", "-voice", "{voice}", "-f", "{text}", "-o", "{wav}"]
TEXT2WAVE = ["text2wave", "-eval", "(Parameter.set 'Duration_Stretch {stretch})", "-o", "-"]
# A program that writes what it was given where it was told to.
ECHO = [sys.executable, "-c", "import sys; sys.stderr.write(repr(sys.argv[1:])); sys.exit(3)"]


def say(
    run: object, text: str = SENTENCE, id_: str = "", speed: float = 1, **options: object
) -> Audio:
    voice = Voice("v", "command", id=id_, options={"run": run, **options}, prosody=Prosody(speed))
    with Pool(voice, jobs=1, timeout_s=20) as pool:
        return pool([SpokenRun(text)])


@pytest.mark.usefixtures("flite")
def test_flite_speaks_with_each_of_its_voices() -> None:
    kal, slt = say(FLITE, id_="kal"), say(FLITE, id_="slt")
    assert (kal.sample_rate_hz, slt.sample_rate_hz) == (8_000, 16_000)
    assert min(max(array("h", audio.pcm)) for audio in (kal, slt)) > 3_000


@pytest.mark.skipif(
    which("text2wave") is None, reason="text2wave is not installed: apt-get install festival"
)
def test_text2wave_reads_stdin_and_writes_stdout() -> None:
    usual = say(TEXT2WAVE, encoding="latin-1")
    assert max(array("h", usual.pcm)) > 3_000
    assert max(map(abs, array("h", usual.pcm[-200:]))) < 100  # and no header at its end
    assert say(TEXT2WAVE, speed=2, encoding="latin-1").frames < 0.7 * usual.frames


@pytest.mark.usefixtures("flite")
def test_no_shell_reads_text_or_arguments() -> None:
    plain = say(FLITE, "stop", id_="slt")
    assert say(FLITE, "-o stop; touch $HOME `date` | {wav}", id_="slt").frames > plain.frames
    with pytest.raises(EngineError, match=r"\['; exit 0', '\$HOME', '\{other\}'\]"):
        say([*ECHO, "; exit 0", "$HOME", "{other}"])


@pytest.mark.parametrize(
    ("run", "why"),
    [
        ([], "has no program: set run"),
        ("flite -f {text}", "has no program: set run"),
        (["no-such-program"], "no program 'no-such-program'"),
    ],
)
def test_a_voice_without_a_program_does_not_load(run: object, why: str) -> None:
    with pytest.raises(EngineError, match=f"'v' does not load: .*{why}"):
        say(run)


@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("import sys; sys.exit('no such voice')", r"ended with 1 \(no such voice\)"),
        ("print('hello')", "gave no audio, but 'hello'"),
        ("pass", "gave nothing"),
        ("import os; os.kill(os.getpid(), 9)", "ended with -9"),
        ("import time; time.sleep(60)", "it made no progress for"),
    ],
)
def test_a_program_that_fails_is_told_with_the_sentence(code: str, why: str) -> None:
    voice = Voice("v", "command", options={"run": [sys.executable, "-c", code]})
    with Pool(voice, jobs=1, timeout_s=2) as pool, pytest.raises(EngineError, match=why):
        pool([SpokenRun("Go.")])


def test_a_program_that_writes_no_file_is_told() -> None:
    with pytest.raises(EngineError, match="wrote no audio"):
        say([sys.executable, "-c", "pass", "{wav}"])


def test_a_speed_that_a_program_is_not_told_is_refused() -> None:
    with pytest.raises(
        EngineError, match=r"cannot follow the speed: its arguments have no \{speed\}"
    ):
        say(["cat"], speed=2)


def test_a_program_inherits_no_secret_but_the_variables_that_its_voice_names(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in (
        "NARRATE_CREDENTIALS_KEY",
        "DATABASE_URL",
        "PYTHON_TOKEN",
        "HTTPS_PROXY",
        "SPEECH",
    ):
        monkeypatch.setenv(name, "hush")
    monkeypatch.setenv("LANG", "C.UTF-8")
    names = "NARRATE_CREDENTIALS_KEY DATABASE_URL PYTHON_TOKEN HTTPS_PROXY SPEECH LANG PATH"
    code = f"import os, sys; sys.exit(' '.join(n for n in '{names}'.split() if n in os.environ))"
    with pytest.raises(EngineError) as caught:
        say(
            [sys.executable, "-c", code],
            environment=["SPEECH", "NARRATE_CREDENTIALS_KEY"],
        )
    assert "(SPEECH LANG PATH)" in str(caught.value)


def test_a_program_that_writes_without_end_is_not_read_into_memory() -> None:
    code = f"import os; os.truncate(1, {wav.LARGEST_BYTES + 1})"
    with pytest.raises(EngineError, match="wrote more than 100 MB of audio"):
        say([sys.executable, "-c", code])
