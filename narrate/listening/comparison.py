"""Compare a sentence as a recognizer heard it with the words that a voice had to speak.

Both sides are read by narrate's own rules, so that "281" is "two hundred eighty-one"; words that
sound alike and names that sound alike count as heard.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from narrate import text as rules
from narrate.listening.sounds import Sounds, difference
from narrate.model import Block, Kind, Utterance

_WORD: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
# A recognizer writes "two fourteen", a time, a score or a number of a section, as "2.14" or "214".
_TWO_NUMBERS: Final = re.compile(r"\b(\d\d?)\.?(\d\d)\b")


@dataclass(frozen=True, slots=True)
class Comparison:
    """The words that were heard, the word errors, the words expected, and the names.

    ``missed`` are the names that were not heard.
    """

    words: str
    errors: int
    expected: int
    names: tuple[str, ...]
    missed: tuple[str, ...]

    @property
    def rate(self) -> float:
        """The word error rate: words changed, added or left out, over the words expected."""
        return self.errors / self.expected if self.expected else float(bool(self.words))


class Comparer:
    """Compares sentences of one language."""

    def __init__(self, language: str) -> None:
        """Choose the language of the rules and of the sounds."""
        self._language, self._sounds = language, Sounds(language)

    def __call__(self, utterance: Utterance, transcript: str, names: Sequence[str]) -> Comparison:
        """Return how a transcript differs from an utterance; ``names`` are those of the article.

        Of the readings that its figures allow, the nearest counts.
        """
        readings = dict.fromkeys((transcript, _TWO_NUMBERS.sub(r"\1 \2", transcript)))
        compared = (self._compared(utterance, reading, names) for reading in readings)
        return min(compared, key=lambda comparison: (len(comparison.missed), comparison.errors))

    def _compared(self, utterance: Utterance, transcript: str, names: Sequence[str]) -> Comparison:
        expected = words(utterance.spoken)
        actual = words(self.normalized(transcript))
        position = 0
        for edit in utterance.edits:
            if edit.phonemes or edit.respelling or edit.rule.startswith("lexicon"):
                end = self._replace(actual, edit.spoken, edit.phonemes, position)
                position = end or position
        own_names = tuple(name for name in names if name in utterance.written)
        missed = tuple(name for name in own_names if not self._hears(utterance, name, actual))
        expected, actual = _joined(expected, actual), _joined(actual, expected)
        self._sounds.learn([*expected, *actual])  # together, which is faster
        errors = difference(self._keys(expected), self._keys(actual))
        return Comparison(" ".join(actual), errors, len(words(utterance.spoken)), own_names, missed)

    def _hears(self, utterance: Utterance, name: str, actual: list[str]) -> bool:
        """Return whether a name is among the words, alone or run together with a neighbor."""
        spoken, ipa = _spoken(utterance, name), _phonemes(utterance, name)
        if self._replace(actual, spoken, ipa):
            return True
        term, row = words(spoken), words(utterance.spoken)
        for first in range(len(row) - len(term) + 1):
            if row[first : first + len(term)] == term:
                before = row[first - 1] if first else ""
                after = "".join(row[first + len(term) :][:1])
                for neighbors in {("", after), (before, "")} - {("", "")}:
                    if self._replace(actual, spoken, ipa, neighbors=neighbors):
                        return True
        return False

    def _replace(
        self,
        actual: list[str],
        spoken: str,
        ipa: str = "",
        first: int = 0,
        neighbors: tuple[str, str] = ("", ""),
    ) -> int:
        """Write the words that sound like a term as it is spoken, from the word ``first`` on.

        Return the number of the word behind them, or 0 where no words sound like it.
        """
        term = words(spoken)
        if not term:
            return 0
        span = self._sounds.place(" ".join(term), ipa, actual[first:], neighbors)
        if span is None:
            return 0
        term = [*neighbors[0].split(), *term, *neighbors[1].split()]
        actual[first + span[0] : first + span[1]] = term
        return first + span[0] + len(term)

    def normalized(self, transcript: str) -> str:
        """Return a transcript as narrate would speak it."""
        if not any(map(str.isalnum, transcript)):
            return ""
        blocks = [Block(Kind.PARAGRAPH, " ".join(transcript.split()))]
        prepared = rules.prepare(blocks, self._language)
        return " ".join(utterance.spoken for utterance in prepared.utterances)

    def _keys(self, row: Sequence[str]) -> list[str]:
        """Return the sounds of words; one that has no sound of its own is compared by letters."""
        return [self._sounds.of(word) or word for word in row]


def _joined(row: Sequence[str], other: Sequence[str]) -> list[str]:
    """Return words with two neighbors as one where the other side writes them as one.

    >>> _joined(["they", "over", "shot"], ["they", "overshot"])
    ['they', 'overshot']
    """
    compounds, joined = set(other), list[str]()
    for word in row:
        if joined and joined[-1] + word in compounds:
            joined[-1] += word
        else:
            joined.append(word)
    return joined


def words(text: str) -> list[str]:
    """Return the words of a text in lower case, without marks.

    >>> words("Eighty-one of O’Neil’s")
    ['eighty', 'one', 'of', "o'neil's"]
    """
    return [word.replace("’", "'").casefold() for word in _WORD.findall(text)]


def _phonemes(utterance: Utterance, name: str) -> str:
    """Return the IPA of a name if a single edit covers it, else nothing."""
    start = utterance.written.find(name)
    span = (start, start + len(name))
    ipa = [edit.phonemes for edit in utterance.edits if (edit.start, edit.end) == span]
    return ipa[0] if ipa else ""


def _spoken(utterance: Utterance, name: str) -> str:
    """Return the spoken form of a name: the text of its edits, or the name as written."""
    start = utterance.written.find(name)
    end = start + len(name)
    spoken, place = "", start
    for edit in utterance.edits:
        if start <= edit.start and edit.end <= end:
            spoken += utterance.written[place : edit.start] + (edit.spoken or "")
            place = edit.end
    return spoken + utterance.written[place:end]
