"""narrate rebuild: a changed dictionary, voice or rule reaches every published narration."""

from contextlib import closing
from functools import partial
from itertools import filterfalse
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from narrate.cli import options, output, progress
from narrate.runtime.process import one_heap
from narrate.runtime.store import takes_output

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Sequence

    from narrate.batch.attempts import Attempts
    from narrate.batch.rebuild import Rebuilt
    from narrate.batch.remote import Folder
    from narrate.batch.search import Searches
    from narrate.config import Settings

    Place = Path | Folder

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

    Prints each narration with its number of new sentences. A run that was interrupted continues.
    """
    from narrate.batch import rebuild as archive, remote
    from narrate.batch.attempts import Attempts
    from narrate.batch.search import Searches

    one_heap()
    settings = _settings(voice, cluster)
    everything |= voice is not None
    names = folders or ([settings.output] if _exists(settings.output) else [])
    stores = [*filter(takes_output, names)]
    roots = archive.roots([*filterfalse(takes_output, names)])
    attempts = Attempts(progress, many=True)
    with Searches(roots, stores, settings, everything=everything) as search:
        rebuilt = _rebuilt(search.places, settings, attempts, voice=voice or "", dry_run=dry_run)
        with closing(rebuilt) as results:
            current, changed = _print_results(results, search, dry_run=dry_run, json_=json_)
        output.failures(attempts.failures if json_ else {})
        attempts.successes += len(changed)
        if not dry_run and not attempts.failures:
            search.finish()
    if not json_:
        print(_summary(changed, len(current) + search.passed_over, dry_run=dry_run))
    # Pages follow for all: a run that was killed may have rebuilt some without their pages.
    if not dry_run:
        remote.follow_places(current, settings, attempts)
    attempts.finish()


def _settings(voice: str | None, cluster: str | None) -> "Settings":
    """Return the settings; UsageError for an unknown voice, once and not at each article."""
    from narrate import voices

    settings = options.settings(voice=voice, cluster=cluster)
    if settings.voice != voices.AUTO:
        voices.named(settings.voice)
    return settings


def _exists(output: str) -> bool:
    return takes_output(output) or Path(output).is_dir()


def _print_results(
    results: "Iterable[tuple[Place, Rebuilt]]", search: "Searches", *, dry_run: bool, json_: bool
) -> "tuple[list[Place], list[Rebuilt]]":
    """Print a line for each narration that is made again.

    Return the places of all narrations, and the results of those that are made again.
    """
    current, changed = [], []
    for place, result in results:
        current.append(place)
        search.note(place, result.saying)
        if result.path:
            changed.append(result)
            path = str(place) if dry_run else f"{place}/{result.path.name}"
            if json_:
                seconds = round(result.seconds, 3)
                output.line({"narration": path, "sentences": result.sentences, "seconds": seconds})
            else:
                print(f"{path}: {_count(result.sentences)}", flush=True)
    return current, changed


def _rebuilt(
    places: "Sequence[Place]",
    settings: "Settings",
    attempts: "Attempts",
    *,
    voice: str,
    dry_run: bool,
) -> "Generator[tuple[Place, Rebuilt]]":
    """Yield the result for each narration in order; as many run at once as there are cores."""
    from narrate.batch import rebuild as archive, remote
    from narrate.batch.crew import Crew
    from narrate.batch.report import report_damage

    if not places:
        return
    with Crew(settings, len(places), report=progress) as crew:

        def again(place: "Place") -> "Callable[..., Rebuilt | None]":
            if isinstance(place, Path):
                work = partial(archive.rebuild, crew.place(place))
            else:
                work = partial(remote.rebuild, place)
            return partial(work, settings=crew.settings, voice=voice, dry_run=dry_run)

        results = crew.in_order((place, again(place)) for place in places)
        for place, result in progress.bar("Articles", results, len(places)):
            if rebuilt := attempts.attempt(str(place), result):
                yield place, rebuilt
    report_damage(crew.damaged, progress)


def _summary(changed: "list[Rebuilt]", articles: int, *, dry_run: bool) -> str:
    sentences = sum(result.sentences for result in changed)
    minutes = sum(result.seconds for result in changed) / 60
    return (
        f"{len(changed)} of {articles} articles {'would be' if dry_run else 'are'} made again: "
        f"{_count(sentences)}, {minutes:.1f} minutes."
    )


def _count(sentences: int) -> str:
    return f"{sentences} sentence{'' if sentences == 1 else 's'}"
