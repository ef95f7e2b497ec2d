"""Pages in the shapes of real publishers: what each says, and what of it is read."""

from pathlib import Path

import pytest
from golden import PAGES, golden

from narrate.source import LENIENT, read

ALL = sorted(PAGES.glob("*.html"))


@pytest.mark.parametrize("page", ALL, ids=lambda page: page.stem)
def test_a_page_is_read_as_its_golden_file_says(page: Path) -> None:
    expected = page.with_suffix(".txt")
    assert expected.is_file(), f"python tests/golden.py --write {page}, then read what it says"
    assert golden(page) == expected.read_text("utf-8")


def test_every_golden_file_has_its_page() -> None:
    assert [page.stem for page in ALL] == [told.stem for told in sorted(PAGES.glob("*.txt"))]
    assert len(ALL) >= 25


@pytest.mark.parametrize("page", ALL, ids=lambda page: page.stem)
def test_nothing_is_said_twice(page: Path) -> None:
    said = [block.text for block in read(str(page), overrides=LENIENT).article.blocks]
    assert len(said) == len(set(said))
