"""The file of a feed, written from the narrations that lie under its folder."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from narrate.errors import PublishError
from narrate.model import Feed
from narrate.publish import feed, files, shelf

_LARGEST_BYTES: Final = 20_000_000  # twice as large as any feed that directories fetch


def write(folder: Path, settings: Feed, complain: shelf.Complain) -> str:
    """Write a folder's feed, whole or not at all, and return how many articles it lists.

    A narration that cannot be read is reported to ``complain`` and left out. PublishError for a
    feed that narrate did not write, and for a folder that is not there.
    """
    if not folder.is_dir():
        raise PublishError(f"There is no folder {folder}. Name the folder of your narrations.")
    path = folder / settings.file
    previous = read(path) if path.exists() else b""
    if previous.strip() and not feed.is_ours(previous):
        raise PublishError(
            f"{path} was not written by narrate, which therefore leaves it as it is. Move it away, "
            "or give narrate's feed another name: set file under [feed] in narrate.toml."
        )
    now = datetime.now(UTC)
    data = feed.feed(shelf.stories(folder, complain), folder, settings, previous=previous, now=now)
    if data != previous:
        with files.staged(files.Target(folder, "")) as staged:
            (staged.parent / settings.file).write_bytes(data)
            files.put_in_place(staged.parent, folder)
    count = data.count(b"<item>")
    return f"{count} article{'s' if count != 1 else ''}"


def read(path: Path) -> bytes:
    """Return the bytes of a feed; PublishError where it cannot be read or is too large."""
    try:
        if not path.is_file() or path.stat().st_size > _LARGEST_BYTES:
            raise PublishError(
                f"{path} is no feed: narrate reads files of at most "
                f"{_LARGEST_BYTES // 1_000_000} MB. Move it away."
            )
        return path.read_bytes()
    except OSError as error:
        raise PublishError(f"{path} cannot be read: {error.strerror or error}.") from error
