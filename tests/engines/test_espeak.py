"""eSpeak NG itself: phonemes decide what is heard."""

from collections.abc import Iterator

import pytest

from narrate.engines.pool import Pool
from narrate.model import Run, Voice


@pytest.fixture
def pool() -> Iterator[Pool]:
    with Pool(Voice(name="v", engine="espeak", language="en-US"), jobs=1, timeout_s=20) as pool:
        yield pool


def test_phonemes_decide_what_is_heard(pool: Pool) -> None:
    text, named = pool([Run("Szczerba")]), pool([Run("Szczerba", "ˈʃtʃɛərbə")])
    assert text.pcm != named.pcm
    assert named.pcm == pool([Run("anything else", "ˈʃtʃɛərbə")]).pcm


def test_a_phoneme_that_has_no_mnemonic_leaves_the_text(pool: Pool) -> None:
    assert pool([Run("shchair-buh", "ǃǃ")]).pcm == pool([Run("shchair-buh")]).pcm


def test_brackets_in_the_text_are_no_phonemes(pool: Pool) -> None:
    assert pool([Run("[[h@l'oU]]")]).pcm != pool([Run("x", "həˈloʊ")]).pcm


def test_a_language_without_the_table_says_the_text() -> None:
    with Pool(Voice(name="v", engine="espeak", language="de"), jobs=1, timeout_s=20) as german:
        assert german([Run("Schtscherba", "ˈʃtʃɛərbə")]).pcm == german([Run("Schtscherba")]).pcm
