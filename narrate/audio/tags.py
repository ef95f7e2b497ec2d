"""The tags of a file of audio: ID3v2.4 in MP3 and WAV, else Vorbis comments."""

import io
import re
from importlib import import_module
from itertools import groupby
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from narrate.audio import id3, vorbis
from narrate.errors import AudioError
from narrate.model import Kind, Narration

# The vocabulary of how a work came about: https://www.iptc.org/std/photometadata
_SOURCE_TYPES = "http://cv.iptc.org/newscodes/digitalsourcetype/"
_FORMATS: Final = {".mp3": id3, ".wav": id3, ".flac": vorbis, ".opus": vorbis}

# ID3 names languages by ISO 639-2; a language that is missing here is undetermined.
_ISO_639_2: Final = {
    "ar": "ara", "bg": "bul", "ca": "cat", "cs": "ces", "da": "dan", "de": "deu", "el": "ell",
    "en": "eng", "es": "spa", "et": "est", "fa": "fas", "fi": "fin", "fr": "fra", "he": "heb",
    "hi": "hin", "hr": "hrv", "hu": "hun", "id": "ind", "it": "ita", "ja": "jpn", "ka": "kat",
    "ko": "kor", "lt": "lit", "lv": "lav", "nb": "nob", "nl": "nld", "no": "nor", "pl": "pol",
    "pt": "por", "ro": "ron", "ru": "rus", "sk": "slk", "sl": "slv", "sr": "srp", "sv": "swe",
    "tr": "tur", "uk": "ukr", "vi": "vie", "zh": "zho",
}  # fmt: skip

# ffmpeg, and all players built on it, see no chapter at all where one frame inside a chapter's is
# longer than 127 bytes. Beside the title stands a frame that fills it up, 9 bytes longer than it.
_LONGEST_TITLE_BYTES: Final = 118

_KINDS: Final = {
    ".mp3": ("mutagen.mp3", "MP3"),
    ".wav": ("mutagen.wave", "WAVE"),
    ".flac": ("mutagen.flac", "FLAC"),
    ".opus": ("mutagen.oggopus", "OggOpus"),
}

# The characters that a URL keeps (RFC 3986); ID3's URLs have Latin letters only.
_IN_URLS = "%:/?#[]@!$&'()*+,;=~"


def write(path: Path, narration: Narration) -> None:
    """Write the tags; AudioError where the file takes none."""
    import mutagen

    form, tags = _format(path), _tags(narration)
    file = _open(path)
    try:
        form.put(
            file,
            tags,
            label_language=_iso_639_2(narration.disclosure_language),
            end_ms=_ms(narration.frames, narration.sample_rate_hz),
        )
        file.save()
    except mutagen.MutagenError as error:
        raise AudioError(f"The tags of {path.name} cannot be written: {error}.") from error


def head(narration: Narration) -> bytes:
    """Return the ID3 tag alone, for a stream."""
    from mutagen.id3 import ID3

    tag, data = ID3(), io.BytesIO()
    id3.add(tag, _tags(narration), _iso_639_2(narration.disclosure_language), end_ms=0)
    tag.save(data)
    return data.getvalue()


def check(path: Path, narration: Narration) -> None:
    """Read the tags back; AudioError names those that differ."""
    expected = _tags(narration)
    if (stored := read(path)) != expected:
        lost = ", ".join(sorted(k for k in expected if stored.get(k) != expected[k]))
        raise AudioError(f"The tags of {path.name} could not be read back: {lost}.")


def read(path: Path) -> dict[str, Any]:
    """Return the tags that ``write`` writes, as they are in a file.

    Each is a text, but ``cover`` is the bytes of a picture, and ``chapters`` a list of titles, each
    with its start in ms. AudioError for a file in no format of narrate's.
    """
    form = _format(path)
    tags: dict[str, Any] = form.get(_open(path))
    return tags


def _tags(narration: Narration) -> dict[str, Any]:
    article, rate_hz = narration.article, narration.sample_rate_hz
    headed = any(utterance.block.kind is Kind.HEADING for utterance in narration.utterances)
    chapters = [
        (_cut(chapter.title), _ms(chapter.start_frame, rate_hz)) for chapter in narration.chapters
    ]
    tags = {
        "title": article.title,
        "byline": article.byline,
        "publisher": article.publisher,
        "date": _day(article.published),
        "language": _iso_639_2(article.language),
        "url": quote(article.url, safe=_IN_URLS),
        "disclosure": narration.disclosure,
        "source_type": _SOURCE_TYPES + narration.source_type,
        "transcript": _transcript(narration),
        "chapters": chapters if headed else [],
        "cover": narration.cover,
    }
    return {name: value for name, value in tags.items() if value}


def _cut(title: str) -> str:
    """Return a title that fills at most ``_LONGEST_TITLE_BYTES``, cut after a word."""
    if len(title.encode()) <= _LONGEST_TITLE_BYTES:
        return title
    room = _LONGEST_TITLE_BYTES - len("…".encode())
    part = title.encode()[:room].decode(errors="ignore")
    return (part.rpartition(" ")[0] or part).rstrip(" ,;:–—-") + "…"


def _transcript(narration: Narration) -> str:
    """Return the written sentences, a paragraph for each block."""
    blocks = groupby(narration.utterances, key=lambda utterance: utterance.block)
    return "\n\n".join(" ".join(utterance.written for utterance in group) for _, group in blocks)


def _iso_639_2(language: str) -> str:
    return _ISO_639_2.get(language.partition("-")[0].lower(), "und")


def _ms(frame: int, rate_hz: int) -> int:
    return (frame * 2000 + rate_hz) // (2 * rate_hz)


def _day(date: str) -> str:
    """Return the part of an ISO 8601 date that every tag can hold."""
    match = re.match(r"\d{4}(-\d\d(-\d\d)?)?", date)
    return match.group() if match else ""


def _format(path: Path) -> Any:
    try:
        return _FORMATS[path.suffix.lower()]
    except KeyError as error:
        raise AudioError(
            f"{path.name} is not audio that narrate makes: {', '.join(_FORMATS)}."
        ) from error


def _open(path: Path) -> Any:
    import mutagen

    module, name = _KINDS[path.suffix.lower()]
    try:
        id3.refuse_compressed(path)
        # Left to guess, it would import every format that it knows.
        file = mutagen.File(path, options=[getattr(import_module(module), name)])
    except mutagen.MutagenError as error:
        raise AudioError(f"{path.name} cannot be read: {error}.") from error
    except OSError as error:
        raise AudioError(f"{path.name} cannot be read: {error.strerror or error}.") from error
    if file is None:
        raise AudioError(f"{path.name} is damaged, or no audio: nothing in it can be read.")
    return file
