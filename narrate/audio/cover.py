"""Read the picture that players show for a narration, from a local file only."""

from pathlib import Path
from typing import Final

from narrate.errors import AudioError

FRONT: Final = 3  # "cover (front)" in ID3 and in FLAC
_MOST_BYTES: Final = 5_000_000
_MAGIC: Final = {b"\xff\xd8\xff": "image/jpeg", b"\x89PNG\r\n\x1a\n": "image/png"}


def read(path: str) -> bytes:
    """Return a picture's bytes, nothing for no path; AudioError where it is no JPEG or PNG."""
    if not path:
        return b""
    try:
        with Path(path).open("rb") as file:
            picture = file.read(_MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise AudioError(f"The cover {path} cannot be read: {why}. Check its name.") from error
    if len(picture) > _MOST_BYTES:
        raise AudioError(
            f"The cover {path} is larger than {_MOST_BYTES // 1_000_000} MB. Make it smaller: "
            "every listener downloads it."
        )
    if not media_type(picture):
        raise AudioError(f"The cover {path} is neither JPEG nor PNG. Save it as one of them.")
    return picture


def media_type(picture: bytes) -> str:
    """Return a picture's type by its first bytes, or nothing."""
    return next((kind for magic, kind in _MAGIC.items() if picture.startswith(magic)), "")
