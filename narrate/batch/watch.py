"""A watch: rounds that narrate the articles that are new or changed.

Its state is a JSON file in the output folder: for each article the digest of all that decides its
narration, and for each page the validators of its server. A round keeps the state last, when pages
and feed have followed: a watch that was killed in mid-round finds its narrations published, keeps
them, and brings pages and feed up to date.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final
from uuid import uuid4

from narrate import pipeline
from narrate.batch.follow import follow
from narrate.batch.report import Report
from narrate.batch.run import Run
from narrate.config import Settings
from narrate.errors import PublishError
from narrate.publish import Published, files, shelf
from narrate.reuse import fingerprint
from narrate.source import Fetched, Item, Web, is_address, items, permit

FILE: Final = ".narrate-watch.json"
_SOUNDS: Final = "sounds"


class Watch:
    """Sources that are looked at round after round under the same settings."""

    def __init__(
        self, sources: Iterable[str], settings: Settings, state: "State", report: Report
    ) -> None:
        """Report a state that cannot be read; then every article is read again."""
        self._sources, self._settings = list(sources), settings
        self._state, self._report = state, report
        self._sounds = fingerprint.sounds(settings)
        self._complaints: set[str] = set()
        self._run: Run | None = None
        if state.damaged:
            report.note("What an earlier watch left cannot be read; every article is read again.")

    def look(self, web: Web) -> Iterator[Published]:
        """Look at every source once, and yield the narrations that were published.

        An article that fails, and one whose sentence was reported in the round before, costs
        nothing but itself.
        """
        complaints = self._complaints
        self._sounds = fingerprint.sounds(self._settings)
        run = Run(self._settings, many=True, report=self._report, reported=complaints)
        with run:
            lister = partial(self._state.listed, sounds=self._sounds)
            listing = run.list_items(self._sources, web, lister)
            # Articles that have a place keep it against new ones that would get the same.
            for item in sorted(listing, key=lambda item: not self._state.has(item.name)):
                published = run.attempt(item.name, partial(self._narrate, item, run, web))
                if published:
                    yield published
        failures = len(run.failures)
        follow(run.folders, self._settings, run)
        if len(run.failures) == failures:
            self._state.keep(self._sounds, complete=not run.failures)
        self._run, self._complaints = run, run.complaints

    def finish(self) -> None:
        """Raise PartlyDone where articles of the last round failed."""
        if self._run:
            self._run.finish()

    def _narrate(self, item: Item, run: Run, web: Web) -> Published | None:
        """Narrate an article that is new or changed; return None for one that is as it was."""
        item = self._state.fetched(item, web, self._sounds)
        if item.fetched and item.fetched.unchanged:
            return None
        reading = pipeline.read(item, run.settings, web=web)
        digest = fingerprint.of_article(reading.article, self._sounds)
        folder = run.assign(item.name, reading.article).target.folder
        published = None
        if not (self._state.knows(item.name, digest) and files.stands(folder)):
            if reason := shelf.withdrawn(folder):
                run.report.note(f"{item.name}: {reason}")
            else:
                published = run.narrate(run.announce(item.name, reading))
        self._state.note(item, digest, self._sounds)
        return published


class State:
    """What was narrated, by name; written whole or not at all after each article."""

    def __init__(self, folder: Path) -> None:
        """Read what an earlier watch left; ``damaged`` says that it cannot be read."""
        self._path = folder / FILE
        self._digests: dict[str, str] = {}
        self._stamps: dict[str, dict[str, str]] = {}
        self._lists: dict[str, Fetched] = {}
        self.damaged = self._changed = False
        try:
            data = json.loads(self._path.read_text("utf-8"))
            self._digests, self._stamps = dict(data["articles"]), dict(data["pages"])
        except FileNotFoundError:
            pass
        except (OSError, ValueError, KeyError, TypeError):
            self.damaged = True

    def has(self, name: str) -> bool:
        """Whether an article was narrated, as it is now or as it was."""
        return name in self._digests

    def knows(self, name: str, digest: str) -> bool:
        """Whether an article was narrated as it is now."""
        return self._digests.get(name) == digest

    def listed(self, source: str, web: Web, *, sounds: str) -> list[Item]:
        """Return the articles behind a source; none where it is as it was after a whole round."""
        got = self.fetched(Item(source), web, sounds).fetched
        if got is None:
            return items(source, web)
        if got.unchanged:
            return []
        self._lists[source] = got
        return items(source, web, got)

    def fetched(self, item: Item, web: Web, sounds: str) -> Item:
        """Return an item with its page, or with the answer that this is as it was.

        ``sounds`` are the settings that decide how it sounds: under others it is asked for anew.
        """
        if item.content or item.fetched or not is_address(item.name):
            return item
        permit(item, web)
        known = self._stamps.get(item.name, {})
        stamps = {name: said for name, said in known.items() if name != _SOUNDS}
        if known.get(_SOUNDS) != sounds:
            stamps = {}
        return replace(item, fetched=web.fetch(item.name, stamps, unasked=item.unasked))

    def note(self, item: Item, digest: str, sounds: str) -> None:
        """Note that an article is narrated; ``keep`` writes it."""
        earlier = (self._digests.get(item.name), self._stamps.get(item.name))
        self._digests[item.name] = digest
        if item.fetched and item.fetched.stamps:
            self._stamps[item.name] = {**item.fetched.stamps, _SOUNDS: sounds}
        self._changed |= earlier != (digest, self._stamps.get(item.name))

    def keep(self, sounds: str, *, complete: bool) -> None:
        """Write the state; PublishError where that fails.

        After a ``complete`` round the validators of the lists' servers are kept, too: none of
        their articles is left to narrate.
        """
        stamps = {
            source: {**fetched.stamps, _SOUNDS: sounds}
            for source, fetched in self._lists.items()
            if complete and fetched.stamps
        }
        if self._changed or any(self._stamps.get(name) != stamp for name, stamp in stamps.items()):
            self._stamps |= stamps
            self._write()
            self._changed = False

    def _write(self) -> None:
        data = {"articles": self._digests, "pages": self._stamps}
        beside = self._path.with_name(f".{uuid4().hex}")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            try:
                beside.write_text(json.dumps(data, indent=1), "utf-8")
                beside.replace(self._path)
            finally:
                beside.unlink(missing_ok=True)
        except OSError as error:
            raise PublishError(
                f"{self._path} cannot be written: {error.strerror or error}. Make room, or name "
                "another folder with -o."
            ) from error
