"""The work of a job, in a worker's process: read, narrate, publish, or retract.

Nothing here knows the store. An error becomes an outcome, so that a job always ends in a sentence.
"""

import time
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from narrate import pipeline, publish
from narrate.batch.attempts import bug
from narrate.config import Settings
from narrate.errors import BugError, DoubtError, NarrateError, PublishError
from narrate.model import Article
from narrate.publish import Published, Target, retract, shelf
from narrate.publish.manifest import NAME
from narrate.runtime.store import is_store
from narrate.service import places, reading
from narrate.service.jobs import RETRACT, Job, Outcome
from narrate.service.progress import Stopped, Ticker
from narrate.service.submission import Json
from narrate.speech.speakers import Speakers

if TYPE_CHECKING:
    from narrate.model import Narration

_MOST_UNDECIDED = 100
REVIEW = "review"  # the kind of a narration that waits for an editor


class Order(NamedTuple):
    """A job with the settings of the service, and the path of its progress."""

    job: Job
    settings: Settings
    progress: str


def run(order: Order, *, speakers: Speakers) -> Outcome:
    """Return the outcome of a job."""
    job = order.job

    def work(settings: Settings) -> Outcome:
        placed_order = order._replace(settings=settings)
        if job.kind == RETRACT:
            return _retract(placed_order)
        return _make(placed_order, speakers)

    try:
        return places.changing(order.settings, job.folder, work)
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
    folder = Path(order.settings.output, job.folder)
    article, settings, notes = reading.ready(
        job.narration, job.submission, job.decisions, folder, order.settings
    )
    if waiting := _waiting(job, article, settings):
        return waiting
    if job.was_retracted:
        _forget_retraction(folder)
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
        result=_result(published, settings, notes, job.decisions.get("accepted", ())),
        figures={
            "seconds": time.monotonic() - start_s,
            "audio_s": 0.0 if published.unchanged else narration.duration_s,
            "sentences": len(narration.cues),
            "spoken": speakers.cache.misses - misses,
        },
        text="\n".join(utterance.written for utterance in narration.utterances),
    )


def _waiting(job: Job, article: Article, settings: Settings) -> Outcome | None:
    """Return that a narration waits for an editor, or None where it may be published.

    Whoever publishes it approved exactly this version: the article, its voice and its dictionaries.
    """
    if hold := job.decisions.get("hold"):
        reason = f"{job.narration} is held back by {hold.get('by') or 'an editor'}."
    elif settings.serve.review:
        decided = pipeline.plan(article, settings, f".{settings.format}")
        if job.decisions.get("approved") == decided.fingerprint.stamp:
            return None
        reason = f"{job.narration} waits for an editor who publishes it."
    else:
        return None
    return Outcome("held", reason, REVIEW, article.title, article.language)


def _result(
    published: Published, settings: Settings, notes: list[str], accepted: Collection[str]
) -> Json:
    """Return the facts of a published narration that the service shows."""
    manifest = shelf.load(published.audio.parent)
    narration = published.narration
    return {
        "duration_ms": manifest["duration_ms"],
        "sentences": len(narration.cues),
        "skipped": len(narration.article.skipped),
        "faults": sum(bool(cue.faults) for cue in narration.cues),
        "undecided": [name for name in _undecided(narration) if name not in accepted],
        "stamp": narration.fingerprint.stamp,
        "text_sha256": manifest["text_sha256"],
        "url": narration.article.url,
        "byline": narration.article.byline,
        "files": {"manifest": {"name": NAME}, **manifest["files"]},
        "embed": publish.embed(manifest, settings.site_at(published.audio.parent)),
        "notes": notes,
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


def write_feed(settings: Settings, *, speakers: Speakers) -> None:
    """Write the feed that lists the narrations of the output folder, or of a store that has one."""
    from narrate.batch import remote
    from narrate.publish import feedfile

    del speakers  # nothing is spoken
    if is_store(settings.output):
        remote.refreshed_feed(settings.output, settings, lambda _: None)
        return
    feedfile.write(Path(settings.output), settings.feed, lambda _: None)


def _forget_retraction(folder: Path) -> None:
    """Delete the tombstone of a withdrawn narration, which the content system publishes again."""
    try:
        if (folder / NAME).exists() and shelf.story(folder, head=True).retracted:
            (folder / NAME).unlink()
    except OSError as error:
        raise PublishError(
            f"{folder / NAME} cannot be removed: {error.strerror or error}. Check its permissions."
        ) from error
