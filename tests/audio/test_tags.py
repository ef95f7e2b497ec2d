"""Chapters, cover, transcript and label in the file itself, read by readers of others."""

import json
import struct
import subprocess
import zlib
from pathlib import Path
from typing import Any

import av
import pytest
from command import Cli
from hypothesis import given, settings, strategies as st
from tinytag import TinyTag

from narrate.audio import cover, tags
from narrate.audio.encode import EXTENSIONS
from narrate.errors import AudioError

STORY = """\
---
title: The night ferry
author: Ines Duarte
date: 2026-05-27
language: en
url: https://riverton.example/ferry
image: quay.png
---
# The night ferry

It stays, says the council.

## What it costs, in crowns

Fourteen.

## And
And then?
"""
FFPROBE = ("-v", "error", "-of", "json", "-show_chapters", "-show_format")
LABEL = "This audio is created with AI assistance"


def png(color: bytes = b"\xc0\x20\x20") -> bytes:
    """Return a picture of 8 by 8 points."""
    rows = zlib.compress(8 * (b"\0" + 8 * color))
    head = struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", rows), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )


@pytest.fixture(scope="module", params=EXTENSIONS)
def tagged_file(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    cli = Cli(tmp_path_factory.mktemp("tags"))
    cli.write("story.md", STORY)
    cli.write("quay.png", png())
    return cli.narrate("story.md", f"made{request.param}")


def chapters(path: Path) -> list[tuple[str, float, float]]:
    with av.open(str(path)) as file:
        return [
            (
                part["metadata"]["title"],
                float(part["start"] * part["time_base"]),
                float(part["end"] * part["time_base"]),
            )
            for part in file.chapters()
        ]


def test_ffmpeg_finds_a_chapter_for_each_heading_in_order(tagged_file: Path) -> None:
    found = chapters(tagged_file)
    titles = ["The night ferry", "What it costs, in crowns", "And"]
    assert [title for title, _, _ in found] == titles
    starts = [start for _, start, _ in found]
    assert starts == sorted(starts)
    assert 0.2 < starts[0] < 0.3  # after the silence at the start
    assert [end for _, _, end in found[:-1]] == starts[1:]
    with av.open(str(tagged_file)) as file:
        assert file.duration
        assert found[-1][2] == pytest.approx(file.duration / 1e6, abs=0.1)


@pytest.mark.parametrize("extension", [".mp3", ".wav"])
def test_ffmpeg_finds_chapters_whose_headings_are_long(cli: Cli, extension: str) -> None:
    headings = ["A", "Б", "Довгий заголовок " * 12, "The council decides on the ferries " * 5]
    text = "\n\n".join(f"## {heading.strip()}\n\nIt is so." for heading in headings)
    cli.write("story.md", f"# {'Night ' * 40}\n\n{text}\n")
    cli("make", "story.md", "--voice", "tone", "-o", f"made{extension}")
    titles = [title for title, _, _ in chapters(cli.folder / f"made{extension}")]
    assert len(titles) == 5
    assert titles[1:3] == ["A", "Б"]
    assert titles[3].startswith("Довгий заголовок")
    for title in (titles[0], *titles[3:]):
        assert len(title.encode()) <= 118
        assert title.endswith("…")


def test_ffprobe_reads_the_same(tagged_file: Path) -> None:
    try:
        done = subprocess.run(
            ["ffprobe", *FFPROBE, str(tagged_file)],  # noqa: S607 - wherever it is
            capture_output=True,
            check=True,
        )
    except FileNotFoundError:
        pytest.skip("There is no ffprobe here; CI installs it.")
    assert not done.stderr
    shown: dict[str, Any] = json.loads(done.stdout)
    titles = [chapter["tags"]["title"] for chapter in shown["chapters"]]
    assert titles == [title for title, _, _ in chapters(tagged_file)]


def test_another_reader_finds_transcript_label_address_and_cover(tagged_file: Path) -> None:
    found = TinyTag.get(tagged_file, image=True)
    shown = found.as_dict()
    assert shown["comment"] == [LABEL]
    paragraphs = [
        "The night ferry",
        "It stays, says the council.",
        "What it costs, in crowns",
        "Fourteen.",
        "And",
        "And then?",
    ]
    assert shown["lyrics"] == ["\n\n".join(paragraphs)]
    assert shown.get("woaf", shown.get("contact")) == ["https://riverton.example/ferry"]
    assert [value.rpartition("/")[2] for value in shown["digitalsourcetype"]] == [
        "algorithmicMedia"
    ]
    assert found.images.front_cover
    assert found.images.front_cover.data == png()
    if tagged_file.suffix in {".mp3", ".wav"}:
        assert shown["disclosure"] == [LABEL]


def test_no_synchronized_lyrics_are_written(tagged_file: Path) -> None:
    assert b"SYLT" not in tagged_file.read_bytes()


def test_id3_is_of_version_2_4(tagged_file: Path) -> None:
    if tagged_file.suffix == ".mp3":
        assert tagged_file.read_bytes()[:5] == b"ID3\x04\x00"


def test_the_cover_of_the_settings_goes_first(cli: Cli) -> None:
    cli.write("story.md", STORY)
    cli.write("quay.png", png())
    cli.write("house.png", png(b"\0\0\xff"))
    cli.write("narrate.toml", 'cover = "house.png"\n')
    cli("make", "story.md", "--voice", "tone", "-o", "a.mp3")
    assert tags.read(cli.folder / "a.mp3")["cover"] == png(b"\0\0\xff")


@pytest.mark.parametrize(
    "image", ["https://example.org/quay.png", "/etc/quay.png", "gone.png", "story.md", "../x/y.png"]
)
def test_a_picture_that_is_not_here_is_not_fetched_and_stops_nothing(cli: Cli, image: str) -> None:
    cli.write("story.md", STORY.replace("quay.png", image))
    told = cli("make", "story.md", "--voice", "tone", "-qo", "a.mp3").stderr.decode()
    note = f"The front matter names the picture {image!r}, which is no JPEG or PNG file"
    assert told.count("\n") == (note in told) == ("://" not in image)
    assert "cover" not in tags.read(cli.folder / "a.mp3")


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"GIF89a", "neither JPEG nor PNG"),
        (b"", "neither JPEG nor PNG"),
        (b"\xff\xd8\xff" + bytes(5_000_000), "larger than 5 MB"),
        (None, "cannot be read: No such file"),
    ],
)
def test_a_cover_that_is_none_is_told(tmp_path: Path, content: bytes | None, why: str) -> None:
    if content is not None:
        (tmp_path / "c.png").write_bytes(content)
    with pytest.raises(AudioError, match=why):
        cover.read(str(tmp_path / "c.png"))


