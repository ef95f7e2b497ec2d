"""Vorbis comments, as FLAC and Opus have them, with the usual names for chapters and pictures."""

import re
from base64 import b64decode, b64encode
from typing import Any, Final

from narrate.audio.cover import FRONT, media_type

_KEYS: Final = {
    "title": "TITLE",
    "byline": "ARTIST",
    "publisher": "ORGANIZATION",
    "date": "DATE",
    "language": "LANGUAGE",
    "url": "CONTACT",
    "disclosure": "COMMENT",
    "source_type": "DIGITALSOURCETYPE",
    "transcript": "LYRICS",
}
_PICTURE = "METADATA_BLOCK_PICTURE"


def put(file: Any, tags: dict[str, Any], *, label_language: str, end_ms: int) -> None:  # noqa: ARG001 - mutagen's; the comments have neither
    """Put tags into a file that has none; it is not yet saved."""
    from mutagen.flac import FLAC, Picture

    for name, key in _KEYS.items():
        if name in tags:
            file[key] = tags[name]
    for number, (title, start_ms) in enumerate(tags.get("chapters", ()), 1):
        file[f"CHAPTER{number:03}"] = _clock(start_ms)
        file[f"CHAPTER{number:03}NAME"] = title
    if "cover" in tags:
        picture = Picture()
        picture.type, picture.data = FRONT, tags["cover"]
        picture.mime = media_type(picture.data)
        if isinstance(file, FLAC):
            file.add_picture(picture)
        else:
            file[_PICTURE] = b64encode(picture.write()).decode("ascii")


def get(file: Any) -> dict[str, Any]:
    """Return a file's tags."""
    from mutagen.flac import Picture

    comments = file.tags or {}
    tags: dict[str, Any] = {name: file[key][0] for name, key in _KEYS.items() if key in comments}
    chapters = []
    for number in range(1, 1000):
        if f"CHAPTER{number:03}" not in comments:
            break
        start_ms = _milliseconds(file[f"CHAPTER{number:03}"][0])
        chapters.append((comments.get(f"CHAPTER{number:03}NAME", [""])[0], start_ms))
    if chapters:
        tags["chapters"] = chapters
    pictures = [picture.data for picture in getattr(file, "pictures", [])]
    pictures += [Picture(b64decode(text)).data for text in comments.get(_PICTURE, [])]
    if pictures:
        tags["cover"] = pictures[0]
    return tags


def _clock(ms: int) -> str:
    return f"{ms // 3_600_000:02}:{ms // 60_000 % 60:02}:{ms // 1000 % 60:02}.{ms % 1000:03}"


def _milliseconds(clock: str) -> int:
    """Return a clock's time; of one that is none, 0."""
    parts = re.fullmatch(r"(\d+):(\d\d):(\d\d)\.(\d{3})", clock)
    if not parts:
        return 0
    hours, minutes, seconds, ms = map(int, parts.groups())
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + ms
