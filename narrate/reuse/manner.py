"""Keep the voice, speed and pitch of an earlier narration when its article is corrected."""

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path
from typing import Any

from narrate.config import Settings
from narrate.errors import PublishError
from narrate.publish import shelf

MANNER = ("voice", "speed", "pitch")


def asked_by(
    voice: str, settings: Settings, requested: Collection[str]
) -> tuple[Settings, Collection[str]]:
    """Return the settings with the ``voice`` that an article asks for, and what is requested.

    The command line, whose settings ``requested`` names, comes before the article.
    """
    if not voice or "voice" in requested:
        return settings, requested
    return replace(settings, voice=voice), {*requested, "voice"}


def keep_manner(
    folder: Path, settings: Settings, requested: Collection[str] = ()
) -> tuple[Settings, str]:
    """Return the settings with the voice, speed and pitch of the narration in a folder, and a note.

    ``requested`` names the settings from the command line: they override the narration's. The note
    tells a person about changes, or that the settings name another voice; otherwise it is empty.
    """
    present = _manner(folder)
    if not present:
        return settings, ""
    changes = [
        f"{name} {present[name]} becomes {getattr(settings, name)}"
        for name in MANNER
        if name in requested and getattr(settings, name) != present[name]
    ]
    note = f"As asked, {', '.join(changes)}." if changes else ""
    house_voice = settings.voice
    if "voice" not in requested and house_voice not in (present["voice"], Settings().voice):
        note += (
            f"{' ' if note else ''}The voice stays {present['voice']}, as published. "
            f"--voice {house_voice} changes it."
        )
    manner = {name: value for name, value in present.items() if name not in requested}
    return replace(settings, **manner), note


def _manner(folder: Path) -> dict[str, Any]:
    """Return the voice's name, the speed and the pitch of the narration in a folder, if any."""
    try:
        story = shelf.story(folder, head=True)
    except PublishError:
        return {}
    if story.retracted:
        return {}
    made = story.manifest["made"]
    voice = story.manifest["voice"]["name"]
    return {"voice": voice, "speed": made["speed"], "pitch": made["pitch"]}
