"""Turn text into utterances: sentences, rules and the pronunciation dictionary."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from narrate.model import Block, Edit, Kind, Pauses, Skipped, Utterance
from narrate.text.breath import breaths
from narrate.text.fold import folded
from narrate.text.languages import guessed_style, rules_of, style_of, thousands_of
from narrate.text.lexeme import Lexeme
from narrate.text.lexicon import Lexicon
from narrate.text.rules import GB, US, Claims, Style, claim
from narrate.text.sentence import splitter

__all__ = [
    "GB",
    "US",
    "Lexeme",
    "Lexicon",
    "Prepared",
    "Style",
    "prepare",
    "sentences",
    "speakable",
    "style_of",
]

NOTHING_TO_SAY = "nothing to say: neither a letter nor a digit"


class Prepared(NamedTuple):
    """The utterances in order, and the sentences that hold nothing to speak.

    The block of a skipped sentence holds only that sentence.
    """

    utterances: Sequence[Utterance]
    skipped: tuple[Skipped, ...]


def sentences(text: str, language: str) -> list[str]:
    """Return the sentences of a text in order; no character but white space is left out."""
    return [text[start:end] for start, end in splitter(language).spans(text)]


def speakable(text: str, language: str) -> str:
    """Return ``text`` with the edits of its language's rules, without a dictionary."""
    spoken, position, style = "", 0, guessed_style(language, text)
    for start, end in splitter(language).spans(text):
        written = text[start:end]
        block = Block(Kind.PARAGRAPH, written)
        utterance = Utterance(block, written, _edits(written, language, (), style, ()))
        spoken += text[position:start] + utterance.spoken
        position = end
    return spoken + text[position:]


def prepare(
    blocks: Iterable[Block],
    language: str,
    *,
    lexicons: Sequence[Lexicon] = (),
    pauses: Pauses = Pauses(),
    style: Style | None = None,
    earlier_utterances: Mapping[Block, tuple[Utterance, ...]] = MappingProxyType({}),
) -> Prepared:
    """Return the utterances of the blocks, each block on its own.

    A later lexicon overrides an earlier one. ``style`` defaults to the style of the language's
    region. ``earlier_utterances`` holds reusable utterances by block, the block at position 0:
    they were prepared with the same language, lexicons, pauses and style.
    """
    skipped: list[Skipped] = []
    blocks = tuple(blocks)
    if style is None:
        style = guessed_style(language, "\n".join(block.text for block in blocks))

    def utterances_of(block: Block) -> list[Utterance]:
        if earlier := earlier_utterances.get(block._replace(position=0)):
            return [utterance._replace(block=block) for utterance in earlier]
        utterances, position = [], 0
        for written in _utterable(block.text, language):
            position = block.text.index(written, position)
            edits = _edits(written, language, lexicons, style, _hinted(block, written, position))
            position += len(written)
            utterance = Utterance(block, written, edits, pauses.sentence_ms)
            if any(character.isalnum() for character in utterance.spoken):
                utterances.append(utterance)
            else:
                skipped.append(Skipped(block._replace(text=written), NOTHING_TO_SAY))
        return utterances

    utterances = tuple(_breathing(blocks, utterances_of, pauses))
    return Prepared(utterances, tuple(skipped))


def _breathing(
    blocks: Iterable[Block], utterances_of: Callable[[Block], list[Utterance]], pauses: Pauses
) -> Iterator[Utterance]:
    """Yield each block's utterances, the last with the pause in ms; a note changes that pause."""
    last: Utterance | None = None
    for block in blocks:
        if last and block.kind is Kind.NOTE and _pause_ms(last.block) is None:
            last = last._replace(pause_ms=pauses.after(last.block.kind, block.kind))
        if utterances := utterances_of(block):
            if last:
                yield last
            yield from utterances[:-1]
            pause_ms = pauses.after(block.kind) if (own_ms := _pause_ms(block)) is None else own_ms
            last = utterances[-1]._replace(pause_ms=pause_ms)
    if last:
        yield last


def _pause_ms(block: Block) -> int | None:
    """Return the pause in ms that an editor chose for a block, or None."""
    values = (hint.value for hint in block.hints if hint.kind == "pause")
    return next((int(value) for value in values if value.isdecimal()), None)


def _utterable(text: str, language: str) -> Iterator[str]:
    for sentence in sentences(text, language) or [text]:
        yield from breaths(sentence)


def _hinted(block: Block, written: str, position: int) -> Iterator[Edit]:
    """Yield the edits that the page's markup asks for in the sentence that starts at ``position``.

    A hint of kind ``as`` holds the spoken text, a hint of kind ``abbr`` the full form. The
    dictionary and the rules decide an abbreviation in capitals, such as "WHO".
    """
    for hint in block.hints:
        start, end = hint.start - position, hint.end - position
        if 0 <= start < end <= len(written):
            stands = written[start:end]
            if hint.kind == "as" or (hint.kind == "abbr" and not stands.isupper()):
                yield Edit(start, end, hint.value, f"page:{hint.kind}")


def _edits(
    written: str,
    language: str,
    lexicons: Sequence[Lexicon],
    style: Style | None,
    hinted: Iterable[Edit],
) -> tuple[Edit, ...]:
    text = folded(written, thousands_of(language))
    claims = Claims()
    claims.add(text.inward(hinted))
    for lexicon in reversed(lexicons):
        claims.add(lexicon.edits(text.text, language))
    claim(text.text, rules_of(language), style or style_of(language), claims)
    return text.outward(claims.edits, written)
