"""A narration for readers: the audio and all that belongs to it on a page, published together."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final, NamedTuple

from narrate.model import Narration
from narrate.publish import files, sync
from narrate.publish.account import check
from narrate.publish.captions import srt, webvtt
from narrate.publish.chapters import chapters_json
from narrate.publish.credentials import SIDECAR, signer
from narrate.publish.earlier import Earlier, earlier
from narrate.publish.embed import BAR, PLAYER, Embed, audio_url, element, embed, player
from narrate.publish.figure import figure_member
from narrate.publish.files import Target, staged, sweep
from narrate.publish.follow import follow, follows, release
from narrate.publish.manifest import NAME, Plain, brief, dump, manifest
from narrate.publish.shelf import load
from narrate.publish.transcript import transcript

__all__ = [
    "Earlier",
    "Embed",
    "Published",
    "Target",
    "audio_url",
    "check",
    "earlier",
    "element",
    "embed",
    "follow",
    "follows",
    "load",
    "publish",
    "release",
    "signer",
    "staged",
    "sweep",
]

# The files beside the audio: the role in the manifest, the end of the name, and the content.
BESIDE: Final[tuple[tuple[str, str, Callable[[Narration], Iterable[str]]], ...]] = (
    ("captions", ".vtt", webvtt),
    ("chapters", ".chapters.json", chapters_json),
    ("subtitles", ".srt", srt),
    ("sync", ".sync.vtt", sync.sentences),
    ("words", ".words.vtt", sync.words),
)


class Published(NamedTuple):
    """A narration and the files that hold it; ``manifest`` and ``captions`` go with a folder.

    ``unchanged``: an earlier run had published it already.
    """

    narration: Narration
    audio: Path
    manifest: Path | None = None
    captions: Path | None = None
    unchanged: bool = False


def publish(
    audio: Path, narration: Narration, target: Target, site: Embed | None = None
) -> Published:
    """Move staged audio to its place: alone, or named by its content with all its files."""
    stage = audio.parent
    if target.alone:
        files.put_in_place(stage, target.folder)
        return Published(narration, target.folder / audio.name)
    signature = audio.with_suffix(SIDECAR)
    listed = {"audio": files.content_named(audio)}
    audio = stage / listed["audio"]["name"]
    paths = {}
    if signature.exists():
        paths["credentials"] = signature.rename(audio.with_suffix(SIDECAR))
    if narration.cover:
        paths["cover"] = audio.with_suffix(".png" if narration.cover[:1] == b"\x89" else ".jpg")
        paths["cover"].write_bytes(narration.cover)
    for role, suffix, write in BESIDE:
        paths[role] = _written(audio.with_suffix(suffix), write(narration))
    listed |= {role: files.describe(path) for role, path in paths.items()}
    values = manifest(narration, listed)
    page = {**values, "utterances": [brief(cue) for cue in narration.cues]}
    site = site or Embed()
    page["figure"] = values["figure"] = figure_member(page, site.data)
    for role, name, content in _of_the_page(page, site, audio.stem):
        values["files"][role] = files.describe(_written(stage / name, content))
    names = [listed["name"] for listed in values["files"].values()]
    values["superseded"] = files.superseded(target.folder, names)
    with (stage / NAME).open("wb") as file:
        file.writelines(dump(values))
    files.put_in_place(stage, target.folder)
    return Published(
        narration,
        audio=target.folder / audio.name,
        manifest=target.folder / NAME,
        captions=target.folder / paths["captions"].name,
    )


def _of_the_page(values: Plain, site: Embed, stem: str) -> tuple[tuple[str, str, list[str]], ...]:
    """Return the page's files: the role in the manifest, the name and the content of each."""
    return (
        ("transcript", f"{stem}.html", [transcript(values)]),
        ("embed", f"{stem}.embed.html", [embed(values, site), "\n"]),
        ("player", PLAYER, [player()]),
        ("player_bar", BAR, [player(BAR)]),
    )


def _written(path: Path, content: Iterable[str]) -> Path:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(content)
    return path
