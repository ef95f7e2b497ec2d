"""The markup: valid, labelled, safe whatever it says, and so plain that every filter leaves it."""

import gzip
import json
from dataclasses import replace
from typing import Any
from urllib.parse import urljoin

import html5lib
import pytest
from hypothesis import given, strategies as st
from stories import NARRATION, manifest_of

from narrate.model import Article, around_ai
from narrate.publish import Embed, element, embed
from narrate.publish.embed import BAR, audio_url, figure, player
from narrate.publish.figure import figure_member, fingerprints, strings
from narrate.publish.jsonld import articles, authors
from narrate.publish.sync import letters
from narrate.publish.transcript import transcript

HOSTILE = ["</script>", "<!--", "]]>", '"', "'", "&amp;", "<b>", "\u202e", "\u2066", "\u2028", "`"]
WORDS = st.lists(
    st.sampled_from(HOSTILE)
    | st.text(st.characters(exclude_categories=["Cs", "Cn", "Cc"]), max_size=5),
    max_size=5,
).map("".join)


def parsed(markup: str) -> Any:
    """Read a body's content; an error in it is an error of ours."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False, strict=True)
    body = parser.parse(f"<!DOCTYPE html><title>t</title><body>{markup}").find("body")
    for comment in [one for one in body if not isinstance(one.tag, str)]:
        body.remove(comment)
    return body


def test_it_is_a_figure_with_its_label_and_the_audio() -> None:
    tree = parsed(embed(manifest_of(NARRATION), Embed()))
    [audio] = tree.iter("audio")
    assert audio.attrib == {"controls": "", "preload": "none", "src": "story.mp3"}
    [caption] = tree.iter("figcaption")
    text = "".join(caption.itertext())
    assert text == f"Listen to this article (1 min). {NARRATION.disclosure}"
    [strong] = caption
    assert (strong.tag, strong.text) == ("strong", around_ai(NARRATION.disclosure)[1])


def test_a_filter_of_elements_leaves_the_figure_as_it_is() -> None:
    """WordPress keeps these for everybody: its wp_kses_allowed_html("post").

    It drops the drawings that keep the place of the player's controls.
    """
    kept = {
        "figure": {"class", "lang", "dir"},
        "figcaption": set(),
        "strong": set(),
        "audio": {"controls", "preload", "src"},
        "a": {"href"},
        "div": set(),
    }
    for one in parsed(figure(manifest_of(NARRATION), Embed())).iterfind(".//*"):
        if one.tag.endswith("svg"):
            continue
        names = {name for name in one.attrib if not name.startswith("data-")}
        assert names <= kept[one.tag]


@given(WORDS, WORDS, WORDS, WORDS, WORDS)
def test_whatever_it_says_is_said_and_nothing_else(
    title: str, byline: str, label: str, written: str, name: str
) -> None:
    article = Article("id", title, "en", (), byline=byline, publisher=name)
    narration = replace(NARRATION, article=article, disclosure=label)
    plain = manifest_of(narration)
    plain["utterances"][0]["written"] = written
    for site in (Embed(), Embed(base="https://example.org/a b/", player="/p.js?a=1&b=2")):
        tree = parsed(embed(plain, site))
        assert [one.tag for one in tree] == ["figure", "script", "script"]
        data = json.loads(tree[1].text)
        assert data["audio"].get("description", "") == label
        assert [author["name"] for author in data.get("author", [])] == authors(byline)
        assert tree[0].attrib.get("data-title", "") == title
        assert tree[0].attrib["data-label"] == label if label else True
    [player_element] = parsed(element(plain, Embed())).iter("narrate-player")
    assert len(list(parsed(element(plain, Embed())).iter("script"))) == 2
    assert player_element.attrib.get("data-title", "") == title
    html5lib.HTMLParser(strict=True).parse(transcript(plain))


def test_structured_data_says_what_the_audio_is() -> None:
    plain = manifest_of(NARRATION)
    data = json.loads(parsed(embed(plain, Embed(base="https://example.org/a/")))[1].text)
    [article] = articles(data)
    assert article["@type"] == "NewsArticle"
    audio = article["audio"]
    assert audio["@type"] == "AudioObject"
    assert audio["contentUrl"] == "https://example.org/a/story.mp3"
    assert audio["encodingFormat"] == "audio/mpeg"
    assert audio["sha256"] == plain["files"]["audio"]["sha256"]
    assert audio["duration"] == "PT0M2.5S"
    assert audio["digitalSourceType"] == "https://schema.org/AlgorithmicMediaDigitalSource"
    assert "transcript" not in audio  # it would open a paywall
    assert "uploadDate" not in audio  # the article has no date


def test_the_host_of_the_article_completes_the_address_of_the_audio() -> None:
    article = replace(NARRATION.article, url="https://riverton.example/news/harbor")
    plain = manifest_of(replace(NARRATION, article=article))
    assert audio_url(plain, Embed("/audio")) == "https://riverton.example/audio/story.mp3"
    # Where the audio will be is unknown, and a guess would be worse than a relative address.
    assert audio_url(plain, Embed()) == "story.mp3"


@pytest.mark.parametrize("url", ["https://[lang].riverton.example/x", "http://[", "/news/harbor"])
def test_an_article_s_address_that_is_not_whole_completes_nothing(url: str) -> None:
    plain = manifest_of(replace(NARRATION, article=replace(NARRATION.article, url=url)))
    assert audio_url(plain, Embed("/audio")) == "/audio/story.mp3"


def test_structured_data_names_each_author_and_when_it_was_published() -> None:
    article = replace(
        NARRATION.article, byline="Ines Duarte, Tom Ode and Ann Li", published="2026-05-27"
    )
    plain = manifest_of(replace(NARRATION, article=article))
    data = json.loads(parsed(embed(plain, Embed()))[1].text)
    assert data["author"] == [
        {"@type": "Person", "name": name} for name in ("Ines Duarte", "Tom Ode", "Ann Li")
    ]
    assert data["audio"]["uploadDate"] == "2026-05-27"
    plain["article"]["modified"] = "2026-05-28"
    data = json.loads(parsed(embed(plain, Embed()))[1].text)
    assert data["audio"]["uploadDate"] == "2026-05-28"


def test_what_a_page_shows_stands_in_the_manifest() -> None:
    """A builder prints the member; embed prints it, too, whatever an edition would compute."""
    plain = manifest_of(NARRATION)
    member = figure_member(plain)
    parts = ["Hear <it> by ", "A<I", " <now>"]
    member = json.loads(json.dumps(member)) | {"caption_parts": parts, "download": "Get"}
    member["data"] |= {"title": "Another", "x onload=1": "y"}
    plain["figure"] = member
    site = Embed(base="/audio/story")
    for markup in (embed(plain, site), element(plain, site)):
        tree = parsed(markup)
        assert tree[0].attrib["data-title"] == "Another"
        assert tree[0].attrib["data-text"] == " ".join(fingerprints(plain))
        assert tree[0].attrib["lang"] == "en-GB"
        assert not [name for name in tree[0].attrib if "onload" in name]
        structured = next(json.loads(s.text) for s in tree.iter("script") if s.text)
        assert structured["audio"]["contentUrl"] == "/audio/story/story.mp3"
    [caption] = parsed(embed(plain, site)).iter("figcaption")
    assert [*caption.itertext()] == parts
    member |= {"caption": "Hear <it>"}
    del member["caption_parts"]  # as an earlier edition published it
    [caption] = parsed(embed(plain, site)).iter("figcaption")
    assert (caption.text, len(caption)) == ("Hear <it>", 0)


@pytest.mark.parametrize("base", ["", "a b/", "/audio/", "https://example.org/x/"])
def test_addresses_are_of_the_folder_that_holds_the_narration(base: str) -> None:
    [audio] = parsed(embed(manifest_of(NARRATION), Embed(base))).iter("audio")
    assert urljoin("https://example.org/", audio.attrib["src"]) == urljoin(
        "https://example.org/", f"{base}story.mp3"
    )


EUROPE = "bg cs da de el en es et fi fr ga hr hu it lt lv mt nl pl pt ro sk sl sv"


@pytest.mark.parametrize("language", [*EUROPE.split(), "ar", "no", "tr", "uk", "nn_NO", "pt-BR"])
def test_every_language_has_every_word(language: str) -> None:
    say = strings(language)
    assert set(say) == set(strings("en"))
    assert all(say.values())
    assert language == "en" or say["listen"] != strings("en")["listen"]


def test_the_player_is_under_8_kb() -> None:
    assert len(gzip.compress(player().encode(), 9)) < 8_000


def test_the_player_s_own_words_are_the_english_ones() -> None:
    for name, text in strings("en").items():
        assert f'{name}:"{text}"' in player() + player(BAR)


@given(st.text(max_size=40))
def test_letters_are_the_same_however_a_page_sets_them(text: str) -> None:
    assert letters(letters(text)) == letters(text)
    assert letters(f"“{text}” — …") == letters(text)


def test_a_fingerprint_is_one_of_its_block() -> None:
    plain = manifest_of(NARRATION)
    first, second = fingerprints(plain)
    assert first.startswith("9."), "Oneat11pm"
    plain["utterances"][1]["written"] = "Two"
    assert list(fingerprints(plain)) == [first, second]
    plain["utterances"][1]["written"] = "Ten."
    assert [*fingerprints(plain)] != [first, second]
