"""ID3v2.4, with its chapter frames.

SYLT is never written: signing drops it and, with it, every other tag.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from narrate.audio.cover import FRONT, media_type
from narrate.errors import AudioError

if TYPE_CHECKING:
    from mutagen.id3 import ID3

_LABEL, _SOURCE_TYPE = "disclosure", "DigitalSourceType"
_FILLING = "narrate"
_HEAD_BYTES, _MOST_TAG_BYTES = 10, 50_000_000
_MOST_LISTED = 255  # a table of contents counts its chapters in one byte
_NO_OFFSET = 0xFFFFFFFF  # a chapter is found by its time ("ID3v2 Chapter Frame Addendum", 1.0)


def refuse_compressed(path: Path) -> None:
    """Raise AudioError for a file whose ID3 tag holds compressed frames, or a very long tag.

    A small frame may unpack to gigabytes, and no program that narrate knows compresses frames.
    Sizes: ID3v2.4, sections 3.1 and 4.1; ID3v2.3 has plain 32-bit sizes of frames.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES)
        if head[:3] != b"ID3":
            return
        size = _synchsafe(head[6:10])
        if size > _MOST_TAG_BYTES:
            raise AudioError(f"{path.name} has a tag of {size} bytes. Remove its tags.")
        tag = file.read(size)
    version, offset = head[3], 0
    while offset + _HEAD_BYTES <= len(tag) and tag[offset : offset + 1].isalnum():
        frame = tag[offset : offset + _HEAD_BYTES]
        if frame[9] & (0x08 if version == 4 else 0x80):
            raise AudioError(f"{path.name} has compressed tags. Remove them, then check it again.")
        length = _synchsafe(frame[4:8]) if version == 4 else int.from_bytes(frame[4:8], "big")
        offset += _HEAD_BYTES + length


def _synchsafe(data: bytes) -> int:
    """Return a number of seven bits a byte."""
    return sum(byte << 7 * place for place, byte in enumerate(reversed(data)))


def put(file: Any, tags: dict[str, Any], *, label_language: str, end_ms: int) -> None:
    """Put tags into a file that has none; it is not yet saved."""
    file.add_tags()
    add(file.tags, tags, label_language, end_ms)


def add(tag: "ID3", tags: dict[str, Any], label_language: str, end_ms: int) -> None:
    """Add the frames of tags."""
    from mutagen import id3

    texts: dict[str, Any] = {
        "title": id3.TIT2,
        "byline": id3.TPE1,
        "publisher": id3.TPUB,
        "date": id3.TDRC,
        "language": id3.TLAN,
    }
    frames: list[Any] = [frame(text=tags[name]) for name, frame in texts.items() if name in tags]
    frames += [
        id3.COMM(lang=label_language, desc="", text=tags["disclosure"]),
        id3.TXXX(desc=_LABEL, text=tags["disclosure"]),
        id3.TXXX(desc=_SOURCE_TYPE, text=tags["source_type"]),
    ]
    if "url" in tags:
        frames.append(id3.WOAF(url=tags["url"]))
    if "transcript" in tags:
        # UTF-8 is half as long as mutagen's default, UTF-16.
        transcript = {"lang": tags["language"], "desc": "", "text": tags["transcript"]}
        frames.append(id3.USLT(encoding=id3.Encoding.UTF8, **transcript))
    if "cover" in tags:
        picture = tags["cover"]
        frames.append(id3.APIC(mime=media_type(picture), type=FRONT, desc="", data=picture))
    if "chapters" in tags:
        frames += _contents(tags["chapters"], end_ms)
    for frame in frames:
        tag.add(frame)


def get(file: Any) -> dict[str, Any]:
    """Return a file's tags. Where the two frames of the label differ, both are returned."""
    if (stored := file.tags) is None:
        return {}
    frames = {
        "title": "TIT2",
        "byline": "TPE1",
        "publisher": "TPUB",
        "date": "TDRC",
        "language": "TLAN",
        "url": "WOAF",
        "source_type": f"TXXX:{_SOURCE_TYPE}",
        "transcript": "USLT",
    }
    tags: dict[str, Any] = {
        name: str(stored.getall(frame)[0]) for name, frame in frames.items() if stored.getall(frame)
    }
    labels = [str(tag) for tag in (*stored.getall("COMM"), *stored.getall(f"TXXX:{_LABEL}"))]
    if labels:
        tags["disclosure"] = " / ".join(dict.fromkeys(labels))
    if pictures := stored.getall("APIC"):
        tags["cover"] = pictures[0].data
    if chapters := sorted(stored.getall("CHAP"), key=lambda chapter: chapter.start_time):
        tags["chapters"] = [
            (str(chapter.sub_frames.get("TIT2", "")), chapter.start_time) for chapter in chapters
        ]
    return tags


def _contents(chapters: Sequence[tuple[str, int]], end_ms: int) -> list[Any]:
    """Return a frame for each chapter, up to the next, and the table that lists them."""
    from mutagen import id3

    ends_ms = [*(start_ms for _, start_ms in chapters[1:]), end_ms]
    widest = max(len(title.encode()) for title, _ in chapters)
    frames: list[Any] = [
        id3.CHAP(
            element_id=f"chapter{number:04}",
            start_time=start_ms,
            end_time=chapter_end_ms,
            start_offset=_NO_OFFSET,
            end_offset=_NO_OFFSET,
            sub_frames=[
                id3.TIT2(encoding=id3.Encoding.UTF8, text=title),
                # mutagen writes the shorter frames first, and some players list chapters as they
                # come: with this, which no player shows, all are equally long.
                id3.PRIV(owner=_FILLING, data=bytes(1 + widest - len(title.encode()))),
            ],
        )
        for number, ((title, start_ms), chapter_end_ms) in enumerate(
            zip(chapters, ends_ms, strict=True), 1
        )
    ]
    listed = [frame.element_id for frame in frames[:_MOST_LISTED]]
    flags = id3.CTOCFlags.TOP_LEVEL | id3.CTOCFlags.ORDERED
    contents = id3.CTOC(element_id="contents", flags=flags, child_element_ids=listed, sub_frames=[])
    return [*frames, contents]
