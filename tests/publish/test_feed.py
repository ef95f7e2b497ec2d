"""The feed: what directories ask of it, whatever an article calls itself, and after corrections.

One file, over 300 lines: every test reads a feed of the same folder.
"""

import json
import shutil
import tracemalloc
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from html import unescape
from pathlib import Path
from typing import Any
from uuid import UUID

import feedparser
import pytest
from audio_server import serving
from command import Cli, manifest_in
from hypothesis import HealthCheck, given, settings, strategies as st
from lxml import etree

from narrate.errors import PublishError, UsageError
from narrate.model import Feed
from narrate.publish import feed, lint, rss, shelf
from narrate.publish.manifest import dump

BASE = "https://riverton.example/audio/"
ABOUT = Feed(
    title="Riverton aloud",
    link="https://riverton.example/",
    base=BASE,
    owner="The Riverton Post",
    email="audio@riverton.example",
    image="https://riverton.example/cover.png",
    categories=("News", "Arts > Books"),
)
TOML = """\
[feed]
title = "Riverton aloud"
base = "https://riverton.example/audio/"
email = "audio@riverton.example"
image = "https://riverton.example/cover.png"
"""
SPACES = {"itunes": rss.ITUNES, "podcast": rss.PODCAST, "atom": rss.ATOM}
STORY = """\
---
title: The {name} & <co>
author: Ines Duarte, Tom Ode
date: {date}
url: https://riverton.example/{name}
description: What {name} is about.
section: Local
---
# {title}

It stays.

## And then

{text}
"""


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of three stories, made by the command."""
    cli = Cli(tmp_path_factory.mktemp("feed"))
    for name, date in (("ferry", "2026-05-27"), ("crane", "2026-05-29T09:30:00+03:00")):
        text = STORY.format(title=f"The {name} & \\<co>", date=date, name=name, text="It waits.")
        cli.write(f"desk/{name}.md", text)
    cli.write("desk/undated.txt", "Nobody knows when.")
    cli("make", "desk", "--voice", "tone", "-o", "made")
    return cli.folder / "made"


@pytest.fixture
def folder(published: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(published, tmp_path / "made"))


def written(folder: Path, about: Feed = ABOUT, previous: bytes = b"") -> bytes:
    complaints: list[str] = []
    data = feed.feed(shelf.stories(folder, complaints.append), folder, about, previous=previous)
    assert not complaints
    return data


def values(data: bytes, path: str) -> list[str]:
    found = etree.fromstring(data).xpath(path, namespaces=SPACES)
    return [each if isinstance(each, str) else each.text for each in found]


def test_another_reader_finds_everything_newest_first(folder: Path) -> None:
    read = feedparser.parse(written(folder))
    assert not read.bozo
    assert read.version == "rss20"
    assert read.feed.title == "Riverton aloud"
    titles = [entry.title for entry in read.entries]
    assert titles[1:] == ["The crane & &lt;co>", "The ferry & &lt;co>"]
    assert titles[0] == "Nobody knows when."  # its date is that of its making
    crane = read.entries[1]
    assert crane.link == "https://riverton.example/crane"
    assert crane.published == "Fri, 29 May 2026 09:30:00 +0300"
    assert "What crane is about." in crane.summary
    assert "This audio is created with AI assistance." in crane.summary
    [enclosure] = crane.enclosures
    name = enclosure.href.removeprefix(BASE)
    assert int(enclosure.length) == (folder / name).stat().st_size
    assert enclosure.type == "audio/mpeg"
    assert crane.itunes_duration.isdigit()
    assert [tag.term for tag in crane.tags] == ["Local"]


def test_it_has_what_podcasting_2_0_asks(folder: Path) -> None:
    data = written(folder)
    assert values(data, "//channel/podcast:txt[@purpose='ai-content']") == ["true"]
    assert values(data, "//item/podcast:txt[@purpose='ai-content']") == ["true"] * 3
    assert values(data, "//item[2]/podcast:person") == ["Ines Duarte", "Tom Ode"]
    assert set(values(data, "//item/itunes:explicit")) == {"false"}
    [transcript] = values(data, "//item[2]/podcast:transcript[@type='text/vtt']/@url")
    assert (folder / transcript.removeprefix(BASE)).read_text("utf-8").startswith("WEBVTT")
    [chapters] = values(data, "//item[2]/podcast:chapters/@url")
    listed = json.loads((folder / chapters.removeprefix(BASE)).read_bytes())
    assert listed["version"] == "1.2.0"
    assert [chapter["title"] for chapter in listed["chapters"]] == ["The crane & <co>", "And then"]
    assert values(data, "//channel/itunes:category/@text") == ["News", "Arts"]
    assert values(data, "//channel/itunes:category/itunes:category/@text") == ["Books"]
    assert values(data, "//item[1]/podcast:chapters") == []  # one chapter is no table of contents


def test_its_guid_is_the_one_that_the_namespace_computes(folder: Path) -> None:
    # The example of https://podcasting2.org/docs/podcast-namespace/tags/guid
    assert feed.podcast_guid("https://mp3s.nashownotes.com/pc20rss.xml") == (
        "917393e3-1b1e-5cef-ace4-edaa54e1f810"
    )
    assert values(written(folder), "//channel/podcast:guid") == [
        feed.podcast_guid("http://riverton.example/audio/feed.xml/")
    ]


def test_the_same_folder_gives_the_same_bytes(folder: Path) -> None:
    once = written(folder)
    assert written(folder, previous=once) == once


def test_a_feed_that_moves_keeps_its_guids_and_dates(folder: Path) -> None:
    once = written(folder)
    for path in folder.rglob("narrate.json"):
        path.touch()  # what a copy without times does
    moved = written(folder, Feed(base="https://new.example/a/"), previous=once)
    for path in ("//item/guid", "//item/pubDate", "//channel/podcast:guid"):
        assert values(moved, path) == values(once, path)
    assert values(moved, "//enclosure/@url")[0].startswith("https://new.example/a/")


def test_a_correction_keeps_the_guid_and_changes_the_file(cli: Cli) -> None:
    cli.write("narrate.toml", TOML)
    about = {"title": "The ferry", "date": "2026-05-27", "name": "ferry"}
    made = ("make", "ferry.md", "--voice", "tone", "-o", "made/ferry")
    found = []
    for text in ("It waits.", "It waits no longer, and sails."):
        cli.write("ferry.md", STORY.format(text=text, **about))
        cli(*made)
        cli("feed", "made")
        assert cli("feed", "made", "--check").stdout.endswith(b"nothing to object to\n")
        data = (cli.folder / "made" / "feed.xml").read_bytes()
        found.append([values(data, f"//item/{part}") for part in ("guid", "enclosure/@url")])
        found[-1].append(values(data, "//item/enclosure/@length"))
    (guid, url, length), (guid_after, url_after, length_after) = found
    assert guid == guid_after
    assert UUID(guid[0])
    assert url != url_after
    assert length != length_after


def test_two_of_one_name_are_told_apart(folder: Path) -> None:
    path = shutil.copytree(folder / "ferry", folder / "2025" / "ferry") / "narrate.json"
    other = {"url": "https://riverton.example/2025/ferry"}
    plain = json.loads(path.read_bytes())
    path.write_text(json.dumps(plain | {"article": plain["article"] | other, "text_sha256": ""}))
    guids = values(written(folder), "//item/guid")
    assert len(set(guids)) == len(guids) == 4


def test_only_the_newest_are_listed(folder: Path) -> None:
    few = written(folder, Feed(base=BASE, limit=2))
    assert values(few, "//item/guid") == values(written(folder), "//item/guid")[:2]


def changed(folder: Path, **about: str) -> None:
    path = folder / "ferry" / "narrate.json"
    plain: dict[str, Any] = json.loads(path.read_bytes())
    plain["article"] |= about
    path.write_text(json.dumps(plain), "utf-8")


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    text=st.text(max_size=60) | st.sampled_from(["</script>", "]]>", "&amp;<", "\u202eabc\u202c"])
)
def test_any_title_and_byline_leave_a_feed_that_reads_back(folder: Path, text: str) -> None:
    changed(folder, title=text, byline=text, summary=text, section=text)
    data = written(folder)
    [title] = etree.fromstring(data).xpath("//item[link='https://riverton.example/ferry']/title")
    seen = "".join(character for character in text if rss._clean(character))  # noqa: SLF001 - what XML can hold
    assert unescape(title.text or "") == seen.replace("\r", "\n") or "\r" in text


def test_a_long_summary_is_cut_and_the_label_is_not(folder: Path) -> None:
    changed(folder, summary="й" * 5_000)
    data = written(folder)
    [text] = values(data, "//item[link='https://riverton.example/ferry']/description")
    assert len(text.encode()) <= 4_000
    assert text.endswith("…\n\nThis audio is created with AI assistance.")
    assert not [problem for problem in lint.lint(data, folder) if "description" in problem]


def test_names_beyond_ascii_are_quoted_and_told(folder: Path) -> None:
    (folder / "ferry").rename(folder / "паром")
    data = written(folder)
    assert data.isascii() or all(url.isascii() for url in values(data, "//enclosure/@url"))
    assert any("is not ASCII" in problem for problem in lint.lint(data, folder))


def test_without_a_base_it_cannot_be_written(cli: Cli) -> None:
    (cli.folder / "made").mkdir()
    assert b"--base" in cli("feed", "made", code=2).stderr
    assert b"base is 'a'" in cli("feed", "made", "--base", "a", code=2).stderr
    assert not (cli.folder / "made" / "feed.xml").exists()
    with pytest.raises(UsageError, match=r"feed\.image"):
        feed.feed([], cli.folder, Feed(base=BASE, image="cover.png"))


def test_a_folder_or_a_manifest_that_is_none_is_told(cli: Cli) -> None:
    assert b"There is no folder gone" in cli("feed", "gone", "--base", BASE, code=1).stderr
    assert b"write it with narrate feed" in cli("feed", ".", "--check", code=1).stderr
    cli.write("made/a/narrate.json", "{}")
    assert b"is not what narrate writes" in cli("feed", "made", "--base", BASE, code=4).stderr
    cli.write("made/a/narrate.json", '{"schema_version": 9}')
    assert b"is of version 9" in cli("feed", "made", "--base", BASE, code=4).stderr


def test_a_damaged_narration_costs_only_its_own_item(folder: Path, cli: Cli) -> None:
    (folder / "crane" / "narrate.json").write_text("{")
    done = cli("feed", str(folder), "--base", BASE, code=4)
    assert b"feed.xml: 2 articles" in done.stdout
    assert done.stderr.count(b"crane/narrate.json is not what narrate writes") == 1


@pytest.mark.parametrize("content", ["<rss/>", "<html>", "mine", "<rss><channel><generator>x"])
def test_a_feed_that_narrate_did_not_write_stays(cli: Cli, folder: Path, content: str) -> None:
    path = folder / "feed.xml"
    path.write_text(content)
    done = cli("feed", str(folder), "--base", BASE, code=1)
    assert b"was not written by narrate" in done.stderr
    assert path.read_text() == content


def test_an_item_waits_for_its_date(folder: Path) -> None:
    changed(folder, published="2999-01-01")
    assert "ferry" not in "".join(values(written(folder), "//enclosure/@url"))
    complaints: list[str] = []
    stories = shelf.stories(folder, complaints.append)
    later = feed.feed(stories, folder, ABOUT, now=datetime(2999, 1, 2, tzinfo=UTC))
    assert "ferry" in values(later, "//enclosure/@url")[0]


@pytest.mark.parametrize("date", ["0001-01-01", "9999-12-31T23:59:59-12:00", "no date"])
def test_a_date_that_no_article_has_is_none(folder: Path, date: str) -> None:
    changed(folder, published=date, modified=date)
    data = written(folder)
    assert len(values(data, "//item")) == (2 if date.startswith("9999") else 3)


def test_an_article_in_two_folders_is_listed_once_by_its_first_guid(folder: Path) -> None:
    first = written(folder)
    shutil.copytree(folder / "ferry", folder / "again")
    assert values(written(folder, previous=first), "//item/guid") == values(first, "//item/guid")
    assert len(values(written(folder), "//item/guid")) == 3


def test_titles_and_summaries_are_text_wherever_they_are_shown(folder: Path) -> None:
    markup = "<script>alert(1)</script> AT&T &amp; 5 < 6"
    changed(folder, title=markup, summary=markup)
    data = written(folder)
    item = "//item[link='https://riverton.example/ferry']"
    [title] = values(data, f"{item}/title")
    [summary] = values(data, f"{item}/description")
    assert title == "&lt;script>alert(1)&lt;/script> AT&T &amp;amp; 5 < 6"
    assert summary.startswith("&lt;script&gt;alert(1)&lt;/script&gt; AT&amp;T &amp;amp; 5 &lt; 6")
    entries = {entry.get("link"): entry for entry in feedparser.parse(data).entries}
    assert "<script" not in entries["https://riverton.example/ferry"].summary


@pytest.mark.parametrize(
    "url", ["https://ann:secret@riverton.example/ferry", "javascript:x", "http://["]
)
def test_an_address_with_a_password_or_of_no_page_is_not_published(folder: Path, url: str) -> None:
    changed(folder, url=url, image=url)
    data = written(folder)
    assert b"secret" not in data
    assert url.encode() not in data
    with pytest.raises(UsageError, match="without a password"):
        feed.feed([], folder, Feed(base="https://ann:secret@riverton.example/"))


def test_a_feed_of_900_narrations_reads_their_heads_only(folder: Path, tmp_path: Path) -> None:
    plain = manifest_in(folder / "ferry")
    plain["utterances"] *= 500
    big = tmp_path / "big"
    for number in range(3):
        (big / str(number)).mkdir(parents=True)
        plain["article"]["url"] = f"https://riverton.example/{number}"
        (big / str(number) / "narrate.json").write_bytes(
            b"".join(dump(plain | {"text_sha256": str(number)}))
        )
    size = (big / "0" / "narrate.json").stat().st_size
    tracemalloc.start()
    data = written(big)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(values(data, "//item")) == 3
    assert peak < size / 2


def test_a_good_feed_has_nothing_to_object_to(folder: Path) -> None:
    data = written(folder)
    assert lint.lint(data, folder) == []
    for date in values(data, "//item/pubDate"):
        assert parsedate_to_datetime(date).tzinfo


def test_audio_of_before_the_feed_lacks_the_spoken_label(cli: Cli) -> None:
    cli.write("ferry.txt", "It waits.")
    make = ("make", "ferry.txt", "--voice", "tone", "-o", "made")
    cli(*make)
    cli.write("narrate.toml", TOML)
    cli("feed", "made")
    problems = cli("feed", "made", "--check", code=1).stdout.decode()
    assert "does not speak the label" in problems
    assert "make it again with narrate make" in problems
    cli(*make)
    cli("feed", "made")
    assert cli("feed", "made", "--check").stdout.endswith(b"nothing to object to\n")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (b'length="', b'length="1', "its length is 1"),
        (b'type="audio/mpeg"', b'type="audio/mp3"', "its type is audio/mp3, not audio/mpeg"),
        (b"<pubDate>Fri, 29", b"<pubDate>Friday 29", "none of RFC 2822"),
        (b'ai-content">true', b'ai-content">false', "not marked as made with AI"),
        (b"/crane/crane-", b"/crane/gone-", "is not there"),
        (b"/crane/crane-", b"/crane/../../made/crane/crane-", "is not there"),
        (BASE.encode() + b"crane", b"https://cdn.example/crane", "is not below"),
        (b"<itunes:image", b"<itunes:picture", "without a picture"),
        (b"<podcast:guid>", b"<podcast:guid/><podcast:gone>", "no XML"),
        (b"<channel>", b"<chan>", "no XML"),
    ],
)
def test_what_a_directory_refuses_is_told(folder: Path, old: bytes, new: bytes, said: str) -> None:
    data = written(folder)
    assert old in data
    assert any(said in problem for problem in lint.lint(data.replace(old, new), folder))


def test_a_guid_that_stands_twice_is_told(folder: Path) -> None:
    data = written(folder)
    first, second = values(data, "//item/guid")[:2]
    problems = lint.lint(data.replace(first.encode(), second.encode()), folder)
    assert f"the GUID '{second}' stands 2 times" in problems


def test_chapters_that_are_none_are_told(folder: Path) -> None:
    data = written(folder)
    next((folder / "crane").glob("*.chapters.json")).write_text("[]")
    assert any("no JSON of chapters" in problem for problem in lint.lint(data, folder))


def test_a_server_with_ranges_has_nothing_to_object_to(folder: Path) -> None:
    with serving(folder) as server:
        assert lint.lint(written(folder), folder, server) == []


@pytest.mark.parametrize(
    ("lacks", "said"),
    [("ranges", "a range of bytes is answered with 200"), ("head", "HEAD is answered with 405")],
)
def test_a_server_that_a_player_cannot_use_is_told(folder: Path, lacks: str, said: str) -> None:
    with serving(folder, ranges=lacks != "ranges", head=lacks != "head") as server:
        problems = lint.lint(written(folder), folder, server)
    assert len(problems) == 3
    assert all(said in problem for problem in problems)


def test_a_server_with_other_files_is_told(folder: Path, tmp_path: Path) -> None:
    data = written(folder)
    other = Path(shutil.copytree(folder, tmp_path / "other"))
    next((other / "crane").glob("*.mp3")).write_bytes(b"short")
    next((other / "ferry").glob("*.mp3")).unlink()
    with serving(other) as server:
        problems = lint.lint(data, folder, server)
    assert any("its content-length is 5, not" in problem for problem in problems)
    assert any("HEAD is answered with 404" in problem for problem in problems)


def test_no_server_is_told_in_a_sentence(folder: Path) -> None:
    with serving(folder) as server:
        pass
    with pytest.raises(PublishError, match="Is the server running"):
        lint.lint(written(folder), folder, server)


def test_an_item_without_a_summary_takes_the_first_sentences(folder: Path, cli: Cli) -> None:
    changed(folder, summary="")
    item = "//item[link='https://riverton.example/ferry']"
    [text] = values(written(folder), f"{item}/description")
    assert text == "It stays.\n\nThis audio is created with AI assistance."
    sentences = [f"Boat {number} came in with the tide." for number in range(20)]
    cli.write("long.md", f"# A title\n\n{' '.join(sentences)}\n")
    cli("make", "long.md", "--voice", "tone")
    excerpt = manifest_in(cli.folder / "output/long")["excerpt"]
    assert excerpt == " ".join(sentences[:10])
    assert len(excerpt) <= 300


@pytest.mark.parametrize(
    ("about", "problem"),
    [
        ({"categories": ("Gardening",)}, "'Gardening' is no category of Apple Podcasts"),
        ({"categories": ("News > Books",)}, "'News > Books' is no category"),
        ({"language": "english"}, "the language 'english' is no code"),
        ({"language": "qz"}, "the language 'qz' is no code"),
        ({"email": "audio at riverton"}, "'audio at riverton' is no mail address"),
        ({"image": f"{BASE}cover.png"}, "cover.png is not there"),
        ({"image": f"{BASE}fake.png"}, "fake.png is neither JPEG nor PNG"),
        ({"image": "https://riverton.example/cover.gif"}, "ends in .gif"),
        ({"image": "http://riverton.example/cover.png"}, "directories ask for https"),
        ({"base": "http://riverton.example/"}, "feed.base is http://riverton.example/feed.xml"),
        (
            {"link": "http://riverton.example/"},
            "feed.link is http://riverton.example/: directories",
        ),
        ({"base": "https://riverton.example/my audio/"}, "with a space in it"),
        ({"link": "https://riverton.example/my page"}, "with a space in it"),
    ],
    ids=str,
)
def test_nonsense_in_the_settings_is_found(
    folder: Path, about: dict[str, Any], problem: str
) -> None:
    (folder / "fake.png").write_bytes(b"GIF89a")
    problems = lint.lint(written(folder, replace(ABOUT, **about)), folder)
    assert [each for each in problems if problem in each]
    assert len(problems) == 1


def test_apple_s_categories_are_known() -> None:
    for categories in (("News > Daily News", "Arts > Fashion & Beauty"), ("True Crime",), ()):
        about = replace(ABOUT, categories=categories)
        data = feed.feed([], Path(), about)
        assert not [each for each in lint.lint(data, Path()) if "is no category" in each]
