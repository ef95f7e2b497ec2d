"""A story that is withdrawn: its files go, and a tombstone says so in their place."""

from datetime import UTC, datetime
from pathlib import Path

from narrate.errors import PublishError
from narrate.publish import files, shelf
from narrate.publish.manifest import NAME, SCHEMA_VERSION, dump
from narrate.publish.shelf import Story


def find(name: str, root: Path) -> Story:
    """Return the story of a folder, an article's id or its address; PublishError where none is."""
    folder = Path(name)
    if (folder / NAME).is_file():
        return shelf.story(folder)
    found = [
        story
        for story in shelf.stories(root)
        if name in (story.about["article"]["id"], story.about["article"]["url"])
    ]
    if len(found) == 1:
        return found[0]
    if found:
        places = ", ".join(str(story.folder) for story in found)
        raise PublishError(f"{name} is in several folders: {places}. Name one of them.")
    raise PublishError(
        f"There is no narration of {name} under {root}. Name its folder, or its id or address as "
        "narrate.json has it."
    )


def retract(story: Story, reason: str = "") -> list[str]:
    """Withdraw a story: remove its files of every version, and return their names.

    What is left is a manifest that says when it was withdrawn. Errors: PublishError.
    """
    gone = [path.name for path in story.strays()]
    article = {name: story.about["article"][name] for name in ("id", "title", "url")}
    about = {
        "schema_version": SCHEMA_VERSION,
        "article": article,
        "files": {},
        "retracted": datetime.now(UTC).isoformat(timespec="seconds"),
        "reason": reason,
        "withdrew": sorted({*gone, *story.about.get("withdrew", ())}),
    }
    with files.staged(files.Target(story.folder, "")) as staged:
        (staged.parent / NAME).write_bytes(b"".join(dump(about)))
        files.put_in_place(staged.parent, story.folder)
        for name in gone:
            (story.folder / name).unlink(missing_ok=True)
    return gone
