"""Fetching the models of voices: with progress, from where it stopped, checked before use."""

import errno
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit, urlunsplit

from narrate.errors import EngineError
from narrate.model import File, Voice
from narrate.voices.models import digest, first_hash, hash_record, path

Tell = Callable[[str], None]
"""Takes a sentence for a person."""
Advance = Callable[[str, int, int], None]
"""Takes a file's name, how many of its bytes are there, and how many it has or 0."""

_TRIES: Final = 5
_TIMEOUT_S: Final = 30.0
_REDIRECTS: Final = 5
_LARGEST: Final = 4_000_000_000
_PARTIAL, _UNSATISFIABLE = 206, 416


class _CutError(Exception):
    """The connection ended early: what came stays, and is gone on with."""


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
    What is there and right is left. Errors: EngineError; what came stays, to be gone on with,
    unless it is not what it is to be.
    """
    from filelock import FileLock

    if not voice.files:
        raise EngineError(f"The voice {voice.name!r} has nothing to install: it is there at once.")
    places = []
    for file in voice.files:
        there = path(voice, file)
        try:
            there.parent.mkdir(parents=True, exist_ok=True)
            with FileLock(there.with_name(".lock")):  # of two runs the second finds it there
                if not _right(there, file):
                    _put(there, file, tell, advance, mirror=mirror, folder=folder)
        except OSError as error:
            raise EngineError(_no_room(there, error)) from error
        places.append(there)
    return places


def remove(voice: Voice) -> list[Path]:
    """Delete the files of a voice, and return what went."""
    gone = []
    for file in voice.files:
        there = path(voice, file)
        gone += [there] if there.exists() else []
        for one in (there, hash_record(there), _part(there)):
            one.unlink(missing_ok=True)
    return gone


def _right(there: Path, file: File) -> bool:
    wanted = file.sha256 or first_hash(there)
    return there.is_file() and bool(wanted) and digest(there) == wanted


def _put(
    there: Path, file: File, tell: Tell, advance: Advance, *, mirror: str, folder: Path | None
) -> None:
    """Bring one file beside its place, check it, and only then rename it."""
    part = _part(there)
    if folder:
        if not (source := folder / file.name).is_file():
            raise EngineError(f"{folder} has no {file.name}. Put it there, from: {file.address}")
        shutil.copyfile(source, part)
    else:
        _fetch(_mirrored(file.address, mirror), part, file, advance)
    found = digest(part)
    if wanted := file.sha256 or first_hash(there):
        if found != wanted:
            part.unlink()
            raise EngineError(
                f"{file.name} is not what it is to be and was deleted: its SHA-256 is {found}, "
                f"not {wanted}. Try again; if it stays so, do not use the source."
            )
    else:
        tell(
            f"nobody published the SHA-256 of {file.name}; it is trusted as it came, and held to "
            f"{found} from now on"
        )
        hash_record(there).write_text(f"{found}  {file.name}\n", "ascii")
    part.replace(there)


def _part(there: Path) -> Path:
    return there.with_name(f".{there.name}.part")


def _mirrored(address: str, mirror: str) -> str:
    """Return the address at a mirror, which has every path as its origin has.

    >>> _mirrored("https://example.org/a/b.onnx", "http://mirror.example/models/")
    'http://mirror.example/models/a/b.onnx'
    """
    if not mirror:
        return address
    own, path_ = urlsplit(mirror), urlsplit(address).path
    return urlunsplit((own.scheme, own.netloc, own.path.rstrip("/") + path_, "", ""))


def _fetch(address: str, part: Path, file: File, advance: Advance) -> None:
    """Download what is missing of a file; a cut connection is taken up again, a few times."""
    import httpx

    if not file.sha256:  # nothing could tell whether what came earlier belongs to what comes now
        part.unlink(missing_ok=True)
    with httpx.Client(
        timeout=_TIMEOUT_S,
        follow_redirects=True,
        max_redirects=_REDIRECTS,
        headers={"Accept-Encoding": "identity"},
    ) as client:
        download = _Download(client, address, part, file, advance)
        for left in reversed(range(_TRIES)):
            before = download.came
            try:
                return download.go_on()
            except (_CutError, httpx.HTTPError) as error:
                if not left or download.came == before:
                    raise EngineError(
                        f"{urlsplit(address).netloc} does not give {file.name}: "
                        f"{error or type(error).__name__}. Run it again: it goes on from there."
                    ) from error
    raise AssertionError


@dataclass
class _Download:
    """One file on its way; ``tag`` is the entity tag of what came first (RFC 9110, 8.8.3)."""

    client: Any  # httpx's, imported where it is used
    address: str
    part: Path
    file: File
    advance: Advance
    tag: str = ""

    @property
    def came(self) -> int:
        return self.part.stat().st_size if self.part.exists() else 0

    def go_on(self) -> None:
        """Add what is missing to what is there; _CutError where it ends early."""
        at = self.came
        headers = {"Range": f"bytes={at}-"} if at else {}
        if at and self.tag:
            headers["If-Range"] = self.tag
        with self.client.stream("GET", self.address, headers=headers) as answer:
            _check_source(self.address, answer, self.file)
            if answer.status_code == _UNSATISFIABLE:  # there is no more than what is there
                return
            if answer.status_code == _PARTIAL:
                if not answer.headers.get("Content-Range", "").startswith(f"bytes {at}-"):
                    raise _CutError("it gives another part than was asked for")
            else:
                at = 0
            self.tag = answer.headers.get("ETag", "")
            self._take(answer, at)

    def _take(self, answer: Any, at: int) -> None:
        file, whole = self.file, at + int(answer.headers.get("Content-Length", 0))
        if whole > _LARGEST or (file.size and whole > at and whole != file.size):
            raise EngineError(
                f"{file.name} is to have {file.size or _LARGEST:,} bytes, and "
                f"{urlsplit(self.address).netloc} has {whole:,}: it is another file."
            )
        with self.part.open("r+b" if at else "wb") as out:
            out.seek(at)
            for data in _pieces(answer):
                out.write(data)
                at += len(data)
                if at > (file.size or _LARGEST):
                    raise EngineError(f"{file.name} does not end where it is to end; try again.")
                self.advance(file.name, at, file.size or whole)
        if at < (file.size or whole):
            raise _CutError(f"the connection ended after {at:,} bytes")


def _pieces(answer: Any) -> Iterator[bytes]:
    import httpx

    try:
        yield from answer.iter_raw()
    except httpx.HTTPError as error:
        raise _CutError(str(error) or "the connection ended") from error


def _check_source(address: str, answer: Any, file: File) -> None:
    name = urlsplit(address).netloc
    secure = urlsplit(address).scheme == "https"
    if secure and any(one.url.scheme != "https" for one in (*answer.history, answer)):
        raise EngineError(f"{name} sends {file.name} over http, where anybody could change it.")
    if not answer.is_success and answer.status_code != _UNSATISFIABLE:
        raise EngineError(
            f"{name} does not give {file.name}: {answer.status_code} {answer.reason_phrase}. "
            "Try again later, set voice_mirror, or put the files into a folder: --from FOLDER"
        )


def _no_room(there: Path, error: OSError) -> str:
    full = error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
    what = "the disk is full" if full else error.strerror or str(error)
    return (
        f"{there.name} cannot be written into {there.parent}: {what}. Make room, and run it again: "
        "it goes on from where it stopped."
    )
