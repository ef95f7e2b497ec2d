"""narrate feed: a podcast feed of everything that was published."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from narrate.cli import options
from narrate.errors import Exit, PublishError

if TYPE_CHECKING:
    from narrate.model import Feed

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
    about = replace(about, base=base or about.base)
    print(f"{path}: {write(Path(folder), about)}")


def write(folder: Path, about: "Feed") -> str:
    """Write a folder's feed, whole or not at all, and return how many articles it lists."""
    from narrate.publish import feed, files, shelf  # noqa: PLC0415 - --help needs none of it

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


def _check(path: Path, server: str) -> None:
    from narrate.publish.lint import lint  # noqa: PLC0415 - as above

    if not path.is_file():
        raise PublishError(f"There is no {path}: write it with narrate feed {path.parent}")
    problems = lint(path.read_bytes(), path.parent, server)
    for problem in problems:
        print(f"{path}: {problem}")
    if problems:
        raise typer.Exit(Exit.CANNOT)
    print(f"{path}: nothing to object to")
