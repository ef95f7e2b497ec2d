"""The service: its settings, its store, its workers, and how it shows a narration."""

import asyncio
import hashlib
import json
import logging
import sqlite3
import threading
import time
from collections.abc import Callable, Iterable
from concurrent.futures import CancelledError
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Final, Self

from platformdirs import user_state_path

from narrate import voices
from narrate.config import Settings
from narrate.errors import NarrateError, UsageError
from narrate.model.web import web_address
from narrate.publish import shelf
from narrate.runtime.packages import own_version
from narrate.service import narrations, night, places, work
from narrate.service.dictionary import ARTICLE, Dictionary, stamp_of
from narrate.service.dispatch import Dispatcher
from narrate.service.figures import Figures
from narrate.service.jobs import CORRECTION, MAKE, Job, Outcome, Submitted, WithdrawnError
from narrate.service.store import Store
from narrate.service.submission import Json, check_id, settings_of
from narrate.service.tokens import Caller
from narrate.service.webhooks import Deliveries, prune
from narrate.service.withdrawal import Withdrawal, withdrawal_of
from narrate.service.workers import DESK, Workers
from narrate.text.lexicon import Lexicon

_STORE: Final = "service.sqlite3"
_LOCK: Final = "service.lock"
_REST_EVERY_S: Final = 1.0
_PRUNE_EVERY_S: Final = 3_600.0
_LARGE_BODIES: Final = 4  # that are in memory at once
_LOG: Final = logging.getLogger("narrate.service")
PUBLIC: Final = "/narrations"  # under which the files of published narrations are


def state_folder(settings: Settings) -> Path:
    """Return the folder of a service's store: that of [serve], else one for the output folder."""
    if settings.serve.state:
        return Path(settings.serve.state)
    digest = hashlib.sha256(places.absolute(settings.output).encode()).hexdigest()
    return user_state_path("narrate", appauthor=False) / f"serve-{digest[:16]}"


def open_store(settings: Settings, tables: Iterable[str] = ()) -> Store:
    """Return the open store of a service, which may be running or not."""
    return Store(state_folder(settings) / _STORE, tables)


