"""The language of an article: declared by its source, and checked against its text."""

from pathlib import Path

import pytest
from site_server import served

from narrate.source import LENIENT, Reading, Web, read
from narrate.source.languages import recognized, scores

LINES = dict(
    line.split("\t")
    for line in Path(__file__).with_name("languages.tsv").read_text("utf-8").splitlines()
)
FRONT_MATTER = "---\nlang: {}\n---\n"


def page(language: str, opening: str = "<html>", head: str = "") -> str:
    paragraph = f"<p>{LINES[language]}</p>"
    return f"<!doctype html>{opening}<head>{head}</head><body><article>{paragraph * 3}</article>"


def reading(folder: Path, text: str, name: str = "story.html", language: str = "") -> Reading:
    (folder / name).write_text(text, "utf-8")
    return read(str(folder / name), language=language)


@pytest.mark.parametrize("language", LINES)
def test_each_language_of_the_table_is_recognized_in_one_sentence(language: str) -> None:
    assert recognized(LINES[language]) == language


@pytest.mark.parametrize("text", ["", "12 345", "Lorem ipsum dolor sit amet", "Kyiv Odesa Lviv"])
def test_no_language_is_seen_where_none_is_clear(text: str) -> None:
    assert not recognized(text)


def test_a_japanese_text_full_of_chinese_characters_is_japanese() -> None:
    assert recognized("東京都知事選挙、投票率六十二パーセント超、過去最高を記録した。") == "ja"


def test_a_greek_word_makes_no_english_sentence_greek() -> None:
    assert recognized(f"{LINES['en']} The word is φιλοσοφία.") == "en"


def test_a_cyrillic_text_of_few_frequent_words_is_not_taken_for_english() -> None:
    lists = "Купили борошно, цукор, молоко, сметану, дріжджі, шафран, родзинки, ваніль, горіхи. "
    told = "Це було на ринку, де продавець не поспішав, і за годину він уже продав усе. "
    text = f"{lists}{lists}{told}{lists}{lists}"
    counted = scores(text)
    assert counted.share("uk") < 0.15
    assert recognized(text) == "uk"


def test_a_long_text_is_judged_by_its_start() -> None:
    assert scores("the " * 100_000).total < 10_000


@pytest.mark.parametrize("name", ["story.html", "story.md", "story.txt"])
@pytest.mark.parametrize("language", ["de", "pl", "uk", "sv", "el"])
def test_a_text_of_no_declared_language_is_in_its_own(
    tmp_path: Path, name: str, language: str
) -> None:
    text = page(language) if name.endswith("html") else f"{LINES[language]}\n\n{LINES[language]}"
    answer = reading(tmp_path, text, name)
    assert answer.article.language == language
    assert "it declares no language" in answer.notes[0]


@pytest.mark.parametrize(
    "head",
    [
        '<meta http-equiv="content-language" content="de">',
        '<meta http-equiv="Content-Language" content="de, en">',
        '<meta name="language" content="German">',
        '<meta name="language" content="Deutsch">',
        '<meta name="dc.language" content="de">',
        '<meta property="og:locale" content="de_DE">',
    ],
)
def test_each_way_to_declare_a_language_is_read(tmp_path: Path, head: str) -> None:
    answer = reading(tmp_path, page("de", head=head))
    assert answer.article.language.partition("-")[0] == "de"
    assert not answer.notes


@pytest.mark.parametrize("opening", ['<html lang="en">', '<html lang="en-US">'])
def test_a_themes_english_gives_way_to_a_text_that_is_clearly_german(
    tmp_path: Path, opening: str
) -> None:
    answer = reading(tmp_path, page("de", opening))
    assert answer.article.language == "de"
    assert "a theme's default, but its text is German (de)" in answer.notes[0]


def test_of_two_declarations_that_disagree_the_text_takes_its_own(tmp_path: Path) -> None:
    head = '<meta property="og:locale" content="de_AT">'
    answer = reading(tmp_path, page("de", '<html lang="fr">', head))
    assert answer.article.language == "de-AT"
    assert "it declares fr, de-AT" in answer.notes[0]


def test_another_declaration_holds_with_a_warning(tmp_path: Path) -> None:
    for answer in (
        reading(tmp_path, page("de", '<html lang="fr">')),
        reading(tmp_path, FRONT_MATTER.format("fr") + LINES["de"], "story.md"),
        reading(tmp_path, page("de"), language="fr"),
    ):
        assert answer.article.language == "fr"
        assert answer.notes[0].startswith("warning: ")
        assert "Set --language de" in answer.notes[0]


def test_front_matter_is_no_themes_default(tmp_path: Path) -> None:
    answer = reading(tmp_path, FRONT_MATTER.format("en") + LINES["de"], "story.md")
    assert answer.article.language == "en"
    assert answer.notes[0].startswith("warning: ")


@pytest.mark.parametrize(
    ("declared", "language"),
    [("de-CH", "de"), ("no", "nb"), ("da", "nb"), ("sr-Latn", "hr"), ("la", "it"), ("pt-BR", "gl")],
)
def test_a_tag_that_the_text_does_not_clearly_contradict_holds(
    tmp_path: Path, declared: str, language: str
) -> None:
    answer = reading(tmp_path, page(language, f'<html lang="{declared}">'))
    assert answer.article.language == declared
    assert not answer.notes


def test_a_short_text_of_no_declared_language_is_english(tmp_path: Path) -> None:
    answer = reading(tmp_path, "Zimmer frei.", "story.txt")
    assert answer.article.language == "en"
    assert not answer.notes


def test_a_long_text_of_an_unknown_language_has_a_note(tmp_path: Path) -> None:
    answer = reading(tmp_path, "Kolu mepa tirusane. " * 20, "story.txt")
    assert answer.article.language == "en"
    assert "its language is not recognized" in answer.notes[0]


@pytest.mark.parametrize(
    ("header", "text", "language"),
    [
        ("de-AT", "Zimmer frei.", "de-AT"),  # too short to tell: the server's word counts
        ("de", LINES["de"] * 3, "de"),
        ("en", LINES["de"] * 3, "de"),  # the text is stronger than the server
        ("de, en", "Zimmer frei.", "en"),  # several audiences declare no language of a text
    ],
)
def test_the_servers_language_counts_where_page_and_text_show_none(
    header: str, text: str, language: str
) -> None:
    with served() as site:
        url = site.page("/", f"<html><body><h1>ABC</h1><p>{text}</p></body></html>")
        site.pages["/"].headers["content-language"] = header
        article = read(url, web=Web(private=True), overrides=LENIENT).article
    assert article.language == language
