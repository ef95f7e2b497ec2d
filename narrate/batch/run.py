"""A run: one article or many are read, narrated and published, each into its own place.

From Python::

    with Run(Settings.load(), "output") as run:
        for task, published in run.narrate_all(run.list_items(["desk/"], web), web):
            print(task.name, published.audio)
    follow(run.folders, run.settings, run)
"""

import tempfile
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import AbstractContextManager, ExitStack
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import NamedTuple

from narrate import pipeline, voices
from narrate.batch import places
from narrate.batch.attempts import Attempts
from narrate.batch.crew import Crew, absolute
from narrate.batch.follow import follow
from narrate.batch.language_notes import LanguageNotes
from narrate.batch.mirror import Mirror
from narrate.batch.report import Report, Silent, report_damage
from narrate.config import Settings
from narrate.errors import UsageError
from narrate.model import Article
from narrate.publish import Published, Target, files, shelf
from narrate.publish.manifest import NAME
from narrate.reuse.manner import asked_by, keep_manner
from narrate.runtime.process import one_heap
from narrate.runtime.store import takes_output
from narrate.source import STRICT, Item, Overrides, Reading, Web, items as items_of
from narrate.speech.speakers import Speakers
from narrate.streaming import stream


class Task(NamedTuple):
    """An article that was read, its name in the run, its place, and the settings for it."""

    name: str
    article: Article
    target: Target
    settings: Settings


