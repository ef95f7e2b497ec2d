"""Tell apart the English words that are spelled alike and sound different, by their context.

``homographs.tsv`` lists the senses of each word, with their American sounds. A certain cue decides
first (``homographs_cues.tsv``, by hand); else the weights of ``homographs_learned.tsv``, which
``.ci/data/homographs.py`` makes: above zero is the second sense of the word, else the first.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import NamedTuple

from narrate.model import Edit
from narrate.text.en.grammar import cued
from narrate.text.en.homographs_context import TOKEN, Context
from narrate.text.later import later
from narrate.text.respelling import ipa_plural
from narrate.text.rules import GB, NO_CLAIMS, Claims, Style, in_any_case
from narrate.text.table import rows

# Words with a verb sense and another share the weights learned from all of them, and from those
# that are a plural else, an adjective else, or a noun.
VERBS, PLURALS, ADJECTIVES, NOUNS = "verb", "verb:s", "verb:adj", "verb:noun"
# Where a voice reads the first sense by itself, as in "does", another is rare: it needs this score.
RARE = 60
# Broad a, and r where no vowel follows: American only.
AMERICAN = later(r"ɑː(?!r)|(?<=ː)r(?![ɪiɛæaɑɔoʊuʌəɚe])")
CUE_WORDS = 7
# Cues for every base form of a verb that is also something else, and that is also just a noun.
ANY_VERB, NOUN_OR_VERB, ANY_PLURAL = "*", "noun", "*s"
# The mark of a word after a name in the singular, for the cues that ask for it.
NAMED = "~"
# Capitalized at the start of a sentence these are no names, and no openers of every sentence.
COMMON = frozenset(["please", "people", "children", "men", "women", "police", "readers", "parents"])
# The pattern of a plural subject in cues; it excludes words that mostly modify a noun.
PLURAL = rf"(?!(?:{cued('no_plural_subject')}|[a-z]+ics)\s)[a-z]{{2,}}[^\Wsiu]s"


class Sense(NamedTuple):
    """One reading: ``name`` is "lead:metal"; ``respelling`` is empty where engines read it so.

    A common word such as "does" has no ``ipa``: a stress on each would sound wrong, so it is left
    to the engine.
    """

    name: str
    part: str
    ipa: str
    respelling: str
    label: str

    def edit(self, word: re.Match[str], style: Style) -> Edit:
        """Return the claim of a word of the written sentence."""
        ipa, respelling = self.ipa, self.respelling
        if style == GB:
            ipa = AMERICAN.sub(lambda sound: "ɒ" if sound[0] == "ɑː" else "", ipa)
        if possessive(word[0]):
            ipa, respelling = ipa_plural(ipa), respelling and f"{respelling}'s"
        return Edit(*word.span(), word[0], f"homograph:{self.name}", ipa, respelling)


@dataclass(frozen=True)
class Homograph:
    """A word with its senses, and the rules that choose one: certain cues, then learned weights."""

    word: str
    senses: tuple[Sense, ...]

    @property
    def verbal(self) -> bool:
        """Return whether the second sense, and it alone, is a verb."""
        first, second, *_ = self.senses
        return second.part == "verb" and "verb" not in first.part.split()

    @property
    def inflected(self) -> bool:
        """Return whether the verb is the third person and the noun the plural: "records"."""
        return self.word.endswith("s") and not self.word.endswith("ss")

    @cached_property
    def cues(self) -> list[tuple[re.Pattern[str], Sense]]:
        """Return the patterns that are certain of a sense.

        Those of this word precede those of all verbs.
        """
        glossed = {sense.name.partition(":")[2]: sense for sense in self.senses}
        readings = [(cue, glossed[gloss]) for cue, gloss in _cues(self.word)]
        if self.verbal and self.inflected:
            readings += [(cue, self.senses[gloss == "verb"]) for cue, gloss in _cues(ANY_PLURAL)]
        elif self.verbal:
            second = self.senses[1]
            readings += [(cue, second) for cue, _ in _cues(ANY_VERB)]
            if self.senses[0].part == "noun":
                readings += [(cue, second) for cue, _ in _cues(NOUN_OR_VERB)]
        return [(re.compile(cue), sense) for cue, sense in readings]

    @cached_property
    def asks_for_name(self) -> bool:
        """Return whether a cue tells the word after a name from that after another word."""
        return any(f"{NAMED}>" in cue.pattern for cue, _ in self.cues)

    @property
    def scopes(self) -> tuple[str, ...]:
        """Return the names of the weights that count: the word's own, then the shared ones."""
        if not self.verbal:
            return (self.word,)
        noun = ADJECTIVES if self.senses[0].part.startswith("adj") else NOUNS
        return self.word, VERBS, PLURALS if self.inflected else noun

    def features(self, context: Context, index: int) -> list[str]:
        """Return the features of the word at an index; of those of a verb the topic is none."""
        return [
            *context.features_before(index),
            *context.features_after(index),
            *context.features_of_sentence(index),
            *([] if self.verbal else context.features_near(index)),
        ]

    @property
    def third(self) -> Sense | None:
        """Return the third sense, unless it sounds as one of the first two."""
        first, second, *rest = self.senses
        return next((sense for sense in rest if sense.ipa not in {first.ipa, second.ipa}), None)

    @cached_property
    def weights(self) -> list[tuple[Sense, Mapping[str, int]]]:
        """Return the weight of each feature for the third sense, if any, then for the second."""
        shared = Counter[str]()
        for scope in self.scopes:
            shared.update(learned().get(scope, {}))
        second = (self.senses[1], dict(shared))
        return (
            [(self.third, learned().get(self.third.name, {})), second] if self.third else [second]
        )

    def sense(self, context: Context, index: int) -> Sense:
        """Return the reading of the word at an index."""
        if cued := self.cue(context, index):
            return cued
        names = self.features(context, index)
        scores = (
            (sense, sum(weights.get(name, 0) for name in names)) for sense, weights in self.weights
        )
        return next((sense for sense, score in scores if score > self.bar), self.senses[0])

    @property
    def bar(self) -> int:
        """Return the score that a sense other than the first must exceed."""
        return 0 if self.senses[0].ipa else RARE

    def cue(self, context: Context, index: int) -> Sense | None:
        """Return the reading of the word at an index where a cue is certain of it."""
        named = NAMED if self.asks_for_name and _after_name(context, index) else ""
        marked = f"<{self.word.title() if context.words[index][0].isupper() else self.word}{named}>"
        preceding = context.lower[max(0, index - CUE_WORDS) : index]
        following = context.lower[index + 1 : index + 1 + CUE_WORDS]
        text = " ".join([*preceding, marked, *following])
        return _cued(self.word, text)


