from collections.abc import Callable

import pytest

Outline = Callable[..., list[str]]

LONG = "The ferry crossed the river for a century before the bridge was built."


def test_a_short_first_line_is_the_headline(outline: Outline) -> None:
    assert outline(f"Ferry returns to the river\n\n{LONG}\n") == [
        "# Ferry returns to the river",
        f"¶ {LONG}",
    ]


@pytest.mark.parametrize(
    "first",
    [
        "It rained all day.",
        "“It rained all day.”",
        "Who pays?",
        "The mayor gave three reasons:",
        "A line that goes on and on, " * 5 + "and on",
    ],
)
def test_a_sentence_or_a_long_line_is_no_headline(outline: Outline, first: str) -> None:
    assert outline(f"{first}\n\n{LONG}\n") == [f"¶ {first}", f"¶ {LONG}"]


def test_a_single_line_is_no_headline(outline: Outline) -> None:
    assert outline("Hello there") == ["¶ Hello there"]


def test_furniture_before_the_headline_is_not_the_headline(outline: Outline) -> None:
    assert outline(f"Advertisement\n\nFerry returns\n\n{LONG}") == [
        "(an advertisement mark) Advertisement",
        "# Ferry returns",
        f"¶ {LONG}",
    ]


def test_a_hard_wrapped_paragraph_is_one_block(outline: Outline) -> None:
    assert outline("It rained\nall day in\nthe town.\n\nThen the\nsun came.") == [
        "¶ It rained all day in the town.",
        "¶ Then the sun came.",
    ]


def test_without_blank_lines_long_lines_are_paragraphs(outline: Outline) -> None:
    assert outline(f"Ferry returns\n{LONG} {LONG}\nIt rained.\n") == [
        "# Ferry returns",
        f"¶ {LONG} {LONG}",
        "¶ It rained.",
    ]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r", "\u2028"])
def test_every_kind_of_line_end(outline: Outline, newline: str) -> None:
    text = "It rained.\n\nThe sun\ncame.\n".replace("\n", newline)
    assert outline(text) == ["¶ It rained.", "¶ The sun came."]


def test_characters_that_no_reader_sees_are_dropped(outline: Outline) -> None:
    text = "\ufeffThe news\u00adpaper\u200b said\u00a0so.\n\u200b\u00a0\nA\x0c page\x01 broke."
    assert outline(text) == ["¶ The newspaper said so.", "¶ A page broke."]


def test_letters_are_composed(outline: Outline) -> None:
    assert outline("Szczere\u0301 cafe\u0301.") == ["¶ Szczeré café."]


@pytest.mark.parametrize("mark", ["-", "*", "•"])
def test_bullets_are_items(outline: Outline, mark: str) -> None:
    assert outline(f"Bring these:\n{mark} a coat\n{mark} a pair of\n  boots\n\nThen go.") == [
        "¶ Bring these:",
        "- a coat",
        "- a pair of boots",
        "¶ Then go.",
    ]


def test_numbered_lines_are_items_where_they_count(outline: Outline) -> None:
    assert outline("1. Buy a ticket.\n2) Wait.\n\n3. Go aboard.") == [
        "- Buy a ticket.",
        "- Wait.",
        "- Go aboard.",
    ]


@pytest.mark.parametrize(
    "text",
    ["1. FC Union won again.", "She was born in\n12. Street, he said.", "He came\n- and he went."],
)
def test_a_lone_number_or_dash_makes_no_list(outline: Outline, text: str) -> None:
    assert outline(text) == ["¶ " + text.replace("\n", " ")]


def test_a_short_line_between_paragraphs_is_a_heading(outline: Outline) -> None:
    assert outline(f"{LONG}\n\nHow it was paid for\n\n{LONG}") == [
        f"¶ {LONG}",
        "## How it was paid for",
        f"¶ {LONG}",
    ]


@pytest.mark.parametrize("line", ["“Nobody came”", "and so it went", "It rained.", "No,"])
def test_other_short_lines_are_paragraphs(outline: Outline, line: str) -> None:
    assert outline(f"{LONG}\n\n{line}\n\n{LONG}")[1] == f"¶ {line}"


def test_a_byline_is_no_heading(outline: Outline) -> None:
    assert outline(f"Ferry returns\n\nBy Anna Kowal\n\n{LONG}")[1] == "¶ By Anna Kowal"


def test_a_divider_is_skipped(outline: Outline) -> None:
    assert outline("It rained.\n\n* * *\n\nIt stopped.")[1] == "(no words) * *"
