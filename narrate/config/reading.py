"""Reading settings from narrate.toml, the environment and flags; an unknown key is an error.

A table that is a dataclass is read by its fields: their types, and for some a range.
"""

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final

from narrate.config.serving import RANGES, Serve
from narrate.errors import UsageError
from narrate.model import Cluster, Feed, Jingles, Kind, Pauses, Site
from narrate.runtime.files import parse_toml, read_text

FILE: Final = "narrate.toml"
_PREFIX: Final = "NARRATE_"
VARIABLE: Final = "NARRATE_CONFIG"  # names the settings file
_LEXICONS: Final = {"lexicons", "desk_lexicons"}
_FILES: Final = {"cover", "credentials_key", "credentials_chain"}
_JINGLES: Final = ("intro", "outro", "bed", "chime")
_PEM: Final = "-----BEGIN"
_SWITCHES: Final = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}
_TYPES: Final = {str: "text", float: "a number", int: "a whole number", bool: "true or false"}
_LONGEST_PAUSE_MS: Final = 10_000
# The lowest and highest number of a table's keys; any other number has no range of its own.
_RANGES: Final[dict[str, tuple[float, float]]] = {
    **{f"pauses.{pause.name}": (0, _LONGEST_PAUSE_MS) for pause in fields(Pauses)},
    **{f"sounds.{role}_db": (-60, 12) for role in _JINGLES},
    "sounds.duck_db": (0, 40),
    "sounds.fade_ms": (0, _LONGEST_PAUSE_MS),
    "feed.limit": (1, 1_000_000),
    **RANGES,
    "cluster.timeout_s": (1, 86_400),
}
_BLOCK_KINDS: Final = ("heading", "paragraph", "quote", "item", "caption", "note")
_NAMED_ROLES: Final = ("speakers", "languages")
_ROLES: Final = {
    **dict.fromkeys(
        ("headline", "heading", "paragraph", "quote", "item", "caption", "table"), "a voice's name"
    ),
    **dict.fromkeys(_NAMED_ROLES, "a table of voices"),
}


def read_settings(
    defaults: Mapping[str, Any],
    folder: Path,
    environment: Mapping[str, str],
    flags: Mapping[str, object],
) -> dict[str, Any]:
    """Return the settings that a folder's narrate.toml, the environment and flags set.

    ``defaults`` are all settings by name; each value must be of its default's type.
    """
    file = Path(environment[VARIABLE]) if environment.get(VARIABLE) else folder / FILE
    return {
        **_from_file(defaults, file, required=bool(environment.get(VARIABLE))),
        **_from_environment(defaults, environment),
        **{name: value for name, value in flags.items() if value is not None},
    }


def checked(
    defaults: Mapping[str, Any], values: Mapping[str, object], place: str
) -> dict[str, Any]:
    """Return values by setting, each checked as in narrate.toml; UsageError names ``place``."""
    return {name: _setting(defaults, place, name, value) for name, value in values.items()}


def _from_file(defaults: Mapping[str, Any], path: Path, *, required: bool) -> dict[str, Any]:
    """Return the settings of a file; names of files in it are relative to its folder."""
    try:
        table = parse_toml(read_text(path))
    except FileNotFoundError as error:
        if required:
            raise UsageError(
                f"There is no {path}, which {VARIABLE} names. Correct the variable or unset it."
            ) from error
        return {}
    except (OSError, ValueError) as error:
        raise UsageError(f"{path} cannot be read: {error}. Correct it or remove it.") from error
    values = {name: _setting(defaults, str(path), name, value) for name, value in table.items()}
    for name in _LEXICONS.intersection(values):
        values[name] = tuple(str(path.parent / file) for file in values[name])
    for name in _FILES.intersection(values):
        if values[name] and not values[name].startswith(_PEM):
            values[name] = str(path.parent / values[name])
    if jingles := values.get("sounds"):
        names = {role: getattr(jingles, role) for role in _JINGLES}
        paths = {role: str(path.parent / name) for role, name in names.items() if name}
        values["sounds"] = replace(jingles, **paths)
    return values


def _from_environment(
    defaults: Mapping[str, Any], environment: Mapping[str, str]
) -> dict[str, Any]:
    values = {}
    for variable, text in environment.items():
        if variable.startswith(_PREFIX) and variable != VARIABLE:
            name = variable.removeprefix(_PREFIX).lower()
            _require_key(variable, name, defaults)
            value: Any = text.split(os.pathsep) if name in _LEXICONS else text
            if isinstance(defaults[name], bool):
                value = _SWITCHES.get(text.casefold(), text)
            elif isinstance(defaults[name], int | float) or name == "loudness":
                value = _number(text)
            values[name] = _setting(defaults, variable, name, value)
    return values


def _number(text: str) -> int | float | str:
    for kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            continue
    return text


def _setting(defaults: Mapping[str, Any], place: str, name: str, value: Any) -> Any:
    """Return a setting's value if it is of its default's type; UsageError names the place."""
    _require_key(place, name, defaults)
    if name in _TABLES:
        return _TABLES[name](place, value)
    if name == "loudness" and type(value) in (int, float):
        return float(value)
    return _typed(place, name, value, defaults[name])


