"""The setting ``voice`` in a settings file, changed in place: comments and other settings stay."""

import re
import tomllib
from pathlib import Path
from typing import Final

from narrate.errors import UsageError
from narrate.runtime.files import write_whole

_LINE: Final = re.compile(r"^voice[ \t]*=[^\n]*", re.MULTILINE)
_TABLE: Final = re.compile(r"^[ \t]*\[", re.MULTILINE)
_LARGEST_BYTES: Final = 1_000_000


def use(name: str, path: Path) -> None:
    """Set a voice in a settings file, which may not exist yet; UsageError if it cannot be read."""
    text = _text(path)
    head = _TABLE.search(text)
    top, tables = (text[: head.start()], text[head.start() :]) if head else (text, "")
    line = f'voice = "{name}"'
    is_set = _LINE.search(top)
    top = _LINE.sub(lambda _: line, top, count=1) if is_set else f"{line}\n{top}"
    before = tomllib.loads(text)
    if _loaded(top + tables) != {**before, "voice": name}:
        raise UsageError(f"{path} cannot be changed safely. Set in it by hand: {line}")
    try:
        write_whole(path, top + tables)
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error}. Check its permissions.") from error


def _text(path: Path) -> str:
    try:
        if not path.exists():
            return ""
        if path.stat().st_size > _LARGEST_BYTES:
            raise UsageError(f"{path} has more than {_LARGEST_BYTES:,} bytes: it is no settings.")
        text = path.read_bytes().decode("utf-8")
        tomllib.loads(text)
    except (OSError, ValueError, RecursionError) as error:
        raise UsageError(f"{path} cannot be read: {error}. Correct it or remove it.") from error
    return text


def _loaded(text: str) -> dict[str, object] | None:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return None
