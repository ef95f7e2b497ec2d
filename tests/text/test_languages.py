"""Numbers, dates, money and measures in languages other than English."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from babel import Locale
from hypothesis import given, strategies as st

from narrate.model import Block, Kind
from narrate.text import GB, US, Style, languages as known, prepare, sentences, speakable
from narrate.text.languages import guessed_style, rules_of
from narrate.text.table import rows

CASES = sorted((Path(__file__).parent / "cases" / "other").glob("*.tsv"))
LANGUAGES = [path.stem for path in CASES]
PLAIN = {
    "de": "Am Montag kamen drei Gäste, und niemand sprach vom Krieg.",
    "fr": "Lundi, trois invités sont venus, et personne n’a parlé de la guerre.",
    "es": "El lunes vinieron tres invitados y nadie habló de la guerra.",
    "pl": "W poniedziałek przyszło troje gości i nikt nie mówił o wojnie.",
    "it": "Lunedì sono arrivati tre ospiti, e nessuno ha parlato della guerra.",
    "pt": "Na segunda-feira vieram três convidados, e ninguém falou da guerra.",
    "nl": "Op maandag kwamen er drie gasten, en niemand sprak over de oorlog.",
    "sv": "På måndagen kom tre gäster, och ingen talade om kriget.",
    "cs": "V pondělí přišli tři hosté a nikdo nemluvil o válce.",
    "ro": "Luni au venit trei oaspeți și nimeni nu a vorbit despre război.",
    "uk": "У понеділок прийшли троє гостей, і ніхто не говорив про війну.",
}
WORDS = [
    "5",
    "1.234",
    "1 234",
    "2,5",
    "%",
    "€",
    "грн",
    "-",
    "–",
    ":",
    ".",
    "XX",
    "am",
    "24",
    "05",
    "0",
    "+",
    "½",
    "1/2",
    "@a",
]
HOSTILE = [
    "a.b@",
    "0 12 ",
    "1/2",
    "1",
    "1.",
    "1 ",
    "1 234 ",
    "1,",
    "5%",
    "-",
    "I",
    "XIV. ",
    "5 грн ",
    "24. Mai ",
    "2:1 ",
]


@pytest.mark.parametrize("path", CASES, ids=LANGUAGES)
def test_golden_lines_are_said_as_written_there(path: Path) -> None:
    written = path.read_text("utf-8").splitlines()[1:]
    lines = [line.split("\t") for line in written if not line.startswith("#")]
    said = [[written, speakable(written, path.stem)] for written, _ in lines]
    assert said == lines


@pytest.mark.parametrize("language", LANGUAGES)
def test_text_without_a_figure_stays_as_it_is(language: str) -> None:
    assert speakable(PLAIN[language], language) == PLAIN[language]


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_sign_and_abbreviation_is_said(language: str) -> None:
    for sign, kind, *_ in rows(f"{language}/units.tsv"):
        if kind != "coin":
            said = speakable(f"x 5 {sign} x", language)
            assert not re.search(r"\d", said), sign
            assert kind == "magnitude" or sign.replace(" ", "").isalpha() or sign not in said, sign
    for written, spoken in rows(f"{language}/abbreviations.tsv"):
        assert spoken in speakable(f"x {written} 5", language), written
    for written, spoken in rows(f"{language}/fractions.tsv"):
        if written[0] != "+":
            assert speakable(f"x {written} x", language) == f"x {spoken} x", written


@pytest.mark.parametrize("language", ["uk", "pl"])
def test_each_abbreviation_with_cases_is_said(language: str) -> None:
    following = {"title": "Nowak" if language == "pl" else "Бондар", "number": "5", "label": "5"}
    following |= {"ordinal": "5", "place": "Абв", "river": "Абв", "saint": "Абв"}
    for written, kind, *_ in rows(f"{language}/declined.tsv"):
        text = f"x {written} {following.get(kind, 'abc')}"
        spoken = speakable(text, language)
        assert not spoken.startswith(f"x {written}"), written


@pytest.mark.parametrize(("language", "written"), [("uk", "x {} 22 осіб"), ("pl", "x {} 22 osób")])
def test_each_governor_decides_the_case_of_a_number(language: str, written: str) -> None:
    genitive = {"uk": "двадцяти двох", "pl": "dwudziestu dwóch"}[language]
    for word, case, _ in rows(f"{language}/governors.tsv"):
        if word[0] != "-" and case in {"gen", "gen+"}:
            assert genitive in speakable(written.format(word), language), word


@pytest.mark.parametrize(
    ("language", "endings", "two"), [("uk", ("и",), "дві"), ("pl", ("y", "ki", "gi"), "dwie")]
)
def test_each_feminine_noun_in_the_plural_is_counted_so(
    language: str, endings: tuple[str, ...], two: str
) -> None:
    for noun, gender in rows(f"{language}/counted.tsv"):
        if gender == "f" and noun.endswith(endings):
            assert speakable(f"x 2 {noun}.", language) == f"x {two} {noun}."


@pytest.mark.parametrize("language", ["uk", "pl"])
def test_numerals_have_a_form_for_each_case(language: str) -> None:
    for table in ("numerals", "collectives", "units"):
        for row in rows(f"{language}/{table}.tsv"):
            forms = row[1:7] if table != "units" else row[3:14]
            assert all(forms), row


@pytest.mark.parametrize(
    "table", ["de/ordinals", "es/ordinals", "pl/ordinals", "uk/ordinals", "pl/regnal", "uk/regnal"]
)
def test_each_noun_and_name_makes_a_numeral_agree(table: str) -> None:
    language, _ = table.split("/")
    dot = "." if language == "de" else ""
    for noun, _ in rows(f"{table}.tsv"):
        written = f"{noun} IV x" if table.endswith("regnal") else f"IV{dot} {noun} x"
        assert "IV" not in speakable(written, language), written


@pytest.mark.parametrize(
    "written", ["12-15-20-33", "1 234 567", "01/05/22", "a@b", "3.10.2", "24/7", "x.y", "@", "0/0"]
)
def test_what_looks_like_an_address_or_a_telephone_number_is_none(written: str) -> None:
    for language in LANGUAGES:
        rules = {
            edit.rule
            for utterance in prepare([Block(Kind.PARAGRAPH, f"x {written} x")], language).utterances
            for edit in utterance.edits
        }
        assert not rules & {"phone", "web.address", "web.handle", "fraction"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("unit", HOSTILE)
def test_a_hostile_text_is_said(language: str, unit: str) -> None:
    assert speakable(unit * (20_000 // len(unit)), language).strip()


@given(st.sampled_from(LANGUAGES), st.lists(st.sampled_from(WORDS), max_size=12))
def test_edits_are_in_order_and_never_overlap(language: str, words: list[str]) -> None:
    for utterance in prepare([Block(Kind.PARAGRAPH, " ".join(words))], language).utterances:
        edits = utterance.edits
        assert all(edit.start < edit.end for edit in edits)
        assert all(one.end <= after.start for one, after in pairwise(edits))
        assert {edit.rule for edit in edits} <= {rule.name for rule in rules_of(language)}


@given(st.sampled_from(LANGUAGES), st.text(max_size=60))
def test_nothing_raises_and_nothing_comes_back_empty(language: str, text: str) -> None:
    spoken = speakable(text, language)
    assert bool(re.search(r"\w", spoken)) >= bool(re.search(r"[^\W_]", text))


@pytest.mark.parametrize(
    "marked",
    [
        "Без води́ немає життя, а теплі во́ди течуть.",
        "Прийшли дві сестри́, і мої се́стри зраділи.",
        "Свободи сло́ва прагнуть усі, чужі слова́ цитують, слова лунають.",
        "Жителі мі́ста люблять великі міста́, 2 вікна́ і 15 вікон.",
        "Старовинний за́мок стоїть, навісний замо́к висить, замок видно.",
        "На землі́ тихо, а чужі зе́млі далеко.",
        "Настала пора́ року, коли пшенична мука́ дешева.",
    ],
)
def test_ukrainian_words_spelled_alike_are_stressed_where_a_cue_is_sure(marked: str) -> None:
    written = marked.replace("\u0301", "")
    [utterance] = prepare([Block(Kind.PARAGRAPH, written)], "uk").utterances
    stressed = [edit.respelling for edit in utterance.edits if edit.rule == "stress"]
    assert stressed == [word for word in re.findall(r"[\w\u0301]+", marked) if "\u0301" in word]
    assert "\u0301" not in utterance.spoken


def test_the_month_of_august_has_its_own_stress_and_the_man_has_none() -> None:
    block = Block(Kind.PARAGRAPH, "Am 3. August 2021 und im August malte August Macke nicht.")
    [utterance] = prepare([block], "de").utterances
    edits = [edit for edit in utterance.edits if edit.rule == "month.stress"]
    assert [edit.start for edit in edits] == [6, 25]
    assert {edit.phonemes for edit in edits} == {"aʊˈɡʊst"}


@pytest.mark.parametrize(
    ("tag", "text", "style"),
    [
        ("en", "The councillor paid £5 at the theatre in the centre.", GB),
        ("en", "The Senator paid $5 at the theater downtown.", US),
        ("en", "It rained.", US),
        ("en-US", "The councillor paid £5 at the theatre.", US),
        ("en-GB", "It rained.", GB),
    ],
)
def test_plain_english_is_read_in_the_style_of_its_words(tag: str, text: str, style: Style) -> None:
    assert guessed_style(tag, text) == style


def test_an_article_in_british_words_is_read_in_british_style() -> None:
    blocks = [Block(Kind.PARAGRAPH, "The theatre programme cost £5."), Block(Kind.PARAGRAPH, "120")]
    assert prepare(blocks, "en").utterances[1].spoken == "one hundred and twenty"
    assert prepare(blocks, "en-US").utterances[1].spoken == "one hundred twenty"


TABLED = [code for code, language in known.LANGUAGES.items() if language.tabled]


@pytest.mark.parametrize("language", TABLED)
def test_a_language_of_tables_says_each_row_and_each_day(language: str) -> None:
    for written, spoken in rows(f"{language}/phrases.tsv"):
        assert speakable(f"x {written} x", language) == f"x {spoken} x"
    month = Locale(language).months["format"]["wide"][5]
    for day in range(1, 32):
        said = speakable(f"x {day}{'.' if language == 'cs' else ''} {month} 2024 x", language)
        assert not re.search(r"\d", said)
        assert month in said


@pytest.mark.parametrize("language", TABLED)
def test_an_abbreviation_of_a_language_of_tables_ends_no_sentence(language: str) -> None:
    for written, _ in rows(f"{language}/abbreviations.tsv"):
        assert len(sentences(f"Abc def {written} 5 ghi.", language)) == 1, written


def test_a_date_that_is_none_stays_a_number() -> None:
    assert "trentadue" in speakable("Il 32 maggio 2024.", "it")
