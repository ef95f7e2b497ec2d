"""Sound around the words: where it stands, how loud it is, and what it costs.

One file, over 300 lines: the tests listen for the same four jingles.
"""

import io
import json
import math
import os
from dataclasses import replace
from pathlib import Path

import meter
import numpy as np
import pytest
import soundfile
from command import Cli, manifest_in
from mutagen.id3 import ID3
from narrations import narrated
from numpy.typing import NDArray

import narrate
from narrate import config
from narrate.audio import jingles, tags
from narrate.errors import AudioError, UsageError
from narrate.model import Block, Jingles, Kind
from narrate.publish import Published
from narrate.reuse import fingerprint

RATE_HZ = 44_100
# Nothing in the voice is as pure as these.
TONES_HZ = {"intro": 3_100, "outro": 3_700, "bed": 4_300, "chime": 4_900}
SECONDS = {"intro": 2.0, "outro": 1.5, "bed": 9.0, "chime": 0.6}
BLOCKS = (
    Block(Kind.HEADING, "The ferry is back", 1, 0),
    Block(Kind.PARAGRAPH, "It sails at noon.", 0, 1),
    Block(Kind.HEADING, "What it costs", 2, 2),
    Block(Kind.PARAGRAPH, "Nobody knows yet, the harbor said.", 0, 3),
)


def tone(path: Path, hz: float, seconds: float, level: float = 0.3, channels: int = 1) -> str:
    times = np.arange(int(RATE_HZ * seconds)) / RATE_HZ
    wave = level * np.sin(2 * math.pi * hz * times)
    soundfile.write(path, np.repeat(wave[:, None], channels, axis=1), RATE_HZ)
    return str(path)


@pytest.fixture
def files(tmp_path: Path) -> dict[str, str]:
    forms = {"intro": ".flac", "outro": ".mp3", "bed": ".ogg", "chime": ".wav"}
    return {
        role: tone(tmp_path / f"{role}{form}", TONES_HZ[role], SECONDS[role], channels=2)
        for role, form in forms.items()
    }


def sounds_of(files: dict[str, str]) -> Jingles:
    return Jingles(files["intro"], files["outro"], files["bed"], files["chime"])


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> narrate.Settings:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    return narrate.Settings(voice="espeak-en-us", cache=str(tmp_path / "cache"), jobs=2)


def with_jingles(folder: Path, settings: narrate.Settings, *blocks: Block) -> Published:
    article = narrate.Article("story", "The ferry is back", "en-US", blocks or BLOCKS)
    return narrated(folder, article, settings)


def wave_of(published: Published) -> tuple[NDArray[np.float64], int]:
    wave, rate_hz = meter.decoded(published.audio)
    return wave, rate_hz


