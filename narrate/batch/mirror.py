"""Copies of a store's narrations on this machine: brought near, changed there, put back.

Data files are put first and ``narrate.json`` last, on the condition that it is as it was read: of
two writers one wins whole, and the other starts over. Files that nothing names are deleted last;
those of a writer that was killed before that, by the next one a day later.
"""

import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TypeVar

from narrate.errors import PublishError
from narrate.publish import shelf
from narrate.publish.files import LEFT_S
from narrate.publish.manifest import NAME
from narrate.runtime.store import Conflict, Store, Tag

_Result = TypeVar("_Result")
_TRIES = 5  # of a writer that others were faster than
_AT_ONCE = 16  # objects


class Mirror(AbstractContextManager["Mirror"]):
    """A temporary folder, ``root``, with copies of the files below a store's address.

    Paths are those below the address; the path of a narration's folder may be empty.
    """

    def __init__(self, address: str) -> None:
        """Copy nothing yet; UsageError as for Store."""
        self.store = Store(address)
        self._place = tempfile.TemporaryDirectory(prefix="narrate-")
        self.root = Path(self._place.name)
        self._digests: dict[str, str] = {}
        self._tags: dict[str, Tag] = {}
        self._looked: set[str] = set()

    def __exit__(self, *_: object) -> None:
        """Delete the copies."""
        self._place.cleanup()

    def shown(self, path: Path) -> str:
        """Return the address of a file or folder by the path of its copy."""
        below = path.relative_to(self.root).as_posix()
        return self.store.address if below == "." else f"{self.store.address}/{below}"

    def folders(self) -> list[str]:
        """Return the paths of the folders with a narration, in order; hidden ones are left out."""
        names = (
            path.removesuffix(NAME).rstrip("/")
            for path in self.store.paths()
            if path == NAME or path.endswith(f"/{NAME}")
        )
        return sorted(
            name for name in names if not any(part.startswith(".") for part in name.split("/"))
        )

    def fetch(self, paths: Iterable[str]) -> None:
        """Copy files, several at once; one that the store lacks is left out."""
        with ThreadPoolExecutor(_AT_ONCE) as executor:
            for _ in executor.map(self._fetch, dict.fromkeys(paths)):
                pass

    def bring(self, folder: str, *, with_files: bool = True) -> Path:
        """Copy a narration's manifest, with ``with_files`` also the files that it names."""
        place = self.root / folder
        place.mkdir(parents=True, exist_ok=True)
        self._fetch(_below(folder, NAME))
        if with_files:
            names, superseded = shelf.listed(place / NAME)
            self.fetch(_below(folder, name) for name in (*names, *superseded, *_withdrawn(place)))
        return place

    def look(self, folder: str) -> None:
        """Copy a narration's manifest, once."""
        if folder not in self._looked:
            self._looked.add(folder)
            self.bring(folder, with_files=False)

    def put_back(self, folder: str) -> None:
        """Put the files of a folder that changed, the manifest last, and delete those that went.

        Raises Conflict where another writer put a manifest since it was copied.
        """
        paths = {_below(folder, path.name) for path in _files(self.root / folder)}
        changed = {path for path in paths if self._digests.get(path) != self._digest(path)}
        manifest = _below(folder, NAME)
        data_files = sorted(changed - {manifest})
        with ThreadPoolExecutor(_AT_ONCE) as executor:
            for _ in executor.map(self._put, data_files):
                pass
        if manifest in changed:
            try:
                self.put(manifest)
            except Conflict:
                self._take_back(folder, data_files)
                raise
        siblings = {path for path in self._digests if str(Path(path).parent) == (folder or ".")}
        self.store.delete(sorted(siblings - paths))

    def sweep(self, folder: str, listed: Iterable[str] | None = None) -> list[str]:
        """Delete the files of a narration that its manifest does not name; return their paths.

        A writer that was killed left them. Those of the last day stay: another writer may have put
        them, and not yet its manifest. Of ``listed``, those of the last day are deleted, too.
        """
        place = self.root / folder
        if listed is None:
            end = time.time() - LEFT_S
            changes = self.store.changes(folder)
            listed = [name for name, changed in changes.items() if changed < end]
        named = {NAME, *(name for names in shelf.listed(place / NAME) for name in names)}
        versions = shelf.story(place, head=True).versions({*listed} - named)
        paths = [_below(folder, name) for name in versions]
        self.store.delete(paths)
        return paths

    def put(self, path: str) -> None:
        """Put a file that changed; Conflict where the store's was changed since it was copied."""
        if self._digests.get(path) != self._digest(path):
            data = (self.root / path).read_bytes()
            try:
                tag = self.store.put(path, data, replaces=self._tags.get(path, {}))
            except Conflict:
                stored = self.store.get(path)
                if stored is None or stored.data != data:
                    raise
                tag = stored.tag  # it was this run: the answer was lost, and obstore asked again
            self._tags[path] = tag
            self._digests[path] = self._digest(path)

    def forget(self, folder: str) -> None:
        """Delete the copies of a folder's files."""
        self._looked.discard(folder)
        for path in _files(self.root / folder):
            path.unlink()
            for table in (self._digests, self._tags):
                table.pop(_below(folder, path.name), None)
        if folder:
            shutil.rmtree(self.root / folder, ignore_errors=True)

    def _put(self, path: str) -> None:
        self.store.put(path, (self.root / path).read_bytes())

    def _fetch(self, path: str) -> None:
        stored = self.store.get(path)
        if stored is None:
            return
        place = self.root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(stored.data)
        os.utime(place, (stored.modified, stored.modified))
        self._digests[path], self._tags[path] = self._digest(path), stored.tag

    def _take_back(self, folder: str, paths: Iterable[str]) -> None:
        """Delete the files that were put for nothing, since the winner's manifest names others."""
        winner = self.store.get(_below(folder, NAME))
        if winner is None:
            return
        place = self.root / folder / NAME
        place.write_bytes(winner.data)
        named = {_below(folder, name) for names in shelf.listed(place) for name in names}
        self.store.delete([path for path in paths if path not in named | self._digests.keys()])

    def _digest(self, path: str) -> str:
        with (self.root / path).open("rb") as file:
            return hashlib.file_digest(file, "blake2b").hexdigest()


def until_won(address: str, work: Callable[[Mirror], _Result]) -> _Result:
    """Return the result of work on a new mirror, which starts over after a Conflict.

    Raises PublishError where others are faster each time.
    """
    for _ in range(_TRIES):
        with Mirror(address) as mirror:
            try:
                return work(mirror)
            except Conflict:
                continue
    raise PublishError(f"Other runs keep writing to {address}. Run the command again later.")


def _withdrawn(folder: Path) -> list[str]:
    """Return the names of files that a tombstone names, of which some may be left."""
    try:
        names: list[str] = shelf.story(folder, head=True).manifest.get("withdrew", [])
    except PublishError:
        return []
    return names


def _files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return [path for path in folder.iterdir() if path.is_file() and not path.name.startswith(".")]


def _below(folder: str, name: str) -> str:
    return f"{folder}/{name}" if folder else name
