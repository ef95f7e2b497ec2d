"""The index of words: which published narrations say a term, whatever form they arrived in."""

import re
import sqlite3

from narrate.service.store import Store

_COLUMNS = "narrations.id, title, state, published, updated"


def put(store: Store, narration: str, text: str) -> None:
    """Replace the text of a narration in the index, within a transaction; nothing deletes it."""
    if row := store.row("SELECT number FROM spoken WHERE narration = ?", narration):
        store.change("DELETE FROM spoken_texts WHERE rowid = ?", row["number"])
        store.change("DELETE FROM spoken WHERE number = ?", row["number"])
    if text:
        store.change("INSERT INTO spoken (narration) VALUES (?)", narration)
        store.change(
            "INSERT INTO spoken_texts (rowid, text) SELECT number, ? FROM spoken"
            " WHERE narration = ?",
            *(text, narration),
        )


def with_words(store: Store, term: str, limit: int) -> list[sqlite3.Row]:
    """Return the newest narrations whose text has the words of a term one after the other."""
    if not re.search(r"\w", term):
        return []
    phrase = term.replace('"', " ")
    return store.rows(
        f"SELECT {_COLUMNS}, text FROM spoken_texts JOIN spoken ON number = spoken_texts.rowid"
        " JOIN narrations ON narrations.id = narration WHERE spoken_texts MATCH ?"
        " ORDER BY updated DESC LIMIT ?",
        *(f'"{phrase}"', limit),
    )
