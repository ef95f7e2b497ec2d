"""Name the features of a word's context, for which a table holds weights.

``-1=the`` is the word before, ``-1:determiner`` its class, ``near=pipe`` a word within ten,
``near~toxic`` its topic (``homographs_topics.tsv``). The classes are those of
``homographs_classes.tsv`` and of ``homographs_words.tsv``; for other words the ending suggests one.
"""

from collections.abc import Iterator, Sequence
from functools import cache, cached_property, lru_cache, partial

from narrate.text.later import later
from narrate.text.table import pairs

# A word with its apostrophes, a figure, or one mark.
TOKEN = later(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d[\d,.]*|[^\w\s]")
ENDINGS = (
    ("ly", "ly"),
    ("ing", "ing"),
    ("ed", "ed"),
    *((ending, "noun") for ending in ("tion", "sion", "ment", "ness", "ity", "ance", "ence")),
    *((ending, "er") for ending in ("er", "or", "ist")),
    *((ending, "adj") for ending in ("ous", "ive", "al", "ic", "ful", "able", "ible", "ary")),
    *((ending, "adj") for ending in ("ish", "less")),
    ("est", "est"),
    ("ate", "ate"),
    *((ending, "verb") for ending in ("ize", "ise", "ify")),
    ("s", "s"),
)
EDGE = "#"  # beyond the sentence
STEM = 3  # an ending says nothing of a word that is little more
LEFT, RIGHT, NEAR = 5, 4, 10
SKIPPED = ("ly", "adverb")
# Classes of a word that makes a sentence of its own; a clause ends at a mark or at one of these.
FINITE = frozenset(["be", "have", "do", "modal", "third", "ed"])
CLAUSE = frozenset(
    {*",;:.—–()", "but", "and", "that", "who", "which", "because", "if", "when", "while", "as"}
    | {"after", "before"}
)
CLAUSE_WORDS = 12
OPENING = 3
STOPS = frozenset([".", "?", "!", "”", '"'])

_classes = cache(partial(pairs, "en/homographs_classes.tsv"))
_words = cache(partial(pairs, "en/homographs_words.tsv"))


class Context:
    """The words of one sentence, with the class and the features of each."""

    def __init__(self, words: Sequence[str]) -> None:
        """Take the tokens in order, as written."""
        self.words = words
        # All words at once, because that is several times as fast.
        self.lower = "\n".join(words).lower().replace("’", "'").split("\n")

    @cached_property
    def kinds(self) -> list[str]:
        """The class of each word."""
        return list(map(_kind, self.words, self.lower))

    @cached_property
    def finite(self) -> int:
        """The number of words that are surely verbs."""
        return sum(kind in FINITE for kind in self.kinds)

    def word(self, index: int) -> str:
        """Return a word in lower case, or the edge."""
        return self.lower[index] if 0 <= index < len(self.lower) else EDGE

    def kind(self, index: int) -> str:
        """Return the class of a word, or the edge."""
        return self.kinds[index] if 0 <= index < len(self.lower) else EDGE

    def features_before(self, index: int) -> list[str]:
        """Return the features of the three words before the one at an index."""
        first, second, third = (self.kind(index - n) for n in (1, 2, 3))
        word = self.word(index - 1)
        skipped = index - 1
        while self.kind(skipped) in SKIPPED:
            skipped -= 1
        return [
            f"-1={word}",
            f"-2={self.word(index - 2)}",
            f"-1:{first}",
            f"-2:{second}",
            f"-3:{third}",
            f"-2:{second}|{first}",
            f"-2={self.word(index - 2)}|{word}",
            f"-2:{second}|={word}",
            f"-1~{word[-3:]}",
            f"-1~{word[-2:]}",
            *([f"-*:{self.kind(skipped)}"] if skipped < index - 1 else []),
            *self._scan("<", range(index - 1, max(-2, index - 1 - LEFT), -1)),
            *([self._joined(index)] if first in {"conjunction", ","} else []),
        ]

    def features_after(self, index: int) -> list[str]:
        """Return the features of the word at an index and of the three words after it."""
        previous, first, second, third = (self.kind(index + n) for n in (-1, 1, 2, 3))
        word, written = self.word(index + 1), self.words[index]
        case = "upper" if written.isupper() else "title" if written[0].isupper() else "lower"
        return [
            "always",
            f"case={case}{'' if index else ' first'}",
            f"+1={word}",
            f"+2={self.word(index + 2)}",
            f"+1:{first}",
            f"+2:{second}",
            f"+3:{third}",
            f"+2:{first}|{second}",
            f"+2={word}|{self.word(index + 2)}",
            f"+1~{word[-3:]}",
            f"+1~{word[-2:]}",
            f"±1:{previous}|{first}",
            f"±1:{self.kind(index - 2)}|{previous}|{first}",
            f"±2:{previous}|{first}|{second}",
            f"±1={self.word(index - 1)}|:{first}",
            f"±1:{previous}|={word}",
            *self._scan(">", range(index + 1, index + 1 + RIGHT)),
            *([f"+and:{second}|{previous}"] if first in {"conjunction", ","} else []),
        ]

    def features_of_sentence(self, index: int) -> list[str]:
        """Return the features of a word's place, and of the verbs that stand beside it."""
        previous, first = self.kind(index - 1), self.kind(index + 1)
        others = min(self.finite - (self.kind(index) in FINITE), 2)
        before = self._verb(range(index - 1, max(-1, index - 1 - CLAUSE_WORDS), -1))
        after = self._verb(range(index + 1, min(len(self.words), index + 1 + CLAUSE_WORDS)))
        names = [
            f"at={min(index, OPENING)}",
            f"verbs={others}",
            f"verbs={others}:{previous}",
            f"verb:{before}|{after}",
        ]
        if index < OPENING:
            names.append(f"at={index}:{previous}|{first}")
        if self.lower[-1] not in STOPS:  # a headline
            names += [f"head:{previous}|{first}", f"head:{previous}"]
        return names

    def features_near(self, index: int) -> list[str]:
        """Return the words within ten of the one at an index, without repeats, and their topics.

        A topic stands twice for each word of it, because one word alone tells less.
        """
        around = self.lower[max(0, index - NEAR) : index] + self.lower[index + 1 : index + 1 + NEAR]
        topics = _topics()
        return [
            *(f"near={word}" for word in dict.fromkeys(around) if len(word) > STEM - 1),
            *(name for word in around for name in topics.get(word, ())),
        ]

    def _verb(self, places: range) -> str:
        """Return the class of a clause's nearest verb on one side: "ed", other, or none."""
        for index in places:
            if self.lower[index] in CLAUSE:
                break
            if (kind := self.kinds[index]) in FINITE:
                return "ed" if kind == "ed" else "yes"
        return "no"

    def _scan(self, side: str, places: range) -> Iterator[str]:
        """Yield the nearest function word on one side, unless a mark stands between."""
        for n, index in enumerate(places, start=1):
            word = self.word(index)
            word_class = _classes().get(word)
            if word_class and not (side == "<" and word_class == "adverb"):
                yield f"{side}:{word_class}"
                yield f"{side}{n}:{word_class}"
                return
            if word == EDGE or (not word[0].isalnum() and word not in '-"“”'):
                yield f"{side}:{word}"
                return

    def _joined(self, index: int) -> str:
        """Return the feature of the word that "and" joins to this one: "to plan and produce"."""
        classes = {_classes().get(word) for word in self.lower[max(0, index - 8) : index - 1]}
        opening = "to" if "to" in classes else "modal" if "modal" in classes else ""
        return f"-and:{opening}|{self.kind(index - 2)}"


@lru_cache(maxsize=4096)
def _kind(word: str, lower: str) -> str:
    word_class = _classes().get(lower)
    if word_class:
        return word_class
    if not lower[0].isalpha():
        return "number" if lower[0].isdigit() else lower
    if "'" in lower:
        return "possessive"
    if word[0].isupper():
        return "name"
    suggested = (
        kind for end, kind in ENDINGS if lower.endswith(end) and len(lower) >= len(end) + STEM
    )
    return _words().get(lower) or next(suggested, "word")


@cache
def _topics() -> dict[str, list[str]]:
    """Return the features of a word's topics."""
    table = pairs("en/homographs_topics.tsv").items()
    return {word: [f"near~{topic}" for topic in topics.split(" ")] * 2 for word, topics in table}
