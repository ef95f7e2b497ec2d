"""The commands on narrations in an object store, each on copies that are put back."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from narrate import pipeline, publish
from narrate.batch.attempts import Attempts
from narrate.batch.follow import follow as follow_folders
from narrate.batch.mirror import Mirror, until_won
from narrate.batch.places import WORDS
from narrate.config import Settings
from narrate.errors import PublishError
from narrate.model import Article
from narrate.publish import Published, Target, feedfile, retract, shelf
from narrate.publish.manifest import NAME
from narrate.runtime.store import Store
from narrate.speech.speakers import Speakers

if TYPE_CHECKING:
    from narrate.batch.rebuild import Rebuilt
    from narrate.check.finding import Finding


class Folder(NamedTuple):
    """A narration's folder in a store: the store's address, and the path below it."""

    address: str
    name: str

    def __str__(self) -> str:
        """Return the folder's own address."""
        return f"{self.address}/{self.name}" if self.name else self.address


def make(
    article: Article,
    target: Target,
    settings: Settings,
    *,
    address: str,
    folder: str,
    speakers: Speakers | None = None,
    progress: pipeline.Progress | None = None,
) -> Published:
    """Narrate an article into a folder below a store's address; see ``pipeline.make``."""

    def work(mirror: Mirror) -> Published:
        place = _bring_with_feed(mirror, folder, settings)
        followers = {} if progress is None else {"progress": progress}
        published = pipeline.make(
            article,
            target._replace(folder=place),
            replace(settings, output=str(mirror.root)),
            speakers=speakers,
            **followers,
        )
        mirror.put_back(folder)
        if not published.unchanged:
            with suppress(PublishError):  # it is published; the next run sweeps
                mirror.sweep(folder)
        return published

    return until_won(address, work)


def rebuild(
    folder: Folder, settings: Settings, voice: str, *, dry_run: bool, speakers: Speakers
) -> "Rebuilt | None":
    """Make a narration again where a change touches it; see ``rebuild.rebuild``."""
    from narrate.batch.rebuild import rebuild as rebuild_folder

    def work(mirror: Mirror) -> "Rebuilt | None":
        place = _bring_with_feed(mirror, folder.name, settings)
        near_settings = replace(settings, output=str(mirror.root))
        rebuilt = rebuild_folder(place, near_settings, voice, dry_run=dry_run, speakers=speakers)
        mirror.put_back(folder.name)
        if not dry_run:
            with suppress(PublishError):
                mirror.sweep(folder.name)
        return rebuilt

    return until_won(folder.address, work)


def follow(
    address: str,
    folders: Iterable[str],
    settings: Settings,
    attempts: Attempts,
    *,
    indexed: bool = False,
) -> None:
    """Bring the feed of a store up to date, then delete superseded files that it does not name.

    The store's index of words has the narrations already if they are ``indexed``. A failure costs
    only itself, as ``attempts`` decides.
    """
    folders = list(dict.fromkeys(folders))
    if not folders:
        return
    if not indexed:
        attempts.attempt(address, partial(_index, address, folders))
    name = settings.feed.file
    with Mirror(address) as mirror:
        has_feed = attempts.attempt(address, lambda: mirror.store.get(name) is not None)
    if has_feed:
        attempts.attempt(
            f"{address}/{name}", partial(feed, address, settings, attempts.report.note)
        )
    for folder in folders:
        release = partial(until_won, address, partial(_release, folder=folder, settings=settings))
        attempts.attempt(f"{address}/{folder}", release)


def follow_places(places: Iterable[Path | Folder], settings: Settings, attempts: Attempts) -> None:
    """Bring pages and feeds after narrations that were rebuilt, in folders and in stores."""
    places = list(places)
    folders = [place for place in places if isinstance(place, Path)]
    follow_folders(folders, settings, attempts, indexed=True)
    by_address: dict[str, list[str]] = {}
    for folder in (place for place in places if not isinstance(place, Path)):
        by_address.setdefault(folder.address, []).append(folder.name)
    for address, names in by_address.items():
        follow(address, names, settings, attempts, indexed=True)


def _index(address: str, names: Iterable[str]) -> None:
    """Add narrations that were published to the index of a store, where it has one.

    An index that cannot be written lacks them: it is deleted, and the next rebuild looks at all.
    PublishError where that fails, too.
    """
    from narrate.batch import words

    folders = [*names]

    def work(mirror: Mirror) -> None:
        mirror.fetch([WORDS])
        if (mirror.root / WORDS).is_file():
            words.add(mirror.bring(name, with_files=False) for name in folders)
            if (mirror.root / WORDS).is_file():
                mirror.put(WORDS)
            else:
                mirror.store.delete([WORDS])

    try:
        until_won(address, work)
    except PublishError as error:
        try:
            Store(address).delete([WORDS])
        except PublishError:
            raise PublishError(
                f"The index of words below {address} lacks new narrations. {error} Then run "
                "narrate rebuild --all once, so that a rebuild finds them."
            ) from error


