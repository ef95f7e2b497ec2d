"""Files that appear whole or not at all: made in a hidden folder beside, then renamed into place.

The manifest is renamed last and names the others by their content, so that after a kill at any
moment there is the old set or the new one.
"""

import errno
import hashlib
import os
import platform
import re
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Any, Final, NamedTuple
from uuid import getnode, uuid4

from narrate.errors import PublishError
from narrate.publish import shelf
from narrate.publish.locks import locked
from narrate.publish.manifest import NAME

_PREFIX = ".narrate-"
_STAGE = re.compile(rf"{re.escape(_PREFIX)}[0-9a-f]{{32}}")  # the first eight digits: the machine
_BOOT = Path("/proc/sys/kernel/random/boot_id")
LEFT_S: Final = 86_400.0  # without a change; then no run is at work there, on whatever machine
_BEFORE = "before.json"
_LOCK = f"{_PREFIX}lock"
# By these bytes near their beginning narrate knows the files whose names do not tell their content.
_MARKS = {NAME: b'"schema_version"', "narrate-player.js": b"narrate"}
_MARKED_BYTES = 20_000
_SOURCE_TYPE = "digitalsourcetype"
_NAMING = {".html", ".htm", ".xhtml", ".xml", ".json", ".md", ".php", ".njk", ".liquid", ".yml"}
_LARGEST_TEXT = 20_000_000
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class Target(NamedTuple):
    """The destination of a narration: a folder for all files, or ``alone`` one audio file."""

    folder: Path
    stem: str
    extension: str = ".mp3"
    alone: bool = False


