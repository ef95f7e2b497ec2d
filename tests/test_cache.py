"""The cache: many processes at once, foreign entries, a bound; never a wrong sound."""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from narrate import engines
from narrate.engines.tone import Tone
from narrate.errors import EngineError, PublishError
from narrate.model import Audio, Prosody, SpokenRun, Voice, Word
from narrate.speech.cache import Cache

VOICE = Voice(name="v", engine="tone", language="en")
AUDIO = Audio(b"\1\0\2\0" * 500, 22_050, (Word(0, 400, 0, 3), Word(400, 1_000, 4, 7)))


class Counting:
    """A synthesizer that counts what it is asked for."""

    def __init__(self, audio: Audio = AUDIO) -> None:
        self.asked: list[tuple[SpokenRun, ...]] = []
        self.audio = audio

    def __call__(self, runs: Sequence[SpokenRun]) -> Audio:
        self.asked.append(tuple(runs))
        return self.audio


def entries(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.utterance"))


def ask(folder: Path, synthesizer: Counting, text: str = "One two", limit_mb: int = 10) -> Audio:
    with Cache(folder, limit_mb) as cache:
        return cache.around(synthesizer, VOICE)([SpokenRun(text)])


@settings(max_examples=30)
@given(
    st.binary(max_size=400).map(lambda data: data[: len(data) // 2 * 2]),
    st.lists(st.tuples(*[st.integers(0, 10**7)] * 4), max_size=4),
    st.sampled_from([8_000, 22_050, 48_000]),
)
def test_any_audio_comes_back_as_it_was(
    tmp_path_factory: pytest.TempPathFactory,
    pcm: bytes,
    words: list[tuple[int, ...]],
    rate_hz: int,
) -> None:
    folder = tmp_path_factory.mktemp("cache")
    audio = Audio(pcm, rate_hz, tuple(Word(*word) for word in words))
    assert ask(folder, Counting(audio)) == audio
    unasked = Counting()
    assert ask(folder, unasked) == audio
    assert not unasked.asked


@settings(max_examples=40)
@given(st.data())
def test_a_damaged_entry_is_never_heard(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("cache")
    ask(folder, Counting())
    [entry] = entries(folder)
    whole = entry.read_bytes()
    sound = whole.index(b"\n") + 1
    at = data.draw(st.integers(sound, len(whole) - 1))
    other = data.draw(st.integers(0, 255).filter(lambda byte: byte != whole[at]))
    cut = data.draw(st.booleans())
    entry.write_bytes(whole[:at] if cut else whole[:at] + bytes([other]) + whole[at + 1 :])
    again = Counting()
    assert ask(folder, again) == AUDIO
    assert len(again.asked) == 1
    assert entry.read_bytes() == whole


def test_an_entry_with_another_rate_is_made_again(tmp_path: Path) -> None:
    ask(tmp_path, Counting())
    [entry] = entries(tmp_path)
    entry.write_bytes(entry.read_bytes().replace(b"22050", b"22051"))
    assert ask(tmp_path, Counting()) == AUDIO


def test_a_folder_in_an_entry_s_place_is_told(tmp_path: Path) -> None:
    ask(tmp_path, Counting())
    [entry] = entries(tmp_path)
    entry.unlink()
    entry.mkdir()
    with pytest.raises(PublishError, match="cannot be written"):
        ask(tmp_path, Counting())


def test_an_engine_that_fails_leaves_no_entry(tmp_path: Path) -> None:
    def fail(runs: Sequence[SpokenRun]) -> Audio:  # noqa: ARG001 - as every synthesizer
        raise EngineError("no voice today")

    with Cache(tmp_path, 10) as cache, pytest.raises(EngineError):
        cache.around(fail, VOICE)([SpokenRun("One")])
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_another_version_of_the_engine_is_asked_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(tmp_path, Counting())
    monkeypatch.setattr(Tone, "version", engines.find("tone").version + ".1")
    newer = Counting()
    ask(tmp_path, newer)
    assert len(newer.asked) == 1


OTHERS = [replace(VOICE, id="x"), replace(VOICE, language="uk"), replace(VOICE, engine="espeak")]


@pytest.mark.parametrize("other", OTHERS, ids=["id", "language", "engine"])
def test_another_voice_is_asked_again(tmp_path: Path, other: Voice) -> None:
    ask(tmp_path, Counting())
    again = Counting()
    with Cache(tmp_path, 10) as cache:
        cache.around(again, other)([SpokenRun("One two")])
    assert len(again.asked) == 1


@pytest.mark.parametrize(
    "runs", [[SpokenRun("One "), SpokenRun("two")], [SpokenRun("One two", "wʌn tuː")]], ids=str
)
def test_other_runs_are_asked_for(tmp_path: Path, runs: list[SpokenRun]) -> None:
    ask(tmp_path, Counting())
    again = Counting()
    with Cache(tmp_path, 10) as cache:
        cache.around(again, VOICE)(runs)
    assert again.asked == [tuple(runs)]


@pytest.mark.parametrize("content", [b"", b"{}\n", b"[1]\nx", b"not json\n", b"\xff\n", b"null\n"])
def test_what_is_no_entry_is_made_again(tmp_path: Path, content: bytes) -> None:
    ask(tmp_path, Counting())
    [entry] = entries(tmp_path)
    entry.write_bytes(content)
    assert ask(tmp_path, Counting()) == AUDIO


@pytest.mark.parametrize(
    "prosody", [Prosody(speed=1.01), Prosody(pitch=0.5), Prosody(gain_db=-1)], ids=str
)
def test_every_part_of_the_prosody_counts(tmp_path: Path, prosody: Prosody) -> None:
    ask(tmp_path, Counting())
    other = Counting()
    with Cache(tmp_path, 10) as cache:
        cache.around(other, replace(VOICE, prosody=prosody))([SpokenRun("One two")])
    assert len(other.asked) == 1


def test_a_voice_s_licence_and_description_do_not_count(tmp_path: Path) -> None:
    ask(tmp_path, Counting())
    other = Counting()
    about = replace(VOICE, license="MIT", description="x", attribution="y", source="z")
    with Cache(tmp_path, 10) as cache:
        cache.around(other, about)([SpokenRun("One two")])
    assert not other.asked


def test_the_least_recently_used_go_first(tmp_path: Path) -> None:
    big = Counting(Audio(b"\1\0" * 200_000, 22_050))
    for text in ("a", "b", "c", "d"):
        ask(tmp_path, big, text)
        for entry in entries(tmp_path):  # as if a minute had gone by
            os.utime(entry, (entry.stat().st_atime - 60, entry.stat().st_mtime - 60))
    ask(tmp_path, big, "a")  # used again: now "b" is the oldest
    big.asked.clear()
    ask(tmp_path, big, "e", limit_mb=1)
    assert len(entries(tmp_path)) == 2
    for text in ("e", "a", "d", "c", "b"):
        ask(tmp_path, big, text, limit_mb=10)
    assert [run.text for [run] in big.asked] == ["e", "d", "c", "b"]


def test_what_this_run_used_stays_whatever_the_bound(tmp_path: Path) -> None:
    ask(tmp_path, Counting(), "old")
    [old] = entries(tmp_path)
    os.utime(old, (time.time() - 99, time.time() - 99))
    with Cache(tmp_path, 0) as cache:
        synthesize = cache.around(Counting(), VOICE)
        synthesize([SpokenRun("old")])
        synthesize([SpokenRun("new")])
    assert len(entries(tmp_path)) == 2


def test_a_run_that_adds_nothing_drops_nothing(tmp_path: Path) -> None:
    ask(tmp_path, Counting(), "old")
    ask(tmp_path, Counting(), "other")
    for entry in entries(tmp_path):
        os.utime(entry, (1, 1))
    ask(tmp_path, Counting(), "old", limit_mb=0)
    assert len(entries(tmp_path)) == 2


def test_a_file_that_is_no_entry_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "ab").mkdir()
    foreign = tmp_path / "ab" / "notes.txt"
    foreign.write_text("mine")
    os.utime(foreign, (1, 1))
    ask(tmp_path, Counting(), limit_mb=0)
    assert foreign.read_text() == "mine"


def test_the_key_is_the_name_not_the_place(tmp_path: Path) -> None:
    ask(tmp_path / "one", Counting())
    ask(tmp_path / "two", Counting())
    assert [p.name for p in entries(tmp_path / "one")] == [
        p.name for p in entries(tmp_path / "two")
    ]


# Each asks for three sentences many times over, and ends with how many answers were wrong.
MANY = """
import sys
from pathlib import Path
from narrate.speech.cache import Cache
from narrate.model import Audio, SpokenRun, Voice

folder, number = Path(sys.argv[1]), int(sys.argv[2])
wrong = 0
for turn in range(40):
    with Cache(folder, turn % 2) as cache:  # each second one drops all that it may
        text = "abc"[(turn + number) % 3]
        audio = Audio(text.encode() * 50_000, 22_050)
        synthesize = cache.around(lambda _: audio, Voice(name="v", engine="tone", language="en"))
        wrong += synthesize([SpokenRun(text)]) != audio
sys.exit(wrong)
"""


def test_many_processes_at_once_on_the_same_sentences(tmp_path: Path) -> None:
    running = [
        subprocess.Popen([sys.executable, "-c", MANY, str(tmp_path), str(number)])
        for number in range(4)
    ]
    assert [process.wait(60) for process in running] == [0] * 4
    assert not [path for path in tmp_path.rglob(".*") if path.is_file()]
    for text in "abc":
        audio = Audio(text.encode() * 50_000, 22_050)
        asked = Counting(audio)
        assert ask(tmp_path, asked, text) == audio


def test_the_first_of_two_takes_stays_for_both(tmp_path: Path) -> None:
    cache, voice = Cache(tmp_path, 10), Voice(name="tone", engine="tone", language="en")
    runs = [SpokenRun("One sentence.")]
    first, second = (Audio(bytes(2 * length), 22_050) for length in (400, 500))
    later = cache.around(lambda _: second, voice)

    def speak_while_another_does(_: object) -> Audio:
        assert later(runs) == second
        return first

    assert cache.around(speak_while_another_does, voice)(runs) == second
    assert later(runs) == second
    assert [path.name for path in tmp_path.rglob(".*") if path.is_file()] == []
