"""A watch: rounds that narrate the articles that are new or changed.

A round keeps its state last, when pages and feed have followed: a watch that was killed in
mid-round finds its narrations published, keeps them, and brings pages and feed up to date.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import partial
from itertools import chain

from narrate.batch.report import Report
from narrate.batch.run import Run, Task
from narrate.batch.watch_state import WatchState
from narrate.config import Settings
from narrate.errors import NarrateError
from narrate.publish import Published, shelf
from narrate.reuse import fingerprint
from narrate.source import STRICT, Item, Overrides, Web


class Watch:
    """Sources that are looked at round after round under the same settings."""

    def __init__(
        self,
        sources: Iterable[str],
        settings: Settings,
        state: WatchState,
        report: Report,
        requested: Collection[str] = (),
        *,
        overrides: Overrides = STRICT,
    ) -> None:
        """Report a state that cannot be read; then every article is read again.

        ``requested`` is as in Run.
        """
        self._sources, self._settings = list(sources), settings
        self._state, self._report, self._requested = state, report, requested
        self._overrides = overrides
        self._settings_digest = fingerprint.of_settings(settings)
        self._complaints: set[str] = set()
        self._versions: dict[str, tuple[Item, str]] = {}  # of the articles under way
        self._run: Run | None = None
        if state.damaged:
            report.note(
                "The record of the earlier watch cannot be read. Every article is read again."
            )

    def look(self, web: Web) -> Iterator[str]:
        """Look at every source once, and yield the path or address of each new narration's audio.

        An article that fails, and one whose sentence was reported in the round before, costs
        nothing but itself.
        """
        self._settings_digest = fingerprint.of_settings(self._settings)
        run = Run(
            self._settings,
            many=True,
            report=self._report,
            reported=self._complaints,
            requested=self._requested,
            overrides=self._overrides,
        )
        with run:
            listing = run.list_items(self._sources, web, partial(self._listed, run))
            # Articles that have a place keep it against new ones that would get the same.
            listing.sort(key=lambda item: not self._state.has(item.name))
            due = (run.attempt(item.name, partial(self._due, item, run, web)) for item in listing)
            for task, published in self._narrated(run, filter(None, due), len(listing)):
                self._state.note(*self._versions.pop(task.name), self._settings_digest)
                if not published.unchanged:
                    yield run.shown(published.audio)
        failures = len(run.failures)
        run.tell_list_pages()
        run.follow()
        if len(run.failures) == failures:
            self._state.keep(self._settings_digest, complete=not run.failures)
        self._run, self._complaints = run, run.complaints

    @property
    def failures(self) -> Mapping[str, NarrateError]:
        """The errors of the last round, by the names of the articles that they cost."""
        return self._run.failures if self._run else {}

    def finish(self) -> None:
        """Raise PartlyDone where articles of the last round failed."""
        if self._run:
            self._run.finish()

    def _listed(self, run: Run, source: str, web: Web) -> list[Item]:
        """Return the articles behind a source; a source that is as it was settles its own."""
        items = self._state.listed(source, web, settings_digest=self._settings_digest)
        run.settled += not items
        return items

    def _narrated(
        self, run: Run, due: Iterator[Task], total: int
    ) -> Iterator[tuple[Task, Published]]:
        """Yield each article that is due with its narration; a cluster narrates many at once."""
        if self._settings.cluster.address:
            if first := next(due, None):
                yield from run.narrate_tasks(chain([first], due), total)
            return
        for task in due:
            if published := run.attempt(task.name, partial(run.narrate, task)):
                yield task, published

    def _due(self, item: Item, run: Run, web: Web) -> Task | None:
        """Return an article that is new or changed, with its place; None for any other."""
        item = self._state.fetched(item, web, self._settings_digest)
        if item.fetched and item.fetched.unchanged:
            run.settled += 1
            return None
        reading = run.read(item, web)
        digest = fingerprint.of_article(reading.article, self._settings_digest)
        folder = run.assign(item.name, reading.article).target.folder
        if not (self._state.knows(item.name, digest) and run.stands(folder)):
            if not (reason := shelf.withdrawn(folder)):
                self._versions[item.name] = (item, digest)
                return run.announce(item.name, reading)
            run.report.note(f"{item.name}: {reason}")
        self._state.note(item, digest, self._settings_digest)
        run.settled += 1
        return None
