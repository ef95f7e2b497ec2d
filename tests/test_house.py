"""The house: format, lint, types, and a README that says what is there."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")


@pytest.mark.parametrize(
    "command",
    [("ruff", "format", "--check", "."), ("ruff", "check", "."), ("mypy",)],
    ids=" ".join,
)
def test_the_checkout_is_clean(command: tuple[str, ...]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_first_command_stands_by_line_ten() -> None:
    assert "narrate demo" in "\n".join(README.splitlines()[:10])


def test_the_readme_is_short() -> None:
    assert len(README.splitlines()) <= 150


def test_nothing_says_to_install_the_other_project_by_the_name_of_narrate() -> None:
    files = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "pyproject.toml")]
    files += [*(ROOT / "narrate").rglob("*.py"), *(ROOT / "docs").rglob("*.md")]
    wrong = re.compile(r"(?:pip|pipx|uv tool) install [^\n`&;]*\bnarrate(?![-\w/.])|['\"]narrate\[")
    assert [str(path) for path in files if wrong.search(path.read_text("utf-8"))] == []


def test_a_message_names_the_packages_of_an_extra_and_no_index() -> None:
    files = (ROOT / "narrate").rglob("*.py")
    assert [str(path) for path in files if "narrate-article[" in path.read_text("utf-8")] == []


# A pronoun or a participle is no name: it says nothing of the thing that it is bound to.
WEAK_NAMES = {
    "said", "found", "made", "kept", "given", "told", "asked", "heard", "wanted", "known", "done",
    "one", "each", "there", "own", "others", "before", "about", "at", "here", "plain", "left",
    "whole", "beside", "gone", "rest",
}  # fmt: skip


def documented(tree: ast.AST) -> Iterator[str]:
    """Yield the words of each docstring, up to its first doctest."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Module):
            text = (ast.get_docstring(node) or "").split(">>>")[0]
            yield from re.findall(r"[A-Za-z']+", text.lower())


def bound_names(tree: ast.AST) -> Iterator[str]:
    """Yield each name that is bound: arguments, assigned names, functions and classes."""
    for node in ast.walk(tree):
        if isinstance(node, ast.arg):
            yield node.arg
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name


def test_docstrings_and_names_say_what_a_thing_is() -> None:
    trees = [ast.parse(path.read_text("utf-8")) for path in (ROOT / "narrate").rglob("*.py")]
    words = [word for tree in trees for word in documented(tree)]
    names = [name.strip("_") for tree in trees for name in bound_names(tree)]
    assert 1_000 * words.count("what") <= 4 * len(words)
    weak = [name for name in names if name in WEAK_NAMES]
    assert 100 * len(weak) <= len(names), sorted(set(weak))


LONG_FILE = "One file, over 300 lines: "


def test_a_long_file_gives_its_reason_in_its_head() -> None:
    paths = [
        path
        for folder in ("narrate", "tests", ".ci")
        for path in (ROOT / folder).rglob("*")
        if path.suffix in {".py", ".js", ".sh"}
    ]
    texts = {str(path): path.read_text("utf-8") for path in paths}
    long_files = [path for path, text in texts.items() if text.count("\n") > 300]
    assert [path for path in long_files if LONG_FILE not in texts[path][:2_000]] == []


def test_no_function_is_longer_than_fifty_lines() -> None:
    lengths = {
        f"{path}: {node.name}": (node.end_lineno or 0) - node.lineno + 1
        for path in (ROOT / "narrate").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    assert {name: lines for name, lines in lengths.items() if lines > 50} == {}


def test_exceptions_from_the_linter_are_few() -> None:
    sources = [path.read_text("utf-8") for path in (ROOT / "narrate").rglob("*.py")]
    assert sum(source.count("# noqa") for source in sources) <= 40