def levels(wave: NDArray[np.float64], rate_hz: int, hz: float) -> NDArray[np.float64]:
    """Return the amplitude of a tone in each tenth of a second."""
    step = rate_hz // 10
    whole = wave[: len(wave) // step * step].reshape(-1, step) * np.hanning(step)
    turning = np.exp(-2j * math.pi * hz * np.arange(step) / rate_hz)
    return np.asarray(np.abs(whole @ turning) * 4 / step)


def heard_s(wave: NDArray[np.float64], rate_hz: int, hz: float) -> tuple[float, float]:
    """Return from when to when a tone is heard, in seconds."""
    found = steady(levels(wave, rate_hz, hz))
    at = np.flatnonzero(found > 0.4 * found.max())
    return at[0] / 10, (at[-1] + 1) / 10


def steady(found: NDArray[np.float64]) -> NDArray[np.float64]:
    """Leave out what lasts no longer than an s: the voice has all tones for a moment."""
    around = np.lib.stride_tricks.sliding_window_view(np.pad(found, 1, mode="edge"), 3)
    return np.asarray(np.median(around, axis=1))


def test_each_sound_stands_in_its_place(
    tmp_path: Path, settings: narrate.Settings, files: dict[str, str]
) -> None:
    bare = with_jingles(tmp_path / "bare", settings)
    full = with_jingles(tmp_path / "full", replace(settings, sounds=sounds_of(files)))
    wave, rate_hz = wave_of(full)
    assert len(wave) == full.narration.frames
    starts = [cue.start_frame / rate_hz for cue in full.narration.cues]
    ends = [cue.end_frame / rate_hz for cue in full.narration.cues]
    begins, stops = heard_s(wave, rate_hz, TONES_HZ["intro"])
    assert begins == 0
    assert 1.5 < stops <= starts[0]
    begins, stops = heard_s(wave, rate_hz, TONES_HZ["bed"])
    assert 1.9 <= begins <= starts[0]
    assert ends[0] <= stops <= starts[1]
    begins, stops = heard_s(wave, rate_hz, TONES_HZ["chime"])
    assert ends[1] < begins < stops <= starts[2]
    begins, stops = heard_s(wave, rate_hz, TONES_HZ["outro"])
    assert ends[3] < begins < stops
    assert stops == pytest.approx(len(wave) / rate_hz, abs=0.4)
    more_s = (full.narration.frames - bare.narration.frames) / rate_hz
    fade_s, gap_s, longer_pause_s = 0.8, 0.2, 0.2
    sounds_s = SECONDS["intro"] + SECONDS["chime"] + SECONDS["outro"]
    assert more_s == pytest.approx(sounds_s + 2 * gap_s + fade_s + longer_pause_s, abs=0.1)


def test_the_words_are_as_loud_as_without_and_the_sounds_at_their_level(
    tmp_path: Path, settings: narrate.Settings, files: dict[str, str]
) -> None:
    bare = with_jingles(tmp_path / "bare", settings)
    asked = Jingles(intro=files["intro"], intro_db=-6.0, fade_ms=100)
    full = with_jingles(tmp_path / "full", replace(settings, sounds=asked))
    gains = [each.narration.loudness.gain_db for each in (full, bare)]
    assert gains[0] == pytest.approx(gains[1], abs=0.1)
    wave, rate_hz = wave_of(full)
    # A mono file plays from both loudspeakers: it is heard 3 LU louder than it measures.
    lufs, _ = meter.metered(wave[: int(1.8 * rate_hz)], rate_hz)
    assert lufs + 3.01 == pytest.approx(full.narration.loudness.target_lufs - 6, abs=0.5)
    assert np.abs(wave).max() < 10 ** (-0.5 / 20)


def test_a_sound_fades_and_never_clicks(
    tmp_path: Path, settings: narrate.Settings, files: dict[str, str]
) -> None:
    asked = Jingles(outro=files["outro"], bed=files["bed"], fade_ms=500)
    wave, rate_hz = wave_of(with_jingles(tmp_path / "made", replace(settings, sounds=asked)))
    for role in ("outro", "bed"):
        found = steady(levels(wave, rate_hz, TONES_HZ[role]))
        at = np.flatnonzero(found > 0.25 * found.max())
        for edge in (found[at[0] : at[0] + 3], found[at[-1] - 2 : at[-1] + 1][::-1]):
            assert list(edge) == sorted(edge)
            assert edge[0] < 0.6 * found.max()


LONG = (Block(Kind.HEADING, "The ferry is back. It sails at noon.", 1, 0), *BLOCKS[1:])


@pytest.mark.parametrize("blocks", [BLOCKS, LONG], ids=["one sentence", "two"])
def test_the_bed_gives_way_to_the_words_and_goes_on_between_them(
    tmp_path: Path, settings: narrate.Settings, files: dict[str, str], blocks: tuple[Block, ...]
) -> None:
    tone(Path(files["bed"]), TONES_HZ["bed"], 1.5)  # repeated: it is shorter than the headline
    asked = Jingles(bed=files["bed"], bed_db=-20.0, duck_db=9.0, fade_ms=1_000)
    full = with_jingles(tmp_path / "made", replace(settings, sounds=asked), *blocks)
    wave, rate_hz = wave_of(full)
    assert len(wave) == full.narration.frames
    found = steady(levels(wave, rate_hz, TONES_HZ["bed"]))
    heads = [cue for cue in full.narration.cues if cue.utterance.block == blocks[0]]
    first, last = (frame * 10 / rate_hz for frame in (heads[0].start_frame, heads[-1].end_frame))
    under = found[math.ceil(first) : math.floor(last)]
    down_db = 20 * np.log10([found[: round(first)].max() / np.median(under)])
    up_db = 20 * np.log10([found[round(last) : round(last) + 8].max() / np.median(under)])
    assert 5 < down_db < 10  # of 9: at the edges it is still fading, or already giving way
    assert 5 < up_db < 10
    assert under.min() > 0.6 * np.median(under)  # where one sentence ends and one begins, too
    # A sine of amplitude a is at 20 log a - 3 dB; at 4.3 kHz K-weighting adds 3.3 (BS.1770-5).
    lufs = 20 * math.log10(np.median(under)) - 3.0 + 3.3 - 0.7 + 3.0
    assert lufs == pytest.approx(full.narration.loudness.target_lufs - 20, abs=1.0)
    assert found[round(last) + 16 :].max() < 0.25 * np.median(under)


def test_a_headline_of_several_sentences_is_kept_as_a_whole_or_not_at_all(
    tmp_path: Path, settings: narrate.Settings, files: dict[str, str]
) -> None:
    settings = replace(settings, sounds=Jingles(bed=files["bed"]))
    before, _ = wave_of(with_jingles(tmp_path / "made", settings, *LONG))
    for path in Path(settings.cache).glob("*/*.utterance"):
        path.unlink()
    below = (*LONG[:3], Block(Kind.PARAGRAPH, "Nobody asked, the harbor said.", 0, 3))
    second = with_jingles(tmp_path / "made", settings, *below)
    assert len(list(Path(settings.cache).glob("*/*.utterance"))) == 1
    until = second.narration.cues[1].end_frame
    assert wave_of(second)[0][:until].tobytes() == before[:until].tobytes()
    above = (Block(Kind.HEADING, "The ferry is late. It sails at noon.", 1, 0), *below[1:])
    third = with_jingles(tmp_path / "made", settings, *above)
    fresh = with_jingles(tmp_path / "fresh", settings, *above)
    keys = [[cue.key for cue in each.narration.cues] for each in (second, third, fresh)]
    assert [one == other for one, other in zip(*keys[:2], strict=True)] == [False, False] + [
        True
    ] * 3
    assert keys[1] == keys[2]
    assert len(wave_of(third)[0]) == third.narration.frames == fresh.narration.frames


def test_all_together_is_whole_and_a_rebuild_takes_another_sound(
    cli: Cli, files: dict[str, str]
) -> None:
    lines = [f'{role} = "{path}"' for role, path in files.items()]
    top = ['voice = "espeak-en-us"', 'disclosure_spoken = "start"']
    table = ["[voices]", 'headline = "espeak-en-gb"', 'heading = "tone"', "[sounds]", *lines]
    cli.write("narrate.toml", "\n".join([*top, *table]))
    text = "# The ferry is back. It sails at noon.\n\nIt is blue.\n\n## The cost\n\nNobody knows.\n"
    cli.write("story.md", text)
    cli("make", "story.md")
    cli("check", "output")
    for form in ("wav", "opus"):
        cli("make", "story.md", "-o", f"{form}/story", environment={"NARRATE_FORMAT": form})
        cli("check", form)
    assert b"0 " in cli("rebuild", "--dry-run").stdout
    before = manifest_in(cli.folder / "output/story")
    tone(Path(files["outro"]), TONES_HZ["outro"], 1.0)
    cli("rebuild")
    after = manifest_in(cli.folder / "output/story")
    same = zip(before["utterances"], after["utterances"], strict=True)
    assert [one["piece"]["key"] == other["piece"]["key"] for one, other in same][-2:] == [
        True,
        False,
    ]
    assert after["duration_ms"] == pytest.approx(before["duration_ms"] - 500, abs=30)
    assert after["utterances"][-1]["end_ms"] == before["utterances"][-1]["end_ms"]
    cli("check", "output")


def test_doctor_hears_them(cli: Cli, files: dict[str, str]) -> None:
    table = f'voice = "tone"\n[sounds]\nchime = "{files["chime"]}"\n'
    cli.write("narrate.toml", table)
    assert json.loads(cli("doctor", "--json").stdout)["sounds"] is None
    Path(files["chime"]).unlink()
    assert b"chime.wav cannot be read" in cli("doctor", code=1).stdout


def test_it_is_a_composite_on_every_carrier(
    tmp_path: Path, settings: narrate.Settings, files: dict[str, str]
) -> None:
    published = with_jingles(
        tmp_path / "made", replace(settings, sounds=Jingles(chime=files["chime"]))
    )
    term = "compositeSynthetic"
    assert published.manifest
    assert json.loads(published.manifest.read_bytes())["source_type"] == term
    assert tags.read(published.audio)["source_type"].endswith(f"/{term}")
    embed = next(published.audio.parent.glob("*.embed.html")).read_text("utf-8")
    assert "https://schema.org/CompositeSyntheticDigitalSource" in embed
    trained = replace(published.narration.voice, source_type="trainedAlgorithmicMedia")
    mixed = replace(published.narration, voice=trained)
    assert mixed.source_type == "compositeWithTrainedAlgorithmicMedia"
    assert replace(mixed, composite=False).source_type == "trainedAlgorithmicMedia"


def test_a_correction_still_costs_a_sentence(
    tmp_path: Path, settings: narrate.Settings, files: dict[str, str]
) -> None:
    around = replace(settings, sounds=sounds_of(files))
    first = with_jingles(tmp_path / "made", around)
    assert with_jingles(tmp_path / "made", around) == first._replace(unchanged=True)
    for path in Path(settings.cache).glob("*/*.utterance"):
        path.unlink()
    corrected = (*BLOCKS[:3], Block(Kind.PARAGRAPH, "Nobody asked, the harbor said.", 0, 3))
    second = with_jingles(tmp_path / "made", around, *corrected)
    assert len(list(Path(settings.cache).glob("*/*.utterance"))) == 1
    keys = [[cue.key for cue in each.narration.cues] for each in (first, second)]
    assert keys[0][:3] == keys[1][:3]
    whole = wave_of(second)[0]
    assert heard_s(whole, second.narration.sample_rate_hz, TONES_HZ["outro"])[1] == pytest.approx(
        second.narration.duration_s, abs=0.4
    )


def test_another_sound_touches_its_own_pieces_only(
    tmp_path: Path, settings: narrate.Settings, files: dict[str, str]
) -> None:
    around = replace(settings, sounds=sounds_of(files))
    first = with_jingles(tmp_path / "made", around)
    hashed = fingerprint.of_settings(around)
    tone(Path(files["chime"]), 5_200, 0.4)
    assert fingerprint.of_settings(around) != hashed
    second = with_jingles(tmp_path / "made", around)
    keys = zip(first.narration.cues, second.narration.cues, strict=True)
    assert [one.key == other.key for one, other in keys] == [True, True, False, True]
    assert second.audio.name != first.audio.name


def test_a_chime_is_before_each_other_heading_once(
    tmp_path: Path, settings: narrate.Settings, files: dict[str, str]
) -> None:
    blocks = (*BLOCKS, Block(Kind.HEADING, "Who pays? Nobody says.", 2, 4), BLOCKS[1])
    chimed = replace(settings, sounds=Jingles(chime=files["chime"]))
    published = with_jingles(tmp_path / "made", chimed, *blocks)
    wave, rate_hz = wave_of(published)
    found = levels(wave, rate_hz, TONES_HZ["chime"])
    loud = found > 0.3 * found.max()
    assert np.count_nonzero(loud[1:] & ~loud[:-1]) == 2


def test_a_stream_has_them_too(cli: Cli, files: dict[str, str]) -> None:
    lines = [f'{role} = "{path}"' for role, path in files.items()]
    cli.write("narrate.toml", "\n".join(['voice = "espeak-en-us"', "[sounds]", *lines]))
    cli.write("story.md", "# The ferry is back\n\nIt sails at noon.\n")
    data = cli("make", "story.md", "-o", "-", "--stream").stdout
    wave, rate_hz = soundfile.read(io.BytesIO(data[ID3(io.BytesIO(data)).size :]))
    for role in ("intro", "bed", "outro"):
        begins, stops = heard_s(wave, rate_hz, TONES_HZ[role])
        assert stops - begins > 0.7
    cli("make", "story.md", "-o", "made")
    checked = cli("check", "-v", "made").stdout.decode()
    assert "compositeSynthetic" in checked


def wrong(path: Path) -> dict[str, Path]:
    names = ("damaged", "empty", "silent", "long", "wide", "fast")
    files = {name: path / f"{name}.wav" for name in names}
    files["damaged"].write_bytes(b"RIFF\0\0")
    soundfile.write(files["empty"], np.zeros(0), RATE_HZ)
    soundfile.write(files["silent"], np.zeros(RATE_HZ), RATE_HZ)
    soundfile.write(files["long"], np.zeros(8_000 * 121), 8_000)
    soundfile.write(files["wide"], np.ones((800, 3)), 8_000)
    soundfile.write(files["fast"], np.ones(800), 384_000)
    return {**files, "missing": path / "missing.wav"}


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("damaged", "cannot be decoded: save it as WAV"),
        ("empty", "is empty"),
        ("silent", "holds only silence"),
        ("long", "is longer than 120 s"),
        ("wide", "has 3 channels"),
        ("fast", "at 384000 Hz"),
        ("missing", "No such file"),
    ],
)
def test_a_sound_that_cannot_be_is_named_and_nothing_is_written(
    tmp_path: Path, settings: narrate.Settings, name: str, words: str
) -> None:
    asked = Jingles(intro=str(wrong(tmp_path)[name]))
    with pytest.raises(AudioError, match=words) as raised:
        with_jingles(tmp_path / "made", replace(settings, sounds=asked))
    assert f"{name}.wav" in str(raised.value)
    assert not (tmp_path / "made").exists()


