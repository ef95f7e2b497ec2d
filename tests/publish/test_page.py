"""Putting a narration into a page: what was there stays, byte for byte, and twice is once."""

import json
import re
from pathlib import Path

import html5lib
import pytest
from hypothesis import given, strategies as st
from stories import NARRATION, manifest_of

from narrate.errors import PublishError, UsageError
from narrate.publish import Embed
from narrate.publish.page import put, put_into

MANIFEST = manifest_of(NARRATION)
HEAD = (
    '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>T</title></head><body>\n'
)
PAGE = f'{HEAD}<h1>Site</h1><main><h1 class="x">One &amp; two</h1>\n<p class="by">Ann</p></main>\n'
PIECES = st.lists(
    st.sampled_from(
        ["<p>", "</p>", "<div class='a'>", "</div>", "<!-- narrate? -->", "<br>", "text", "é“",
         "<script>if (a < b) '<h1>'</script>", "<style>h1 { }</style>", "&lt;h1&gt;", "\r\n", "\n",
         "<textarea><h1></textarea>", "<a href='?a&b'>", "</a>", "<![CDATA[x]]>", "<?php ?>"]
    ),
    max_size=12,
).map("".join)  # fmt: skip


def ours(page: bytes) -> bytes:
    [found] = re.findall(rb"<!-- narrate -->.*?<!-- /narrate -->", page, flags=re.DOTALL)
    assert isinstance(found, bytes)
    return found


def without(page: bytes) -> bytes:
    return re.sub(rb"\r?\n<!-- narrate -->.*?<!-- /narrate -->", b"", page, flags=re.DOTALL)


@given(PIECES, PIECES)
def test_the_rest_stays_byte_for_byte_and_twice_is_once(before: str, after: str) -> None:
    page = f"{HEAD}{before}<h1>Headline</h1>{after}</body></html>".encode()
    once = put(page, MANIFEST, Embed())
    assert without(once) == page
    assert put(once, MANIFEST, Embed()) == once
    changed = put(once, {**MANIFEST, "disclosure": "Another"}, Embed("b/"))
    assert without(changed) == page
    assert b"Another" in ours(changed)


def test_it_stands_after_the_headline_of_the_article() -> None:
    assert b'One &amp; two</h1>\n<!-- narrate -->\n<figure class="narrate-player"' in put(
        PAGE.encode(), MANIFEST, Embed()
    )


@pytest.mark.parametrize(
    ("selector", "before"),
    [
        (".by", b"Ann</p>\n<!-- narrate -->"),
        ("body > h1", b"Site</h1>\n<!-- narrate -->"),
        ("main", b"</main>\n<!-- narrate -->"),
        ("meta", b'<meta charset="utf-8">\n<!-- narrate -->'),
    ],
)
def test_a_selector_puts_it_elsewhere_and_moves_it(selector: str, before: bytes) -> None:
    first = put(PAGE.encode(), MANIFEST, Embed())
    page = put(first, MANIFEST, Embed(), selector)
    assert before in page
    assert without(page) == PAGE.encode()
    assert put(page, MANIFEST, Embed(), selector) == page
    assert put(page, MANIFEST, Embed()) == page, "where somebody put it, it stays"


def test_a_figure_that_was_pasted_is_replaced() -> None:
    embedded = put(PAGE.encode(), MANIFEST, Embed())
    [figure] = re.findall(rb"<figure.*?</figure>", embedded, flags=re.DOTALL)
    pasted = PAGE.encode().replace(b"</main>", figure + b"</main>")
    page = put(pasted, MANIFEST, Embed())
    assert page.count(b"<figure") == 1
    assert without(page.replace(b"<!-- narrate -->", b"\n<!-- narrate -->")) == PAGE.encode()


@pytest.mark.parametrize("selector", ["[", "nothing", "p::before", "li"])
def test_a_selector_that_finds_nothing_is_told(selector: str) -> None:
    with pytest.raises(UsageError, match=r"CSS|--selector"):
        put(PAGE.encode(), MANIFEST, Embed(), selector)


def test_a_page_without_a_headline_is_told() -> None:
    with pytest.raises(UsageError, match="--selector"):
        put(b"<p>Text</p>", MANIFEST, Embed())


def test_an_element_that_does_not_end_is_told() -> None:
    with pytest.raises(UsageError, match="no end tag"):
        put(b"<h1>Headline<p>Text</p>", MANIFEST, Embed())


def test_a_page_in_an_old_encoding_keeps_it() -> None:
    page = PAGE.replace("Ann", "Zoë").replace("utf-8", "latin-1").encode("latin-1")
    title = "Ніч “é” 😀"
    manifest = {**MANIFEST, "article": {**MANIFEST["article"], "title": title}}
    made = put(page, manifest, Embed())
    assert without(made) == page
    tree = html5lib.parse(made.decode("latin-1"), namespaceHTMLElements=False)
    [script] = tree.iterfind(".//script[@type='application/ld+json']")
    assert json.loads(script.text)["headline"] == title
    assert tree.find(".//figure").attrib["data-title"] == title


def test_utf_16_is_told() -> None:
    with pytest.raises(PublishError, match="UTF-8"):
        put(PAGE.encode("utf-16"), MANIFEST, Embed())


