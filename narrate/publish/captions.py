"""Captions as WebVTT and SubRip: the sentences as written, in cues that can be read in time.

A cue has at most two lines of 42 characters and 7 s, as broadcasters' guidelines ask; a longer
sentence is divided where a clause ends, else between words. The sync file keeps whole sentences.
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from narrate.model import Cue, Narration
from narrate.publish.sync import heard_words
from narrate.publish.webvtt import escaped, note, one_line, timestamp

_LINE: Final = 42
_LONGEST_S: Final = 7
# Where a cue may end, the best places first: after a clause, before a bracket, between words.
_CLAUSE: Final = re.compile(r"[,;:.!?…–—)\]»”،؛、，；：][\"'’”»)]{0,9}\s+|(?<!\s)\s++(?=[(\[«“–—])")
_SPACE: Final = re.compile(r"\s+")
_SHORTEST: Final = 8  # characters of a word that may be divided because it is long to hear
_BETWEEN_WORDS: Final = 12  # how many characters nearer to the middle a space must be than a clause


class _Part(NamedTuple):
    """A stretch of a written sentence, with its first and last audio frame."""

    start: int
    end: int
    start_frame: int
    end_frame: int


def webvtt(narration: Narration) -> Iterator[str]:
    """Yield the captions, the disclosure in a note at the top (W3C WebVTT)."""
    yield f"WEBVTT\n\n{note(narration.disclosure)}\n"
    for number, (text, part) in enumerate(_parts(narration), 1):
        start = timestamp(part.start_frame, narration.sample_rate_hz)
        end = timestamp(part.end_frame, narration.sample_rate_hz)
        lines = "\n".join(map(escaped, _lines(text)))
        yield f"\n{number}\n{start} --> {end}\n{lines}\n"


def srt(narration: Narration) -> Iterator[str]:
    """Yield the captions as SubRip, which knows no notes: the disclosure is in the first cue."""
    label, gap = f"({_arrowless(narration.disclosure)})\n", ""
    for number, (text, part) in enumerate(_parts(narration), 1):
        start = timestamp(part.start_frame, narration.sample_rate_hz, ",")
        end = timestamp(part.end_frame, narration.sample_rate_hz, ",")
        lines = "\n".join(map(_arrowless, _lines(text)))
        yield f"{gap}{number}\n{start} --> {end}\n{label}{lines}\n"
        label, gap = "", "\n"


def _parts(narration: Narration) -> Iterator[tuple[str, _Part]]:
    """Yield the text of each cue of the captions, and when it is heard."""
    longest_frames = _LONGEST_S * narration.sample_rate_hz
    for cue in narration.cues:
        written = cue.utterance.written
        sentence = _Part(0, len(written), cue.start_frame, cue.end_frame)
        for part in _divided(cue, sentence, longest_frames):
            yield one_line(written[part.start : part.end]), part


def _divided(cue: Cue, part: _Part, longest_frames: int) -> Iterator[_Part]:
    """Yield a part, divided until each piece can be read in time."""
    text = cue.utterance.written[part.start : part.end]
    fits = len(text) <= _LINE or _wrapped(one_line(text))
    if fits and part.end_frame - part.start_frame <= longest_frames:
        yield part
        return
    place = _division(text, in_word=not fits or len(text.strip()) > _SHORTEST)
    frame = _heard_at(cue, part.start + place, part) if place else part.start_frame
    if not place or not part.start_frame < frame < part.end_frame:
        yield part
        return
    yield from _divided(cue, part._replace(end=part.start + place, end_frame=frame), longest_frames)
    yield from _divided(
        cue, part._replace(start=part.start + place, start_frame=frame), longest_frames
    )


def _division(text: str, *, in_word: bool) -> int:
    """Return the character index that divides a text best.

    A single word is divided in the middle if ``in_word``, else this is 0. No piece is only space.
    """
    middle, last = len(text) / 2, len(text.rstrip())
    places = [(abs(match.end() - middle), match.end()) for match in _CLAUSE.finditer(text)]
    places += [
        (abs(match.end() - middle) + _BETWEEN_WORDS, match.end()) for match in _SPACE.finditer(text)
    ]
    first = len(text) - len(text.lstrip())
    places = [(distance, place) for distance, place in places if first < place < last]
    if places:
        return min(places)[1]
    return first + (last - first) // 2 if in_word and last - first > 1 else 0


def _heard_at(cue: Cue, place: int, part: _Part) -> int:
    """Return the audio frame at which the text from character ``place`` of the sentence starts.

    If the engine gave no times of words, the letters share the time of the part equally.
    """
    for first, _, start, _ in heard_words(cue) if cue.words else ():
        if start >= place:
            if part.start_frame < (frame := cue.start_frame + first) < part.end_frame:
                return frame
            break  # the part is one word
    share = (place - part.start) / (part.end - part.start)
    return part.start_frame + round((part.end_frame - part.start_frame) * share)


def _lines(text: str) -> list[str]:
    """Return the lines of a cue: one, or two of about the same length."""
    return [text] if len(text) <= _LINE else _wrapped(text) or [text]


def _wrapped(text: str) -> list[str]:
    """Return a text in two lines of at most ``_LINE`` characters, nothing if it does not fit."""
    middle = len(text) / 2
    places = [match.start() for match in _SPACE.finditer(text)]
    places = [place for place in places if place <= _LINE and len(text) - place - 1 <= _LINE]
    if places:
        place = min(places, key=lambda place: abs(place - middle))
        return [text[:place], text[place + 1 :]]
    if " " not in text and _LINE < len(text) <= 2 * _LINE:  # scripts without spaces
        return [text[:_LINE], text[_LINE:]]
    return []


def _arrowless(text: str) -> str:
    """Return text without an arrow, which would begin a cue; SubRip has no escapes."""
    return one_line(text).replace("-->", "→")
