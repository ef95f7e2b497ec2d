"""The manner in which an earlier narration was spoken: a correction keeps it."""

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path
from typing import Any

from narrate.config import Settings
from narrate.publish import earlier

MANNER = ("voice", "speed", "pitch")


def keep_manner(
    folder: Path, settings: Settings, requested: Collection[str] = ()
) -> tuple[Settings, str]:
    """Return the settings with the voice, speed and pitch of the narration in a folder, and a note.

    Names in ``requested`` were asked for in this run and count instead. The note says how the
    manner changes, or which other voice the settings name; it is empty where there is nothing to
    say.
    """
    narration = before.narration if (before := earlier(folder)) else None
    if narration is None:
        return settings, ""
    present: dict[str, Any] = {
        "voice": narration.voice.name,
        "speed": narration.fingerprint.speed,
        "pitch": narration.fingerprint.pitch,
    }
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
    kept = {name: value for name, value in present.items() if name not in requested}
    return replace(settings, **kept), note
