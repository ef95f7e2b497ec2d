"""What a listener would hear as broken is told, of real speech that is damaged in one way each."""

from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray

from narrate.audio import signal
from narrate.engines.pool import Pool
from narrate.model import Audio, SpokenRun, Voice

TEXT = "The harbor opened early, and the first ship left before noon."
Wave = NDArray[np.int16]


@pytest.fixture(scope="module")
def speech() -> Audio:
    with Pool(Voice("v", "espeak", id="en-us"), jobs=1, timeout_s=20) as say:
        return say([SpokenRun(TEXT)])


def test_speech_is_without_fault(speech: Audio) -> None:
    assert signal.faults(speech, TEXT, 1) == ()


def silence(wave: Wave) -> Wave:
    return np.concatenate((wave[:20_000], np.zeros(44_100, np.int16), wave[20_000:]))


def once_more(wave: Wave) -> Wave:
    return np.concatenate((wave, wave))


def loud(wave: Wave) -> Wave:
    return (wave.astype(np.float64) * 20).clip(-32_768, 32_767).astype(np.int16)


def slow(wave: Wave) -> Wave:
    return np.repeat(wave, 5)


DAMAGED: dict[str, tuple[Callable[[Wave], Wave], str]] = {
    "silence inside": (silence, "2.0 s of silence inside"),
    "clipped": (loud, "clipped"),
    "an offset": (lambda wave: wave + np.int16(1_500), "off its center (DC)"),
    "cut off": (lambda wave: wave[: np.abs(wave[:40_000]).argmax() + 1], "cut off at its end"),
    "a few words of it": (lambda wave: wave[:9_000], "too short for its words: 0.4 s"),
    "far too slow": (slow, "too long for its words"),
    "said twice": (once_more, "said twice"),
    "nothing": (lambda wave: wave // 4_000, "silent"),
}


@pytest.mark.parametrize(("damage", "fault"), DAMAGED.values(), ids=DAMAGED.keys())
def test_what_is_damaged_is_told(speech: Audio, damage: Callable[[Wave], Wave], fault: str) -> None:
    wave = np.frombuffer(speech.pcm, "<i2")
    damaged = Audio(damage(wave).astype("<i2").tobytes(), speech.sample_rate_hz)
    found = signal.faults(damaged, TEXT, 1)
    assert any(one.startswith(fault) for one in found), found


def test_a_text_that_repeats_itself_is_not_a_take_that_does(speech: Audio) -> None:
    twice = Audio(speech.pcm * 2, speech.sample_rate_hz)
    assert signal.faults(twice, f"{TEXT} {TEXT}", 1) == ()


def test_beeps_as_alike_as_two_halves_can_be_are_no_repetition() -> None:
    with Pool(Voice("v", "tone"), jobs=1, timeout_s=20) as say:
        for text in ("The harbor opens", "What comes next", "Background", TEXT):
            assert signal.faults(say([SpokenRun(text)]), text, 1) == ()


def test_a_speed_that_was_asked_for_is_no_fault(speech: Audio) -> None:
    slowed = np.repeat(np.frombuffer(speech.pcm, "<i2"), 4)[:200_000]
    audio = Audio(slowed.tobytes(), speech.sample_rate_hz)
    assert signal.faults(audio, "The harbor opened", 1)
    assert not any("long" in fault for fault in signal.faults(audio, "The harbor opened", 0.25))


@pytest.mark.parametrize("audio", [Audio(b"", 22_050), Audio(b"\0\0", 22_050)])
def test_nothing_to_say_has_no_fault(audio: Audio) -> None:
    assert signal.faults(audio, "…", 1) == ()
    assert signal.faults(audio, "One.", 1) == ()
