"""The examples in docstrings hold."""

import doctest
import pkgutil
from importlib import import_module

import pytest

import narrate
from narrate.text import speakable

MODULES = [
    module.name
    for module in pkgutil.walk_packages(narrate.__path__, "narrate.")
    if not module.name.endswith((".child", ".__main__"))  # these run when imported
]


def attempted(name: str) -> doctest.TestResults:
    """Run a module's examples; those of rules call ``speakable`` without an import each."""
    return doctest.testmod(import_module(name), extraglobs={"speakable": speakable})


@pytest.mark.parametrize("name", MODULES)
def test_examples(name: str) -> None:
    assert attempted(name).failed == 0


def test_there_are_examples_to_hold() -> None:
    assert sum(attempted(name).attempted for name in MODULES) >= 20
