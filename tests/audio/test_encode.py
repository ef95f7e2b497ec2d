"""Every format holds what was said and what it is, whatever the article calls itself."""

import dataclasses
from pathlib import Path

import mutagen
import numpy as np
import pytest
import soundfile
from hypothesis import HealthCheck, given, settings, strategies as st
from meter import decoded, metadata, pcm, voiced

from narrate.audio import tags
from narrate.audio.encode import EXTENSIONS, encoder
from narrate.audio.measure import measure
from narrate.audio.mix import join_piece as join
from narrate.audio.shape import RATES_HZ
from narrate.audio.stitch import stitch
from narrate.audio.track import Track
from narrate.errors import AudioError
from narrate.model import (
    DISCLOSURE,
    Article,
    Audio,
    Block,
    Kind,
    Loudness,
    Narration,
    Utterance,
    Voice,
)

ARTICLE = Article(
    id="ferry",
    title="The ferry is late",
    language="uk-UA",
    blocks=(),
    byline="Ines Duarte",
    publisher="Riverton Post",
    published="2026-05-27T06:00:00+03:00",
    url="https://riverton.example/ferry?day=1&lang=uk",
)
TAGGED = {
    "title": "The ferry is late",
    "byline": "Ines Duarte",
    "publisher": "Riverton Post",
    "date": "2026-05-27",
    "language": "ukr",
    "url": "https://riverton.example/ferry?day=1&lang=uk",
    "disclosure": DISCLOSURE,
    "source_type": "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia",
    "transcript": "x x x",
}


def put_tags(path: Path, made: Narration) -> None:
    """Write the tags, which must then stand as they should."""
    tags.write(path, made)
    tags.check(path, made)


def audios(rate_hz: int) -> list[Audio]:
    return [Audio(pcm(voiced(0.4 + 0.31 * n, rate_hz, n)), rate_hz) for n in range(3)]


def write(path: Path, rate_hz: int, kbps: int = 64) -> tuple[Track, bytes]:
    """Write a file, and return its track and the samples that it should hold."""
    said = [Utterance(Block(Kind.PARAGRAPH, "x"), "x", pause_ms=130)] * 3
    track = stitch(said, map(measure, audios(rate_hz)), 250)
    pieces = [
        join(audio, piece) for audio, piece in zip(audios(rate_hz), track.pieces, strict=True)
    ]
    with encoder(path, track, kbps) as file:
        for piece in pieces:
            file.write(file.encode(piece))
    return track, b"".join(pieces)


def narration(track: Track, article: Article = ARTICLE) -> Narration:
    return Narration(
        article=article,
        voice=Voice("v", "tone", source_type="trainedAlgorithmicMedia"),
        cues=tuple(piece.cue for piece in track.pieces),
        frames=track.frames,
        sample_rate_hz=track.sample_rate_hz,
        loudness=Loudness(-16, -20, 4, -2),
        disclosure=DISCLOSURE,
    )


@pytest.mark.parametrize("rate_hz", RATES_HZ)
@pytest.mark.parametrize("extension", [".wav", ".flac"])
def test_wav_and_flac_hold_every_sample(extension: str, rate_hz: int, tmp_path: Path) -> None:
    path = tmp_path / f"made{extension}"
    track, said = write(path, rate_hz)
    put_tags(path, narration(track))
    heard, heard_hz = soundfile.read(path, dtype="int16")
    assert heard_hz == rate_hz
    assert heard.astype("<i2").tobytes() == said
    assert (decoded(path)[0] * 2**15 == np.frombuffer(said, "<i2")).all()


@pytest.mark.parametrize("rate_hz", RATES_HZ)
@pytest.mark.parametrize("kbps", [8, 64, 320])
def test_opus_lasts_as_long_and_sounds_alike(rate_hz: int, kbps: int, tmp_path: Path) -> None:
    path = tmp_path / "made.opus"
    track, said = write(path, rate_hz, kbps)
    put_tags(path, narration(track))
    heard, heard_hz = decoded(path)
    assert heard_hz == 48_000
    assert abs(len(heard) * rate_hz / 48_000 - track.frames) < 1
    source = np.frombuffer(said, "<i2") / 2**15
    times = np.arange(len(heard)) / 48_000
    source = np.interp(times, np.arange(len(source)) / rate_hz, source)
    alike = heard @ source / np.sqrt((heard @ heard) * (source @ source))
    assert alike > (0.7 if kbps == 8 else 0.95)


def test_the_bit_rate_is_opus_s_too(tmp_path: Path) -> None:
    sizes = []
    for kbps in (8, 24, 64, 160):
        write(path := tmp_path / "made.opus", 24_000, kbps)
        sizes.append(path.stat().st_size)
    assert sizes == sorted(set(sizes))


