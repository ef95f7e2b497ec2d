"""What a reader gets: the audio and all that goes with it on a page, put in place together."""

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
from narrate.publish.embed import BAR, PLAYER, Embed, element, embed, player
from narrate.publish.figure import figure_member
from narrate.publish.files import Target, staged, sweep
from narrate.publish.follow import follow, release
from narrate.publish.manifest import NAME, Many, Plain, brief, dump, manifest
from narrate.publish.shelf import load
from narrate.publish.transcript import transcript

__all__ = [
    "Earlier",
    "Embed",
    "Published",
    "Target",
    "check",
    "earlier",
    "element",
    "embed",
    "follow",
    "load",
    "publish",
    "release",
    "signer",
    "staged",
    "sweep",
]

# What stands beside the audio: its role in the manifest, how its name ends, what it holds.
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
    """Put staged audio in its place: alone, or named by its content with all that belongs to it."""
    stage = audio.parent
    if target.alone:
        files.put_in_place(stage, target.folder)
        return Published(narration, target.folder / audio.name)
    signature = audio.with_suffix(SIDECAR)
    about = {"audio": files.content_named(audio)}
    audio = stage / about["audio"]["name"]
    paths = {}
    if signature.exists():
        paths["credentials"] = signature.rename(audio.with_suffix(SIDECAR))
    if narration.cover:
        paths["cover"] = audio.with_suffix(".png" if narration.cover[:1] == b"\x89" else ".jpg")
        paths["cover"].write_bytes(narration.cover)
    for role, suffix, write in BESIDE:
        paths[role] = _written(audio.with_suffix(suffix), write(narration))
    about |= {role: files.describe(path) for role, path in paths.items()}
    plain = manifest(narration, about)
    page = {**plain, "utterances": Many(brief, narration.cues)}
    page["figure"] = plain["figure"] = figure_member(page)
    for role, name, content in _of_the_page(page, site or Embed(), audio.stem):
        plain["files"][role] = files.describe(_written(stage / name, content))
    names = [about["name"] for about in plain["files"].values()]
    plain["superseded"] = files.superseded(target.folder, names)
    with (stage / NAME).open("wb") as file:
        file.writelines(dump(plain))
    files.put_in_place(stage, target.folder)
    return Published(
        narration,
        audio=target.folder / audio.name,
        manifest=target.folder / NAME,
        captions=target.folder / paths["captions"].name,
    )


def _of_the_page(plain: Plain, site: Embed, stem: str) -> tuple[tuple[str, str, list[str]], ...]:
    """Return what the page needs: the role in the manifest, the name and the content of each."""
    return (
        ("transcript", f"{stem}.html", [transcript(plain)]),
        ("embed", f"{stem}.embed.html", [embed(plain, site), "\n"]),
        ("player", PLAYER, [player()]),
        ("player_bar", BAR, [player(BAR)]),
    )


def _written(path: Path, content: Iterable[str]) -> Path:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(content)
    return path