@contextmanager
def staged(target: Target) -> Iterator[Path]:
    """Yield the path for the audio, in a hidden folder that is deleted if nothing is published."""
    folder = target.folder
    new_folders = [path for path in (folder, *folder.parents) if not path.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        sweep(folder)
        if target.alone:
            _refuse_recording(folder / (target.stem + target.extension))
        elif target.stem:
            _refuse_foreign(folder, _named(folder / NAME))
        with hidden(folder) as stage:
            yield stage / (target.stem + target.extension)
    except OSError as error:
        raise _cannot_write(folder, error) from error
    finally:
        with suppress(OSError):  # the first folder that is not empty stays, and those above it
            for path in new_folders:
                path.rmdir()


@contextmanager
def hidden(folder: Path) -> Iterator[Path]:
    """Yield a new hidden folder whose lock is held; it is deleted afterwards, or by a sweep."""
    stage = folder / f"{_PREFIX}{_machine()}{uuid4().hex[8:]}"
    with locked(_lock_of(stage)):
        try:
            stage.mkdir()
            yield stage
        finally:
            shutil.rmtree(stage, ignore_errors=True)


@cache
def _machine() -> str:
    """Return eight digits for this machine since its start; its containers have the same."""
    try:
        name = _BOOT.read_text("ascii")
    except OSError:
        name = f"{platform.node()} {getnode()}"
    return hashlib.sha256(name.encode()).hexdigest()[:8]


def describe(path: Path) -> dict[str, Any]:
    """Return a file's name, bytes and sha256."""
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    return {"name": path.name, "bytes": path.stat().st_size, "sha256": sha256}


def content_named(path: Path) -> dict[str, Any]:
    """Rename a staged file so that its name holds a part of its hash; return its description."""
    listed = describe(path)
    renamed = path.rename(path.with_stem(f"{path.stem}-{listed['sha256'][:8]}"))
    return {**listed, "name": renamed.name}


def superseded(folder: Path, names: Iterable[str]) -> list[str]:
    """Return our earlier files in a folder that a page, a feed or another text there still names.

    ``names`` are those of the new result. Reads the texts in the folder and its parent. A text
    that cannot be read may name any file, so all count as named.
    """
    old = {name for name in _named(folder / NAME) - set(names) if (folder / name).is_file()}
    if not old:
        return []
    texts_of_others = []
    for path in (*texts(folder), *texts(above(folder))):
        if path.name != NAME and path.name not in old:
            try:
                texts_of_others.append(path.read_bytes())
            except OSError:
                return sorted(old)
    return sorted(name for name in old if any(name.encode() in text for text in texts_of_others))


def above(folder: Path) -> Path:
    """Return the folder above one, of ``.`` too."""
    return folder.parent if folder.name not in {"", ".."} else folder.resolve().parent


def put_in_place(stage: Path, folder: Path, earlier: Iterable[str] = ()) -> None:
    """Rename every staged file into the folder, the manifest last; delete the files it replaces.

    The replaced files are those that the previous manifest names, and ``earlier``. All of it is on
    the disk when this returns, so that a power cut loses nothing. PublishError for a file in the
    way that narrate did not write.
    """
    with locked(folder / _LOCK):
        names_before = _named(folder / NAME)
        names = sorted((path.name for path in stage.iterdir()), key=lambda name: name == NAME)
        if NAME in names:
            _refuse_foreign(folder, names_before)
        for name in names:
            _flush(stage / name)
        if names_before:  # for the sweep, should this run be killed before it drops them
            shutil.copyfile(folder / NAME, stage / _BEFORE)
        for name in names:
            if name == NAME:
                _flush(folder)
            (stage / name).replace(folder / name)
        _flush(folder)
        if NAME in names:
            _drop(folder, names_before.union(earlier))
        _sweep(folder)


def _refuse_foreign(folder: Path, named: set[str]) -> None:
    """Raise PublishError where another program's file has the name of one of ours."""
    for name, mark in _MARKS.items():
        path = folder / name
        if name not in named and path.is_file():
            with path.open("rb") as file:
                beginning = file.read(_MARKED_BYTES)
            if beginning.strip() and mark not in beginning:
                raise _foreign(path, "folder")


def _refuse_recording(audio: Path) -> None:
    """Raise PublishError for audio without the source type that every tag of narrate's holds."""
    if not audio.is_file() or not audio.stat().st_size:
        return
    with audio.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as data:
        marks = (_SOURCE_TYPE.encode(encoding) for encoding in ("utf-8", "utf-16-le"))
        if all(data.find(mark) < 0 for mark in marks):
            raise _foreign(audio, "name")


def _foreign(path: Path, remedy: str) -> PublishError:
    return PublishError(
        f"{path} was not written by narrate, which therefore leaves it as it is. "
        f"Move it away, or choose another {remedy} with -o."
    )


def _flush(path: Path) -> None:
    """Flush a file, or the names in a folder, to the disk, if the system can."""
    with suppress(OSError):
        number = os.open(path, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)


def _drop(folder: Path, names: set[str]) -> None:
    """Delete our files that the folder's manifest does not name."""
    for name in names - _named(folder / NAME):
        if not (folder / name).is_dir():  # a manifest that is not ours may name anything
            (folder / name).unlink(missing_ok=True)


def texts(folder: Path) -> Iterator[Path]:
    """Yield the files of a folder that may name another."""
    try:
        candidates = [path for path in folder.iterdir() if path.suffix in _NAMING]
    except OSError:
        return
    for path in candidates:
        with suppress(OSError):  # one that was removed, or a link to nothing, names none
            if path.is_file() and path.stat().st_size <= _LARGEST_TEXT:
                yield path


def _named(manifest: Path) -> set[str]:
    return {name for names in shelf.listed(manifest) for name in names}


def stands(folder: Path) -> bool:
    """Return whether a folder has a manifest and all the files that it names."""
    names, _ = shelf.listed(folder / NAME)
    return (folder / NAME).is_file() and all((folder / name).is_file() for name in names)


def sweep(folder: Path) -> None:
    """Delete the files that killed runs left in a folder, also those in their final place.

    Their locks are free. Some shared folders do not show a machine the locks of another, so that
    another machine's files stay for a day after their last change. While another run puts its
    files in place, all stay: they may have the names of those that a killed run left.
    """
    from filelock import Timeout

    with suppress(Timeout, OSError):
        if _stages(folder):
            with locked(folder / _LOCK, timeout_s=0):
                _sweep(folder)


def sweep_below(root: Path) -> None:
    """Sweep each folder below one, with or without a narration."""
    for folder, below, names in os.walk(root):  # passes over those that are deleted meanwhile
        if any(name.startswith(_PREFIX) for name in (*below, *names)):
            sweep(Path(folder))


def _sweep(folder: Path) -> None:
    """Sweep a folder whose lock this process holds."""
    from filelock import Timeout

    with suppress(OSError):
        os.utime(folder / _LOCK)
        now = (folder / _LOCK).stat().st_mtime  # by the clock of the disk, or of its server
        for stage in _stages(folder):
            # Another user's lock cannot always be opened, and another run may end at the same time.
            with suppress(Timeout, OSError):
                if _may_be_left(stage, now):
                    with locked(_lock_of(stage), timeout_s=0):
                        _drop(folder, _named(stage / NAME) | _named(stage / _BEFORE))
                        shutil.rmtree(stage, ignore_errors=True)


def _stages(folder: Path) -> set[Path]:
    """Return the hidden folders that are in a folder, or whose locks are."""
    paths = {path.with_suffix("") for path in folder.glob(f"{_PREFIX}*")}
    return {path for path in paths if _STAGE.fullmatch(path.name)}


def _may_be_left(stage: Path, now: float) -> bool:
    """Return whether nobody uses a hidden folder whose lock looks free to this machine."""
    if stage.name.startswith(_PREFIX + _machine()):
        return True
    paths = (stage, _lock_of(stage), *stage.glob("*"))
    newest = max((path.stat().st_mtime for path in paths if path.exists()), default=now)
    return newest < now - LEFT_S


def _lock_of(stage: Path) -> Path:
    return stage.with_name(f"{stage.name}.lock")


def _cannot_write(folder: Path, error: OSError) -> PublishError:
    full, where = error.errno in _FULL, str(error.filename2 or error.filename or "")
    place = f" ({where})" if where and not full and _PREFIX not in where else ""
    remedy = "Make room" if full else "Put that right"
    return PublishError(
        f"Nothing was written to {folder}: {error.strerror or error}{place}. "
        f"{remedy} or choose another folder with -o; the files there are as they were."
    )
