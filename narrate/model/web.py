"""Addresses on the web: the one place where a base and a path are joined."""

from urllib.parse import SplitResult, quote, urlsplit


def web_address(base: str, path: str) -> str:
    """Return the address of a file in ASCII; without a base it is relative.

    ``base`` is the address of a folder, with or without a slash at its end; ``path`` is the file's
    path below that folder, not yet quoted.
    """
    return f"{base.rstrip('/')}/{quote(path)}" if base else quote(path)


def web_parts(address: str) -> SplitResult | None:
    """Return the parts of a whole http or https address; None if it is relative or malformed.

    A template that nobody filled in, such as ``https://[lang].paper.example/``, is malformed.
    """
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return parts if parts.scheme in {"http", "https"} and parts.netloc else None
