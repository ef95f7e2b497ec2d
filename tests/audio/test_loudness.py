"""As loud as it says, by ffmpeg's meter; the limiter holds the ceiling and spares the rest."""

import math
from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import example, given, settings, strategies as st
from meter import Wave, metered, pcm, voiced

from narrate import voices
from narrate.audio.level import level, shares
from narrate.audio.loudness import CEILING_DBTP, amplify
from narrate.audio.measure import FULL_SCALE, measure, remembered, samples
from narrate.audio.presets import PRESETS, aim
from narrate.audio.shape import RATES_HZ, shape
from narrate.audio.stitch import stitch
from narrate.audio.track import Track
from narrate.engines.pool import Pool
from narrate.errors import UsageError
from narrate.model import Audio, Block, Kind, Loudness, Prosody, SpokenRun, Utterance

MONO_LU = 10 * math.log10(2)
LINES = (
    "The ferry left Riverton at dawn, an hour late and half empty.",
    "Nobody on the quay asked why!",
    "By noon the fog had lifted; the market smelled of bread, smoke and oranges.",
    "She shut the shop, counted the coins twice, and sighed.",
)


def levelled(audios: list[Audio], pause_ms: int = 350) -> tuple[Loudness, Wave]:
    """Return what we measure, and the whole as one wave."""
    said = [Utterance(Block(Kind.PARAGRAPH, "x"), "x", pause_ms=pause_ms)] * len(audios)
    track = stitch(said, map(measure, audios), 250)
    wave = np.zeros(track.frames)
    for audio, piece in zip(audios, track.pieces, strict=True):
        wave[piece.body_start : piece.cue.end_frame] = samples(audio.pcm)
    return level(track, -16.0), wave


def kept(before: Loudness, track: Track, audio: Audio, by_db: float) -> Track:
    """Return the track with all but its last piece as remembered, and that one's audio louder."""
    parts = shares(track, before.gate_lufs)
    measures = [
        remembered(piece.cue, track.sample_rate_hz, share)
        for piece, share in zip(track.pieces, parts, strict=True)
    ]
    last = measure(audio)
    measures[-1] = last._replace(powers=last.powers * np.float32(10 ** (by_db / 10)))
    return stitch([piece.utterance for piece in track.pieces], measures, 250)


def sine(height_db: float, seconds: float, rate_hz: int = 48_000) -> Wave:
    time = np.arange(round(seconds * rate_hz)) / rate_hz
    return np.asarray(10 ** (height_db / 20) * np.sin(2 * np.pi * 1_000 * time))


@pytest.fixture(scope="module")
def spoken() -> Iterator[list[Audio]]:
    with Pool(voices.find("espeak-en-us", "en", Prosody()), jobs=2, timeout_s=30) as pool:
        yield [shape(pool([SpokenRun(line)])) for line in LINES]


def test_real_speech_reads_as_on_another_meter(spoken: list[Audio]) -> None:
    ours, wave = levelled(spoken)
    lufs, _ = metered(wave, spoken[0].sample_rate_hz)
    assert ours.measured_lufs - MONO_LU == pytest.approx(lufs, abs=0.1)
    assert ours.gain_db == pytest.approx(-16 - ours.measured_lufs, abs=0.011)


@pytest.mark.parametrize(("by_db", "stays"), [(0, True), (1, True), (6, False), (-9, False)])
def test_the_gain_stays_while_the_whole_is_near_its_target(
    spoken: list[Audio], by_db: float, *, stays: bool
) -> None:
    said = [Utterance(Block(Kind.PARAGRAPH, "x"), "x", pause_ms=350)] * len(spoken)
    track = stitch(said, map(measure, spoken), 250)
    before = level(track, -16.0)
    louder = kept(before, track, spoken[-1], by_db)
    after = level(louder, -16.0, before)
    assert (after.gain_db == before.gain_db) is stays
    if not stays:
        assert abs(after.gain_db - before.gain_db) > 0.5
    if not by_db:
        assert after.measured_lufs == pytest.approx(before.measured_lufs, abs=0.1)


@pytest.mark.parametrize("rate_hz", RATES_HZ)
def test_any_rate_reads_as_on_another_meter(rate_hz: int) -> None:
    gated = np.concatenate([voiced(3, rate_hz), 0.03 * voiced(4, rate_hz, 1), voiced(2, rate_hz)])
    for pauses in (0, 900):
        audios = [Audio(pcm(wave), rate_hz) for wave in (gated, voiced(2.7, rate_hz, 2))]
        ours, wave = levelled(audios, pauses)
        lufs, peak_db = metered(wave, rate_hz)
        assert ours.measured_lufs - MONO_LU == pytest.approx(lufs, abs=0.1)
        peak = max(measure(audio).peak for audio in audios)
        assert 20 * math.log10(peak) == pytest.approx(peak_db, abs=0.3)


