"""narrate.json: all facts about a narration, for templates, players and checks."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, fields
from hashlib import sha256
from pathlib import PurePath
from textwrap import shorten
from typing import Any

from narrate.model import (
    Article,
    Block,
    Chapter,
    Cue,
    Kind,
    Narration,
    Skipped,
    Voice,
)
from narrate.publish.webvtt import milliseconds

NAME = "narrate.json"
SCHEMA_VERSION = 1
_LONGEST_EXCERPT = 300
_JSON = json.JSONEncoder(ensure_ascii=False)

Plain = dict[str, Any]
ABOUT = tuple(
    field.name for field in fields(Article) if field.type is str and field.name != "picture"
)


def manifest(narration: Narration, files: dict[str, Plain]) -> Plain:
    """Return the manifest; ``files`` are the files' names, sizes and hashes.

    ``superseded`` is for earlier files that something still names, ``figure`` for the page. The
    blocks, the utterances and the skipped blocks are iterators, which ``dump`` reads once, so that
    ten hours of audio need no list of them.
    """
    article, rate_hz = narration.article, narration.sample_rate_hz
    return {
        "schema_version": SCHEMA_VERSION,
        "disclosure": narration.disclosure,
        "disclosure_language": narration.disclosure_language,
        "article": {
            **{name: getattr(article, name) for name in ABOUT},
            "pronunciations": [list(pair) for pair in article.pronunciations],
        },
        "excerpt": excerpt(narration),
        "text_sha256": text_sha256(narration),
        "duration_ms": milliseconds(narration.frames, rate_hz),
        "frames": narration.frames,
        "sample_rate_hz": rate_hz,
        "files": files,
        "figure": {},
        "superseded": [],
        "source_type": narration.source_type,
        "voice": _voice(narration.voice),
        "others": [_voice(voice) for voice in narration.other_voices],
        "loudness": asdict(narration.loudness),
        "made": asdict(narration.fingerprint),
        "chapters": [_chapter(chapter, rate_hz) for chapter in narration.chapters],
        "blocks": map(_whole_block, article.blocks),
        "utterances": (_utterance(cue, rate_hz) for cue in narration.cues),
        "skipped": map(_skipped, article.skipped),
    }


def excerpt(narration: Narration) -> str:
    """Return the standfirst or the first sentences, for feeds: one paragraph, 300 characters.

    Where the first sentence is longer, it is cut after a word.
    """
    utterances = [
        utterance for utterance in narration.utterances if utterance.block.kind is Kind.PARAGRAPH
    ]
    sentences = [
        utterance.written for utterance in utterances if utterance.block == utterances[0].block
    ]
    text = ""
    for sentence in sentences:
        if text and len(text) + len(sentence) >= _LONGEST_EXCERPT:
            break
        text = f"{text} {sentence}".strip()
    return shorten(text, _LONGEST_EXCERPT, placeholder=" …")


def text_sha256(narration: Narration) -> str:
    """Return the hash of the spoken sentences of an article, as written, a line each."""
    written = (
        utterances.written
        for utterances in narration.utterances
        if utterances.block.kind is not Kind.DISCLOSURE
    )
    return sha256("\n".join(written).encode(errors="backslashreplace")).hexdigest()


def dump(values: Plain) -> Iterator[bytes]:
    """Yield the lines of a manifest; each item of a list has its own, so that it diffs well.

    The same values give the same bytes.
    """
    opening = "{\n"
    for name, value in values.items():
        yield f"{opening} {_JSON.encode(name)}: ".encode()
        yield from _item_lines(value) if _is_table(value) else [_JSON.encode(value).encode()]
        opening = ",\n"
    yield b"\n}\n"


def _is_table(value: object) -> bool:
    """Return whether a value is a list or an iterator of objects, which get a line each."""
    if isinstance(value, list):
        return any(isinstance(item, dict) for item in value[:1])
    return isinstance(value, Iterator)


def _item_lines(items: Iterable[Plain]) -> Iterator[bytes]:
    opening = "["
    for item in items:
        yield f"{opening}\n  {_JSON.encode(item)}".encode()
        opening = ","
    yield b"[]" if opening == "[" else b"\n ]"


def _chapter(chapter: Chapter, rate_hz: int) -> Plain:
    return {
        "title": chapter.title,
        "start_ms": milliseconds(chapter.start_frame, rate_hz),
        "end_ms": milliseconds(chapter.end_frame, rate_hz),
    }


def _whole_block(block: Block) -> Plain:
    return {**_block(block), "text": block.text, "hints": [hint._asdict() for hint in block.hints]}


def _skipped(skipped: Skipped) -> Plain:
    """Return the kind, the length and the reason; the text may be nobody's to read."""
    return {
        "block": _block(skipped.block),
        "characters": skipped.length,
        "reason": skipped.reason,
    }


def brief(cue: Cue) -> Plain:
    """Return the parts of an utterance that a page shows: its block, and the written text."""
    return {"block": _block(cue.utterance.block), "written": cue.utterance.written}


def _utterance(cue: Cue, rate_hz: int) -> Plain:
    utterance = cue.utterance
    return {
        "block": _block(utterance.block),
        "written": utterance.written,
        "spoken": utterance.spoken,
        "edits": [edit._asdict() for edit in utterance.edits],
        "pause_ms": utterance.pause_ms,
        "start_ms": milliseconds(cue.start_frame, rate_hz),
        "end_ms": milliseconds(cue.end_frame, rate_hz),
        "start_frame": cue.start_frame,
        "end_frame": cue.end_frame,
        "words": list(cue.words),
        **({"faults": list(cue.faults)} if cue.faults else {}),
        "piece": {
            "key": cue.key,
            "bytes": cue.bytes,
            "share": cue.share._asdict() if cue.share else None,
        },
    }


def _voice(voice: Voice) -> Plain:
    """Return a voice without anything that tells of the machine it is installed on."""
    values = asdict(voice)
    for name in ("options", "provider", "pauses"):
        del values[name]
    return {**values, "files": list(values["files"]), "model": PurePath(voice.model).name}


def _block(block: Block) -> Plain:
    return {"kind": block.kind.value, "level": block.level, "position": block.position}
