"""The voices that have a file: TOML, one each, in ./voices, the user's configuration, packaged."""

import json
import tomllib
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

from platformdirs import user_config_path

from narrate.errors import UsageError
from narrate.model import File, Pauses, Prosody, Voice

_SLOWEST, _FASTEST = 0.25, 4.0
_LONGEST_PAUSE_MS = 10_000
_COMMERCIAL = ("yes", "no", "unknown")
_HASH_DIGITS = 64
_KEYS = [field.name for field in fields(Voice) if field.name != "name"]  # which is its file's


def catalog() -> list[Voice]:
    """Return every voice that has a file, the nearest of a name, by name."""
    found: dict[str, Voice] = {}
    for folder in folders():
        for path in sorted(folder.glob("*.toml")):
            if path.stem not in found:
                found[path.stem] = _read(path)
    return [found[name] for name in sorted(found)]


def of_file(name: str) -> Voice | None:
    """Return the voice whose file has that name; None where there is none."""
    for folder in folders():
        path = folder / f"{name}.toml"
        if path.parent == folder and path.is_file():
            return _read(path)
    return None


def folders() -> Iterator[Path]:
    """Yield the folders of voices, the nearest first."""
    yield Path("voices")
    yield user_config_path("narrate") / "voices"
    package = Path(__file__).parent.parent
    packaged = package / "voices_data"
    # In a checkout they stand beside the package; the wheel has them inside.
    yield packaged if packaged.is_dir() else package.parent / "voices"


def _read(path: Path) -> Voice:
    try:
        given = _given(tomllib.loads(path.read_text("utf-8")))
        model = path.parent / str(given.get("model", ""))
        if model.is_file():  # a path in a voice's file is relative to it
            given["model"] = str(model.resolve())
        return Voice(name=path.stem, **given)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, TypeError) as error:
        raise UsageError(
            f"{path} is no voice: {error}. Its keys are {', '.join(_KEYS)}."
        ) from error


def _given(table: dict[str, Any]) -> dict[str, Any]:
    """Return what a voice's file says, as the model has it; TypeError says what it is to be."""
    if unknown := [name for name in table if name not in _KEYS]:
        raise TypeError(f"there is no key {unknown[0]!r}")
    if "engine" not in table:
        raise TypeError("it names no engine")
    return {name: _checked(name, value) for name, value in table.items()}


def _checked(name: str, value: Any) -> Any:  # noqa: ANN401 - what it is, is checked
    """Return a key's value as the model has it; TypeError says what it is to be."""
    if name == "files":
        return tuple(_file(table) for table in value)
    if name in _TABLES:
        if not isinstance(value, dict):
            raise TypeError(f"{name} is a table, not {value!r}")
        return _TABLES[name](value)
    if name == "leaves_machine":
        if not isinstance(value, bool):
            raise TypeError(f"{name} is true or false, not {value!r}")
        return value
    if name == "loudness_db":
        return _number(name, value)
    if not isinstance(value, str):
        raise TypeError(f"{name} is text, not {value!r}")
    if name == "commercial" and value not in _COMMERCIAL:
        raise TypeError(f"commercial is {', '.join(_COMMERCIAL)}, not {value!r}")
    return value


def _number(name: str, value: Any) -> float:  # noqa: ANN401 - what it is, is checked
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError(f"{name} is a number, not {value!r}")
    return value


def _known(name: str, table: dict[str, Any], of: type) -> dict[str, Any]:
    """Return a table; TypeError names a key of it that is none of a class' fields."""
    keys = [field.name for field in fields(of)]
    if unknown := [key for key in table if key not in keys]:
        raise TypeError(f"{name} has {', '.join(keys)}, and no {unknown[0]!r}")
    return table


def _prosody(table: dict[str, Any]) -> Prosody:
    for name, value in _known("prosody", table, Prosody).items():
        _number(name, value)
        if name == "speed" and not _SLOWEST <= value <= _FASTEST:
            raise TypeError(f"speed goes from {_SLOWEST} to {_FASTEST}, and is {value}")
    return Prosody(**table)


def _pauses(table: dict[str, Any]) -> dict[str, int]:
    for name, value in _known("pauses", table, Pauses).items():
        if type(value) is not int or not 0 <= value <= _LONGEST_PAUSE_MS:
            raise TypeError(f"{name} is 0 to {_LONGEST_PAUSE_MS} ms, not {value!r}")
    return table


def _options(table: dict[str, Any]) -> dict[str, Any]:
    try:
        json.dumps(table)  # as an engine's process is told them
    except TypeError:
        raise TypeError("options hold text, numbers, true or false, and no dates") from None
    return table


_TABLES: Any = {"prosody": _prosody, "pauses": _pauses, "options": _options}


def _file(table: Any) -> File:  # noqa: ANN401 - what it is, is checked
    if not isinstance(table, dict) or not str(table.get("address", "")).startswith("http"):
        raise TypeError(f"a file has an address, and may have size and sha256, not {table!r}")
    file = File(**_known("a file", table, File))
    if type(file.size) is not int or not isinstance(file.sha256, str):
        raise TypeError(f"a file's size is a number and its sha256 text, not {table!r}")
    if file.sha256 and len(file.sha256) != _HASH_DIGITS:
        raise TypeError(f"a sha256 has {_HASH_DIGITS} digits, not {file.sha256!r}")
    if not file.name or file.name.startswith("."):
        raise TypeError(f"an address ends in the file's name, not {file.address!r}")
    return file
