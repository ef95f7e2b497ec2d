"""A whole narration of over a minute, decoded: as loud as asked for, and no peak clips."""

import math
from pathlib import Path

import numpy as np
import pytest
from meter import Wave, decoded, metered

from narrate.config import Settings
from narrate.model import Narration
from narrate.pipeline import make, read
from narrate.publish import Target

MONO_LU = 10 * math.log10(2)

STORY = """\
---
language: en-US
---
# The night ferry stays

The council of Riverton voted on Tuesday to keep the night ferry, after a debate that began before
supper and ended with the last tram. Nobody had expected it. For a year the boat had been late,
half empty and, on windy nights, absent altogether.

Its captain, Ines Duarte, heard the news on the water. She switched the engine off, poured a cup
of tea for each of her four passengers, and let the boat drift for a while under the bridge!

> We were asked twice whether anyone needs us. Twice the quay was full.

## What it costs

A crossing costs the city 281 crowns, and a passenger pays 14. The nearest bridge is nine miles up
the river, and no bus goes there after ten. Nurses, bakers and printers take the boat, and so, on
Fridays, does a choir that practices on deck.

- Two crossings an hour until midnight;
- one crossing an hour until dawn;
- none when the fog bell rings.

The new timetable begins in May. Until then, said the harbor office, those who miss the last boat
should knock at the green door beside the crane: there is a stove, a kettle and a telephone.
"""


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(tmp_path_factory.mktemp("cache"))


def narrated(
    folder: Path, cache: str, loudness: str | float, extension: str = ".mp3", kbps: int = 64
) -> tuple[Narration, Wave]:
    settings = Settings(
        voice="espeak-en-us", loudness=loudness, bit_rate_kbps=kbps, cache=cache, jobs=2
    )
    story = folder / "ferry.md"
    story.write_text(STORY, "utf-8")
    made = make(
        read(str(story), settings).article, Target(folder, "ferry", extension, alone=True), settings
    )
    wave, rate_hz = decoded(made.audio)
    assert abs(made.narration.duration_s - len(wave) / rate_hz) <= 1 / rate_hz
    assert made.narration.duration_s > 60
    return made.narration, wave


@pytest.mark.parametrize(
    ("loudness", "heard_lufs", "extension"),
    [
        ("podcast", -16, ".mp3"),
        ("podcast", -16, ".wav"),
        ("podcast", -16, ".opus"),
        ("broadcast", -23, ".mp3"),
        (-18.5, -18.5, ".mp3"),
    ],
)
def test_it_is_as_loud_as_asked_for_and_never_clips(
    loudness: str | float, heard_lufs: float, extension: str, tmp_path: Path, cache: str
) -> None:
    made, wave = narrated(tmp_path, cache, loudness, extension)
    lufs, peak_dbtp = metered(wave, 48_000 if extension == ".opus" else made.sample_rate_hz)
    assert lufs == pytest.approx(heard_lufs - MONO_LU, abs=0.3)
    assert peak_dbtp <= -1
    assert made.loudness.true_peak_db == pytest.approx(peak_dbtp, abs=0.5)
    gain_db = made.loudness.target_lufs - made.loudness.measured_lufs
    assert made.loudness.gain_db == pytest.approx(gain_db, abs=0.011)


@pytest.mark.parametrize(
    ("loudness", "kbps"), [("music", 64), (-12.0, 32), (-9.0, 64), (-9.0, 160)]
)
def test_a_louder_one_than_its_peaks_allow_does_not_clip(
    loudness: str | float, kbps: int, tmp_path: Path, cache: str
) -> None:
    made, wave = narrated(tmp_path, cache, loudness, kbps=kbps)
    lufs, peak_dbtp = metered(wave, made.sample_rate_hz)
    assert peak_dbtp <= -1
    assert -19 < lufs <= made.loudness.target_lufs - MONO_LU + 0.1


def test_one_gain_serves_the_whole(tmp_path: Path, cache: str) -> None:
    soft, loud = (narrated(tmp_path, cache, lufs, ".wav")[1] for lufs in (-32.0, -23.0))
    assert np.abs(soft * 10 ** (9 / 20) - loud).max() < 3 / 2**15


def test_each_sentence_sounds_in_its_cue_and_between_them_it_is_still(
    tmp_path: Path, cache: str
) -> None:
    made, wave = narrated(tmp_path, cache, "podcast")
    still = np.ones(len(wave), bool)
    reach = 529 + 576  # what the transform of MP3 smears
    for cue in made.cues:
        said = wave[cue.start_frame : cue.end_frame]
        assert np.sqrt(np.mean(said**2)) > 0.03, cue.utterance.written
        still[max(0, cue.start_frame - reach) : cue.end_frame + reach] = False
    assert still.sum() > 5 * made.sample_rate_hz
    assert np.abs(wave[still]).max() < 1e-4
