"""The narrations published under a folder: the one reader of narrate.json.

Every command reads a manifest through this module. A manifest may have been changed by somebody
else, so that its size is limited, it is checked against the published schema, and the files that it
names lie in its own folder.
"""

import json
import os
import re
import stat
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Final, NoReturn

from narrate.errors import PublishError
from narrate.publish.manifest import NAME, SCHEMA_VERSION, Plain
from narrate.publish.older import upgraded
from narrate.publish.schema import LONG, fault

# The name of a published file: its story's name, and a part of its content's hash.
_HASHED = re.compile(r"(.+)-[0-9a-f]{8}\.[a-z0-9.]+$")
LARGEST_BYTES: Final = 100_000_000  # ten hours of audio take 10 MB
_FIRST_LONG = re.compile(rb' "(%s)":' % "|".join(LONG).encode())
Complain = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Story:
    """A folder with a narration in it, and its manifest, perhaps without its long members."""

    folder: Path
    manifest: dict[str, Any]

    @property
    def retracted(self) -> bool:
        """Whether the article was withdrawn."""
        return "retracted" in self.manifest

    @property
    def withdrawal(self) -> str:
        """The sentence that says when and why it was withdrawn; empty where it was not."""
        if not self.retracted:
            return ""
        title, day = self.manifest["article"]["title"], self.manifest["retracted"][:10]
        why = f" ({self.manifest['reason']})" if self.manifest.get("reason") else ""
        path = self.folder / NAME
        return f"«{title}» was withdrawn on {day}{why}. To publish it again, remove {path}."

    def file(self, role: str) -> Path | None:
        """Return the path of the file of a role, if there is one."""
        listed = self.manifest["files"].get(role)
        return self.folder / listed["name"] if listed else None

    def strays(self) -> list[Path]:
        """Return the files of this and of earlier versions that lie in the folder."""
        present = (path.name for path in self.folder.iterdir() if path.is_file())
        return [self.folder / name for name in self.versions(present)]

    def versions(self, present: Iterable[str]) -> list[str]:
        """Return those names of present files that are of this or of an earlier version.

        They are those that the manifest names, those that a withdrawn one named, and those that
        bear the name of its audio with the hash of other content.
        """
        listed = [file["name"] for file in self.manifest["files"].values()]
        names = {*listed, *self.manifest.get("superseded", ()), *self.manifest.get("withdrew", ())}
        stems = {match[1] for name in names if (match := _HASHED.match(name))}
        return [
            name
            for name in sorted(present)
            if name in names or ((match := _HASHED.match(name)) and match[1] in stems)
        ]


def stories(root: Path, complain: Complain) -> Iterator[Story]:
    """Yield the stories under a folder, their long members left out.

    A manifest that cannot be read is reported to ``complain`` and costs only its own story.
    """
    for folder in folders(root):
        try:
            yield story(folder, head=True)
        except PublishError as error:
            complain(str(error))


def folders(root: Path) -> list[Path]:
    """Return the folders with a manifest under a folder, in order; hidden ones are left out."""
    manifests = []
    for folder, below, names in os.walk(root):  # passes over those that are deleted meanwhile
        if NAME in names or NAME in below:
            manifests.append(Path(folder, NAME))
        below[:] = [name for name in below if not name.startswith(".")]
    return [manifest.parent for manifest in sorted(manifests)]


def story(folder: Path, *, head: bool = False) -> Story:
    """Return the story in a folder, with ``head`` without the manifest's long members.

    PublishError names a manifest that cannot be read, was changed or is of another version.
    """
    return Story(folder, read(folder / NAME, head=head))


