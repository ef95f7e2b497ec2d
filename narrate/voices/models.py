"""The models of voices on the disk: where they lie, and whether they are what they are to be.

A file whose SHA-256 nobody has published is trusted as it first came: its hash then stands beside
it in NAME.sha256, as sha256sum writes it, and it is held to that from then on.
"""

import hashlib
from dataclasses import replace
from pathlib import Path

from narrate.engines import onnx
from narrate.errors import EngineError, UsageError
from narrate.model import File, Voice

_WHY = {"no": "does not allow that", "unknown": "does not say that it may"}


def path(voice: Voice, file: File) -> Path:
    """Return where a voice's file lies once it is installed."""
    return onnx.folder(voice.engine) / file.name


def installed(voice: Voice) -> bool:
    """Whether all files of a voice are there, whole or not."""
    return all(path(voice, file).is_file() for file in voice.files)


def ready(voice: Voice, *, commercial: bool = False, provider: str = "") -> Voice:
    """Return the voice with the path of its model, every file checked, as an engine may open it.

    Errors: UsageError for a voice that a publisher may not use, EngineError for one that is not
    installed or not as it was.
    """
    if commercial and voice.commercial != "yes":
        raise UsageError(
            f"The voice {voice.name!r} may not speak while commercial = true: its license "
            f"({voice.license or 'unknown'}) {_WHY[voice.commercial]}. "
            "See which may: narrate voices list --commercial"
        )
    if not installed(voice):
        raise EngineError(
            f"The voice {voice.name!r} is not installed. "
            f"Install it with: narrate voices install {voice.name}"
        )
    voice = replace(voice, provider=voice.provider or provider)
    if voice.files:
        files = tuple(replace(file, sha256=_held(voice, file)) for file in voice.files)
        model = voice.model or next(file.name for file in files if file.name.endswith(".onnx"))
        return replace(voice, files=files, model=str(onnx.folder(voice.engine) / model))
    if (own := Path(voice.model)).is_file():
        return replace(voice, files=(File(own.as_uri(), own.stat().st_size, digest(own)),))
    return voice


def _held(voice: Voice, file: File) -> str:
    """Return a file's hash if it is the one that it is to be; EngineError if not."""
    there = path(voice, file)
    wanted, found = file.sha256 or trusted(there), digest(there)
    if wanted != found:
        raise EngineError(
            f"{there} is not what was installed: its SHA-256 is {found}, and is to be "
            f"{wanted or 'known'}. Install it anew: narrate voices install {voice.name}"
        )
    return found


def digest(there: Path) -> str:
    """Return the SHA-256 of a file."""
    with there.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def trusted(there: Path) -> str:
    """Return the hash with which a file first came; empty where that is not known."""
    try:
        return beside(there).read_text("ascii").split()[0]
    except (OSError, UnicodeDecodeError, IndexError):
        return ""


def beside(there: Path) -> Path:
    """Return the file that says with which hash another first came."""
    return there.with_name(f"{there.name}.sha256")
