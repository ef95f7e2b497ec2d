"""The file that holds a folder's podcast feed."""

from pathlib import Path

from narrate.errors import PublishError
from narrate.model import Feed
from narrate.publish import feed, files, shelf


def write(folder: Path, about: Feed) -> str:
    """Write a folder's feed, whole or not at all, and return how many articles it lists."""
    if not folder.is_dir():
        raise PublishError(f"There is no folder {folder}: name the one with your narrations.")
    path = folder / about.file
    before = path.read_bytes() if path.is_file() else b""
    data = feed.feed(shelf.stories(folder), folder, about, before=before)
    with files.staged(files.Target(folder, "")) as staged:
        (staged.parent / about.file).write_bytes(data)
        files.put_in_place(staged.parent, folder)
    count = data.count(b"<item>")
    return f"{count} article{'s' if count != 1 else ''}"
