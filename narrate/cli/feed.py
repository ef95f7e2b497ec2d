"""narrate feed: a podcast feed of everything that was published."""

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from narrate.cli import options, progress
from narrate.errors import Exit, PartlyDone, PublishError

EXAMPLE = "narrate feed output --base https://example.org/audio/"


def command(
    folder: Annotated[str, typer.Argument(metavar="FOLDER", help="Where narrations stand.")],
    base: Annotated[
        str,
        typer.Option(
            metavar="URL",
            help="Where the folder stands on the web; with --check, the server to ask.",
        ),
    ] = "",
    check: Annotated[
        bool, typer.Option("--check", help="Only look at the feed and the files it names.")
    ] = False,
) -> None:
    """Write the feed of all narrations under a folder: RSS with iTunes and Podcasting 2.0 tags.

    Prints its path. With --check it prints what a directory would refuse, and exits with 1 if
    there is any.
    """
    about = options.settings().feed
    path = Path(folder) / about.file
    if check:
        _check(path, base)
        return
    from narrate.publish import feedfile

    damaged: list[str] = []
    listed = feedfile.write(Path(folder), replace(about, base=base or about.base), damaged.append)
    print(f"{path}: {listed}")
    for complaint in damaged:
        progress.note(complaint)
    if damaged:
        raise PartlyDone(f"{len(damaged)} of the narrations under {folder} cannot be read.")


def _check(path: Path, server: str) -> None:
    from narrate.publish import feedfile
    from narrate.publish.lint import lint

    if not path.exists():
        raise PublishError(f"There is no {path}: write it with narrate feed {path.parent}")
    problems = lint(feedfile.read(path), path.parent, server)
    for problem in problems:
        print(f"{path}: {problem}")
    if problems:
        raise typer.Exit(Exit.CANNOT)
    print(f"{path}: nothing to object to")
