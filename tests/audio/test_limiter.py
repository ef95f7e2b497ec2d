"""Waves that no voice has and a limiter may miss; and what is told of silence."""

import math

import numpy as np
import pytest
from meter import Wave, metered, pcm

from narrate.audio.level import level
from narrate.audio.loudness import CEILING_DBTP, amplify
from narrate.audio.measure import FULL_SCALE, measure, samples
from narrate.audio.shape import RATES_HZ
from narrate.audio.stitch import stitch
from narrate.model import Audio, Block, Kind, Utterance

N = np.arange(12_000)
HARD = {
    "noise": 0.3 * np.random.default_rng(1).standard_normal(len(N)),
    "a square": 0.5 * np.sign(np.sin(2 * np.pi * 0.0193 * N)),
    "a quarter of the rate": 0.5 * np.sin(2 * np.pi * 0.25 * N + np.pi / 4),
    "near half the rate": 0.5 * np.sin(2 * np.pi * 0.45 * N),
    "clicks": 0.9 * (N % 997 == 0),
    "pairs of clicks": 0.8 * (N % 500 < 2),
    "alternating bursts": np.where(N % 400 < 40, 0.8 * (-1.0) ** N, 0),
    "pure bursts": 0.8 * np.sin(2 * np.pi * 0.21 * N) * (N % 2_000 < 300),
}


def faded(wave: Wave) -> Wave:
    """Return it with soft ends, as every utterance has them."""
    return wave.clip(-1, 1) * np.minimum(1, np.minimum(N, N[::-1]) / 100)


@pytest.mark.parametrize("wave", HARD.values(), ids=HARD.keys())
@pytest.mark.parametrize("rate_hz", [8_000, 22_050, 48_000])
def test_no_wave_passes_the_ceiling(wave: Wave, rate_hz: int) -> None:
    for gain_db in (0, 6, 20):
        limited = samples(amplify(Audio(pcm(faded(wave)), rate_hz), gain_db).pcm)
        padded = np.pad(
            limited.astype(np.float64), rate_hz // 4
        )  # the meter gives nothing for less than 400 ms
        assert metered(padded, rate_hz)[1] <= CEILING_DBTP + 0.4


def test_a_limited_wave_is_no_softer_than_it_must_be() -> None:
    time = N / 22_050
    wave = 0.5 * np.sin(2 * np.pi * 440 * time)
    limited = samples(amplify(Audio(pcm(faded(wave)), 22_050), 20).pcm)
    middle = limited[3_000:9_000]
    assert 20 * math.log10(np.abs(middle).max()) == pytest.approx(CEILING_DBTP, abs=0.05)
    assert 20 * math.log10(np.sqrt(2 * np.mean(middle**2))) > CEILING_DBTP - 0.05


@pytest.mark.parametrize("rate_hz", RATES_HZ)
@pytest.mark.parametrize("step", [0, 1])
def test_of_silence_the_least_is_told(step: int, rate_hz: int) -> None:
    audio = Audio(np.full(rate_hz, step, "<i2").tobytes(), rate_hz)
    said = Utterance(Block(Kind.PARAGRAPH, "x"), "x")
    told = level(stitch([said], [measure(audio)], 0), -16.0)
    assert told.gain_db == 0
    assert told.measured_lufs == pytest.approx(-70 + 3.01, abs=0.01)
    assert told.true_peak_db == pytest.approx(20 * math.log10(1 / FULL_SCALE), abs=1.5)
