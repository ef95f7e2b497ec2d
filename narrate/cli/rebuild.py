"""narrate rebuild: a changed dictionary, voice or rule reaches every narration made so far."""

import json
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from narrate.cli import options, progress
from narrate.runtime.process import one_heap

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from narrate.batch.attempts import Attempts
    from narrate.batch.rebuild import Rebuilt
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
    json_: options.Json = False,
) -> None:
    """Make again what a changed dictionary, voice or rule touches, only those sentences.

    Prints each narration with what is said anew. Stopped, it goes on where it was the next time.
    """
    from narrate import voices
    from narrate.batch import rebuild as archive
    from narrate.batch.attempts import Attempts
    from narrate.batch.follow import follow

    one_heap()
    settings = options.settings(voice=voice)
    if settings.voice != voices.AUTO:
        voices.named(settings.voice)  # an unknown voice stops the run once, not at each article
    where = folders or [name for name in (settings.output,) if Path(name).is_dir()]
    found = archive.folders(where)
    attempts, sentences, seconds = Attempts(progress, many=True), 0, 0.0
    stand: list[Path] = []
    rebuild = partial(archive.rebuild, voice=voice or "", dry_run=dry_run)
    with closing(_rebuilt(found, rebuild, settings, attempts)) as rebuilt:
        for folder, one in rebuilt:
            stand.append(folder)
            if one.path:
                attempts.successes += 1
                sentences, seconds = sentences + one.sentences, seconds + one.seconds
                print(_line(one, json_=json_), flush=True)
    if not json_:
        are = "would be" if dry_run else "are"
        print(
            f"{attempts.successes} of {len(stand)} articles {are} made again: {_count(sentences)}, "
            f"{seconds / 60:.1f} minutes."
        )
    # All of them: to one that a run made again before it was killed, its pages are still to follow.
    follow([] if dry_run else stand, settings, attempts)
    attempts.finish()


def _rebuilt(
    found: list[Path],
    rebuild: "Callable[..., Rebuilt | None]",
    settings: "Settings",
    attempts: "Attempts",
) -> "Generator[tuple[Path, Rebuilt]]":
    """Yield what became of each narration, in order, as many at once as there are cores."""
    from narrate.batch.crew import Crew
    from narrate.batch.run import report_damage
    from narrate.runtime.parallel import in_order

    with Crew(settings, len(found)) as crew:

        def work(folder: Path) -> "Rebuilt | None":
            again = partial(rebuild, folder, crew.settings)
            return attempts.attempt(str(folder), partial(crew, again))

        done = in_order(work, found, crew.size)
        for folder, one in zip(found, progress.bar("Articles", done, len(found)), strict=True):
            if one:
                yield folder, one
    report_damage(crew.damaged, progress)


def _line(one: "Rebuilt", *, json_: bool) -> str:
    if not json_:
        return f"{one.path}: {_count(one.sentences)}"
    seconds = round(one.seconds, 3)
    return json.dumps({"narration": str(one.path), "sentences": one.sentences, "seconds": seconds})


def _count(sentences: int) -> str:
    return f"{sentences} sentence{'' if sentences == 1 else 's'}"
