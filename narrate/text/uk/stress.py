"""Stress of Ukrainian words that are spelled alike, marked with U+0301 where a cue is sure.

``stress.tsv`` holds nouns whose genitive singular and nominative plural differ in stress alone,
"без води́" and "теплі во́ди"; ``homographs.tsv`` words of two meanings with the stems near them
that tell which. Without a sure cue a word stays as it is. The marked word is the respelling for
engines that read letters; the spoken text stays plain.
"""

import re
from collections.abc import Iterator
from functools import cached_property

from narrate.model import Edit
from narrate.text.rules import NO_CLAIMS, Claims, Style
from narrate.text.slavic.agreement import text_before
from narrate.text.table import rows

MARK = "\u0301"
_NEAR = 60  # characters around a word that may tell its meaning
_CLAUSE = re.compile(r"[,;:.!?()—–«»]")
_SINGULAR = re.compile(
    r"""
    (?: \b (?: без|до|від|біля|з|із|зі|після|для|коло|поблизу|навколо|довкола|проти|замість|крім
             | окрім|щодо|два|дві|три|чотири|обидва|обидві|багато|мало|трохи|рівень|рівня|якість
             | літр\w*|тонн\w*|склянк\w|свобод\w|мер|мера|жител\w+|мешкан\w+|центр\w?|вулиц\w+
             | (?!його\b|нього\b)\w+ого|(?!(?:неї|мої|твої|свої)\b)\w+(?:ої|єї) )
      | (?<![\w.,])[2-9]?(?<!1)[2-4] )
    [ ]\Z
    """,
    re.VERBOSE | re.IGNORECASE,
)
_PLURAL = re.compile(
    r"""
    \b
    (?: ці|ті|всі|усі|мої|твої|свої
      | \w+(?:ні|ві|ькі|рі|лі|ті|ші|жі|кі|чі|щі|гі|хі) )
    [ ]\Z
    """,
    re.VERBOSE | re.IGNORECASE,
)
_PLACED = re.compile(r"\b(?:в|у|на|по|при)[ ]\Z", re.IGNORECASE)
_TOWARD = re.compile(r"\b(?:на|про|через|крізь)[ ]\Z", re.IGNORECASE)


class _Stress:
    """Claims words whose stress the words around them tell."""

    name = "stress"
    needs: frozenset[str] = frozenset()

    @cached_property
    def _nouns(self) -> dict[str, tuple[str, str]]:
        return {word: (singular, plural) for word, singular, plural in rows("uk/stress.tsv")}

    @cached_property
    def _readings(self) -> dict[str, list[tuple[str, re.Pattern[str]]]]:
        readings: dict[str, list[tuple[str, re.Pattern[str]]]] = {}
        for _, reading, cues in rows("uk/homographs.tsv"):
            near = re.compile(rf"\b(?:{'|'.join(cues.split())})", re.IGNORECASE)
            readings.setdefault(reading.replace(MARK, ""), []).append((reading, near))
        return readings

    @cached_property
    def words(self) -> frozenset[str]:
        """The words, one of which a sentence must hold."""
        return frozenset((*self._nouns, *self._readings))

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile(rf"(?<![\w-])(?:{'|'.join(sorted(self.words))})(?![\w{MARK}-])")

    def edits(self, written: str, _: Style, _claims: Claims = NO_CLAIMS, /) -> Iterator[Edit]:
        """Yield each word whose stress is sure, with its mark."""
        for match in self._pattern.finditer(written):
            reading = self._by_number(match) or self._by_meaning(match)
            if reading:
                yield Edit(*match.span(), match[0], self.name, "", reading)

    def _by_number(self, match: re.Match[str]) -> str:
        """Return the singular or the plural of a noun by the word before it.

        A noun in "-і" after a preposition of place is the locative, stressed as the genitive.
        """
        singular, plural = self._nouns.get(match[0], ("", ""))
        left_context = text_before(match)
        if _SINGULAR.search(left_context):
            return singular
        if match[0].endswith("і") and _PLACED.search(left_context):
            return singular
        if _TOWARD.search(left_context):
            return plural
        return plural if _PLURAL.search(left_context) else ""

    def _by_meaning(self, match: re.Match[str]) -> str:
        """Return the only reading whose cues stand near a word."""
        before = match.string[max(0, match.start() - _NEAR) : match.start()]
        after = match.string[match.end() : match.end() + _NEAR]
        near = f"{_CLAUSE.split(before)[-1]} {_CLAUSE.split(after)[0]}"
        fitting = [reading for reading, cue in self._readings.get(match[0], ()) if cue.search(near)]
        return fitting[0] if len(fitting) == 1 else ""


STRESS = _Stress()
