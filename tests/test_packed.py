"""Long sequences in little room: nothing lost, nothing twice, however one looks."""

import pickle
import tracemalloc
from collections.abc import Callable, Iterable, Sequence

from hypothesis import given, strategies as st

from narrate.model import Block, Edit, Kind, Utterance, Word, Words
from narrate.packed import packed

Said = tuple[Utterance, Words]


@given(st.lists(st.text(), max_size=40), st.sampled_from([1, 13, 64]), st.data())
def test_it_is_the_same_sequence(few: list[str], times: int, data: st.DataObject) -> None:
    items = few * times
    found = packed(iter(items))
    assert len(found) == len(items)
    assert list(found) == list(found) == items
    cut = data.draw(st.slices(len(items)))
    assert list(found[cut]) == items[cut]
    if items:
        at = data.draw(st.integers(-len(items), len(items) - 1))
        assert found[at] == items[at]


def sentence(number: int) -> Said:
    block = Block(Kind.PARAGRAPH, f"Boat {number} came in with the tide.", position=number)
    said = Utterance(block, block.text, (Edit(5, 9, f"number {number}", "number"),))
    return said, Words(Word(at, at + number, at, at + 3) for at in range(12))


def test_few_stay_as_they_are() -> None:
    few = [sentence(number) for number in range(511)]
    assert packed(few) == tuple(few)


def test_many_take_a_fifth_of_the_room() -> None:
    def room(keep: Callable[[Iterable[Said]], Sequence[Said]]) -> int:
        tracemalloc.start()
        held = keep(sentence(number) for number in range(5_000))
        size, _ = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert pickle.dumps(held[-1]) == pickle.dumps(sentence(4_999))
        return size

    assert room(packed) * 5 < room(tuple)
