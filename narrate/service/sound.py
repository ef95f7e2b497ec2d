"""Sound that is written into a file sentence by sentence, and can be read while it grows."""

import struct
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final

from narrate import audio
from narrate.audio.grid import TAIL_FRAMES, slot_frames
from narrate.errors import AudioError
from narrate.model import Audio, Narration

# OpenAI's API reference (Create speech) has these formats, and aac, which narrate does not write.
MEDIA_TYPES: Final = {
    "mp3": "audio/mpeg",
    "opus": "audio/ogg",
    "flac": "audio/flac",
    "wav": "audio/wav",
    "pcm": "audio/pcm",
}
_PCM_HZ: Final = 24_000  # that reference: 24 kHz, 16 bit, little-endian
_UNKNOWN: Final = 0xFFFF_FFFF  # the length in the head of a WAV stream
_OPUS_RATES_HZ: Final = (8_000, 12_000, 16_000, 24_000, 48_000)
Write = Callable[[Audio], None]


@contextmanager
def writer(path: str, form: str, bit_rate_kbps: int, label: Narration) -> Iterator[Write]:
    """Yield a function that appends the sound of a sentence to a file of a format.

    ``label`` stands in the tag of an MP3; the others of these formats have no place for it in a
    stream. AudioError where the file cannot be written.
    """
    try:
        with Path(path).open("wb", buffering=0) as file:
            if form == "mp3":
                file.write(audio.tags.head(label))
                yield lambda sound: _write_mp3(file, sound, bit_rate_kbps)
            elif form == "wav":
                yield _wav(file)
            elif form == "pcm":
                yield lambda sound: _write(file, _at(sound, _PCM_HZ).pcm)
            else:
                yield from _soundfile(file, form)
    except OSError as error:
        raise AudioError(f"The sound cannot be written: {error.strerror or error}.") from error


def _write(file: IO[bytes], data: bytes) -> None:
    file.write(data)


def _write_mp3(file: IO[bytes], sound: Audio, bit_rate_kbps: int) -> None:
    rate_hz = sound.sample_rate_hz
    slot = slot_frames(rate_hz)
    frames = -(-(sound.frames + TAIL_FRAMES) // slot) * slot
    file.write(audio.mp3.piece(sound.pcm.ljust(2 * frames, b"\0"), rate_hz, bit_rate_kbps))


def _wav(file: IO[bytes]) -> Write:
    """Return a function that writes a head with the first sound, its lengths unknown."""
    is_begun = False

    def write(sound: Audio) -> None:
        nonlocal is_begun
        if not is_begun:
            is_begun = True
            rate_hz = sound.sample_rate_hz
            head = struct.pack("<4sI4s4sIHHIIHH4sI", b"RIFF", _UNKNOWN, b"WAVE", b"fmt ", 16, 1, 1,
                               rate_hz, 2 * rate_hz, 2, 16, b"data", _UNKNOWN)  # fmt: skip
            file.write(head)
        file.write(sound.pcm)

    return write


def _soundfile(file: IO[bytes], form: str) -> Iterator[Write]:
    """Yield a function that writes FLAC or Opus; the file is finished after it."""
    import numpy as np
    import soundfile

    kinds = {"flac": ("FLAC", "PCM_16"), "opus": ("OGG", "OPUS")}
    opened: list[soundfile.SoundFile] = []

    def write(sound: Audio) -> None:
        if not opened:
            rate_hz = sound.sample_rate_hz
            if form == "opus":
                rate_hz = next((rate for rate in _OPUS_RATES_HZ if rate >= rate_hz), 48_000)
            container, codec = kinds[form]
            opened.append(
                soundfile.SoundFile(
                    file, "w", samplerate=rate_hz, channels=1, format=container, subtype=codec
                )
            )
        sound = _at(sound, opened[0].samplerate)
        opened[0].write(np.frombuffer(sound.pcm, "<i2"))
        opened[0].flush()

    try:
        yield write
    finally:
        for sound_file in opened:
            sound_file.close()


def _at(sound: Audio, rate_hz: int) -> Audio:
    return audio.shape.at_rate(sound, rate_hz)
