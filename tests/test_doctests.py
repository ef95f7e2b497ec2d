"""The examples in docstrings hold."""

import doctest
import pkgutil
from importlib import import_module

import pytest

import narrate

MODULES = [
    module.name
    for module in pkgutil.walk_packages(narrate.__path__, "narrate.")
    if not module.name.endswith((".child", ".__main__"))  # these run when imported
]


@pytest.mark.parametrize("name", MODULES)
def test_examples(name: str) -> None:
    assert doctest.testmod(import_module(name)).failed == 0


def test_there_are_examples_to_hold() -> None:
    assert sum(doctest.testmod(import_module(name)).attempted for name in MODULES) >= 20
