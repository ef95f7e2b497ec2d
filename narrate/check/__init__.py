"""Check published narrations: the label in each carrier, audio, hashes and sentences."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Final

from narrate.audio import encode
from narrate.check import stale
from narrate.check.answers import OnTheDisk, OnTheWeb
from narrate.check.finding import Expected, Finding
from narrate.check.parts import loose, story
from narrate.check.texts import captions, feed, page
from narrate.config import Settings
from narrate.errors import PublishError, UsageError
from narrate.model import Article
from narrate.publish import Earlier, earlier, shelf
from narrate.publish.manifest import NAME
from narrate.source import Web, is_address

__all__ = ["Finding", "Listen", "check", "silent"]

Findings = dict[str, list[Finding]]
Bar = Callable[[str, Iterable[Path], int], Iterable[Path]]
Listen = Callable[[Earlier], Iterable[Finding]]


def silent(_stage: str, places: Iterable[Path], _total: int) -> Iterable[Path]:
    """Return the places, and show nothing."""
    return places


def check(
    target: str,
    settings: Settings,
    *,
    root: str = "",
    web: Web | None = None,
    articles: Sequence[Article] = (),
    listen: Listen | None = None,
    bar: Bar = silent,
) -> Findings:
    """Return the findings on a file, a folder of narrations, or a page, by the path of each.

    ``root`` is the authority that is trusted to sign. ``articles`` are compared, as they are now,
    with their narrations in a folder. ``listen`` returns findings on the sound of a narration.
    ``bar`` shows how many narrations of a folder are read.
    Raises UsageError for a target that carries no label, PublishError for a folder without a
    narration, SourceError for a page that cannot be fetched.
    """
    label = settings.label(settings.language).words
    expected = Expected(
        label, root, signed=bool(settings.credentials_key), spoken=settings.spoken != "no"
    )
    if is_address(target):
        web = web or Web()
        fetched = web.fetch(target)
        return {target: page(fetched.data, expected, OnTheWeb(fetched.url, web))}
    path = Path(target)
    if path.name == NAME and path.is_file():
        path = path.parent
    if path.is_dir():
        return _folder(
            path,
            settings,
            expected,
            {article.id: article for article in articles},
            listen=listen,
            bar=bar,
        )
    if not path.is_file():
        raise UsageError(f"There is no {target}: name a file, a folder, or the address of a page.")
    files = OnTheDisk(path.parent, Path(settings.output), settings.web_base)
    return {target: _file(path, expected, files)}


def _folder(
    folder: Path,
    settings: Settings,
    expected: Expected,
    articles: dict[str, Article],
    *,
    listen: Listen | None,
    bar: Bar,
) -> Findings:
    findings: Findings = {}
    places = shelf.folders(folder)
    for place in bar("Reading", places, len(places)):
        try:
            published = shelf.story(place)
        except PublishError as error:
            findings[str(place)] = [Finding(NAME, "", str(error))]
            continue
        findings[str(place)] = story(published, expected)
        article = articles.pop(published.manifest["article"]["id"], None)
        if article and not published.retracted:
            findings[str(published.folder)].append(stale.text(article, published.manifest))
        if listen and (narration := earlier(published.folder)):
            findings[str(published.folder)] += listen(narration)
    if not findings:
        raise PublishError(f"There is no {NAME} under {folder}: name a folder with narrations.")
    path = folder / settings.feed.file
    if path.is_file():
        findings[str(path)] = feed(path.read_bytes(), expected, folder)
    for id_ in articles:
        findings[id_] = [Finding("text", "", f"there is no narration of it under {folder}")]
    return findings


_FEEDS: Final = (".xml", ".rss")


def _file(path: Path, expected: Expected, files: OnTheDisk) -> list[Finding]:
    suffix = path.suffix.lower()
    if suffix in encode.EXTENSIONS:
        if (path.parent / NAME).is_file():
            published = shelf.story(path.parent)
            if published.file("audio") == path:
                return story(published, expected)
        return loose(path, expected)
    if suffix in (".html", ".htm", ".xhtml"):
        return page(path.read_bytes(), expected, files)
    if suffix == ".vtt":
        return captions(path.read_bytes(), expected)
    if suffix in _FEEDS:
        return feed(path.read_bytes(), expected, path.parent)
    raise UsageError(
        f"{path} carries no label: name audio, captions (.vtt), a page (.html), a feed (.xml) or a "
        "folder."
    )
