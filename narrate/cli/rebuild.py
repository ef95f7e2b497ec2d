"""narrate rebuild: a changed dictionary, voice or rule reaches every narration made so far."""

import json
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from narrate import interpreter
from narrate.cli import options, progress
from narrate.cli.attempts import Attempts
from narrate.cli.follow import follow

if TYPE_CHECKING:
    from narrate.archive import Story, Touched
    from narrate.studio import Studio

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
    from narrate import archive  # noqa: PLC0415 - the stages take time, and --help needs none
    from narrate.studio import Studio  # noqa: PLC0415 - as above

    interpreter.one_heap()
    settings = options.settings(voice=voice)
    where = folders or [name for name in (settings.output,) if Path(name).is_dir()]
    found = archive.folders(where)
    work, articles, sentences, seconds = Attempts(many=True), 0, 0, 0.0
    remade: list[Path] = []
    with Studio(settings) as studio:
        for folder in progress.bar("Articles", found, len(found)):
            name = str(folder)
            story = work.attempt(name, partial(archive.story, folder, settings, voice or ""))
            articles += bool(story)
            touched = story and work.attempt(name, partial(archive.touched, story, studio))
            made = touched and work.attempt(
                name, partial(_made, touched.story, studio, dry_run=dry_run)
            )
            if touched and made:
                work.done += 1
                sentences, seconds = sentences + touched.sentences, seconds + touched.seconds
                print(_line(made, touched, json_=json_), flush=True)
                remade += [] if dry_run else [folder]
    follow(remade, settings)
    if not json_:
        print(
            f"{work.done} of {articles} articles {'would be' if dry_run else 'are'} made again: "
            f"{_count(sentences)}, {seconds / 60:.1f} minutes."
        )
    work.finish()


def _made(story: "Story", studio: "Studio", *, dry_run: bool) -> str:
    return str(story.before.folder if dry_run else story.remake(studio).audio)


def _line(made: str, touched: "Touched", *, json_: bool) -> str:
    if not json_:
        return f"{made}: {_count(touched.sentences)}"
    seconds = round(touched.seconds, 3)
    return json.dumps({"narration": made, "sentences": touched.sentences, "seconds": seconds})


def _count(sentences: int) -> str:
    return f"{sentences} sentence{'' if sentences == 1 else 's'}"
