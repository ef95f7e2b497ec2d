"""Check a dictionary: failed cases, faulty entries, and entries that never apply."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from narrate.model import Block, Edit, Kind, Utterance
from narrate.text import Lexicon, prepare
from narrate.text.lexeme import Lexeme
from narrate.text.lexicon import WORD
from narrate.text.respelling import Unreadable, alike, ipa_of

_CASES = re.compile(r"\s*\|\s*")
_EXPECTED = re.compile(r"\s*=\s*")


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault of an entry, described for a person."""

    lexicon: Lexicon
    lexeme: Lexeme
    problem: str

    def __str__(self) -> str:
        """Return file and line, the term and the problem, as a line of text."""
        return f"{self.lexicon.name}:{self.lexeme.line}: {self.lexeme.term}: {self.problem}"


def untrue(lexicon: Lexicon, lexicons: Sequence[Lexicon]) -> Iterator[Fault]:
    """Yield each case of a dictionary that does not hold under all the ``lexicons``.

    A case in the column ``sounds`` is a sound that the term must have, or "sentence = sound";
    several are parted by "|". A sound is a respelling, IPA between strokes, or plain words.
    """
    for lexeme in lexicon.lexemes:
        if (
            lexeme.respelling
            and lexeme.ipa
            and not alike(ipa_of(lexeme.respelling), lexeme.phonemes)
        ):
            problem = (
                f"{lexeme.respelling} is /{ipa_of(lexeme.respelling)}/, not /{lexeme.phonemes}/"
            )
            yield Fault(lexicon, lexeme, f"respelling and IPA differ: {problem}")
        for case in filter(None, _CASES.split(lexeme.sounds)):
            sentence, expected = ([lexeme.term, case], _EXPECTED.split(case, 1))["=" in case]
            got = _deciding_edit(sentence, lexeme, lexicons)
            if not _is(got, expected):
                yield Fault(
                    lexicon, lexeme, f"«{sentence}» must sound as {expected}, not {_shown(got)}"
                )


def obstructed(lexicon: Lexicon, nearer: Sequence[Lexicon]) -> Iterator[Fault]:
    """Yield each entry that never applies because a nearer dictionary has the same term."""
    for lexeme in lexicon.lexemes:
        for other in nearer:
            for twin in other.lexemes:
                if (twin.term, twin.language) == (lexeme.term, lexeme.language):
                    yield Fault(
                        lexicon, lexeme, f"never heard: {other.label}:{twin.line} is nearer"
                    )


def unused(lexicon: Lexicon, utterances: Sequence[Utterance]) -> Iterator[Fault]:
    """Yield each entry that no utterance uses."""
    used = {edit.rule for utterance in utterances for edit in utterance.edits}
    for lexeme in lexicon.lexemes:
        if f"lexicon:{lexicon.label}:{lexeme.line}" not in used:
            yield Fault(lexicon, lexeme, "unused in these articles")


def _deciding_edit(sentence: str, lexeme: Lexeme, lexicons: Sequence[Lexicon]) -> Edit | None:
    """Return the first edit that covers the term's first word in a sentence, or None."""
    first = WORD.search(lexeme.term)
    word = first[0].casefold() if first else ""
    language = lexeme.language or "en"
    for utterance in prepare(
        [Block(Kind.PARAGRAPH, sentence)], language, lexicons=lexicons
    ).utterances:
        for edit in utterance.edits:
            if word in utterance.written[edit.start : edit.end].casefold():
                return edit
    return None


def _is(edit: Edit | None, expected: str) -> bool:
    if edit is None:
        return False
    if (ipa := _sound(expected)) and edit.phonemes:
        return alike(edit.phonemes, ipa)
    return edit.spoken.casefold() == expected.casefold()


def _sound(expected: str) -> str:
    """Return the IPA of an expected sound, "" for plain words."""
    if expected[:1] == "/" == expected[-1:]:
        return expected.strip("/")
    try:
        return ipa_of(expected) if re.search(r"[A-Z]{2}", expected) else ""
    except Unreadable:
        return ""


def _shown(edit: Edit | None) -> str:
    if edit is None:
        return "as written"
    return f"/{edit.phonemes}/" if edit.phonemes else f"«{edit.spoken}»"
