"""Entries of the dictionary in the cases of Ukrainian and Polish."""

from pathlib import Path

import pytest

from narrate.model import Block, Kind
from narrate.text import Lexicon, prepare

FOLDER = Path(__file__).parents[2] / "voices" / "lexicons"
COLUMNS = "term\talias\trespelling\tipa\tlanguage\tcase"


def spoken(written: str, language: str, *lines: str) -> str:
    lexicon = Lexicon.parse("\n".join((COLUMNS, *lines)), "house.tsv")
    (utterance,) = prepare(
        [Block(Kind.PARAGRAPH, written)], language, lexicons=[lexicon]
    ).utterances
    return utterance.spoken


@pytest.mark.parametrize(
    ("entry", "written", "reading"),
    [
        ("Умєров\tУме́ров", "Умєрова бачили з Умєровим.", "Уме́рова бачили з Уме́ровим."),
        ("Зеленський\tЗеле́нський", "Про Зеленського.", "Про Зеле́нського."),
        ("Буча\tБу́ча", "У Бучі, з Бучі, за Бучею.", "У Бу́чі, з Бу́чі, за Бу́чею."),
        ("Сибіга\tСибі́га", "Сибізі передали від Сибіги.", "Сибі́зі передали від Сибі́ги."),
        ("Малюк\tМалю́к", "За словами Малюка.", "За словами Малю́ка."),
        ("Рустем Умєров\tРусте́м Уме́ров", "Рустема Умєрова.", "Русте́ма Уме́рова."),
        ("ЗМІ\tмедіа", "ЗМІ та ЗМІя.", "медіа та ЗМІя."),
        ("Умєров\tУме́ров", "Умєровщина.", "Умєровщина."),
    ],
)
def test_a_ukrainian_entry_covers_its_cases(entry: str, written: str, reading: str) -> None:
    assert spoken(written, "uk", entry) == reading


@pytest.mark.parametrize(
    ("entry", "written", "reading"),
    [
        ("Macron\tMakron", "Macrona i Macronem.", "Makrona i Makronem."),
        ("Trump\tTramp", "O Trumpie, Trumpowi.", "O Trampie, Trampowi."),
        ("Facebook\tFejsbuk", "Na Facebooku.", "Na Fejsbuku."),
        ("Jan Bush\tJan Busz", "Jana Busha.", "Jana Busza."),
        ("NATO\tnato", "NATO i NATOu.", "nato i NATOu."),
    ],
)
def test_a_polish_entry_covers_its_cases(entry: str, written: str, reading: str) -> None:
    assert spoken(written, "pl", entry) == reading


def test_phonemes_change_their_ending_with_the_word() -> None:
    entry = "Sikorski\t\t\tɕiˈkɔrski"
    lexicon = Lexicon.parse(f"{COLUMNS}\n{entry}", "house.tsv")
    block = Block(Kind.PARAGRAPH, "O Sikorskim.")
    (edit,) = prepare([block], "pl", lexicons=[lexicon]).utterances[0].edits
    assert (edit.spoken, edit.phonemes) == ("Sikorskim", "ɕiˈkɔrskim")


def test_a_written_entry_wins_over_a_case_of_another() -> None:
    assert spoken("Бучі.", "uk", "Буча\tБу́ча", "Бучі\tінше") == "інше."


def test_no_entry_is_inflected_in_english() -> None:
    assert spoken("Macrona came.", "en", "Macron\tmack-ron") == "Macrona came."


@pytest.mark.parametrize("language", ["uk", "pl"])
def test_the_built_in_dictionary_has_what_a_newsroom_says_daily(language: str) -> None:
    lexicon = Lexicon.parse((FOLDER / f"{language}.tsv").read_text("utf-8"), f"{language}.tsv")
    terms = [lexeme.term.casefold() for lexeme in lexicon.lexemes]
    assert len(terms) >= 100
    assert terms == sorted(terms)
    for lexeme in lexicon.lexemes:
        assert lexeme.alias != lexeme.term
        assert lexeme.language == language
        assert lexeme.note
        assert lexeme.source
        assert spoken(f"x {lexeme.term} x", language, f"{lexeme.term}\t{lexeme.alias}") == (
            f"x {lexeme.alias} x"
        )
