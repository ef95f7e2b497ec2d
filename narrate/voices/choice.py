"""The setting ``voice`` in a settings file, changed in place: comments and other settings stay."""

import re
from pathlib import Path
from typing import Any, Final

from narrate.errors import UsageError
from narrate.runtime.files import parse_toml, read_text, write_whole

_LINE: Final = re.compile(r"^voice[ \t]*=[^\n]*", re.MULTILINE)
_TABLE: Final = re.compile(r"^[ \t]*\[", re.MULTILINE)


def use(name: str, path: Path) -> None:
    """Set a voice in a settings file, which may not exist yet; UsageError if it cannot be read."""
    text, settings = _read_settings(path)
    head = _TABLE.search(text)
    top, tables = (text[: head.start()], text[head.start() :]) if head else (text, "")
    line = f'voice = "{name}"'
    is_set = _LINE.search(top)
    top = _LINE.sub(lambda _: line, top, count=1) if is_set else f"{line}\n{top}"
    if not _has(top + tables, {**settings, "voice": name}):
        raise UsageError(f"{path} cannot be changed safely. Set in it by hand: {line}")
    try:
        write_whole(path, top + tables)
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error}. Check its permissions.") from error


def _read_settings(path: Path) -> tuple[str, dict[str, Any]]:
    """Return the text and the table of a settings file, both empty where there is no file."""
    try:
        text = read_text(path) if path.exists() else ""
        return text, parse_toml(text)
    except (OSError, ValueError) as error:
        raise UsageError(f"{path} cannot be read: {error}. Correct it or remove it.") from error


def _has(text: str, settings: dict[str, Any]) -> bool:
    """Return whether a TOML text holds exactly these settings."""
    try:
        return parse_toml(text) == settings
    except ValueError:
        return False
