"""narrate retract: a withdrawn article leaves everywhere."""

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from narrate.cli import options, output as results, progress
from narrate.runtime.store import is_store, takes_output

EXAMPLE = "narrate retract story -o output"


def command(
    story: Annotated[
        str, typer.Argument(metavar="STORY", help="A narration's folder, its id or its address.")
    ],
    output: options.Folder = "",
    reason: Annotated[str, typer.Option(metavar="TEXT", help="Why; narrate.json keeps it.")] = "",
    pages: Annotated[
        list[Path] | None,
        typer.Option("--page", metavar="PAGE", help="An HTML file to take it out of; repeatable."),
    ] = None,
    json_: options.Json = False,
) -> None:
    """Withdraw an article's narration: delete its files of every version, take it out of the feed.

    A narrate.json remains that says so, so that programs that read it show no player. Prints the
    pages that were changed and the files that were deleted.
    """
    from narrate.publish import feedfile
    from narrate.publish.page import take_from
    from narrate.publish.retract import feed_folders, find, retract

    settings = options.settings()
    takes_output(output or settings.output)  # an address of no store is refused
    if is_store(place := next(filter(is_store, (story, output)), settings.output)):
        from narrate.batch import remote

        address = output if is_store(output) else settings.output
        if not is_store(address):  # the address of the story alone names its store
            address, _, story = place.rstrip("/").rpartition("/")
        for page in pages or ():
            take_from(page)
        deleted = remote.withdraw(story, address, reason, progress.note)
        feeds = remote.refreshed_feed(address, settings, progress.note)
        _print(pages or (), deleted, feeds, json_=json_)
        return
    root = Path(output or settings.output)
    withdrawn = find(story, root, progress.note)
    for page in pages or ():
        take_from(page)
    deleted, feeds = [str(withdrawn.folder / name) for name in retract(withdrawn, reason)], []
    # All is done before anything is printed: the reader of the output may have left.
    for folder in feed_folders(withdrawn, root, settings.feed.file):
        listed = feedfile.write(folder, settings.feed, progress.note)
        feeds.append(f"{folder / settings.feed.file}: {listed}")
    _print(pages or (), deleted, feeds, json_=json_)


def _print(pages: Iterable[Path], deleted: list[str], feeds: list[str], *, json_: bool) -> None:
    changed = list(map(str, pages))
    if json_:
        results.document({"pages": changed, "deleted": deleted, "feeds": feeds})
    else:
        print("\n".join([*changed, *deleted, *feeds]))
