"""Choose the place of a narration: the article's own folder, a named folder, or one file."""

import hashlib
import re
from collections.abc import Callable
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

from narrate.audio.encode import EXTENSIONS
from narrate.config import Settings
from narrate.errors import UsageError
from narrate.model import Article
from narrate.publish import Target, shelf
from narrate.source import slug

WORDS: Final = ".narrate-words.sqlite"  # the index of words of an archive, in its folder
_DIGEST = 8
# Names that Windows keeps for devices, whatever their extension.
_RESERVED = re.compile(r"con|prn|aux|nul|com\d|lpt\d|conin|conout|clock")
_UNSUPPORTED = {"aac", "aif", "aiff", "m4a", "m4b", "mp4", "mp5", "oga", "ogg", "webm", "wma"}


def target(
    article: Article,
    output: str,
    settings: Settings,
    *,
    taken: Callable[[Path], bool] = lambda _folder: False,
    look: Callable[[Path], None] = lambda _folder: None,
) -> Target:
    """Return the place of an article's narration under an output path.

    A path that ends in an audio format names the one file. Any other is a folder of narrations, by
    default the output folder: each article has a folder of its own in it, unless the path is
    already the folder of this article. ``taken`` returns whether another article of the run has a
    folder; ``look`` is called with each folder before narrate looks into it.
    """
    if suffix := extension(output):
        path = Path(output)
        return Target(path.parent, path.stem, suffix, alone=True)
    stem = _stem(article)
    folder = Path(output or settings.output)
    look(folder)
    if not shelf.holds(folder, article.id, article.title):
        folder = _own_folder(folder / stem, article, taken, look)
        look(folder)
    return Target(folder, stem, f".{settings.format}")


def _own_folder(
    folder: Path,
    article: Article,
    taken: Callable[[Path], bool],
    look: Callable[[Path], None],
) -> Path:
    """Return an article's folder; if another article has it, add a digest to the name.

    The pages "/may/weather" and "/june/weather" are two articles, and get two folders. Two files
    with the same name count as one article: their folders do not distinguish them.
    """
    if "/" not in article.id:
        return folder
    digest = hashlib.sha256(article.id.encode()).hexdigest()[:_DIGEST]
    own_folder = folder.with_name(f"{folder.name}-{digest}")
    look(folder)
    look(own_folder)
    is_another = taken(folder) or shelf.holds_another(folder, article.id, article.title)
    return own_folder if is_another or own_folder.is_dir() else folder


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
    last = unquote(parts.path.rstrip("/").rpartition("/")[2]) if parts.netloc else article.id
    return file_name(last or parts.netloc)


def file_name(text: str) -> str:
    """Return the name of a folder or a file for a text, which every system allows.

    >>> file_name("Łódź, 4 May"), file_name("con")
    ('lodz-4-may', 'con-')
    """
    name = slug(text)
    return f"{name}-" if _RESERVED.fullmatch(name) else name
