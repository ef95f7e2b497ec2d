"""A progress bar with the time left, on standard error and only on a terminal."""

import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

_Item = TypeVar("_Item")


def bar(stage: str, items: Iterable[_Item], total: int) -> Iterator[_Item]:
    """Yield the items of a stage as they come."""
    if not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console  # noqa: PLC0415 - only a terminal needs it
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn  # noqa: PLC0415

    columns = ("{task.description:9}", BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(stage, total=total)
        for item in items:
            yield item
            progress.advance(task)


def silent(_stage: str, items: Iterable[_Item], _total: int) -> Iterator[_Item]:
    """Yield the items of a stage inside of another one's bar."""
    yield from items


def note(text: str) -> None:
    """Tell a person something beside the result."""
    print(f"narrate: {text}", file=sys.stderr)


def mended(damaged: int) -> None:
    """Tell how many sounds of the cache were damaged, if any, and made again."""
    if damaged:
        sounds = "sound of the cache was" if damaged == 1 else "sounds of the cache were"
        note(f"{damaged} damaged {sounds} made again.")
