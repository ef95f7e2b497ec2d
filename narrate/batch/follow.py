"""After narrations were published: their pages, the feed and the index of words follow."""

from collections.abc import Iterable
from functools import partial
from pathlib import Path

from narrate import publish
from narrate.batch.attempts import Attempts
from narrate.batch.places import WORDS
from narrate.config import Settings
from narrate.publish.files import above


def follow(
    folders: Iterable[Path], settings: Settings, attempts: Attempts, *, indexed: bool = False
) -> None:
    """Bring the pages and feeds beside narrations up to date, then delete superseded files.

    The index of words, where there is one, has them already if they are ``indexed``.
    A page or a feed that cannot be written costs only itself, as ``attempts`` decides.
    """
    folders = list(dict.fromkeys(folders))
    if not indexed and any(
        (root / WORDS).is_file() for folder in folders for root in folder.resolve().parents
    ):
        from narrate.batch import words

        words.add(folders)
    for folder in folders:
        pages = attempts.attempt(str(folder), partial(publish.follow, folder, settings.site))
        for page in pages or ():
            attempts.report.note(f"{page} holds the new audio.")
    for root in dict.fromkeys(map(above, folders)):
        feed = root / settings.feed.file
        if feed.is_file():
            from narrate.publish import feedfile

            attempts.attempt(
                str(feed), partial(feedfile.write, root, settings.feed, attempts.report.note)
            )
    for folder in folders:
        attempts.attempt(str(folder), partial(publish.release, folder))
