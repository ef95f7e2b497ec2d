"""What follows what was made: the pages beside it, and the feed that lists it."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from narrate.cli import feed, progress

if TYPE_CHECKING:
    from narrate.config import Settings


def follow(folders: Iterable[Path], settings: "Settings") -> None:
    """Bring the pages and feeds beside narrations up to date, and drop what they then let go."""
    from narrate import publish  # noqa: PLC0415 - --help needs none of it
    from narrate.publish.files import above  # noqa: PLC0415 - as above

    folders = list(dict.fromkeys(folders))
    for folder in folders:
        for page in publish.follow(folder, settings.site):
            progress.note(f"{page} holds the new audio.")
    for root in dict.fromkeys(map(above, folders)):
        if (root / settings.feed.file).is_file():
            feed.write(root, settings.feed)
    for folder in folders:
        publish.release(folder)
