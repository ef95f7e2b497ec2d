import codecs
from collections.abc import Callable

import pytest
from hypothesis import given, strategies as st

from narrate.errors import SourceError
from narrate.source import Reading, decode

ReadFile = Callable[..., Reading]

ENGLISH = "It rained in the town.\nThen the sun came.\n"
UKRAINIAN = "У місті падав дощ.\nПотім вийшло сонце.\n"


@pytest.mark.parametrize("text", [ENGLISH, UKRAINIAN])
@pytest.mark.parametrize(
    ("codec", "mark", "said"),
    [
        ("utf-8", b"", "UTF-8"),
        ("utf-8", codecs.BOM_UTF8, "UTF-8"),
        ("utf-16-le", codecs.BOM_UTF16_LE, "UTF-16"),
        ("utf-16-be", codecs.BOM_UTF16_BE, "UTF-16"),
        ("utf-16-le", b"", "UTF-16"),
        ("utf-16-be", b"", "UTF-16"),
        ("utf-32-le", codecs.BOM_UTF32_LE, "UTF-32"),
        ("utf-32-be", codecs.BOM_UTF32_BE, "UTF-32"),
    ],
)
def test_unicode_in_every_form(text: str, codec: str, mark: bytes, said: str) -> None:
    assert decode(mark + text.encode(codec)) == (text, said)


@given(st.text(st.characters(exclude_categories=["C"])))
def test_utf_8_comes_back_as_it_was(text: str) -> None:
    assert decode(text.encode()) == (text, "UTF-8")


def test_western_text_of_old(read_file: ReadFile) -> None:
    reading = read_file("Le café était “fermé” – à midi.".encode("windows-1252"))
    assert reading.article.blocks[0].text == "Le café était “fermé” – à midi."
    assert reading.notes == ("read as Windows-1252",)


def test_utf_16_is_said(read_file: ReadFile) -> None:
    assert read_file(ENGLISH.encode("utf-16")).notes == ("read as UTF-16",)


def test_utf_8_needs_no_note(read_file: ReadFile) -> None:
    assert read_file(UKRAINIAN).notes == ()


def test_stray_nul_characters_are_dropped_and_noted(read_file: ReadFile) -> None:
    reading = read_file("It rain\0ed in the\0 town.")
    assert reading.article.blocks[0].text == "It rained in the town."
    assert reading.notes == ("NUL characters left out: 2",)


def test_an_encoding_that_cannot_be_told_is_an_error() -> None:
    with pytest.raises(SourceError, match="in an encoding that narrate cannot tell: save it as"):
        decode(UKRAINIAN.encode("windows-1251"))


def test_damaged_utf_8_names_the_line() -> None:
    with pytest.raises(SourceError, match=r"a\.txt is UTF-8 except for a byte in line 3: save it"):
        decode(UKRAINIAN.encode() + b"\xff\n", name="a.txt")


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(256)) * 20,
        b"\x7fELF\x02\x01\x01" + bytes(60),
        b"words and \0\0\0\0\0\0 zeros \x01\x02\x03",
        codecs.BOM_UTF16_LE + "".join(map(chr, range(0xE000, 0xE100))).encode("utf-16-le"),
    ],
)
def test_binary_data_is_no_text(data: bytes) -> None:
    with pytest.raises(SourceError, match=r"a\.bin is not text. narrate reads text"):
        decode(data, name="a.bin")


@pytest.mark.parametrize("mark", [codecs.BOM_UTF16_LE, codecs.BOM_UTF8, codecs.BOM_UTF32_BE])
def test_a_mark_before_something_else_is_an_error(mark: bytes) -> None:
    with pytest.raises(SourceError, match=r"a\.txt is marked as UTF-\d+, but damaged: save it"):
        decode(mark + b"\xffod", name="a.txt")