def _typed(place: str, name: str, value: Any, default: Any) -> Any:
    kind = type(default)
    if kind is tuple:
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            return tuple(value)
        raise UsageError(f"{place}: {name} is a list of texts, not {value!r}.")
    if kind is float and type(value) in (int, float):
        return float(value)
    if type(value) is not kind:
        raise UsageError(f"{place}: {name} is {_TYPES[kind]}, not {value!r}.")
    return value


def _table(place: str, name: str, default: Any, table: Any) -> Any:
    """Return a dataclass with the values of a table, each of its default's type and range."""
    keys = [key.name for key in fields(default)]
    if not isinstance(table, dict):
        raise UsageError(f"{place}: {name} is a table of {', '.join(keys)}.")
    values = {}
    for key, value in table.items():
        _require_key(f"{place}, {name}", key, keys)
        values[key] = _typed(place, f"{name}.{key}", value, getattr(default, key))
        low, high = _RANGES.get(f"{name}.{key}", (None, None))
        if low is not None and high is not None and not low <= value <= high:
            raise UsageError(f"{place}: {name}.{key} is {value}; it goes from {low} to {high}.")
    return replace(default, **values)


def _feed(place: str, table: Any) -> Feed:
    feed: Feed = _table(place, "feed", Feed(), table)
    if not feed.file or Path(feed.file).name != feed.file:
        raise UsageError(
            f"{place}: feed.file is {feed.file!r}. Write the name of a file, without a folder."
        )
    return feed


def _cluster(place: str, table: Any) -> Cluster:
    """Return the cluster; a text is its address."""
    table = {"address": table} if isinstance(table, str) else table
    cluster: Cluster = _table(place, "cluster", Cluster(), table)
    return cluster


def _voices(place: str, table: Any) -> Mapping[str, str]:
    """Return the voices by role: a kind of block, ``speakers.NAME``, ``languages.TAG``."""
    if not isinstance(table, dict):
        raise UsageError(f"{place}: voices is a table of {', '.join(_ROLES)}.")
    role_voices = {}
    for name, value in table.items():
        _require_key(f"{place}, voices", name, _ROLES)
        if isinstance(value, dict) is not (name in _NAMED_ROLES):
            raise UsageError(f"{place}: voices.{name} is {value!r}, and must be {_ROLES[name]}.")
        entries = value if isinstance(value, dict) else {"": value}
        for key, voice in entries.items():
            if not isinstance(voice, str):
                raise UsageError(f"{place}: voices.{name} names voices, not {voice!r}.")
            role = key.lower() if name == "languages" else key
            role_voices[f"{name}.{role}" if key else name] = voice
    return role_voices


def _sites(place: str, table: Any) -> Mapping[str, Site]:
    """Return the rules by host: ``[sites."example.org"]`` with include, exclude and kinds."""
    if not isinstance(table, dict) or not all(isinstance(rules, dict) for rules in table.values()):
        raise UsageError(f'{place}: sites is a table for each site: [sites."example.org"].')
    return {
        host.removeprefix("www."): _site(f"{place}, sites.{host}", rules)
        for host, rules in table.items()
    }


def _site(place: str, rules: dict[str, Any]) -> Site:
    for name, value in rules.items():
        _require_key(place, name, [rule.name for rule in fields(Site)])
        is_table = isinstance(value, dict)
        texts = value.values() if isinstance(value, dict) else value
        if is_table is not (name == "kinds") or not all(isinstance(text, str) for text in texts):
            kind = (
                "a table of CSS selectors and kinds" if name == "kinds" else "a list of selectors"
            )
            raise UsageError(f"{place}: {name} is {kind}, not {value!r}.")
    for kind in rules.get("kinds", {}).values():
        if kind not in _BLOCK_KINDS:
            raise UsageError(
                f"{place}: {kind!r} is not a kind of block. Kinds: {', '.join(_BLOCK_KINDS)}."
            )
    return Site(
        include=tuple(rules.get("include", ())),
        exclude=tuple(rules.get("exclude", ())),
        kinds={selector: Kind(kind) for selector, kind in rules.get("kinds", {}).items()},
    )


_TABLES: Final[dict[str, Callable[[str, Any], Any]]] = {
    "pauses": lambda place, table: _table(place, "pauses", Pauses(), table),
    "sounds": lambda place, table: _table(place, "sounds", Jingles(), table),
    "cluster": _cluster,
    "feed": _feed,
    "serve": lambda place, table: _table(place, "serve", Serve(), table),
    "sites": _sites,
    "voices": _voices,
}


def _require_key(place: str, name: str, keys: Iterable[str]) -> None:
    """Raise UsageError, with the nearest key, for a name that is not a key."""
    keys = sorted(keys)
    if name not in keys:
        close = get_close_matches(name, keys, n=1)
        hint = f" Did you mean {close[0]!r}?" if close else ""
        raise UsageError(
            f"{place}: there is no setting {name!r}.{hint} Settings: {', '.join(keys)}."
        )
