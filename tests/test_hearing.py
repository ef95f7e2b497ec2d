"""A recognizer listens to what was said."""

import json
import sys
from pathlib import Path

import pytest
from command import Cli
from hypothesis import given, strategies as st

from narrate.check.hearing import errors
from narrate.check.recognizers import find
from narrate.errors import NarrateError, UsageError
from narrate.model import Audio

WORDS = st.lists(st.sampled_from("abc"), max_size=6)
STORY = "Nine boats sailed with Quibblethwaite at noon.\n\nNobody else was on the water that day.\n"
# Hears the first sentence but for the name, and of the other nothing.
LISTENER = """
import soundfile, sys
samples, rate_hz = soundfile.read(sys.argv[1], dtype="int16")
assert rate_hz == 16_000 and abs(samples).max() > 1_000
print("nine boats sailed with at noon" if sys.argv[2:] == ["first"] else "")
"""


@given(WORDS, WORDS)
def test_errors_are_a_distance(said: list[str], heard: list[str]) -> None:
    found = errors(said, heard)
    assert found == errors(heard, said)
    assert (found == 0) is (said == heard)
    assert abs(len(said) - len(heard)) <= found <= max(len(said), len(heard))
    assert errors([*said, "d"], heard) <= found + 1


@pytest.fixture
def made(cli: Cli) -> Cli:
    cli.write("narrate.toml", 'voice = "espeak-en-us"\n')
    cli.write("story.txt", STORY)
    cli("make", "story.txt", "-o", "made")
    return cli


def found(cli: Cli, *arguments: str, code: int = 0) -> dict[str, dict[str, str]]:
    done = cli("check", "made", "--json", *arguments, code=code)
    [findings] = json.loads(done.stdout).values()
    return {each["carrier"]: each for each in findings}


def test_a_real_recognizer_hears_the_sentence_and_no_other(made: Cli) -> None:
    sentences = ["people want to know what happened", "she has one brother and two sisters"]
    made.write("story.txt", "\n\n".join(f"{sentence.capitalize()}." for sentence in sentences))
    made("make", "story.txt", "-o", "made")
    heard = found(made, "--asr", "pocketsphinx", "--wer", "0.6")
    words = [
        heard[f"heard sentence {n}"]["holds"].split("«")[1].split("»")[0].split() for n in (1, 2)
    ]
    for own, other in ((0, 1), (1, 0)):
        said, wrong = sentences[own].split(), sentences[other].split()
        assert errors(said, words[own]) / len(said) < 0.6 < errors(wrong, words[own]) / len(wrong)
    assert heard["heard"]["holds"].startswith("word error rate 0.")


def test_each_sentence_has_its_rate_and_the_names_their_recall(made: Cli, tmp_path: Path) -> None:
    listener = tmp_path / "listener.py"
    listener.write_text(LISTENER, "utf-8")
    command = f"command:{sys.executable} {listener} {{wav}} first"
    heard = found(made, "--asr", command, code=4)
    assert heard["heard sentence 1"]["holds"] == (
        "0.14 «nine boats sailed with at noon»; not heard: Quibblethwaite"
    )
    assert heard["heard sentence 1"]["problem"] == ""
    assert "Nobody else" in heard["heard sentence 2"]["problem"]
    assert heard["heard"]["holds"] == "word error rate 0.60; names 0 of 1"
    silent = made("check", "made", "--asr", command, "--wer", "2").stdout.decode()
    assert "word error rate" in silent
    assert "heard sentence" not in silent


def test_what_cannot_listen_is_named(made: Cli, tmp_path: Path) -> None:
    failing = f"command:{sys.executable} -c 'raise SystemExit(3)' {{wav}}"
    done = made("check", "made", "--asr", failing, code=1)
    assert b"The recognizer" in done.stderr
    audio = Audio(bytes(32_000), 16_000)
    with pytest.raises(NarrateError, match="no-such-program failed"):
        find("command:no-such-program {wav}")(audio)
    for name, words in (
        ("whisper", "There is no recognizer 'whisper'"),
        ("command:listen", "needs {wav}"),
        ("command:'", "cannot be read"),
        (f"pocketsphinx:{tmp_path}", "cannot load the model"),
    ):
        with pytest.raises(UsageError) as raised:
            find(name)
        assert words in str(raised.value)


def test_silence_is_heard_as_nothing_much() -> None:
    assert len(find("pocketsphinx")(Audio(bytes(16_000), 8_000)).split()) < 3


def test_a_recognizer_inherits_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NARRATE_CREDENTIALS_KEY", "hush")
    monkeypatch.setenv("DATABASE_URL", "hush")
    names = "import os; print(*os.environ)"
    inherited = find(f"command:{sys.executable} -c '{names}' {{wav}}")(Audio(bytes(8_000), 8_000))
    assert "PATH" in inherited.split()
    assert not {"NARRATE_CREDENTIALS_KEY", "DATABASE_URL"} & set(inherited.split())
