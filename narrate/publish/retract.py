"""Withdraw an article: delete its files and leave a tombstone in their place."""

from datetime import UTC, datetime
from pathlib import Path

from narrate.errors import PublishError
from narrate.publish import feedfile, files, shelf
from narrate.publish.feed import is_ours
from narrate.publish.manifest import NAME, SCHEMA_VERSION, dump
from narrate.publish.shelf import Story


def find(name: str, root: Path, complain: shelf.Complain) -> Story:
    """Return the story of a folder, also by its name under ``root``, an article's id or address.

    PublishError where there is none. Manifests under ``root`` that cannot be read are reported to
    ``complain``.
    """
    folder = Path(name).parent if Path(name).name == NAME else Path(name)
    if (folder / NAME).is_file():
        return shelf.story(folder, head=True)
    matches = [
        story
        for story in shelf.stories(root, complain)
        if story.folder == root / name
        or name in (story.manifest["article"]["id"], story.manifest["article"]["url"])
    ]
    if len(matches) == 1:
        return matches[0]
    if matches:
        places = ", ".join(str(story.folder) for story in matches)
        raise PublishError(f"{name} is in several folders: {places}. Name one of them.")
    raise PublishError(
        f"There is no narration of {name} under {root}. Name its folder, or its id or address as "
        "narrate.json has it. If it lies elsewhere, name the folder of all narrations with -o."
    )


def feed_folders(story: Story, root: Path, feed_name: str) -> list[Path]:
    """Return the folders whose feed may list a story: the two above its own, and ``root``."""
    above = files.above(story.folder)
    folders = {folder.resolve(): folder for folder in (files.above(above), above, root)}
    return [folder for folder in folders.values() if _has_feed(folder / feed_name)]


def _has_feed(path: Path) -> bool:
    try:
        return path.is_file() and is_ours(feedfile.read(path))
    except PublishError:
        return False


def retract(story: Story, reason: str = "") -> list[str]:
    """Withdraw a story: delete its files of every version, and return their names.

    A manifest remains that says when and why; withdrawn again, a story keeps the date and the
    reason that it has. Errors: PublishError.
    """
    deleted = [path.name for path in story.strays()]
    article = {name: story.manifest["article"][name] for name in ("id", "title", "url")}
    tombstone = {
        "schema_version": SCHEMA_VERSION,
        "article": article,
        "files": {},
        "retracted": story.manifest.get("retracted")
        or datetime.now(UTC).isoformat(timespec="seconds"),
        "reason": reason or story.manifest.get("reason", ""),
        "withdrew": sorted({*deleted, *story.manifest.get("withdrew", ())}),
    }
    with files.staged(files.Target(story.folder, "")) as staged:
        (staged.parent / NAME).write_bytes(b"".join(dump(tombstone)))
        files.put_in_place(staged.parent, story.folder, deleted)
    return deleted
