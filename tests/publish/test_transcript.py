"""The transcript is HTML without an error, and XML, and the overlay of an EPUB points into it."""

import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import html5lib
import pytest
from hypothesis import given, strategies as st
from stories import NARRATION, ONE, manifest_of

from narrate.errors import PublishError
from narrate.model import Article, Block, Cue, Kind
from narrate.publish.epub import write as write_epub
from narrate.publish.transcript import transcript

XHTML, SMIL = "{http://www.w3.org/1999/xhtml}", "{http://www.w3.org/ns/SMIL}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
HOSTILE = st.lists(
    st.sampled_from(["</body>", "<!--", "]]>", "&", '"', "\x0c", "\x00", "\u202e"])
    | st.text(st.characters(exclude_categories=["Cs", "Cn"]), max_size=4),
    max_size=4,
).map("".join)


def test_it_holds_every_sentence_in_its_element() -> None:
    page = transcript(manifest_of(NARRATION))
    html5lib.HTMLParser(strict=True).parse(page)
    tree = ET.fromstring(page)  # noqa: S314 - our own
    assert tree.get("lang") == tree.get(LANG) == "en-GB"
    spans = list(tree.iter(f"{XHTML}span"))
    assert [(one.get("id"), one.text) for one in spans] == [
        ("s1", "One at 11 p.m."),
        ("s2", "Two."),
    ]
    assert [one.tag for one in tree.find(f".//{XHTML}main") or []] == [
        XHTML + name for name in ("h1", "p", "ul", "footer")
    ]
    assert NARRATION.disclosure in page


@pytest.mark.parametrize(("language", "way"), [("ar", "rtl"), ("he-IL", "rtl"), ("uk", "ltr")])
def test_it_reads_in_its_language_s_direction(language: str, way: str) -> None:
    article = replace(NARRATION.article, language=language)
    page = transcript(manifest_of(replace(NARRATION, article=article)))
    assert ET.fromstring(page).get("dir") == way  # noqa: S314 - our own


@given(HOSTILE, HOSTILE, HOSTILE)
def test_whatever_is_written_it_is_whole(title: str, written: str, label: str) -> None:
    block = Block(Kind.HEADING, written, 2)
    cue = Cue(ONE._replace(block=block, written=written, edits=()), 0, 10)
    article = Article("id", title, "en", ())
    narration = replace(NARRATION, article=article, cues=(cue,), disclosure=label)
    page = transcript(manifest_of(narration))
    html5lib.HTMLParser(strict=True).parse(page)
    tree = ET.fromstring(page)  # noqa: S314 - our own
    [span] = tree.iter(f"{XHTML}span")
    seen = "".join(sign for sign in written if sign.isprintable())
    assert "".join(sign for sign in span.text or "" if sign.isprintable()).replace(" ", "") == (
        seen.replace(" ", "")
    )


def test_the_overlay_of_an_epub_says_when_each_sentence_is_heard(tmp_path: Path) -> None:
    text, overlay, items = write_epub(manifest_of(NARRATION), tmp_path / "book")
    ids = {one.get("id") for one in ET.parse(text).iter(f"{XHTML}span")}  # noqa: S314 - our own
    pairs = list(ET.parse(overlay).iter(f"{SMIL}par"))  # noqa: S314 - our own
    targets = [pair[0].get("src", "").partition("#") for pair in pairs]
    assert {target[0] for target in targets} == {text.name}
    assert [target[2] for target in targets] == ["s1", "s2"]
    assert ids == {"s1", "s2"}
    times = [(pair[1].get("clipBegin"), pair[1].get("clipEnd")) for pair in pairs]
    assert times == [("125ms", "1250ms"), ("1250ms", "2500ms")]
    listed = ET.fromstring(f"<package>{items.read_text()}</package>")  # noqa: S314 - our own
    [content] = [one for one in listed if one.get("media-overlay")]
    assert content.get("href") == text.name
    [duration] = listed.iter("meta")
    assert duration.text == "2.375s"


def test_an_epub_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "book").write_text("a file")
    with pytest.raises(PublishError, match="cannot be written"):
        list(write_epub(manifest_of(NARRATION), tmp_path / "book"))
