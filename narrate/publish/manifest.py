"""narrate.json: everything that is known of a narration, for templates, players and checks."""

import json
from collections.abc import Iterable
from dataclasses import asdict, fields
from hashlib import sha256
from pathlib import PurePath
from typing import Any

from narrate.model import Article, Block, Cue, Narration, Voice
from narrate.publish.captions import milliseconds

NAME = "narrate.json"
SCHEMA_VERSION = 1

Plain = dict[str, Any]
ABOUT = tuple(field.name for field in fields(Article) if field.type is str)


def manifest(
    narration: Narration, files: dict[str, Plain], superseded: Iterable[str] = ()
) -> Plain:
    """Return the manifest as plain values; ``files`` are the files' names, sizes and hashes.

    ``superseded`` are earlier files that something still names.
    """
    article = narration.article
    return {
        "schema_version": SCHEMA_VERSION,
        "disclosure": narration.disclosure,
        "article": {
            **{name: getattr(article, name) for name in ABOUT},
            "pronunciations": [list(pair) for pair in article.pronunciations],
        },
        "text_sha256": text_sha256(utterance.written for utterance in narration.utterances),
        "duration_ms": milliseconds(narration.frames, narration.sample_rate_hz),
        "frames": narration.frames,
        "sample_rate_hz": narration.sample_rate_hz,
        "files": files,
        "superseded": list(superseded),
        "voice": _voice(narration.voice),
        "loudness": asdict(narration.loudness),
        "made": asdict(narration.made),
        "chapters": [
            {
                "title": chapter.title,
                "start_ms": milliseconds(chapter.start_frame, narration.sample_rate_hz),
                "end_ms": milliseconds(chapter.end_frame, narration.sample_rate_hz),
            }
            for chapter in narration.chapters
        ],
        "blocks": [
            {**_block(block), "text": block.text, "hints": [asdict(hint) for hint in block.hints]}
            for block in article.blocks
        ],
        "utterances": [_utterance(cue, narration.sample_rate_hz) for cue in narration.cues],
        "skipped": [
            {
                "block": _block(skipped.block),
                "text": skipped.block.text,
                "reason": skipped.reason,
            }
            for skipped in article.skipped
        ],
    }


def text_sha256(written: Iterable[str]) -> str:
    """Return the hash of what is said, as written: of its sentences, a line each."""
    return sha256("\n".join(written).encode(errors="backslashreplace")).hexdigest()


def dump(plain: Plain) -> bytes:
    """Return the bytes of a manifest, a line each for what there are many of, so that it diffs.

    The same values give the same bytes.
    """
    parts = (f" {_json(name)}: {_lines(value)}" for name, value in plain.items())
    return ("{\n" + ",\n".join(parts) + "\n}\n").encode()


def _lines(value: object) -> str:
    if isinstance(value, list) and value:
        return "[\n" + ",\n".join(f"  {_json(each)}" for each in value) + "\n ]"
    return _json(value)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _utterance(cue: Cue, rate_hz: int) -> Plain:
    utterance = cue.utterance
    return {
        "block": _block(utterance.block),
        "written": utterance.written,
        "spoken": utterance.spoken,
        "edits": [asdict(edit) for edit in utterance.edits],
        "pause_ms": utterance.pause_ms,
        "start_ms": milliseconds(cue.start_frame, rate_hz),
        "end_ms": milliseconds(cue.end_frame, rate_hz),
        "start_frame": cue.start_frame,
        "end_frame": cue.end_frame,
        "words": [
            {
                "start_ms": milliseconds(cue.start_frame + word.start_frame, rate_hz),
                "end_ms": milliseconds(cue.start_frame + word.end_frame, rate_hz),
                "start_frame": cue.start_frame + word.start_frame,
                "end_frame": cue.start_frame + word.end_frame,
                "start": word.start,
                "end": word.end,
                **({"estimated": True} if word.estimated else {}),
            }
            for word in cue.words
        ],
        **({"faults": list(cue.faults)} if cue.faults else {}),
        "piece": {
            "key": cue.key,
            "bytes": cue.bytes,
            "share": asdict(cue.share) if cue.share else None,
        },
    }


def _voice(voice: Voice) -> Plain:
    """Return what a reader may know of a voice: nothing of the machine that it lives on."""
    plain = asdict(voice)
    for name in ("options", "provider", "pauses"):
        del plain[name]
    return {**plain, "files": list(plain["files"]), "model": PurePath(voice.model).name}


def _block(block: Block) -> Plain:
    return {"kind": block.kind.value, "level": block.level, "position": block.position}
