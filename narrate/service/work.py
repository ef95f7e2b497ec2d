"""The work of a job, in a worker's process: read, narrate, publish, or retract.

Nothing here knows the store. An error becomes an outcome, so that a job always ends in a sentence.
"""

import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from narrate import pipeline, publish, voices
from narrate.batch.attempts import bug
from narrate.config import Settings
from narrate.errors import BugError, DoubtError, NarrateError, PublishError
from narrate.publish import Published, Target, retract, shelf
from narrate.publish.manifest import NAME
from narrate.reuse.manner import MANNER, keep_manner
from narrate.service import reading
from narrate.service.narrations import RETRACT, Job, Outcome
from narrate.service.progress import Stopped, Ticker
from narrate.service.submission import Json, settings_of
from narrate.speech.speakers import Speakers

if TYPE_CHECKING:
    from narrate.model import Narration

_MOST_UNDECIDED = 100


class Order(NamedTuple):
    """A job with the settings of the service, and the path of its progress."""

    job: Job
    settings: Settings
    progress: str


def run(order: Order, *, speakers: Speakers) -> Outcome:
    """Return the outcome of a job."""
    job = order.job
    try:
        if job.kind == RETRACT:
            return _retract(order)
        return _make(order, speakers)
    except Stopped as error:
        return Outcome("superseded", str(error))
    except DoubtError as error:
        reason = f"{job.narration} is held back {error.reason}."
        return Outcome("held", reason, error.option.removeprefix("--"))
    except NarrateError as error:
        return Outcome("failed", str(error), type(error).__name__)
    except Exception as error:  # noqa: BLE001 - the edge of a job
        return Outcome("failed", str(bug(error)), BugError.__name__)


def _make(order: Order, speakers: Speakers) -> Outcome:
    job, ticker, start_s = order.job, Ticker(order.progress), time.monotonic()
    ticker.stage("reading")
    settings = settings_of(job.submission, order.settings)
    article, notes = reading.article(job.narration, job.submission, settings)
    article = reading.decided(article, job.decisions)
    settings, note = voices.decide(settings, article.language)
    folder = Path(settings.output, job.folder)
    if job.was_retracted:
        _forget_retraction(folder)
    requested = {name for name in MANNER if name in _asked(job.submission)}
    settings, kept_note = keep_manner(folder, settings, requested)
    misses = speakers.cache.misses
    settings = replace(settings, jobs=speakers.jobs)
    target = Target(folder, job.folder, f".{settings.format}")
    published = pipeline.make(article, target, settings, ticker.bar, speakers)
    publish.follow(folder, settings.site)
    publish.release(folder)
    narration = published.narration
    return Outcome(
        "published",
        title=narration.article.title,
        language=narration.article.language,
        voice=narration.voice.name,
        result=_result(published, settings, [*notes, note, kept_note]),
        figures={
            "seconds": time.monotonic() - start_s,
            "audio_s": 0.0 if published.unchanged else narration.duration_s,
            "sentences": len(narration.cues),
            "spoken": speakers.cache.misses - misses,
        },
    )


def _asked(submission: Json) -> set[str]:
    """Return the names of the settings that a submission sets itself."""
    return {*submission, *submission.get("settings", {})}


def _result(published: Published, settings: Settings, notes: list[str]) -> Json:
    """Return the facts of a published narration that the service shows."""
    manifest = shelf.load(published.audio.parent)
    narration = published.narration
    return {
        "duration_ms": manifest["duration_ms"],
        "sentences": len(narration.cues),
        "skipped": len(narration.article.skipped),
        "faults": sum(bool(cue.faults) for cue in narration.cues),
        "undecided": _undecided(narration),
        "stamp": narration.fingerprint.stamp,
        "text_sha256": manifest["text_sha256"],
        "url": narration.article.url,
        "byline": narration.article.byline,
        "files": {"manifest": {"name": NAME}, **manifest["files"]},
        "embed": publish.embed(manifest, settings.site_at(published.audio.parent)),
        "notes": list(filter(None, notes)),
    }


def _undecided(narration: "Narration") -> list[str]:
    """Return the names that neither a rule nor an entry decides, the most frequent first."""
    from narrate.text.names import undecided

    terms = undecided(narration.utterances, narration.article.language)
    return [term.text for term in terms[:_MOST_UNDECIDED]]


def _retract(order: Order) -> Outcome:
    """Withdraw a narration; one that was never published is only noted as withdrawn."""
    folder = Path(order.settings.output, order.job.folder)
    reason, deleted = order.job.submission.get("reason", ""), []
    if (folder / NAME).exists():
        deleted = retract.retract(shelf.story(folder, head=True), reason)
    return Outcome("retracted", reason, result={"retracted": reason, "deleted": deleted})


def _forget_retraction(folder: Path) -> None:
    """Delete the tombstone of a withdrawn narration, which the content system publishes again."""
    try:
        if (folder / NAME).exists() and shelf.story(folder, head=True).retracted:
            (folder / NAME).unlink()
    except OSError as error:
        raise PublishError(
            f"{folder / NAME} cannot be removed: {error.strerror or error}. Check its permissions."
        ) from error
