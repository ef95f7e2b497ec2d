"""narrate voices: list, choose, install and try voices."""

import sys
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from narrate.cli import audition, options, output, progress
from narrate.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from narrate.model import Voice
    from narrate.voices.install import Advance

EXAMPLES = {
    "list": "narrate voices list --language de --commercial",
    "show": "narrate voices show piper-de-thorsten",
    "install": "narrate voices install piper-de-thorsten",
    "use": "narrate voices use espeak-en-us",
    "remove": "narrate voices remove piper-de-thorsten",
    "preview": "narrate voices preview system espeak-en-us --text STORY.md -o output/voices",
    "bench": "narrate voices bench espeak-en-us tone",
}
_MB = 1_000_000
_READY, _SHOWN = "ready", 5

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
    installed: Annotated[bool, typer.Option("--installed", help="Those that are ready.")] = False,
    json_: options.Json = False,
) -> None:
    """List the voices, those that are ready first: name, language, state, commercial use, sound.

    The state is ready, the package to install, or the size of the download. Below a voice that may
    not be for commercial use stands its license. Lines are shortened to the terminal's width;
    --json has all.
    """
    from narrate import engines, voices
    from narrate.engines import pool

    if engine:
        engines.find(engine)
        listed = pool.voices(engine)
    else:
        listed = voices.catalog()
    base = (language or "").partition("-")[0].lower()
    listed = [
        voice
        for voice in listed
        if (not base or voice.language.lower().startswith(base) or not voice.language)
        and (not commercial or voice.commercial == "yes")
        and (not installed or _state(voice) == _READY)
    ]
    listed = sorted(listed, key=lambda voice: (_state(voice) != _READY, not _is_neural(voice)))
    if json_:
        output.document([_document(voice) for voice in listed])
        return
    rows = [
        (voice.name, voice.language or "any", _state(voice), _use(voice), voice.description)
        for voice in listed
    ]
    for voice, line in zip(listed, output.table(rows), strict=True):
        print(line)
        if voice.commercial != "yes" and voice.license not in ("", "unknown"):
            print(output.fitted(f"    {voice.license}"))


def _document(voice: "Voice") -> dict[str, object]:
    from narrate import voices

    return {
        **asdict(voice),
        "installed": voices.installed(voice),
        "ready": _state(voice) == _READY,
    }


def _state(voice: "Voice") -> str:
    """Return ``ready``, or the hindrance: a package, or a download and its size."""
    from narrate import voices
    from narrate.voices.auto import problem_of

    if problem_of(voice.engine):
        return f"needs {voice.engine}"
    if voices.installed(voice):
        return _READY
    if any(file.requirement for file in voice.files):
        return "needs a package"
    # If only small files have a size, the model's own size is unknown.
    is_sized = any(file.size > _MB for file in voice.files)
    return f"{sum(file.size for file in voice.files) / _MB:.0f} MB" if is_sized else "size unknown"


def _is_neural(voice: "Voice") -> bool:
    from narrate.model import TRAINED

    return voice.source_type == TRAINED


def _use(voice: "Voice") -> str:
    return {"yes": "commercial", "no": "private only"}.get(voice.commercial, "use unknown")


@app.command("show", epilog=f"Example: {EXAMPLES['show']}")
def show(name: Name, json_: options.Json = False) -> None:
    """Show a voice's license, source, files and their hashes."""
    from narrate import engines, voices

    voice = voices.named(name)
    if json_:
        output.document(_document(voice))
        return
    lines = {
        "voice": voice.name,
        "sound": voice.description,
        "language": voice.language or "any",
        "engine": f"{voice.engine}: {engines.find(voice.engine).problem() or 'ready'}",
        "model": "installed"
        if voices.installed(voice)
        else f"not installed: narrate voices install {name}",
        "license": voice.license or "unknown",
        "commercial use": voice.commercial,
        "attribution": voice.attribution,
        "source": voice.source,
        "source type": voice.source_type,
        "text goes to": _destination(voice),
    }
    for label, text in lines.items():
        if text:
            print(output.wrapped(text, f"{label + ':':16}"))
    for file in voice.files:
        digest = file.sha256 or "not published: the first download decides"
        size = f"{file.size:,} bytes" if file.size else "size unknown"
        print(f"{'file:':16}{file.address}\n{'':16}{size}, SHA-256 {digest}")


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
    json_: options.Json = False,
) -> None:
    """Download the models of voices, check them and put them into the data folder.

    Prints the path of each file. Existing files are kept, and an interrupted download continues.
    Install the engine first: without it, the message shows the command.
    """
    from narrate import voices
    from narrate.voices.install import install as fetch

    settings, installed = options.settings(), []
    for voice in [voices.named(name) for name in names]:
        with _bar() as advance:
            places = fetch(
                voice,
                tell=progress.note,
                advance=advance,
                mirror=settings.voice_mirror,
                folder=Path(folder) if folder else None,
            )
        installed += places
        if not json_:
            print("\n".join(map(str, places)), flush=True)
    if json_:
        output.document({"files": installed})


@contextmanager
def _bar() -> "Iterator[Advance]":
    """Yield a function that shows the progress of downloads, on a terminal."""
    if not sys.stderr.isatty():
        yield lambda _name, _received_bytes, _total_bytes: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TimeRemainingColumn

    columns = ("{task.description}", BarColumn(), DownloadColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        tasks: dict[str, object] = {}

        def advance(name: str, received_bytes: int, total_bytes: int) -> None:
            if name not in tasks:
                tasks[name] = bar.add_task(name, total=total_bytes or None)
            bar.update(tasks[name], completed=received_bytes)  # type: ignore[arg-type]

        yield advance


@app.command("use", epilog=f"Example: {EXAMPLES['use']}")
def use(name: Name, json_: options.Json = False) -> None:
    """Set the voice of this folder's articles in narrate.toml, or auto for the best that is ready.

    Prints the path of the settings.
    """
    import os

    from narrate import voices
    from narrate.config import reading
    from narrate.voices.choice import use as set_voice

    settings = options.settings(voice=name)
    if name != voices.AUTO:
        voices.speaking(settings, voices.named(name).language or settings.language or "en")
    path = Path(os.environ.get(reading.VARIABLE) or reading.FILE)
    set_voice(name, path)
    if json_:
        output.document({"settings": path})
    else:
        print(path)


@app.command("remove", epilog=f"Example: {EXAMPLES['remove']}")
def remove(
    names: Names,
    force: Annotated[
        bool, typer.Option("--force", help="Also files of other voices, as Kokoro's one model.")
    ] = False,
    json_: options.Json = False,
) -> None:
    """Delete the models of voices, and print their paths."""
    from narrate import voices
    from narrate.voices import install, models

    chosen = [voices.named(name) for name in names]
    paths = {models.path(voice, file) for voice in chosen for file in voice.files}
    sharers = [
        voice.name
        for voice in voices.catalog()
        if voice.name not in names
        and voices.installed(voice)
        and paths & {models.path(voice, file) for file in voice.files}
    ]
    if sharers and not force:
        shown = ", ".join(sharers[:_SHOWN]) + (" and others" if len(sharers) > _SHOWN else "")
        raise UsageError(f"{shown} need these files, too. Delete them for all with --force.")
    deleted = [place for voice in chosen for place in install.remove(voice)]
    if json_:
        output.document({"deleted": deleted})
    else:
        print("\n".join(map(str, deleted)) or "There was nothing to delete.")


app.command("preview", epilog=f"Example: {EXAMPLES['preview']}")(audition.preview)
app.command("bench", epilog=f"Example: {EXAMPLES['bench']}")(audition.bench)