def test_no_path_is_no_cover() -> None:
    assert cover.read("") == b""


@settings(max_examples=20, deadline=None)
@given(titles=st.lists(st.text("aй字 \N{GRINNING FACE}<&", min_size=1, max_size=40), max_size=300))
def test_any_chapters_read_back_in_order(titles: list[str]) -> None:
    import mutagen.id3

    from narrate.audio import id3

    marked = [(title, number * 1000) for number, title in enumerate(titles)]
    wanted = {"title": "t", "language": "eng", "disclosure": "AI", "source_type": "x"}
    wanted |= {"chapters": marked} if marked else {}

    class File:
        tags = mutagen.id3.ID3()

        def add_tags(self) -> None:
            self.tags = mutagen.id3.ID3()

    id3.put(file := File(), wanted, label_language="eng", end_ms=10**6)
    assert id3.get(file) == wanted


def test_nothing_else_is_read_as_ours(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text("<p>")
    with pytest.raises(AudioError, match="is not audio that narrate makes"):
        tags.read(path)
    (tmp_path / "x.mp3").write_bytes(b"no audio at all" * 99)
    with pytest.raises(AudioError, match=r"x\.mp3"):
        tags.read(tmp_path / "x.mp3")


@pytest.mark.parametrize(("version", "flag"), [(3, 0x80), (4, 0x08)])
def test_compressed_frames_are_refused_before_they_unpack(
    tmp_path: Path, version: int, flag: int
) -> None:
    bomb = zlib.compress(bytes(50_000_000))
    size = len(bomb)
    length = size.to_bytes(4, "big") if version == 3 else _synchsafe(size)
    frame = b"TIT2" + length + bytes([0, flag]) + bomb
    path = tmp_path / "bomb.mp3"
    path.write_bytes(b"ID3" + bytes([version, 0, 0]) + _synchsafe(len(frame)) + frame)
    with pytest.raises(AudioError, match=r"bomb\.mp3 has compressed tags"):
        tags.read(path)


def _synchsafe(number: int) -> bytes:
    return bytes(number >> shift & 0x7F for shift in (21, 14, 7, 0))
