"""What a reader gets: the audio, captions and the manifest, put in place together."""

from dataclasses import dataclass
from pathlib import Path

from narrate.model import Narration
from narrate.publish import files
from narrate.publish.account import check
from narrate.publish.captions import webvtt
from narrate.publish.files import Target, staged
from narrate.publish.manifest import NAME, dump, manifest

__all__ = ["Published", "Target", "check", "publish", "staged"]


@dataclass(frozen=True, slots=True)
class Published:
    """A narration and the files that hold it; ``manifest`` and ``captions`` go with a folder."""

    narration: Narration
    audio: Path
    manifest: Path | None = None
    captions: Path | None = None


def publish(audio: Path, narration: Narration, target: Target) -> Published:
    """Put staged audio in its place: alone, or named by its content with all that belongs to it."""
    stage = audio.parent
    if target.alone:
        files.put_in_place(stage, target.folder)
        return Published(narration, target.folder / audio.name)
    audio = files.content_named(audio)
    captions = audio.with_suffix(".vtt")
    captions.write_text(webvtt(narration), "utf-8", newline="\n")
    about = {"audio": files.describe(audio), "captions": files.describe(captions)}
    (stage / NAME).write_bytes(dump(manifest(narration, about)))
    files.put_in_place(stage, target.folder)
    placed = (target.folder / path.name for path in (audio, stage / NAME, captions))
    return Published(narration, *placed)
