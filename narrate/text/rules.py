"""Rules claim parts of a written sentence; they do not rewrite it.

Each rule finds stretches that no earlier rule has claimed, and gives their complete spoken form.
No rule reads the output of another. So their order decides, and every spoken word can be traced to
written characters.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import compress, pairwise, repeat
from operator import attrgetter
from typing import NamedTuple, Protocol

from narrate.model import Edit

_cached_calls: dict[int, "_Calls"] = {}
WORD = re.compile(r"[^\W\d_]+")
_COMMON = frozenset(["A", "I", "a", "in", "of", "s", "t", "to"])  # words of most sentences
_AFTER_FIGURE = re.compile("[0-9]([^0-9])")
_AFTER_STOP = re.compile(r"\.(?=([^.0-9]))")
_Starts = Callable[[str], Collection[int]]


class Style(NamedTuple):
    """A publisher's choices for ambiguous text, such as dates; the default is en-US."""

    day_first: bool = False
    hundred_and: bool = False


US = Style()
GB = Style(day_first=True, hundred_and=True)


class Claims:
    """The edits that rules have claimed in one written sentence."""

    def __init__(self) -> None:
        """Start without edits."""
        self._claimed = bytearray()  # a 1 for each claimed character
        self._edits: list[Edit] = []

    def leave_free(self, start: int, end: int) -> bool:
        """Return whether no edit holds a character from ``start`` up to ``end``."""
        return self._claimed.find(1, start, end) < 0

    def add(self, edits: Iterable[Edit]) -> None:
        """Add each edit that overlaps no edit added before."""
        for edit in edits:
            if self.leave_free(edit.start, edit.end):
                self._claimed.extend(bytes(max(0, edit.end - len(self._claimed))))
                self._claimed[edit.start : edit.end] = b"\1" * (edit.end - edit.start)
                self._edits.append(edit)

    @property
    def edits(self) -> tuple[Edit, ...]:
        """The edits in the order of the sentence; they never overlap.

        Two that touch keep their words apart: "№5" is spoken "номер п’ять".
        """
        apart = sorted(self._edits, key=attrgetter("start"))
        for index, (edit, following) in enumerate(pairwise(apart)):
            touch = edit.end == following.start
            if touch and edit.spoken[-1:].isalnum() and following.spoken[:1].isalnum():
                apart[index] = edit._replace(spoken=f"{edit.spoken} ")
        return tuple(apart)


NO_CLAIMS = Claims()


class Claimant(Protocol):
    """An object that claims stretches of a sentence: a rule, or code that does more than match.

    It claims nothing in a sentence that lacks all signs in ``needs`` or all ``words``; an empty set
    requires nothing. A sign is a character, or two: 0 for any figure, or a full stop, and the
    character right after it.
    """

    @property
    def name(self) -> str:
        """The name of the rule or dictionary in explanations."""

    @property
    def needs(self) -> frozenset[str]:
        """The signs of which a sentence must have one."""

    @property
    def words(self) -> frozenset[str]:
        """The words, as written, of which a sentence must have one."""

    def edits(self, written: str, style: Style, claims: Claims = NO_CLAIMS, /) -> Iterable[Edit]:
        """Return the edits that it would claim, in order; it may omit those that ``claims`` bar."""


class Rule(NamedTuple):
    """A pattern, and the function that returns the spoken form of a match.

    ``say`` returns None if, on a closer look, the rule does not apply. A group named ``it`` narrows
    the claim to itself; the rest of the match is context. A sentence must have one of the signs in
    ``needs`` and one of the ``words``, or the rule skips it: most sentences skip most rules.
    ``starts`` returns the few positions at which a match may begin; the pattern is tried at these
    alone.
    """

    name: str
    pattern: re.Pattern[str]
    say: Callable[[re.Match[str], Style], str | None]
    needs: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    starts: _Starts | None = None

    def edits(self, written: str, style: Style, claims: Claims = NO_CLAIMS, /) -> list[Edit]:
        """Return the edits that the rule would claim, in order, where ``claims`` leave it free."""
        matches: Iterable[re.Match[str] | None] = (
            self.pattern.finditer(written)
            if self.starts is None
            else map(self.pattern.match, repeat(written), self.starts(written))
        )
        edits, reached = [], 0
        for match in filter(None, matches):
            if match.start() < reached:
                continue
            reached = match.end()
            start, end = match.span("it" if "it" in self.pattern.groupindex else 0)
            if claims.leave_free(start, end) and (spoken := self.say(match, style)) is not None:
                edits.append(Edit(start, end, spoken, self.name))
        return edits


def as_written(*words: str) -> frozenset[str]:
    """Return a value for ``Rule.words`` from words, or abbreviations with their stops.

    >>> sorted(as_written("p.m.", "May"))
    ['May', 'm', 'p']
    """
    return frozenset(part for word in words for part in WORD.findall(word))


def telling(*written: str) -> frozenset[str]:
    """Return the rarest word of each text: a sentence without it cannot hold that text.

    >>> sorted(telling("last yr.", "c/o", "w/in"))
    ['c', 'last', 'w']
    """
    return frozenset(_rarest(text)[0] for text in written if WORD.search(text))


