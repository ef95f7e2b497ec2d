"""A recognizer listens to what was said."""

import json
import sys
from pathlib import Path

import pytest
from command import Cli
from hypothesis import given, strategies as st

from narrate.errors import NarrateError, UsageError
from narrate.listening.comparison import Comparer, Comparison
from narrate.listening.recognizers import find
from narrate.listening.sounds import difference
from narrate.model import Audio, Block, Kind
from narrate.text import Lexicon, prepare
from narrate.text.names import undecided

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
    found = difference(said, heard)
    assert found == difference(heard, said)
    assert (found == 0) is (said == heard)
    assert abs(len(said) - len(heard)) <= found <= max(len(said), len(heard))
    assert difference([*said, "d"], heard) <= found + 1


@pytest.fixture
def narrated(cli: Cli) -> Cli:
    cli.write("narrate.toml", 'voice = "espeak-en-us"\n')
    cli.write("story.txt", STORY)
    cli("make", "story.txt", "-o", "made")
    return cli


def found(cli: Cli, *arguments: str, code: int = 0) -> dict[str, dict[str, str]]:
    done = cli("check", "made", "--json", *arguments, code=code)
    [findings] = json.loads(done.stdout).values()
    return {each["carrier"]: each for each in findings}


def compared(article: str, transcript: str, *lexemes: str) -> Comparison:
    """Compare one sentence with a transcript; a dictionary's lines decide its names."""
    lexicon = Lexicon.parse("\n".join(["term\trespelling", *lexemes]), "lexicon.tsv", "house")
    [utterance] = prepare([Block(Kind.PARAGRAPH, article)], "en-US", lexicons=[lexicon]).utterances
    names = [term.text for term in undecided([utterance._replace(edits=())], "en-US")]
    return Comparer("en-US")(utterance, transcript, names)


@pytest.mark.parametrize(
    ("article", "transcript"),
    [
        ("All 281 lawmakers met on May 27.", "all 281 lawmakers met on may 27th"),
        ("It cost $1.5 million, he said.", "It cost $1.5 million, he said."),
        ("Their ship came too late.", "there ship came to late"),
        ("Moss ran it in two twenty-one.", "Moss ran it in 2.21."),
        ("It fell by 2.21 points.", "It fell by 2.21 points."),
        ("Room one fourteen is shut.", "room 114 is shut"),
        (
            "The sled overshot the bend near a farm house.",
            "the sled over shot the bend near a farmhouse",
        ),
    ],
)
def test_figures_and_words_of_one_sound_are_heard_right(article: str, transcript: str) -> None:
    assert compared(article, transcript).errors == 0


def test_a_name_of_two_words_in_one_is_heard_in_two() -> None:
    assert not compared("He sold it on SeatHop.", "he sold it on seat hop").missed
    assert compared("He sold it on SeatHop.", "he sold it on a shop").missed == ("SeatHop",)


@pytest.mark.parametrize("heard", ["Cherba", "Sherba"])
def test_a_name_counts_by_its_sound(heard: str) -> None:
    told = compared("Then Szczerba left.", f"then {heard} left", "Szczerba\tSHCHAIR-buh")
    assert (told.errors, told.names, told.missed) == (0, ("Szczerba",), ())


def test_a_name_that_runs_into_a_neighbor_is_heard() -> None:
    lexeme = "Szczerba\tSHCHAIR-buh"
    assert not compared("Then Szczerba said it.", "then cherbossett it", lexeme).missed
    assert compared("Then Ng advised him.", "then advised him").missed == ("Ng",)


def test_another_name_is_no_name_that_was_heard() -> None:
    told = compared("Then Szczerba left.", "then Robinson left", "Szczerba\tSHCHAIR-buh")
    assert told.missed == ("Szczerba",)
    assert told.errors >= 1


def test_a_word_that_is_missing_or_added_is_an_error() -> None:
    assert compared("Nine boats sailed at noon.", "nine boats at noon").errors == 1
    assert compared("Nine boats sailed at noon.", "nine boats sailed away at noon").errors == 1
    assert compared("Nine boats sailed at noon.", "").rate == 1
    assert compared("Room one fourteen is shut.", "room 115 is shut").errors == 1
    assert compared("The sled overshot the bend.", "the sled over the bend").errors == 1


def test_each_sentence_has_its_rate_and_the_names_their_recall(
    narrated: Cli, tmp_path: Path
) -> None:
    listener = tmp_path / "listener.py"
    listener.write_text(LISTENER, "utf-8")
    command = f"command:{sys.executable} {listener} {{wav}} first"
    heard = found(narrated, "--asr", command, code=4)
    assert heard["heard sentence 1"]["holds"] == (
        "0.14 at 0:00.2 «nine boats sailed with at noon»; not heard: Quibblethwaite"
    )
    assert heard["heard sentence 1"]["problem"] == ""
    assert "Nobody else" in heard["heard sentence 2"]["problem"]
    assert heard["heard"]["holds"] == "word error rate 0.600; names 0 of 1"
    silent = narrated("check", "made", "--asr", command, "--wer", "2").stdout.decode()
    assert "word error rate" in silent
    assert "heard sentence" not in silent


def test_what_cannot_listen_is_named(narrated: Cli, tmp_path: Path) -> None:
    failing = f"command:{sys.executable} -c 'raise SystemExit(3)' {{wav}}"
    done = narrated("check", "made", "--asr", failing, code=1)
    assert b"The recognizer" in done.stderr
    audio = Audio(bytes(32_000), 16_000)
    with pytest.raises(NarrateError, match="no-such-program failed"):
        find("command:no-such-program {wav}")(audio)
    for name, words in (
        ("sphinx", "There is no recognizer 'sphinx'"),
        ("command:listen", "needs {wav}"),
        ("command:'", "cannot be read"),
        (f"whisper:{tmp_path}", "Whisper cannot load the model"),
    ):
        with pytest.raises(UsageError) as raised:
            find(name)
        assert words in str(raised.value)


def test_a_recognizer_inherits_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NARRATE_CREDENTIALS_KEY", "hush")
    monkeypatch.setenv("DATABASE_URL", "hush")
    names = "import os; print(*os.environ)"
    inherited = find(f"command:{sys.executable} -c '{names}' {{wav}}")(Audio(bytes(8_000), 8_000))
    assert "PATH" in inherited.split()
    assert not {"NARRATE_CREDENTIALS_KEY", "DATABASE_URL"} & set(inherited.split())
