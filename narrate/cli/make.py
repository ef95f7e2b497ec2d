"""narrate make: articles become audio."""

import json
import sys
import tempfile
from collections.abc import Callable, Collection, Iterable
from functools import partial
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
    from narrate.source import Item, Reading, Web

NAME = "make"
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
    private: options.Private = False,
    json_: options.Json = False,
) -> None:
    """Make an MP3 of each article, with captions and narrate.json beside it.

    Prints the path of the audio.
    """
    from narrate.source import Web, items as listed  # noqa: PLC0415 - the stages take time

    settings = options.settings(voice=voice, speed=speed, language=language)
    web, run = Web(private=private), Run(settings, output, title=title)
    items = run.listed(dict.fromkeys(sources), lambda source: listed(source, web))
    if run.many and (title or output == "-" or extension(output)):
        raise UsageError(
            "Several articles share no title and no file: give a folder with -o, and no --title."
        )
    for item in progress.bar("Articles", items, len(items)) if run.many else items:
        run.attempt(item.name, partial(_make, run, item, web, json_=json_))
    run.finish()


class Run:
    """The articles of one run: one that fails is reported, and the rest go on."""

    def __init__(
        self,
        settings: "Settings",
        output: str,
        *,
        title: str = "",
        many: bool = False,
        told: Collection[str] = (),
    ) -> None:
        """Begin with nothing made; what was ``told`` already is not said again."""
        self.settings, self.many = settings, many
        self.complaints: set[str] = set()
        self._told = told
        self.to_stdout = output == "-"
        self._output, self._title = output, title
        self._taken: dict[Path, str] = {}
        self._done = 0
        self._failed: list[str] = []

    def listed(self, sources: Iterable[str], behind: "Callable[[str], list[Item]]") -> "list[Item]":
        """Return the articles behind the sources; a folder or a feed makes them many."""
        sources = list(sources)
        self.many |= len(sources) > 1
        found: list[Item] = []
        for source in sources:
            self.attempt(source, partial(lambda name: found.extend(behind(name)), source))
        self.many |= len(found) > 1
        return found

    def attempt(self, name: str, work: Callable[[], None]) -> None:
        """Do a piece of work; where there are many, an expected failure is only noted."""
        try:
            work()
        except NarrateError as error:
            if not self.many:
                raise
            complaint = f"{name}: {error}"
            if complaint not in self._told:
                progress.note(complaint)
            self.complaints.add(complaint)
            self._failed.append(name)

    def make(self, item: "Item", web: "Web") -> "Published":
        """Read an article and narrate it into its place."""
        from narrate import pipeline  # noqa: PLC0415 - as above

        reading = pipeline.read(item, self.settings, self._title, web=web)
        return self.narrate(item.name, reading)

    def narrate(self, name: str, reading: "Reading") -> "Published":
        """Narrate an article into its place; UsageError where another one holds it."""
        from narrate import pipeline  # noqa: PLC0415 - as above

        for note in reading.notes:
            progress.note(f"{name}: {note}")
        with tempfile.TemporaryDirectory(prefix="narrate-") as folder:
            aside = str(Path(folder, f"out.{self.settings.format}"))
            to = aside if self.to_stdout else self._output
            place = target(reading.article, to, self.settings, many=self.many)
            if (other := self._taken.setdefault(place.folder, name)) != name:
                raise UsageError(f"{place.folder} holds {other} already. Rename one of the two.")
            bar = progress.silent if self.many else progress.bar
            made = pipeline.make(reading.article, place, self.settings, bar)
            if self.to_stdout:
                sys.stdout.buffer.write(made.audio.read_bytes())
        self._done += 1
        return made

    def finish(self) -> None:
        """Raise PartlyDone where some of many failed."""
        if self._failed:
            count = len(self._failed)
            raise PartlyDone(
                f"{count} of {count + self._done} articles failed: {', '.join(self._failed[:5])}"
                f"{' …' if count > 5 else ''}."  # noqa: PLR2004 - enough to find the rest above
            )


def _make(run: Run, item: "Item", web: "Web", *, json_: bool) -> None:
    made = run.make(item, web)
    if not run.to_stdout:
        summary = json.dumps(_summary(item.name, made), ensure_ascii=False) if json_ else made.audio
        print(summary, flush=True)


def target(article: "Article", output: str, settings: "Settings", *, many: bool) -> "Target":
    """Return where an article's narration goes: by default to a folder of its own."""
    from narrate.publish import Target  # noqa: PLC0415 - as above

    if suffix := extension(output):
        path = Path(output)
        return Target(path.parent, path.stem, suffix, alone=True)
    stem = _stem(article)
    folder = Path(output or settings.output)
    return Target(folder / stem if many or not output else folder, stem, f".{settings.format}")


def extension(output: str) -> str:
    """Return the audio format that a path names, or nothing for a folder."""
    from narrate.audio.encode import EXTENSIONS  # noqa: PLC0415 - as above

    suffix = Path(output).suffix.lower()
    if suffix in EXTENSIONS:
        return suffix
    if suffix.lstrip(".") in _OTHER_FORMATS and not Path(output).is_dir():
        raise UsageError(f"narrate writes no {suffix}. Formats: {', '.join(EXTENSIONS)}.")
    return ""


_OTHER_FORMATS = {"aac", "aif", "aiff", "m4a", "m4b", "mp4", "mp5", "oga", "ogg", "webm", "wma"}


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
