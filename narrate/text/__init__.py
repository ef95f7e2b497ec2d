"""What will be said: sentences, rules, the pronunciation dictionary, utterances."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from narrate.model import Block, Edit, Kind, Pauses, Skipped, Utterance
from narrate.text.breath import breaths
from narrate.text.fold import folded
from narrate.text.languages import guessed_style, rules_of, style_of, thousands_of
from narrate.text.lexicon import Lexeme, Lexicon
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
    """What will be said, in order, and the sentences in which there is nothing to say.

    The block of a skipped sentence holds that sentence alone.
    """

    utterances: Sequence[Utterance]
    skipped: tuple[Skipped, ...]


def sentences(text: str, language: str) -> list[str]:
    """Return the sentences of a text in order; no character but white space is left out."""
    return [text[start:end] for start, end in splitter(language).spans(text)]


def speakable(text: str, language: str) -> str:
    """Return a text as the rules of its language say it, without a dictionary."""
    spoken, at, style = "", 0, guessed_style(language, text)
    for start, end in splitter(language).spans(text):
        written = text[start:end]
        block = Block(Kind.PARAGRAPH, written)
        utterance = Utterance(block, written, _edits(written, language, (), style, ()))
        spoken += text[at:start] + utterance.spoken
        at = end
    return spoken + text[at:]


def prepare(
    blocks: Iterable[Block],
    language: str,
    *,
    lexicons: Sequence[Lexicon] = (),
    pauses: Pauses = Pauses(),
    style: Style | None = None,
    known: Mapping[Block, tuple[Utterance, ...]] = MappingProxyType({}),
) -> Prepared:
    """Return the utterances of the blocks, each block on its own.

    A later lexicon is nearer and wins. ``style`` is by default that of the language's region.
    ``known`` are the utterances of blocks at position 0 that were prepared under the same terms.
    """
    skipped: list[Skipped] = []
    blocks = tuple(blocks)
    if style is None:
        style = guessed_style(language, "\n".join(block.text for block in blocks))

    def said(block: Block) -> list[Utterance]:
        if before := known.get(block._replace(position=0)):
            return [utterance._replace(block=block) for utterance in before]
        found, at = [], 0
        for written in _utterable(block.text, language):
            at = block.text.index(written, at)
            edits = _edits(written, language, lexicons, style, _hinted(block, written, at))
            at += len(written)
            utterance = Utterance(block, written, edits, pauses.sentence_ms)
            if any(character.isalnum() for character in utterance.spoken):
                found.append(utterance)
            else:
                skipped.append(Skipped(block._replace(text=written), NOTHING_TO_SAY))
        return found

    utterances = tuple(_breathing(blocks, said, pauses))
    return Prepared(utterances, tuple(skipped))


def _breathing(
    blocks: Iterable[Block], said: Callable[[Block], list[Utterance]], pauses: Pauses
) -> Iterator[Utterance]:
    """Yield what is said of each block, with the pause after it, which the next may lengthen."""
    last: Utterance | None = None
    for block in blocks:
        if last and block.kind is Kind.NOTE:
            last = last._replace(pause_ms=pauses.after(last.block.kind, block.kind))
        if utterances := said(block):
            if last:
                yield last
            yield from utterances[:-1]
            last = utterances[-1]._replace(pause_ms=pauses.after(block.kind))
    if last:
        yield last


def _utterable(text: str, language: str) -> Iterator[str]:
    for sentence in sentences(text, language) or [text]:
        yield from breaths(sentence)


def _hinted(block: Block, written: str, at: int) -> Iterator[Edit]:
    """Yield what the page itself says is to be said in a sentence that starts at an offset.

    ``as`` is said as it stands there, an abbreviation as what it stands for; one in capitals, such
    as "WHO", is left to the dictionary and the rules.
    """
    for hint in block.hints:
        start, end = hint.start - at, hint.end - at
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
