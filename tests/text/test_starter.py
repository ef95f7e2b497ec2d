"""The starter dictionary: readable, in order, its respelling and IPA one sound."""

import re
from collections import Counter
from pathlib import Path

import pytest

from narrate.engines.espeak import Espeak
from narrate.model import Voice
from narrate.text import Lexicon, lint
from narrate.text.lexeme import Lexeme
from narrate.text.respelling import alike, ipa_of
from narrate.text.table import rows

STARTER = Lexicon.parse(
    (Path(__file__).parents[2] / "voices" / "lexicons" / "en.tsv").read_text("utf-8"), "en.tsv"
)
LEXEMES = {lexeme.term: lexeme for lexeme in STARTER.lexemes}
AMERICAN = Voice(name="a", engine="espeak", id="en-us", language="en-US")


def test_it_has_the_names_of_a_news_desk() -> None:
    notes = Counter(re.split("[,;]", lexeme.note)[0] for lexeme in STARTER.lexemes)
    assert len(LEXEMES) >= 400
    assert notes["Ukraine"] >= 120
    assert notes["World"] >= 100
    assert notes["Europe"] >= 80


def test_it_is_sorted() -> None:
    terms = [term.casefold() for term in LEXEMES]
    assert terms == sorted(terms)


@pytest.mark.parametrize("lexeme", STARTER.lexemes, ids=lambda lexeme: str(lexeme.term))
def test_an_entry_is_whole(lexeme: Lexeme) -> None:
    symbols = {symbol for row in rows("ipa.tsv") for symbol in row[0]} | set("ˈˌ. ")
    assert lexeme.respelling
    assert lexeme.ipa
    assert set(lexeme.ipa) <= symbols
    assert alike(ipa_of(lexeme.respelling), lexeme.ipa)
    stressed = [part for part in re.split(r"[\s-]", lexeme.respelling) if part.isupper()]
    assert len(stressed) == lexeme.ipa.count("ˈ") >= 1
    assert lexeme.language == "en"
    assert lexeme.note
    assert lexeme.source


def test_its_cases_hold() -> None:
    assert [str(fault) for fault in lint.untrue(STARTER, [STARTER])] == []


# What eSpeak NG, without phonemes, makes of the respelling: as the system's voice reads it.
READ_ALOUD = {
    "Kharkiv": "kˈɑːɹkˈɪv",
    "Zaporizhzhia": "zˈɑːpˈoʊɹˈiːʒʒˈɑː",
    "Szczerba": "ʃˈɛɹbˈɑː",
    "Landsbergis": "lˈɑːndzbˈɜːɡˈɪs",
    "Scholz": "ʃˈoʊlts",
    "Stoltenberg": "stˈɑːltˈʌnbˈɜːɡ",
}


def test_the_system_s_voice_is_recognisable() -> None:
    spoken = [LEXEMES[name].spoken for name in READ_ALOUD]
    heard = Espeak().transcribe(spoken, AMERICAN)
    assert dict(zip(READ_ALOUD, heard, strict=True)) == READ_ALOUD
