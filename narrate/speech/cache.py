"""A synthesizer around a synthesizer: the audio of utterances on disk, addressed by content.

An entry's name is the hash of everything that changes its sound: engine, version, voice, prosody
and runs, but not position, article or date. The same sentence is synthesized once for all articles.
"""

import json
import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, suppress
from hashlib import blake2b
from io import BytesIO
from pathlib import Path
from typing import IO, TYPE_CHECKING, NamedTuple, Protocol, Self
from uuid import uuid4

from narrate import engines
from narrate.engines import Synthesizer
from narrate.errors import PublishError
from narrate.model import Audio, SpokenRun, Voice
from narrate.runtime.files import write_whole
from narrate.speech import entry_file
from narrate.speech.entry_file import SUFFIX

if TYPE_CHECKING:
    from filelock import FileLock

_OWNER = 0o700  # utterances may be of articles that are not public yet
_RUNS = ".runs"
_PRUNED = "pruned"
_HOUR_S, _DAY_S = 3600, 86_400
_FOLDER_LENGTH = 2
_COARSE_S = 1.0  # the resolution of some file systems


class Entry(NamedTuple):
    """An utterance on disk: its path, its last use in seconds of the epoch, its size in bytes."""

    path: str
    used: float
    bytes: int


class Cache(AbstractContextManager["Cache"]):
    """A folder of utterances, shared by all articles and safe for many processes at once.

    ``damaged`` counts the entries whose bytes had changed, and that were spoken again, ``misses``
    all utterances that were spoken.
    """

    def __init__(self, folder: Path, limit_mb: int, limit_days: int = 0) -> None:
        """Use a folder, which is made when first needed.

        When the run ends, entries past a limit are deleted. A limit of 0 days is none.
        """
        self.folder, self._limit = folder, limit_mb * 1_000_000
        self._oldest_s = limit_days * _DAY_S
        self._since = time.time() - _COARSE_S
        self._mark: FileLock | None = None
        self._grew = 0
        self.damaged = self.misses = 0

    def __enter__(self) -> Self:
        """Mark this run as under way, so that other runs keep the entries that it uses."""
        if self.folder.is_dir():
            self._start()
        return self

    def __exit__(self, *_: object) -> None:
        """Delete the entries unused for longest, but none that a run under way may use."""
        if self._mark:
            self._mark.release()
            Path(self._mark.lock_file).unlink(missing_ok=True)
        if self._grew and self._is_due():
            self.prune()

    def around(
        self, synthesizer: Synthesizer, voice: Voice, shared: "Layer | None" = None
    ) -> "Cached":
        """Return a synthesizer that asks another only for audio that the cache does not hold.

        What this machine lacks is looked for in ``shared``, and put there.
        """
        return Cached(self, synthesizer, voice, shared)

    def entries(self) -> Iterator[Entry]:
        """Yield the entries; PublishError where the folder cannot be read.

        An entry with a future time, after a clock was set back, counts as unused for longest.
        """
        if not self.folder.is_dir():
            return
        tomorrow = time.time() + _DAY_S
        try:
            for folder in os.scandir(self.folder):
                if len(folder.name) != _FOLDER_LENGTH or not folder.is_dir():
                    continue
                for file in os.scandir(folder):
                    if file.name.endswith(SUFFIX) and file.is_file(follow_symlinks=False):
                        with suppress(FileNotFoundError):  # another run's prune came first
                            status = file.stat()
                            used = status.st_mtime if status.st_mtime < tomorrow else 0.0
                            yield Entry(file.path, used, status.st_size)
        except OSError as error:
            raise PublishError(
                f"The cache {self.folder} cannot be read: {error.strerror or error}. Check its "
                "permissions, or set another folder as cache in narrate.toml."
            ) from error

    def prune(self) -> list[Entry]:
        """Delete entries that are too old, then the longest unused until the others fit.

        Return the deleted entries.
        """
        since = min([self._since, *self._other_runs()])
        entries = sorted(self.entries(), key=lambda entry: entry.used)
        size = sum(entry.bytes for entry in entries)
        deleted = []
        for entry in entries:
            old = self._oldest_s and entry.used < self._since - self._oldest_s
            if entry.used >= since or not (old or size > self._limit):
                break
            _delete(entry.path)
            size -= entry.bytes
            deleted.append(entry)
        return deleted

    def _is_due(self) -> bool:
        """Return whether to look through all entries: each hour, or after a run that adds much."""
        mark = self.folder / _PRUNED
        with suppress(OSError):
            lately = time.time() - mark.stat().st_mtime < _HOUR_S
            if lately and self._grew * 100 < self._limit:
                return False
        with suppress(OSError):
            mark.touch()
        return True

    def verify(self) -> list[Entry]:
        """Read every entry, delete the damaged ones and return them."""
        bad = [entry for entry in self.entries() if entry_file.read(entry.path) is None]
        for entry in bad:
            _delete(entry.path)
        return bad

    def read(self, path: str) -> Audio | None:
        """Return an entry's audio, or None where it is missing or damaged, which is counted."""
        try:
            os.utime(path)  # when it was last used
        except OSError:
            return None
        audio = entry_file.read(path)
        self.damaged += audio is None
        return audio

    def write(self, path: str, audio: Audio) -> Audio:
        """Put an entry in its place, whole or not at all, and return the audio that it has then.

        Another article may have spoken the sentence at the same time, and measured it: its audio
        stays, for an engine may speak twice differently. PublishError where there is no room.
        """
        folder = os.path.dirname(path)
        try:
            if not os.path.isdir(folder):
                os.makedirs(folder, mode=_OWNER, exist_ok=True)
            self._start()
            audio = _put(path, audio, lambda file: entry_file.send(file, path, audio))
        except OSError as error:
            raise PublishError(
                f"The cache {self.folder} cannot be written: {error.strerror or error}. "
                "Make room, or set another folder as cache in narrate.toml."
            ) from error
        self._grew += len(audio.pcm)
        return audio

    def _start(self) -> None:
        """Hold a lock; its name says since when this run is under way, in ms of the epoch."""
        if self._mark:
            return
        from filelock import FileLock

        runs = self.folder / _RUNS
        try:
            runs.mkdir(mode=_OWNER, exist_ok=True)
            name = f"{int(self._since * 1000)}-{uuid4().hex}"
            self._mark = FileLock(runs / name, thread_local=False)
            self._mark.acquire()
        except OSError:  # a cache that is only read
            self._mark = None

    def _other_runs(self) -> Iterator[float]:
        """Yield since when other runs are under way, and delete the marks of dead ones."""
        from filelock import FileLock, Timeout

        for mark in (self.folder / _RUNS).glob("*"):
            try:
                since = int(mark.name.partition("-")[0]) / 1000
                with FileLock(mark, timeout=0):
                    mark.unlink(missing_ok=True)
            except Timeout:
                yield since
            except (OSError, ValueError):
                continue


