from collections.abc import Callable

import pytest

from narrate.errors import SourceError
from narrate.source import Reading

Outline = Callable[..., list[str]]
ReadFile = Callable[..., Reading]

STORY = """\
# Ferry *returns* to the river {#top}

The **ferry** that crossed the river
for a [century](https://example.org/c "more") is back[^1].

## Who pays

> I waited nine years.
>
> > So did I.

- Adults pay two euros.
- Children travel free.
  - Under twelve only.

    With a card.

1. Buy a ticket.
2. Wait at the `pier`.

[^1]: On weekdays.

Its bell is AT&amp;T blue, 5 \\* 4,\\
and loud.
"""


def test_blocks_in_order(outline: Outline) -> None:
    assert outline(STORY, "story.md") == [
        "# Ferry returns to the river",
        "¶ The ferry that crossed the river for a century is back.",
        "## Who pays",
        "> I waited nine years.",
        "> So did I.",
        "- Adults pay two euros.",
        "- Children travel free.",
        "-- Under twelve only.",
        "-- With a card.",
        "- Buy a ticket.",
        "- Wait at the pier.",
        "(a footnote) [^1]: On weekdays.",
        "¶ Its bell is AT&T blue, 5 * 4, and loud.",
    ]


SKIPPED = """\
It rained.

| Day | Rain |
|-----|------|
| *1* | 20   |

```python
print(1)
```

<div align="center">raw</div>

<!-- a note to
the desk -->

The ~~old~~ new<!-- sic --> line<br>breaks <b>here</b>.
"""


def test_what_is_not_spoken_has_its_reason(outline: Outline) -> None:
    assert outline(SKIPPED, "story.md") == [
        "¶ It rained.",
        "(a table) Day Rain 1 20",
        "(code) print(1)",
        '(raw HTML) <div align="center">raw</div>',
        "(an HTML comment) <!-- a note to the desk -->",
        "¶ The new line breaks here.",
        "(an HTML comment) <!-- sic -->",
        "(struck out) old",
    ]


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_images_and_their_captions_are_not_spoken(outline: Outline, gap: str) -> None:
    story = f"![The *old* ferry](ferry.jpg){gap}*The ferry on Monday.*\n\n*It rained.*\n"
    assert sorted(outline(story, "story.md")) == [
        "(a caption) The ferry on Monday.",
        "(an image) The old ferry",
        "¶ It rained.",
    ]


def test_text_beside_an_image_is_spoken(outline: Outline) -> None:
    assert outline("![A bell](a.png) It *rang* twice.", "story.md") == [
        "¶ It rang twice.",
        "(an image) A bell",
    ]


def test_a_year_at_the_start_of_a_line_makes_no_list(outline: Outline) -> None:
    assert outline("1945. The war ends.\n", "story.md") == ["¶ 1945. The war ends."]


def test_note_marks_are_dropped_wherever_they_stand(outline: Outline) -> None:
    story = "He said[^a]: it rained[^b], then\n[^note] left.\n\n[^b]: Ibid.\n"
    assert outline(story, "story.md") == [
        "¶ He said: it rained, then left.",
        "(a footnote) [^b]: Ibid.",
    ]


def test_a_link_s_address_may_stand_at_the_end(outline: Outline) -> None:
    story = """\
The [ferry] of 3\\*4 metres is [*back*][news]. ![The \\*old\\* pier][pier]

| [Fare][news] | Seats |
|---|---|
| 2 | [news] |

[ferry]: https://example.org/ferry
[news]: https://example.org/news
[pier]: pier.jpg
"""
    assert outline(story, "story.md") == [
        "¶ The ferry of 3*4 metres is back.",
        "(an image) The *old* pier",
        "(a table) Fare Seats 2 news",
    ]


def test_the_first_heading_is_the_title(read_file: ReadFile) -> None:
    assert read_file(STORY, "story.md").article.title == "Ferry returns to the river"


@pytest.mark.parametrize("mark", [">", "> ", "- "])
def test_nesting_without_end_is_an_error(read_file: ReadFile, mark: str) -> None:
    with pytest.raises(SourceError, match=r"story\.md nests lists or quotations 50 deep"):
        read_file(mark * 200_000 + "It rained.", "story.md")


def test_deep_nesting_is_read(outline: Outline) -> None:
    assert outline(">" * 40 + " It rained.", "story.md") == ["> It rained."]
