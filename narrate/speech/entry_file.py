"""An utterance as an entry of the cache: its word times, a checksum, and its audio."""

import json
import os
import zlib
from contextlib import suppress
from typing import IO

from narrate.engines import wire
from narrate.model import Audio

SUFFIX = ".utterance"


def send(file: IO[bytes], path: str, audio: Audio) -> None:
    """Write an entry into a file; ``path`` ends in its name."""
    head = wire.answer(audio)
    head["crc"] = _checksum(path, head, audio.pcm)
    wire.send(file, head, audio.pcm)


def read(path: str) -> Audio | None:
    """Return an entry's audio, or None where it is missing or damaged."""
    try:
        with open(path, "rb") as file:
            return received(file, path)
    except OSError:
        return None


def received(file: IO[bytes], path: str) -> Audio | None:
    """Return the audio of an open entry, or None where it is damaged; ``path`` ends in its name."""
    with suppress(ValueError, KeyError, TypeError):
        head, pcm = wire.receive(file), file.read()
        if head and head.pop("crc") == _checksum(path, head, pcm):
            return wire.audio(head, pcm)
    return None


def _checksum(path: str, head: wire.Head, pcm: bytes) -> int:
    """Return the checksum of an entry: its audio, rate, word times and name."""
    name = os.path.basename(path).removesuffix(SUFFIX)
    return zlib.crc32(pcm, zlib.crc32(json.dumps([name, head]).encode()))
