"""The words of each narration of an archive, so that a rebuild finds those that say a word.

A hidden SQLite file beside the narrations. Its full text index holds the words that the
narrations say; ``make``, ``watch`` and ``rebuild`` keep it. With it stands the state of the last
complete rebuild: the dictionaries' entries, and the hash of everything else that decides a
narration. If only entries changed since, the narrations with their words are the ones to look at.
Otherwise, and where the file is lost or cannot be read, all of them are.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack, closing, suppress
from hashlib import blake2b
from itertools import islice
from pathlib import Path
from typing import Final, NamedTuple

from narrate import voices
from narrate.batch.places import WORDS
from narrate.config import Settings
from narrate.errors import NarrateError
from narrate.model import Narration
from narrate.publish import earlier, files, shelf
from narrate.publish.manifest import NAME
from narrate.reuse import fingerprint

FILE: Final = WORDS
_BUSY_S = 30.0
_TERMS = 200  # of one question to the index
_TABLES = """
CREATE TABLE narration (id INTEGER PRIMARY KEY AUTOINCREMENT, folder TEXT UNIQUE, digest TEXT,
    language TEXT, voice TEXT);
CREATE INDEX by_voice ON narration (language, voice);
CREATE VIRTUAL TABLE words USING fts5(text, content='', tokenize='unicode61 remove_diacritics 0');
CREATE TABLE entry (digest TEXT PRIMARY KEY, language TEXT, forms TEXT) WITHOUT ROWID;
CREATE TABLE house (digest TEXT);
"""


class Saying(NamedTuple):
    """The words that a narration says, each once and in lower case, its language and its voice."""

    language: str
    voice: str
    words: str


def saying_of(narration: Narration) -> Saying:
    """Return the words of a narration."""
    from narrate.text.lexicon import WORD

    words = {
        word.lower()
        for utterance in narration.utterances
        for word in WORD.findall(utterance.written)
    }
    return Saying(narration.article.language, narration.voice.name, " ".join(sorted(words)))


class Words:
    """The index of one archive, in the folder ``root``."""

    def __init__(self, root: Path, path: Path | None = None) -> None:
        """Open the index of a folder, or a new one in ``path``; sqlite3.Error where that fails."""
        self.root, self.path = root.resolve(), path or root / FILE
        is_new = not self.path.exists()
        self._database = sqlite3.connect(self.path, timeout=_BUSY_S)
        if is_new:
            self._database.executescript(_TABLES)

    def close(self) -> None:
        """Close the file; changes that were not kept are dropped."""
        self._database.close()

    def keep(self) -> None:
        """Write the changes."""
        self._database.commit()

    def put(self, folder: Path, saying: Saying) -> None:
        """Replace the words of a narration."""
        name = folder.resolve().relative_to(self.root).as_posix()
        digest = blake2b(repr(saying).encode(), digest_size=16).hexdigest()
        row = self._database.execute("SELECT digest FROM narration WHERE folder = ?", [name])
        if row.fetchone() == (digest,):
            return
        # The words of the earlier text stay in the index, and lead to no narration.
        self._database.execute("DELETE FROM narration WHERE folder = ?", [name])
        cursor = self._database.execute(
            "INSERT INTO narration (folder, digest, language, voice) VALUES (?, ?, ?, ?)",
            [name, digest, saying.language, saying.voice],
        )
        self._database.execute(
            "INSERT INTO words (rowid, text) VALUES (?, ?)", [cursor.lastrowid, saying.words]
        )

    def touched(self, settings: Settings) -> list[Path] | None:
        """Return the folders whose narrations say the term of an entry that changed.

        None where all must be looked at: nothing changed in the dictionaries, or more than that.
        """
        row = self._database.execute("SELECT digest FROM house").fetchone()
        if row != (self._house(settings),):
            return None
        recorded = dict(self._database.execute("SELECT digest, forms FROM entry"))
        present = {digest: forms for digest, _, forms in self._entries(settings)}
        changed = {
            form
            for digest in recorded.keys() ^ present.keys()
            for form in (recorded.get(digest) or present[digest]).split()
        }
        return sorted(self._with(changed)) if changed else None

    def finish(self, settings: Settings) -> None:
        """Note that every narration is as these settings and dictionaries have it, and keep it."""
        database = self._database
        database.execute("DELETE FROM house")
        database.execute("INSERT INTO house VALUES (?)", [self._house(settings)])
        database.execute("DELETE FROM entry")
        database.executemany(
            "INSERT OR REPLACE INTO entry VALUES (?, ?, ?)", self._entries(settings)
        )
        self.keep()

    def count(self) -> int:
        """Return how many narrations the index has."""
        [(number,)] = self._database.execute("SELECT count(*) FROM narration")
        return int(number)

    def _with(self, forms: Iterable[str]) -> set[Path]:
        """Return the folders of the narrations that say any of these words."""
        folders: set[Path] = set()
        terms = iter(sorted(forms))
        while chunk := list(islice(terms, _TERMS)):
            rows = self._database.execute(
                "SELECT folder FROM words JOIN narration ON narration.id = words.rowid "
                "WHERE words MATCH ?",
                [" OR ".join(f'"{form}"' for form in chunk)],
            )
            folders |= {self.root / folder for (folder,) in rows}
        return folders

    def _spoken(self) -> list[tuple[str, str]]:
        """Return each language with each voice that speaks it."""
        rows = self._database.execute("SELECT DISTINCT language, voice FROM narration ORDER BY 1,2")
        return list(rows)

    def _house(self, settings: Settings) -> str:
        """Return the hash of all but the dictionaries; NarrateError where a voice is missing."""
        return fingerprint.of_house(settings, self._spoken())

    def _entries(self, settings: Settings) -> Iterator[tuple[str, str, str]]:
        """Yield the digest, the language and the words of each entry that may speak here."""
        from narrate.text.lexicon import WORD
        from narrate.text.slavic.inflection import index

        languages = dict.fromkeys(language for language, _ in self._spoken())
        for language in languages:
            primary = language.partition("-")[0].lower()
            lexicons = voices.lexicons(language, settings.lexicons, settings.desk_lexicons)
            for place, lexicon in enumerate(lexicons):
                for lexeme in lexicon.lexemes:
                    cells = [language, place, lexicon.layer, *lexeme._replace(line=0)]
                    digest = blake2b(repr(cells).encode(), digest_size=16).hexdigest()
                    words = index((lexeme,), primary, WORD)
                    forms = {word + end for word in words for end in ("", "s", "es")}
                    yield digest, language, " ".join(sorted(forms))


class Search(AbstractContextManager["Search"]):
    """The narrations that a rebuild looks at, by the index of each root where that can tell.

    ``passed_over`` counts the others. A rebuild that looks at all narrations of a root writes its
    index anew. A folder that cannot hold one costs the next rebuild its time, and nothing else.
    """

    def __init__(self, roots: Iterable[Path], settings: Settings, *, everything: bool) -> None:
        """Find the narrations; ``everything`` asks no index."""
        self._settings = settings
        self._current: list[Path] = []
        self._fresh: dict[Path, Words] = {}
        self._roots: dict[Path, Path] = {}
        self.passed_over = 0
        unique: dict[Path, Path] = {}
        with ExitStack() as opened:
            for root in roots:
                touched = None if everything else _touched(root, settings)
                if touched is None:
                    folders = self.list_folders(root)
                    with suppress(sqlite3.Error, OSError):
                        aside = opened.enter_context(files.hidden(root))
                        self._fresh[root] = Words(root, aside / FILE)
                else:
                    folders, count = touched
                    folders = [*filter(self.holds_narration, folders)]
                    self._current.append(root)
                    self.passed_over += count - len(folders)
                for folder in folders:
                    unique.setdefault(folder.resolve(), folder)
                    self._roots.setdefault(folder, root)
            self._aside = opened.pop_all()
        self.folders = list(unique.values())

    def list_folders(self, root: Path) -> list[Path]:
        """Return all folders of narrations below a root."""
        return shelf.folders(root)

    def holds_narration(self, folder: Path) -> bool:
        """Return whether a folder that the index names still holds a narration."""
        return (folder / NAME).is_file()

    def note(self, folder: Path, saying: Saying) -> None:
        """Take the words of a narration that was looked at."""
        root = self._roots[folder]
        if index := self._fresh.get(root):
            try:
                index.put(folder, saying)
            except sqlite3.Error:
                self._fresh.pop(root).close()

    def finish(self) -> None:
        """Keep that all narrations are as the settings and dictionaries have them.

        Where all were looked at, files that killed runs left are deleted, too.
        """
        for root in [*self._fresh, *self._current]:
            index = self._fresh.get(root)
            try:
                with closing(index or Words(root)) as words:
                    words.finish(self._settings)
                    if index:
                        words.path.replace(root / FILE)
            except (sqlite3.Error, OSError, NarrateError):
                (root / FILE).unlink(missing_ok=True)
        for root in self._fresh:
            files.sweep_below(root)

    def __exit__(self, *_: object) -> None:
        """Delete the new indexes of a rebuild that did not finish."""
        for index in self._fresh.values():
            index.close()
        self._aside.close()


def _touched(root: Path, settings: Settings) -> tuple[list[Path], int] | None:
    """Return the folders that a change of the dictionaries touches, and how many there are.

    None where all must be looked at.
    """
    if not (root / FILE).is_file():
        return None
    try:
        with closing(Words(root)) as index:
            touched, count = index.touched(settings), index.count()
    except (sqlite3.Error, NarrateError):
        return None
    if touched is None:
        return None
    return [root / folder.relative_to(root.resolve()) for folder in touched], count


def add(folders: Iterable[Path]) -> None:
    """Add narrations that were published to the index above them, where there is one."""
    by_root: dict[Path, list[Path]] = {}
    for folder in folders:
        for root in folder.resolve().parents:
            if (root / FILE).is_file():
                by_root.setdefault(root, []).append(folder)
    for root, members in by_root.items():
        try:
            with closing(Words(root)) as index:
                for folder in members:
                    if current := earlier(folder):
                        index.put(folder, saying_of(current.narration))
                index.keep()
        except sqlite3.Error:  # an index that is not complete must not stay
            (root / FILE).unlink(missing_ok=True)
