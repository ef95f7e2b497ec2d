"""The parts of the documentation that are written from the code when the site is built.

A page holds a marker, ``<!-- from the code: settings -->``; the function of that name replaces it,
with the lines up to ``<!-- end -->`` that tell the reader of a clone where to look instead.
"""

import ast
import inspect
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import MISSING, fields, is_dataclass
from enum import EnumType
from itertools import pairwise
from pathlib import Path
from typing import Any

import typer

import narrate
from narrate import cli, errors, voices
from narrate.config import Settings

_MARKER = re.compile(r"<!-- from the code: (\w+) -->(?:\n[^<]*<!-- end -->)?")
_PACKAGE = Path(narrate.__file__).parent
_VALUES = {  # what a reader calls the value that the code computes
    **dict.fromkeys(("len", "sum", "count"), "number"),
    **dict.fromkeys(("strerror", "error", "exception", "msg", "exc", "reason"), "reason"),
    **dict.fromkeys(("join", "sorted", "dumps", "listed"), "list"),
    **dict.fromkeys(("shown", "fspath", "basename"), "name"),
    **dict.fromkeys(("rstrip", "strip", "repr", "decode", "str"), "text"),
    **dict.fromkeys(("netloc", "hostname"), "host"),
}
_ERRORS = {name for name, kind in vars(errors).items() if inspect.isclass(kind)} - {"Exit"}


def on_page_markdown(markdown: str, **_: object) -> str:
    """Return a page with each of its markers replaced."""
    return _MARKER.sub(lambda marker: PARTS[marker[1]](), markdown)


def settings() -> str:
    """Return a table of every key of narrate.toml, and one for each table in it."""
    tables = [
        _field_table(Settings, ""),
        *(
            f"## `[{setting.name}]`\n\n{_field_table(type(default), setting.name)}"
            for setting in fields(Settings)
            if is_dataclass(default := setting.default)
        ),
    ]
    return "\n\n".join(tables)


def _field_table(kind: type, table: str) -> str:
    rows = ["| key | default | meaning |", "|---|---|---|"]
    descriptions = _field_docstrings(kind)
    for setting in fields(kind):
        default = "" if setting.default is MISSING else _toml(setting.default)
        key = f"{table}-{setting.name}" if table else setting.name
        meaning = descriptions[setting.name].replace("``", "`").replace("|", "\\|")
        rows.append(f"| `{setting.name}`{{ #{key} }} | {default} | {meaning} |")
    return "\n".join(rows)


def _field_docstrings(kind: type) -> dict[str, str]:
    """Return the docstring below each field of a class, by the field's name."""
    [body] = [
        node.body
        for node in ast.walk(ast.parse(inspect.getsource(inspect.getmodule(kind))))  # type: ignore[arg-type]
        if isinstance(node, ast.ClassDef) and node.name == kind.__name__
    ]
    return {
        field.target.id: " ".join(text.value.value.split())
        for field, text in pairwise(body)
        if isinstance(field, ast.AnnAssign)
        and isinstance(field.target, ast.Name)
        and isinstance(text, ast.Expr)
        and isinstance(text.value, ast.Constant)
        and isinstance(text.value.value, str)
    }


def _toml(value: object) -> str:
    """Return a default as narrate.toml spells it; nothing for a table and for an empty value."""
    if is_dataclass(value) or value in ("", (), None):
        return ""
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    if isinstance(value, tuple):
        return f"`{list(value)}`".replace("'", '"')
    return f'`"{value}"`' if isinstance(value, str) else f"`{value}`"


def commands() -> str:
    """Return every command with its usage, its options and its example."""
    root = typer.main.get_command(cli.app())
    return "\n\n".join(_command_parts(root, "narrate"))


def _command_parts(command: Any, path: str) -> Iterator[str]:
    """Yield the parts of a command's text, or of all commands of a group."""
    context = command.context_class(command, info_name=path)
    if commands_of_group := getattr(command, "commands", None):
        for name, child in commands_of_group.items():
            yield from _command_parts(child, f"{path} {name}")
        return
    yield f"## {path}"
    yield inspect.cleandoc(command.help or "").replace("\f", "")
    usage = " ".join(command.collect_usage_pieces(context))
    yield f"```text\n{path} {usage}\n```"
    records = [
        record
        for parameter in command.get_params(context)
        if (record := parameter.get_help_record(context))
    ]
    yield "\n".join(
        ["| option | meaning |", "|---|---|"]
        + [f"| `{option}` | {meaning.replace('|', chr(92) + '|')} |" for option, meaning in records]
    )
    if command.epilog:
        yield f"```text\n{command.epilog.removeprefix('Example: ')}\n```"


def results() -> str:
    """Return a table of the results with --json, by command."""
    schema = json.loads((_PACKAGE / "cli" / "results.schema.json").read_text("utf-8"))
    rows = ["| command | result | members |", "|---|---|---|"]
    for name, shape in schema["$defs"].items():
        shape_of_one = shape.get("items") or shape.get("additionalProperties") or shape
        shape_of_one = shape_of_one.get("items", shape_of_one)
        members = ", ".join(f"`{member}`" for member in shape_of_one.get("properties", ()))
        rows.append(f"| `{name}` | {shape['description']} | {members} |")
    return "\n".join(rows)


def python() -> str:
    """Return every public name of the package with its signature and its docstring."""
    parts = []
    for name in sorted(set(narrate.__all__) - {"__version__"}, key=str.casefold):
        value = getattr(narrate, name)
        text = inspect.cleandoc(value.__doc__ or "").replace("``", "`")
        heading = f"## narrate.{name} {{ #narrate.{name} }}"
        parts.append(f"{heading}\n\n```text\n{_signature(name, value)}\n```\n\n{_fenced(text)}")
    return "\n\n".join(parts)


