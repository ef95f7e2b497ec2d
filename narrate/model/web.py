"""Addresses on the web: the one place where a base and a path are joined."""

from urllib.parse import quote


def web_address(base: str, path: str) -> str:
    """Return the address of a file in ASCII; without a base it is relative.

    ``base`` is the address of a folder, with or without a slash at its end; ``path`` is the file's
    path below that folder, not yet quoted.
    """
    return f"{base.rstrip('/')}/{quote(path)}" if base else quote(path)
