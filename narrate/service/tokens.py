"""Tokens: who may call the service, and how much. The store holds only their hashes."""

import hashlib
import re
import secrets
import time
from typing import Final, NamedTuple

from narrate.errors import UsageError
from narrate.service.store import Store

SCOPES: Final = ("read", "write", "admin")  # each holds those before it
_PREFIX: Final = "narrate_"
_NAME: Final = re.compile(r"[A-Za-z0-9._-]{1,64}")
_USED_EVERY_S: Final = 60.0


class Caller(NamedTuple):
    """Who makes a request: the token's name and scope, and the editor whom it acts for.

    Without any token in the store, ``local`` may do everything from this machine.
    """

    token: str
    scope: str
    editor: str = ""

    def may(self, scope: str) -> bool:
        """Tell whether the caller's scope holds another."""
        return SCOPES.index(scope) <= SCOPES.index(self.scope)


LOCAL: Final = Caller("local", "admin")


def create(store: Store, name: str, scope: str) -> str:
    """Return a new token, which is shown once; UsageError for a bad or a taken name or scope."""
    if not _NAME.fullmatch(name):
        raise UsageError(f"{name!r} is no name: use up to 64 letters, digits, dots and dashes.")
    if scope not in SCOPES:
        raise UsageError(f"There is no scope {scope!r}. Scopes: {', '.join(SCOPES)}.")
    token = _PREFIX + secrets.token_urlsafe(32)
    with store.transaction():
        if store.row("SELECT 1 FROM tokens WHERE name = ?", name):
            raise UsageError(f"There is a token {name} already. Revoke it, or choose another name.")
        store.change(
            "INSERT INTO tokens (name, hash, scope, created) VALUES (?, ?, ?, ?)",
            *(name, _hash(token), scope, time.time()),
        )
    return token


def revoke(store: Store, name: str) -> None:
    """Delete a token, which opens nothing from now on; UsageError where there is none."""
    if not store.change("DELETE FROM tokens WHERE name = ?", name):
        raise UsageError(f"There is no token {name}. List them: narrate serve token list")


def any_token(store: Store) -> bool:
    """Tell whether there is a token."""
    return store.row("SELECT 1 FROM tokens LIMIT 1") is not None


def caller(store: Store, token: str) -> Caller | None:
    """Return whom a token stands for, or None."""
    row = store.row("SELECT name, scope, used FROM tokens WHERE hash = ?", _hash(token))
    if row is None:
        return None
    now = time.time()
    if row["used"] is None or now - row["used"] > _USED_EVERY_S:
        store.change("UPDATE tokens SET used = ? WHERE name = ?", now, row["name"])
    return Caller(row["name"], row["scope"])


def _hash(token: str) -> str:
    """Return the hash of a token: it has 256 random bits, so that a plain hash is enough."""
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()
