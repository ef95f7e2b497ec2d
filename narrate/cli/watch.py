"""narrate watch: what is new or changed becomes audio."""

import time
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from narrate.cli import options, progress
from narrate.cli.follow import follow
from narrate.cli.make import Run

if TYPE_CHECKING:
    from narrate.source import Item, Web
    from narrate.watch import State

EXAMPLE = "narrate watch . --once -o output"


def command(
    sources: Annotated[
        list[str],
        typer.Argument(metavar="SOURCE...", help="Folders, feeds, sitemaps, pages, files."),
    ],
    output: options.Folder = "",
    every: Annotated[
        float, typer.Option(metavar="SECONDS", min=1, help="How long between two looks.")
    ] = 300,
    once: Annotated[
        bool, typer.Option("--once", help="Look once, as a scheduled job does.")
    ] = False,
    voice: options.VoiceName = None,
    language: options.Language = None,
    private: options.Private = False,
) -> None:
    """Narrate what is new or changed, now and whenever it appears; Ctrl-C ends it.

    Prints the path of each audio that it makes. After a restart nothing is made twice.
    """
    from narrate.source import Web  # noqa: PLC0415 - the stages take time, and --help needs none
    from narrate.stamp import sounds as hash_of  # noqa: PLC0415 - as above
    from narrate.watch import State  # noqa: PLC0415 - as above

    settings = options.settings(voice=voice, language=language)
    settings = replace(settings, output=output or settings.output)
    state = State(Path(settings.output))
    if state.damaged:
        progress.note("what an earlier watch left cannot be read; every article is made again.")
    told: set[str] = set()
    while True:
        with Run(settings, "", many=True, told=told) as run:
            web, sounds = Web(private=private), hash_of(settings)
            behind = partial(state.listed, web=web, sounds=sounds)
            found = run.listed(dict.fromkeys(sources), behind)
            # Those that have a place keep it, whatever is new and would take it.
            for item in sorted(found, key=lambda item: not state.has(item.name)):
                run.attempt(item.name, partial(_look, item, run, web, state, sounds))
        follow(run.folders, settings)
        told = run.complaints
        if not told:
            state.close_round(sounds)
        if once:
            run.finish()
            return
        time.sleep(every)


def _look(item: "Item", run: Run, web: "Web", state: "State", sounds: str) -> None:
    """Narrate an article unless it is as it was."""
    from narrate import pipeline, stamp  # noqa: PLC0415 - as above
    from narrate.publish import files, shelf  # noqa: PLC0415 - as above

    item = state.fetched(item, web, sounds)
    if item.fetched and item.fetched.unchanged:
        return
    reading = pipeline.read(item, run.settings, web=web)
    digest = stamp.of_article(reading.article, sounds)
    folder = run.placed(item.name, reading.article).place.folder
    if not (state.knows(item.name, digest) and files.stands(folder)):
        if why := shelf.withdrawn(folder):
            progress.note(f"{item.name}: {why}")
        else:
            print(run.narrate(run.order(item.name, reading)).audio, flush=True)
    state.keep(item, digest, sounds)
