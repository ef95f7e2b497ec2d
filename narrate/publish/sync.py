"""The times at which written words are heard: WebVTT for W3C SyncMediaLite.

A cue is a line of JSON with a selector of the Web Annotation Data Model
(https://www.w3.org/TR/annotation-model/). A sentence is quoted as written, with the text before
and after it, so that of two equal ones each is found; a word is a position in its sentence. A page
may set quotes, dashes and spaces as it likes: a player compares letters and digits.
"""

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache, partial
from typing import Any

from narrate.model import Cue, Narration, Utterance
from narrate.publish.webvtt import milliseconds, note, timestamp

_MARKS = re.compile(r"[\W_]+", re.ASCII)
_CONTEXT = 32  # characters before and after, enough to tell one "Yes." from another

Plain = dict[str, Any]
Heard = tuple[int, int, int, int]
_Timed = tuple[int, int, str]
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def sentences(narration: Narration) -> Iterator[str]:
    """Yield a cue a sentence, in the group "sentence".

    Two members more than SyncMediaLite has are for our player: ``heading`` is the level of one, and
    ``words`` holds ``[ms after the start, start, end]`` for each word, offsets into the sentence.
    """
    return _webvtt(narration, _sentences(narration))


def _sentences(narration: Narration) -> Iterator[_Timed]:
    for cue, selector in _quoted(narration):
        payload: Plain = {"selector": selector, "group": "sentence"}
        if level := cue.utterance.block.level * (cue.utterance.block.kind == "heading"):
            payload["heading"] = level
        words = [
            [milliseconds(start_frame, narration.sample_rate_hz), start, end]
            for start_frame, _, start, end in heard_words(cue)
        ]
        payload |= {"words": words} if words else {}
        yield cue.start_frame, cue.end_frame, _line(payload)


def words(narration: Narration) -> Iterator[str]:
    """Yield a cue a word, in the group "word"; no cue where the engine gave no times."""
    return _webvtt(narration, _words(narration))


def _words(narration: Narration) -> Iterator[_Timed]:
    for cue, selector in _quoted(narration):
        quotation = _line(selector).removesuffix("}")
        place = f'{{"selector":{quotation},"refinedBy":{{"type":"TextPositionSelector"'
        for first, last, start, end in heard_words(cue):
            line = f'{place},"start":{start},"end":{end}}}}},"group":"word"}}'
            yield cue.start_frame + first, cue.start_frame + last, line


def heard_words(cue: Cue) -> Iterator[Heard]:
    """Yield first and last frame, start and end in ``written`` of each word, or of each edit.

    All the words that an edit says stand for all that it claims: "May 27" is heard in one.
    """
    span: Heard | None = None
    for word in cue.words:
        start, end = _written_span(cue.utterance, word.start, word.end)
        written = cue.utterance.written[start:end]
        if not written.isalnum() and not letters(written):
            continue
        if span and start < span[3]:
            span = (span[0], word.end_frame, span[2], max(end, span[3]))
            continue
        if span:
            yield span
        span = (word.start_frame, word.end_frame, start, end)
    if span:
        yield span


def letters(text: str) -> str:
    """Return the letters and digits of a text, without accents, which every page sets alike."""
    if text.isascii():
        return _MARKS.sub("", text)
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(span for span in decomposed if unicodedata.category(span)[0] in "LN")


def _written_span(utterance: Utterance, start: int, end: int) -> tuple[int, int]:
    """Return the written stretch that ``spoken[start:end]`` stands for, whole edits."""
    spoken = written = 0  # where the plain text after the last edit begins, in either
    first = last = -1
    for edit in utterance.edits:
        begin = spoken + edit.start - written
        if start < begin:
            first = first if first >= 0 else written + start - spoken
            if end <= begin:
                return first, written + end - spoken
        spoken, written = begin + len(edit.spoken), edit.end
        if start < spoken:
            first, last = (first if first >= 0 else edit.start), edit.end
            if end <= spoken:
                return first, last
    return (first if first >= 0 else written + start - spoken), written + end - spoken


def _quoted(narration: Narration) -> Iterator[tuple[Cue, Plain]]:
    """Yield each cue that is a part of the article, with the quotation that finds it."""
    cues = (cue for cue in narration.cues if cue.utterance.block.kind != "disclosure")
    previous, cue = "", next(cues, None)
    while cue:
        following = next(cues, None)
        quotation = {
            "type": "TextQuoteSelector",
            "exact": cue.utterance.written,
            "prefix": previous[-_CONTEXT:],
            "suffix": following.utterance.written[:_CONTEXT] if following else "",
        }
        yield cue, quotation
        previous, cue = cue.utterance.written, following


def _line(payload: Plain) -> str:
    """Return a line of JSON in which no arrow begins a cue."""
    return _JSON.encode(payload).replace(">", "\\u003e")


def _webvtt(narration: Narration, cues: Iterable[_Timed]) -> Iterator[str]:
    yield f"WEBVTT\n\n{note(narration.disclosure)}\n"
    # A word begins where the one before it ends.
    clock = lru_cache(maxsize=2)(partial(timestamp, sample_rate_hz=narration.sample_rate_hz))
    for number, (start, end, line) in enumerate(cues, 1):
        yield f"\n{number}\n{clock(start)} --> {clock(end)}\n{line}\n"
