"""What stands around a word, as the names of features that a table of weights can know.

``-1=the`` is the word before, ``-1:determiner`` its class, ``near=pipe`` a word within ten. Classes
are those of ``homographs_classes.tsv``, else what the ending suggests.
"""

from collections.abc import Iterator, Sequence
from functools import cache, partial

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

_classes = cache(partial(pairs, "en/homographs_classes.tsv"))


class Context:
    """The words of one sentence, and what is asked about them."""

    def __init__(self, words: Sequence[str]) -> None:
        """Take the tokens in order, as written."""
        self.words = words
        self.lower = [word.lower().replace("’", "'") for word in words]
        self._classes: dict[int, str] = {}

    def word(self, at: int) -> str:
        """Return a word in lower case, or the edge."""
        return self.lower[at] if 0 <= at < len(self.lower) else EDGE

    def kind(self, at: int) -> str:
        """Return the class of a word, or the edge."""
        if not 0 <= at < len(self.lower):
            return EDGE
        if at not in self._classes:
            self._classes[at] = _kind(self.words[at], self.lower[at])
        return self._classes[at]

    def before(self, at: int) -> list[str]:
        """Return the features of what stands before the word at an index."""
        one, two, three = (self.kind(at - n) for n in (1, 2, 3))
        word = self.word(at - 1)
        skipped = at - 1
        while self.kind(skipped) in SKIPPED:
            skipped -= 1
        return [
            f"-1={word}",
            f"-2={self.word(at - 2)}",
            f"-1:{one}",
            f"-2:{two}",
            f"-3:{three}",
            f"-2:{two}|{one}",
            f"-2={self.word(at - 2)}|{word}",
            f"-2:{two}|={word}",
            f"-1~{word[-3:]}",
            f"-1~{word[-2:]}",
            *([f"-*:{self.kind(skipped)}"] if skipped < at - 1 else []),
            *self._scan("<", range(at - 1, max(-2, at - 1 - LEFT), -1)),
            *([self._joined(at)] if one in {"conjunction", ","} else []),
        ]

    def after(self, at: int) -> list[str]:
        """Return the features of the word at an index itself and of what stands after it."""
        before, one, two, three = (self.kind(at + n) for n in (-1, 1, 2, 3))
        word, written = self.word(at + 1), self.words[at]
        case = "upper" if written.isupper() else "title" if written[0].isupper() else "lower"
        return [
            "always",
            f"case={case}{'' if at else ' first'}",
            f"+1={word}",
            f"+2={self.word(at + 2)}",
            f"+1:{one}",
            f"+2:{two}",
            f"+3:{three}",
            f"+2:{one}|{two}",
            f"+2={word}|{self.word(at + 2)}",
            f"+1~{word[-3:]}",
            f"+1~{word[-2:]}",
            f"±1:{before}|{one}",
            f"±1:{self.kind(at - 2)}|{before}|{one}",
            f"±2:{before}|{one}|{two}",
            f"±1={self.word(at - 1)}|:{one}",
            f"±1:{before}|={word}",
            *self._scan(">", range(at + 1, at + 1 + RIGHT)),
            *([f"+and:{two}|{before}"] if one in {"conjunction", ","} else []),
        ]

    def near(self, at: int) -> list[str]:
        """Return the words near one, each once: what a sentence is about."""
        around = self.lower[max(0, at - NEAR) : at] + self.lower[at + 1 : at + 1 + NEAR]
        return [f"near={word}" for word in dict.fromkeys(around) if len(word) > STEM - 1]

    def _scan(self, side: str, places: range) -> Iterator[str]:
        """Yield the nearest function word on one side, unless a mark stands between."""
        for n, at in enumerate(places, start=1):
            word = self.word(at)
            found = _classes().get(word)
            if found and not (side == "<" and found == "adverb"):
                yield f"{side}:{found}"
                yield f"{side}{n}:{found}"
                return
            if word == EDGE or (not word[0].isalnum() and word not in '-"“”'):
                yield f"{side}:{word}"
                return

    def _joined(self, at: int) -> str:
        """Return what a word after "and" is likely to be joined to: "to plan and produce"."""
        said = {_classes().get(word) for word in self.lower[max(0, at - 8) : at - 1]}
        opening = "to" if "to" in said else "modal" if "modal" in said else ""
        return f"-and:{opening}|{self.kind(at - 2)}"


def _kind(word: str, lower: str) -> str:
    known = _classes().get(lower)
    if known:
        return known
    if not lower[0].isalpha():
        return "number" if lower[0].isdigit() else lower
    if "'" in lower:
        return "possessive"
    if word[0].isupper():
        return "name"
    for ending, kind in ENDINGS:
        if lower.endswith(ending) and len(lower) >= len(ending) + STEM:
            return kind
    return "word"
