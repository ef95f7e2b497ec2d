import re
from collections.abc import Callable
from pathlib import Path

import pytest

from narrate.errors import SourceError
from narrate.source.furniture import _SENTENCES, _patterns, reason

Outline = Callable[..., list[str]]
HERE = Path(__file__).parent

LANGUAGES = ("en", "de", "fr", "es", "pl", "uk")
EXAMPLES = [
    (language, *line.split("\t"))
    for language in LANGUAGES
    for line in (HERE / f"furniture_{language}.tsv").read_text("utf-8").splitlines()
]


@pytest.mark.parametrize(("language", "why", "text"), EXAMPLES)
def test_furniture_is_told_from_text(language: str, why: str, text: str) -> None:
    assert reason(text, language) == why


def test_a_block_with_one_sentence_of_its_own_is_kept() -> None:
    assert reason("Become a member. The ferry sails at noon. Support us.", "en") == ""


def test_typographic_quotes_make_no_difference() -> None:
    assert reason("Don’t miss", "en") == reason("Don't miss", "en") == "a link to another article"


def test_patterns_hold_for_the_languages_kin_only() -> None:
    assert reason("Advertisement", "en-GB") == "an advertisement mark"
    assert reason("Advertisement", "de") == ""


@pytest.mark.parametrize("table", ["any", *LANGUAGES])
def test_every_pattern_has_an_example_and_none_stands_twice(table: str) -> None:
    patterns = [pattern for pattern, _ in _patterns(table)[1]]
    assert len(patterns) == len(set(patterns)) > 0
    shown = [text for language, _, text in EXAMPLES if table in {"any", language}]
    pieces = {piece for text in shown for piece in (text, *_SENTENCES.split(text))}
    typed = {piece.replace("’", "'") for piece in pieces}
    unused = [
        pattern
        for pattern in patterns
        if not any(map(re.compile(pattern, re.IGNORECASE).fullmatch, typed))
    ]
    assert unused == []


def test_an_audio_label_and_an_appeal_before_the_story(outline: Outline) -> None:
    label = "This audio is made with AI assistance"
    appeal = "Support free reporting in the river towns. Join us in this work. Become a supporter"
    assert outline(f"{label}\n\n{appeal}\n\nThe ferry is back.\n\nIt sails at noon.") == [
        f"(an audio label) {label}",
        f"(a membership or donation appeal) {appeal}",
        "¶ The ferry is back.",
        "¶ It sails at noon.",
    ]


def test_a_quotation_and_a_headline_are_never_furniture(outline: Outline) -> None:
    assert outline("# Become a member\n\n> Donate now\n\nDonate now", "story.md") == [
        "# Become a member",
        "> Donate now",
        "(a membership or donation appeal) Donate now",
    ]


def test_only_furniture_is_an_error(outline: Outline) -> None:
    with pytest.raises(SourceError) as caught:
        outline("Advertisement\n\nBecome a member\n\n* * *", title="Rain")
    assert str(caught.value).startswith("Nothing to narrate in ")
    assert str(caught.value).endswith(
        "story.txt: all 3 blocks were skipped "
        "(an advertisement mark, a membership or donation appeal, no words)."
    )
