"""Pitch is in semitones, whatever an engine calls it."""

from array import array
from itertools import pairwise

import numpy as np
import pytest

from narrate.engines.pool import Pool
from narrate.model import Audio, Prosody, SpokenRun, Voice

SENTENCE = "The harbor opened early, and the first ship left before noon."


def said(engine: str, pitch: float) -> Audio:
    voice = Voice(name=engine, engine=engine, language="en-US", prosody=Prosody(pitch=pitch))
    with Pool(voice, jobs=1, timeout_s=20) as say:
        return say([SpokenRun(SENTENCE)])


def fundamental_hz(audio: Audio) -> float:
    """Return the median over 50 ms each of where a voiced sound repeats itself."""
    samples = np.frombuffer(audio.pcm, "<i2").astype(float)
    length = audio.sample_rate_hz // 20
    shortest, longest = audio.sample_rate_hz // 400, audio.sample_rate_hz // 50
    found = []
    for start in range(0, len(samples) - length, length):
        part = samples[start : start + length]
        alike = np.correlate(part, part, "full")[length - 1 :] / np.arange(length, 0, -1)
        period = shortest + int(np.argmax(alike[shortest:longest]))
        if np.abs(part).max() > 1_500 and alike[period] > alike[0] / 2:
            found.append(audio.sample_rate_hz / period)
    return float(np.median(found))


@pytest.mark.parametrize("engine", ["espeak", "pyttsx3"])
@pytest.mark.parametrize("semitones", [-6, -3, 3, 6])
def test_a_voice_moves_by_semitones(engine: str, semitones: int) -> None:
    ratio = fundamental_hz(said(engine, semitones)) / fundamental_hz(said(engine, 0))
    assert 12 * np.log2(ratio) == pytest.approx(semitones, abs=1)


def test_an_octave_doubles_the_tones() -> None:
    assert crossings(said("tone", 12)) == pytest.approx(2 * crossings(said("tone", 0)), rel=0.02)


def crossings(audio: Audio) -> int:
    return sum(a < 0 <= b for a, b in pairwise(array("h", audio.pcm)))