class Service:
    """A service over one output folder; ``address`` is its own on the web."""

    def __init__(
        self,
        settings: Settings,
        address: str,
        tables: Iterable[str] = (),
        *,
        is_local: bool = True,
    ) -> None:
        """Open the store.

        UsageError where another service works on it, or an object store has no public address. Only
        a service that no other machine reaches, ``is_local``, does without tokens.
        """
        self.is_local, self.figures = is_local, Figures()
        self.address = settings.serve.address.rstrip("/") or address
        self.settings = places.with_base(settings, f"{self.address}{PUBLIC}")
        self._open = ExitStack()
        folder = state_folder(settings)
        self.store = open_store(settings, tables)
        self._lock(folder / _LOCK)
        self.dictionary = Dictionary(self.store, self.settings)
        self.workers = Workers(self.settings)
        self.run_folder = folder / "run"
        self.dispatcher = Dispatcher(self, self.run_folder)
        self.deliveries = Deliveries(self)
        self.ending = threading.Event()
        self.large_bodies = asyncio.Semaphore(_LARGE_BODIES)
        self._feed_is_due, self._feed_hurries = True, False

    def start(self) -> Self:
        """Start to work on what waits."""
        self.dispatcher.start()
        self.deliveries.start()
        threading.Thread(target=self._rest, daemon=True, name="rest").start()
        return self

    def close(self) -> None:
        """End all work: what is not finished in time waits for the next start."""
        self.ending.set()
        self.dispatcher.close(self.settings.serve.grace_s)
        self.workers.close()
        self.deliveries.close()
        self.store.close()
        self._open.close()

    def submit(self, narration: str, submission: Json, caller: Caller) -> Submitted:
        """Queue an article; UsageError for settings that make no sense, FullError."""
        check_id(narration)
        settings = settings_of(submission, self.settings)
        if settings.voice != voices.AUTO:
            voices.named(settings.voice)
        submitted = narrations.submit(
            *(self.store, narration, submission, caller),
            limit=settings.serve.queue,
            edition=self.edition(settings),
        )
        if submitted.changed:
            self.dispatcher.replace_job(narration, submitted.job)
        return submitted

    def retract(self, narration: str, reason: str, caller: Caller) -> int | None:
        """Queue the retraction of a narration; None where there is none of that id."""
        job = narrations.retract(self.store, narration, reason, caller)
        if job is not None:
            self.dispatcher.replace_job(narration, job)
        return job

    def again(self, narration: str, caller: Caller, *, republish: bool = False) -> int:
        """Queue a narration to be made anew from its newest request; return the job's number.

        UsageError where nothing was ever put, and WithdrawnError for a narration that is withdrawn,
        or whose withdrawal failed, unless an editor decided to ``republish`` it.
        """
        with self.store.transaction():
            if not republish and (withdrawal := withdrawal_of(self.store, narration)):
                raise WithdrawnError(narration, has_failed=withdrawal is Withdrawal.FAILED)
            if not self.store.row("SELECT 1 FROM requests WHERE narration = ?", narration):
                raise UsageError(f"There is no request of a narration {narration}: put it first.")
            job = narrations.enqueue(
                *(self.store, narration, MAKE, CORRECTION, caller),
                limit=self.settings.serve.queue,
            )
        self.dispatcher.replace_job(narration, job)
        return job

    def set_saying(self, narration: str, term: str, saying: str | None, caller: Caller) -> bool:
        """Keep or remove an article's own way to say a term; return whether anything changed.

        The narration is made anew only by ``again``. LexiconError for an unreadable saying.
        """
        if saying is not None:
            Lexicon.of_article([(term, saying)])
        with self.store.transaction():
            decisions = self.decisions(narration)
            sayings = decisions.setdefault("pronunciations", {})
            before = sayings.pop(term, None)
            if saying is not None:
                sayings[term] = saying
            self.store.change(
                "UPDATE narrations SET decisions = ?, version = version + 1 WHERE id = ?",
                *(json.dumps(decisions, ensure_ascii=False), narration),
            )
            cells = tuple({"saying": text} if text else {} for text in (before, saying))
            self.dictionary.note(
                *(ARTICLE, (term, ""), (cells[0], cells[1]), caller), narration=narration
            )
        return before is None if saying is not None else before is not None

    def edition(self, settings: Settings) -> str:
        """Return the hash of all beside its text that decides how an article is spoken."""
        files = voices.lexicon_files(
            settings.language or "en", settings.lexicons, settings.desk_lexicons
        )
        stamps = [(str(path), *stamp_of(path)) for path, layer in files if layer != "built in"]
        values = [own_version(), settings.voice, settings.speed, settings.pitch, stamps]
        return hashlib.sha256(json.dumps(values).encode()).hexdigest()

    def view(self, row: sqlite3.Row) -> Json:
        """Return a narration as the service shows it: its state, and its published version."""
        result = json.loads(row["result"])
        state, percent = row["state"], None
        if state == "running":
            progress = self.dispatcher.progress(row["id"])
            state = progress.stage if progress else "queued"
            percent = progress.percent if state in {"speaking", "encoding"} and progress else None
        shown: Json = {"id": row["id"], "state": state, "percent": percent}
        shown |= {name: row[name] for name in ("reason", "kind", "title", "language", "voice")}
        shown |= {"created": moment(row["created"]), "updated": moment(row["updated"])}
        shown |= {"version": row["version"], "url": f"{self.address}/v1/narrations/{row['id']}"}
        shown["published"] = self._published(row, result) if row["published"] else None
        return shown

    def _published(self, row: sqlite3.Row, result: Json) -> Json:
        base, folder = self.settings.base, row["folder"]
        files = {
            role: {**file, "url": web_address(base, f"{folder}/{file['name']}")}
            for role, file in result["files"].items()
        }
        names = ("duration_ms", "sentences", "skipped", "faults", "undecided", "text_sha256")
        facts = {name: result[name] for name in (*names, "embed", "notes")}
        return {"at": moment(row["published"]), **facts, "files": files}

    def decisions(self, narration: str) -> Json:
        """Return the decisions that editors made for one narration; UsageError for an unknown."""
        row = self.store.row("SELECT decisions FROM narrations WHERE id = ?", narration)
        if row is None:
            raise UsageError(f"There is no narration {narration}.")
        decisions: Json = json.loads(row["decisions"])
        return decisions

    def manifest(self, narration: str) -> Json:
        """Return the manifest of a published narration; PublishError where there is none."""
        row = self.store.row("SELECT folder FROM narrations WHERE id = ?", narration)
        with places.reading(self.settings, row["folder"] if row else "") as folder:
            return shelf.load(folder)

    def note_outcome(self, job: Job, outcome: Outcome) -> None:
        """Count and log the end of a job; the feed follows soon."""
        self._feed_is_due |= outcome.state in {"published", "retracted"}
        self._feed_hurries |= outcome.state == "retracted"
        self.figures.job(outcome.state, outcome.kind, outcome.figures)
        figures = {name: round(value, 3) for name, value in outcome.figures.items()}
        _LOG.info(
            "job ended",
            extra={
                "facts": {
                    "job": job.id,
                    "narration": job.narration,
                    "kind": job.kind,
                    "state": outcome.state,
                    "reason": outcome.reason,
                    **figures,
                }
            },
        )

    def _lock(self, path: Path) -> None:
        from filelock import FileLock, Timeout

        lock = FileLock(path, timeout=0, thread_local=False)
        try:
            lock.acquire()
        except Timeout:
            self.store.close()
            raise UsageError(
                f"Another narrate serve works on {path.parent}. End it, or name another folder as "
                "state in [serve]."
            ) from None
        self._open.callback(lock.release)

    def _rest(self) -> None:
        """End idle workers, and delete what nobody needs any more."""
        pruned_s, feed_s = -_PRUNE_EVERY_S, 0.0
        while not self.ending.wait(_REST_EVERY_S):
            self._attempt(partial(self.workers.rest, self.settings.serve.idle_s))
            self._attempt(partial(night.begin, self))
            if time.monotonic() > pruned_s + _PRUNE_EVERY_S:
                self._attempt(partial(prune, self))
                pruned_s = time.monotonic()
            start_s = time.monotonic()
            if self._feed_is_due and (self._feed_hurries or start_s > feed_s):
                self._feed_is_due = self._feed_hurries = False
                self._attempt(self._write_feed)
                end_s = time.monotonic()
                feed_s = end_s + places.feed_rest_s(end_s - start_s)

    def _attempt(self, step: Callable[[], None]) -> None:
        """Do a step of the service's own work; a failure is logged, and the service goes on."""
        if self.ending.is_set():  # the store may be closed
            return
        try:
            step()
        except (NarrateError, OSError, sqlite3.Error) as error:
            if not self.ending.is_set():
                _LOG.warning(
                    "the service's own work failed", extra={"facts": {"reason": str(error)}}
                )

    def _write_feed(self) -> None:
        """Bring the feed of the output folder or store up to date, where there is one.

        A store's feed fetches all manifests: ``places.feed_rest_s`` keeps that rare.
        """
        if places.may_have(self.settings, self.settings.feed.file):
            try:
                self.workers(DESK, partial(work.write_feed, self.settings))
            except (NarrateError, CancelledError) as error:
                _LOG.warning("feed not written", extra={"facts": {"reason": str(error)}})


def moment(seconds: float) -> str:
    """Return a time as ISO 8601 in UTC."""
    from datetime import UTC, datetime

    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="milliseconds")
