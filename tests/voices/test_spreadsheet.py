"""A dictionary that a spreadsheet saved in its own way: code page, separator, quotes."""

from pathlib import Path

import pytest
from command import Cli

from narrate import voices
from narrate.errors import EngineWarning, LexiconError
from narrate.text.lexicon import COLUMNS
from narrate.voices.spreadsheet import table

HEADER = frozenset(COLUMNS)
SAVED = {
    "Polish, semicolons": ("cp1250", "term;alias\nŁódź;woodge\nŚwięta Góra;x\n", "1250"),
    "Czech by its language": ("cp1250", "term;alias;language\nDvořák;x;cs\n", "1250"),
    "Western": ("cp1252", "term\talias\nNúñez\tx\nSørensen\ty\nÉtienne Œuvre\tz\n", "1252"),
    "Ukrainian": ("cp1251", "term;alias;language\nЗеленський;x;uk\nЇжак;y;uk\n", "1251"),
    "Cyrillic without a language": ("cp1251", "term\talias\nСмирнова\tсмирнава\n", "1251"),
}


@pytest.mark.parametrize(("codec", "text", "page"), SAVED.values(), ids=SAVED.keys())
def test_the_code_page_of_a_region_is_told_by_its_letters(codec: str, text: str, page: str) -> None:
    read = table(text.encode(codec), HEADER)
    assert read.text == text.replace(";", "\t")
    assert f"in Windows-{page}" in read.note
    assert ("between the cells" in read.note) == (";" in text)


def test_utf_16_needs_no_mark() -> None:
    text = "term\talias\nŁódź\twoodge\n"
    assert table(text.encode("utf-16"), HEADER) == (text, "")
    for codec in ("utf-16-le", "utf-16-be"):
        assert table(text.encode(codec), HEADER) == (text, "in UTF-16 without a mark")


def test_quotes_hold_separators_and_quotes() -> None:
    text = 'term,alias,note\n"Smith, John","the ""Rev."" Smith","two  words"\n'
    assert table(text.encode(), HEADER) == (
        'term\talias\tnote\nSmith, John\tthe "Rev." Smith\ttwo words\n',
        "with ',' between the cells",
    )


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ('"Baz;quux', "quotation mark is never closed"),
        ('"Baz;quux\nA;b"', "quotation mark is never closed"),
        ('"Baz";qu;"ux" x', "expected after"),
        (f"Baz;{'q' * 131_073}", "field larger"),
    ],
)
def test_a_cell_that_does_not_end_is_refused_and_nothing_is_lost(
    cli: Cli, row: str, reason: str
) -> None:
    text = f"term;alias\n\n{row}\nC;d\n"
    path = cli.write("lexicon.tsv", text)
    with pytest.raises(LexiconError, match=rf"lexicon\.tsv .*\(line 3: .*{reason}"):
        voices.lexicon_text(path)
    if "Baz;quux" in row:
        assert b"line 3: " in cli("lexicon", "add", "Kraków", "--alias", "x", code=1).stderr
    assert path.read_text("utf-8") == text


@pytest.mark.parametrize(
    "text", ["term\talias; note\nA\tb, c\n", "term\nA\n", "name;word\nA;b\n", "", "term;what\n"]
)
def test_any_other_table_is_left_as_it_is(text: str) -> None:
    assert table(text.encode(), HEADER) == (text, "")


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "lexicon.tsv"
    path.write_bytes(b"\x89PNG\xff\0\0\xfe")
    with pytest.raises(LexiconError, match=r"lexicon\.tsv cannot be read"):
        voices.lexicon_text(path)


def test_the_note_names_the_file_and_the_remedy(tmp_path: Path) -> None:
    path = tmp_path / "lexicon.tsv"
    path.write_bytes("term;alias\nŁódź;woodge\n".encode("cp1250"))
    with pytest.warns(EngineWarning, match=r"in Windows-1250 and with ';'.* UTF-8"):
        assert voices.lexicon_text(path) == "term\talias\nŁódź\twoodge\n"


def test_make_speaks_by_it_and_add_saves_it_as_utf_8(cli: Cli) -> None:
    path = cli.write("lexicon.tsv", "term;alias\nŁódź;woodge\n".encode("cp1250"))
    cli.write("story.txt", "Łódź is a city.")
    done = cli("script", "story.txt")
    assert "→ woodge is a city." in done.stdout.decode()
    assert done.stderr.count(b"lexicon.tsv is read in Windows-1250") == 1
    cli("lexicon", "add", "Kraków", "KRAH-kuf", "--voice", "tone", code=1)
    cli("lexicon", "add", "Kraków", "--alias", "crack-off", "--voice", "tone")
    assert path.read_text("utf-8") == "term\talias\nŁódź\twoodge\nKraków\tcrack-off\n"
