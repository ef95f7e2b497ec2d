"""W3C PLS 1.0: what goes in comes out, both ways."""

import pytest
from hypothesis import given, strategies as st
from lxml import etree

from narrate.errors import LexiconError
from narrate.text import Lexicon, pls
from narrate.text.lexeme import Lexeme
from narrate.text.lexicon import COLUMNS

DOCUMENT = """<?xml version="1.0" encoding="UTF-8"?>
<lexicon version="1.0" xmlns="http://www.w3.org/2005/01/pronunciation-lexicon"
  alphabet="x-sampa" xml:lang="en-GB">
  <!-- two spellings of one city -->
  <lexeme role="place"><grapheme>Kyiv</grapheme><grapheme>Kiev</grapheme>
    <phoneme alphabet="ipa">ˈkiːv</phoneme><phoneme prefer="true">"ki:jIv</phoneme>
    <example>Kyiv is the <b>capital</b>.</example></lexeme>
  <lexeme><grapheme>W3C</grapheme><alias>World Wide Web | Consortium</alias></lexeme>
</lexicon>"""


def entries(text: str) -> list[Lexeme]:
    return [lexeme._replace(line=0) for lexeme in Lexicon.parse(text, "d.tsv").lexemes]


def again(lexemes: list[Lexeme]) -> list[Lexeme]:
    return entries(pls.table(pls.read(pls.write(lexemes, "en"), "d.pls")))


def test_a_document_becomes_rows() -> None:
    kyiv, kiev, w3c = entries(pls.table(pls.read(DOCUMENT.encode(), "d.pls")))
    assert (kyiv.term, kiev.term, w3c.term) == ("Kyiv", "Kiev", "W3C")
    assert kyiv.phonemes == kiev.phonemes == "ˈkiːjɪv"
    assert (kyiv.language, kyiv.role, kyiv.example) == ("en-gb", "place", "Kyiv is the capital.")
    assert w3c.spoken == "World Wide Web | Consortium"


def lexemes_of(document: bytes) -> list[object]:
    root = etree.fromstring(document)
    default = root.get("alphabet")
    return [
        [
            (
                etree.QName(part).localname,
                " ".join("".join(part.itertext()).split()),
                (part.get("alphabet") or default) if part.tag.endswith("phoneme") else "",
                part.get("prefer") or "",
            )
            for part in lexeme
        ]
        + [lexeme.get("role") or ""]
        for lexeme in root.iterfind("{*}lexeme")
    ]


def test_a_document_comes_back_without_loss() -> None:
    rows = entries(pls.table(pls.read(DOCUMENT.encode(), "d.pls")))
    assert lexemes_of(pls.write(rows, "en-GB")) == lexemes_of(DOCUMENT.encode())


def test_a_dictionary_comes_back_without_loss() -> None:
    header = "\t".join(COLUMNS[:12])
    rows = (
        "Szczerba\t\tSHCHAIR-buh\t\t\ten\t\tSzczerba spoke\tan MEP\tasked him\tAnn\t2026-05-04",
        "Kyiv\t\tKEE-yiv\tˈkiːjɪv\t\tuk\texact",
        "KSE\tKyiv School of Economics",
        'Odesa\t\t\t\toU"dEsA:\ten-gb\tany',
        "a | b\tc | d\\!",
    )
    lexemes = entries("\n".join((header, *rows)))
    assert again(lexemes) == lexemes


WORD = st.text(st.characters(categories=["L", "N"], max_codepoint=0x17F), min_size=1, max_size=8)
TEXT = st.one_of(st.just(""), WORD, st.sampled_from(["a & b <c>", "x | y", "\\", "“q” 'r'"]))
IPA = st.lists(st.sampled_from(["ˈkiː", "jɪv", "ʃtʃɛər", "bə", "oʊ"]), min_size=1).map("".join)


@given(
    st.lists(
        st.tuples(
            WORD,
            st.one_of(
                st.tuples(WORD, st.just(""), st.just("")),
                st.tuples(st.just(""), st.sampled_from(["KEE-yiv", "uh-BUH"]), st.just("")),
                st.tuples(st.just(""), st.sampled_from(["", "KEE-yiv"]), IPA),
            ),
            st.sampled_from(["", "en", "uk", "en-gb"]),
            st.sampled_from(["", "any", "exact"]),
            TEXT,
        ),
        unique_by=lambda row: (row[0], row[2]),
        max_size=6,
    )
)
def test_any_dictionary_comes_back(
    rows: list[tuple[str, tuple[str, str, str], str, str, str]],
) -> None:
    lines = ["term\talias\trespelling\tipa\tlanguage\tcase\tnote"]
    lines += ["\t".join((term, *saying, *more)) for term, saying, *more in rows]
    lexemes = entries("\n".join(lines))
    assert again(lexemes) == lexemes


@given(
    st.lists(
        st.tuples(
            st.lists(WORD, min_size=1, max_size=3, unique=True),
            st.lists(
                st.tuples(
                    st.sampled_from(["phoneme", "alias"]), IPA, st.sampled_from(["", "true"])
                ),
                min_size=1,
                max_size=3,
                unique_by=lambda sound: sound[:2],
            ),
        ),
        max_size=4,
    )
)
def test_any_document_comes_back(
    lexemes: list[tuple[list[str], list[tuple[str, str, str]]]],
) -> None:
    seen: set[str] = set()
    root = etree.Element(f"{{{pls.NAMESPACE}}}lexicon", nsmap={None: pls.NAMESPACE})
    root.set("alphabet", "ipa")
    for terms, sounds in lexemes:
        if seen.intersection(terms):
            continue  # a dictionary has one entry a term
        seen.update(terms)
        lexeme = etree.SubElement(root, f"{{{pls.NAMESPACE}}}lexeme")
        for term in terms:
            etree.SubElement(lexeme, f"{{{pls.NAMESPACE}}}grapheme").text = term
        for tag, text, prefer in sounds:
            sound = etree.SubElement(lexeme, f"{{{pls.NAMESPACE}}}{tag}")
            sound.text = text
            if prefer:
                sound.set("prefer", prefer)
    document = etree.tostring(root)
    rows = entries(pls.table(pls.read(document, "d.pls")))
    assert lexemes_of(pls.write(rows, "en")) == lexemes_of(document)


@pytest.mark.parametrize(
    ("document", "message"),
    [
        (b"term\tsay", "d.pls is no XML"),
        (b"<html/>", "d.pls is no pronunciation lexicon: its root is 'html'"),
        (b"<lexicon><lexeme><grapheme>a</grapheme></lexeme></lexicon>", "d.pls, line 1: a lexeme"),
        (
            DOCUMENT.replace('alphabet="ipa"', 'alphabet="arpabet"').encode(),
            "d.pls, line 6: narrate reads the alphabets ipa and x-sampa, not 'arpabet'",
        ),
        (
            b"<!DOCTYPE lexicon [<!ENTITY a 'x'>]><lexicon><lexeme>&a;</lexeme></lexicon>",
            "d.pls declares a document type",
        ),
    ],
)
def test_what_is_no_document_is_named(document: bytes, message: str) -> None:
    with pytest.raises(LexiconError) as error:
        pls.read(document, "d.pls")
    assert str(error.value).startswith(message)