class Layer(Protocol):
    """A second place for entries, which other machines share."""

    def read(self, name: str) -> bytes:
        """Return the entry of a name, or nothing."""

    def write(self, name: str, entry: bytes) -> None:
        """Keep an entry."""


class Cached:
    """A synthesizer that asks another only for audio that the cache does not hold."""

    def __init__(
        self, cache: Cache, synthesizer: Synthesizer, voice: Voice, shared: Layer | None
    ) -> None:
        """Put the cache before a synthesizer of a voice."""
        self._shared = shared
        engine = engines.find(voice.engine)
        self._identity = [engine.name, engine.version, *voice.sound]
        self._cache, self._synthesizer = cache, synthesizer
        self._folder = str(cache.folder)

    def __call__(self, runs: Sequence[SpokenRun]) -> Audio:
        """Return the audio of one utterance."""
        name = self.key(runs)
        path = f"{self._folder}/{name[:2]}/{name}{SUFFIX}"
        if (audio := self._cache.read(path)) is None:
            shared_audio = self._shared_audio(name)
            audio = self._cache.write(path, shared_audio or self._spoken(runs))
            if self._shared and shared_audio is None:
                entry = BytesIO()
                entry_file.send(entry, name, audio)
                self._shared.write(name, entry.getvalue())
        return audio

    def _shared_audio(self, name: str) -> Audio | None:
        """Return the audio that another machine shares; a damaged entry is counted."""
        entry = self._shared.read(name) if self._shared else b""
        audio = entry_file.received(BytesIO(entry), name) if entry else None
        self._cache.damaged += bool(entry) and audio is None
        return audio

    def _spoken(self, runs: Sequence[SpokenRun]) -> Audio:
        self._cache.misses += 1
        return self._synthesizer(runs)

    def key(self, runs: Sequence[SpokenRun]) -> str:
        """Return the name of all that decides how an utterance sounds."""
        decisive = [self._identity, list(runs)]
        return blake2b(json.dumps(decisive).encode(), digest_size=20).hexdigest()


def _put(path: str, audio: Audio, content: Callable[[IO[bytes]], None]) -> Audio:
    """Write an entry unless a sound one is there; return the audio of the entry."""
    aside = f"{os.path.dirname(path)}/.{uuid4().hex}"
    try:
        write_whole(aside, content)
        try:
            os.link(aside, path)
        except FileExistsError:
            if (earlier := entry_file.read(path)) is not None:
                return earlier
            os.replace(aside, path)
        except OSError:  # the file system has no hard links
            os.replace(aside, path)
    finally:
        with suppress(FileNotFoundError):
            os.unlink(aside)
    return audio


def _delete(path: str) -> None:
    """Delete an entry; PublishError where that is not allowed."""
    try:
        os.unlink(path)
    except FileNotFoundError:
        pass
    except OSError as error:
        raise PublishError(
            f"{path} cannot be removed: {error.strerror or error}. Check its permissions."
        ) from error
