"""Every narration made so far: which of them a changed dictionary, voice or rule touches."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from narrate import audio, correction, pipeline, stamp, voices
from narrate.cast import Cast
from narrate.config import Settings
from narrate.errors import PublishError, UsageError
from narrate.model import Cue
from narrate.publish import Earlier, Published, Target, earlier, shelf
from narrate.publish.manifest import NAME
from narrate.studio import Studio

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

    def remake(self, studio: Studio) -> Published:
        """Make it again; what has not changed is kept."""
        return pipeline.make(
            self.before.narration.article, self.target, self.settings, studio=studio
        )


@dataclass(frozen=True, slots=True)
class Touched:
    """What is to be said again of a story: its sentences as they stand, how long they are."""

    story: Story
    cues: tuple[Cue, ...]
    sentences: int
    seconds: float


def folders(roots: Iterable[str]) -> list[Path]:
    """Return the folders of all narrations below some; UsageError for what is no folder."""
    for root in roots:
        if not Path(root).is_dir():
            raise UsageError(f"{root} is no folder. Name one that holds narrations.")
    return [folder for root in roots for folder in shelf.folders(Path(root))]


def story(folder: Path, settings: Settings, voice: str = "") -> Story | None:
    """Return the narration in a folder, with its own voice, speed and pitch; None if withdrawn.

    ``voice``, where given, takes its own's place. PublishError for what cannot be made again.
    """
    if before := earlier(folder):
        return Story(before, _own(before, settings, voice))
    if shelf.story(folder).retracted:
        return None
    raise PublishError(
        f"{folder / NAME} was changed, or is of another narrate. Make it again from its article."
    )


def touched(story: Story, studio: Studio) -> Touched | None:
    """Return what of a story would be said anew; None where it stands as it is."""
    narration, settings = story.before.narration, story.settings
    article = narration.article
    settings, voice, others = voices.chosen(settings, article.language)
    picture = audio.cover.read(settings.cover or article.picture)
    made = stamp.made(
        article, settings, voice, story.target.extension, others=others, cover=picture
    )
    if made.stamp == narration.made.stamp and story.before.whole:
        return None
    _, utterances = pipeline.prepare(article, settings)
    sounds = audio.sounds.around(settings.sounds, utterances)
    speak = Cast(studio, voice, others, 0)
    keys = correction.keys(speak.key, utterances, settings.pauses.lead_ms, sounds)
    known = {cue.key: cue for cue in narration.cues}
    new = sum(key not in known for key in keys)
    if made.encoding != narration.made.encoding:
        new = len(keys)
    if not new and made.terms == narration.made.terms and len(keys) == len(narration.cues):
        return None
    old = tuple(cue for cue in narration.cues if cue.key not in set(keys))
    frames = sum(cue.end_frame - cue.start_frame for cue in old)
    return Touched(story, old, new, frames / narration.sample_rate_hz)


def _own(before: Earlier, settings: Settings, voice: str) -> Settings:
    made = before.narration.made
    return replace(
        settings,
        voice=voice or before.narration.voice.name,
        speed=made.speed,
        pitch=made.pitch,
        language="",
    )
