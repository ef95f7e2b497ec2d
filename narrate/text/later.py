"""Patterns that are compiled when they are first used: most rules meet no sentence of theirs."""

import re
from typing import Any, cast

_ASKED = ("finditer", "findall", "fullmatch", "groupindex", "match", "search", "split", "sub")


class _Later:
    def __init__(self, pattern: str, flags: int) -> None:
        self._written = pattern, flags

    def __getattr__(self, name: str) -> Any:
        """Compile the pattern, and have all that it can at hand the next time."""
        compiled = re.compile(*self._written)
        self.__dict__.update({name: getattr(compiled, name) for name in _ASKED})
        return getattr(compiled, name)


def later(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return a pattern that is compiled on first use."""
    return cast("re.Pattern[str]", _Later(pattern, flags))
