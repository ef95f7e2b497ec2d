"""Every engine meets the contract that third parties run, and a few more promises."""

import subprocess
import sys
from pathlib import Path

import pytest

from narrate import engines
from narrate.engines.pool import Pool
from narrate.errors import EngineError
from narrate.model import SpokenRun, Voice
from narrate.testing import SENTENCE, EngineContract


class TestPyttsx3(EngineContract):
    engine = "pyttsx3"


class TestEspeak(EngineContract):
    engine = "espeak"


class TestTone(EngineContract):
    engine = "tone"


class TestPiper(EngineContract):
    engine = "piper"

    @pytest.fixture(scope="class")
    @classmethod
    def voice(cls, speakers: dict[str, Voice]) -> Voice:
        return speakers["piper"]


class TestKokoro(EngineContract):
    engine = "kokoro"

    @pytest.fixture(scope="class")
    @classmethod
    def voice(cls, speakers: dict[str, Voice]) -> Voice:
        return speakers["kokoro"]


class TestOpenAI(EngineContract):
    engine = "openai"
    lists_voices = False

    @pytest.fixture(scope="class")
    @classmethod
    def voice(cls, speakers: dict[str, Voice]) -> Voice:
        return speakers["openai"]


@pytest.mark.usefixtures("flite")
class TestCommand(EngineContract):
    engine = "command"
    lists_voices = False
    reads_any_script = False

    @pytest.fixture(scope="class")
    @classmethod
    def voice(cls, speakers: dict[str, Voice]) -> Voice:
        return speakers["command"]


def test_every_engine_meets_it() -> None:
    contracts = [contract.engine for contract in EngineContract.__subclasses__()]
    assert sorted(contracts) == sorted(engines.names())


def test_who_says_that_it_always_sounds_the_same() -> None:
    deterministic = {name for name in engines.names() if engines.find(name).deterministic}
    assert deterministic == {"pyttsx3", "espeak", "tone"}


@pytest.mark.parametrize("name", ["espeak", "pyttsx3"])
def test_a_language_that_is_not_there_is_named(name: str) -> None:
    lost = Voice(name="lost", engine=name, language="zz")
    with (
        Pool(lost, jobs=1, timeout_s=20) as pool,
        pytest.raises(EngineError, match=r"'lost' does not load.*'zz'"),
    ):
        pool([SpokenRun(SENTENCE)])


@pytest.mark.parametrize("name", ["espeak", "pyttsx3"])
def test_the_language_decides_the_voice(name: str) -> None:
    def spoken(language: str) -> bytes:
        with Pool(Voice(name=name, engine=name, language=language), jobs=1, timeout_s=20) as pool:
            return pool([SpokenRun("Information, nation.")]).pcm

    assert len({spoken(language) for language in ("en-US", "en-GB", "fr-FR", "uk")}) == 4


FIVE_LINES = """from narrate.testing import EngineContract


class TestMine(EngineContract):
    engine = "mine"
"""
ENGINE = """from narrate.engines.tone import Tone


class Mine(Tone):
    name = "mine"
"""
FAULTS = {
    "": "",
    "    version = ''\n": "test_it_has_every_member_and_is_ready",
    "    abilities = ()\n": "test_word_times_name_every_word",
    "    abilities = ('word times', 'phonemes')\n": "test_phonemes_decide_the_sound",
    "    def voices(self): return []\n": "test_it_lists_its_voices",
}


@pytest.mark.parametrize(("fault", "failing"), FAULTS.items(), ids=FAULTS.values())
def test_a_third_party_runs_it_in_five_lines(tmp_path: Path, fault: str, failing: str) -> None:
    about = tmp_path / "mine-1.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: mine\nVersion: 1\n")
    (about / "entry_points.txt").write_text("[narrate.engines]\nmine = mine_engine:Mine\n")
    (tmp_path / "mine_engine.py").write_text(ENGINE + fault)
    (tmp_path / "test_mine.py").write_text(FIVE_LINES)
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:xdist", "-p", "no:cacheprovider"],
        cwd=tmp_path,
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(tmp_path), "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    failed = {
        line.partition("::")[2].partition(" ")[0].partition("::")[2]
        for line in done.stdout.splitlines()
        if line.startswith("FAILED")
    }
    assert failed == ({failing} if failing else set()), done.stdout
    assert " passed" in done.stdout
