"""Who follows a run: notes for a person, and how far the work is."""

from collections.abc import Iterable, Iterator
from typing import Protocol, TypeVar

_Item = TypeVar("_Item")


class Report(Protocol):
    """The notes and the progress of a run; a command line prints them, a service stores them."""

    def note(self, text: str, /) -> None:
        """Show a person one sentence that is not part of the result."""

    def bar(self, stage: str, items: Iterable[_Item], total: int, /) -> Iterator[_Item]:
        """Yield the items of a stage as they come."""


class Silent:
    """A report that tells nobody."""

    def note(self, text: str, /) -> None:
        """Ignore the sentence."""

    def bar(self, _stage: str, items: Iterable[_Item], _total: int, /) -> Iterator[_Item]:
        """Yield the items of a stage as they come."""
        yield from items


def report_damage(damaged: int, report: Report) -> None:
    """Report how many sounds of the cache were damaged, and synthesized again."""
    if damaged:
        sounds = "sound" if damaged == 1 else "sounds"
        report.note(f"The cache held {damaged} damaged {sounds}, which narrate spoke again.")
