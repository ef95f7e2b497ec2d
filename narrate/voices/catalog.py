"""Voice files: TOML, one voice each, from the user's configuration, the package and ./voices.

A file in the folder ``families`` beside them holds many voices: the speakers of one model, a line
each. ``[speaker] address`` and ``size`` are those of a speaker's own file, ``{id}`` in it the id.

The working directory may be a stranger's: its files add voices and never replace one. A voice of
the user's configuration or of narrate keeps its name, and so does every engine.
"""

import json
import re
import warnings
from collections.abc import Callable, Iterator
from dataclasses import fields
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

from platformdirs import user_config_path

from narrate import engines
from narrate.errors import EngineWarning, UsageError
from narrate.model import PACKAGE, File, Pauses, Prosody, Voice
from narrate.runtime.files import parse_toml, read_text

T = TypeVar("T")

_SLOWEST, _FASTEST = 0.25, 4.0
_LONGEST_PAUSE_MS = 10_000
_COMMERCIAL = ("yes", "no", "unknown")
_SHA256 = re.compile(r"[0-9a-fA-F]{64}")
_ENGINE_NAME = re.compile(r"\w[\w.-]*", re.ASCII)
_FILE_NAME = re.compile(r"[^\s./\\:\0-\x1f\x7f][^/\\:\0-\x1f\x7f]*")
_PACKAGED = re.compile(rf"{PACKAGE}://[\w.-]+/[\w.]+/(?:[\w-][\w.-]*/)*[\w-][\w.-]*", re.ASCII)
_KEYS = [field.name for field in fields(Voice) if field.name != "name"]  # the file gives the name


def catalog(*, trusted: bool = False) -> list[Voice]:
    """Return every voice that has a file, sorted by name, families in the order of their lines.

    ``trusted`` leaves out the working directory, for callers that choose a voice themselves: a
    program from there runs only when somebody asks for its voice by name.
    """
    paths = dict(_trusted_files())
    if not trusted:
        local_paths = {path.stem: path for path in _toml_files(_WORKING)}
        paths |= {name: local_paths[name] for name in local_paths if not _is_taken(name, paths)}
    # Sorting is stable: the speakers of a family keep the order of their lines.
    ordered = sorted(paths, key=lambda name: _family_of(name, paths))
    return [_voice(name, paths[name]) for name in ordered]


def of_file(name: str) -> Voice | None:
    """Return the voice whose file has that name; None if there is no such file."""
    paths = dict(_trusted_files())
    local = next((path for path in _toml_files(_WORKING) if path.stem == name), None)
    if local and not _is_taken(name, paths):
        return _voice(name, local)
    if local and not (name in paths and _same_content(local, paths[name])):
        warnings.warn(
            f"{local} is not used: the name {name!r} belongs to narrate or to your configuration. "
            "Rename the file to use its voice.",
            EngineWarning,
            stacklevel=2,
        )
    return _voice(name, paths[name]) if name in paths else None


def _same_content(local: Path, trusted: Path) -> bool:
    """Return whether two voice files are equal: a checkout lies beside its installation."""
    try:
        return local.samefile(trusted) or local.read_bytes() == trusted.read_bytes()
    except OSError:
        return False


def folders() -> Iterator[Path]:
    """Yield the folders of voices and dictionaries, the nearest first."""
    yield _WORKING
    yield from _trusted_folders()


_WORKING = Path("voices")
_FAMILIES = "families"


def _trusted_folders() -> Iterator[Path]:
    """Yield the folders that the user or narrate's package fills."""
    yield user_config_path("narrate") / "voices"
    package = Path(__file__).parent.parent
    packaged = package / "voices_data"
    # A checkout has them beside the package, the wheel inside it.
    yield packaged if packaged.is_dir() else package.parent / "voices"


def _trusted_files() -> dict[str, Path]:
    """Return the voice files by name; the user's configuration overrides the package."""
    paths: dict[str, Path] = {}
    for folder in _trusted_folders():
        for path in _toml_files(folder):
            paths.setdefault(path.stem, path)
        for path in _toml_files(folder / _FAMILIES):
            for name in _read(path, partial(_speaker_names, path)):
                paths.setdefault(name, path)
    return paths


def _speaker_names(path: Path) -> list[str]:
    return list(_parsed(read_text(path))["speakers"])


def _toml_files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.glob("*.toml")) if path.is_file())


def _is_taken(name: str, paths: dict[str, Path]) -> bool:
    """Whether a name, or its part before a colon as in ENGINE:ID, has its meaning already."""
    return name in paths or engines.is_known(name.partition(":")[0])


def _voice(name: str, path: Path) -> Voice:
    """Return the voice of a name in a file; UsageError names the file, the fault and the keys."""

    def read() -> Voice:
        table = _parsed(read_text(path))
        values = _values(_speaker(table, name) if path.parent.name == _FAMILIES else table)
        model = path.parent / str(values.get("model", ""))
        if model.is_file():  # a path in a voice file is relative to the file
            values["model"] = str(model.resolve())
        return Voice(name=name, **values)

    return _read(path, read)


