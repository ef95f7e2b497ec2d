"""Every narration made so far: which of them a changed dictionary, voice or rule touches."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from narrate import pipeline
from narrate.config import Settings
from narrate.errors import PublishError, UsageError
from narrate.publish import Earlier, Published, Target, earlier, shelf
from narrate.publish.manifest import NAME
from narrate.speech.cast import Cast
from narrate.speech.speakers import Speakers

_HASH = re.compile(r"-[0-9a-f]{8}$")


@dataclass(frozen=True, slots=True)
class Story:
    """A narration in the archive, and the settings under which it is made again."""

    before: Earlier
    settings: Settings

    @property
    def target(self) -> Target:
        """Where it stands."""
        audio = self.before.path("audio") or self.before.folder / "story.mp3"
        return Target(self.before.folder, _HASH.sub("", audio.stem), audio.suffix)

    def remake(self, speakers: Speakers) -> Published:
        """Make it again; what has not changed is kept."""
        return pipeline.make(
            self.before.narration.article, self.target, self.settings, speakers=speakers
        )


class Rebuilt(NamedTuple):
    """Where a narration was made again, None where it stands; the sentences said anew, how long."""

    at: Path | None
    sentences: int = 0
    seconds: float = 0.0


def folders(roots: Iterable[str]) -> list[Path]:
    """Return the folders of all narrations below some, once; UsageError for what is no folder."""
    found: dict[Path, Path] = {}
    for root in roots:
        if not Path(root).is_dir():
            raise UsageError(f"{root} is no folder. Name one that holds narrations.")
        for folder in shelf.folders(Path(root)):
            found.setdefault(folder.resolve(), folder)
    return list(found.values())


def rebuild(
    folder: Path, settings: Settings, voice: str = "", *, dry_run: bool, speakers: Speakers
) -> Rebuilt | None:
    """Make a narration again where it is touched, with its own voice; None where it was withdrawn.

    ``voice``, where given, takes its own's place; a ``dry_run`` makes nothing. PublishError for
    what cannot be made again, and as the pipeline.
    """
    before = earlier(folder)
    if before is None:
        if shelf.story(folder).retracted:
            return None
        raise PublishError(
            f"{folder / NAME} was changed, or another narrate's. Make it again from its article."
        )
    story = Story(before, _own(before, settings, voice))
    touched = _touched(story, speakers)
    if touched is None:
        return Rebuilt(None)
    return Rebuilt(folder if dry_run else story.remake(speakers).audio, *touched)


def _touched(story: Story, speakers: Speakers) -> tuple[int, float] | None:
    """Return how many sentences of a story would be said anew, and how many seconds they are now.

    None where it stands as it is.
    """
    narration, settings = story.before.narration, story.settings
    article = narration.article
    decided = pipeline.plan(article, settings, story.target.extension)
    made, whole = decided.fingerprint, story.before.whole
    if made.stamp == narration.fingerprint.stamp and whole:
        return None
    cast = Cast(speakers, decided.voice, decided.role_voices, 0)
    keys = pipeline.write_script(decided, cast.key).keys
    known = [cue.key for cue in narration.cues]
    new = len(set(keys).difference(known))
    if made.encoding != narration.fingerprint.encoding or not whole:
        new = len(keys)
    if not new and made.terms == narration.fingerprint.terms and list(keys) == known:
        return None
    left = set(keys)
    old = (cue for cue in narration.cues if cue.key not in left)
    frames = sum(cue.end_frame - cue.start_frame for cue in old)
    return new, frames / narration.sample_rate_hz


def _own(before: Earlier, settings: Settings, voice: str) -> Settings:
    made = before.narration.fingerprint
    return replace(
        settings,
        voice=voice or before.narration.voice.name,
        speed=made.speed,
        pitch=made.pitch,
        language="",
    )
