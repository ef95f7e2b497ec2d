"""A synthesizer around a synthesizer: the audio of utterances on disk, addressed by what they say.

An entry's name is the hash of all that decides its sound: engine and version, voice, prosody and
runs; not position, article or date. So a sentence is synthesized once, wherever it stands.
"""

import json
import os
import time
import zlib
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import astuple
from hashlib import blake2b
from pathlib import Path
from uuid import uuid4

from narrate import engines
from narrate.engines import Synthesizer, wire
from narrate.errors import PublishError
from narrate.model import Audio, Run, Voice

_SUFFIX = ".utterance"


class Cache(AbstractContextManager["Cache"]):
    """A folder of utterances, shared by all articles and safe for many processes at once."""

    def __init__(self, folder: Path, limit_mb: int) -> None:
        """Use a folder, made when first needed and kept within a size when the run ends."""
        self._folder, self._limit = folder, limit_mb * 1_000_000
        self._since = time.time()
        self._grew = False

    def __exit__(self, *_: object) -> None:
        """Drop what was not used for longest, but nothing that this run used."""
        if self._grew:
            self._prune()

    def around(self, synthesizer: Synthesizer, voice: Voice) -> Synthesizer:
        """Return a synthesizer that asks the other only for what the cache does not hold."""
        engine = engines.find(voice.engine)
        identity = [engine.name, engine.version, voice.id, voice.language, astuple(voice.prosody)]

        def synthesize(runs: Sequence[Run]) -> Audio:
            said = [astuple(run) for run in runs]
            digest = blake2b(json.dumps([identity, said]).encode(), digest_size=20).hexdigest()
            path = self._folder / digest[:2] / (digest + _SUFFIX)
            if (audio := _read(path)) is None:
                audio = synthesizer(runs)
                self._write(path, audio)
            return audio

        return synthesize

    def _write(self, path: Path, audio: Audio) -> None:
        head = wire.answer(audio)
        head["crc"] = _checksum(head, audio.pcm)
        beside = path.with_name(f".{uuid4().hex}")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            try:
                with beside.open("wb") as file:
                    wire.send(file, head, audio.pcm)
                beside.replace(path)
            finally:
                beside.unlink(missing_ok=True)
        except OSError as error:
            raise PublishError(
                f"The cache {self._folder} cannot be written: {error.strerror or error}. "
                "Make room, or set another folder as cache in narrate.toml."
            ) from error
        self._grew = True

    def _prune(self) -> None:
        entries = []
        for path in self._folder.glob("*/*" + _SUFFIX):
            try:
                entries.append((path.stat().st_mtime, path.stat().st_size, path))
            except FileNotFoundError:  # another run's prune came first
                continue
        size = sum(entry[1] for entry in entries)
        for used, bytes_, path in sorted(entries):
            if size <= self._limit or used >= self._since:
                return
            path.unlink(missing_ok=True)
            size -= bytes_


def _checksum(head: wire.Head, pcm: bytes) -> int:
    """Return the checksum of a sound, its rate and its word times."""
    return zlib.crc32(pcm, zlib.crc32(json.dumps(head).encode()))


def _read(path: Path) -> Audio | None:
    """Return an entry's audio; None where there is none or it is damaged, to be made again."""
    try:
        with path.open("rb") as file:
            head, pcm = wire.receive(file), file.read()
        os.utime(path)  # when it was last used
        if head and head.pop("crc") == _checksum(head, pcm):
            return wire.audio(head, pcm)
    except (OSError, ValueError, KeyError, TypeError):
        pass
    return None
