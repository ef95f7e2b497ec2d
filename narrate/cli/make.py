"""narrate make: articles become audio."""

import json
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from narrate.cli import options, progress
from narrate.errors import UsageError

if TYPE_CHECKING:
    from narrate.publish import Published

EXAMPLE = "narrate make STORY.md --voice espeak-en-gb -o output/story"


def command(
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE...",
            help="Text, Markdown or HTML files, pages, folders, feeds, sitemaps, lists of "
            "addresses, or -.",
        ),
    ],
    output: options.Output = "",
    voice: options.VoiceName = None,
    speed: options.Speed = None,
    language: options.Language = None,
    title: options.Title = "",
    stream: Annotated[
        bool,
        typer.Option(
            "--stream", help="With -o -: write MP3 that plays while the rest is still made."
        ),
    ] = False,
    private: options.Private = False,
    drafts: options.Drafts = False,
    anyway: options.Anyway = False,
    json_: options.Json = False,
) -> None:
    """Make an MP3 of each article, with captions and narrate.json beside it.

    Prints the path of the audio.
    """
    from narrate.batch.follow import follow
    from narrate.batch.places import extension
    from narrate.batch.run import Run
    from narrate.source import Overrides, Web

    settings = options.settings(voice=voice, speed=speed, language=language)
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
        if run.many and (title or output == "-" or extension(output)):
            raise UsageError(
                "Several articles share no title and no file: give a folder with -o, and no "
                "--title."
            )
        if stream:
            if output != "-":
                raise UsageError("A stream goes to standard output: give -o - with --stream.")
            for data in run.stream(items[0], web):
                sys.stdout.buffer.write(data)
                sys.stdout.buffer.flush()
            return
        for task, published in run.narrate_all(items, web):
            if output == "-":
                sys.stdout.buffer.write(published.audio.read_bytes())
            else:
                print(_json(task.name, published) if json_ else published.audio, flush=True)
        follow(run.folders, settings, run)
        run.finish()


def _json(source: str, made: "Published") -> str:
    narration = made.narration
    summary = {
        "source": source,
        "audio": str(made.audio),
        "manifest": str(made.manifest) if made.manifest else None,
        "captions": str(made.captions) if made.captions else None,
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
    # A file name that is not UTF-8 can be told in escapes only.
    is_utf8 = source.encode(errors="replace").decode() == source
    return json.dumps(summary, ensure_ascii=not is_utf8)
