"""Rules claim, they do not rewrite.

Each rule finds stretches of the written sentence that no rule before it has claimed, and gives
their complete spoken form. No rule reads another's output, so the order decides everything, and
every spoken word can be traced to what was written.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import repeat
from operator import attrgetter
from typing import NamedTuple, Protocol

from narrate.model import Edit

_MANY = 20
FIGURES = frozenset("0123456789")
_figureless: dict[int, tuple[tuple["Claimant", ...], tuple["Claimant", ...]]] = {}
WORD = re.compile(r"[^\W\d_]+")


class Style(NamedTuple):
    """How a house says what the page leaves open; the default is en-US."""

    day_first: bool = False
    hundred_and: bool = False


US = Style()
GB = Style(day_first=True, hundred_and=True)


class Claimant(Protocol):
    """What claims stretches of a sentence: a pattern, or what looks closer than a pattern can.

    A sentence without one of the characters ``needs``, or of the ``words``, where there are any,
    has nothing for it.
    """

    @property
    def name(self) -> str:
        """Who claims."""

    @property
    def needs(self) -> frozenset[str]:
        """The characters of which a sentence must have one."""

    @property
    def words(self) -> frozenset[str]:
        """The words, as written, of which a sentence must have one."""

    def edits(self, written: str, style: Style) -> Iterable[Edit]:
        """Give what it would claim, in order."""


class Rule(NamedTuple):
    """A pattern and what to say instead of what it matches.

    ``say`` returns None where, on a closer look, the rule does not apply. A group named ``it``
    narrows the claim to itself; the rest of the match is context. ``needs`` are characters, and
    ``words`` words, of which a sentence must have one for the pattern to match at all: most
    sentences skip most rules. ``at`` gives the places where a match may begin, where these are few;
    the pattern is tried there alone.
    """

    name: str
    pattern: re.Pattern[str]
    say: Callable[[re.Match[str], Style], str | None]
    needs: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    at: Callable[[str], Iterable[int]] | None = None

    def edits(self, written: str, style: Style) -> list[Edit]:
        """Return what the rule would claim, in order."""
        matches: Iterable[re.Match[str] | None] = (
            self.pattern.finditer(written)
            if self.at is None
            else map(self.pattern.match, repeat(written), self.at(written))
        )
        edits = []
        for match in matches:
            if match and (spoken := self.say(match, style)) is not None:
                claimed = "it" if "it" in self.pattern.groupindex else 0
                edits.append(Edit(*match.span(claimed), spoken, self.name))
        return edits


def as_written(*words: str) -> frozenset[str]:
    """Return what ``Rule.words`` holds for words, or abbreviations with their stops.

    >>> sorted(as_written("p.m.", "May"))
    ['May', 'm', 'p']
    """
    return frozenset(part for word in words for part in WORD.findall(word))


def telling(*written: str) -> frozenset[str]:
    """Return the longest word of each text: a sentence without it cannot hold that text.

    >>> sorted(telling("last yr.", "c/o"))
    ['c', 'last']
    """
    return frozenset(max(WORD.findall(text), key=len) for text in written if WORD.search(text))


def in_any_case(*words: str) -> frozenset[str]:
    """Return the same for words that may stand in capitals, in small letters or with a capital."""
    parts = as_written(*words)
    return frozenset(f(part) for part in parts for f in (str, str.lower, str.upper, str.capitalize))


def places(pattern: str) -> Callable[[str], tuple[int, ...]]:
    """Return what finds where a pattern begins in a sentence; rule after rule asks of the same."""
    found = re.compile(pattern)

    @lru_cache(maxsize=8)
    def begins(written: str) -> tuple[int, ...]:
        return tuple(match.start() for match in found.finditer(written))

    return begins


def word_places(texts: Iterable[str]) -> Callable[[str], Iterator[int]]:
    """Return a finder of the places in a sentence where one of some texts may begin.

    A text that opens with a mark, as "&c." does, may begin before its first word.
    """
    first_words = {match[0] for text in texts if (match := WORD.search(text))}

    def begins(written: str) -> Iterator[int]:
        for match in WORD.finditer(written):
            if match[0] in first_words:
                if match.start() and written[match.start() - 1] == "&":
                    yield match.start() - 1
                yield match.start()

    return begins


class Claims:
    """The stretches of one written sentence that are taken, in order."""

    def __init__(self) -> None:
        """Start with nothing taken."""
        self._starts: list[int] = []
        self._edits: list[Edit] = []

    def add(self, edits: Iterable[Edit]) -> None:
        """Take each edit that overlaps none before it."""
        taken: list[Edit] = []
        for edit in edits:
            if taken and edit.start < taken[-1].end:
                if edit.end > taken[-1].start:
                    continue
                self._put(taken)
                taken = []
            at = bisect_left(self._starts, edit.start)
            free_before = at == 0 or self._edits[at - 1].end <= edit.start
            free_after = at == len(self._starts) or edit.end <= self._starts[at]
            if free_before and free_after:
                taken.append(edit)
        self._put(taken)

    def _put(self, taken: list[Edit]) -> None:
        """Put edits, which are in order, between the others; many at once, in linear time."""
        if len(taken) > _MANY:
            self._edits = sorted([*self._edits, *taken], key=attrgetter("start"))
            self._starts = [edit.start for edit in self._edits]
            return
        for edit in taken:
            at = bisect_left(self._starts, edit.start)
            self._starts.insert(at, edit.start)
            self._edits.insert(at, edit)

    @property
    def edits(self) -> tuple[Edit, ...]:
        """The edits in the order of the sentence; they never overlap."""
        return tuple(self._edits)


def claim(written: str, rules: tuple[Claimant, ...], style: Style, claims: Claims) -> None:
    """Let each rule in turn claim its stretches of a written sentence."""
    characters, words = frozenset(written), frozenset(WORD.findall(written))
    if FIGURES.isdisjoint(characters):
        rules = _without_figures(rules)
    for rule in rules:
        if rule.needs and rule.needs.isdisjoint(characters):
            continue
        if rule.words and rule.words.isdisjoint(words):
            continue
        claims.add(rule.edits(written, style))


def _without_figures(rules: tuple[Claimant, ...]) -> tuple[Claimant, ...]:
    """Return the rules that may claim something in a sentence without a figure.

    A language's rules are one tuple: it is known by its identity, as hashing it takes long.
    """
    known = _figureless.get(id(rules))
    if known is None or known[0] is not rules:
        kept = tuple(rule for rule in rules if not rule.needs or rule.needs - FIGURES)
        known = _figureless[id(rules)] = (rules, kept)
    return known[1]
