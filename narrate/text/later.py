"""Patterns that compile on first use: most rules never meet a matching sentence."""

import re
from typing import Any, cast

_ASKED = ("finditer", "findall", "fullmatch", "groupindex", "match", "search", "split", "sub")


class _Later:
    def __init__(self, pattern: str, flags: int) -> None:
        self._written = pattern, flags

    def __getattr__(self, name: str) -> Any:
        """Compile the pattern and keep its methods, so that later calls skip this one."""
        compiled = re.compile(*self._written)
        self.__dict__.update({name: getattr(compiled, name) for name in _ASKED})
        return getattr(compiled, name)


def later(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return a pattern that is compiled on first use."""
    return cast("re.Pattern[str]", _Later(pattern, flags))
