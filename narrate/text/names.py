"""Find names, acronyms and foreign words that no rule or dictionary entry decides.

An editor checks these before a story is spoken; ``known.py`` excludes ordinary words.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from narrate.model import Utterance
from narrate.text.known import POSSESSIVE, Vocabulary, vocabulary_of

CLAIMED = "\0"
TOKEN = re.compile(rf"{CLAIMED}+|[^\W\d_]+(?:['’][^\W\d_]+)*")
# Beside the start of a sentence, what lends a capital to the word after it.
OPENING = re.compile('[:…"“„«‘(\\[—–•]')
ELIDED = re.compile("[ld]['’]")  # of "l'Italie"
JOINT = re.compile(r"[ \u00a0-]")
# They stand between the parts of a name, and an engine has them from its language.
PARTICLES = frozenset(
    {"al", "bin", "bint", "da", "de", "del", "della", "den", "der", "di", "dos", "du", "el", "ibn"}
    | {"la", "le", "ten", "ter", "van", "von", "zu", "zur"}
)
# After these, and with these endings, a known capital opens no name: "on Monday", "the French".
UNNAMED_AFTER = re.compile(
    r"\b(?:the|an?|on|in|last|next|this|since|until|during|every) $", re.IGNORECASE
)
UNNAMED = re.compile(r"(?:day|ish|ese|crat|ican)s?$")


class Part(NamedTuple):
    """An undecided word of a term, and how often it stands in the story."""

    word: str
    times: int


@dataclass(frozen=True, slots=True)
class Term:
    """A name, an acronym or a foreign word whose pronunciation an editor must decide.

    ``kind`` is ``name``, ``acronym`` or ``word``. ``count`` is the number of occurrences, in full
    or in part: a surname alone counts for the full name. The first occurrence is in utterance
    number ``sentence``, counted from 1, at character ``start``.
    """

    text: str
    kind: str
    count: int
    parts: tuple[Part, ...]
    sentence: int
    start: int


class _Word(NamedTuple):
    """A word of a sentence; ``kind`` is empty if its pronunciation is decided."""

    text: str
    start: int
    end: int
    kind: str


class _Stretch(NamedTuple):
    """A run of undecided words, with the text between them."""

    words: tuple[_Word, ...]
    text: str
    sentence: int

    @property
    def key(self) -> tuple[str, ...]:
        return tuple(_bare(word.text).casefold() for word in self.words)


def undecided(utterances: Iterable[Utterance], language: str) -> tuple[Term, ...]:
    """Return the undecided terms, most frequent first, then in order of occurrence."""
    vocabulary = vocabulary_of(language)
    groups: dict[tuple[str, ...], list[_Stretch]] = {}
    stretches = [
        stretch
        for number, utterance in enumerate(utterances, start=1)
        for stretch in _stretches(utterance, number, vocabulary)
    ]
    full_keys = _wholes({stretch.key for stretch in stretches})
    for stretch in stretches:
        groups.setdefault(full_keys[stretch.key], []).append(stretch)
    terms = [_term(key, group) for key, group in groups.items()]
    return tuple(sorted(terms, key=lambda term: -term.count))


def _stretches(utterance: Utterance, number: int, vocabulary: Vocabulary) -> Iterator[_Stretch]:
    """Yield the undecided stretches of a sentence in order."""
    row: list[_Word] = []
    loose: list[_Word] = []  # known names and particles: of the row if an undecided word follows

    def stretch() -> _Stretch:
        start, last = row[0].start, row[-1]
        end = last.start + len(_bare(last.text))
        return _Stretch(tuple(row), utterance.written[start:end], number)

    for word in _words(utterance, vocabulary):
        preceding = [*row, *loose][-1:]
        joined = preceding and JOINT.fullmatch(utterance.written, preceding[0].end, word.start)
        if row and not (joined and (word.kind == "between" or _named(word, row))):
            yield stretch()
            row = []
        if not joined:
            loose = []
        if word.kind == "between":
            loose += [word] if loose or row or _opens_name(word, utterance.written) else []
        elif word.kind:
            row += [*(loose if word.kind == "name" else ()), word]
            loose = []
        else:
            loose = []
    if row:
        yield stretch()


def _opens_name(word: _Word, written: str) -> bool:
    """Whether a known word can be the first of a name: "Anna", not "Monday" nor "van"."""
    apart = UNNAMED.search(word.text) or UNNAMED_AFTER.search(written, 0, word.start)
    return word.text not in PARTICLES and not apart


def _named(word: _Word, row: Sequence[_Word]) -> bool:
    return word.kind == "name" and row[-1].kind == "name"


def _words(utterance: Utterance, vocabulary: Vocabulary) -> Iterator[_Word]:
    """Yield the words of a sentence with their kinds; an edited word has the kind ""."""
    written = utterance.written
    for edit in utterance.edits:
        claimed = CLAIMED * (edit.end - edit.start)
        written = written[: edit.start] + claimed + written[edit.end :]
    shouted = utterance.written.isupper() and " " in utterance.written
    position = 0
    for match in TOKEN.finditer(written):
        text, (start, end) = match[0], match.span()
        opens = position == 0 or OPENING.search(written, position, start) is not None
        position = end
        if ELIDED.match(text) and text[2].isupper():
            text, start = text[2:], start + 2
        touched = CLAIMED in (text[0], written[start - 1 : start], written[end : end + 1])
        kind = "" if touched else _kind(text, vocabulary, opens=opens, shouted=shouted)
        if not kind and not touched and vocabulary.in_name(text, written[:start]):
            kind = "name"
        yield _Word(text, start, end, kind)


def _kind(text: str, vocabulary: Vocabulary, *, opens: bool, shouted: bool) -> str:
    """Return the kind of an undecided word, ``between`` for a joining word, else ""."""
    if text in PARTICLES:
        return "between"
    if vocabulary(text, opens=opens, shouted=shouted):
        return "between" if vocabulary.is_name(text) else ""
    if text == text.lower():
        return "word"
    return "acronym" if _bare(text).isupper() and not shouted else "name"


def _wholes(keys: Iterable[tuple[str, ...]]) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Return for each key the longest key that contains it, itself if there is no longer key."""
    wholes: dict[tuple[str, ...], tuple[str, ...]] = {}
    having: dict[str, list[tuple[str, ...]]] = {}
    for key in sorted(keys, key=lambda key: (-len(key), key)):
        full_keys = (full_key for full_key in having.get(key[0], ()) if _stands_in(key, full_key))
        wholes[key] = next(full_keys, key)
        if wholes[key] == key:
            for word in set(key):
                having.setdefault(word, []).append(key)
    return wholes


def _stands_in(part: Sequence[str], full_key: Sequence[str]) -> bool:
    return any(
        full_key[position : position + len(part)] == part
        for position in range(len(full_key) - len(part) + 1)
    )


def _term(key: tuple[str, ...], group: Sequence[_Stretch]) -> Term:
    full = [stretch for stretch in group if stretch.key == key]
    shown = next((stretch for stretch in full if not stretch.text.isupper()), full[0])
    counts = Counter(_bare(word.text).casefold() for stretch in group for word in stretch.words)
    parts = {
        name.casefold(): Part(name, counts[name.casefold()])
        for word in shown.words
        if word.kind != "between"
        for name in [_bare(word.text)]
    }
    first = group[0]
    return Term(
        text=shown.text,
        kind=next(word.kind for word in shown.words if word.kind != "between"),
        count=len(group),
        parts=tuple(parts.values()),
        sentence=first.sentence,
        start=first.words[0].start,
    )


def _bare(word: str) -> str:
    """Return a word without its possessive ending."""
    return POSSESSIVE.sub("", word)
