"""Fingerprints: hashes of everything that decides a narration.

As long as a hash is the same, the narration that it decided still holds.
"""

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace
from functools import cache, lru_cache
from hashlib import blake2b, file_digest
from pathlib import Path
from typing import Final

from narrate import engines, voices
from narrate.audio import encode
from narrate.config import Settings
from narrate.model import Article, Fingerprint, Voice

# Settings that change neither the sound nor the files of a narration, and names of files, which
# count by their content.
_SILENT: Final = {
    "cache", "cache_days", "cache_mb", "cache_store", "cluster", "cover", "credentials_chain",
    "credentials_key", "feed", "jobs", "listen", "listen_limit", "listen_with", "output",
    "provider", "serve", "sounds", "timeout_s", "voice_mirror",
}  # fmt: skip
# Settings that decide which blocks an article has, or that are part of the voice.
_OF_PAGES: Final = {
    "captions", "desk_lexicons", "format", "language", "lexicons", "numbers", "pitch", "sites",
    "speed", "tables", "voice",
}  # fmt: skip
# The parts of narrate that decide how a narration sounds and reads. The others (sources, commands,
# checks) change without touching a narration that is published.
DECIDING: Final = (
    "model", "text", "engines", "audio", "publish", "speech", "reuse", "pipeline.py",
)  # fmt: skip
_JINGLES: Final = ("intro", "outro", "bed", "chime")
_KEYS: Final = ("credentials_key", "credentials_chain")


def fingerprint(
    article: Article,
    settings: Settings,
    voice: Voice,
    extension: str,
    *,
    role_voices: Mapping[str, Voice],
    cover: bytes = b"",
) -> Fingerprint:
    """Return the hashes of everything that decides the narration of an article into a file.

    Contents count, never paths or times: two machines with the same version agree.
    """
    engine, reading = engines.find(voice.engine), of_reading(settings, article)
    article = replace(article, publisher=article.publisher or settings.publisher)
    terms = _hash(
        [
            _article_values(article),
            _setting_values(settings, _SILENT | _OF_PAGES),
            _voice_values(voice),
            engine.version,
            extension,
            {role: _voice_values(role_voice) for role, role_voice in role_voices.items()},
            blake2b(cover).hexdigest(),
        ]
    )
    return Fingerprint(
        stamp=_hash([edition(*DECIDING), terms, reading]),
        terms=terms,
        reading=reading,
        encoding=encode.edition(extension, settings.bit_rate_kbps),
        speed=settings.speed,
        pitch=settings.pitch,
    )


def of_reading(settings: Settings, article: Article) -> str:
    """Return the hash of everything but the text that decides how an article's blocks are read."""
    terms = [article.language, settings.style, asdict(settings.pauses), article.pronunciations]
    return _hash([edition("text"), *terms, _dictionaries(settings, article.language)])


def of_settings(settings: Settings) -> str:
    """Return the hash of the settings and dictionaries that decide how articles sound."""
    dictionaries = _dictionaries(settings, settings.language or "en")
    return _hash([_setting_values(settings, _SILENT), dictionaries])


def of_voice(voice: Voice) -> str:
    """Return the hash of a voice that is ready: its engine's version, its model, its options."""
    return _hash([engines.find(voice.engine).version, voice.sound])


def of_house(settings: Settings, speakers: Iterable[tuple[str, str]]) -> str:
    """Return the hash of all that decides narrations but their articles and the dictionaries.

    ``speakers`` are the languages, each with the name of a voice. Raises NarrateError where one is
    not installed.
    """
    chosen = [voices.chosen(replace(settings, voice=name), language) for language, name in speakers]
    identities = [
        [of_voice(voice), {role: of_voice(role_voice) for role, role_voice in role_voices.items()}]
        for _, voice, role_voices in chosen
    ]
    terms = _setting_values(settings, _SILENT | _OF_PAGES)
    return _hash([edition(*DECIDING), terms, _content_digest(settings.cover), identities])


def of_article(article: Article, settings_digest: str) -> str:
    """Return the hash of an article and of its settings, which are given by their hash."""
    article = replace(article, modified="", image="", summary="")
    return _hash([_article_values(article), settings_digest])


def _setting_values(settings: Settings, omitted: set[str]) -> dict[str, object]:
    """Return the settings as JSON can state them, files by the digest of their content."""
    values = {name: value for name, value in asdict(settings).items() if name not in omitted}
    jingles = asdict(settings.sounds)
    jingles |= {role: _content_digest(jingles[role]) for role in _JINGLES}
    keys = {name: _content_digest(getattr(settings, name)) for name in _KEYS}
    # By their defaults these follow from the settings of the feed.
    feed = {"disclosure_spoken": settings.spoken, "base": settings.web_base}
    return {**values, "sounds": jingles, **keys, **feed}


def _voice_values(voice: Voice) -> dict[str, object]:
    """Return a voice as JSON can state it, its model by content."""
    values = asdict(voice)
    values["model"] = [file.sha256 for file in voice.files] or _content_digest(voice.model)
    return values


def _article_values(article: Article) -> object:
    values = asdict(replace(article, blocks=(), skipped=(), picture=""))
    del values["voice"]  # the settings hold the voice that speaks
    return values | {"blocks": list(article.blocks)}


def _content_digest(path: str) -> str:
    """Return the digest of a file's content; of a text that names no file, the text itself."""
    try:
        status = Path(path).stat()
        return _file_digest(path, status.st_mtime_ns, status.st_size)
    except (OSError, ValueError):
        return path


@lru_cache
def _file_digest(path: str, _mtime_ns: int, _bytes: int) -> str:
    with Path(path).open("rb") as file:
        return file_digest(file, "blake2b").hexdigest()


def _dictionaries(settings: Settings, language: str) -> list[tuple[str, str]]:
    files = voices.lexicon_files(language, settings.lexicons, settings.desk_lexicons)
    return [(voices.lexicon_text(path), layer) for path, layer in files]


@cache
def edition(*parts: str) -> str:
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
