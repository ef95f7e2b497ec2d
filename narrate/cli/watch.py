"""narrate watch: narrate new and changed articles again and again."""

import time
from dataclasses import replace
from typing import Annotated

import typer

from narrate.cli import options, output as results, progress

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
    drafts: options.Drafts = False,
    anyway: options.Anyway = False,
    cluster: options.Cluster = None,
    json_: options.Json = False,
) -> None:
    """Narrate new and changed articles, now and whenever they appear; Ctrl-C ends it.

    Prints the path of each audio that it makes. After a restart nothing is made twice.
    """
    from narrate.batch.watch import Watch
    from narrate.batch.watch_state import WatchState
    from narrate.source import Overrides, Web

    settings = options.settings(voice=voice, language=language, cluster=cluster)
    settings = replace(settings, output=output or settings.output)
    requested = options.requested(voice=voice, speed=None, pitch=None)
    overrides, state = Overrides(drafts, anyway), WatchState.of(settings.output)
    watch = Watch(sources, settings, state, progress, requested, overrides=overrides)
    while True:
        for audio in watch.look(Web(private=private)):
            if json_:
                results.line({"audio": audio})
            else:
                print(audio, flush=True)
        if json_:
            results.failures(watch.failures)
        if once:
            watch.finish()
            return
        time.sleep(every)
