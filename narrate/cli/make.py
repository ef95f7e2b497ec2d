"""narrate make: articles become audio."""

import json
import sys
import tempfile
from collections.abc import Callable, Collection, Iterable
from contextlib import AbstractContextManager, ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple
from urllib.parse import urlsplit

import typer

from narrate import interpreter
from narrate.cli import options, progress
from narrate.cli.attempts import Attempts
from narrate.cli.follow import follow
from narrate.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from narrate.config import Settings
    from narrate.crew import Crew
    from narrate.model import Article
    from narrate.publish import Published, Target
    from narrate.source import Item, Reading, Web

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
    json_: options.Json = False,
) -> None:
    """Make an MP3 of each article, with captions and narrate.json beside it.

    Prints the path of the audio.
    """
    from narrate.source import Web, items as listed  # noqa: PLC0415 - the stages take time

    settings = options.settings(voice=voice, speed=speed, language=language)
    web = Web(private=private)
    with Run(settings, output, title=title) as run:
        items = run.listed(dict.fromkeys(sources), lambda source: listed(source, web))
        if run.many and (title or output == "-" or extension(output)):
            raise UsageError(
                "Several articles share no title and no file: give a folder with -o, and no "
                "--title."
            )
        if stream:
            if output != "-":
                raise UsageError("A stream goes to standard output: give -o - with --stream.")
            run.stream(items[0], web)
            return
        for order, made in run.narrated(items, web):
            if not run.to_stdout:
                print(_json(order.name, made) if json_ else made.audio, flush=True)
        follow(run.folders, settings)
        run.finish()


class Order(NamedTuple):
    """An article that was read, and where its narration goes."""

    name: str
    article: "Article"
    place: "Target"


class Run(Attempts, AbstractContextManager["Run"]):
    """The articles of one run, its voices and its places."""

    def __init__(
        self,
        settings: "Settings",
        output: str,
        *,
        title: str = "",
        many: bool = False,
        told: Collection[str] = (),
    ) -> None:
        """Begin with nothing made."""
        from narrate.studio import Studio  # noqa: PLC0415 - as above

        interpreter.one_heap()
        super().__init__(many=many, told=told)
        self.settings = settings
        self.to_stdout = output == "-"
        self._output, self._title = output, title
        self._taken: dict[Path, str] = {}
        self._languages: set[str] = set()
        self.folders: list[Path] = []
        self._open = ExitStack()
        self._studio = self._open.enter_context(Studio(settings))
        self._crew: Crew | None = None
        self._aside = self._open.enter_context(tempfile.TemporaryDirectory(prefix="narrate-"))

    def __exit__(self, *_: object) -> None:
        """End what narrates, and say what of the cache was damaged."""
        self._open.close()
        progress.mended(self._studio.cache.damaged + (self._crew.damaged if self._crew else 0))

    def listed(self, sources: Iterable[str], behind: "Callable[[str], list[Item]]") -> "list[Item]":
        """Return the articles behind the sources; a folder or a feed makes them many."""
        sources = list(sources)
        self.many |= len(sources) > 1
        found: list[Item] = []
        for source in sources:
            items = self.attempt(source, partial(behind, source)) or ()
            self.many |= any(item.name != source for item in items)
            found += items
        return found

    def narrated(self, items: "Sequence[Item]", web: "Web") -> "Iterator[tuple[Order, Published]]":
        """Yield the narrations as they come, in order; of many, as many at once as there are cores.

        Articles are read one after the other: which of two takes a place is no accident.
        """
        read = (self.attempt(item.name, partial(self._read, item, web)) for item in items)
        orders = (order for order in read if order)
        if not self.many:
            yield from ((order, self.narrate(order)) for order in orders)
            return
        from narrate import pipeline  # noqa: PLC0415 - as above
        from narrate.crew import Crew  # noqa: PLC0415 - as above
        from narrate.parallel import in_order  # noqa: PLC0415 - as above

        crew = self._crew = self._open.enter_context(Crew(self.settings, len(items)))

        def work(order: Order) -> "tuple[Order, Published | None]":
            make = partial(pipeline.make, order.article, order.place, crew.settings)
            return order, self.attempt(order.name, partial(crew, make))

        done = in_order(work, orders, crew.size)
        for order, made in progress.bar("Articles", done, len(items)):
            if made:
                yield order, self._noted(made)

    def order(self, name: str, reading: "Reading") -> Order:
        """Say what there is to say of an article as it was read, and take its place."""
        for note in reading.notes:
            progress.note(f"{name}: {note}")
        self._note_missing_rules(reading.article.language)
        return self.placed(name, reading.article)

    def _note_missing_rules(self, language: str) -> None:
        """Note, once a run, that a language has no rules for figures and abbreviations."""
        if language in self._languages or language.partition("-")[0] == "en":
            return
        from narrate.text.languages import has_rules  # noqa: PLC0415 - as above

        if not has_rules(language):
            progress.note(
                f"narrate has no rules for the language {language}: its voice reads figures, "
                "dates and abbreviations as written. Listen before you publish."
            )
        self._languages.add(language)

    def placed(self, name: str, article: "Article") -> Order:
        """Take an article's place; UsageError where another one has it."""
        to = (
            str(Path(self._aside, f"out.{self.settings.format}"))
            if self.to_stdout
            else self._output
        )
        place = target(article, to, self.settings, many=self.many)
        if (other := self._taken.setdefault(place.folder, name)) != name:
            raise UsageError(f"{place.folder} holds {other} already. Rename one of the two.")
        return Order(name, article, place)

    def narrate(self, order: Order) -> "Published":
        """Narrate an article into its place."""
        from narrate import pipeline  # noqa: PLC0415 - as above

        bar = progress.silent if self.many else progress.bar
        made = pipeline.make(order.article, order.place, self.settings, bar, self._studio)
        if self.to_stdout:
            sys.stdout.buffer.write(made.audio.read_bytes())
        return self._noted(made)

    def _noted(self, made: "Published") -> "Published":
        """Count a narration, and note its folder."""
        if made.manifest:
            self.folders.append(made.manifest.parent)
        self.done += 1
        return made

    def stream(self, item: "Item", web: "Web") -> None:
        """Write one article to standard output, sentence by sentence."""
        from narrate.streaming import stream  # noqa: PLC0415 - as above

        order = self._read(item, web)
        for data in stream(order.article, self.settings, self._studio):
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()

    def _read(self, item: "Item", web: "Web") -> Order:
        from narrate import pipeline  # noqa: PLC0415 - as above

        return self.order(item.name, pipeline.read(item, self.settings, self._title, web=web))


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
    return json.dumps(summary, ensure_ascii=False)
