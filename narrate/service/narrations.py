"""Narrations and their jobs in the store: submitted, claimed by a worker, finished.

A narration has at most one job at work and one waiting. A newer request replaces the one that
waits, and stops the one at work.
"""

import hashlib
import json
import sqlite3
import time
from collections.abc import Callable
from typing import Any, Final

from narrate.batch.places import file_name
from narrate.service import spoken
from narrate.service.jobs import (
    CORRECTION,
    MAKE,
    RETRACT,
    URGENT,
    USUAL,
    WAITING,
    FullError,
    Job,
    Outcome,
    Submitted,
)
from narrate.service.outbox import emit
from narrate.service.store import Store
from narrate.service.submission import Json, digest
from narrate.service.tokens import Caller
from narrate.service.withdrawal import failure, withdrawal_of
from narrate.source import slug

_DIGEST: Final = 8
_MOST_ATTEMPTS: Final = 2  # of a job whose worker was lost


def submit(
    store: Store, narration: str, submission: Json, caller: Caller, *, limit: int, edition: str
) -> Submitted:
    """Queue the making of a narration, unless the same request was made or is being made.

    ``edition`` is the hash of all beside the request that decides narrations. FullError where more
    than ``limit`` narrations wait.
    """
    now, stamp = time.time(), digest({**submission, "edition": edition})
    priority = CORRECTION if "priority" in submission else USUAL
    with store.transaction():
        current = store.row("SELECT * FROM narrations WHERE id = ?", narration)
        if current is None:
            store.change(
                "INSERT INTO narrations (id, folder, state, title, created, updated)"
                " VALUES (?, ?, 'queued', ?, ?, ?)",
                *(narration, folder_name(narration), submission.get("title", ""), now, now),
            )
        elif _stands(store, current, stamp, submission):
            row = store.row("SELECT max(id) AS id FROM jobs WHERE narration = ?", narration)
            return Submitted(row["id"] if row else 0, changed=False, new=False)
        elif current["published"]:
            priority = max(priority, CORRECTION)
        job = enqueue(store, narration, MAKE, priority, caller, limit=limit)
        store.change(
            "INSERT OR REPLACE INTO requests (narration, digest, body, received)"
            " VALUES (?, ?, ?, ?)",
            *(narration, stamp, json.dumps(submission), now),
        )
    return Submitted(job, changed=True, new=current is None)


def _stands(store: Store, current: sqlite3.Row, stamp: str, submission: Json) -> bool:
    """Tell whether a request is the newest one of its narration, and did not fail.

    An address may hold another text by now, and is always read again. After a withdrawal the same
    request means to publish again.
    """
    if current["state"] not in {*WAITING, "published"} or submission["form"] == "address":
        return False
    if withdrawal_of(store, current["id"]):
        return False
    newest = store.row("SELECT digest FROM requests WHERE narration = ?", current["id"])
    return newest is not None and newest["digest"] == stamp


def enqueue(
    store: Store, narration: str, kind: str, priority: int, caller: Caller, *, limit: int
) -> int:
    """Queue a job in place of the one that waits, within a transaction; return its number."""
    now = time.time()
    replaced = store.change(
        "UPDATE jobs SET state = 'superseded', finished = ?"
        " WHERE narration = ? AND state = 'queued'",
        *(now, narration),
    )
    if not replaced and kind == MAKE:
        _refuse_overflow(store, limit)
    store.change(
        "UPDATE narrations SET state = 'queued', reason = '', kind = '', updated = ?,"
        " version = version + 1 WHERE id = ?",
        *(now, narration),
    )
    store.change(
        "INSERT INTO jobs (narration, kind, priority, state, token, editor, created)"
        " VALUES (?, ?, ?, 'queued', ?, ?, ?)",
        *(narration, kind, priority, caller.token, caller.editor, now),
    )
    row = store.row("SELECT last_insert_rowid() AS id")
    return int(row["id"]) if row else 0


def _refuse_overflow(store: Store, limit: int) -> None:
    row = store.row("SELECT count(*) AS count FROM jobs WHERE state = 'queued'")
    count = row["count"] if row else 0
    if count >= limit:
        lately = store.row(
            "SELECT avg(finished - started) AS mean FROM (SELECT started, finished FROM jobs"
            " WHERE state = 'done' ORDER BY id DESC LIMIT 50)"
        )
        mean_s = (lately["mean"] if lately else None) or 1.0
        raise FullError(count, max(1, min(3_600, round(mean_s * count / 10))))


def retract(store: Store, narration: str, reason: str, caller: Caller) -> int | None:
    """Queue the retraction of a narration before all other work; None where there is none.

    What was planned for the night is dropped, or it would publish the article again.
    """
    with store.transaction():
        if store.row("SELECT 1 FROM narrations WHERE id = ?", narration) is None:
            return None
        store.change("DELETE FROM postponed WHERE narration = ?", narration)
        job = enqueue(store, narration, RETRACT, URGENT, caller, limit=0)
        store.change("UPDATE jobs SET reason = ? WHERE id = ?", reason, job)
    return job


