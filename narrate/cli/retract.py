"""narrate retract: a withdrawn article leaves everywhere."""

from pathlib import Path
from typing import Annotated

import typer

from narrate.cli import options

EXAMPLE = "narrate retract story -o output"


def command(
    story: Annotated[
        str, typer.Argument(metavar="STORY", help="A narration's folder, its id or its address.")
    ],
    output: options.Folder = "",
    reason: Annotated[
        str, typer.Option(metavar="TEXT", help="Why; it stands in what is left of narrate.json.")
    ] = "",
    pages: Annotated[
        list[Path] | None,
        typer.Option("--page", metavar="PAGE", help="An HTML file to take it out of; repeatable."),
    ] = None,
) -> None:
    """Withdraw an article's narration: its files of every version go, and it leaves the feed.

    A narrate.json that says so is left, so that what reads it shows no player. Prints the pages
    that were changed and the files that went.
    """
    from narrate.publish import feedfile
    from narrate.publish.page import take_from
    from narrate.publish.retract import find, retract

    settings = options.settings()
    root = Path(output or settings.output)
    found = find(story, root)
    for page in pages or ():
        take_from(page)
        print(page)
    for name in retract(found, reason):
        print(found.folder / name)
    path = root / settings.feed.file
    if path.is_file():
        print(f"{path}: {feedfile.write(root, settings.feed)}")
