"""pydub shapes and stitches: quiet edges off, soft ends on, silence between, counted in frames."""

import threading
import warnings
from functools import cache
from typing import TYPE_CHECKING

from narrate.model import Audio, Word

if TYPE_CHECKING:
    from pydub import AudioSegment

# The rates that MP3 knows (ISO/IEC 11172-3 and 13818-3, and the half of these).
RATES_HZ = (8_000, 11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000)

_IMPORT = threading.Lock()
_QUIET_DBFS = -50.0
_STEP_MS = 5
_EDGE_MS = 15  # left of what is quiet, so that no consonant loses its attack
_FADE_MS = 5
_MOSTLY = 0.9  # of a stretch is quiet: then what is before it may be, too


def shape(audio: Audio) -> Audio:
    """Return the audio at a rate that MP3 knows, its quiet edges cut and its ends faded."""
    audio = _conform(audio)
    if not audio.frames:
        return audio
    start = _quiet_frames(segment(audio.pcm, audio.sample_rate_hz))
    end = audio.frames - _quiet_at_end(audio)
    if start >= end:  # nothing above the threshold: it may still be what was asked for
        start, end = 0, audio.frames
    pcm = _faded(memoryview(audio.pcm)[2 * start : 2 * end], audio.sample_rate_hz)
    return audio._replace(pcm=pcm, words=_moved(audio.words, start, end))


@cache
def _pydub() -> type["AudioSegment"]:
    # Two threads would restore each other's filters, and no later note would reach the user.
    with _IMPORT, warnings.catch_warnings():
        # It warns that it finds no ffmpeg program (none is needed), and of its use of audioop.
        warnings.simplefilter("ignore")
        from pydub import AudioSegment
    return AudioSegment  # type: ignore[no-any-return]


def segment(pcm: bytes, rate_hz: int) -> "AudioSegment":
    """Return 16-bit mono PCM as a segment of pydub."""
    return _pydub()(data=pcm, sample_width=2, frame_rate=rate_hz, channels=1)


def _quiet_frames(sound: "AudioSegment") -> int:
    """Return how many frames at the start can go."""
    from pydub.silence import detect_leading_silence

    quiet_ms = int(detect_leading_silence(sound, _QUIET_DBFS, _STEP_MS))
    return max(0, quiet_ms - _EDGE_MS) * int(sound.frame_rate) // 1000


def _quiet_at_end(audio: Audio) -> int:
    """Return how many frames at the end can go, as its last second tells if that is not quiet."""
    quiet = 0
    for frames in (audio.sample_rate_hz, audio.frames):
        last = segment(audio.pcm[-2 * frames :], audio.sample_rate_hz)
        quiet = _quiet_frames(last.reverse())
        if quiet < _MOSTLY * frames:
            break
    return quiet


def _faded(pcm: memoryview, rate_hz: int) -> bytes:
    """Return PCM with soft ends.

    Only the ends go through pydub's fade, cut to whole milliseconds: of a longer segment it drops
    the part of the last millisecond.
    """
    edge = 2 * int(_FADE_MS * rate_hz / 1000)
    if len(pcm) < 2 * edge:
        return bytes(pcm)
    head = segment(bytes(pcm[:edge]), rate_hz).fade_in(_FADE_MS)
    tail = segment(bytes(pcm[len(pcm) - edge :]), rate_hz).fade_out(_FADE_MS)
    return b"".join((head.raw_data, pcm[edge : len(pcm) - edge], tail.raw_data))


def _moved(words: tuple[Word, ...], start: int, end: int) -> tuple[Word, ...]:
    @cache  # so that a word and the next share a number: 3 MB at ten hours
    def inside(frame: int) -> int:
        return min(max(frame, start), end) - start

    return tuple(
        w._replace(start_frame=inside(w.start_frame), end_frame=inside(w.end_frame)) for w in words
    )


def _conform(audio: Audio) -> Audio:
    """Resample audio of another rate to the next rate that MP3 knows."""
    rate_hz = next((rate for rate in RATES_HZ if rate >= audio.sample_rate_hz), RATES_HZ[-1])
    return at_rate(audio, rate_hz)


def at_rate(audio: Audio, rate_hz: int) -> Audio:
    """Return the audio at a sample rate."""
    if audio.sample_rate_hz == rate_hz:
        return audio
    import numpy as np
    import soxr

    samples = np.frombuffer(audio.pcm, "<i2")
    pcm = soxr.resample(samples, audio.sample_rate_hz, rate_hz).astype("<i2").tobytes()
    scale = rate_hz / audio.sample_rate_hz
    words = tuple(
        w._replace(start_frame=round(w.start_frame * scale), end_frame=round(w.end_frame * scale))
        for w in audio.words
    )
    return Audio(pcm, rate_hz, words, audio.faults)
