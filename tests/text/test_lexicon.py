"""The pronunciation dictionary."""

from contextlib import suppress
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from narrate.errors import LexiconError
from narrate.model import Block, Kind, Utterance
from narrate.text import Lexicon, prepare
from narrate.text.respelling import Unreadable, ipa_of, ipa_respelled
from narrate.text.table import pairs, rows

STARTER = Path(__file__).parents[2] / "voices" / "lexicons" / "en.tsv"
VOWELS, CONSONANTS = pairs("respelling_vowels.tsv"), pairs("respelling_consonants.tsv")


def lexicon(*lines: str, name: str = "house.tsv") -> Lexicon:
    return Lexicon.parse("\n".join(("term\talias\trespelling\tipa\tlanguage\tcase", *lines)), name)


def said(written: str, *lexicons: Lexicon, language: str = "en") -> Utterance:
    (utterance,) = prepare([Block(Kind.PARAGRAPH, written)], language, lexicons=lexicons).utterances
    return utterance


def test_an_alias_is_other_words_and_goes_through_no_rule() -> None:
    assert said("The IDP of 5.", lexicon("IDP\tdisplaced person, 5 of them")).spoken == (
        "The displaced person, 5 of them of five."
    )


def test_a_respelling_gives_phonemes_and_text_that_every_engine_reads() -> None:
    (edit,) = said("Mr Oyelaran came.", lexicon("Oyelaran\t\toh-yeh-LAH-ran")).edits[1:]
    assert (edit.spoken, edit.phonemes) == ("oh-yeh-lah-ran", "oʊjɛˈlɑːræn")


def test_ipa_gives_a_respelling_for_engines_without_phonemes() -> None:
    (edit,) = said("Ask Nkemelu.", lexicon("Nkemelu\t\t\t/ŋkɛˈmeɪluː/")).edits
    assert (edit.spoken, edit.phonemes) == ("ngke-may-loo", "ŋkɛˈmeɪluː")


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("Ruthven’s plan", "rivven's plan"),
        ("Ruthven's plan", "rivven's plan"),
        ("the Ruthvens came", "the rivvens came"),
        ("RUTHVEN WINS", "rivven WINS"),
        ("ruthven stays", "ruthven stays"),
        ("the Ruthvenites", "the Ruthvenites"),
        ("McRuthven", "McRuthven"),
        ("Ruthven-based", "rivven-based"),
        ("the Ruthvens’ plan", "the rivvens’ plan"),
        ("“Ruthven”", "“rivven”"),
    ],
)
def test_whole_words_match_with_their_endings(written: str, spoken: str) -> None:
    assert said(written, lexicon("Ruthven\trivven")).spoken == spoken


@pytest.mark.parametrize(
    ("term", "case", "hits", "misses"),
    [
        ("gif", "", ["gif", "GIF", "Gif"], []),
        ("Nice", "", ["Nice", "NICE"], ["nice"]),
        ("van Eyck", "", ["van Eyck", "Van Eyck", "VAN EYCK"], ["van eyck"]),
        ("Nice", "exact", ["Nice"], ["NICE", "nice"]),
        ("Nice", "any", ["Nice", "NICE", "nice"], []),
    ],
)
def test_capitals_matter_as_the_entry_says(
    term: str, case: str, hits: list[str], misses: list[str]
) -> None:
    house = lexicon(f"{term}\thit\t\t\t\t{case}")
    assert [said(f"x {word} x", house).spoken for word in hits] == ["x hit x"] * len(hits)
    assert [said(f"x {word} x", house).spoken for word in misses] == [f"x {w} x" for w in misses]


@pytest.mark.parametrize(
    "entries", list(permutations(["York\tyok", "New York Post\tthe post", "New York\tnoo yok"]))
)
def test_the_longest_entry_wins_in_whatever_order_they_stand(entries: tuple[str, ...]) -> None:
    spoken = said("New York Post, New York, York", lexicon(*entries)).spoken
    assert spoken == "the post, noo yok, yok"


def test_the_nearest_dictionary_wins_and_is_named() -> None:
    built_in, house = lexicon("Acme\tfar", name="en.tsv"), lexicon("", "Acme\tnear")
    (edit,) = said("Acme", built_in, house).edits
    assert (edit.spoken, edit.rule) == ("near", "lexicon:house.tsv:3")


def test_an_entry_of_another_language_is_silent() -> None:
    house = lexicon("Nice\tneece\t\t\tfr")
    assert said("Nice", house).spoken == "Nice"
    assert said("Nice", house, language="fr-CA").spoken == "neece"


def test_a_dictionary_goes_before_every_rule() -> None:
    assert said("NATO has $5.", lexicon("NATO\tthe alliance", "$5\ta fiver")).spoken == (
        "the alliance has a fiver."
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("word\talias\na\tb", "d.tsv, line 1, column 1: 'word' is no column"),
        ("term\tnote\na\tb", "d.tsv, line 1: the header lacks a saying"),
        ("alias\tnote\na\tb", "d.tsv, line 1: the header lacks term"),
        ("term,alias\na,b", "d.tsv, line 1: commas or semicolons part its columns, not tabs"),
        ("term\talias\n\tb", "d.tsv, line 2, column 1 (term): a term needs a letter"),
        ("term\talias\na", "d.tsv, line 2, column 2 (alias): nothing to say for 'a'"),
        ("term\talias\na\tb\na\tc", "d.tsv, line 3, column 1 (term): 'a' already stands in line 2"),
        ("term\talias\tipa\na\tb\tk", "d.tsv, line 2, column 3 (ipa): 'a' has an alias"),
        ("term\talias\tcase\na\tb\tup", "d.tsv, line 2, column 3 (case): 'up' is none of"),
        ("respelling\tterm\nqq\ta", "d.tsv, line 2, column 1 (respelling): no table reads qq"),
        ("ipa\tterm\nβ\ta", "d.tsv, line 2, column 1 (ipa): no table reads β"),
        ("xsampa\tterm\n!k\ta", "d.tsv, line 2, column 1 (xsampa): no table reads !k"),
    ],
)
def test_a_bad_file_names_line_and_column(text: str, message: str) -> None:
    with pytest.raises(LexiconError) as error:
        Lexicon.parse(text, "d.tsv")
    assert str(error.value).startswith(message)