class Run(Attempts, AbstractContextManager["Run"]):
    """The articles, the loaded voices and the places of one run.

    ``output`` is a folder, an audio file, or ``-`` for a temporary file that lives as long as the
    run. ``folders`` are those of the narrations that were published.
    """

    def __init__(
        self,
        settings: Settings,
        output: str = "",
        *,
        title: str = "",
        many: bool = False,
        report: Report | None = None,
        reported: Collection[str] = (),
        requested: Collection[str] = (),
        overrides: Overrides = STRICT,
        executor: Executor | None = None,
    ) -> None:
        """Open the voices.

        Sentences in ``reported`` are not reported again. A correction keeps the voice, speed and
        pitch of the narration that it replaces, but for those that ``requested`` names. Many
        articles are narrated by ``executor``, else as the settings say.
        """
        self._executor = executor
        one_heap()
        super().__init__(report or Silent(), many=many, reported=reported)
        self.settings = settings
        self._title, self._requested, self._overrides = title, requested, overrides
        self._owners: dict[Path, str] = {}
        self._language_notes = LanguageNotes(settings)
        self.folders: list[Path] = []
        self._open = ExitStack()
        self._speakers = self._open.enter_context(Speakers(settings))
        self._crew: Crew | None = None
        self._mirror: Mirror | None = None
        if takes_output(output or settings.output):
            if places.extension(output):
                raise UsageError(f"{output} is a file. In a store, name a folder with -o.")
            self._mirror = self._open.enter_context(Mirror(output or settings.output))
            root = str(self._mirror.root)
            output, self.settings = output and root, replace(settings, output=root)
        if output == "-":
            aside = self._open.enter_context(tempfile.TemporaryDirectory(prefix="narrate-"))
            output = str(Path(aside, f"out.{settings.format}"))
        self._output = output

    def shown(self, path: Path) -> str:
        """Return the path of a published file, or its address where the output is a store."""
        return self._mirror.shown(path) if self._mirror else str(path)

    def stands(self, folder: Path) -> bool:
        """Return whether a folder has a narration, in a store as its manifest says."""
        return (folder / NAME).is_file() if self._mirror else files.stands(folder)

    def follow(self) -> None:
        """Bring pages, feeds and the index of words after the narrations of this run."""
        if self._mirror is None:
            follow(self.folders, self.settings, self)
            return
        from narrate.batch import remote

        names = [_name(self._mirror, folder) for folder in self.folders]
        remote.follow(self._mirror.store.address, names, self.settings, self)

    def __exit__(self, *_: object) -> None:
        """Close the voices, and report sounds of the cache that were damaged."""
        self._open.close()
        damaged = self._speakers.cache.damaged + (self._crew.damaged if self._crew else 0)
        report_damage(damaged, self.report)

    def list_items(
        self,
        sources: Iterable[str],
        web: Web,
        lister: Callable[[str, Web], Sequence[Item]] = items_of,
    ) -> list[Item]:
        """Return the articles behind the sources; a folder or a feed makes them many."""
        sources = list(dict.fromkeys(sources))
        self.many |= len(sources) > 1
        listing: list[Item] = []
        for source in sources:
            items = self.attempt(source, partial(lister, source, web)) or ()
            for note in getattr(items, "notes", ()):
                self.tell(f"{source}: {note}")
            self.many |= any(item.name != source for item in items)
            listing += items
        return listing

    def narrate_all(self, items: Sequence[Item], web: Web) -> Iterator[tuple[Task, Published]]:
        """Yield the narrations in order, as they are published; many use all cores.

        Articles are read one after the other, so that the first of two always gets a place that
        both would have.
        """
        readings = (self.attempt(item.name, partial(self._read, item, web)) for item in items)
        tasks = (task for task in readings if task)
        if not self.many:
            yield from ((task, self.narrate(task)) for task in tasks)
            return
        yield from self.narrate_tasks(tasks, len(items))

    def narrate_tasks(self, tasks: Iterable[Task], total: int) -> Iterator[tuple[Task, Published]]:
        """Yield the narrations of articles that have a place, in order, as they are published."""
        crew = self._crew = self._open.enter_context(
            Crew(self.settings, total, self._executor, self.report)
        )
        voiced = map(self._with_voice, tasks)
        results = crew.in_order((task, self._work(task, crew)) for task in voiced)
        for task, result in self.report.bar("Articles", results, total):
            if published := self.attempt(task.name, result):
                yield task, self._counted(_at(published, task.target.folder))

    def narrate(self, task: Task) -> Published:
        """Narrate an article into its place."""
        task = self._with_voice(task)
        bar = Silent().bar if self.many else self.report.bar
        make = self._make(task.target)
        published = make(
            task.article, task.target, task.settings, progress=bar, speakers=self._speakers
        )
        return self._counted(_at(published, task.target.folder))

    def _work(self, task: Task, crew: Crew) -> Callable[..., Published]:
        """Return the work on an article, as a process in any working directory can do it."""
        picture = task.article.picture
        article = replace(task.article, picture=str(crew.place(Path(picture))) if picture else "")
        target = task.target._replace(folder=crew.place(task.target.folder))
        settings = absolute(task.settings) if crew.remote else task.settings
        settings = replace(settings, jobs=crew.settings.jobs)
        return partial(self._make(task.target), article, target, settings)

    def _make(self, target: Target) -> Callable[..., Published]:
        """Return the function that narrates into a folder of this machine or of a store."""
        if self._mirror is None:
            return pipeline.make
        from narrate.batch import remote

        folder = _name(self._mirror, target.folder)
        return partial(remote.make, address=self._mirror.store.address, folder=folder)

    def stream(self, item: Item, web: Web) -> Iterator[bytes]:
        """Yield one article as MP3, sentence by sentence."""
        task = self._with_voice(self._read(item, web))
        yield from stream(task.article, task.settings, self._speakers)

    def announce(self, name: str, reading: Reading) -> Task:
        """Report the notes of an article as it was read, and assign its place."""
        for note in reading.notes:
            self.report.note(f"{name}: {note}")
        for note in self._language_notes(name, reading.article, many=self.many):
            self.report.note(note)
        return self.assign(name, reading.article)

    def assign(self, name: str, article: Article) -> Task:
        """Assign a place to an article; UsageError where another article of the run has it."""

        def taken(folder: Path) -> bool:
            return self._owners.get(folder, name) != name

        target = places.target(article, self._output, self.settings, taken=taken, look=self._look)
        if (owner := self._owners.setdefault(target.folder, name)) != name:
            raise UsageError(f"{target.folder} holds {owner} already. Rename one of the two.")
        settings, requested = asked_by(article.voice, self.settings, self._requested)
        if target.alone:
            return Task(name, article, target, settings)
        if shelf.holds_another(target.folder.parent, article.id, article.title):
            self.report.note(
                f"{name}: {target.folder.parent} is the folder of another article, so this one "
                f"goes to {target.folder}. Give -o the folder of all narrations."
            )
        settings, note = keep_manner(target.folder, settings, requested)
        if note:
            self.report.note(f"{name}: {note}")
        return Task(name, article, target, settings)

    def _look(self, folder: Path) -> None:
        """Copy the manifest of a store's folder."""
        if self._mirror:
            self._mirror.look(_name(self._mirror, folder))

    def _with_voice(self, task: Task) -> Task:
        """Return the task with a voice's name in place of ``auto``; the run notes it once."""
        settings, note = voices.decide(task.settings, task.article.language)
        if note and note not in self.complaints:
            self.tell(note)
        return task._replace(settings=settings)

    def _counted(self, published: Published) -> Published:
        if published.manifest:
            self.folders.append(published.manifest.parent)
            if self._mirror:  # copies of an archive would fill this machine's disk
                self._mirror.forget(_name(self._mirror, published.manifest.parent))
        self.successes += 1
        return published

    def _read(self, item: Item, web: Web) -> Task:
        return self.announce(item.name, self.read(item, web))

    def read(self, item: Item, web: Web) -> Reading:
        """Read an article under the settings and the overrides of the run."""
        return pipeline.read(item, self.settings, self._title, web=web, overrides=self._overrides)


def _name(mirror: Mirror, folder: Path) -> str:
    """Return the path of a mirror's folder below the address."""
    name = folder.relative_to(mirror.root).as_posix()
    return "" if name == "." else name


def _at(published: Published, folder: Path) -> Published:
    """Return a result whose files are named by the folder's own name, which may be relative."""
    manifest, captions = published.manifest, published.captions
    return published._replace(
        audio=folder / published.audio.name,
        manifest=manifest and folder / manifest.name,
        captions=captions and folder / captions.name,
    )
