"""Every row of the table from IPA to eSpeak NG's mnemonics is heard."""

from collections.abc import Iterator
from importlib.resources import files

import pytest
from hypothesis import given, strategies as st

from narrate.engines import ipa
from narrate.engines.pool import Pool
from narrate.model import SpokenRun, Voice

TABLE = files("narrate.engines").joinpath("espeak_ipa.tsv").read_text("utf-8").splitlines()
ROWS = [tuple(row.split("\t")) for row in TABLE[1:]]
MNEMONIC = {symbol: mnemonic for symbol, mnemonic, _ in ROWS}
SILENT = "ʲ"


@pytest.fixture(scope="module", params=["en-US", "en-GB"])
def pool(request: pytest.FixtureRequest) -> Iterator[Pool]:
    voice = Voice(name="v", engine="espeak", language=request.param)
    with Pool(voice, jobs=1, timeout_s=20) as pool:
        yield pool


def test_each_symbol_has_one_row_of_a_known_kind() -> None:
    assert TABLE[0] == "ipa\tmnemonic\tsound"
    assert len(MNEMONIC) == len(ROWS) > 90
    assert {kind for _, _, kind in ROWS} == {"vowel", "consonant"}


@pytest.mark.parametrize(("symbol", "mnemonic"), MNEMONIC.items())
def test_a_row_gives_its_mnemonic(symbol: str, mnemonic: str) -> None:
    assert ipa.to_espeak(symbol) == mnemonic


def test_the_library_knows_every_mnemonic(pool: Pool) -> None:
    def said(phonemes: str) -> bytes:
        return pool([SpokenRun("x", phonemes)]).pcm

    # It leaves out what says nothing, and stops at what it does not know.
    without = {said("pˈiːp"), said("pˈiː")}
    sounds = {symbol: said(f"pˈiː{symbol}p") for symbol in MNEMONIC if symbol != SILENT}
    assert [symbol for symbol, sound in sounds.items() if sound in without] == []


@given(st.lists(st.sampled_from([*MNEMONIC, "ˈ", "ˌ", "."])))
def test_what_the_table_knows_is_never_lost(symbols: list[str]) -> None:
    said = ipa.to_espeak("".join(symbols))
    stresses = [symbol for symbol in symbols if symbol in "ˈˌ"]
    assert said.count("'") + said.count(",") <= len(stresses)
    assert bool(said) == any(MNEMONIC.get(symbol) for symbol in symbols)


@given(st.lists(st.sampled_from([*MNEMONIC])), st.lists(st.sampled_from([*MNEMONIC])))
def test_one_unknown_symbol_leaves_it_all_to_the_text(before: list[str], after: list[str]) -> None:
    assert ipa.to_espeak("".join([*before, "ǃ", *after])) == ""