def test_an_empty_file_is_an_empty_dictionary() -> None:
    assert Lexicon.parse("", "d.tsv").lexemes == ()


def test_a_file_from_a_spreadsheet_is_read() -> None:
    text = '\ufeffTerm\tAlias\t\t\r\nAcme\t"ack ""me"""\t\t\r\n\r\n'
    assert said("Acme", Lexicon.parse(text, "d.tsv")).spoken == 'ack "me"'


def test_ten_thousand_entries_find_their_words() -> None:
    house = lexicon(*(f"Name{number}\tnoom{number}x" for number in range(10_000)))
    assert said("Name7 met Name9999.", house).spoken == "noom7x met noom9999x."


SYLLABLES = st.tuples(
    st.sampled_from(["", "k", "sh", "tr", "zh"]),
    st.sampled_from(sorted(VOWELS)),
    st.sampled_from(["", "l", "n", "st"]),
).map("".join)


@given(st.lists(SYLLABLES, min_size=1, max_size=4).map("-".join))
def test_what_is_respelled_has_a_sound_that_can_be_respelled(respelling: str) -> None:
    ipa = ipa_of(respelling)
    assert ipa_of(ipa_respelled(ipa))


@given(st.text(max_size=20))
def test_a_respelling_is_read_or_refused(text: str) -> None:
    with suppress(Unreadable):
        assert ipa_of(text).strip() or not text.replace("-", " ").strip()


def test_the_starter_dictionary_is_readable_and_sorted() -> None:
    starter = Lexicon.parse(STARTER.read_text("utf-8"), "en.tsv")
    terms = [lexeme.term.casefold() for lexeme in starter.lexemes]
    assert terms == sorted(terms)
    assert len(terms) > 200
    symbols = {symbol for row in rows("ipa.tsv") for symbol in row[0]} | set("ˈˌ. ")
    assert all(lexeme.phonemes and set(lexeme.phonemes) <= symbols for lexeme in starter.lexemes)


@pytest.mark.parametrize(
    ("name", "ipa"),
    [
        ("Kharkiv", "ˈxɑːrkɪv"),
        ("Zaporizhzhia", "zɑːpoʊˈriːʒʒɑː"),
        ("Szczerba", "ˈʃtʃɛərbɑː"),
        ("Landsbergis", "ˈlɑːndsbɛrɡɪs"),
        ("Scholz", "ˈʃɒlts"),
        ("Stoltenberg", "ˈstɒltənbɛrɡ"),
    ],
)
def test_names_in_the_news_are_said_right(name: str, ipa: str) -> None:
    starter = Lexicon.parse(STARTER.read_text("utf-8"), "en.tsv")
    assert [edit.phonemes for edit in said(name, starter).edits] == [ipa]


def test_a_respelling_for_people_and_ipa_for_engines() -> None:
    (edit,) = said("Ask Nkemelu.", lexicon("Nkemelu\t\tng-keh-MEH-loo\tŋkɛˈmeɪluː")).edits
    assert (edit.spoken, edit.phonemes) == ("ng-keh-meh-loo", "ŋkɛˈmeɪluː")


def test_x_sampa_is_ipa_on_any_keyboard() -> None:
    house = Lexicon.parse('term\txsampa\nSzczerba\t"StSE@b@\n', "d.tsv")
    (edit,) = said("Szczerba spoke.", house).edits
    assert edit.phonemes == "ˈʃtʃɛəbə"


def test_each_symbol_of_x_sampa_is_one_that_engines_take() -> None:
    symbols = {row[0] for row in rows("ipa.tsv")} | set("ˈˌ.")
    assert set(pairs("xsampa.tsv").values()) <= symbols


def test_an_explanation_names_layer_file_and_line() -> None:
    house = Lexicon.parse("term\talias\nAcme\tack", "/desk/house.tsv", "house")
    (edit,) = said("Acme", house).edits
    assert edit.rule == "lexicon:house house.tsv:2"


@pytest.mark.parametrize(
    ("saying", "spoken", "phonemes"),
    [
        ("/ˈʃtʃɛərbə/", "shair-buh", "ˈʃtʃɛərbə"),
        ("SHCHAIR-buh", "shair-buh", "ˈʃtʃɛərbə"),
        ("the envoy", "the envoy", ""),
    ],
)
def test_an_article_says_its_own_names(saying: str, spoken: str, phonemes: str) -> None:
    (edit,) = said("Szczerba", Lexicon.of_article([("Szczerba", saying)])).edits
    assert (edit.spoken, edit.phonemes) == (spoken, phonemes)


@pytest.mark.parametrize("written", ["O’Dea", "O'Dea", "Al‑Assad", "al-Assad"])
def test_apostrophes_and_hyphens_are_alike(written: str) -> None:
    house = lexicon("O'Dea\tname", "al-Assad\tname")
    assert said(written, house).spoken == "name"
