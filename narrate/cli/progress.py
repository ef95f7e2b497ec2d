"""A progress bar with the time left, on standard error and only on a terminal."""

import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

from narrate.errors import without_users

_Item = TypeVar("_Item")


def bar(stage: str, items: Iterable[_Item], total: int) -> Iterator[_Item]:
    """Yield the items of a stage as they come."""
    if not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    columns = ("{task.description:9}", BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(stage, total=total)
        for item in items:
            yield item
            progress.advance(task)


def duration(seconds: float) -> str:
    """Return a duration as people say it: 45 s, 2 min 14 s, 3 h 20 min."""
    minutes, rest_s = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes} min"
    return f"{minutes} min {rest_s} s" if minutes else f"{rest_s} s"


class Quiet:
    """Notes and failures without a bar."""

    def note(self, text: str, /) -> None:
        """Tell a person something beside the result."""
        note(text)

    def bar(self, _stage: str, items: Iterable[_Item], _total: int, /) -> Iterator[_Item]:
        """Yield the items of a stage as they come."""
        yield from items


def note(text: str) -> None:
    """Tell a person something beside the result; no address in it holds a password."""
    print(f"narrate: {without_users(text)}", file=sys.stderr)
