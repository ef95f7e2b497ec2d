"""The pronunciation dictionaries as the service changes them: entry by entry, by layer.

A dictionary stays a file that people edit by hand. It is read again right before each change, and
a change that somebody else made in between is never lost.
"""

import hashlib
import json
import os
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Final

from narrate import voices
from narrate.config import Settings
from narrate.errors import LexiconError, UsageError
from narrate.runtime.files import sync_folder, write_whole
from narrate.service.store import Store
from narrate.service.submission import Json
from narrate.service.tokens import Caller
from narrate.text.entries import entry, with_columns, with_entries, with_entry, without_entry
from narrate.text.lexeme import Lexeme
from narrate.text.lexicon import COLUMNS, Lexicon

HOUSE, DESK, ARTICLE = "house", "desk", "article"
LAYERS: Final = (HOUSE, DESK, ARTICLE)
_TRIES: Final = 20
_LONGEST_CELL: Final = 500
_CHANGING: Final = threading.Lock()


class StaleError(UsageError):
    """Somebody else changed the entry since the caller read it."""


class _ChangedError(Exception):
    """The file changed while its new text was written."""


def file_of(settings: Settings, layer: str) -> Path:
    """Return the file that changes of a layer go into: the nearest of several.

    UsageError where the settings name none for the desk.
    """
    if layer == HOUSE:
        return Path(settings.lexicons[-1]) if settings.lexicons else voices.HOUSE
    if layer != DESK:
        raise UsageError(f"There is no layer {layer!r}. Layers: {', '.join(LAYERS)}.")
    if not settings.desk_lexicons:
        raise UsageError("There is no dictionary of a desk. Set desk_lexicons in narrate.toml.")
    return Path(settings.desk_lexicons[-1])


def entries(settings: Settings, language: str) -> list[tuple[Lexicon, Lexeme]]:
    """Return the entries in force for a language, the nearest layer first."""
    language = language or settings.language or "en"
    lexicons = voices.lexicons(language, settings.lexicons, settings.desk_lexicons)
    return [(lexicon, lexeme) for lexicon in reversed(lexicons) for lexeme in lexicon.lexemes]


def shown(lexicon: Lexicon, lexeme: Lexeme) -> Json:
    """Return an entry as the API shows it; ``etag`` changes with its cells."""
    cells = cells_of(lexeme)
    place = {"layer": lexicon.layer, "file": Path(lexicon.name).name, "line": lexeme.line}
    sound = {"spoken": lexeme.spoken, "phonemes": lexeme.phonemes}
    return {**cells, **sound, **place, "etag": etag(lexeme)}


def cells_of(lexeme: Lexeme) -> dict[str, str]:
    """Return the cells of an entry that hold something."""
    return {column: lexeme.cell(column) for column in COLUMNS if lexeme.cell(column)}


def etag(lexeme: Lexeme) -> str:
    """Return the hash of an entry's cells."""
    return tag_of(cells_of(lexeme))


def tag_of(cells: dict[str, str]) -> str:
    """Return the hash of the cells of an entry; nothing for no entry."""
    if not cells:
        return ""
    text = json.dumps(cells, sort_keys=True)
    return hashlib.sha256(text.encode(errors="replace")).hexdigest()[:16]


def cells_from(term: str, members: Json, caller: Caller) -> dict[str, str]:
    """Return the cells of an entry that a request describes; UsageError for a wrong one."""
    cells = {"term": term}
    for name, value in members.items():
        if name not in COLUMNS or name == "term":
            raise UsageError(f"There is no member {name!r}. Members: {', '.join(COLUMNS[1:])}.")
        if not isinstance(value, str) or len(value) > _LONGEST_CELL:
            raise UsageError(f"{name} is a text of up to {_LONGEST_CELL} characters.")
        cells[name] = value.strip()
    if caller.editor and "checked_by" not in cells:
        cells["checked_by"] = caller.editor
        cells["checked_on"] = datetime.now(UTC).date().isoformat()
    return cells


