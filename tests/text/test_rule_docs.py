"""Each English rule's docstring shows when the rule applies and when it does not."""

import ast
import doctest
from collections.abc import Iterator

import pytest

from narrate.text import speakable
from narrate.text.en import RULES
from narrate.text.fold import folded
from narrate.text.languages import guessed_style
from narrate.text.rules import Claims, Rule, claim
from narrate.text.sentence import splitter

SAYING: dict[str, list[Rule]] = {}
for _rule in RULES:
    if isinstance(_rule, Rule):
        SAYING.setdefault(f"{_rule.say.__module__}.{_rule.say.__name__}", []).append(_rule)


def examples(docstring: str) -> Iterator[tuple[str, str]]:
    """Yield the text and the language of each call of ``speakable`` in a docstring's examples."""
    for example in doctest.DocTestParser().get_examples(docstring):
        for node in ast.walk(ast.parse(example.source)):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == speakable.__name__:
                text, language = (ast.literal_eval(argument) for argument in node.args)
                yield text, language


def claims(rules: list[Rule], text: str, language: str) -> bool:
    """Return whether one of the rules claims something in a text, after all rules before it."""
    style = guessed_style(language, text)
    for start, end in splitter(language).spans(text):
        written = folded(text[start:end], ",").text
        claimed = Claims()
        claim(written, RULES, style, claimed)
        if any(edit in claimed.edits for rule in rules for edit in rule.edits(written, style)):
            return True
    return False


@pytest.mark.parametrize("name", SAYING)
def test_a_docstring_shows_when_its_rule_applies_and_when_not(name: str) -> None:
    rules = SAYING[name]
    shown = {
        claims(rules, text, language) for text, language in examples(rules[0].say.__doc__ or "")
    }
    assert shown == {True, False}