@pytest.mark.parametrize("rate_hz", [22_050, 48_000])
@pytest.mark.parametrize(
    ("parts", "lufs"),
    [
        ([(-23, 20)], -23),
        ([(-33, 20)], -33),
        ([(-36, 10), (-23, 60), (-36, 10)], -23),
        ([(-72, 10), (-36, 10), (-23, 60), (-36, 10), (-72, 10)], -23),
        ([(-26, 20), (-20, 20.1), (-26, 20)], -23),
    ],
)
def test_the_first_cases_of_ebu_tech_3341(
    parts: list[tuple[float, float]], lufs: float, rate_hz: int
) -> None:
    wave = np.concatenate([sine(*part, rate_hz) for part in parts])
    # As heard from two loudspeakers, which is how the norm's cases are made.
    assert levelled([Audio(pcm(wave), rate_hz)])[0].measured_lufs == pytest.approx(lufs, abs=0.1)


@example(frequency=0.25, phase=0.3)  # the highest is before the first high sample
@example(frequency=0.25, phase=0.6)
@given(frequency=st.floats(0.02, 0.36), phase=st.floats(0, 6.3))
def test_a_peak_between_samples_is_found(frequency: float, phase: float) -> None:
    n = np.arange(2_000)
    fade = np.clip(np.minimum(n, len(n) - n) / 600, 0, 1)
    wave = 0.5 * np.sin(2 * np.pi * frequency * n + phase) * fade
    peak = measure(Audio(pcm(wave), 48_000)).peak
    assert 20 * math.log10(peak / 0.5) == pytest.approx(0, abs=0.3)


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(RATES_HZ), st.floats(-6, 20), st.integers(0, 99), st.floats(0.01, 1.2))
def test_the_limiter_holds_the_ceiling_and_leaves_the_rest_alone(
    rate_hz: int, gain_db: float, seed: int, seconds: float
) -> None:
    audio = shape(Audio(pcm(voiced(seconds, rate_hz, seed, height=0.7)), rate_hz))
    limited = amplify(audio, gain_db)
    heard = np.frombuffer(limited.pcm, "<i2")
    assert limited.frames == audio.frames
    if limited.frames > 0.5 * rate_hz:  # the meter gives nothing for less
        assert metered(heard / FULL_SCALE, rate_hz)[1] <= CEILING_DBTP + 0.1

    plain = samples(audio.pcm) * np.float32(10 ** (gain_db / 20))
    # What rises over the ceiling between samples is a high sample's neighbour.
    loud = np.flatnonzero(np.abs(plain) > 0.7 * 10 ** (CEILING_DBTP / 20))
    near, reach = np.zeros(len(plain), bool), round(0.016 * rate_hz)
    for at in loud:
        near[max(0, at - reach) : at + reach] = True
    untouched = np.rint(plain * FULL_SCALE)
    assert (heard[~near] == untouched[~near]).all()


def test_what_is_under_the_ceiling_is_untouched() -> None:
    audio = Audio(pcm(voiced(1, 22_050, height=0.5)), 22_050)
    assert amplify(audio, 0) == audio
    assert amplify(Audio(b"", 22_050), 6) == Audio(b"", 22_050)


def test_a_peak_that_is_to_be_limited_is_told_as_it_will_be() -> None:
    audio = Audio(pcm(voiced(2, 22_050, height=0.01)), 22_050)
    quiet, _ = levelled([audio])
    spike = audio.pcm[:20_000] + pcm(np.full(3, 0.9)) + audio.pcm[20_006:]
    loud, _ = levelled([Audio(spike, 22_050)])
    assert quiet.true_peak_db < loud.true_peak_db == CEILING_DBTP


@pytest.mark.parametrize("seconds", [0.0, 0.02, 0.2, 0.39])
def test_the_shortest_utterances_are_levelled(seconds: float) -> None:
    ours, wave = levelled([Audio(pcm(voiced(seconds, 22_050)), 22_050)], 0)
    if seconds:
        padded = np.concatenate([wave, np.zeros(max(0, 8_820 - len(wave)))])
        assert ours.measured_lufs - MONO_LU == pytest.approx(metered(padded, 22_050)[0], abs=3)
    assert math.isfinite(ours.gain_db)


def test_silence_gets_no_gain() -> None:
    ours, _ = levelled([Audio(bytes(2 * 22_050), 22_050)])
    assert ours.gain_db == 0
    assert amplify(Audio(bytes(99 * 2), 22_050), 20).pcm == bytes(99 * 2)


def test_a_target_is_a_preset_or_a_number_in_range() -> None:
    assert (aim("podcast"), aim("broadcast"), aim(-18.5)) == (-16, -23, -18.5)
    assert all(aim(name) == target for name, (target, _) in PRESETS.items())
    with pytest.raises(UsageError, match="podcast, web, music, broadcast"):
        aim("loud")
    for number in (-8.9, 3.0, -40.1, math.nan):
        with pytest.raises(UsageError, match="out of range: -40 to -9"):
            aim(number)