class Dictionary:
    """The dictionaries of a service, and the history of their changes in its store."""

    def __init__(self, store: Store, settings: Settings) -> None:
        """Take the store and the settings that name the files."""
        self._store, self._settings = store, settings

    def put(
        self, layer: str, cells: dict[str, str], caller: Caller, expected: str | None = None
    ) -> tuple[Lexeme, bool]:
        """Write an entry into a layer's file; return it, and whether it is new.

        ``expected`` is the etag that the entry has, or nothing for none: StaleError where it has
        another. Raises LexiconError for an entry that cannot be read.
        """
        key = cells["term"], cells.get("language", "")

        def change(text: str, name: str) -> str:
            return with_entry(with_columns(text, name, cells), name, cells, replace=True)

        changed, before = _change(file_of(self._settings, layer), key, expected, change)
        lexeme = entry(changed, "", *key)
        assert lexeme is not None
        self.note(layer, key, (before, cells_of(lexeme)), caller)
        return lexeme, not before

    def remove(
        self, layer: str, key: tuple[str, str], caller: Caller, expected: str | None = None
    ) -> bool:
        """Take the entry of a term and a language out of a layer; tell whether it was there."""

        def change(text: str, name: str) -> str:
            return without_entry(text, name, *key)

        _, before = _change(file_of(self._settings, layer), key, expected, change)
        if before:
            self.note(layer, key, (before, {}), caller)
        return bool(before)

    def merge(
        self, layer: str, lexemes: Sequence[Lexeme], caller: Caller
    ) -> list[tuple[str, bool]]:
        """Write many entries into a layer's file at once; return each changed term, and if new.

        LexiconError where the file would not be readable.
        """
        path = file_of(self._settings, layer)
        new = {(lexeme.term, lexeme.language): cells_of(lexeme) for lexeme in lexemes}
        changes: dict[tuple[str, str], tuple[dict[str, str], dict[str, str]]] = {}

        def change(text: str, name: str) -> str:
            changed, before = with_entries(text, name, list(new.values()))
            changes.clear()
            changes.update(
                (key, (before.get(key, {}), cells))
                for key, cells in new.items()
                if before.get(key) != cells
            )
            return changed

        _change(path, next(iter(new), ("", "")), None, change)
        with self._store.transaction():
            for key, cells in changes.items():
                self.note(layer, key, cells, caller)
        return [(key[0], not before) for key, (before, _) in changes.items()]

    def note(
        self,
        layer: str,
        key: tuple[str, str],
        change: tuple[dict[str, str], dict[str, str]],
        caller: Caller,
        *,
        narration: str = "",
    ) -> None:
        """Write a change into the history: the cells before and after it."""
        before, after = (json.dumps(cells, ensure_ascii=False) for cells in change)
        self._store.change(
            "INSERT INTO lexicon_changes (layer, narration, term, language, before, after, token,"
            " editor, time) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            *(layer, narration, *key, before, after, caller.token, caller.editor, time.time()),
        )


def _change(
    path: Path, key: tuple[str, str], expected: str | None, change: Callable[[str, str], str]
) -> tuple[str, dict[str, str]]:
    """Write the changed text of a file; return it, and the entry's cells as they were."""
    with _CHANGING:
        for _ in range(_TRIES):
            stamp = stamp_of(path)
            text = voices.lexicon_text(path) if path.exists() else ""
            current = entry(text, path.name, *key) if text else None
            if expected is not None and expected != (etag(current) if current else ""):
                raise StaleError(f"Somebody changed the entry of {key[0]!r}: read it again.")
            changed = change(text, path.name)
            if changed == text:
                return changed, cells_of(current) if current else {}
            try:
                _write(path, changed, stamp)
            except _ChangedError:
                continue
            return changed, cells_of(current) if current else {}
    raise LexiconError(f"{path} changes all the time: try again when nobody writes it.")


def _write(path: Path, text: str, stamp: tuple[int, ...]) -> None:
    """Write a file unless it has changed since its stamp was taken."""

    def content(file: IO[bytes]) -> None:
        file.write(text.encode())
        file.flush()
        os.fsync(file.fileno())  # the slow part comes before the look, the rename right after it
        if stamp_of(path) != stamp:
            raise _ChangedError

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("rb") if stamp else nullcontext() as replaced:
            write_whole(path, content)
            sync_folder(path.parent)
            # A program that had the old file open may have written into it after the look.
            if replaced and _numbers(os.fstat(replaced.fileno())) != stamp:
                write_whole(path, replaced.read())
                raise _ChangedError
    except OSError as error:
        raise LexiconError(
            f"{path} cannot be written ({error.strerror}): check its folder and your permissions."
        ) from error


def stamp_of(path: Path) -> tuple[int, ...]:
    """Return numbers that change with a file, none where it is missing."""
    try:
        return _numbers(path.stat())
    except FileNotFoundError:
        return ()


def _numbers(status: os.stat_result) -> tuple[int, ...]:
    return status.st_mtime_ns, status.st_size, status.st_ino
