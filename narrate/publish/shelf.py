"""What stands published under a folder: a manifest for each story, or what is left of one."""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from narrate.errors import PublishError
from narrate.publish.manifest import ABOUT, NAME, SCHEMA_VERSION, Plain

# The name of a published file: its story's, and a part of its content's hash.
_HASHED = re.compile(r"(.+)-[0-9a-f]{8}\.[a-z0-9.]+$")


@dataclass(frozen=True, slots=True)
class Story:
    """A folder with a narration in it, and its manifest."""

    folder: Path
    about: dict[str, Any]

    @property
    def retracted(self) -> bool:
        """Whether it was withdrawn."""
        return "retracted" in self.about

    @property
    def withdrawal(self) -> str:
        """What says that it was withdrawn, and when; empty where it stands."""
        if not self.retracted:
            return ""
        title, day = self.about["article"]["title"], self.about["retracted"][:10]
        why = f" ({self.about['reason']})" if self.about.get("reason") else ""
        path = self.folder / NAME
        return f"«{title}» was withdrawn on {day}{why}. To publish it again, remove {path}."

    def file(self, role: str) -> Path | None:
        """Return the path of the file of a role, if there is one."""
        listed = self.about["files"].get(role)
        return self.folder / Path(listed["name"]).name if listed else None

    def strays(self) -> list[Path]:
        """Return the files of this and of earlier versions that lie in the folder.

        They are those that the manifest names, those that a withdrawn one named, and those that
        bear the name of its audio with the hash of other content.
        """
        listed = [each["name"] for each in self.about["files"].values()]
        listed += [*self.about.get("superseded", ()), *self.about.get("withdrew", ())]
        names = {Path(name).name for name in listed}
        stems = {match[1] for name in names if (match := _HASHED.match(name))}
        return [
            path
            for path in sorted(self.folder.iterdir())
            if path.is_file()
            and (path.name in names or ((match := _HASHED.match(path.name)) and match[1] in stems))
        ]


def stories(root: Path) -> list[Story]:
    """Return the stories under a folder; PublishError for a manifest that is none of ours."""
    return [story(folder) for folder in folders(root)]


def folders(root: Path) -> list[Path]:
    """Return those with a manifest under a folder, in order; hidden ones are not looked into."""
    return [
        path.parent
        for path in sorted(root.rglob(NAME))
        if not any(part.startswith(".") for part in path.relative_to(root).parts)
    ]


def story(folder: Path) -> Story:
    """Return the story in a folder; PublishError where its manifest is none of ours."""
    path = folder / NAME
    try:
        about = json.loads(path.read_bytes())
        newest = about["schema_version"]
        if newest != SCHEMA_VERSION:
            raise PublishError(
                f"{path} is of version {newest}, and this narrate reads {SCHEMA_VERSION}. "
                "Make the narration again, or update narrate."
            )
        _form(about)
    except OSError as error:
        raise PublishError(
            f"{path} cannot be read: {error.strerror or error}. Name the folder of a narration, or "
            "make one: narrate make STORY.md"
        ) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise PublishError(
            f"{path} is not what narrate writes. Make the narration again."
        ) from error
    return Story(folder, about)


def withdrawn(folder: Path) -> str:
    """Say that what stood in a folder was withdrawn; empty where it was not, or nothing is."""
    try:
        return story(folder).withdrawal
    except PublishError:
        return ""


def load(place: Path) -> Plain:
    """Return a narration's manifest, from its folder or its file; PublishError without one."""
    found = story(place.parent if place.name == NAME else place)
    if found.retracted:
        raise PublishError(found.withdrawal)
    return found.about


def _form(about: dict[str, Any]) -> None:
    """Raise KeyError, TypeError or AttributeError where what every reader needs is not there."""
    retracted = "retracted" in about
    for name in ("id", "title", "url") if retracted else ABOUT:
        about["article"][name].encode()
    for listed in about["files"].values():
        listed["name"].encode()
    if not retracted:
        about["disclosure"].encode()
        len(about["chapters"])
        int(about["duration_ms"])
        about["files"]["audio"]["bytes"].bit_length()
