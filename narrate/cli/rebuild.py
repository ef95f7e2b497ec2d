"""narrate rebuild: a changed dictionary, voice or rule reaches every published narration."""

import json
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from narrate.cli import options, progress
from narrate.runtime.process import one_heap

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable

    from narrate.batch.attempts import Attempts
    from narrate.batch.rebuild import Rebuilt
    from narrate.batch.words import Search
    from narrate.config import Settings

EXAMPLE = "narrate rebuild --dry-run"


def command(
    folders: Annotated[
        list[str] | None,
        typer.Argument(metavar="[FOLDER...]", help="Where narrations are; else the output folder."),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be made again, and make nothing.")
    ] = False,
    voice: Annotated[
        str | None,
        typer.Option(
            "--voice", metavar="NAME", help="Let it speak all of them; else each its own."
        ),
    ] = None,
    everything: Annotated[
        bool,
        typer.Option("--all", help="Look at every narration, also where an index of words is."),
    ] = False,
    cluster: options.Cluster = None,
    json_: options.Json = False,
) -> None:
    """Speak again only the sentences that a changed dictionary, voice or rule touches.

    Prints each narration with its number of new sentences. After an interruption, run it again:
    it continues.
    """
    from narrate.batch import rebuild as archive
    from narrate.batch.attempts import Attempts
    from narrate.batch.follow import follow
    from narrate.batch.words import Search

    one_heap()
    settings = _settings(voice, cluster)
    everything |= voice is not None
    default = [settings.output] if Path(settings.output).is_dir() else []
    attempts = Attempts(progress, many=True)
    rebuild = partial(archive.rebuild, voice=voice or "", dry_run=dry_run)
    with (
        Search(archive.roots(folders or default), settings, everything=everything) as search,
        closing(_rebuilt(search.folders, rebuild, settings, attempts)) as results,
    ):
        current, changed = _print_results(results, search, json_=json_)
        attempts.successes += len(changed)
        if not dry_run and not attempts.failures:
            search.finish()
    if not json_:
        print(_summary(changed, len(current) + search.passed_over, dry_run=dry_run))
    # Pages follow for all: a run that was killed may have rebuilt some without their pages.
    follow([] if dry_run else current, settings, attempts, indexed=True)
    attempts.finish()


def _settings(voice: str | None, cluster: str | None) -> "Settings":
    """Return the settings; UsageError for an unknown voice, once and not at each article."""
    from narrate import voices

    settings = options.settings(voice=voice, cluster=cluster)
    if settings.voice != voices.AUTO:
        voices.named(settings.voice)
    return settings


def _print_results(
    results: "Iterable[tuple[Path, Rebuilt]]", search: "Search", *, json_: bool
) -> "tuple[list[Path], list[Rebuilt]]":
    """Print a line for each narration that is made again.

    Return the folders of all narrations, and the results of those that are made again.
    """
    current, changed = [], []
    for folder, result in results:
        current.append(folder)
        search.note(folder, result.saying)
        if result.path:
            changed.append(result)
            print(_line(result, json_=json_), flush=True)
    return current, changed


def _rebuilt(
    archive_folders: list[Path],
    rebuild: "Callable[..., Rebuilt | None]",
    settings: "Settings",
    attempts: "Attempts",
) -> "Generator[tuple[Path, Rebuilt]]":
    """Yield the result for each narration in order; as many run at once as there are cores."""
    from narrate.batch.crew import Crew
    from narrate.batch.run import report_damage

    if not archive_folders:
        return
    with Crew(settings, len(archive_folders), report=progress) as crew:
        results = crew.in_order(
            (folder, partial(rebuild, crew.place(folder), crew.settings))
            for folder in archive_folders
        )
        for folder, result in progress.bar("Articles", results, len(archive_folders)):
            if rebuilt := attempts.attempt(str(folder), result):
                path = rebuilt.path
                if path is not None:
                    path = folder if path == crew.place(folder) else folder / path.name
                yield folder, rebuilt._replace(path=path)
    report_damage(crew.damaged, progress)


def _line(result: "Rebuilt", *, json_: bool) -> str:
    if not json_:
        return f"{result.path}: {_count(result.sentences)}"
    seconds = round(result.seconds, 3)
    return json.dumps(
        {"narration": str(result.path), "sentences": result.sentences, "seconds": seconds}
    )


def _summary(changed: "list[Rebuilt]", articles: int, *, dry_run: bool) -> str:
    sentences = sum(result.sentences for result in changed)
    minutes = sum(result.seconds for result in changed) / 60
    return (
        f"{len(changed)} of {articles} articles {'would be' if dry_run else 'are'} made again: "
        f"{_count(sentences)}, {minutes:.1f} minutes."
    )


def _count(sentences: int) -> str:
    return f"{sentences} sentence{'' if sentences == 1 else 's'}"