@pytest.mark.parametrize("extension", EXTENSIONS)
def test_the_same_twice_is_the_same_bytes(extension: str, tmp_path: Path) -> None:
    contents = set()
    for n in range(2):
        path = tmp_path / f"{n}{extension}"
        track, _ = write(path, 22_050)
        put_tags(path, narration(track))
        contents.add(path.read_bytes())
    assert len(contents) == 1


@pytest.mark.parametrize("extension", EXTENSIONS)
def test_the_tags_say_what_it_is_to_any_reader(extension: str, tmp_path: Path) -> None:
    path = tmp_path / f"made{extension}"
    track, _ = write(path, 22_050)
    put_tags(path, narration(track))
    assert tags.read(path) == TAGGED
    assert len(decoded(path)[0]) > 22_050

    seen = metadata(path)
    keys = ("title", "artist", "date", "language", "comment", "digitalsourcetype")
    fields = ("title", "byline", "date", "language", "disclosure", "source_type")
    assert {key: seen[key] for key in keys} == {
        key: TAGGED[field] for key, field in zip(keys, fields, strict=True)
    }
    assert TAGGED["publisher"] in {seen.get("publisher"), seen.get("organization")}
    held = mutagen.File(path).tags
    url = held["CONTACT"][0] if "CONTACT" in held else next(iter(held.getall("WOAF"))).url
    assert url == TAGGED["url"]


@pytest.mark.parametrize("extension", EXTENSIONS)
def test_a_tag_that_does_not_stand_as_it_should_is_named(extension: str, tmp_path: Path) -> None:
    path = tmp_path / f"made{extension}"
    track, _ = write(path, 22_050)
    put_tags(path, narration(track))
    other = dataclasses.replace(ARTICLE, title="Another", byline="")
    with pytest.raises(AudioError, match="could not be read back: title"):
        tags.check(path, narration(track, other))


@pytest.mark.parametrize("extension", EXTENSIONS)
@pytest.mark.parametrize(
    "text",
    [
        "two\nlines",
        "a\0b",
        "\u200fשלום",
        "й" * 5_000,
        "\N{STUDIO MICROPHONE}\ufe0f\N{GRINNING FACE}",
        "  = /;\\ ",
        "\x01\t\x7f",
    ],
    ids=ascii,
)
def test_a_hostile_title_is_tagged_and_the_audio_plays(
    extension: str, text: str, tmp_path: Path
) -> None:
    path = tmp_path / f"made{extension}"
    track, _ = write(path, 22_050)
    article = dataclasses.replace(ARTICLE, title=text, byline=text, publisher=text)
    put_tags(path, narration(track, article))
    assert {tags.read(path)[field] for field in ("title", "byline", "publisher")} == {text}
    assert len(decoded(path)[0]) > 22_050


@pytest.mark.parametrize("extension", EXTENSIONS)
@pytest.mark.parametrize(
    ("url", "tagged"),
    [
        ("https://річка.example/пором?d=1#x", None),
        ("https://a.example/ two\nlines\0", "https://a.example/%20two%0Alines%00"),
        ("https://a.example/%D0%BF?q=a%20b", "https://a.example/%D0%BF?q=a%20b"),
        ("", None),
    ],
)
def test_any_url_is_tagged_as_one(
    extension: str, url: str, tagged: str | None, tmp_path: Path
) -> None:
    path = tmp_path / f"made{extension}"
    track, _ = write(path, 22_050)
    put_tags(path, narration(track, dataclasses.replace(ARTICLE, url=url)))
    found = tags.read(path).get("url", "")
    assert found.isascii()
    assert found.startswith(url[:8])
    assert tagged in {None, found}


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(date=st.dates().map(str) | st.text(max_size=12), language=st.text(max_size=8))
def test_any_date_and_language_leave_tags_that_read_back(
    date: str, language: str, tmp_path: Path
) -> None:
    path = tmp_path / "made.flac"
    track, _ = write(path, 8_000)
    put_tags(
        path, narration(track, dataclasses.replace(ARTICLE, published=date, language=language))
    )
    assert len(tags.read(path)["language"]) == 3


@pytest.mark.parametrize("extension", EXTENSIONS)
def test_a_file_that_is_none_is_told_in_a_sentence(extension: str, tmp_path: Path) -> None:
    path = tmp_path / f"made{extension}"
    track, _ = write(path, 22_050)
    path.unlink()
    with pytest.raises(AudioError, match=f"made{extension} cannot be read"):
        put_tags(path, narration(track))
