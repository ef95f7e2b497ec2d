"""Files that appear whole or not at all: made in a hidden folder beside, then renamed into place.

The manifest is renamed last and names the others by their content, so that after a kill at any
moment there is the old set or the new one.
"""

import errno
import hashlib
import json
import os
import re
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple
from uuid import uuid4

from platformdirs import user_cache_path

from narrate.errors import PublishError
from narrate.publish.manifest import NAME

_PREFIX = ".narrate-"
_STAGES = _PREFIX + "[0-9a-f]" * 32
_BEFORE = "before.json"
_NAMING = {".html", ".htm", ".xhtml", ".xml", ".json", ".md", ".php", ".njk", ".liquid", ".yml"}
_FILES = re.compile(r' "(schema_version|files|superseded)": (.*?),?\n')
_LISTED = 3  # members that it finds
_LARGEST_TEXT = 20_000_000
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class Target(NamedTuple):
    """Where a narration goes: a folder with everything, or ``alone`` just the file of audio."""

    folder: Path
    stem: str
    extension: str = ".mp3"
    alone: bool = False


@contextmanager
def staged(target: Target) -> Iterator[Path]:
    """Give the path for the audio, in a hidden folder that goes with all that was not published."""
    from filelock import FileLock

    folder = target.folder
    fresh = [each for each in (folder, *folder.parents) if not each.exists()]
    stage = folder / f"{_PREFIX}{uuid4().hex}"
    lock = _lock_of(stage)
    try:
        with FileLock(lock):  # held before the folder is there: a sweep takes what nobody holds
            stage.mkdir(parents=True)
            yield stage / (target.stem + target.extension)
    except OSError as error:
        raise _cannot_write(folder, error) from error
    finally:
        shutil.rmtree(stage, ignore_errors=True)
        lock.unlink(missing_ok=True)
        with suppress(OSError):  # the first that is not empty stays, and those that it is in
            for each in fresh:
                each.rmdir()


def describe(path: Path) -> dict[str, Any]:
    """Return a file's name, bytes and sha256."""
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    return {"name": path.name, "bytes": path.stat().st_size, "sha256": sha256}


def content_named(path: Path) -> dict[str, Any]:
    """Rename a staged file so that its name holds a part of its hash, and return what it is."""
    about = describe(path)
    renamed = path.rename(path.with_stem(f"{path.stem}-{about['sha256'][:8]}"))
    return {**about, "name": renamed.name}


def superseded(folder: Path, names: Iterable[str]) -> list[str]:
    """Return our earlier files in a folder that a page, a feed or another text there still names.

    ``names`` are those of the new result. It looks into the folder and the one above it. What
    cannot be read may name them all.
    """
    old = {name for name in _named(folder / NAME) - set(names) if (folder / name).is_file()}
    if not old:
        return []
    others = []
    for path in (*texts(folder), *texts(above(folder))):
        if path.name != NAME and path.name not in old:
            try:
                others.append(path.read_bytes())
            except OSError:
                return sorted(old)
    return sorted(name for name in old if any(name.encode() in text for text in others))


def above(folder: Path) -> Path:
    """Return the folder above one, of ``.`` too."""
    return folder.parent if folder.name not in {"", ".."} else folder.resolve().parent


def put_in_place(stage: Path, folder: Path) -> None:
    """Rename every staged file into the folder, the manifest last, and drop what it replaces."""
    from filelock import FileLock

    with FileLock(_lock_of(folder)):
        before = _named(folder / NAME)
        names = sorted((p.name for p in stage.iterdir()), key=lambda name: name == NAME)
        if before:  # for the sweep, should this run be killed before it drops them
            shutil.copyfile(folder / NAME, stage / _BEFORE)
        for name in names:
            (stage / name).replace(folder / name)
        if NAME in names:
            _drop(folder, before)
        sweep(folder)


def _drop(folder: Path, names: set[str]) -> None:
    """Remove those of our files that the folder's manifest does not name."""
    for name in names - _named(folder / NAME):
        if not (folder / name).is_dir():  # a manifest that is not ours may name anything
            (folder / name).unlink(missing_ok=True)


def texts(folder: Path) -> Iterator[Path]:
    """Yield the files of a folder that may name another."""
    try:
        found = [path for path in folder.iterdir() if path.suffix in _NAMING]
    except OSError:
        return
    for path in found:
        with suppress(OSError):  # one that was removed, or a link to nothing, names none
            if path.is_file() and path.stat().st_size <= _LARGEST_TEXT:
                yield path


def _named(manifest: Path) -> set[str]:
    return {name for names in listed(manifest) for name in names}


def listed(manifest: Path) -> tuple[list[str], list[str]]:
    """Return the file names of a manifest, and those that it superseded.

    Of a manifest that is not there or not ours there are none. They stand in lines of their own, so
    that what is long need not be read, unless a program set it otherwise.
    """
    plain: dict[str, Any] = {}
    try:
        with manifest.open(encoding="utf-8") as lines:
            for found in map(_FILES.fullmatch, lines):
                if found:
                    plain[found[1]] = json.loads(found[2])
                if len(plain) == _LISTED:
                    break
            else:
                plain = json.loads(manifest.read_bytes())
        if "schema_version" in plain:
            own = [Path(file["name"]).name for file in plain["files"].values()]
            return own, [Path(name).name for name in plain.get("superseded", ())]
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        pass
    return [], []


def stands(folder: Path) -> bool:
    """Whether a folder has a manifest, and all the files that it names."""
    own, _ = listed(folder / NAME)
    return (folder / NAME).is_file() and all((folder / name).is_file() for name in own)


def sweep(folder: Path) -> None:
    """Remove what killed runs left, in place too: their locks are free."""
    for stage in folder.glob(_STAGES):
        from filelock import FileLock, Timeout

        try:
            with FileLock(_lock_of(stage), timeout=0):
                _drop(folder, _named(stage / NAME) | _named(stage / _BEFORE))
                shutil.rmtree(stage, ignore_errors=True)
        except Timeout:
            continue


def _lock_of(folder: Path) -> Path:
    """Return a lock file for a folder, kept away from what the publisher sees."""
    locks = user_cache_path("narrate") / "locks"
    try:
        locks.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise PublishError(
            f"The folder {locks}, in which runs wait for each other, cannot be made: "
            f"{error.strerror or error}. Make it, or let XDG_CACHE_HOME name another."
        ) from error
    digest = hashlib.sha256(os.fsencode(folder.resolve())).hexdigest()
    return locks / f"{digest[:32]}.lock"


def _cannot_write(folder: Path, error: OSError) -> PublishError:
    full, where = error.errno in _FULL, str(error.filename2 or error.filename or "")
    at = f" ({where})" if where and not full and _PREFIX not in where else ""
    remedy = "Make room" if full else "Put that right"
    return PublishError(
        f"Nothing was written to {folder}: {error.strerror or error}{at}. "
        f"{remedy} or choose another folder with -o; what was there is as it was."
    )