def _rarest(text: str) -> re.Match[str]:
    """Return the longest word of a text, a common one only where the text has no other."""
    return max(WORD.finditer(text), key=lambda word: (word[0] not in _COMMON, len(word[0])))


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


@lru_cache(maxsize=8)
def words_at(written: str) -> Mapping[str, list[int]]:
    """Return the words of a sentence, each with the positions at which it starts."""
    places: dict[str, list[int]] = {}
    for match in WORD.finditer(written):
        places.setdefault(match[0], []).append(match.start())
    return places


def after_figure(characters: Iterable[str]) -> frozenset[str]:
    """Return a value for ``Rule.needs``: one of the characters stands right after a figure.

    >>> sorted(after_figure("-:"))
    ['0-', '0:']
    """
    return frozenset(f"0{character}" for character in characters)


def after_stop(characters: Iterable[str]) -> frozenset[str]:
    """Return a value for ``Rule.needs``: one of the characters stands right after a full stop."""
    return frozenset(f".{character}" for character in characters)


def places(pattern: str) -> Callable[[str], tuple[int, ...]]:
    """Return a function that finds the starts of a pattern's matches; it caches sentences."""
    expression = re.compile(pattern)

    @lru_cache(maxsize=8)
    def begins(written: str) -> tuple[int, ...]:
        return tuple(match.start() for match in expression.finditer(written))

    return begins


def word_places(texts: Iterable[str]) -> Callable[[str], list[int]]:
    """Return a finder of the places in a sentence where one of some texts may begin.

    A text that opens with a mark or a figure, as "&c." does, begins before its first word.

    >>> word_places(["etc.", "&c."])("tea &c. etc.")
    [4, 8]
    """
    offsets: dict[str, set[int]] = {}
    for text in texts:
        if WORD.search(text) and (word := _rarest(text)):
            offsets.setdefault(word[0], set()).add(word.start())

    def begins(written: str) -> list[int]:
        words = words_at(written)
        present = words.keys() & offsets.keys()
        starts = {
            start - before for word in present for start in words[word] for before in offsets[word]
        }
        return sorted(start for start in starts if start >= 0)

    return begins


def word_rule(
    name: str,
    pattern: re.Pattern[str],
    say: Callable[[re.Match[str], Style], str | None],
    words: frozenset[str],
    needs: frozenset[str] = frozenset(),
) -> Rule:
    """Return a rule whose matches begin at one of its words."""
    return Rule(name, pattern, say, needs, words, word_places(words))


def claim(written: str, rules: tuple[Claimant, ...], style: Style, claims: Claims) -> None:
    """Let each rule in turn add its edits of a written sentence."""
    for rule in _calls(rules).of(written):
        if edits := rule.edits(written, style, claims):
            claims.add(edits)


def _signs(written: str) -> set[str]:
    """Return the characters of a sentence, and the signs after its figures and full stops."""
    after_figures = map("0".__add__, _AFTER_FIGURE.findall(written))
    return {*written, *after_figures, *map(".".__add__, _AFTER_STOP.findall(written))}


class _Calls:
    """Which rules a sentence calls.

    A set of rules is an integer with a byte for each rule, in order: 1 if the rule is in the set.
    """

    def __init__(self, rules: tuple[Claimant, ...]) -> None:
        """Sort the rules by their needs, their words and the places where their matches start."""
        self.rules = rules
        self._by_sign: dict[str, int] = {}
        self._by_word: dict[str, int] = {}
        by_starts: dict[_Starts, int] = {}
        self._needing_nothing = self._needing_no_word = 0
        for position, rule in enumerate(rules):
            alone = 1 << 8 * position
            for sign in rule.needs:
                self._by_sign[sign] = self._by_sign.get(sign, 0) | alone
            for word in rule.words:
                self._by_word[word] = self._by_word.get(word, 0) | alone
            self._needing_nothing |= 0 if rule.needs else alone
            self._needing_no_word |= 0 if rule.words else alone
            if isinstance(rule, Rule) and rule.starts:
                by_starts[rule.starts] = by_starts.get(rule.starts, 0) | alone
        self._by_shared_starts = {
            starts: sharing for starts, sharing in by_starts.items() if sharing.bit_count() > 1
        }

    def of(self, written: str) -> Iterator[Claimant]:
        """Yield, in order, the rules that may claim something: most sentences call few."""
        called, worded = self._needing_nothing, self._needing_no_word
        for sign in _signs(written):
            called |= self._by_sign.get(sign, 0)
        for word in words_at(written):
            worded |= self._by_word.get(word, 0)
        called &= worded
        for starts, sharing in self._by_shared_starts.items():
            if called & sharing and not starts(written):
                called &= ~sharing
        return compress(self.rules, called.to_bytes(len(self.rules), "little"))


def _calls(rules: tuple[Claimant, ...]) -> _Calls:
    """Return the cached calls; a language's rules are one tuple, too long to be hashed."""
    cached = _cached_calls.get(id(rules))
    if cached is None or cached.rules is not rules:
        cached = _cached_calls[id(rules)] = _Calls(rules)
    return cached
