"""What was published, read back: what each carrier of the label holds, and whether it is whole."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

from narrate.audio import encode
from narrate.check import stale
from narrate.check.answers import OnTheDisk, OnTheWeb
from narrate.check.finding import Finding, Wanted
from narrate.check.parts import loose, story
from narrate.check.texts import captions, feed, page
from narrate.config import Settings
from narrate.errors import PublishError, UsageError
from narrate.model import Article
from narrate.publish import Earlier, earlier, shelf
from narrate.publish.manifest import NAME
from narrate.source import Web, is_address

__all__ = ["Finding", "Listen", "check"]

Found = dict[str, list[Finding]]
Listen = Callable[[Earlier], Iterable[Finding]]


def check(
    target: str,
    settings: Settings,
    *,
    root: str = "",
    web: Web | None = None,
    articles: Sequence[Article] = (),
    listen: Listen | None = None,
) -> Found:
    """Return what a file, a folder of narrations, or a page holds, by the path of each.

    ``root`` is who is trusted to sign; ``articles`` are compared, as they are now, with what their
    narrations in a folder say; ``listen`` tells what is heard of a narration. Errors: UsageError
    for what carries no label, PublishError for a folder without a narration, SourceError for a page
    that cannot be fetched.
    """
    label = settings.label(settings.language).words
    wanted = Wanted(label, root, signed=bool(settings.credentials_key))
    if is_address(target):
        web = web or Web()
        fetched = web.fetch(target)
        return {target: page(fetched.data, wanted, OnTheWeb(fetched.url, web))}
    path = Path(target)
    if path.name == NAME and path.is_file():
        path = path.parent
    if path.is_dir():
        return _folder(path, settings, wanted, {each.id: each for each in articles}, listen)
    if not path.is_file():
        raise UsageError(f"There is no {target}: name a file, a folder, or the address of a page.")
    files = OnTheDisk(path.parent, Path(settings.output), settings.web_base)
    return {target: _file(path, wanted, files)}


def _folder(
    folder: Path,
    settings: Settings,
    wanted: Wanted,
    articles: dict[str, Article],
    listen: Listen | None,
) -> Found:
    found: Found = {}
    for place in shelf.folders(folder):
        try:
            each = shelf.story(place)
        except PublishError as error:
            found[str(place)] = [Finding(NAME, "", str(error))]
            continue
        found[str(place)] = story(each, wanted)
        article = articles.pop(each.about["article"]["id"], None)
        if article and not each.retracted:
            found[str(each.folder)].append(stale.text(article, each.about))
        if listen and (before := earlier(each.folder)):
            found[str(each.folder)] += listen(before)
    if not found:
        raise PublishError(f"There is no {NAME} under {folder}: name a folder with narrations.")
    path = folder / settings.feed.file
    if path.is_file():
        found[str(path)] = feed(path.read_bytes(), wanted)
    for id_ in articles:
        found[id_] = [Finding("text", "", f"there is no narration of it under {folder}")]
    return found


_TEXTS: Final[Mapping[str, Callable[[bytes, Wanted], list[Finding]]]] = {
    ".vtt": captions,
    ".xml": feed,
    ".rss": feed,
}


def _file(path: Path, wanted: Wanted, files: OnTheDisk) -> list[Finding]:
    suffix = path.suffix.lower()
    if suffix in encode.EXTENSIONS:
        if (path.parent / NAME).is_file():
            beside = shelf.story(path.parent)
            if beside.file("audio") == path:
                return story(beside, wanted)
        return loose(path, wanted)
    if suffix in (".html", ".htm", ".xhtml"):
        return page(path.read_bytes(), wanted, files)
    if suffix in _TEXTS:
        return _TEXTS[suffix](path.read_bytes(), wanted)
    raise UsageError(
        f"{path} carries no label: name audio, captions (.vtt), a page (.html), a feed (.xml) or a "
        "folder."
    )
