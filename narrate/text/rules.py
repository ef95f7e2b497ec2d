"""Rules claim, they do not rewrite.

Each rule finds stretches of the written sentence that no rule before it has claimed, and gives
their complete spoken form. No rule reads another's output, so the order decides everything, and
every spoken word can be traced to what was written.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from narrate.model import Edit


@dataclass(frozen=True, slots=True)
class Style:
    """How a house says what the page leaves open; the default is en-US."""

    day_first: bool = False
    hundred_and: bool = False


US = Style()
GB = Style(day_first=True, hundred_and=True)


class Claimant(Protocol):
    """What claims stretches of a sentence: a pattern, or what looks closer than a pattern can.

    A sentence without one of the characters ``needs``, where there are any, has nothing for it.
    """

    @property
    def name(self) -> str:
        """Who claims."""

    @property
    def needs(self) -> frozenset[str]:
        """The characters of which a sentence must have one."""

    def edits(self, written: str, style: Style) -> Iterator[Edit]:
        """Yield what it would claim, in order."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern and what to say instead of what it matches.

    ``say`` returns None where, on a closer look, the rule does not apply. A group named ``it``
    narrows the claim to itself; the rest of the match is context. ``needs`` are characters of which
    a sentence must have one for the pattern to match at all: most sentences skip most rules.
    """

    name: str
    pattern: re.Pattern[str]
    say: Callable[[re.Match[str], Style], str | None]
    needs: frozenset[str] = frozenset()

    def edits(self, written: str, style: Style) -> Iterator[Edit]:
        """Yield what the rule would claim, in order."""
        claimed = "it" if "it" in self.pattern.groupindex else 0
        for match in self.pattern.finditer(written):
            spoken = self.say(match, style)
            if spoken is not None:
                yield Edit(*match.span(claimed), spoken, self.name)


class Claims:
    """The stretches of one written sentence that are taken, in order."""

    def __init__(self) -> None:
        """Start with nothing taken."""
        self._starts: list[int] = []
        self._edits: list[Edit] = []

    def add(self, edits: Iterable[Edit]) -> None:
        """Take each edit that overlaps none before it."""
        for edit in edits:
            at = bisect_left(self._starts, edit.start)
            free_before = at == 0 or self._edits[at - 1].end <= edit.start
            free_after = at == len(self._starts) or edit.end <= self._starts[at]
            if free_before and free_after:
                self._starts.insert(at, edit.start)
                self._edits.insert(at, edit)

    @property
    def edits(self) -> tuple[Edit, ...]:
        """The edits in the order of the sentence; they never overlap."""
        return tuple(self._edits)


def claim(written: str, rules: Iterable[Claimant], style: Style, claims: Claims) -> None:
    """Let each rule in turn claim its stretches of a written sentence."""
    present = frozenset(written)
    for rule in rules:
        if not rule.needs or not rule.needs.isdisjoint(present):
            claims.add(rule.edits(written, style))
