"""narrate make: articles become audio."""

import json
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from narrate.cli import options, progress
from narrate.errors import UsageError

if TYPE_CHECKING:
    from narrate.batch.run import Run
    from narrate.publish import Published

EXAMPLE = "narrate make STORY.md --voice espeak-en-gb -o output"


Sources = Annotated[
    list[str],
    typer.Argument(
        metavar="SOURCE...",
        help="Text, Markdown or HTML files, pages, folders, feeds, sitemaps, lists of "
        "addresses, or -.",
    ),
]
Stream = Annotated[
    bool,
    typer.Option("--stream", help="With -o -: write MP3 that plays while the rest is still made."),
]

Listen = Annotated[
    bool,
    typer.Option(
        "--listen", help="Let a recognizer hear each new take of a neural voice, and speak again."
    ),
]


def command(
    sources: Sources,
    output: options.Output = "",
    voice: options.VoiceName = None,
    speed: options.Speed = None,
    language: options.Language = None,
    title: options.Title = "",
    listen: Listen = False,
    stream: Stream = False,
    private: options.Private = False,
    drafts: options.Drafts = False,
    anyway: options.Anyway = False,
    cluster: options.Cluster = None,
    json_: options.Json = False,
) -> None:
    """Make an MP3 of each article, with captions and narrate.json beside it.

    Prints the path of the audio.
    """
    from narrate.batch.run import Run
    from narrate.source import Overrides, Web

    settings = options.settings(
        voice=voice, speed=speed, language=language, cluster=cluster, listen=listen or None
    )
    web = Web(private=private)
    requested = options.requested(voice=voice, speed=speed, pitch=None)
    with Run(
        settings,
        output,
        title=title,
        report=progress,
        requested=requested,
        overrides=Overrides(drafts, anyway),
    ) as run:
        items = run.list_items(sources, web)
        _refuse_conflicts(output, title, many=run.many, stream=stream)
        if stream:
            for data in run.stream(items[0], web):
                sys.stdout.buffer.write(data)
                sys.stdout.buffer.flush()
            return
        for task, published in run.narrate_all(items, web):
            if output == "-":
                sys.stdout.buffer.write(published.audio.read_bytes())
            else:
                audio = run.shown(published.audio)
                print(_json(task.name, published, run) if json_ else audio, flush=True)
        run.follow()
        run.finish()


def _refuse_conflicts(output: str, title: str, *, many: bool, stream: bool) -> None:
    """Raise UsageError for options that exclude each other."""
    from narrate.batch.places import extension

    if many and (title or output == "-" or extension(output)):
        raise UsageError(
            "Several articles cannot share one title or one file: give a folder with -o, and "
            "leave out --title."
        )
    if stream and output != "-":
        raise UsageError("A stream goes to standard output: give -o - with --stream.")


def _json(source: str, published: "Published", run: "Run") -> str:
    narration = published.narration
    summary = {
        "source": source,
        "audio": run.shown(published.audio),
        "manifest": run.shown(published.manifest) if published.manifest else None,
        "captions": run.shown(published.captions) if published.captions else None,
        "title": narration.article.title,
        "duration_ms": round(narration.duration_s * 1000),
        "sentences": len(narration.cues),
        "skipped": [
            {"text": skipped.block.text, "reason": skipped.reason}
            for skipped in narration.article.skipped
        ],
        "voice": narration.voice.name,
        "loudness_lufs": narration.loudness.target_lufs,
        "disclosure": narration.disclosure,
    }
    # JSON can hold a file name that is not UTF-8 in escapes only.
    is_utf8 = source.encode(errors="replace").decode() == source
    return json.dumps(summary, ensure_ascii=not is_utf8)