def linked(*scripts: str) -> dict[str, object]:
    """Return the structured data that goes into a page that has these."""
    data = "".join(f'<script type="application/ld+json">{one}</script>' for one in scripts)
    page = put(PAGE.replace("</head>", f"{data}</head>").encode(), MANIFEST, Embed())
    [found] = re.findall(rb'ld\+json">(.*?)</script>', ours(page))
    plain: dict[str, object] = json.loads(found)
    return plain


@pytest.mark.parametrize(
    "data",
    [
        '{"@type": "NewsArticle", "@id": "#a"}',
        '[{"@type": "Person", "@id": "#p"}, {"@type": ["Thing", "NewsArticle"], "@id": "#a"}]',
        '{"@graph": [{"@type": "WebPage", "@id": "#w"}, {"@type": "BlogPosting", "@id": "#a"}]}',
        '{"@type": "WebPage", "@id": "#w", "mainEntity": {"@type": "Article", "@id": "#a"}}',
    ],
)
def test_the_page_s_own_article_gets_the_audio_by_its_id(data: str) -> None:
    found = linked("{broken", data)
    assert found["@id"] == "#a"
    assert set(found) == {"@context", "@type", "@id", "audio"}


@pytest.mark.parametrize(
    "data", ['{"@type": "NewsArticle", "headline": "Ours"}', '{"@type": "BlogPosting", "@id": 7}']
)
def test_the_audio_says_which_article_it_encodes_where_that_has_no_id(data: str) -> None:
    found = linked(data)
    assert found["@type"] == "AudioObject"
    assert found["encodesCreativeWork"] == {"@type": "NewsArticle", "headline": "Title"}
    assert linked(data, '{"@type": "NewsArticle", "@id": "#a"}')["@id"] == "#a"


@pytest.mark.parametrize("data", ['{"@type": "Organization", "@id": "#o"}', "7", "null", "{"])
def test_a_page_without_an_article_gets_one(data: str) -> None:
    assert linked(data)["headline"] == "Title"


def test_a_file_is_written_whole_and_only_where_it_changes(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(PAGE)
    path.chmod(0o640)
    put_into(path, MANIFEST, Embed())
    assert path.stat().st_mode & 0o777 == 0o640
    before = path.stat()
    put_into(path, MANIFEST, Embed())
    assert path.stat().st_ino == before.st_ino
    with pytest.raises(UsageError):
        put_into(path, MANIFEST, Embed(), "nothing")
    assert [one.name for one in tmp_path.iterdir()] == ["page.html"]
    with pytest.raises(PublishError, match="cannot be read"):
        put_into(tmp_path / "none.html", MANIFEST, Embed())


def test_attributes_that_a_person_set_survive_the_next_embed() -> None:
    once = put(PAGE.encode(), MANIFEST, Embed())
    by_hand = (
        b'data-article="#story &gt; .text" data-hide="share" data-label="mine" onclick="x" '
        b'class="narrate-player"'
    )
    edited = once.replace(b'class="narrate-player"', by_hand, 1)
    again = put(edited, MANIFEST, Embed())
    assert b'data-article="#story &gt; .text"' in again
    assert b'data-hide="share"' in again
    assert b"mine" not in again
    assert b"onclick" not in again
    assert put(again, MANIFEST, Embed()) == again
    hidden = put(again, MANIFEST, Embed(hide=("speed",)))
    assert (hidden.count(b"data-hide="), b'data-hide="speed"' in hidden) == (1, True)


CANONICAL = "<link rel='canonical' href='https://riverton.example/news/harbor'></head>"


@pytest.mark.parametrize(
    ("base", "name", "url"),
    [
        ("../audio/a%20b", "harbor.html", "https://riverton.example/audio/a%20b/story.mp3"),
        ("audio", "index.html", "https://riverton.example/news/harbor/audio/story.mp3"),
        ("", "harbor.html", "https://riverton.example/news/story.mp3"),
        ("/audio", "harbor.html", "https://riverton.example/audio/story.mp3"),
        ("https://cdn.example/a", "harbor.html", "https://cdn.example/a/story.mp3"),
    ],
)
def test_search_engines_get_the_whole_address_of_the_audio(
    base: str, name: str, url: str, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_text(PAGE.replace("</head>", CANONICAL))
    put_into(path, MANIFEST, Embed(base))
    assert f'"contentUrl": "{url}"' in path.read_text()


@pytest.mark.parametrize(
    ("canonical", "url"),
    [
        ("https://riverton.example/releases/v1.0", "https://riverton.example/releases/v1.0/a/"),
        ("https://riverton.example/releases/v1.0/", "https://riverton.example/releases/v1.0/a/"),
        ("https://riverton.example/news?id=3#top", "https://riverton.example/news/a/"),
        ("https://riverton.example", "https://riverton.example/a/"),
        ("https://riverton.example/news/index.HTML", "https://riverton.example/news/a/"),
        ("https://riverton.example/news/index.php?id=3", "https://riverton.example/news/a/"),
        ("https://[lang].riverton.example/x", "a/"),
        ("http://[", "a/"),
        ("https://", "a/"),
        ("/news", "a/"),
    ],
)
def test_the_canonical_address_of_a_folder_s_page(canonical: str, url: str) -> None:
    link = f'<link rel="canonical" href="{canonical}"></head>'
    page = put(PAGE.replace("</head>", link).encode(), MANIFEST, Embed("a"), is_index=True)
    assert f'"contentUrl": "{url}story.mp3"' in page.decode()
