"""The models of voices on disk: their places, and the check of their hashes before use.

If nobody has published the SHA-256 of a file, its first download is trusted: the hash is then kept
in NAME.sha256, in the format of sha256sum, and every later use must match it.
"""

import hashlib
import time
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

from narrate import engines
from narrate.engines import onnx
from narrate.errors import EngineError, UsageError
from narrate.model import File, Voice

_SETTLED_S = 2.0  # a file may change twice within one tick of its clock
_WHY = {"no": "does not allow that", "unknown": "does not say that it may"}


def path(voice: Voice, file: File) -> Path:
    """Return the place of a voice's installed file; UsageError if the voice has no known engine."""
    return packaged(file) or onnx.folder(voice.engine) / file.name


def packaged(file: File) -> Path | None:
    """Return the place of a file that a Python package brought; None without that package.

    The package's metadata lists its files; its code is not imported. Another version counts as
    absent.
    """
    if not file.requirement:
        return None
    from importlib.metadata import PackageNotFoundError, distribution

    name, _, version = file.requirement.partition("==")
    try:
        package = distribution(name)
    except PackageNotFoundError:
        return None
    place = urlsplit(file.address).path.removeprefix(f"/{version}/")
    listed = (entry for entry in package.files or () if entry.as_posix() == place)
    entry = next(listed, None) if package.version == version else None
    return Path(str(entry.locate())) if entry else None


def installed(voice: Voice) -> bool:
    """Whether all files of a voice are on the disk; their contents are not checked."""
    if not voice.files:
        return True
    return engines.is_known(voice.engine) and all(
        path(voice, file).is_file() for file in voice.files
    )


def ready(voice: Voice, *, commercial: bool = False, provider: str = "") -> Voice:
    """Return the voice with the path of its model and the verified hash of every file.

    Errors: UsageError for a voice whose license forbids the use, or whose engine or model is not
    there; EngineError for one that is not installed or was changed.
    """
    if commercial and voice.commercial != "yes":
        raise UsageError(
            f"The voice {voice.name!r} may not speak while commercial = true: its license "
            f"({voice.license or 'unknown'}) {_WHY[voice.commercial]}. "
            "See which may: narrate voices list --commercial"
        )
    engines.require(voice.engine)
    if not installed(voice):
        raise EngineError(
            f"The voice {voice.name!r} is not installed. "
            f"Install it with: narrate voices install {voice.name}"
        )
    voice = replace(voice, provider=voice.provider or provider)
    if voice.files:
        files = tuple(replace(file, sha256=_verified(voice, file)) for file in voice.files)
        return replace(voice, files=files, model=str(path(voice, _model(voice))))
    if (model := Path(voice.model)).is_file():
        file = File(model.as_uri(), model.stat().st_size, digest(model))
        return replace(voice, files=(file,))
    return voice


def _model(voice: Voice) -> File:
    """Return the file that is the model: only a file whose hash was checked."""
    for file in voice.files:
        if file.name == voice.model or (not voice.model and file.name.endswith(".onnx")):
            return file
    raise UsageError(
        f"The voice {voice.name!r} has no model among its files. Set model in its file to one "
        f"of {', '.join(file.name for file in voice.files)}."
    )


def _verified(voice: Voice, file: File) -> str:
    """Return the hash of an installed file; EngineError if it is not the one expected."""
    place = path(voice, file)
    expected, actual = file.sha256 or first_hash(place), digest(place)
    if expected.lower() != actual:
        raise EngineError(
            f"The file {place} was changed after its installation: its SHA-256 is {actual}, "
            f"expected {expected or 'one that is on record'}. Install it again: narrate voices "
            f"install {voice.name}"
        )
    return actual


def digest(file_path: Path) -> str:
    """Return the SHA-256 of a file; one that stays as it was is read once by a process."""
    status = file_path.stat()
    stamp = (status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns)
    if time.time() - status.st_mtime < _SETTLED_S:
        return stamped_digest.__wrapped__(file_path, stamp)
    return stamped_digest(file_path, stamp)


@lru_cache(maxsize=256)
def stamped_digest(file_path: Path, _stamp: tuple[int, ...]) -> str:
    """Return the SHA-256 of a file; of the same file with the same stamp the one of before."""
    with file_path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def first_hash(file_path: Path) -> str:
    """Return the hash of a file's first download; empty if there is no record of it."""
    try:
        return hash_record(file_path).read_text("ascii").split()[0]
    except (OSError, UnicodeDecodeError, IndexError):
        return ""


def hash_record(file_path: Path) -> Path:
    """Return the place of the record of a file's first hash."""
    return file_path.with_name(f"{file_path.name}.sha256")
