"""The rules' own house: examples in docstrings, readable patterns, vocabulary in tables."""

import ast
import doctest
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from narrate import text
from narrate.text import speakable
from narrate.text.en import RULES
from narrate.text.fold import folded
from narrate.text.languages import guessed_style
from narrate.text.rules import Claims, Rule, claim
from narrate.text.sentence import splitter

TEXT = Path(text.__file__).parent
LONGEST_LINE, LONGEST_FILE, MOST_WORDS = 100, 300, 10
# Groups' names, sets of characters and escapes hold no vocabulary.
NO_WORDS = re.compile(r"\(\?P[<=]\w+[>)]?|\[[^\]]*\]|\\[a-zA-Z]|#.*")
SAYING: dict[str, list[Rule]] = {}
for _rule in RULES:
    if isinstance(_rule, Rule):
        SAYING.setdefault(f"{_rule.say.__module__}.{_rule.say.__name__}", []).append(_rule)


def examples(docstring: str) -> Iterator[tuple[str, str]]:
    """Yield the text and the language of each call of ``speakable`` in a docstring's examples."""
    for example in doctest.DocTestParser().get_examples(docstring):
        for node in ast.walk(ast.parse(example.source)):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == speakable.__name__:
                article, language = (ast.literal_eval(argument) for argument in node.args)
                yield article, language


def claims(rules: list[Rule], article: str, language: str) -> bool:
    """Return whether one of the rules claims something in a text, after all rules before it."""
    style = guessed_style(language, article)
    for start, end in splitter(language).spans(article):
        written = folded(article[start:end], ",").text
        claimed = Claims()
        claim(written, RULES, style, claimed)
        if any(edit in claimed.edits for rule in rules for edit in rule.edits(written, style)):
            return True
    return False


@pytest.mark.parametrize("name", SAYING)
def test_a_docstring_shows_when_its_rule_applies_and_when_not(name: str) -> None:
    rules = SAYING[name]
    shown = {
        claims(rules, article, language)
        for article, language in examples(rules[0].say.__doc__ or "")
    }
    assert shown == {True, False}


def written(node: ast.AST) -> Iterator[str]:
    """Yield the strings of an expression, without those inside the braces of an f-string."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif not isinstance(node, ast.FormattedValue):
        for part in ast.iter_child_nodes(node):
            yield from written(part)


def patterns(path: Path) -> Iterator[tuple[ast.Call, str]]:
    """Yield each call that makes a pattern of a file, with the text that stands in its literal."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        name = getattr(getattr(node, "func", None), "attr", None) or getattr(
            getattr(node, "func", None), "id", None
        )
        if isinstance(node, ast.Call) and name in {"later", "compile", "places"}:
            yield node, " ".join(written(node.args[0]))


def test_a_pattern_longer_than_a_line_is_verbose() -> None:
    unreadable = [
        f"{path.name}:{node.lineno}"
        for path in TEXT.rglob("*.py")
        for node, literal in patterns(path)
        if (node.args[0].end_lineno != node.args[0].lineno or len(literal) > LONGEST_LINE)
        and "VERBOSE" not in ast.dump(node)
        and "(?x)" not in literal
    ]
    assert not unreadable


def test_the_vocabulary_of_english_stands_in_tables() -> None:
    wordy = [
        f"{path.name}:{node.lineno}"
        for path in (TEXT / "en").glob("*.py")
        for node, literal in patterns(path)
        if len(re.findall("[A-Za-z][a-z]{2,}", NO_WORDS.sub(" ", literal))) > MOST_WORDS
    ]
    assert not wordy


def test_a_long_file_gives_its_reason() -> None:
    sources = {str(path): path.read_text("utf-8") for path in TEXT.rglob("*.py")}
    long = [name for name, source in sources.items() if source.count("\n") > LONGEST_FILE]
    assert all("One file, over 300 lines:" in sources[name] for name in long), long
