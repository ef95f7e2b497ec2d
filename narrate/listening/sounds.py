"""Comparison by sound: a name that a recognizer spells its own way was heard all the same.

Sounds are compared as eSpeak NG pronounces the letters, with vowels as one class, since recognizers
and accents differ most in these, and voiced consonants as their voiceless pairs.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from narrate import engines
from narrate.errors import NarrateError
from narrate.model import Voice

_ALIKE: Final = 0.34  # of the sounds of a name may differ
_VOWEL: Final = "a"
_R_COLORED: Final = re.compile("[ɚɝ]|ɜː?")
_VOWELS: Final = re.compile("[aeiouyæøœɐɑɒɔəɘɛɜɞɤɨɪɯɵɶʉʊʌʏᵻ]+")
_PAIRS: Final = str.maketrans("bdɡgvzʒðɖɟɾɫ", "ptkkfsʃθtktl")
_R: Final = str.maketrans("ɹrʁʀɻ", "rrrrr")
_MARKS: Final = str.maketrans("", "", "ʲˌˈːʰʔ")
_LETTER: Final = re.compile(r"[^\W\d_]")


def skeleton(ipa: str) -> str:
    """Return the sounds of IPA without stress, length and kinds of vowels.

    >>> skeleton("ˈʃtʃɛɹbə"), skeleton("tʃˈɜːbə")
    ('ʃtʃarpa', 'tʃarpa')
    """
    ipa = _VOWELS.sub(_VOWEL, _R_COLORED.sub("əɹ", ipa))
    ipa = ipa.translate(_R).translate(_PAIRS)
    sounds = "".join(_LETTER.findall(ipa)).translate(_MARKS)
    return re.sub(f"{_VOWEL}+", _VOWEL, sounds)


class Sounds:
    """The sounds of words in a language; without eSpeak NG, their letters."""

    def __init__(self, language: str) -> None:
        """Choose the language."""
        self._voice = Voice(name="espeak", engine="espeak", language=language or "en")
        self._ipa: dict[str, str] = {}

    def learn(self, texts: Iterable[str]) -> None:
        """Transcribe texts together, which is faster than one by one."""
        unknown = [text for text in dict.fromkeys(texts) if text not in self._ipa]
        transcriber = engines.transcriber(engines.find("espeak"))
        try:
            ipa = transcriber.transcribe(unknown, self._voice) if transcriber and unknown else []
        except NarrateError:
            ipa = unknown
        self._ipa |= dict(zip(unknown, ipa, strict=True))

    def of(self, text: str) -> str:
        """Return the IPA of a text without stress: words of the same sounds have the same."""
        self.learn([text])
        return "".join(_LETTER.findall(self._ipa[text])).translate(_MARKS)

    def place(
        self, name: str, ipa: str, words: Sequence[str], neighbors: tuple[str, str] = ("", "")
    ) -> tuple[int, int] | None:
        """Return the range of words that sounds most like a name, or None if no words do.

        The range is the index of the first word and that of the last plus one. ``ipa`` is the
        name's IPA, or empty if nobody decided it. ``neighbors`` are the words before
        and after it, if the recognizer may have run the name and a neighbor together; as many
        sounds may differ as of the name alone.
        """
        before, after = neighbors
        length = len(f"{before} {name} {after}".split())
        spans = [
            (start, start + count)
            for count in range(1, length + 2)
            for start in range(len(words) - count + 1)
        ]
        near = [word for word in neighbors if word]
        self.learn([name, *near, *(" ".join(words[start:end]) for start, end in spans)])
        own = skeleton(ipa or self._ipa[name])
        sides = [skeleton(self._ipa[word]) if word else "" for word in neighbors]
        goal = skeleton(sides[0] + own + sides[1])
        scored = [
            (difference(goal, skeleton(self._ipa[" ".join(words[start:end])])), (start, end))
            for start, end in spans
        ]
        letters = "".join(f"{before}{name}{after}".split())  # "seat hop" is SeatHop
        scored += [
            (0, (start, end)) for start, end in spans if "".join(words[start:end]) == letters
        ]
        best, span = min(scored, default=(1.0, (0, 0)))
        return span if best <= _ALIKE * max(1, len(own)) else None


def difference(expected: Sequence[object], actual: Sequence[object]) -> int:
    """Return how many items must be changed, added or deleted to turn one list into the other."""
    row = list(range(len(actual) + 1))
    for number, item in enumerate(expected, 1):
        diagonal, row[0] = row[0], number
        for column, other in enumerate(actual, 1):
            diagonal, row[column] = (
                row[column],
                min(row[column] + 1, row[column - 1] + 1, diagonal + (item != other)),
            )
    return row[-1]