@lru_cache(maxsize=256)
def _cued(word: str, text: str) -> Sense | None:
    """Return the sense of the first cue that matches, None without a match.

    The result is cached, because a text often repeats the same words around a homograph.
    """
    return next((sense for cue, sense in homographs()[word].cues if cue.search(text)), None)


def _after_name(context: Context, index: int) -> bool:
    """Return whether one person's or thing's name stands before a word: "Trump read the letter"."""
    word = context.words[index - 1] if index else ""
    plural = word.endswith("s") and not word.endswith("ss")
    return context.kind(index - 1) == "name" and not plural and word.lower() not in _openers()


class Homographs:
    """Homographs: "read" in "I read it last week", "lead" in "lead pipes".

    Each is claimed, with its phonemes, also where most engines would read it so: the explanation
    names the sense. The spoken text stays as written. The rule does not apply to a word that
    another rule has claimed, as "August" in a date, nor to "re-lead" or "leads", which are not
    in the table.

    >>> [edit.rule for edit in Homographs().edits("I read about lead pipes.", Style())]
    ['homograph:read:past', 'homograph:lead:metal']
    >>> [edit.rule for edit in Homographs().edits("Can a horse read a face?", Style())]
    ['homograph:read:present']
    >>> [edit.rule for edit in Homographs().edits("Guards met men armed with axes.", Style())]
    ['homograph:axes:tools']
    >>> [edit.rule for edit in Homographs().edits("He leads them.", Style())]
    []
    """

    name = "homograph"
    needs: frozenset[str] = frozenset()

    @cached_property
    def words(self) -> frozenset[str]:
        """The homographs."""
        return in_any_case(*homographs())

    def edits(self, written: str, style: Style, claims: Claims = NO_CLAIMS, /) -> Iterator[Edit]:
        """Yield the reading of each homograph, in order."""
        homographs_by_word = homographs()
        words = list(TOKEN.finditer(written))
        context = Context([word[0] for word in words])
        for index, word in enumerate(words):
            homograph = homographs_by_word.get(stem(context.lower[index]))
            if homograph and claims.leave_free(*word.span()):
                sense = homograph.sense(context, index)
                if sense.ipa:
                    yield sense.edit(word, style)


RULES = (Homographs(),)


@cache
def _openers() -> frozenset[str]:
    return frozenset(word for (word, *_) in rows("en/starters.tsv")) | COMMON


@cache
def homographs() -> dict[str, Homograph]:
    """Return the words of the table, by their lower case."""
    senses: dict[str, list[Sense]] = {}
    for row in rows("en/homographs.tsv"):
        senses.setdefault(row[0].partition(":")[0], []).append(Sense(*row))
    return {word: Homograph(word, tuple(readings)) for word, readings in senses.items()}


def _cues(word: str) -> Iterator[tuple[str, str]]:
    """Yield a word's cues as patterns: "_" is the word, "{modal}" any word of that class.

    In a cue for one word, "<read~>" is the word after a name in the singular.
    """
    kinds = {"{plural}": [PLURAL]}
    for member, kind in rows("en/homographs_classes.tsv"):
        kinds.setdefault(f"{{{kind}}}", []).append(re.escape(member))
    for cell, gloss in rows("en/homographs_cues.tsv"):
        of, _, cue = cell.partition(": ")
        if of == word:
            for kind, words in kinds.items():
                cue = cue.replace(kind, f"(?:{'|'.join(words)})")
            yield rf"(?<!\S)(?:{cue.replace('_', '<[^>]*>')})(?!\S)", gloss


@cache
def learned() -> dict[str, dict[str, int]]:
    """Return the weight of each feature, by scope: a word, or all verbs."""
    table: dict[str, dict[str, int]] = {}
    for feature, weights in rows("en/homographs_learned.tsv"):
        for cell in weights.split(" "):
            scope, _, weight = cell.partition("=")
            table.setdefault(scope, {})[feature] = int(weight)
    return table


def stem(lower: str) -> str:
    """Return a word in lower case without its possessive ending."""
    return lower.removesuffix("'s")


def possessive(word: str) -> bool:
    """Return whether a word has a possessive ending."""
    return word.lower().endswith(("'s", "’s"))