def _signature(name: str, value: Callable[..., object]) -> str:
    """Return a call of a public name with its arguments, one a line where they are many."""
    if name.endswith("Error"):  # an exception has no signature of its own
        return name
    if isinstance(value, EnumType):
        return "\n".join(f"{name}.{member.name} = {member.value!r}" for member in value)
    arguments, is_keyword_only = [], False
    for argument in inspect.signature(value).parameters.values():
        if argument.kind is argument.KEYWORD_ONLY and not is_keyword_only:
            arguments.append("*")
            is_keyword_only = True
        kind = inspect.formatannotation(argument.annotation).strip("'")
        kind = re.sub(r"\b(?:[A-Za-z_]\w*\.)+(?=[A-Za-z])", "", kind)
        stars = {argument.VAR_POSITIONAL: "*", argument.VAR_KEYWORD: "**"}.get(argument.kind, "")
        default = "" if argument.default is argument.empty else f" = {_default(argument.default)}"
        arguments.append(f"{stars}{argument.name}: {kind}{default}")
    line = f"{name}({', '.join(arguments)})"
    return line if len(line) <= 80 else f"{name}(\n    " + ",\n    ".join(arguments) + ",\n)"


def _default(value: object) -> str:
    """Return a default as code, or an ellipsis for an object whose code is long."""
    text = repr(value)
    return text if len(text) < 30 and "<" not in text else "…"


def _fenced(docstring: str) -> str:
    """Return a docstring whose indented examples are fenced code."""
    return re.sub(
        r"(?:^ {4}.*\n?(?:^\n(?=^ {4}))?)+",
        lambda block: f"```text\n{inspect.cleandoc(block[0])}\n```\n",
        docstring,
        flags=re.MULTILINE,
    )


def messages() -> str:
    """Return the message of each error in the code, with an anchor, by its folder."""
    by_room: dict[str, set[str]] = {}
    for path in sorted(_PACKAGE.rglob("*.py")):
        parts = path.relative_to(_PACKAGE).parts
        room = parts[0].removesuffix(".py")
        for message in _messages_of(path):
            by_room.setdefault(room, set()).add(message)
    return "\n\n".join(
        f"## {room} {{ #{room} }}\n\n"
        + "\n\n".join(
            f"{text}\n{{: #{_anchor(text)} }}" for text in sorted(texts, key=str.casefold)
        )
        for room, texts in by_room.items()
    )


def _messages_of(path: Path) -> Iterator[str]:
    """Yield the message of each error that a file raises, a name in capitals for each value."""
    tree = ast.parse(path.read_text("utf-8"))
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in _ERRORS
            and node.args
        ):
            templates = map(_template, _wordings(node.args[0], tree))
            yield from (text for text in templates if " " in text)


def _wordings(node: ast.expr, tree: ast.Module) -> Iterator[ast.expr]:
    """Yield a message, or those that a constant or a function of the same file holds."""
    if isinstance(node, ast.Name):
        yield from (
            statement.value
            for statement in tree.body
            if isinstance(statement, ast.Assign) and ast.unparse(statement.targets[0]) == node.id
        )
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        for function in tree.body:
            if isinstance(function, ast.FunctionDef) and function.name == node.func.id:
                for result in ast.walk(function):
                    if isinstance(result, ast.Return) and result.value:
                        yield from _branches(result.value)
    else:
        yield node


def _branches(node: ast.expr) -> Iterator[ast.expr]:
    """Yield an expression, or both values of a conditional one."""
    if isinstance(node, ast.IfExp):
        yield from (node.body, node.orelse)
    else:
        yield node


def _template(node: ast.expr) -> str:
    """Return a string of the code as a reader meets it, or nothing for any other expression."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else ""
    if not isinstance(node, ast.JoinedStr):
        return ""
    parts = []
    for part in node.values:
        if isinstance(part, ast.Constant):
            parts.append(str(part.value))
        elif isinstance(part, ast.FormattedValue):
            names = [
                leaf for leaf in ast.walk(part.value) if isinstance(leaf, ast.Name | ast.Attribute)
            ]
            leaf = names[0] if names else None
            word = leaf.attr if isinstance(leaf, ast.Attribute) else leaf.id if leaf else "value"
            parts.append(f"*{_VALUES.get(word, word).strip('_').upper()}*")
    return "".join(parts).replace("<", "&lt;")


def _anchor(message: str) -> str:
    """Return the anchor of a message: its first words."""
    return "-".join(re.findall(r"[a-z0-9]+", message.casefold())[:12])


def catalog() -> str:
    """Return a table of every voice with its engine, its language and its license."""
    rows = [
        f"| `{voice.name}` | `{voice.engine}` | {voice.language or 'any'} | {voice.license} | "
        f"{voice.commercial} |"
        for voice in voices.catalog(trusted=True)
    ]
    return "\n".join(
        ["| voice | engine | language | license | commercial use |", "|---|---|---|---|---|", *rows]
    )


def benchmarks() -> str:
    """Return the account of the benchmarks, without its title."""
    return _below_title("tests/benchmarks/README.md")


def contributing() -> str:
    """Return the contributor's guide, without its title."""
    return _below_title("CONTRIBUTING.md")


def _below_title(path: str) -> str:
    text = (Path(__file__).parent.parent / path).read_text("utf-8").partition("\n")[2]
    return re.sub(r"^( *```)(?:sh|python)$", r"\1text", text, flags=re.MULTILINE)


PARTS: dict[str, Callable[[], str]] = {
    "settings": settings,
    "commands": commands,
    "results": results,
    "python": python,
    "messages": messages,
    "catalog": catalog,
    "benchmarks": benchmarks,
    "contributing": contributing,
}