def claim(store: Store, least_priority: int) -> Job | None:
    """Return the next job, marked as running: of one narration never two at a time."""
    with store.transaction():
        row = store.row(
            "UPDATE jobs SET state = 'running', started = ?, attempts = attempts + 1 WHERE id ="
            " (SELECT id FROM jobs AS next WHERE state = 'queued' AND priority >= ? AND NOT EXISTS"
            " (SELECT 1 FROM jobs WHERE narration = next.narration AND state = 'running')"
            " ORDER BY priority DESC, id LIMIT 1) RETURNING id, narration, kind, reason",
            *(time.time(), least_priority),
        )
        if row is None:
            return None
        store.change(
            "UPDATE narrations SET state = 'running', version = version + 1 WHERE id = ?",
            row["narration"],
        )
        narration = store.row(
            "SELECT folder, decisions, stamp, result, body FROM narrations"
            " LEFT JOIN requests ON narration = id WHERE id = ?",
            row["narration"],
        )
    assert narration is not None
    submission = json.loads(narration["body"] or "{}")
    if row["kind"] == RETRACT:
        submission = {"reason": row["reason"]}
    return Job(
        *(row["id"], row["narration"], row["kind"], narration["folder"], submission),
        decisions=json.loads(narration["decisions"]),
        was_retracted="retracted" in json.loads(narration["result"]),
        stamp=narration["stamp"],
    )


def recover(store: Store) -> int:
    """Queue again the jobs that were running when the service was killed; return their number."""
    with store.transaction():
        store.change(
            "UPDATE narrations SET state = 'queued', version = version + 1"
            " WHERE id IN (SELECT narration FROM jobs WHERE state = 'running')"
        )
        store.change("UPDATE jobs SET attempts = 0 WHERE state = 'running'")
        return _requeue(store, "state = 'running'")


def release(store: Store, job: Job) -> None:
    """Queue a job again whose work was interrupted."""
    with store.transaction():
        _requeue(store, "state = 'running' AND id = ?", job.id)
        store.change(
            "UPDATE narrations SET state = 'queued', version = version + 1 WHERE id = ?",
            job.narration,
        )


def retried(store: Store, job: Job) -> bool:
    """Queue a job again whose worker was lost for the first time; tell whether that was so."""
    row = store.row("SELECT attempts FROM jobs WHERE id = ?", job.id)
    if row is None or row["attempts"] >= _MOST_ATTEMPTS:
        return False
    release(store, job)
    return True


def _requeue(store: Store, condition: str, *values: Any) -> int:
    """Queue running jobs again, but those that a newer one of the narration replaces."""
    store.change(
        "UPDATE jobs SET state = 'superseded' WHERE "
        f"{condition} AND EXISTS (SELECT 1 FROM jobs AS newer WHERE newer.narration ="
        " jobs.narration AND newer.id > jobs.id)",
        *values,
    )
    return store.change(f"UPDATE jobs SET state = 'queued' WHERE {condition}", *values)


def finish(
    store: Store, job: Job, outcome: Outcome, describe: Callable[[sqlite3.Row], Json]
) -> None:
    """Note the end of a job, and emit its event, all or nothing.

    Where a newer job waits the narration stays queued; a job that stopped for no newer one waits
    again. ``describe`` returns a narration as events state it.
    """
    now, is_stopped = time.time(), outcome.state == "superseded"
    state = "superseded" if is_stopped else "done"
    with store.transaction():
        if is_stopped and not _newer(store, job):
            _requeue(store, "state = 'running' AND id = ?", job.id)
            return
        reason = job.submission["reason"] if job.kind == RETRACT else outcome.reason
        store.change(
            "UPDATE jobs SET state = ?, reason = ?, finished = ? WHERE id = ?",
            *(state, reason, now, job.id),
        )
        event = _note(store, job, outcome, now)
        if newer := _newer(store, job):
            store.change(
                "UPDATE narrations SET state = 'queued', version = version + 1 WHERE id = ?",
                job.narration,
            )
        row = store.row("SELECT * FROM narrations WHERE id = ?", job.narration)
        if event and row is not None:
            emit(
                store, event, job.narration, {**describe(row), **({"newer": True} if newer else {})}
            )


def _newer(store: Store, job: Job) -> bool:
    """Tell whether a newer job of a narration waits."""
    statement = "SELECT 1 FROM jobs WHERE narration = ? AND state = 'queued'"
    return store.row(statement, job.narration) is not None


def _note(store: Store, job: Job, outcome: Outcome, now: float) -> str:
    """Write an outcome into its narration; return the event, or nothing for no news."""
    if outcome.state == "superseded":
        return ""
    row = store.row("SELECT state, published FROM narrations WHERE id = ?", job.narration)
    was_published = row is not None and row["published"] is not None
    reason = outcome.reason
    if job.kind == RETRACT and outcome.state == "failed":
        reason = failure(reason, is_public=was_published)
    values: Json = {"state": outcome.state, "reason": reason, "kind": outcome.kind}
    values |= {"updated": now}
    for name in ("title", "language", "voice"):
        if text := getattr(outcome, name):
            values[name] = text
    event = f"narration.{outcome.state}"
    if outcome.state == "published":
        stamp = outcome.result["stamp"]
        values |= {"result": json.dumps(outcome.result), "stamp": stamp}
        if was_published and stamp == job.stamp:
            event = ""
        else:
            values["published"] = now
            event = "narration.updated" if was_published else event
    elif outcome.state == "retracted":
        values |= {"result": json.dumps(outcome.result), "stamp": "", "published": None}
    if outcome.state in {"published", "retracted"}:
        spoken.put(store, job.narration, outcome.text)
    columns = ", ".join(f"{name} = ?" for name in values)
    store.change(
        f"UPDATE narrations SET {columns}, version = version + 1 WHERE id = ?",
        *(*values.values(), job.narration),
    )
    return event


def folder_name(narration: str) -> str:
    """Return the folder of a narration: its id, with a digest where that is no folder's name."""
    name = file_name(narration)
    if name == slug(narration) == narration:
        return name
    return f"{name.rstrip('-')}-{hashlib.sha256(narration.encode()).hexdigest()[:_DIGEST]}"
