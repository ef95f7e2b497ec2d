import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from golden import outlined

from narrate.source import Reading, read


@pytest.fixture
def read_file(tmp_path: Path) -> Callable[..., Reading]:
    """Write a file and read it back."""

    def read_one(
        content: str | bytes, name: str = "story.txt", *, language: str = "", title: str = ""
    ) -> Reading:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read(str(path), language=language, title=title)

    return read_one


@pytest.fixture
def outline(read_file: Callable[..., Reading]) -> Callable[..., list[str]]:
    """Write a file and give what became of it, a line for each block in order."""

    def outline_one(content: str | bytes, name: str = "story.txt", **flags: str) -> list[str]:
        return outlined(read_file(content, name, **flags).article)

    return outline_one


@pytest.fixture
def nobody() -> Iterator[None]:
    """Run as a user whom permissions bind: root may read everything."""
    user = os.geteuid()
    if user == 0:
        os.seteuid(65534)  # nobody
    yield
    os.seteuid(user)
