"""Blocks become utterances: pauses, and what is not said."""

from narrate.model import Block, Hint, Kind, Pauses
from narrate.text import prepare

PAUSES = Pauses(sentence_ms=1, item_ms=2, quote_ms=3, paragraph_ms=4, heading_ms=5)


def test_a_note_of_the_editors_stands_apart() -> None:
    kinds = (Kind.PARAGRAPH, Kind.NOTE, Kind.PARAGRAPH, Kind.PARAGRAPH)
    blocks = [Block(kind, "One.", position=at) for at, kind in enumerate(kinds)]
    pauses = Pauses(paragraph_ms=7, heading_ms=9)
    said = prepare(blocks, "en", pauses=pauses).utterances
    assert [utterance.pause_ms for utterance in said] == [9, 9, 7, 7]


def test_the_last_sentence_of_a_block_has_the_pause_of_its_block() -> None:
    blocks = [
        Block(Kind.HEADING, "News"),
        Block(Kind.PARAGRAPH, "One. Two."),
        Block(Kind.ITEM, "Three."),
        Block(Kind.QUOTE, "Four."),
    ]
    utterances = prepare(blocks, "en", pauses=PAUSES).utterances
    assert [(u.written, u.pause_ms) for u in utterances] == [
        ("News", 5),
        ("One.", 1),
        ("Two.", 4),
        ("Three.", 2),
        ("Four.", 3),
    ]


def test_a_sentence_with_nothing_to_say_is_skipped_with_its_reason() -> None:
    blocks = [Block(Kind.PARAGRAPH, "One. * * *"), Block(Kind.PARAGRAPH, "…"), Block(Kind.ITEM, "")]
    prepared = prepare(blocks, "en", pauses=PAUSES)
    assert [(u.written, u.pause_ms) for u in prepared.utterances] == [("One.", 4)]
    assert [skipped.block.text for skipped in prepared.skipped] == ["* * *", "…", ""]
    assert {skipped.reason for skipped in prepared.skipped} == {
        "nothing to say: neither a letter nor a digit"
    }


def test_each_block_is_split_on_its_own() -> None:
    blocks = [Block(Kind.PARAGRAPH, "It was Gen."), Block(Kind.PARAGRAPH, "Lee came.")]
    assert [u.block for u in prepare(blocks, "en").utterances] == blocks


def test_a_language_without_rules_is_said_as_written() -> None:
    written = "Den 5. mai kostet 3 kg om lag 4,50 €."
    (utterance,) = prepare([Block(Kind.PARAGRAPH, written)], "nb-NO").utterances
    assert (utterance.spoken, utterance.edits) == (written, ())


def test_what_the_page_says_is_said_in_whichever_sentence_it_stands() -> None:
    text = "It is WHO. Drive 90 kph to Kyiv. Kyiv is big."
    hints = (
        Hint(6, 9, "abbr", "World Health Organization"),
        Hint(20, 23, "abbr", "kilometers per hour"),
        Hint(27, 31, "as", "Keev"),
        Hint(33, 37, "lang", "uk"),
    )
    utterances = prepare([Block(Kind.PARAGRAPH, text, hints=hints)], "en").utterances
    assert [utterance.spoken for utterance in utterances] == [
        "It is W.H.O.",
        "Drive ninety kilometers per hour to Keev.",
        "Kyiv is big.",
    ]
    assert [edit.rule for edit in utterances[1].edits if edit.rule.startswith("page")] == [
        "page:abbr",
        "page:as",
    ]
