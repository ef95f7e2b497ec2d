"""The system's voice on Windows and macOS: pyttsx3's own drivers over stand-ins of the systems."""

import sys
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

import pytest
import pyttsx3
import pyttsx3.engine
import soundfile
from system_voices import (
    RATE_HZ,
    FileStream,
    Mac,
    Token,
    Windows,
    modules_of_macos,
    modules_of_windows,
)

from narrate.engines import system
from narrate.errors import EngineError
from narrate.model import Prosody, SpokenRun, Voice

SENTENCE = [SpokenRun("It sails at noon.")]
Drive = Callable[[str, dict[str, ModuleType]], None]


@pytest.fixture
def drive(monkeypatch: pytest.MonkeyPatch) -> Iterator[Drive]:
    """Give what makes a driver of pyttsx3 the system's, over stand-ins of its modules."""

    def drive(driver: str, modules: dict[str, ModuleType]) -> None:
        for name, stand_in in modules.items():
            monkeypatch.setitem(sys.modules, name, stand_in)
        monkeypatch.delitem(sys.modules, f"pyttsx3.drivers.{driver}", raising=False)
        monkeypatch.setitem(pyttsx3.engine._engines_by_sys_platform, sys.platform, (driver,))

    monkeypatch.setattr(system, "_LINUX", False)
    pyttsx3._activeEngines.clear()
    yield drive
    pyttsx3._activeEngines.clear()


@pytest.fixture
def windows(drive: Drive) -> Windows:
    windows = Windows()
    drive("sapi5", modules_of_windows(windows))
    return windows


@pytest.fixture
def mac(drive: Drive) -> Mac:
    mac = Mac()
    drive("nsss", modules_of_macos(mac))
    return mac


def voice(language: str, **members: Any) -> Voice:
    return Voice(name="system", engine="pyttsx3", language=language, license="x", **members)


def test_sapi_lists_its_voices_by_their_languages(windows: Windows) -> None:
    windows.tokens.append(Token("A voice of no known language", "0"))
    listed = system.Pyttsx3().voices()
    assert [(one.description, one.language) for one in listed] == [
        ("Microsoft David Desktop", "en-us"),
        ("Paulina of Polish", "pl-pl"),
        ("A voice of no known language", ""),
    ]


def test_sapi_speaks_sentences_one_after_another(windows: Windows) -> None:
    prosody = Prosody(speed=0.9)
    with system.Pyttsx3().load(voice("pl", prosody=prosody)) as speak:
        audios = [speak(SENTENCE), speak([SpokenRun("And it lands.")])]
    assert [(len(audio.pcm), audio.sample_rate_hz) for audio in audios] == [
        (2 * RATE_HZ, RATE_HZ)
    ] * 2
    # 180 words a minute are SAPI's rate 1.
    assert windows.spoken == [
        ("Paulina of Polish", 1, "It sails at noon."),
        ("Paulina of Polish", 1, "And it lands."),
    ]


@pytest.mark.parametrize("speed", [0.25, 4.0])
def test_a_speed_that_sapi_lacks_is_told(windows: Windows, speed: float) -> None:
    slow = voice("en", prosody=Prosody(speed=speed))
    with (
        system.Pyttsx3().load(slow) as speak,
        pytest.raises(EngineError, match="56 to 444 words a minute"),
    ):
        speak(SENTENCE)
    assert windows.spoken == []


def test_what_sapi_refuses_is_told(windows: Windows, monkeypatch: pytest.MonkeyPatch) -> None:
    windows.tokens[1].attributes["Language"] = "409;9"  # as older voices have it
    with pytest.raises(EngineError, match="cannot list the system's voices"):
        system.Pyttsx3().voices()
    del windows.tokens[1]

    def full(*_: object) -> None:
        raise OSError("There is not enough space on the disk")

    monkeypatch.setattr(FileStream, "Open", full)
    with (
        system.Pyttsx3().load(voice("en")) as speak,
        pytest.raises(EngineError, match="refuses: There is not enough space"),
    ):
        speak(SENTENCE)


def test_macos_lists_its_voices_by_their_languages(mac: Mac) -> None:
    assert len(mac.voices) == 4
    listed = [(one.name, one.language, one.description) for one in system.Pyttsx3().voices()]
    grandma = "pyttsx3:com.apple.eloquence.en-GB.Grandma"
    assert (grandma, "en-gb", "Grandma (English (UK))") in listed
    assert ("pyttsx3:old", "", "Old") in listed


def test_macos_speaks_and_its_file_is_waited_for(mac: Mac) -> None:
    """The run loop ends before the file is whole, as pyttsx3's users report."""
    with system.Pyttsx3().load(voice("uk")) as speak:
        audios = [speak(SENTENCE), speak([SpokenRun("And it lands.")])]
    assert [(len(audio.pcm), audio.sample_rate_hz) for audio in audios] == [
        (2 * RATE_HZ, RATE_HZ)
    ] * 2
    lesya = "com.apple.voice.compact.uk-UA.Lesya"
    assert mac.spoken == [(lesya, 200, "It sails at noon."), (lesya, 200, "And it lands.")]


def test_a_file_that_macos_left_empty_is_told(mac: Mac, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(soundfile, "write", lambda *_, **__: None)
    with (
        system.Pyttsx3().load(voice("en-GB")) as speak,
        pytest.raises(EngineError, match="nothing"),
    ):
        speak(SENTENCE)
    assert mac.spoken[0][0].endswith("Grandma")
