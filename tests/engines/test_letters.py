"""Letters and scripts that a voice does not have: none is spelled, none is dropped silently."""

from dataclasses import replace
from shutil import which

import pytest
from hypothesis import given, strategies as st

from narrate.engines import scripts
from narrate.engines.pool import Pool
from narrate.model import Audio, SpokenRun, Voice

NAMES, BASES = "Nguyễn, Aḥmad and Đặng met.", "Nguyen, Ahmad and Dang met."


def say(voice: Voice, text: str) -> Audio:
    with Pool(voice, jobs=1, timeout_s=60) as pool:
        return pool([SpokenRun(text)])


@pytest.mark.parametrize("engine", ["espeak", "pyttsx3", "piper", "kokoro"])
def test_every_engine_says_the_base_letters_of_a_name(
    engine: str, speakers: dict[str, Voice]
) -> None:
    voice = replace(speakers.get(engine, Voice(engine, engine)), language="en-US")
    assert say(voice, NAMES).pcm == say(voice, BASES).pcm


@pytest.mark.skipif(which("flite") is None, reason="needs flite")
def test_a_program_gets_letters_of_its_encoding() -> None:
    run = ["flite", "-f", "{text}", "-o", "{wav}"]
    voice = Voice("f", "command", language="en-US", options={"run": run, "encoding": "ascii"})
    assert say(voice, f"{NAMES} A café in Łódź.").pcm == say(voice, f"{BASES} A cafe in Lodz.").pcm


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        ("He said 你好, and left.", "en-US", ["你好"]),
        ("Dobrý den, Привіт!", "cs", ["Привіт"]),
        ("Слово Google і Αθήνα", "uk", ["Αθήνα"]),
        ("東京はいい", "ja", []),
        ("Привіт", "en-GB", ["Привіт"]),
        ("شكرا 你好", "ar", ["你好"]),
        ("The α particle, 5 µm, ½, x² and Σ", "en", []),
        ("Łódź, Škoda, Đặng, ﬁ, Ⅳ", "en", []),
        ("Привіт", "tlh", []),
        ("서울 and 東京, 北京", "en", ["서울", "東京, 北京"]),
    ],
)
def test_words_in_another_script_are_found(text: str, language: str, words: list[str]) -> None:
    assert [text[start:end] for start, end, _ in scripts.unreadable(text, language)] == words


@given(st.text(max_size=30))
def test_a_blank_takes_the_place_of_each_character(text: str) -> None:
    [run] = scripts.readable_runs([SpokenRun(text)], "en")
    assert len(run.text) == len(text)
    assert not scripts.unreadable(run.text, "en")
    assert all(now in (was, " ") for was, now in zip(text, run.text, strict=True))


def test_each_script_has_a_language_for_which_a_voice_can_be_named() -> None:
    assert scripts.languages("CJK")[0] == "zh"
    assert "uk" in scripts.languages("CYRILLIC")