def test_a_damaged_mp3_is_one_sentence(cli: Cli, files: dict[str, str]) -> None:
    whole = Path(files["outro"]).read_bytes()
    Path(files["outro"]).write_bytes(whole[:2_000] + b"\xff" * 3_000)
    cli.write("narrate.toml", f'voice = "tone"\n[sounds]\noutro = "{files["outro"]}"\n')
    cli.write("story.md", "One boat.\n")
    assert cli("make", "story.md", code=1).stderr.count(b"\n") == 1


@pytest.mark.parametrize("form", ["wav", "flac", "ogg", "mp3"])
def test_a_long_sound_is_decoded_without_a_gap(tmp_path: Path, form: str) -> None:
    path = tone(tmp_path / f"bed.{form}", 441, 6.0, channels=2)
    bed = jingles.read(Jingles(bed=path))["bed"]
    assert bed.audio.frames == pytest.approx(6.0 * RATE_HZ, abs=2_400)  # an MP3's delay and frames
    wave = np.frombuffer(bed.audio.pcm, "<i2")[3_000:-6_000] / 2**15
    peaks = wave[: len(wave) // 441 * 441].reshape(-1, 441).max(axis=1)
    assert np.abs(peaks - 0.3).max() < 0.02


def test_floats_over_full_scale_are_not_cut(tmp_path: Path, settings: narrate.Settings) -> None:
    times = np.arange(RATE_HZ) / RATE_HZ
    over = np.float32(3.0 * np.sin(2 * math.pi * 3_100 * times))
    soundfile.write(tmp_path / "over.wav", over, RATE_HZ, subtype="FLOAT")
    asked = Jingles(intro=str(tmp_path / "over.wav"), fade_ms=10)
    wave, rate_hz = wave_of(with_jingles(tmp_path / "made", replace(settings, sounds=asked)))
    own, third = (levels(wave, rate_hz, hz)[2:8].mean() for hz in (3_100, 9_300))
    assert third < 0.01 * own


def test_the_table_names_files_beside_it(tmp_path: Path) -> None:
    file = tmp_path / "narrate.toml"
    file.write_text('[sounds]\nintro = "in.wav"\nbed_db = -20\n', "utf-8")
    found = config.Settings.load(tmp_path, {}).sounds
    assert (found.intro, found.bed_db, found.outro) == (str(tmp_path / "in.wav"), -20.0, "")
    for line in (
        'sounds = "x"',
        "[sounds]\nintr = 1",
        "[sounds]\nbed_db = 40",
        "[sounds]\nduck_db = -1",
        "[sounds]\nbed = 1",
    ):
        file.write_text(line, "utf-8")
        with pytest.raises(UsageError, match=r"sounds|intr"):
            config.Settings.load(tmp_path, {})


@pytest.mark.parametrize("path", ["/dev/zero", "pipe"])
def test_a_device_or_a_pipe_is_no_jingle(
    tmp_path: Path, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    os.mkfifo("pipe")
    with pytest.raises(AudioError, match="is not a regular file"):
        jingles.read(Jingles(intro=path))


def test_a_jingle_of_fifty_hertz_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "low.wav"
    soundfile.write(path, np.zeros(100, np.int16), 50)
    with pytest.raises(AudioError, match=r"at 50 Hz\. Save it as mono or stereo, at 4000 to"):
        jingles.read(Jingles(intro=str(path)))
