"""Captions as WebVTT and SubRip: one cue a sentence, as written."""

from collections.abc import Iterator
from functools import lru_cache

from narrate.model import Narration


def webvtt(narration: Narration) -> Iterator[str]:
    """Yield the captions, the disclosure in a note at the top (W3C WebVTT)."""
    yield f"WEBVTT\n\n{note(narration.disclosure)}\n"
    for number, cue in enumerate(narration.cues, 1):
        start = timestamp(cue.start_frame, narration.sample_rate_hz)
        end = timestamp(cue.end_frame, narration.sample_rate_hz)
        yield f"\n{number}\n{start} --> {end}\n{_escaped(cue.utterance.written)}\n"


def srt(narration: Narration) -> Iterator[str]:
    """Yield the captions as SubRip, which knows no notes: the disclosure is in the first cue."""
    label, gap = f"({_plain(narration.disclosure)})\n", ""
    for number, cue in enumerate(narration.cues, 1):
        start = timestamp(cue.start_frame, narration.sample_rate_hz, ",")
        end = timestamp(cue.end_frame, narration.sample_rate_hz, ",")
        yield f"{gap}{number}\n{start} --> {end}\n{label}{_plain(cue.utterance.written)}\n"
        label, gap = "", "\n"


def note(text: str) -> str:
    """Return a comment of WebVTT."""
    return f"NOTE {_escaped(text)}"


def timestamp(frame: int, sample_rate_hz: int, point: str = ".") -> str:
    """Return ``HH:MM:SS.mmm``, rounded to the millisecond."""
    seconds, ms = divmod(milliseconds(frame, sample_rate_hz), 1000)
    return f"{_clock(seconds)}{point}{ms:03}"


@lru_cache(maxsize=8)  # a few words are heard in each second
def _clock(seconds: int) -> str:
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def milliseconds(frame: int, sample_rate_hz: int) -> int:
    """Return when a frame is heard, rounded to the millisecond."""
    return (frame * 2000 + sample_rate_hz) // (2 * sample_rate_hz)


def _escaped(text: str) -> str:
    """Return text that ends no cue and starts no tag."""
    return _one_line(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _plain(text: str) -> str:
    """Return text without an arrow, which would begin a cue; SubRip has no escapes."""
    return _one_line(text).replace("-->", "→")


def _one_line(text: str) -> str:
    return " ".join(text.split())
