"""The narrations that a rebuild looks at, in folders and in stores, by their indexes of words.

The index of a store lies in it, as that of a folder does: it is copied, asked, and put back whole.
Where it is lost, or where another run wrote it in the meantime, all narrations are looked at.
"""

from collections.abc import Iterable
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path

from narrate.batch.mirror import Mirror
from narrate.batch.places import WORDS
from narrate.batch.remote import Folder
from narrate.batch.words import Saying, Search
from narrate.config import Settings
from narrate.publish.manifest import NAME
from narrate.runtime.store import Conflict


class Searches(AbstractContextManager["Searches"]):
    """The searches of some folders and of some stores: ``places`` are all of them."""

    def __init__(
        self,
        roots: Iterable[Path],
        addresses: Iterable[str],
        settings: Settings,
        *,
        everything: bool,
    ) -> None:
        """Find the narrations; ``everything`` asks no index."""
        self._far: dict[str, _StoredSearch] = {}
        with ExitStack() as opened:  # a store that cannot be reached leaves no file behind
            self._near = opened.enter_context(Search(roots, settings, everything=everything))
            for address in addresses:
                stored = _StoredSearch(address, settings, everything=everything)
                opened.push(stored)
                self._far[stored.address] = stored
            self._open = opened.pop_all()
        self.places: list[Path | Folder] = [*self._near.folders]
        for stored in self._far.values():
            self.places += stored.places()

    @property
    def passed_over(self) -> int:
        """The number of narrations that no change touches."""
        return sum(search.passed_over for search in (self._near, *self._far.values()))

    def note(self, place: Path | Folder, said: Saying) -> None:
        """Take the words of a narration that was looked at."""
        if isinstance(place, Path):
            self._near.note(place, said)
        else:
            search = self._far[place.address]
            search.note(search.copy_of(place), said)

    def finish(self) -> None:
        """Keep that all narrations are as the settings and dictionaries have them."""
        for search in (self._near, *self._far.values()):
            search.finish()

    def __exit__(self, *_: object) -> None:
        """Delete copies, and new indexes of a rebuild that did not finish."""
        self._open.close()


class _StoredSearch(Search):
    """The search of one store, with a copy of its index."""

    def __init__(self, address: str, settings: Settings, *, everything: bool) -> None:
        with ExitStack() as opened:
            self._mirror = opened.enter_context(Mirror(address))
            self._mirror.fetch([WORDS])
            super().__init__([self._mirror.root], settings, everything=everything)
            opened.pop_all()

    @property
    def address(self) -> str:
        return self._mirror.store.address

    def places(self) -> list[Folder]:
        """Return the addresses of the narrations to look at."""
        root = self._mirror.root
        names = [folder.relative_to(root).as_posix() for folder in self.folders]
        return [Folder(self.address, "" if name == "." else name) for name in names]

    def copy_of(self, folder: Folder) -> Path:
        """Return the path that the copy of a folder has."""
        return self._mirror.root / folder.name

    def list_folders(self, root: Path) -> list[Path]:
        return [root / name for name in self._mirror.folders()]

    def holds_narration(self, folder: Path) -> bool:
        path = (folder / NAME).relative_to(self._mirror.root).as_posix()
        return self._mirror.store.get(path, 1) is not None

    def finish(self) -> None:
        super().finish()
        _put_back(self._mirror)

    def __exit__(self, *_: object) -> None:
        super().__exit__()
        self._mirror.__exit__()


def _put_back(mirror: Mirror) -> None:
    """Put the index of a store; one that others changed lacks something, and is deleted."""
    try:
        if (mirror.root / WORDS).is_file():
            mirror.put(WORDS)
            return
    except Conflict:
        pass
    mirror.store.delete([WORDS])
