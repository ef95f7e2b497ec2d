"""Rebuilding an archive: find the narrations that a changed dictionary, voice or rule touches."""

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from narrate import pipeline
from narrate.batch.words import Saying, saying_of
from narrate.config import Settings
from narrate.errors import PublishError, UsageError
from narrate.publish import Earlier, Target, earlier, shelf, sweep
from narrate.publish.manifest import NAME
from narrate.reuse.manner import keep_manner
from narrate.speech.cast import Cast
from narrate.speech.speakers import Speakers

_HASH = re.compile(r"-[0-9a-f]{8}$")


class Rebuilt(NamedTuple):
    """The result for one narration.

    ``path`` is the audio that was made again, None where the narration stays as it is;
    ``sentences`` are spoken again, ``seconds`` is their length in the published audio. ``saying``
    holds the words of the narration.
    """

    path: Path | None
    saying: Saying
    sentences: int = 0
    seconds: float = 0.0


def roots(names: Iterable[str]) -> list[Path]:
    """Return the folders of these names; UsageError for one that is not a folder."""
    for name in names:
        if not Path(name).is_dir():
            raise UsageError(f"{name} is not a folder. Name one that holds narrations.")
    return [Path(name) for name in dict.fromkeys(names)]


def rebuild(
    folder: Path, settings: Settings, voice: str = "", *, dry_run: bool, speakers: Speakers
) -> Rebuilt | None:
    """Make a narration again where a change touches it; return None where it was withdrawn.

    It keeps its own voice unless ``voice`` names another. A ``dry_run`` speaks and writes nothing.
    Raises PublishError for a narration that cannot be made again, and the errors of the pipeline.
    """
    current = earlier(folder)
    if current is None:
        if shelf.story(folder).retracted:
            return None
        raise PublishError(
            f"{folder / NAME} was changed, or another version of narrate wrote it. Make the "
            f"narration again from its article: narrate make ARTICLE -o {folder.parent}"
        )
    settings, _ = keep_manner(folder, settings, ("voice",) if voice else ())
    settings = replace(settings, voice=voice or settings.voice, language="")
    target, said = _target(current), saying_of(current.narration)
    change = _change(
        current, pipeline.plan(current.narration.article, settings, target.extension), speakers
    )
    if change is None:
        if not dry_run:
            sweep(folder)
        return Rebuilt(None, said)
    if dry_run:
        return Rebuilt(folder, said, *change)
    article = current.narration.article
    published = pipeline.make(article, target, settings, speakers=speakers)
    return Rebuilt(published.audio, said, *change)


def _target(current: Earlier) -> Target:
    audio = current.path("audio") or current.folder / "story.mp3"
    return Target(current.folder, _HASH.sub("", audio.stem), audio.suffix)


def _change(
    current: Earlier, decided: pipeline.Plan, speakers: Speakers
) -> tuple[int, float] | None:
    """Return the number of sentences to speak again, and their present length in seconds.

    None where the narration stays as it is. Nothing is spoken.
    """
    narration, unchanged = current.narration, current.intact
    if decided.fingerprint.stamp == narration.fingerprint.stamp and unchanged:
        return None
    cast = Cast(speakers, decided.voice, decided.role_voices, 0)
    keys = pipeline.write_script(decided, cast.key).keys
    published_keys = [cue.key for cue in narration.cues]
    count = len(set(keys).difference(published_keys))
    if decided.fingerprint.encoding != narration.fingerprint.encoding or not unchanged:
        count = len(keys)
    same_terms = decided.fingerprint.terms == narration.fingerprint.terms
    if not count and same_terms and list(keys) == published_keys:
        return None
    kept_keys = set(keys)
    frames = sum(
        cue.end_frame - cue.start_frame for cue in narration.cues if cue.key not in kept_keys
    )
    return count, frames / narration.sample_rate_hz
