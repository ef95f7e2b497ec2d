"""narrate make: articles become audio."""

import json
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import urlsplit

import typer

from narrate.cli import options, progress
from narrate.errors import NarrateError, PartlyDone, UsageError

if TYPE_CHECKING:
    from narrate.config import Settings
    from narrate.model import Article
    from narrate.publish import Published, Target

NAME = "make"
EXAMPLE = "narrate make STORY.md --voice espeak-en-gb -o output/story"


def command(
    sources: Annotated[
        list[str], typer.Argument(metavar="SOURCE...", help="Text, Markdown or HTML files, or -.")
    ],
    output: options.Output = "",
    voice: options.VoiceName = None,
    speed: options.Speed = None,
    language: options.Language = None,
    title: options.Title = "",
    json_: options.Json = False,
) -> None:
    """Make an MP3 of each article, with captions and narrate.json beside it.

    Prints the path of the audio.
    """
    many = len(sources) > 1
    if many and (title or output == "-" or _extension(output)):
        raise UsageError(
            "Several articles share no title and no file: give a folder with -o, and no --title."
        )
    settings = options.settings(voice=voice, speed=speed, language=language)
    failed = []
    taken: dict[Path, str] = {}
    for source in sources:
        try:
            _make(source, output, settings, taken, title=title, many=many, json_=json_)
        except NarrateError as error:
            if not many:
                raise
            progress.note(f"{source}: {error}")
            failed.append(source)
    if failed:
        raise PartlyDone(f"{len(failed)} of {len(sources)} articles failed: {', '.join(failed)}.")


def _make(
    source: str,
    output: str,
    settings: "Settings",
    taken: dict[Path, str],
    *,
    title: str,
    many: bool,
    json_: bool,
) -> None:
    from narrate import pipeline  # noqa: PLC0415 - the stages take time, and --help needs none

    reading = pipeline.read(source, settings, title)
    for note in reading.notes:
        progress.note(f"{source}: {note}")
    with tempfile.TemporaryDirectory(prefix="narrate-") as folder:
        to = str(Path(folder, f"out.{settings.format}")) if output == "-" else output
        place = target(reading.article, to, settings, many=many)
        if (other := taken.setdefault(place.folder, source)) != source:
            raise UsageError(f"{place.folder} holds {other} already. Rename one of the two.")
        made = pipeline.make(reading.article, place, settings, progress.bar)
        if output == "-":
            sys.stdout.buffer.write(made.audio.read_bytes())
        elif json_:
            print(json.dumps(_summary(source, made), ensure_ascii=False))
        else:
            print(made.audio)


def target(article: "Article", output: str, settings: "Settings", *, many: bool) -> "Target":
    """Return where an article's narration goes: by default to a folder of its own."""
    from narrate.publish import Target  # noqa: PLC0415 - as above

    if extension := _extension(output):
        path = Path(output)
        return Target(path.parent, path.stem, extension, alone=True)
    stem = _stem(article)
    folder = Path(output or settings.output)
    return Target(folder / stem if many or not output else folder, stem, f".{settings.format}")


def _extension(output: str) -> str:
    """Return the audio format that a path names, or nothing for a folder."""
    from narrate.audio.encode import EXTENSIONS  # noqa: PLC0415 - as above

    suffix = Path(output).suffix.lower()
    if suffix in EXTENSIONS:
        return suffix
    if suffix.lstrip(".") in _OTHER_FORMATS and not Path(output).is_dir():
        raise UsageError(f"narrate writes no {suffix}. Formats: {', '.join(EXTENSIONS)}.")
    return ""


_OTHER_FORMATS = {"aac", "aif", "aiff", "m4a", "m4b", "mp4", "oga", "ogg", "webm", "wma"}


def _stem(article: "Article") -> str:
    """Return the name of an article's folder and files: its file's, or the last of its URL's."""
    from narrate.source import slug  # noqa: PLC0415 - as above

    parts = urlsplit(article.id)
    last = parts.path.rstrip("/").rpartition("/")[2] if parts.netloc else article.id
    return slug(last or parts.netloc)


def _summary(source: str, made: "Published") -> dict[str, Any]:
    narration = made.narration
    return {
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
