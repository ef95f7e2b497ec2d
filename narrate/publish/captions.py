"""Captions as WebVTT: one cue a sentence, as written."""

from narrate.model import Narration


def webvtt(narration: Narration) -> str:
    """Return the captions, the disclosure in a note at the top (W3C WebVTT)."""
    blocks = ["WEBVTT", f"NOTE {_escaped(narration.disclosure)}"]
    for number, cue in enumerate(narration.cues, 1):
        start = timestamp(cue.start_frame, narration.sample_rate_hz)
        end = timestamp(cue.end_frame, narration.sample_rate_hz)
        blocks.append(f"{number}\n{start} --> {end}\n{_escaped(cue.utterance.written)}")
    return "\n\n".join(blocks) + "\n"


def timestamp(frame: int, sample_rate_hz: int) -> str:
    """Return ``HH:MM:SS.mmm``, rounded to the millisecond."""
    seconds, ms = divmod(milliseconds(frame, sample_rate_hz), 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.{ms:03}"


def milliseconds(frame: int, sample_rate_hz: int) -> int:
    """Return when a frame is heard, rounded to the millisecond."""
    return (frame * 2000 + sample_rate_hz) // (2 * sample_rate_hz)


def _escaped(text: str) -> str:
    """Return text that ends no cue and starts no tag."""
    one_line = " ".join(text.split())
    return one_line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
