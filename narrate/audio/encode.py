"""Files of audio by their extension: MP3 by LAME, the others by libsndfile."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from narrate.audio.mp3 import EDITION, Mp3
from narrate.errors import AudioError

if TYPE_CHECKING:
    import soundfile

    from narrate.audio.track import Track

EXTENSIONS = (".mp3", ".wav", ".flac", ".opus")
_OPUS_RATES_HZ = (8_000, 12_000, 16_000, 24_000, 48_000)  # RFC 6716
# libsndfile maps its compression level, 0 to 1, to 256 down to 6 kbit/s a channel.
_OPUS_MOST_KBPS, _OPUS_LEAST_KBPS = 256, 6
_BUFFER = 1 << 18  # bytes: several pieces
_SERIAL = int.from_bytes(b"nrrt", "big")


def edition(extension: str, bit_rate_kbps: int) -> str:
    """Return the name of the way a piece is encoded; empty for a file that is not of pieces."""
    return f"mp3 {bit_rate_kbps} kbit/s, {EDITION}" if extension == ".mp3" else ""


class Encoder(Protocol):
    """A file that is being written."""

    def encode(self, pcm: bytes) -> bytes:
        """Return a piece encoded; it may run in any thread."""

    def write(self, encoded: bytes) -> int:
        """Write an encoded piece, and return its bytes in the file; the pieces come in order."""

    def finish(self) -> None:
        """Write the end of the file, and check the count of frames."""


@contextmanager
def encoder(path: Path, track: "Track", bit_rate_kbps: int) -> Iterator[Encoder]:
    """Open a file to write a track's pieces into; AudioError if not all of its frames come."""
    sample_rate_hz, frames = track.sample_rate_hz, track.frames
    extension = path.suffix.lower()
    if extension == ".mp3":
        with path.open("w+b", buffering=_BUFFER) as file:
            mp3 = Mp3(file, sample_rate_hz, frames, bit_rate_kbps)
            yield mp3
            mp3.finish()
        return
    import soundfile

    kinds = {".wav": ("WAV", "PCM_16"), ".flac": ("FLAC", "PCM_16"), ".opus": ("OGG", "OPUS")}
    format_, subtype = kinds[extension]
    opus = extension == ".opus"
    rate_hz = _opus_rate_hz(sample_rate_hz) if opus else sample_rate_hz
    level = 1 - (bit_rate_kbps - _OPUS_LEAST_KBPS) / (_OPUS_MOST_KBPS - _OPUS_LEAST_KBPS)
    try:
        with soundfile.SoundFile(
            path,
            "w",
            samplerate=rate_hz,
            channels=1,
            format=format_,
            subtype=subtype,
            compression_level=min(1.0, max(0.0, level)) if opus else None,
        ) as file:
            writer = _SoundFile(file, sample_rate_hz, frames)
            yield writer
            writer.finish()
    except soundfile.LibsndfileError as error:
        raise AudioError(f"{path.name} cannot be written: {error}") from error
    if opus:
        _renumber(path)


class _SoundFile:
    """A file of libsndfile's, resampled on the way where its format does not know the rate."""

    def __init__(self, file: "soundfile.SoundFile", sample_rate_hz: int, frames: int) -> None:
        self._file, self._left = file, frames
        self._resampler = None
        if file.samplerate != sample_rate_hz:
            import soxr

            self._resampler = soxr.ResampleStream(
                sample_rate_hz, file.samplerate, num_channels=1, dtype="int16"
            )

    def encode(self, pcm: bytes) -> bytes:
        return pcm

    def write(self, encoded: bytes) -> int:
        if encoded:
            self._left -= len(encoded) // 2
            self._put(encoded, last=not self._left)
        return 0  # it is not made of pieces

    def finish(self) -> None:
        if self._left:
            raise AudioError(f"{self._left} samples of the narration were not written.")

    def _put(self, pcm: bytes, *, last: bool) -> None:
        import numpy as np

        samples = np.frombuffer(pcm, "<i2")
        if self._resampler is not None:
            samples = self._resampler.resample_chunk(samples, last=last)
        self._file.write(samples)


def _opus_rate_hz(sample_rate_hz: int) -> int:
    return next((r for r in _OPUS_RATES_HZ if r >= sample_rate_hz), _OPUS_RATES_HZ[-1])


def _renumber(path: Path) -> None:
    """Give the Ogg stream our serial number: libsndfile's is random, and files must not differ."""
    from mutagen.ogg import OggPage

    with path.open("r+b") as file:
        while True:
            try:
                page = OggPage(file)
            except EOFError:
                return
            page.serial = _SERIAL
            file.seek(-page.size, os.SEEK_CUR)
            file.write(page.write())
