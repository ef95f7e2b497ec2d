"""Where the narration of an article goes: a folder of its own, a named folder, or one file."""

from pathlib import Path
from urllib.parse import urlsplit

from narrate.audio.encode import EXTENSIONS
from narrate.config import Settings
from narrate.errors import UsageError
from narrate.model import Article
from narrate.publish import Target
from narrate.source import slug

_UNSUPPORTED = {"aac", "aif", "aiff", "m4a", "m4b", "mp4", "mp5", "oga", "ogg", "webm", "wma"}


def target(article: Article, output: str, settings: Settings, *, many: bool) -> Target:
    """Return the place of an article's narration under an output path.

    A path that ends in an audio format names the one file; any other is a folder, in which each of
    many articles has a folder of its own. Without a path it is a folder under the output folder.
    """
    if suffix := extension(output):
        path = Path(output)
        return Target(path.parent, path.stem, suffix, alone=True)
    stem = _stem(article)
    folder = Path(output or settings.output)
    return Target(folder / stem if many or not output else folder, stem, f".{settings.format}")


def extension(output: str) -> str:
    """Return the audio format that a path ends in, or nothing for a folder.

    Raises UsageError for a format that narrate does not write.
    """
    suffix = Path(output).suffix.lower()
    if suffix in EXTENSIONS:
        return suffix
    if suffix.lstrip(".") in _UNSUPPORTED and not Path(output).is_dir():
        raise UsageError(f"narrate writes no {suffix}. Formats: {', '.join(EXTENSIONS)}.")
    return ""


def _stem(article: Article) -> str:
    """Return the name of an article's folder and files: its file's, or the last of its URL's."""
    parts = urlsplit(article.id)
    last = parts.path.rstrip("/").rpartition("/")[2] if parts.netloc else article.id
    return slug(last or parts.netloc)
