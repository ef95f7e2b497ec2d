"""What a file of audio says about itself: ID3v2.4 in MP3 and WAV, else Vorbis comments."""

import io
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from narrate.errors import AudioError
from narrate.model import Narration

if TYPE_CHECKING:
    from mutagen.id3 import ID3

# The vocabulary of how a work came about: https://www.iptc.org/std/photometadata
_SOURCE_TYPES = "http://cv.iptc.org/newscodes/digitalsourcetype/"
_SOURCE_TYPE_KEY = "DigitalSourceType"

# ID3's own languages are those of ISO 639-2; what is not here is undetermined.
_ISO_639_2: Final = {
    "ar": "ara", "bg": "bul", "ca": "cat", "cs": "ces", "da": "dan", "de": "deu", "el": "ell",
    "en": "eng", "es": "spa", "et": "est", "fa": "fas", "fi": "fin", "fr": "fra", "he": "heb",
    "hi": "hin", "hr": "hrv", "hu": "hun", "id": "ind", "it": "ita", "ja": "jpn", "ka": "kat",
    "ko": "kor", "lt": "lit", "lv": "lav", "nb": "nob", "nl": "nld", "no": "nor", "pl": "pol",
    "pt": "por", "ro": "ron", "ru": "rus", "sk": "slk", "sl": "slv", "sr": "srp", "sv": "swe",
    "tr": "tur", "uk": "ukr", "vi": "vie", "zh": "zho",
}  # fmt: skip

# What stands as it is in a URL (RFC 3986); ID3's URLs have no other letters than Latin ones.
_IN_URLS = "%:/?#[]@!$&'()*+,;=~"

_VORBIS: Final = {
    "title": "TITLE",
    "byline": "ARTIST",
    "publisher": "ORGANIZATION",
    "date": "DATE",
    "language": "LANGUAGE",
    "url": "CONTACT",
    "disclosure": "COMMENT",
    "source_type": _SOURCE_TYPE_KEY.upper(),
}


def write(path: Path, narration: Narration) -> None:
    """Write the tags and read them back; AudioError where one does not stand as it should."""
    import mutagen  # noqa: PLC0415 - it takes time, and only a finished file needs it

    wanted = _fields(narration)
    try:
        if path.suffix.lower() in (".mp3", ".wav"):
            _write_id3(path, wanted)
        else:
            _write_vorbis(path, wanted)
    except mutagen.MutagenError as error:
        raise AudioError(f"The tags of {path.name} cannot be written: {error}.") from error
    if (found := read(path)) != wanted:
        lost = ", ".join(sorted(k for k in wanted if found.get(k) != wanted[k]))
        raise AudioError(f"The tags of {path.name} could not be read back: {lost}.")


def read(path: Path) -> dict[str, str]:
    """Return the tags that ``write`` writes, by the same names."""
    file = _open(path)
    if path.suffix.lower() in (".mp3", ".wav"):
        return _read_id3(file.tags)
    return {field: file[key][0] for field, key in _VORBIS.items() if key in (file.tags or {})}


def _fields(narration: Narration) -> dict[str, str]:
    article = narration.article
    fields = {
        "title": article.title,
        "byline": article.byline,
        "publisher": article.publisher,
        "date": _day(article.published),
        "language": _ISO_639_2.get(article.language.partition("-")[0].lower(), "und"),
        "url": quote(article.url, safe=_IN_URLS),
        "disclosure": narration.disclosure,
        "source_type": _SOURCE_TYPES + narration.voice.source_type,
    }
    return {field: value for field, value in fields.items() if value}


def _day(date: str) -> str:
    """Return the part of an ISO 8601 date that every tag can hold."""
    match = re.match(r"\d{4}(-\d\d(-\d\d)?)?", date)
    return match.group() if match else ""


def _open(path: Path) -> Any:  # noqa: ANN401 - mutagen's classes share no useful base
    import mutagen  # noqa: PLC0415 - as above

    try:
        return mutagen.File(path)
    except mutagen.MutagenError as error:
        raise AudioError(f"{path.name} cannot be read: {error}.") from error


def _write_vorbis(path: Path, fields: Mapping[str, str]) -> None:
    file = _open(path)
    for field, value in fields.items():
        file[_VORBIS[field]] = value
    file.save()


def head(narration: Narration) -> bytes:
    """Return the ID3 tag alone, for a stream."""
    from mutagen.id3 import ID3  # noqa: PLC0415 - as above

    tags, data = ID3(), io.BytesIO()
    _add(tags, _fields(narration))
    tags.save(data)
    return data.getvalue()


def _write_id3(path: Path, fields: Mapping[str, str]) -> None:
    file = _open(path)
    file.add_tags()
    _add(file.tags, fields)
    file.save()


def _add(tags: "ID3", fields: Mapping[str, str]) -> None:
    from mutagen import id3  # noqa: PLC0415 - as above

    language = fields["language"]
    makers: dict[str, Callable[[str], object]] = {
        "title": lambda text: id3.TIT2(text=text),
        "byline": lambda text: id3.TPE1(text=text),
        "publisher": lambda text: id3.TPUB(text=text),
        "date": lambda text: id3.TDRC(text=text),
        "language": lambda text: id3.TLAN(text=text),
        "url": lambda url: id3.WOAF(url=url),
        "disclosure": lambda text: id3.COMM(lang=language, desc="", text=text),
        "source_type": lambda text: id3.TXXX(desc=_SOURCE_TYPE_KEY, text=text),
    }
    for field, value in fields.items():
        tags.add(makers[field](value))


def _read_id3(tags: "ID3 | None") -> dict[str, str]:
    if tags is None:
        return {}
    frames = {
        "title": tags.getall("TIT2"),
        "byline": tags.getall("TPE1"),
        "publisher": tags.getall("TPUB"),
        "date": tags.getall("TDRC"),
        "language": tags.getall("TLAN"),
        "url": tags.getall("WOAF"),
        "disclosure": tags.getall("COMM"),
        "source_type": tags.getall(f"TXXX:{_SOURCE_TYPE_KEY}"),
    }
    return {field: str(found[0]) for field, found in frames.items() if found}
