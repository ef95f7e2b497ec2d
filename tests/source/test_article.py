from collections.abc import Callable
from unicodedata import category

import pytest
from hypothesis import given, strategies as st

from narrate.source import Reading, slug
from narrate.source.page import iso_date, language_tag, tidy

Outline = Callable[..., list[str]]
ReadFile = Callable[..., Reading]


def test_the_title_that_is_given_takes_the_place_of_the_headline(outline: Outline) -> None:
    assert outline("# Rain\n\nIt rained.", "story.md", title="A wet  day") == [
        "(the headline, replaced by the title that was given) Rain",
        "# A wet day",
        "¶ It rained.",
    ]


@pytest.mark.parametrize("content", ["It rained.", "---\ntitle: Rain\n---\nIt rained."])
def test_the_title_that_is_given_is_said(outline: Outline, content: str) -> None:
    assert outline(content, title="A wet day") == ["# A wet day", "¶ It rained."]


def test_the_title_that_stands_there_is_said_once(outline: Outline) -> None:
    assert outline("A wet day\n\nIt rained.", title="A Wet Day") == ["# A wet day", "¶ It rained."]


def test_a_line_above_the_headline_may_stay(outline: Outline) -> None:
    content = "---\ntitle: It rained, readers say\n---\nWeather\n\n# Rain\n\nIt rained."
    assert outline(content, "story.md") == ["¶ Weather", "# Rain", "¶ It rained."]


def test_flags_win_over_what_the_file_says(read_file: ReadFile) -> None:
    content = "---\ntitle: Rain\nlang: uk\n---\nIt rained."
    article = read_file(content, language="de_at", title="Sun").article
    assert (article.language, article.title) == ("de-AT", "Sun")


def test_english_where_nothing_says_otherwise(read_file: ReadFile) -> None:
    assert read_file("It rained.").article.language == "en"


def test_without_a_headline_the_title_is_the_first_words(read_file: ReadFile) -> None:
    text = "The ferry that crossed the river for a century is back, and its crew is new."
    article = read_file(text).article
    assert article.title == "The ferry that crossed the river for a century is back, …"
    assert [block.text for block in article.blocks] == [text]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ferry Returns", "ferry-returns"),
        ("What’s “new” -- in Łódź & Århus?", "whats-new-in-lodz-arhus"),
        ("STRASSE straße", "strasse-strasse"),
        ("a.b_c", "a-b-c"),
        ("Київ: Йова 2026", "київ-йова-2026"),
        ("雨の日", "雨の日"),
        ("हिन्दी", "हिन्दी"),
    ],
)
def test_slugs_can_be_read(text: str, expected: str) -> None:
    assert slug(text) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Київ 2026", "Львів 2026"),
        ("雨", "雪"),
        ("…", "!"),
        ("very " * 20 + "a", "very " * 20 + "b"),
    ],
)
def test_slugs_that_lose_something_stay_apart(one: str, other: str) -> None:
    assert slug(one) != slug(other)


@given(st.text())
def test_a_slug_is_always_a_name_and_its_own_slug(text: str) -> None:
    name = slug(text)
    assert 0 < len(name) <= 60
    assert len(name.encode()) <= 180
    assert all(letter == "-" or letter.isalnum() or category(letter)[0] == "M" for letter in name)
    assert name.strip("-") == slug(name) == name


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-05-04", "2026-05-04"),
        ("2026-05-04T10:00:00Z", "2026-05-04T10:00:00+00:00"),
        ("2026-05-04 10:00 +0200", "2026-05-04T10:00:00+02:00"),
        ("May 4, 2026", ""),
        ("", ""),
    ],
)
def test_dates(text: str, expected: str) -> None:
    assert iso_date(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("EN", "en"), ("en_us", "en-US"), ("ZH-hant-tw", "zh-Hant-TW"), ("english", ""), ("", "")],
)
def test_language_tags(text: str, expected: str) -> None:
    assert language_tag(text) == expected


@given(st.text())
def test_tidy_text_is_tidy(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text) == " ".join(tidy(text).split())
