"""An engine that fails costs an error that names the sentence, and leaves no process."""

import os
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from broken_engine import FAILS, SPEECH
from command import wait_until
from traces import processes

from narrate import engines
from narrate.engines.pool import Pool, voices
from narrate.errors import EngineError
from narrate.model import SpokenRun, Voice

SENTENCE = "It will fail."


@pytest.fixture(params=["whole", "forks"])
def _either_way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "forks":
        monkeypatch.setenv("BROKEN_FORKS", "1")


@pytest.fixture(autouse=True)
def _plugin(broken_engine: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("PYTHONPATH", str(broken_engine))
    monkeypatch.setenv("BROKEN_MARKER", str(tmp_path / "died"))
    monkeypatch.setenv("HOME", str(tmp_path))
    yield
    wait_until(lambda: not processes(os.environ), "no process is left")


def pool(how: str, jobs: int = 1) -> Pool:
    return Pool(Voice(name="evening", engine="broken", id=how), jobs=jobs, timeout_s=1)


@pytest.mark.usefixtures("_either_way")
@pytest.mark.parametrize(("how", "why"), FAILS.items(), ids=FAILS.keys())
def test_the_error_names_voice_sentence_and_cause_and_the_next_sentence_is_said(
    how: str, why: str
) -> None:
    with pool(how) as say:
        with pytest.raises(EngineError, match=f"'evening' could not say «{SENTENCE}»: {why}"):
            say([SpokenRun(SENTENCE)])
        assert say([SpokenRun("All is well.")]).pcm == SPEECH.pcm


@pytest.mark.usefixtures("_either_way")
@pytest.mark.parametrize("how", ["prints", "dies-once", "slow"])
def test_noise_one_death_and_a_slow_machine_do_no_harm(how: str) -> None:
    with pool(how) as say:
        assert say([SpokenRun(SENTENCE)]).pcm == SPEECH.pcm


def test_a_voice_that_does_not_load_says_why() -> None:
    with (
        pool("unloadable") as say,
        pytest.raises(
            EngineError, match="'evening' does not load: RuntimeError: the model is not there"
        ),
    ):
        say([SpokenRun(SENTENCE)])


def test_a_long_sentence_is_named_by_its_beginning() -> None:
    with pool("raises") as say, pytest.raises(EngineError) as caught:
        say([SpokenRun("It will fail, " + "and fail again, " * 50)])
    assert "«It will fail, and fail again," in str(caught.value)
    assert "…»" in str(caught.value)
    assert len(str(caught.value)) < 400


def test_its_voices_are_listed_and_its_name_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    assert [voice.id for voice in voices("broken")] == ["speaks"]
    monkeypatch.syspath_prepend(os.environ["PYTHONPATH"])
    assert engines.names()[-1] == "broken"
    assert engines.find("broken").problem() is None


def test_leaving_early_ends_what_still_speaks() -> None:
    errors: list[Exception] = []

    def speak(say: Pool) -> None:
        try:
            say([SpokenRun(SENTENCE)])
        except Exception as error:  # noqa: BLE001 - which one it is, is the question
            errors.append(error)

    with pool("hangs", jobs=2) as say:
        threads = [threading.Thread(target=speak, args=(say,)) for _ in range(2)]
        for thread in threads:
            thread.start()
        while len(processes(os.environ)) < 2:
            time.sleep(0.01)
    for thread in threads:
        thread.join(timeout=60)
    assert [isinstance(error, EngineError) for error in errors] == [True, True]


def test_who_speaks_after_the_end_gets_an_error_of_ours() -> None:
    with pool("speaks") as say:
        say([SpokenRun("All is well.")])
    with pytest.raises(EngineError):
        say([SpokenRun("All is well.")])


def test_a_process_that_waits_longer_than_it_may_speak_stays() -> None:
    with pool("speaks") as say:
        say([SpokenRun("One.")])
        before = processes(os.environ)
        time.sleep(7)  # its time and the grace
        assert processes(os.environ) == before
        say([SpokenRun("Two.")])
        assert processes(os.environ) == before


@pytest.mark.parametrize("processes_warmed", [0, 1, 2])
def test_a_process_that_cannot_start_is_an_error_and_nobody_waits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, processes_warmed: int
) -> None:
    (folder := tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    with pool("speaks", jobs=2) as say:
        with monkeypatch.context() as patch:
            patch.setattr(sys, "executable", str(tmp_path / "no-python"))
            for _ in range(3):
                with pytest.raises(
                    EngineError, match="'evening' does not load: its process cannot"
                ):
                    say.warm(processes_warmed) if processes_warmed else say([SpokenRun(SENTENCE)])
        assert not list(folder.iterdir())
        assert say([SpokenRun("All is well.")]).pcm == SPEECH.pcm
    assert not list(folder.iterdir())


def test_a_terminal_is_told_no_control_characters() -> None:
    with pool("raises") as say, pytest.raises(EngineError) as caught:
        say([SpokenRun("It will fail\x1b[2J\u202e now.")])
    assert "«It will fail [2J now.»" in str(caught.value)


def test_a_hung_sentence_is_told_with_the_setting_and_that_nothing_is_lost() -> None:
    with pool("hangs") as say, pytest.raises(EngineError) as caught:
        say([SpokenRun(SENTENCE)])
    assert "raise timeout_s in narrate.toml (1 now)" in str(caught.value)
    assert "the sentences spoken before stay in the cache" in str(caught.value)
