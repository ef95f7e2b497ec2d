"""No pattern outside the text stage needs more than linear time, whatever it is given.

Each pattern is found in the source, is used as the code uses it, and reads inputs of doubling
length that are made of its own letters: a backtracking pattern shows there.
"""

import ast
import importlib
import re
import time
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

import pytest

import narrate

ROOT = Path(narrate.__file__).parent
SEARCHING = {"search", "sub", "subn", "split", "findall", "finditer"}
ANCHORED = {"match", "fullmatch"}
START = 1_000  # repetitions; exponential patterns show at EXPLOSIVE already
EXPLOSIVE = 24
SLOW_S = 0.05
LARGE = 16_000
GROWTH = 3.2  # times; doubling the input doubles linear time and quadruples quadratic time
FILLERS = (" ", "a", "0", "-", ".", "\n", "<", "\t ", "a ", "0.", "- ", "\ue000")


class Use(NamedTuple):
    """A pattern, the module that uses it, and how."""

    module: str
    pattern: re.Pattern[str] | re.Pattern[bytes]
    method: str


def modules() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(ROOT.rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        if parts[0] not in {"text", "testing"} and "examples" not in parts:
            name = ".".join(["narrate", *(part for part in parts if part != "__init__")])
            yield name, ast.parse(path.read_text("utf-8"))


def uses() -> Iterator[Use]:
    for name, tree in modules():
        source = ast.unparse(tree)
        if "re." not in source:
            continue
        module = importlib.import_module(name)
        for label, pattern in compiled(module, source):
            methods = {
                found[1]
                for found in re.finditer(rf"\b{label}\b(?:\[[^\]]*\])?\.(\w+)\(", source)
                if found[1] in SEARCHING | ANCHORED
            }
            for method in methods or {"search"}:
                yield Use(name, pattern, "search" if method in SEARCHING else method)
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and isinstance(node.func.value, ast.Name)
                and node.func.value.id == "re"
                and node.func.attr in SEARCHING | ANCHORED
                and node.args
                and isinstance(node.args[0], ast.Constant)
            ):
                method = "search" if node.func.attr in SEARCHING else node.func.attr
                yield Use(name, re.compile(node.args[0].value), method)


def tabled() -> Iterator[Use]:
    """Yield the patterns of the source's tables, each under its method."""
    for line in (ROOT / "source" / "notes.tsv").read_text("utf-8").splitlines():
        yield Use("narrate.source.notes", re.compile(line.split("\t")[1]), "match")
    for line in (ROOT / "source" / "walls.tsv").read_text("utf-8").splitlines()[1:]:
        _, place, pattern = line.split("\t")
        method = "fullmatch" if place == "title" else "search"
        yield Use("narrate.source.doubt", re.compile(pattern), method)


def compiled(module: ModuleType, source: str) -> Iterator[tuple[str, re.Pattern[str]]]:
    for label, value in vars(module).items():
        values = [value]
        if isinstance(value, dict):
            values = list(value.values())
        elif isinstance(value, tuple):
            values = list(value)
        if re.search(rf"\b{re.escape(label)}\b.* = ", source):
            yield from ((label, each) for each in values if isinstance(each, re.Pattern))


def pumps(pattern: str) -> list[str]:
    """Return pieces of text on which a pattern may go back and forth."""
    literal = re.sub(r"\\[a-zA-Z]|\(\?[:>=!P<]+|[()|?*+{}^$]", " ", pattern)
    words = [word for word in re.findall(r"[^\s\\\[\]]{1,12}", literal) if word]
    brackets = re.findall(r"\[\^?([^\]]{1,40})\]", pattern)
    escaped = re.findall(r"\\([^\w\s])", pattern)
    singles = [character for part in brackets for character in part[:6] if character not in "\\-"]
    pieces = dict.fromkeys([*FILLERS, *escaped, *words, *singles, *(f"{word} " for word in words)])
    return list(pieces)[:40]


def seconds(use: Use, text: str) -> float:
    data = text.encode() if isinstance(use.pattern.pattern, bytes) else text
    started = time.thread_time()  # of the processor: other processes take turns with this one
    getattr(use.pattern, use.method)(data)
    return time.thread_time() - started


def shortest(use: Use, start: str, pump: str, size: int) -> float:
    """Return the time of a pattern on ``size`` pumps; the machine may be busy with other things."""
    text = start + pump * size + "\0"
    first = seconds(use, text)
    return first if first < SLOW_S else min(first, *(seconds(use, text) for _ in range(2)))


def growth(use: Use, start: str, pump: str, size: int) -> float:
    """Return by which factor a pattern takes longer on twice as many pumps."""
    return shortest(use, start, pump, 2 * size) / shortest(use, start, pump, size)


ALL = list(dict.fromkeys([*uses(), *tabled()]))


def test_the_patterns_are_found() -> None:
    assert len(ALL) > 100
    assert {use.module for use in ALL} >= {
        "narrate.source.frontmatter",
        "narrate.source.markup",
        "narrate.source.kinds",
        "narrate.source.metadata",
    }


@pytest.mark.parametrize("use", ALL, ids=lambda use: f"{use.module}:{use.pattern.pattern!a:.40}")
def test_a_pattern_takes_linear_time(use: Use) -> None:
    assert slow_input(use) is None


@pytest.mark.parametrize(
    "pattern", [r"\s*[|:]+\s+|\s+-\s+", r"<[^>]*>", r"\[.*?\]", r"\s+(?=[+-]\d\d$)", r"\w+\d$"]
)
def test_a_quadratic_pattern_is_found(pattern: str) -> None:
    assert slow_input(Use("narrate", re.compile(pattern), "search")) is not None


def slow_input(use: Use) -> tuple[str, str, int] | None:
    """Return the start, the pump and the size of an input on which time grows faster than it."""
    pattern = use.pattern.pattern
    text = pattern.decode("latin-1") if isinstance(pattern, bytes) else pattern
    for pump in pumps(text):
        for start in ("", *[word for word in pumps(text) if len(word) > 1][-2:]):
            if seconds(use, start + pump * EXPLOSIVE + "\0") > 1:
                return start, pump, EXPLOSIVE
            size = START
            while shortest(use, start, pump, size) < SLOW_S and size < LARGE:
                size *= 2
            if size < LARGE and all(growth(use, start, pump, size) > GROWTH for _ in range(3)):
                return start, pump, size
    return None