def read(path: Path, *, head: bool = False) -> Plain:
    """Return a manifest, whatever the name of its file; PublishError as for ``story``."""
    try:
        manifest = upgraded(_parsed(path, head=head))
    except OSError as error:
        raise PublishError(
            f"{path} cannot be read: {error.strerror or error}. Name the folder of a narration, or "
            "make one: narrate make STORY.md"
        ) from error
    except (ValueError, RecursionError) as error:
        raise PublishError(
            f"{path} is not what narrate writes. Make the narration again."
        ) from error
    version = manifest.get("schema_version") if isinstance(manifest, dict) else None
    if type(version) is int and version != SCHEMA_VERSION:
        raise PublishError(
            f"{path} is of version {version}, and this narrate reads {SCHEMA_VERSION}. "
            "Make the narration again, or update narrate."
        )
    if problem := fault(manifest, head=head):
        raise PublishError(
            f"{path} is not what narrate writes: it{problem[:200]}. Make the narration again."
        )
    checked: Plain = manifest
    return checked


def listed(path: Path) -> tuple[list[str], list[str]]:
    """Return the names of the files of a manifest, and of the earlier files that it still keeps.

    Of a manifest that is not there or not ours there are none.
    """
    try:
        manifest = read(path, head=True)
    except PublishError:
        return [], []
    return [file["name"] for file in manifest["files"].values()], manifest.get("superseded", [])


def holds(folder: Path, article_id: str, title: str) -> bool:
    """Return whether a folder holds the narration of this article."""
    published = _article(folder)
    return published is not None and is_same(published, (article_id, title))


def holds_another(folder: Path, article_id: str, title: str) -> bool:
    """Return whether a folder holds the narration of another article than this one."""
    published = _article(folder)
    return published is not None and not is_same(published, (article_id, title))


def _article(folder: Path) -> tuple[str, str] | None:
    """Return id and title of the article whose narration a folder holds, if it holds one."""
    try:
        article = read(folder / NAME, head=True)["article"]
    except PublishError:
        return None
    return article["id"], article["title"]


def is_same(published: tuple[str, str], article: tuple[str, str]) -> bool:
    """Return whether two articles, each an id and a title, are one.

    Many articles are called "Weather", so that a title decides nothing between two addresses or two
    files. An article that was a file and has an address now keeps its title.
    """
    ids = [_address(article_id) for article_id, _ in (published, article)]
    was_file, is_file = ("/" not in name for name in ids)
    return ids[0] == ids[1] or (was_file is not is_file and published[1] == article[1])


def _address(article_id: str) -> str:
    """Return an address without the parts in which two addresses of one page differ."""
    return re.sub(r"^https?://(www\.)?", "", article_id).rstrip("/")


def withdrawn(folder: Path) -> str:
    """Return the sentence that says that a folder's narration was withdrawn, or nothing."""
    try:
        return story(folder, head=True).withdrawal
    except PublishError:
        return ""


def load(place: Path) -> Plain:
    """Return a narration's manifest, from its folder or its file; PublishError without one."""
    published = story(place.parent if place.name == NAME else place)
    if published.retracted:
        raise PublishError(published.withdrawal)
    return published.manifest


def _parsed(path: Path, *, head: bool) -> Any:
    """Return the JSON of a manifest; OSError or ValueError where there is none."""
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):  # to open a pipe waits for its writer
        raise ValueError("no regular file")
    if status.st_size > LARGEST_BYTES:
        raise ValueError("too large")
    with path.open("rb") as file:
        text = (_head(file) if head else file.read(LARGEST_BYTES)).decode()
    manifest = json.loads(text, parse_constant=_no_number)
    if "\\ud" in text or "\\uD" in text:  # half a character raises UnicodeEncodeError, a ValueError
        json.dumps(manifest, ensure_ascii=False).encode()
    return manifest


def _head(file: BinaryIO) -> bytes:
    """Return a manifest up to the first of its long members, each of which begins a line."""
    lines: list[bytes] = []
    for line in file:
        if _FIRST_LONG.match(line):
            return b"".join(lines).rstrip().removesuffix(b",") + b"}"
        lines.append(line)
    return b"".join(lines)


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number of JSON")
