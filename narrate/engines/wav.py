"""The WAV that a program or a server gives, read whole or refused."""

import io
from typing import Any

from narrate.errors import EngineError
from narrate.model import Audio

_SHOWN = 60
_HEAD = 8  # a chunk's name and size
_HEADER = 44  # of a whole WAV, as most have it
_UNKNOWN = 0x7FFFF000  # what streams write for a size that they do not know is at least this


def read(data: bytes, whose: str) -> Audio:
    """Return the audio of a file's bytes, of several channels the first.

    A stream's header may not know its length (flite and servers write 0 or all ones): then what
    came is what there is. Errors: EngineError for what is no audio, or is cut off.
    """
    import soundfile

    if not data:
        raise EngineError(f"{whose} gave nothing")
    if data[:4] == b"RIFF":
        data = _whole(data, whose)
    try:
        samples, rate_hz = soundfile.read(io.BytesIO(data), dtype="int16", always_2d=True)
    except (soundfile.SoundFileError, TypeError, ValueError) as error:
        shown = data[:_SHOWN].decode("ascii", "replace").split("\n")[0]
        raise EngineError(f"{whose} gave no audio, but {shown!r}") from error
    return Audio(samples[:, 0].astype("<i2").tobytes(), rate_hz)


def joined(parts: list[Audio], rate_hz: int) -> Audio:
    """Return audios end to end; EngineError where their rates differ."""
    rates: set[Any] = {part.sample_rate_hz for part in parts if part.frames}
    if len(rates) > 1:
        raise EngineError(f"it changed its sample rate within a sentence: {sorted(rates)} Hz")
    return Audio(b"".join(part.pcm for part in parts), rates.pop() if rates else rate_hz)


def louder(audio: Audio, gain_db: float) -> Audio:
    """Return the audio with a gain, for engines that have none."""
    if not gain_db:
        return audio
    import numpy as np

    wave = np.rint(np.frombuffer(audio.pcm, "<i2") * 10 ** (gain_db / 20))
    return Audio(wave.clip(-32_768, 32_767).astype("<i2").tobytes(), audio.sample_rate_hz)


def _whole(data: bytes, whose: str) -> bytes:
    """Return a WAV whose header says how long it is; EngineError where less came than it says."""
    at = 12
    while at + _HEAD <= len(data):
        size = int.from_bytes(data[at + 4 : at + _HEAD], "little")
        if data[at : at + 4] == b"data":
            came = len(data) - at - _HEAD
            if 0 < size < _UNKNOWN and came < size:
                raise EngineError(
                    f"{whose} gave a WAV that is cut off: {size - came} bytes are missing"
                )
            if 0 < size < _UNKNOWN:
                return data
            if data[-_HEADER:][:4] == b"RIFF":  # text2wave writes its header again, at the end
                came -= _HEADER
            head = data[: at + 4] + came.to_bytes(4, "little")
            return head + data[at + _HEAD : at + _HEAD + came]
        at += _HEAD + size + size % 2
    return data
