"""The parts of a WebVTT file that captions and sync files share: times, notes, safe text."""

from functools import lru_cache


def note(text: str) -> str:
    """Return a comment of WebVTT."""
    return f"NOTE {escaped(text)}"


def timestamp(frame: int, sample_rate_hz: int, point: str = ".") -> str:
    """Return ``HH:MM:SS.mmm``, rounded to the millisecond."""
    seconds, ms = divmod(milliseconds(frame, sample_rate_hz), 1000)
    return f"{_clock(seconds)}{point}{ms:03}"


@lru_cache(maxsize=8)  # several cues begin or end within one second
def _clock(seconds: int) -> str:
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def milliseconds(frame: int, sample_rate_hz: int) -> int:
    """Return the time of a frame, rounded to the millisecond."""
    return (frame * 2000 + sample_rate_hz) // (2 * sample_rate_hz)


def escaped(text: str) -> str:
    """Return text that ends no cue and starts no tag."""
    return one_line(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def one_line(text: str) -> str:
    """Return a text with a single space for each run of white space."""
    return " ".join(text.split())
