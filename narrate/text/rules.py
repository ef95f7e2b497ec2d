"""Rules claim parts of a written sentence; they do not rewrite it.

Each rule finds stretches that no earlier rule has claimed, and gives their complete spoken form.
No rule reads the output of another. So their order decides, and every spoken word can be traced to
written characters.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import lru_cache
from itertools import pairwise, repeat
from operator import attrgetter
from typing import NamedTuple, Protocol

from narrate.model import Edit

_MANY = 20
_cached_calls: dict[int, "_Calls"] = {}
WORD = re.compile(r"[^\W\d_]+")


class Style(NamedTuple):
    """A publisher's choices for ambiguous text, such as dates; the default is en-US."""

    day_first: bool = False
    hundred_and: bool = False


US = Style()
GB = Style(day_first=True, hundred_and=True)


class Claimant(Protocol):
    """An object that claims stretches of a sentence: a rule, or code that does more than match.

    It claims nothing in a sentence that lacks all characters in ``needs`` or all ``words``; an
    empty set requires nothing.
    """

    @property
    def name(self) -> str:
        """The name of the rule or dictionary in explanations."""

    @property
    def needs(self) -> frozenset[str]:
        """The characters of which a sentence must have one."""

    @property
    def words(self) -> frozenset[str]:
        """The words, as written, of which a sentence must have one."""

    def edits(self, written: str, style: Style) -> Iterable[Edit]:
        """Return the edits that it would claim, in order."""


class Rule(NamedTuple):
    """A pattern, and the function that returns the spoken form of a match.

    ``say`` returns None if, on a closer look, the rule does not apply. A group named ``it`` narrows
    the claim to itself; the rest of the match is context. A sentence must have one of the
    characters in ``needs`` and one of the ``words``, or the rule skips it: most sentences skip most
    rules. ``starts`` returns the few positions at which a match may begin; the pattern is tried
    at these alone.
    """

    name: str
    pattern: re.Pattern[str]
    say: Callable[[re.Match[str], Style], str | None]
    needs: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    starts: Callable[[str], Iterable[int]] | None = None

    def edits(self, written: str, style: Style) -> list[Edit]:
        """Return the edits that the rule would claim, in order."""
        matches: Iterable[re.Match[str] | None] = (
            self.pattern.finditer(written)
            if self.starts is None
            else map(self.pattern.match, repeat(written), self.starts(written))
        )
        edits = []
        for match in matches:
            if match and (spoken := self.say(match, style)) is not None:
                claimed = "it" if "it" in self.pattern.groupindex else 0
                edits.append(Edit(*match.span(claimed), spoken, self.name))
        return edits


def as_written(*words: str) -> frozenset[str]:
    """Return a value for ``Rule.words`` from words, or abbreviations with their stops.

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


def telling_all(written: Collection[str]) -> frozenset[str]:
    """Return the telling words of texts. If a text has no word, return none.

    The rule then looks at every sentence.

    >>> telling_all(["§", "par."]), telling_all(["par."])
    (frozenset(), frozenset({'par'}))
    """
    return telling(*written) if all(map(WORD.search, written)) else frozenset()


def in_any_case(*words: str) -> frozenset[str]:
    """Return the same for words that may stand in capitals, in small letters or with a capital."""
    parts = as_written(*words)
    return frozenset(f(part) for part in parts for f in (str, str.lower, str.upper, str.capitalize))


def places(pattern: str) -> Callable[[str], tuple[int, ...]]:
    """Return a function that finds the starts of a pattern's matches; it caches sentences."""
    expression = re.compile(pattern)

    @lru_cache(maxsize=8)
    def begins(written: str) -> tuple[int, ...]:
        return tuple(match.start() for match in expression.finditer(written))

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
    """The edits that rules have claimed in one written sentence, in order."""

    def __init__(self) -> None:
        """Start without edits."""
        self._starts: list[int] = []
        self._edits: list[Edit] = []

    def add(self, edits: Iterable[Edit]) -> None:
        """Add each edit that overlaps no edit added before."""
        taken: list[Edit] = []
        for edit in edits:
            if taken and edit.start < taken[-1].end:
                if edit.end > taken[-1].start:
                    continue
                self._put(taken)
                taken = []
            index = bisect_left(self._starts, edit.start)
            free_before = index == 0 or self._edits[index - 1].end <= edit.start
            free_after = index == len(self._starts) or edit.end <= self._starts[index]
            if free_before and free_after:
                taken.append(edit)
        self._put(taken)

    def _put(self, taken: list[Edit]) -> None:
        """Insert edits, which are in order; sort once if there are many, to stay fast."""
        if len(taken) > _MANY:
            self._edits = sorted([*self._edits, *taken], key=attrgetter("start"))
            self._starts = [edit.start for edit in self._edits]
            return
        for edit in taken:
            index = bisect_left(self._starts, edit.start)
            self._starts.insert(index, edit.start)
            self._edits.insert(index, edit)

    @property
    def edits(self) -> tuple[Edit, ...]:
        """The edits in the order of the sentence; they never overlap.

        Two that touch keep their words apart: "№5" is spoken "номер п’ять".
        """
        apart = list(self._edits)
        for index, (edit, following) in enumerate(pairwise(self._edits)):
            touch = edit.end == following.start
            if touch and edit.spoken[-1:].isalnum() and following.spoken[:1].isalnum():
                apart[index] = edit._replace(spoken=f"{edit.spoken} ")
        return tuple(apart)


def claim(written: str, rules: tuple[Claimant, ...], style: Style, claims: Claims) -> None:
    """Let each rule in turn add its edits of a written sentence."""
    for rule in _called(rules, frozenset(written), frozenset(WORD.findall(written))):
        if edits := rule.edits(written, style):
            claims.add(edits)


class _Calls(NamedTuple):
    """The positions of rules by the characters, and of those that need words by the words."""

    rules: tuple[Claimant, ...]
    by_needs: dict[frozenset[str], list[int]]
    by_word: dict[str, list[int]]


def _called(
    rules: tuple[Claimant, ...], characters: frozenset[str], words: frozenset[str]
) -> Iterator[Claimant]:
    """Yield, in order, the rules that may claim something: most sentences call few."""
    calls = _calls(rules)
    positions = [
        position
        for needs, sharing in calls.by_needs.items()
        if not needs or not needs.isdisjoint(characters)
        for position in sharing
    ]
    for position in {position for word in words for position in calls.by_word.get(word, ())}:
        needs = rules[position].needs
        if not needs or not needs.isdisjoint(characters):
            positions.append(position)
    return map(rules.__getitem__, sorted(positions))


def _calls(rules: tuple[Claimant, ...]) -> _Calls:
    """Return the cached positions; a language's rules are one tuple, too long to be hashed."""
    cached = _cached_calls.get(id(rules))
    if cached is None or cached.rules is not rules:
        cached = _cached_calls[id(rules)] = _Calls(rules, {}, {})
        for position, rule in enumerate(rules):
            for word in rule.words:
                cached.by_word.setdefault(word, []).append(position)
            if not rule.words:
                cached.by_needs.setdefault(rule.needs, []).append(position)
    return cached
