"""MP3 made of pieces: as long as it says, each utterance in its place, the header true."""

import io
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import av
import lameenc
import numpy as np
import pytest
import soundfile
from hypothesis import given, settings, strategies as st
from meter import Wave, decoded, pcm, voiced

from narrate.audio.encode import encoder
from narrate.audio.grid import slot_frames
from narrate.audio.measure import measure
from narrate.audio.mix import join_piece as join
from narrate.audio.mp3 import Mp3, count_frames
from narrate.audio.shape import RATES_HZ
from narrate.audio.stitch import stitch
from narrate.audio.track import Track
from narrate.errors import AudioError
from narrate.model import Audio, Block, Kind, Utterance

MPEG_1 = (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
MPEG_2 = (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
MPEG_2_5 = MPEG_2[:8]


def bit_rates(rate_hz: int) -> tuple[int, ...]:
    return MPEG_1 if rate_hz >= 32_000 else MPEG_2 if rate_hz >= 16_000 else MPEG_2_5


def utterance(pause_ms: int) -> Utterance:
    return Utterance(Block(Kind.PARAGRAPH, "A line."), "A line.", pause_ms=pause_ms)


def laid_out(audios: list[Audio], pauses: list[int], lead_ms: int = 250) -> Track:
    return stitch(map(utterance, pauses), map(measure, audios), lead_ms)


def write(path: Path, track: Track, audios: list[Audio], kbps: int) -> None:
    with encoder(path, track, kbps) as file:
        for audio, piece in zip(audios, track.pieces, strict=True):
            file.write(file.encode(join(audio, piece)))


def heard_late(heard: Wave, said: Wave, most: int) -> int:
    """Return the lag at which what is heard is most like what was said."""
    size = 1 << (len(heard) + len(said)).bit_length()
    spectrum = np.fft.rfft(heard, size) * np.conj(np.fft.rfft(said, size))
    likeness = np.fft.irfft(spectrum, size)
    lags = range(-most, most + 1)
    return max(lags, key=lambda lag: float(likeness[lag]))


@dataclass(frozen=True)
class Case:
    rate_hz: int
    kbps: int
    lengths: tuple[float, ...]
    pauses: tuple[int, ...]
    lead_ms: int


@st.composite
def cases(draw: st.DrawFn) -> Case:
    rate_hz = draw(st.sampled_from(RATES_HZ))
    kbps = draw(st.sampled_from(bit_rates(rate_hz)))
    count = draw(st.integers(1, 5))
    lengths = st.one_of(st.floats(0.2, 1.5), st.floats(0, 0.05))
    return Case(
        rate_hz,
        kbps,
        tuple(draw(lengths) for _ in range(count)),
        tuple(draw(st.integers(0, 1_200)) for _ in range(count)),
        draw(st.integers(0, 600)),
    )


@settings(max_examples=60, deadline=None)
@given(cases())
def test_an_mp3_plays_to_the_sample_with_each_utterance_at_its_cue(case: Case) -> None:
    waves = [voiced(length, case.rate_hz, seed) for seed, length in enumerate(case.lengths)]
    audios = [Audio(pcm(wave), case.rate_hz) for wave in waves]
    track = laid_out(audios, list(case.pauses), case.lead_ms)
    with TemporaryDirectory() as folder:
        path = Path(folder, "made.mp3")
        write(path, track, audios, case.kbps)
        heard, rate_hz = decoded(path)
        assert len(soundfile.read(path)[0]) == track.frames
    assert rate_hz == case.rate_hz
    assert len(heard) == track.frames
    for wave, piece in zip(waves, track.pieces, strict=True):
        at = piece.cue.start_frame
        assert piece.cue.end_frame - at == len(wave)
        if len(wave) < 0.2 * case.rate_hz:
            continue
        window = heard[max(0, at - 60) : at + len(wave) + 60]
        assert heard_late(window, wave, 120) == min(60, at)
        if case.kbps >= 64:
            gain = float(heard[at : at + len(wave)] @ wave / (wave @ wave))
            assert abs(20 * np.log10(gain)) < 0.1


@pytest.mark.parametrize("rate_hz", RATES_HZ)
def test_no_bit_rate_changes_the_gain(rate_hz: int, tmp_path: Path) -> None:
    wave = voiced(1.2, rate_hz)
    audio = Audio(pcm(wave), rate_hz)
    track = laid_out([audio], [350])
    for kbps in (kbps for kbps in bit_rates(rate_hz) if kbps >= 64):
        path = tmp_path / f"{kbps}.mp3"
        write(path, track, [audio], kbps)
        heard = decoded(path)[0][track.pieces[0].body_start :][: len(wave)]
        assert abs(20 * np.log10(heard @ wave / (wave @ wave))) < 0.1


@pytest.mark.parametrize("rate_hz", RATES_HZ)
def test_the_info_header_counts_what_follows_it(rate_hz: int, tmp_path: Path) -> None:
    audios = [Audio(pcm(voiced(seconds, rate_hz)), rate_hz) for seconds in (0.9, 0.31)]
    track = laid_out(audios, [350, 700])
    for kbps in bit_rates(rate_hz):
        path = tmp_path / f"{kbps}.mp3"
        write(path, track, audios, kbps)
        header = Info.parse(path.read_bytes())
        with av.open(path) as file:
            packets = sum(1 for packet in file.demux() if packet.size)
            assert abs(file.streams.audio[0].bit_rate - kbps * 1000) < 1
        slot = 1_152 if rate_hz >= 32_000 else 576
        assert header.frames == packets
        assert header.size == path.stat().st_size
        assert header.delay + header.padding + track.frames == header.frames * slot
        assert (header.delay, header.kbps) == (576, min(255, kbps))
        assert list(header.seek) == sorted(header.seek)
        assert header.seek[0] == 0
        assert header.crc_given == header.crc


@dataclass(frozen=True)
class Info:
    """The Info frame of an MP3, read by the published layout of the "Mp3 Info Tag"."""

    frames: int
    size: int
    seek: bytes
    kbps: int
    delay: int
    padding: int
    crc_given: int
    crc: int

    @staticmethod
    def parse(data: bytes) -> "Info":
        mpeg_1, mono = data[1] & 0x18 == 0x18, data[3] >> 6 == 3
        assert mono
        at = 4 + (17 if mpeg_1 else 9)
        assert data[at : at + 4] == b"Info"
        assert data[at + 7] == 0b1111
        frames, size = (int.from_bytes(data[at + n : at + n + 4], "big") for n in (8, 12))
        lame = at + 8 + 4 + 4 + 100 + 4
        gaps = int.from_bytes(data[lame + 21 : lame + 24], "big")
        assert int.from_bytes(data[lame + 28 : lame + 32], "big") == size
        end = lame + 34
        return Info(
            frames,
            size,
            data[at + 16 : at + 116],
            data[lame + 20],
            gaps >> 12,
            gaps & 0xFFF,
            int.from_bytes(data[end : end + 2], "big"),
            crc16_arc(data[:end]),
        )


def crc16_arc(data: bytes) -> int:
    """CRC-16/ARC by long division, most significant bit first, of reflected bits."""
    bits = "".join(f"{byte:08b}"[::-1] for byte in data)
    rest = int(bits + "0" * 16, 2)
    for place in range(len(bits) + 15, 15, -1):
        if rest >> place & 1:
            rest ^= 0x1_8005 << (place - 16)
    return int(f"{rest:016b}"[::-1], 2)


def test_the_check_of_the_check() -> None:
    assert crc16_arc(b"123456789") == 0xBB3D


@pytest.mark.parametrize("rate_hz", RATES_HZ)
def test_a_bit_rate_that_mp3_has_not_at_a_rate_is_refused(rate_hz: int, tmp_path: Path) -> None:
    audios = [Audio(pcm(voiced(0.3, rate_hz)), rate_hz)]
    track = laid_out(audios, [0])
    for kbps in {7, 63, 321, *MPEG_1, *MPEG_2} - set(bit_rates(rate_hz)):
        with pytest.raises(AudioError, match=f"no bit rate of {kbps} kbit/s. Choose one of "):
            write(tmp_path / "made.mp3", track, audios, kbps)


@pytest.mark.parametrize("rate_hz", RATES_HZ)
def test_the_bytes_of_a_piece_tell_its_frames(rate_hz: int) -> None:
    noise = np.random.default_rng(rate_hz).normal(0, 3_000, 40 * slot_frames(rate_hz))
    for kbps in bit_rates(rate_hz):
        for slots in (3, 40):
            mp3 = Mp3(io.BytesIO(), rate_hz, slots * slot_frames(rate_hz), kbps)
            encoded = mp3.encode(noise[: slots * slot_frames(rate_hz)].astype("<i2").tobytes())
            assert count_frames(encoded) == slots
            mp3.write(encoded)
            mp3.finish()  # which refuses another count


def test_what_does_not_begin_with_a_frame_is_no_piece() -> None:
    mp3 = Mp3(io.BytesIO(), 22_050, 576, 64)
    with pytest.raises(AudioError, match="does not begin with an MP3 frame"):
        mp3.write(b"RIFFdata")


def test_a_missing_piece_is_noticed(tmp_path: Path) -> None:
    audios = [Audio(pcm(voiced(0.5, 22_050)), 22_050)] * 2
    track = laid_out(audios, [100, 100])
    for name in ("made.mp3", "made.wav", "made.opus"):
        with pytest.raises(AudioError, match="samples"), encoder(tmp_path / name, track, 64) as f:
            f.write(f.encode(join(audios[0], track.pieces[0])))


def test_a_piece_takes_only_its_own_audio() -> None:
    audio = Audio(pcm(voiced(0.5, 22_050)), 22_050)
    (piece,) = laid_out([audio], [100]).pieces
    with pytest.raises(AudioError, match="do not fit"):
        join(Audio(audio.pcm + b"\0\0", 22_050), piece)


def test_one_narration_has_one_rate() -> None:
    audios = [Audio(pcm(voiced(0.3, rate_hz)), rate_hz) for rate_hz in (22_050, 24_000)]
    with pytest.raises(AudioError, match="changed its sample rate"):
        laid_out(audios, [0, 0])


@pytest.mark.parametrize("data", [b"RIFFdata", b"\xff\xf3\x80\xc4" + bytes(20)])
def test_frames_that_are_none_are_not_counted(data: bytes) -> None:
    with pytest.raises(AudioError):
        count_frames(data)


@pytest.mark.parametrize(("rate_hz", "kbps"), [(22_050, 64), (24_000, 48), (44_100, 128)])
def test_pieces_sound_as_good_as_one_encoder_over_the_whole(
    rate_hz: int, kbps: int, tmp_path: Path
) -> None:
    waves = [voiced(1.1 + 0.13 * seed, rate_hz, seed) for seed in range(6)]
    audios = [Audio(pcm(wave), rate_hz) for wave in waves]
    track = laid_out(audios, [350] * len(audios))
    source = np.zeros(track.frames)
    for wave, piece in zip(waves, track.pieces, strict=True):
        source[piece.body_start : piece.body_start + len(wave)] = wave

    pieces, whole = tmp_path / "pieces.mp3", tmp_path / "whole.mp3"
    write(pieces, track, audios, kbps)
    lame = lameenc.Encoder()
    lame.silence()
    lame.set_channels(1)
    lame.set_in_sample_rate(rate_hz)
    lame.set_out_sample_rate(rate_hz)
    lame.set_bit_rate(kbps)
    lame.set_quality(5)
    whole.write_bytes(bytes(lame.encode(pcm(source))) + bytes(lame.flush()))

    played = soundfile.read(whole)[0]
    late = heard_late(played, source, 3_000)
    one = quality_db(played[late : late + track.frames], source)
    assert quality_db(decoded(pieces)[0], source) > one - 0.5


def quality_db(heard: Wave, source: Wave) -> float:
    """Return the signal-to-noise ratio, a difference in gain aside."""
    source = source[: len(heard)]
    gain = heard @ source / (source @ source)
    return float(10 * np.log10((source @ source) / np.sum((heard / gain - source) ** 2)))
