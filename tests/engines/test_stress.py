"""Ukrainian stress from a dictionary, and models that read letters."""

import json
from pathlib import Path

import pytest
import tiny

from narrate.engines.piper import Piper
from narrate.engines.stress import Stress
from narrate.model import SpokenRun, Voice

marisa_trie = pytest.importorskip("marisa_trie")
WORDS = {
    "рукавиця": bytes([6]),
    "Полтава": bytes([5]),
    "п'ятниця": bytes([3]),
    "вогнетрив": bytes([9]),
    # Two readings: a castle, a lock.
    "замок": bytes([2, 0xFE, 0x61, 0xFF, 4, 0xFE, 0x61, 0xFF]),
    # Two readings that agree.
    "берег": bytes([2, 0xFE, 0x20, 0xFF, 2, 0xFE, 0x23, 0xFF]),
}


@pytest.fixture
def stress(tmp_path: Path) -> Stress:
    path = tmp_path / "stress.trie"
    marisa_trie.BytesTrie(WORDS.items()).save(str(path))
    return Stress.read(path)


@pytest.mark.parametrize(
    ("written", "marked"),
    [
        ("Ця рукавиця.", "Ця рукави\u0301ця."),
        ("РУКАВИЦЯ", "РУКАВИ\u0301ЦЯ"),
        ("полтава", "полта\u0301ва"),
        ("п’ятниця", "п’я\u0301тниця"),
        ("замок", "замок"),
        ("берег", "бе\u0301рег"),
        ("рукавиця-берег", "рукави\u0301ця-бе\u0301рег"),
        ("Полта\u0301ва", "Полта\u0301ва"),
        ("невідоме", "невідоме"),
    ],
)
def test_a_known_word_gets_its_mark(stress: Stress, written: str, marked: str) -> None:
    assert stress.mark(written) == marked


def test_a_model_that_reads_letters_gets_small_ones_and_no_phonemes(tmp_path: Path) -> None:
    path = tiny.piper(tmp_path / "uk_UA-tiny-low.onnx")
    about = Path(f"{path}.json")
    description = json.loads(about.read_text("utf-8")) | {"phoneme_type": "text"}
    for number, letter in enumerate("п'ять сум\u0301", len(description["phoneme_id_map"])):
        description["phoneme_id_map"].setdefault(letter, [number])
    about.write_text(json.dumps(description), "utf-8")
    voice = Voice(name="a", engine="piper", id="x", language="uk-UA", model=str(path))
    with Piper().load(voice) as speaker:
        text = speaker._input([SpokenRun("П’ять "), SpokenRun("Сум", "sum")])  # type: ignore[attr-defined]  # noqa: SLF001
    assert text == "п'ять сум"
