from hypothesis import given, strategies as st

from narrate.text.breath import LONGEST, breaths


def test_a_sentence_that_can_be_said_stays_whole() -> None:
    sentence = "One thing, then another;" * 20
    assert list(breaths(sentence)) == [sentence]


def test_a_cut_goes_after_a_clause_before_it_goes_between_words() -> None:
    sentence = "word " * 200 + "end, " + "word " * 200
    assert [part.split()[-1] for part in breaths(sentence)] == ["end,", "word"]


@given(st.text("ab ,;\n—", min_size=0, max_size=200), st.integers(1, 60))
def test_nothing_is_lost_and_no_part_is_too_long(text: str, times: int) -> None:
    parts = list(breaths(text * times))
    assert "".join("".join(parts).split()) == "".join((text * times).split())
    assert all(len(part) <= LONGEST for part in parts)
    assert all(parts) or parts == [""]
