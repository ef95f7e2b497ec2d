"""Where sentences end."""

from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from narrate.text import sentences

CASES = Path(__file__).parent / "cases" / "sentences.txt"
HOSTILE = [
    "." * 100_000,
    ". " * 50_000,
    "A. " * 33_000,
    "A." * 50_000,
    "1. " * 33_000,
    "?! " * 33_000,
    '."' * 50_000,
    '"' * 100_000,
    "(" * 100_000,
    "-" * 100_000,
    "word " * 20_000,
    "\n" * 50_000 + "x",
    "U.S. The " * 11_000,
]


@pytest.mark.parametrize("line", CASES.read_text("utf-8").splitlines())
def test_sentences_end_where_they_do(line: str) -> None:
    language, *wanted = line.split("\t")
    assert sentences(" ".join(wanted), language) == wanted


def test_a_blank_line_and_a_bullet_end_a_sentence() -> None:
    assert sentences("A heading\n\nA text • one • two", "en") == [
        "A heading",
        "A text",
        "• one",
        "• two",
    ]


def test_a_language_that_is_not_known_is_split_as_english_is() -> None:
    assert sentences("One. Two.", "sw") == ["One.", "Two."]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:6]))
def test_a_hostile_text_keeps_its_characters(text: str) -> None:
    assert "".join("".join(sentences(text, "en")).split()) == "".join(text.split())


@given(st.text(alphabet=st.sampled_from(' .?!…"”’()[]«»\nAaI1é-—Mr'), max_size=60))
def test_splitting_loses_no_character(text: str) -> None:
    assert "".join("".join(sentences(text, "en")).split()) == "".join(text.split())
