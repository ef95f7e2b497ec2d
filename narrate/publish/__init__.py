"""What a reader gets: the audio, captions and the manifest, put in place together."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from narrate.model import Narration
from narrate.publish import files
from narrate.publish.account import check
from narrate.publish.captions import webvtt
from narrate.publish.chapters import chapters_json
from narrate.publish.credentials import SIDECAR, signer
from narrate.publish.earlier import Earlier, earlier
from narrate.publish.files import Target, staged, sweep
from narrate.publish.manifest import NAME, dump, manifest

__all__ = [
    "Earlier",
    "Published",
    "Target",
    "check",
    "earlier",
    "publish",
    "signer",
    "staged",
    "sweep",
]

# What stands beside the audio: its role in the manifest, how its name ends, what it holds.
BESIDE: Final[tuple[tuple[str, str, Callable[[Narration], str]], ...]] = (
    ("captions", ".vtt", webvtt),
    ("chapters", ".chapters.json", chapters_json),
)


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
    signature = audio.with_suffix(SIDECAR)
    audio = files.content_named(audio)
    paths = {"audio": audio}
    if signature.exists():
        paths["credentials"] = signature.rename(audio.with_suffix(SIDECAR))
    if narration.cover:
        paths["cover"] = audio.with_suffix(".png" if narration.cover[:1] == b"\x89" else ".jpg")
        paths["cover"].write_bytes(narration.cover)
    for role, suffix, write in BESIDE:
        paths[role] = audio.with_suffix(suffix)
        paths[role].write_text(write(narration), "utf-8", newline="\n")
    about = {role: files.describe(path) for role, path in paths.items()}
    still = files.superseded(target.folder, [path.name for path in paths.values()])
    with (stage / NAME).open("wb") as file:
        file.writelines(dump(manifest(narration, about, still)))
    files.put_in_place(stage, target.folder)
    return Published(
        narration,
        audio=target.folder / audio.name,
        manifest=target.folder / NAME,
        captions=target.folder / paths["captions"].name,
    )