def _read(path: Path, reader: Callable[[], T]) -> T:
    """Return the result of a reader of a voice file; UsageError names the fault."""
    try:
        return reader()
    except KeyError as error:
        fault = f"the key {error.args[0]} is missing"
    except (OSError, ValueError, TypeError) as error:
        fault = str(error)
    raise UsageError(
        f"The voice file {path} cannot be read: {fault}. Its keys are {', '.join(_KEYS)}."
    )


_parsed = lru_cache(maxsize=8)(parse_toml)  # a family is read once, not for each of its voices


def _speaker(table: dict[str, Any], name: str) -> dict[str, Any]:
    """Return the values of one speaker of a family: those of all, and the speaker's line."""
    common = {key: value for key, value in table.items() if key not in {"speaker", "speakers"}}
    line = dict(table["speakers"][name])
    file = {**table["speaker"], "sha256": line.pop("sha256", "")}
    file["address"] = file["address"].format(id=line["id"])
    return {**common, **line, "files": [*table["files"], file]}


def _family_of(name: str, paths: dict[str, Path]) -> str:
    """Return the key that sorts a voice by its name, and a family by the name of its file."""
    path = paths[name]
    return path.stem if path.parent.name == _FAMILIES else name


def _values(table: dict[str, Any]) -> dict[str, Any]:
    """Return the checked values of a voice file; TypeError names the fault."""
    if unknown := [name for name in table if name not in _KEYS]:
        raise TypeError(f"there is no key {unknown[0]!r}")
    if "engine" not in table:
        raise TypeError("the key engine is missing")
    return {name: _checked(name, value) for name, value in table.items()}


def _checked(name: str, value: Any) -> Any:
    """Return the value of a key in the model's type; TypeError names the type it must have."""
    if name in _READERS:
        kind, kind_name, reader = _READERS[name]
        if not isinstance(value, kind):
            raise TypeError(f"{name} must be {kind_name}, not {value!r}")
        return reader(value)
    if not isinstance(value, str):
        raise TypeError(f"{name} must be text, not {value!r}")
    if name == "engine" and not _ENGINE_NAME.fullmatch(value):  # it names a folder of models
        raise TypeError(f"engine must be the name of an engine, not {value!r}")
    if name == "commercial" and value not in _COMMERCIAL:
        raise TypeError(f"commercial must be {', '.join(_COMMERCIAL)}, not {value!r}")
    return value


def _number(name: str, value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError(f"{name} must be a number, not {value!r}")
    return value


def _fields_of(cls: type, name: str, table: dict[str, Any]) -> dict[str, Any]:
    """Return a table whose keys are all fields of a class; TypeError names another key."""
    keys = [field.name for field in fields(cls)]
    if unknown := [key for key in table if key not in keys]:
        raise TypeError(f"{name} has the keys {', '.join(keys)}, not {unknown[0]!r}")
    return table


def _prosody(table: dict[str, Any]) -> Prosody:
    for name, value in _fields_of(Prosody, "prosody", table).items():
        _number(name, value)
        if name == "speed" and not _SLOWEST <= value <= _FASTEST:
            raise TypeError(f"speed must be from {_SLOWEST} to {_FASTEST}, not {value}")
    return Prosody(**table)


def _pauses(table: dict[str, Any]) -> dict[str, int]:
    for name, value in _fields_of(Pauses, "pauses", table).items():
        if type(value) is not int or not 0 <= value <= _LONGEST_PAUSE_MS:
            raise TypeError(f"{name} must be 0 to {_LONGEST_PAUSE_MS} ms, not {value!r}")
    return table


def _options(table: dict[str, Any]) -> dict[str, Any]:
    try:
        json.dumps(table)  # the options go to the engine's process as JSON
    except TypeError:
        raise TypeError("options hold text, numbers, true or false, and no dates") from None
    return table


def _file(table: Any) -> File:
    """Return a file that the voice needs; TypeError for an address or a name that is unsafe."""
    if not isinstance(table, dict) or not isinstance(table.get("address"), str):
        raise TypeError(f"a file must have an address, and may have size and sha256, not {table!r}")
    file = File(**_fields_of(File, "a file", table))
    if type(file.size) is not int or not isinstance(file.sha256, str):
        raise TypeError(f"the size of a file must be a number and its sha256 text, not {table!r}")
    if file.sha256 and not _SHA256.fullmatch(file.sha256):
        raise TypeError(f"a sha256 must have 64 hexadecimal digits, not {file.sha256!r}")
    if file.sha256 and _PACKAGED.fullmatch(file.address):
        return file
    try:
        scheme = urlsplit(file.address).scheme
    except ValueError:
        scheme = ""
    if scheme not in {"http", "https"} or not _FILE_NAME.fullmatch(file.name):
        raise TypeError(
            f"an address must be http or https and end in a file name, not {file.address!r}"
        )
    return file


_READERS: Any = {
    "files": (list, "tables, [[files]]", lambda tables: tuple(map(_file, tables))),
    "prosody": (dict, "a table", _prosody),
    "pauses": (dict, "a table", _pauses),
    "options": (dict, "a table", _options),
    "leaves_machine": (bool, "true or false", bool),
    "loudness_db": (object, "a number", lambda value: _number("loudness_db", value)),
}
