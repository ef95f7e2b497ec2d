"""narrate voices: who can speak, and how a voice is chosen, fetched and tried."""

import json
import sys
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from narrate.cli import audition, options, progress
from narrate.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from narrate.model import Voice
    from narrate.voices.install import Advance

EXAMPLES = {
    "list": "narrate voices list --language de --commercial",
    "show": "narrate voices show piper-de-thorsten",
    "install": "narrate voices install piper-de-thorsten",
    "remove": "narrate voices remove piper-de-thorsten",
    "preview": "narrate voices preview system espeak-en-us --text STORY.md -o output/voices",
    "bench": "narrate voices bench espeak-en-us tone",
}
_MB = 1_000_000

app = typer.Typer(
    name="voices",
    help="List, install, try and compare voices.",
    invoke_without_command=True,
    rich_markup_mode=None,
)
OfEngine = Annotated[
    str, typer.Option("--engine", metavar="NAME", help="List what this engine itself offers.")
]
Name = Annotated[str, typer.Argument(metavar="VOICE", help="Its name; see: narrate voices list")]
Names = Annotated[list[str], typer.Argument(metavar="VOICE...", help="Their names.")]


@app.callback(epilog="Example: narrate voices --engine espeak")
def default(context: typer.Context, engine: OfEngine = "", json_: options.Json = False) -> None:
    """List, install, try and compare voices; alone it lists them all."""
    if context.invoked_subcommand is None:
        list_(engine=engine, json_=json_)


@app.command("list", epilog=f"Example: {EXAMPLES['list']}")
def list_(
    engine: OfEngine = "",
    language: options.Language = None,
    commercial: Annotated[
        bool, typer.Option("--commercial", help="Those whose license allows commercial use.")
    ] = False,
    installed: Annotated[bool, typer.Option("--installed", help="Those that are there.")] = False,
    json_: options.Json = False,
) -> None:
    """List the voices: name, language, engine, whether it is there, commercial use, what it is."""
    from narrate import engines, voices
    from narrate.engines import pool

    if engine:
        engines.find(engine)
        found = pool.voices(engine)
    else:
        found = voices.catalog()
    base = (language or "").partition("-")[0].lower()
    found = [
        voice
        for voice in found
        if (not base or voice.language.lower().startswith(base) or not voice.language)
        and (not commercial or voice.commercial == "yes")
        and (not installed or voices.installed(voice))
    ]
    if json_:
        print(json.dumps([_plain(voice) for voice in found], ensure_ascii=False, indent=1))
        return
    rows = [
        (voice.name, voice.language or "any", voice.engine, _state(voice), _use(voice))
        for voice in found
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(5)] if rows else []
    for voice, row in zip(found, rows, strict=True):
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=True)]
        print("  ".join([*cells, voice.description]).rstrip())


def _plain(voice: "Voice") -> dict[str, object]:
    from narrate import voices

    return {**asdict(voice), "installed": voices.installed(voice)}


def _state(voice: "Voice") -> str:
    from narrate import voices

    if voices.installed(voice):
        return "ready"
    return f"{sum(file.size for file in voice.files) / _MB:.0f} MB" if _sized(voice) else "not here"


def _sized(voice: "Voice") -> bool:
    """Whether the size of what is to be fetched is known, but for a small file's."""
    return any(file.size > _MB for file in voice.files)


def _use(voice: "Voice") -> str:
    return {"yes": "commercial", "no": "not commercial"}.get(voice.commercial, "unknown")


@app.command("show", epilog=f"Example: {EXAMPLES['show']}")
def show(name: Name, json_: options.Json = False) -> None:
    """Show all that is known of a voice: license, source, files and their hashes."""
    from narrate import engines, voices

    voice = voices.named(name)
    if json_:
        print(json.dumps(_plain(voice), ensure_ascii=False, indent=1))
        return
    lines = {
        "voice": voice.name,
        "what it is": voice.description,
        "language": voice.language or "any",
        "engine": f"{voice.engine}: {engines.find(voice.engine).problem() or 'ready'}",
        "model": "there" if voices.installed(voice) else f"not here: narrate voices install {name}",
        "license": voice.license or "unknown",
        "commercial use": voice.commercial,
        "attribution": voice.attribution,
        "source": voice.source,
        "made how": voice.source_type,
        "text goes to": _destination(voice),
    }
    for label, text in lines.items():
        if text:
            print(f"{label + ':':16}{text}")
    for file in voice.files:
        known = file.sha256 or "not published: taken on first install"
        size = f"{file.size:,} bytes" if file.size else "size not known"
        print(f"{'file:':16}{file.address}\n{'':16}{size}, SHA-256 {known}")


def _destination(voice: "Voice") -> str:
    if not voice.leaves_machine:
        return "this machine only"
    return str(voice.options.get("address", "another machine"))


@app.command("install", epilog=f"Example: {EXAMPLES['install']}")
def install(
    names: Names,
    folder: Annotated[
        str, typer.Option("--from", metavar="FOLDER", help="Take the files from here, offline.")
    ] = "",
) -> None:
    """Fetch the models of voices, check them and put them into the data folder.

    Prints the path of each file. What is there stays; what was cut off is gone on with.
    """
    from narrate import voices
    from narrate.voices.install import install as fetch

    settings = options.settings()
    for voice in [voices.named(name) for name in names]:
        with _bar() as advance:
            places = fetch(
                voice,
                tell=progress.note,
                advance=advance,
                mirror=settings.voice_mirror,
                folder=Path(folder) if folder else None,
            )
        for place in places:
            print(place)


@contextmanager
def _bar() -> "Iterator[Advance]":
    """Give what shows bytes as they come, on a terminal."""
    if not sys.stderr.isatty():
        yield lambda _name, _there, _whole: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TimeRemainingColumn

    columns = ("{task.description}", BarColumn(), DownloadColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        tasks: dict[str, object] = {}

        def advance(name: str, there: int, whole: int) -> None:
            if name not in tasks:
                tasks[name] = bar.add_task(name, total=whole or None)
            bar.update(tasks[name], completed=there)  # type: ignore[arg-type]

        yield advance


@app.command("remove", epilog=f"Example: {EXAMPLES['remove']}")
def remove(
    names: Names,
    force: Annotated[
        bool, typer.Option("--force", help="Also what other voices need, as Kokoro's one model.")
    ] = False,
) -> None:
    """Delete the models of voices; prints the paths of what went."""
    from narrate import voices
    from narrate.voices import install, models

    chosen = [voices.named(name) for name in names]
    paths = {models.path(voice, file) for voice in chosen for file in voice.files}
    others = [
        other.name
        for other in voices.catalog()
        if other.name not in names and paths & {models.path(other, one) for one in other.files}
    ]
    if others and not force:
        shown = ", ".join(others[:5]) + (" and others" if len(others) > 5 else "")
        raise UsageError(f"{shown} need these files, too. Delete them for all with --force.")
    gone = [place for voice in chosen for place in install.remove(voice)]
    print("\n".join(map(str, gone)) or "There was nothing to delete.")


app.command("preview", epilog=f"Example: {EXAMPLES['preview']}")(audition.preview)
app.command("bench", epilog=f"Example: {EXAMPLES['bench']}")(audition.bench)
