"""narrate feed: a podcast feed of everything that was published."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from narrate.cli import options, output, progress
from narrate.errors import Exit, PartlyDone, PublishError, UsageError
from narrate.runtime.store import takes_output

if TYPE_CHECKING:
    from narrate.config import Settings

EXAMPLE = "narrate feed output --base https://example.org/audio/"


def command(
    folder: Annotated[str, typer.Argument(metavar="FOLDER", help="Where narrations stand.")],
    base: options.Base = None,
    check: Annotated[
        bool, typer.Option("--check", help="Only look at the feed and the files it names.")
    ] = False,
    server: Annotated[
        str,
        typer.Option(
            metavar="URL", help="With --check: a server of the folder, asked for its files."
        ),
    ] = "",
    json_: options.Json = False,
) -> None:
    """Write the feed of all narrations under a folder: RSS with iTunes and Podcasting 2.0 tags.

    Prints its path. With --check it prints the faults for which a directory would refuse it, and
    exits with 1 if there are any.
    """
    if server and not check:
        raise UsageError("--server works only together with --check: give both.")
    settings = options.settings(base=base)
    feed_settings = settings.feed
    path = Path(folder) / feed_settings.file
    if takes_output(folder):
        address = folder.rstrip("/")
        if check:
            from narrate.batch import near

            problems = near.feed_problems(address, settings, server)
            _show(f"{address}/{feed_settings.file}", problems, json_=json_)
        else:
            _write_to_store(address, settings, json_=json_)
        return
    if check:
        _check(path, settings, server, json_=json_)
        return
    from narrate.publish import feedfile

    damaged: list[str] = []
    listed = feedfile.write(Path(folder), feed_settings, damaged.append)
    _report(str(path), listed, folder, damaged, json_=json_)


def _write_to_store(address: str, settings: "Settings", *, json_: bool) -> None:
    from narrate.batch import remote

    damaged: list[str] = []
    listed = remote.feed(address, settings, damaged.append)
    _report(f"{address}/{settings.feed.file}", listed, address, damaged, json_=json_)


def _report(path: str, listed: str, folder: str, damaged: list[str], *, json_: bool) -> None:
    if json_:
        output.document({"feed": path, "lists": listed, "problems": damaged})
    else:
        print(f"{path}: {listed}")
    for complaint in damaged:
        progress.note(complaint)
    if damaged:
        raise PartlyDone(
            f"{len(damaged)} of the narrations under {folder} cannot be read: the feed lacks them."
        )


def _check(path: Path, settings: "Settings", server: str, *, json_: bool) -> None:
    from narrate.publish import feedfile
    from narrate.publish.lint import lint

    if not path.exists():
        raise PublishError(f"There is no {path}: write it with narrate feed {path.parent}")
    spoken = settings.spoken != "no"
    problems = lint(feedfile.read(path), path.parent, server, spoken=spoken)
    _show(str(path), problems, json_=json_)


def _show(path: str, problems: list[str], *, json_: bool) -> None:
    """Print the faults of a feed; exit with 1 if there are any."""
    if json_:
        output.document({"feed": path, "lists": "", "problems": problems})
    else:
        lines = [f"{path}: {problem}" for problem in problems]
        print("\n".join(lines or [f"{path}: nothing to object to"]))
    if problems:
        raise typer.Exit(Exit.CANNOT)
