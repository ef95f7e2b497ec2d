"""The audit log: which token and which editor did what, and in which request."""

import time
from typing import Any

from narrate.service.store import Store
from narrate.service.tokens import Caller

MOST_ROWS = 200
_DAY_S = 86_400


def record(
    store: Store, caller: Caller, action: str, target: str, *, detail: str = "", request: str = ""
) -> None:
    """Add a line to the log."""
    store.change(
        "INSERT INTO audit (time, token, editor, action, target, detail, request)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        *(time.time(), caller.token, caller.editor, action, target, detail, request),
    )


def prune(store: Store, days: int) -> None:
    """Delete the lines that are older than some days; 0 deletes none."""
    if days:
        store.change("DELETE FROM audit WHERE time < ?", time.time() - days * _DAY_S)


def lines(store: Store, before: int = 0, limit: int = MOST_ROWS) -> list[dict[str, Any]]:
    """Return the newest lines of the log, or those older than the line ``before``."""
    rows = store.rows(
        "SELECT * FROM audit WHERE id < ? ORDER BY id DESC LIMIT ?",
        *(before or 1 << 62, min(limit, MOST_ROWS)),
    )
    return [dict(row) for row in rows]
