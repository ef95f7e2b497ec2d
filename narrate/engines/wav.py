"""The WAV of a program or a server: read completely, or refused with a sentence."""

import io

from narrate.errors import EngineError
from narrate.model import Audio

LARGEST_BYTES = 100_000_000  # a quarter of an hour of one sentence
_SHOWN = 60
_CHUNK_HEAD = 8  # a chunk's name and size
_WAV_HEAD = 44  # of a usual WAV file
_UNKNOWN_SIZE = 0x7FFFF000  # streams write at least this for a size that they do not know


def read(data: bytes, source: str) -> Audio:
    """Return the audio of a file, of several channels the first.

    ``source`` names the program or server in errors. A stream's header may lack its length (flite
    and servers write 0 or all ones): then the audio ends with the data. Errors: EngineError for
    data that is not audio, is cut off, or holds more than ``LARGEST_BYTES`` when decoded.
    """
    import soundfile

    if not data:
        raise EngineError(f"{source} gave nothing")
    if data[:4] == b"RIFF":
        data = _with_length(data, source)
    try:
        with soundfile.SoundFile(io.BytesIO(data)) as file:
            if file.frames * file.channels * 2 > LARGEST_BYTES:
                raise EngineError(f"{source} gave more than {LARGEST_BYTES // 1_000_000} MB")
            samples, rate_hz = file.read(dtype="int16", always_2d=True), file.samplerate
    except (soundfile.SoundFileError, TypeError, ValueError) as error:
        start = data[:_SHOWN].decode("ascii", "replace").split("\n")[0]
        raise EngineError(f"{source} gave no audio, but {start!r}") from error
    return Audio(samples[:, 0].astype("<i2").tobytes(), rate_hz)


def joined(parts: list[Audio], rate_hz: int) -> Audio:
    """Return audios end to end, at ``rate_hz`` if there are none; EngineError if rates differ."""
    rates = {part.sample_rate_hz for part in parts if part.frames}
    if len(rates) > 1:
        raise EngineError(f"it changed its sample rate within a sentence: {sorted(rates)} Hz")
    return Audio(b"".join(part.pcm for part in parts), rates.pop() if rates else rate_hz)


def amplified(audio: Audio, gain_db: float) -> Audio:
    """Return the audio with a gain, for engines without a volume."""
    if not gain_db:
        return audio
    import numpy as np

    wave = np.rint(np.frombuffer(audio.pcm, "<i2") * 10 ** (gain_db / 20))
    return Audio(wave.clip(-32_768, 32_767).astype("<i2").tobytes(), audio.sample_rate_hz)


def _with_length(data: bytes, source: str) -> bytes:
    """Return a WAV whose header states its length; EngineError if it states more than came."""
    position = 12
    while position + _CHUNK_HEAD <= len(data):
        start = position + _CHUNK_HEAD
        size = int.from_bytes(data[position + 4 : start], "little")
        if data[position : position + 4] == b"data":
            received = len(data) - start
            if 0 < size < _UNKNOWN_SIZE and received < size:
                raise EngineError(
                    f"{source} gave a WAV that is cut off: {size - received} bytes are missing"
                )
            if 0 < size < _UNKNOWN_SIZE:
                return data
            if data[-_CHUNK_HEAD:][:4] == b"RIFF":  # text2wave repeats its header at the end
                received -= _WAV_HEAD
            head = data[: position + 4] + received.to_bytes(4, "little")
            return head + data[start : start + received]
        position = start + size + size % 2
    return data
