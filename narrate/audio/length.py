"""Measure the length of an audio file: decode it and count the samples."""

import os
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from narrate.errors import AudioError

_BLOCK_FRAMES = 65_536
_HUSHED = threading.RLock()  # all threads share one terminal


def decoded(path: Path) -> tuple[int, int]:
    """Return a file's frames and its rate in Hz; AudioError where it cannot be decoded."""
    import soundfile

    try:
        with hushed(), soundfile.SoundFile(path) as file:
            return sum(map(len, file.blocks(_BLOCK_FRAMES, dtype="int16"))), file.samplerate
    except (soundfile.LibsndfileError, OSError) as error:
        raise AudioError(f"{path.name} cannot be decoded: {error}") from error


@contextmanager
def hushed() -> Iterator[None]:
    """Keep messages of libmpg123 off the terminal."""
    with _HUSHED, tempfile.TemporaryFile() as aside:
        terminal = os.dup(2)
        os.dup2(aside.fileno(), 2)
        try:
            yield
        finally:
            os.dup2(terminal, 2)
            os.close(terminal)
