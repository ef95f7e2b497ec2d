"""The language of an article: the tag that its source declares, checked against its text.

A page's tag is often its theme's default, not its editors' choice. ``frequent.tsv`` holds for each
language its names, the words that stand most often in its texts, or the script that only it uses.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import cache
from importlib import resources
from typing import NamedTuple

from narrate.model import Block
from narrate.source.page import Page, language_tag

_DEFAULT = "en"  # the language of a source that declares none, and of most themes
_FOREIGN = re.compile(r"[^\W\d_\x00-\x7f]")
_ASCII = re.compile("[A-Za-z]")
_WORD = re.compile(r"[^\s\d.,;:!?…\"'’‘“”„«»‹›()\[\]{}<>|/·•—–।۔،؟。！？、，-]+")
_LONGEST = 20_000  # characters; more text changes no verdict
_FEWEST_WORDS = 5
_SMALLEST_SHARE = 0.15
_SMALLEST_CYRILLIC = 0.05  # its script leaves a few languages only, and English is none of them
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_UNLIKE = 0.5  # a declared language that scores less than this part of the best is doubtful
_LONG_ENOUGH = 40  # words in which some language must be recognizable
_KANA_SHARE = 0.1
# Codes that mean, for this purpose, a language of the table.
_ALIASES = {
    "no": "nb", "bs": "hr", "sh": "hr", "fil": "tl", "iw": "he", "in": "id", "cmn": "zh",
    "yue": "zh", "mo": "ro", "ger": "de", "deu": "de", "eng": "en", "fra": "fr", "spa": "es",
}  # fmt: skip


class Judgement(NamedTuple):
    """The language in which an article is narrated (BCP 47), and notes for the user."""

    language: str
    notes: tuple[str, ...] = ()


class _Row(NamedTuple):
    """A language: its names, English first, its scripts, and its frequent words."""

    names: tuple[str, ...]
    scripts: frozenset[str]
    words: frozenset[str]


def judge(page: Page, requested: str, *, markup: bool, served: str = "") -> Judgement:
    """Return the language of a page: requested, else declared, else recognized in its text.

    ``markup``: the tag stands in HTML, where English is the default of a theme and gives way to
    a text that is clearly in another language. Any other declaration holds, with a warning.
    ``served``: the tag in the server's answer, which counts where the page declares none and its
    text is in no clear language.
    """
    facts = page.facts
    tags = (requested,) if requested else (facts.language, *facts.languages)
    declared = tuple(dict.fromkeys(filter(None, tags)))
    shares = scores(" ".join(part.text for part in page.parts if isinstance(part, Block)))
    best = _best(shares)
    first = next(iter((*declared, served or _DEFAULT)))
    if not best:
        unknown = not (declared or served) and shares.total >= _LONG_ENOUGH
        why = "its language is not recognized: narrated as English. Set it with --language."
        return Judgement(first, (why,) if unknown else ())
    if not _differs(first, best, shares):
        return Judgement(first)
    name = _name(best)
    if agreeing := [tag for tag in declared if _primary(tag) == best]:
        why = f"it declares {', '.join(declared)}, and its text is {name}: narrated in {name}."
        return Judgement(agreeing[0], (why,))
    if not declared:
        why = f"it declares no language, and its text is {name}: narrated in {name}."
        return Judgement(best, (why,))
    stated = f"{first} is set" if requested else f"it declares {', '.join(declared)}"
    if not requested and markup and {_primary(tag) for tag in declared} == {_DEFAULT}:
        why = f"{stated}, a theme's default, but its text is {name}: narrated in {name}."
        return Judgement(best, (why,))
    why = f"{stated}, but its text looks {name}. Set --language {best} if it is."
    return Judgement(first, (f"warning: {why}",))


def recognized(text: str) -> str:
    """Return the language that a text is clearly in; empty where none is clear."""
    return _best(scores(text))


def tag_of(declaration: str) -> str:
    """Return the tag of a declared language, which may be a name; empty where it is neither.

    >>> tag_of("de_AT"), tag_of("Deutsch"), tag_of("German"), tag_of("two words")
    ('de-AT', 'de', 'de', '')
    """
    return _tags_by_name().get(declaration.strip().casefold()) or language_tag(declaration.strip())


class Scores(NamedTuple):
    """The words of a text, how many of them are frequent in each language, and the least share.

    A language with a smaller share of the words is not clear.
    """

    total: int
    hits: Counter[str]
    least: float = _SMALLEST_SHARE

    def share(self, language: str) -> float:
        """Return the share of a language's frequent words, 0 to 1."""
        return self.hits[language] / self.total if self.total else 0.0


def scores(text: str) -> Scores:
    """Count the frequent words of each language in a text's first 20,000 characters."""
    text = text[:_LONGEST].casefold()
    if language := _by_script(text):
        letters = sum(map(str.isalpha, text))
        return Scores(letters, Counter({language: letters}))
    languages = _languages_by_word()
    words = _WORD.findall(text)
    hits = Counter(tag for word in words for tag in languages.get(word, ()))
    cyrillic = 2 * len(_CYRILLIC.findall(text)) > sum(map(str.isalpha, text))
    return Scores(len(words), hits, _SMALLEST_CYRILLIC if cyrillic else _SMALLEST_SHARE)


def _best(shares: Scores) -> str:
    if not shares.hits:
        return ""
    [(language, hits)] = shares.hits.most_common(1)
    clear = hits >= _FEWEST_WORDS and shares.share(language) >= shares.least
    return language if clear else ""


def _differs(tag: str, best: str, shares: Scores) -> bool:
    """Return whether a text is clearly not in a declared language, but in the best one."""
    primary = _primary(tag)
    return primary in _table() and shares.hits[primary] < _UNLIKE * shares.hits[best]


def _by_script(text: str) -> str:
    """Return the language whose script most letters have, or ""."""
    foreign = _FOREIGN.findall(text)
    letters = len(foreign) + len(_ASCII.findall(text))
    if 2 * len(foreign) <= letters:
        return ""
    counts = Counter(unicodedata.name(character, "?").split()[0] for character in foreign)
    kana = counts["HIRAGANA"] + counts["KATAKANA"]
    if kana > _KANA_SHARE * (kana + counts["CJK"]):
        counts["HIRAGANA"] += counts.pop("CJK", 0)
    for tag, row in _table().items():
        if sum(counts[script] for script in row.scripts) * 2 > letters:
            return tag
    return ""


def _name(tag: str) -> str:
    return f"{_table()[tag].names[0]} ({tag})"


def _primary(tag: str) -> str:
    primary = tag.partition("-")[0]
    return _ALIASES.get(primary, primary)


@cache
def _table() -> dict[str, _Row]:
    table = resources.files("narrate.source").joinpath("frequent.tsv")
    cells = (line.split("\t") for line in table.read_text(encoding="utf-8").splitlines()[1:])
    return {
        tag: _Row(tuple(names.split()), frozenset(scripts.split()), frozenset(words.split()))
        for tag, names, scripts, words in cells
    }


@cache
def _languages_by_word() -> dict[str, list[str]]:
    return _inverted((tag, row.words) for tag, row in _table().items())


@cache
def _tags_by_name() -> dict[str, str]:
    return {name.casefold(): tag for tag, row in _table().items() for name in row.names}


def _inverted(rows: Iterable[tuple[str, Iterable[str]]]) -> dict[str, list[str]]:
    languages: dict[str, list[str]] = {}
    for tag, words in rows:
        for word in words:
            languages.setdefault(word, []).append(tag)
    return languages
