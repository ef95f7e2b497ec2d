"""The account holds across blocks: what is lost, doubled, moved or changed is always found."""

from typing import NamedTuple

import pytest
from hypothesis import given, strategies as st

from narrate import publish
from narrate.errors import PublishError
from narrate.model import Article, Block, Kind, Skipped, Utterance


class Prepared(NamedTuple):
    article: Article
    utterances: list[Utterance]


@st.composite
def prepared(draw: st.DrawFn) -> Prepared:
    """Draw an article of a few blocks, no two sentences alike, some with nothing to say."""
    number = iter(range(1_000))
    blocks, utterances, skipped = [], [], []
    positions = draw(st.lists(st.integers(0, 20), min_size=1, max_size=4, unique=True).map(sorted))
    for position in positions:
        parts = draw(st.lists(st.sampled_from(["said", "said", "mute"]), min_size=1, max_size=4))
        sentences = ["* * *" if part == "mute" else f"Nr. {next(number)}!" for part in parts]
        block = Block(Kind.PARAGRAPH, " ".join(sentences), position=position)
        blocks.append(block)
        for part, sentence in zip(parts, sentences, strict=True):
            if part == "said":
                utterances.append(Utterance(block, sentence))
            else:
                mute = Block(Kind.PARAGRAPH, sentence, position=position)
                skipped.append(Skipped(mute, "nothing to say"))
    return Prepared(Article("id", "Title", "en", tuple(blocks), tuple(skipped)), utterances)


@given(prepared())
def test_what_is_said_whole_and_in_order_passes(one: Prepared) -> None:
    publish.check(*one)


@given(prepared(), st.data())
def test_any_other_list_of_sentences_is_found(one: Prepared, data: st.DataObject) -> None:
    said = one.utterances
    if not said:
        return
    other = data.draw(st.lists(st.sampled_from(said), max_size=len(said) + 2))
    if other == said:
        publish.check(one.article, other)
    else:
        with pytest.raises(PublishError, match="Nothing was published"):
            publish.check(one.article, other)


@given(prepared(), st.data())
def test_a_changed_sentence_is_found(one: Prepared, data: st.DataObject) -> None:
    if not one.utterances:
        return
    at = data.draw(st.integers(0, len(one.utterances) - 1))
    was = one.utterances[at]
    cut = data.draw(st.sampled_from([n for n, c in enumerate(was.written) if not c.isspace()]))
    written = was.written[:cut] + data.draw(st.sampled_from(["", "x"])) + was.written[cut + 1 :]
    other = [*one.utterances]
    other[at] = Utterance(was.block, written)
    with pytest.raises(PublishError, match="Nothing was published"):
        publish.check(one.article, other)


def test_blocks_out_of_order_are_found() -> None:
    first, second = Block(Kind.HEADING, "One"), Block(Kind.PARAGRAPH, "Two.", position=1)
    said = [Utterance(second, "Two."), Utterance(first, "One")]
    with pytest.raises(PublishError, match="out of place"):
        publish.check(Article("id", "One", "en", (first, second)), said)


def test_a_sentence_said_again_after_another_block_is_found() -> None:
    first, second = Block(Kind.HEADING, "One"), Block(Kind.PARAGRAPH, "Two.", position=1)
    said = [Utterance(first, "One"), Utterance(second, "Two."), Utterance(first, "One")]
    with pytest.raises(PublishError, match="spoken twice"):
        publish.check(Article("id", "One", "en", (first, second)), said)


def test_the_error_shows_the_words_where_they_part() -> None:
    block = Block(Kind.PARAGRAPH, "All is well. The end is lost.")
    with pytest.raises(PublishError, match=r"«Theendislost\.»"):
        publish.check(Article("id", "t", "en", (block,)), [Utterance(block, "All is well.")])
