"""The cases of an entry of the dictionary: "Умєров" covers "Умєрова", "Sikorski" "Sikorskiego"."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import chain, product
from typing import TYPE_CHECKING, NamedTuple

from narrate.text.table import rows

if TYPE_CHECKING:
    from narrate.text.lexeme import Lexeme

LANGUAGES = frozenset(("uk", "pl"))
_FEWEST = 3  # letters of a word that is inflected
_LONGEST = 3  # letters of an ending
_MOST_WORDS = 4
_LETTERS = {"uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя", "pl": "aąbcćdeęfghijklłmnńoópqrsśtuvwxyzźż"}


class Inflected(NamedTuple):
    """A word in another case: its stem, the new ending, and both endings as they sound."""

    case: str
    stem: str
    ending: str
    base_ipa: str
    ipa: str

    @property
    def word(self) -> str:
        """The word as written."""
        return self.stem + self.ending


@cache
def _endings(language: str) -> Mapping[str, tuple[tuple[str, str, str, str], ...]]:
    """Return by each ending of a nominative the cases: name, ending, both sounds."""
    table: dict[str, list[tuple[str, str, str, str]]] = {}
    for _, code, base, case, ending, base_ipa, ipa in rows("slavic/inflections.tsv"):
        if code == language:
            table.setdefault(base, []).append((case, ending, base_ipa, ipa))
    return {base: tuple(cases) for base, cases in table.items()}


def _cases(word: str, language: str) -> Iterator[Inflected]:
    """Yield a word in its other cases; a short one, an acronym or a foreign one has none."""
    letters = word.casefold()
    native = set(letters) <= set(_LETTERS[language]) | set("'’ʼ\u0301")
    if len(letters) < _FEWEST or word.isupper() or not native:
        return
    table = _endings(language)
    vowel = letters[-1] in "аеєиіїоуюяaeiouyęąó"
    base = next(
        (
            letters[position:]
            for position in range(max(0, len(letters) - 3), len(letters))
            if letters[position:] in table
        ),
        "",
    )
    if not base and vowel:
        return  # "Макрону" and "Orlando": nothing is known of this ending
    stem = word[: len(word) - len(base)]
    for case, ending, base_ipa, ipa in table[base]:
        yield Inflected(case, stem, ending, base_ipa, ipa)


def _phrases(words: list[str], language: str) -> Iterator[tuple[str, tuple[Inflected | None, ...]]]:
    """Yield each case of a phrase: all of its words that have cases stand in the same one."""
    forms = [list(_cases(word, language)) for word in words]
    cases = {inflected.case for word_forms in forms for inflected in word_forms}
    for case in sorted(cases):
        options: list[list[Inflected | None]] = [
            [form for form in word_forms if form.case == case] or [None] for word_forms in forms
        ]
        for phrase in product(*options):
            yield case, phrase


def inflected(lexeme: "Lexeme", language: str) -> "Iterator[Lexeme]":
    """Yield an entry in its other cases: term and alias, or term and phonemes, change alike.

    An alias whose word has no such case stays as it is. Without an alias the spoken form for
    engines without phonemes is the term in its case.
    """
    words = lexeme.term.split()
    if language not in LANGUAGES or len(words) > _MOST_WORDS:
        return
    for case, phrase in _phrases(words, language):
        term = " ".join(
            form.word if form else word for word, form in zip(words, phrase, strict=True)
        )
        if lexeme.alias:
            yield lexeme._replace(term=term, spoken=_alias(lexeme.alias, case, phrase, language))
        elif (phonemes := _sound(lexeme.phonemes, words, phrase)) is not None:
            yield lexeme._replace(term=term, spoken=term, phonemes=phonemes)


def _alias(alias: str, case: str, phrase: tuple[Inflected | None, ...], language: str) -> str:
    """Return an alias in a case, with the endings of the term's words where it has them."""
    words = alias.split()
    alike = list(phrase) if len(words) == len(phrase) else [None] * len(words)
    return " ".join(
        _alike(word, case, form, language) for word, form in zip(words, alike, strict=True)
    )


def _alike(word: str, case: str, model: Inflected | None, language: str) -> str:
    """Return a word in a case, of two endings that of another word."""
    forms = [form for form in _cases(word, language) if form.case == case]
    same = (form.word for form in forms if model and form.ending == model.ending)
    return next(same, forms[0].word if forms else word)


def _sound(phonemes: str, words: list[str], phrase: tuple[Inflected | None, ...]) -> str | None:
    """Return phonemes in a case; None where they do not end as the term does."""
    sounds = phonemes.split()
    if len(sounds) != len(words):
        return None
    spoken = []
    for sound, form in zip(sounds, phrase, strict=True):
        if form is not None and not sound.endswith(form.base_ipa):
            return None
        spoken.append(sound.removesuffix(form.base_ipa) + form.ipa if form else sound)
    return " ".join(spoken)


def index(
    lexemes: "tuple[Lexeme, ...]", language: str, first_word: re.Pattern[str]
) -> "dict[str, list[tuple[int, Lexeme]]]":
    """Return entries by their first word in lower case, each with where that word starts.

    In a language that inflects, the entries' other cases stand there too; a written entry wins.
    """
    entries: dict[str, list[tuple[int, Lexeme]]] = {}
    terms = {lexeme.term for lexeme in lexemes}
    cases = (
        case
        for lexeme in lexemes
        if language in LANGUAGES and language.startswith(lexeme.language.partition("-")[0])
        for case in inflected(lexeme, language)
        if case.term not in terms
    )
    for lexeme in chain(lexemes, cases):
        if first := first_word.search(lexeme.term):
            entries.setdefault(first[0].lower(), []).append((first.start(), lexeme))
    return entries