def _release(mirror: Mirror, folder: str, settings: Settings) -> None:
    place = mirror.bring(folder, with_files=False)
    _, superseded = shelf.listed(place / NAME)
    if superseded:
        _bring_with_feed(mirror, folder, settings)
        publish.release(place)
        mirror.put_back(folder)


def feed(address: str, settings: Settings, complain: shelf.Complain) -> str:
    """Write the feed of all narrations in a store, and return how many it lists."""

    def work(mirror: Mirror) -> str:
        manifests = [f"{folder}/{NAME}" for folder in mirror.folders() if folder]
        mirror.fetch([settings.feed.file, *manifests])
        listed = feedfile.write(
            mirror.root, settings.feed, lambda text: complain(_renamed(mirror, text))
        )
        mirror.put(settings.feed.file)
        return listed

    return until_won(address, work)


def withdraw(name: str, address: str, reason: str, complain: shelf.Complain) -> list[str]:
    """Withdraw a story, named by its folder, id or address; return the deleted files' addresses."""

    def work(mirror: Mirror) -> list[str]:
        folder = name.removeprefix(f"{mirror.store.address}/").rstrip("/").removesuffix(f"/{NAME}")
        mirror.bring(folder, with_files=False)
        if not (mirror.root / folder / NAME).is_file():
            mirror.fetch(f"{folder}/{NAME}" for folder in mirror.folders() if folder)
            story = retract.find(name, mirror.root, complain)
            if not story.folder.is_relative_to(mirror.root):
                raise PublishError(f"There is no narration of {name} below {address}.")
            folder = story.folder.relative_to(mirror.root).as_posix()
        place = mirror.bring(folder)
        present, swept = list[str](), list[str]()
        with _noted(complain):  # files that come later may be those of a new narration
            present = list(mirror.store.changes(folder))
        deleted = retract.retract(shelf.story(place), reason)
        mirror.put_back(folder)
        with _noted(complain):
            swept = mirror.sweep(folder, present)
        paths = (*(place / file for file in deleted), *(mirror.root / path for path in swept))
        return [mirror.shown(path) for path in paths]

    return until_won(address, work)


@contextmanager
def _noted(complain: shelf.Complain) -> Iterator[None]:
    """Report an error that may leave the files of killed runs, which stop no withdrawal."""
    try:
        yield
    except PublishError as error:
        complain(f"Files that killed runs left may remain. {error}")


def refreshed_feed(address: str, settings: Settings, complain: shelf.Complain) -> list[str]:
    """Write the feed of a store anew, if it has one; return a line that says so."""
    with Mirror(address) as mirror:
        if mirror.store.get(settings.feed.file) is None:
            return []
    return [f"{address}/{settings.feed.file}: {feed(address, settings, complain)}"]


def findings(
    check_copy: "Callable[..., dict[str, list[Finding]]]",
    address: str,
    *,
    feed_name: str,
    articles: Iterable[Article],
) -> "dict[str, list[Finding]]":
    """Return the findings on all narrations below an address, and on its feed, by their address.

    ``check_copy`` returns the findings on a folder or a file of this machine, compared with those
    ``articles`` that it is given.
    """
    from narrate.check.finding import Finding

    result: dict[str, list[Finding]] = {}
    missing = {article.id: article for article in articles}
    with Mirror(address) as mirror:
        for folder in mirror.folders():
            place = mirror.bring(folder)
            article = missing.pop(_article_id(place), None)
            found = check_copy(str(place), articles=[article] if article else [])
            result |= {_renamed(mirror, path): found[path] for path in found}
            mirror.forget(folder)
        if not result:
            raise PublishError(f"There is no {NAME} below {address}: name a place with narrations.")
        mirror.fetch([feed_name])
        if (path := mirror.root / feed_name).is_file():
            result[mirror.shown(path)] = check_copy(str(path), articles=[])[str(path)]
    for id_ in missing:
        result[id_] = [Finding("text", "", f"there is no narration of it below {address}")]
    return result


def _article_id(folder: Path) -> str:
    try:
        return str(shelf.story(folder, head=True).manifest["article"]["id"])
    except PublishError:
        return ""


def _bring_with_feed(mirror: Mirror, folder: str, settings: Settings) -> Path:
    """Copy a narration; where there is one, also the feed, which may name its files."""
    place = mirror.bring(folder)
    if (place / NAME).is_file() and folder:
        feed_path = (Path(folder).parent / settings.feed.file).as_posix()
        mirror.fetch([feed_path])
    return place


def _renamed(mirror: Mirror, text: str) -> str:
    return text.replace(str(mirror.root), mirror.store.address)
