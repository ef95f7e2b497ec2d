"""What is cut is quiet, what is left is as it was, and words move along."""

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from meter import pcm, voiced

from narrate.audio.shape import RATES_HZ, shape
from narrate.model import Audio, Word

THRESHOLD = 32_768 * 10 ** (-50 / 20)


def loudest(cut: "np.ndarray[tuple[int], np.dtype[np.int16]]", rate_hz: int) -> float:
    """Return the highest root mean square over the whole steps of 5 ms in what was cut.

    It is a whole number, as audioop has it.
    """
    step = 5 * rate_hz // 1_000
    steps = cut[: len(cut) // step * step].astype(float).reshape(-1, step)
    return float(np.floor(np.sqrt((steps**2).mean(axis=1))).max(initial=0))


@settings(max_examples=60, deadline=None)
@given(
    rate_hz=st.sampled_from(RATES_HZ),
    quiet=st.tuples(st.integers(0, 400), st.integers(0, 400)),
    height=st.floats(0.05, 0.9),  # a quieter voice crosses the threshold within a window
    noise=st.floats(0, 0.002),
    seed=st.integers(0, 99),
)
def test_what_is_cut_is_quiet_and_the_rest_is_as_it_was(
    rate_hz: int, quiet: tuple[int, int], height: float, noise: float, seed: int
) -> None:
    edges = [np.zeros(ms * rate_hz // 1_000) for ms in quiet]
    wave = np.concatenate([edges[0], voiced(0.6, rate_hz, seed, height), edges[1]])
    wave = wave + noise * np.random.default_rng(seed).uniform(-1, 1, len(wave))
    loud = int(np.argmax(np.abs(wave)))  # is kept, whatever is cut
    source = Audio(pcm(wave), rate_hz, (Word(loud, loud, 0, 3),))
    shaped = shape(source)

    start = source.words[0].start_frame - shaped.words[0].start_frame
    end = start + shaped.frames
    before, after = (np.frombuffer(audio.pcm, "<i2") for audio in (source, shaped))
    assert 0 <= start < end <= len(before)
    assert loudest(before[:start], rate_hz) < THRESHOLD
    assert loudest(before[end:][::-1], rate_hz) < THRESHOLD
    fade = 5 * rate_hz // 1_000 + 1
    assert (after[fade:-fade] == before[start:end][fade:-fade]).all()
    for faded, full in ((after[0], before[start]), (after[-1], before[end - 1])):
        assert abs(int(faded)) <= abs(int(full)) // 8 + 1
    assert (np.abs(after.astype(int)) <= np.abs(before[start:end].astype(int)) + 1).all()


def test_a_long_quiet_edge_is_cut_down_to_a_breath() -> None:
    rate_hz = 22_050
    silence = np.zeros(rate_hz)
    shaped = shape(Audio(pcm(np.concatenate([silence, np.full(rate_hz, 0.2), silence])), rate_hz))
    assert rate_hz + 0.02 * rate_hz < shaped.frames < rate_hz + 0.045 * rate_hz


@given(st.lists(st.tuples(st.integers(0, 30_000), st.integers(0, 9_000)), max_size=5))
def test_words_stay_inside_and_in_order(pairs: list[tuple[int, int]]) -> None:
    silence = np.zeros(11_025)
    wave = np.concatenate([silence, voiced(0.4, 22_050), silence])
    words = [Word(start, start + length, n, n) for n, (start, length) in enumerate(sorted(pairs))]
    shaped = shape(Audio(pcm(wave), 22_050, tuple(words)))
    starts = [word.start_frame for word in shaped.words]
    assert starts == sorted(starts)
    for word, source in zip(shaped.words, words, strict=True):
        assert 0 <= word.start_frame <= word.end_frame <= shaped.frames
        assert (word.start, word.end) == (source.start, source.end)


@pytest.mark.parametrize("rate_hz", [4_000, 7_999, 11_000, 22_000, 22_254, 44_099, 96_000, 192_000])
def test_an_odd_rate_becomes_one_of_mp3_and_lasts_as_long(rate_hz: int) -> None:
    time = np.arange(rate_hz) / rate_hz
    tone = 0.3 * np.sin(2 * np.pi * 440 * time)
    source = Audio(pcm(tone), rate_hz, (Word(rate_hz // 4, rate_hz // 2, 0, 4),))
    shaped = shape(source)
    assert shaped.sample_rate_hz in RATES_HZ
    assert shaped.sample_rate_hz >= min(rate_hz, 48_000)
    assert abs(shaped.frames - shaped.sample_rate_hz) <= 1
    (word,) = shaped.words
    assert abs(word.start_frame - shaped.sample_rate_hz / 4) <= 1
    spectrum = np.abs(np.fft.rfft(np.frombuffer(shaped.pcm, "<i2"), shaped.sample_rate_hz))
    assert abs(int(spectrum.argmax()) - 440) <= 1


@pytest.mark.parametrize("rate_hz", [22_050, 22_000])
def test_nothing_stays_nothing(rate_hz: int) -> None:
    assert shape(Audio(b"", rate_hz)).frames == 0


@pytest.mark.parametrize("frames", [1, 2, 50, 400])
def test_the_shortest_audio_is_kept(frames: int) -> None:
    assert shape(Audio(pcm(np.full(frames, 0.3)), 22_050)).frames == frames


def test_audio_under_the_threshold_is_kept() -> None:
    whisper = Audio(pcm(np.full(9_000, 0.001)), 22_050)
    assert shape(whisper).frames == whisper.frames


THREADS = """
import threading, warnings
from narrate.audio import shape
before = list(warnings.filters)
ready = threading.Barrier(4)
def work():
    ready.wait()
    shape.segment(bytes(200), 8000)
threads = [threading.Thread(target=work) for _ in range(4)]
for thread in threads: thread.start()
for thread in threads: thread.join()
assert warnings.filters == before, warnings.filters[0]
"""


def test_threads_that_start_together_leave_the_notes_to_the_user() -> None:
    subprocess.run([sys.executable, "-c", THREADS], check=True)
