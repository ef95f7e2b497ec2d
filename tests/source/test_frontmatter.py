from collections.abc import Callable
from contextlib import suppress

import pytest

from narrate.errors import SourceError
from narrate.source import Reading

Outline = Callable[..., list[str]]
ReadFile = Callable[..., Reading]

YAML = """\
---
# for the desk
title: Ferry returns to the river
author: [Anna Kowal, {name: Piet Claes}]
date: 2026-05-04 10:00:00 +0200
updated: 2026-05-05
lang: en_gb
publisher: The Daily Post
url: https://example.org/ferry
tags: [river]
---
It rained.
"""
TOML = """\
+++
Title = "Ferry returns to the river"
authors = ["Anna Kowal", "Piet Claes"]
date = 2026-05-04T10:00:00+02:00
lastmod = 2026-05-05
language = "en-GB"
publisher = "The Daily Post"
canonical = "https://example.org/ferry"
+++
It rained.
"""


@pytest.mark.parametrize("name", ["story.md", "story.txt", "story"])
@pytest.mark.parametrize("matter", [YAML, TOML])
def test_front_matter_says_what_the_article_is(read_file: ReadFile, matter: str, name: str) -> None:
    reading = read_file(matter, name)
    article = reading.article
    assert reading.notes == ()
    assert article.title == "Ferry returns to the river"
    assert article.byline == "Anna Kowal, Piet Claes"
    assert article.published == "2026-05-04T10:00:00+02:00"
    assert article.modified == "2026-05-05"
    assert article.language == "en-GB"
    assert article.publisher == "The Daily Post"
    assert article.url == article.id == "https://example.org/ferry"


def test_a_title_without_a_heading_is_said(outline: Outline) -> None:
    assert outline(YAML, "story.md") == ["# Ferry returns to the river", "¶ It rained."]


@pytest.mark.parametrize("heading", ["# Ferry returns", "## *Ferry* Returns!", "# It is back"])
def test_the_headline_is_not_said_twice(outline: Outline, heading: str) -> None:
    lines = outline(f"---\ntitle: Ferry returns\n---\n{heading}\n\nIt rained.\n", "story.md")
    assert len(lines) == 2


def test_headings_of_level_1_under_a_title_are_sections(outline: Outline) -> None:
    lines = outline("---\ntitle: Rain\n---\n# Monday\n\nWet.\n\n# Tuesday\n\nDry.\n", "story.md")
    assert lines == ["# Rain", "# Monday", "¶ Wet.", "# Tuesday", "¶ Dry."]


@pytest.mark.parametrize("value", ["No", "2026", "1:30", "null and void"])
def test_values_stay_as_written(read_file: ReadFile, value: str) -> None:
    assert read_file(f"---\ntitle: {value}\n---\nIt rained.", "story.md").article.title == value


@pytest.mark.parametrize(
    ("matter", "why"),
    [
        ("---\nlang: en\ntitle: Rain: again\n---\n", "the value in line 3 has a colon"),
        ("---\ntitle: " + "[" * 10_000 + "\n---\n", "it nests too deep"),
        ('+++\ntitle = "Rain\ndate = 1\n+++\n', "line 2"),
        ("+++\na = " + "[" * 50_000 + "\n+++\n", "it nests too deep"),
    ],
)
def test_unreadable_front_matter_is_an_error(read_file: ReadFile, matter: str, why: str) -> None:
    with pytest.raises(SourceError, match=r"front matter of .*story\.md cannot be read") as caught:
        read_file(matter + "It rained.", "story.md")
    assert why in str(caught.value)


@pytest.mark.parametrize(
    ("line", "note"),
    [
        ("date: Monday", "left out of the front matter: 'Monday' is no date"),
        ("updated: soon", "'soon' is no date"),
        ("lang: english", "'english' is no language tag"),
    ],
)
def test_what_is_not_understood_is_noted(read_file: ReadFile, line: str, note: str) -> None:
    (said,) = read_file(f"---\n{line}\n---\nIt rained.", "story.md").notes
    assert note in said


@pytest.mark.parametrize(
    "text",
    [
        "---\nIt rained.\n---\nIt stopped.",
        "---\ntitle: without an end\n\nIt rained.",
        "---\n\nRain.",
    ],
)
def test_a_line_of_dashes_alone_is_no_front_matter(read_file: ReadFile, text: str) -> None:
    article = read_file(text, "story.md").article
    assert " ".join(block.text for block in article.blocks) == " ".join(
        text.replace("---", "").split()
    )


def test_a_relative_address_is_none(read_file: ReadFile) -> None:
    article = read_file("---\nurl: /2026/ferry/\n---\nIt rained.", "Ferry 1.md").article
    assert (article.url, article.id) == ("", "ferry-1")


def test_a_list_that_stands_for_a_billion_is_harmless(read_file: ReadFile) -> None:
    rows = [
        f"{b}: &{b} [{', '.join(['*' + a] * 9)}]"
        for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    ]
    matter = "\n".join(["a: &a [x]", *rows, "author: *i"])
    assert read_file(f"---\n{matter}\n---\nIt rained.", "story.md").article.byline == ""


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "content",
    [
        "---\n\n# The tower\n\nIt is dark.\n\n" * 4_000,
        "---\n" + "# It is dark.\n" * 4_000,
        "---\n" + "#\n  " * 20_000 + "It is dark.",
        "---\nkey: value\n" * 2_000 + "It is dark.",
        "---\nkey: " + "a\n--- " * 20_000,
        "+++\n" * 20_000 + "It is dark.",
        " \n" * 50_000 + "---\nIt is dark.",
    ],
)
def test_no_beginning_of_a_file_takes_long(read_file: ReadFile, content: str) -> None:
    with suppress(SourceError):  # some of them are no article
        assert read_file(content, "story.md").article.blocks


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "piece", ["<!-- a -->", "<!--", "<?a?>", "<!DOCTYPE a>", "<a:", " ", "\ufeff"]
)
@pytest.mark.parametrize("name", ["story", "story.txt"])
def test_no_beginning_of_a_page_takes_long(read_file: ReadFile, piece: str, name: str) -> None:
    with suppress(SourceError):  # some of them are no article
        assert read_file(piece * 50_000 + "It is dark.", name).article.blocks


def test_front_matter_has_a_limit(read_file: ReadFile) -> None:
    matter = "".join(f"key{at}: value\n" for at in range(10_000))
    with pytest.raises(SourceError, match=r"story\.md is longer than 64,000 characters"):
        read_file(f"---\n{matter}---\nIt is dark.", "story.md")


def test_a_key_of_many_names_is_no_key(read_file: ReadFile) -> None:
    with pytest.raises(SourceError, match="a key has more than 20 names"):
        read_file("+++\n" + "a." * 20_000 + "b = 1\n+++\nIt is dark.", "story.md")
