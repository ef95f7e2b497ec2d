"""narrate plan: what an archive takes, before it is narrated."""

from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from narrate.cli import options, output, progress

if TYPE_CHECKING:
    from narrate.batch.forecast import Forecast

EXAMPLE = "narrate plan . --workers 100"
_DAY_H, _HOUR_S = 24, 3600


def command(
    sources: Annotated[
        list[str],
        typer.Argument(metavar="SOURCE...", help="Folders, feeds, sitemaps, exports, pages."),
    ],
    voice: options.VoiceName = None,
    language: options.Language = None,
    workers: Annotated[
        int, typer.Option(metavar="N", min=1, help="Say how long so many workers take.")
    ] = 1,
    sample: Annotated[
        int,
        typer.Option(metavar="N", min=0, help="Read so many articles at most; 0 reads all."),
    ] = 1000,
    private: options.Private = False,
    drafts: options.Drafts = False,
    anyway: options.Anyway = False,
    json_: options.Json = False,
) -> None:
    """Say how much audio an archive gives, and the time and storage that it takes.

    Nothing is published. The articles are read, and a minute of one is narrated to time the voice
    on this machine.
    """
    from narrate import pipeline
    from narrate.batch.attempts import Attempts
    from narrate.batch.forecast import forecast, sample as sample_of
    from narrate.source import Overrides, Web, items as items_of

    settings, web = options.settings(voice=voice, language=language), Web(private=private)
    attempts = Attempts(progress, many=True)
    items = [
        item
        for source in dict.fromkeys(sources)
        for item in attempts.attempt(source, partial(items_of, source, web)) or ()
    ]
    read = partial(pipeline.read, settings=settings, web=web, overrides=Overrides(drafts, anyway))
    chosen = sample_of(items, sample)
    result = forecast(
        progress.bar("Articles", chosen, len(chosen)),
        settings,
        read,
        attempts,
        scale=len(items) / max(1, len(chosen)),
    )
    attempts.tell_list_pages()
    if json_:
        output.document({**result._asdict(), "workers": workers, "days": result.days(workers)})
    else:
        print("\n".join(_lines(result, workers)))


def _lines(result: "Forecast", workers: int) -> list[str]:
    read = "all were read" if result.read == result.articles else f"{result.read:,} were read"
    core = f"{result.real_time_factor:.2g} of the audio's length"
    time = _time(result.hours / workers)
    return [
        f"articles   {result.articles:,}; {read}",
        f"held back  {result.held_back:,}; cannot be read: {result.failed:,}",
        f"audio      {result.minutes:,.0f} minutes by {result.voice}",
        f"sentences  {result.sentences:,}; {result.shared:.0%} stand in another article, too",
        f"work       {_time(result.hours)} of one core of this machine, {core}",
        f"time       {time} on {workers:,} worker{'' if workers == 1 else 's'}",
        f"storage    {result.megabytes:,.0f} MB",
    ]


def _time(hours: float) -> str:
    """Return a duration as people say it, in days where it takes two or more."""
    if hours >= 2 * _DAY_H:
        return f"{hours / _DAY_H:,.1f} days"
    return progress.duration(hours * _HOUR_S)
