"""The published schema of narrate.json, and the check that a manifest obeys it.

It reads the keywords of JSON Schema (2020-12) that the schema uses, and raises KeyError for any
other, so that the schema cannot outgrow it unnoticed. It exists because every correction reads a
manifest: validators from the package index take 30 to 120 ms to import, this one takes 1 ms.
"""

import json
import re
from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Final

# Return the place and the fault of a value, or nothing.
Check = Callable[[Any], str]
_Schema = Mapping[str, Any]

_TYPES: Final[Mapping[str, tuple[type, ...]]] = {
    "array": (list,),
    "boolean": (bool,),
    "integer": (int,),
    "null": (type(None),),
    "number": (int, float),
    "object": (dict,),
    "string": (str,),
}
_ANNOTATIONS: Final = {"$schema", "$id", "$defs", "title", "description", "then", "else"}
# They stand last in a file, and most commands need nothing of them.
LONG: Final = ("blocks", "utterances", "skipped")


def fault(manifest: object, *, head: bool = False) -> str:
    """Return the first thing in a manifest that breaks the schema, with its place, or nothing.

    ``head`` allows a manifest without its ``LONG`` members.
    """
    return _manifest_check(head)(manifest)


def schema() -> dict[str, Any]:
    """Return the published schema."""
    text = (files("narrate.publish") / "narrate.schema.json").read_text("utf-8")
    published: dict[str, Any] = json.loads(text)
    return published


@cache
def _manifest_check(head: bool) -> Check:  # noqa: FBT001 - a cache takes positions only
    published = schema()
    if head:
        required = published["else"]["required"]
        published["else"]["required"] = [name for name in required if name not in LONG]
    return _compiled(published, published)


def _compiled(part: _Schema, root: _Schema) -> Check:
    checks = [
        _KEYWORDS[keyword](value, part, root)
        for keyword, value in part.items()
        if keyword not in _ANNOTATIONS
    ]

    def check(value: object) -> str:
        for keyword_check in checks:
            if problem := keyword_check(value):
                return problem
        return ""

    return checks[0] if len(checks) == 1 else check


def _type(names: str | list[str], _part: _Schema, _root: _Schema) -> Check:
    names = [names] if isinstance(names, str) else names
    types = tuple(kind for name in names for kind in _TYPES[name])
    problem = f" is no {' or '.join(names)}"

    def check(value: object) -> str:
        # In Python, true and false are integers.
        fits = isinstance(value, types) and (type(value) is not bool or bool in types)
        return "" if fits else problem

    return check


def _required(names: list[str], _part: _Schema, _root: _Schema) -> Check:
    def check(value: object) -> str:
        if isinstance(value, dict):
            for name in names:
                if name not in value:
                    return f" lacks {name!r}"
        return ""

    return check


def _properties(members: _Schema, _part: _Schema, root: _Schema) -> Check:
    checks = {name: _compiled(part, root) for name, part in members.items()}

    def check(value: object) -> str:
        if isinstance(value, dict):
            for name, member in value.items():
                if name in checks and (problem := checks[name](member)):
                    return f".{name}{problem}"
        return ""

    return check


def _additional(members: _Schema, part: _Schema, root: _Schema) -> Check:
    check_member, named = _compiled(members, root), part.get("properties", {})

    def check(value: object) -> str:
        if isinstance(value, dict):
            for name, member in value.items():
                if name not in named and (problem := check_member(member)):
                    return f".{name}{problem}"
        return ""

    return check


def _items(part: _Schema, _part: _Schema, root: _Schema) -> Check:
    check_item = _compiled(part, root)

    def check(value: object) -> str:
        if isinstance(value, list):
            for number, item in enumerate(value):
                if problem := check_item(item):
                    return f"[{number}]{problem}"
        return ""

    return check


def _prefix_items(parts: list[_Schema], _part: _Schema, root: _Schema) -> Check:
    checks = [_compiled(part, root) for part in parts]

    def check(value: object) -> str:
        if isinstance(value, list):
            for number, (check_item, item) in enumerate(zip(checks, value, strict=False)):
                if problem := check_item(item):
                    return f"[{number}]{problem}"
        return ""

    return check


def _condition(condition: _Schema, part: _Schema, root: _Schema) -> Check:
    holds = _compiled(condition, root)
    then, otherwise = _compiled(part["then"], root), _compiled(part["else"], root)

    def check(value: object) -> str:
        return otherwise(value) if holds(value) else then(value)

    return check


def _reference(name: str, _part: _Schema, root: _Schema) -> Check:
    return _compiled(root["$defs"][name.removeprefix("#/$defs/")], root)


def _enum(values: list[object], _part: _Schema, _root: _Schema) -> Check:
    kinds = {type(value) for value in values}  # in Python, True equals 1
    problem = f" is none of {', '.join(map(str, values))}"
    return lambda value: "" if type(value) in kinds and value in values else problem


def _pattern(pattern: str, _part: _Schema, _root: _Schema) -> Check:
    # In Python, "$" also matches before a newline at the end.
    expression = re.compile(re.sub(r"\$$", r"\\Z", pattern))
    problem = f" does not match {pattern}"
    return lambda value: "" if not isinstance(value, str) or expression.search(value) else problem


def _limit(measure: Callable[[Any], float], kinds: tuple[type, ...], sign: int) -> Any:
    """Return the compiler of a keyword that sets a lowest (sign 1) or highest (-1) value."""
    word = "less" if sign > 0 else "more"

    def compiled(limit: float, _part: _Schema, _root: _Schema) -> Check:
        def check(value: object) -> str:
            outside = isinstance(value, kinds) and sign * measure(value) < sign * limit
            return f" has {word} than {limit}" if outside else ""

        return check

    return compiled


def _number(value: float) -> float:
    return value


_KEYWORDS: Final[Mapping[str, Callable[[Any, _Schema, _Schema], Check]]] = {
    "$ref": _reference,
    "additionalProperties": _additional,
    "const": lambda value, part, root: _enum([value], part, root),
    "enum": _enum,
    "if": _condition,
    "items": _items,
    "maximum": _limit(_number, (int, float), -1),
    "maxItems": _limit(len, (list,), -1),
    "maxProperties": _limit(len, (dict,), -1),
    "minimum": _limit(_number, (int, float), 1),
    "minItems": _limit(len, (list,), 1),
    "minLength": _limit(len, (str,), 1),
    "pattern": _pattern,
    "prefixItems": _prefix_items,
    "properties": _properties,
    "required": _required,
    "type": _type,
}
