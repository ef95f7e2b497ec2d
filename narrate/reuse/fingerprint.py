"""Hashes of what decides a narration: as long as one is the same, so is what it decided."""

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, replace
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Final

from narrate import engines, voices
from narrate.audio import encode
from narrate.config import Settings
from narrate.model import Article, Jingles, Made, Voice

# Settings that change neither what is said nor how it sounds.
_SILENT: Final = {
    "cache", "cache_days", "cache_mb", "feed", "jobs", "output", "provider", "timeout_s",
    "voice_mirror",
}  # fmt: skip
# Settings that decide what an article is, or are part of the voice.
_OF_PAGES: Final = {
    "captions", "desk_lexicons", "format", "language", "lexicons", "pitch", "sites", "speed",
    "tables", "voice",
}  # fmt: skip


# The parts of narrate that decide how a narration sounds and reads. The others (sources, commands,
# checks) change without touching a narration that is published.
_DECIDING: Final = (
    "model", "text", "engines", "audio", "publish", "speech", "reuse", "pipeline.py",
)  # fmt: skip


def made(
    article: Article,
    settings: Settings,
    voice: Voice,
    extension: str,
    *,
    others: Mapping[str, Voice],
    cover: bytes = b"",
) -> Made:
    """Return what decides the narration of an article into a file with an extension."""
    engine, reads = engines.find(voice.engine), reading(settings, article)
    asked = [_plain(settings, _SILENT | _OF_PAGES), asdict(voice), engine.version, extension]
    cast = {role: asdict(other) for role, other in others.items()}
    article = replace(article, publisher=article.publisher or settings.publisher)
    terms = _hash([_said(article), *asked, cast, blake2b(cover).hexdigest()])
    return Made(
        stamp=_hash([_edition(*_DECIDING), terms, reads]),
        terms=terms,
        reading=reads,
        encoding=encode.edition(extension, settings.bit_rate_kbps),
        speed=settings.speed,
        pitch=settings.pitch,
    )


def reading(settings: Settings, article: Article) -> str:
    """Return the hash of what decides how an article's blocks are said, but for their text."""
    terms = [article.language, settings.style, asdict(settings.pauses), article.pronunciations]
    return _hash([_edition("text"), *terms, _dictionaries(settings, article.language)])


def of_settings(settings: Settings) -> str:
    """Return the hash of the settings and dictionaries that decide how articles sound."""
    dictionaries = _dictionaries(settings, settings.language or "en")
    return _hash([_plain(settings, _SILENT), dictionaries])


def of_article(article: Article, settings_digest: str) -> str:
    """Return the hash of all that decides a narration, its settings by their hash."""
    return _hash([_said(replace(article, modified="", image="", summary="")), settings_digest])


def _plain(settings: Settings, without: set[str]) -> dict[str, object]:
    plain = {**asdict(settings), "sounds": _heard(settings.sounds)}
    return {name: value for name, value in plain.items() if name not in without}


def _heard(sounds: Jingles) -> dict[str, object]:
    """Return how sounds are heard, each file by its content; one that cannot be read has none."""
    plain = asdict(sounds)
    for role in ("intro", "outro", "bed", "chime"):
        with suppress(OSError, ValueError):
            plain[role] = blake2b(Path(plain[role]).read_bytes()).hexdigest()
    return plain


def _said(article: Article) -> object:
    plain = asdict(replace(article, blocks=(), skipped=(), picture=""))
    return plain | {"blocks": list(article.blocks)}


def _dictionaries(settings: Settings, language: str) -> list[tuple[str, str]]:
    files = voices.lexicon_files(language, settings.lexicons, settings.desk_lexicons)
    return [(voices.lexicon_text(path), layer) for path, layer in files]


@cache
def _edition(*parts: str) -> str:
    """Return the hash of the contents of narrate's own files in some parts of the package.

    Paths count relative to the package and modification times do not: two machines with the same
    version agree.
    """
    package = Path(__file__).parent.parent
    digest = blake2b(digest_size=16)
    for part in parts:
        path = package / part
        files = sorted(path.rglob("*")) if path.is_dir() else [path]
        for file in files:
            if file.suffix != ".pyc" and file.is_file():
                digest.update(f"{file.relative_to(package).as_posix()}\0".encode())
                digest.update(blake2b(file.read_bytes()).digest())
    return digest.hexdigest()


def _hash(data: object) -> str:
    text = json.dumps(data, sort_keys=True, ensure_ascii=False, default=os.fspath)
    return blake2b(text.encode(errors="backslashreplace"), digest_size=16).hexdigest()
