"""What is not meant for the public is held back: drafts, embargoes, what has expired."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from narrate.errors import DoubtError
from narrate.source import Overrides, Web, items, read
from narrate.source.page import Facts
from narrate.source.publication import reason

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
DRAFTS = Overrides(drafts=True)


def story(tmp_path: Path, matter: str, mark: str = "---") -> str:
    path = tmp_path / "story.md"
    path.write_text(f"{mark}\n{matter}\n{mark}\nThe tower is dark.\n")
    return str(path)


@pytest.mark.parametrize(
    ("matter", "why"),
    [
        ("draft: true", "as a draft: --drafts narrates it."),
        ("draft: yes", "as a draft"),
        ('draft: "true"', "as a draft"),
        ("isDraft: true", "as a draft"),
        ("status: draft", "as a draft"),
        ("published: false", "by 'published: false': --drafts narrates it."),
        ("publish: no", "by 'publish: false'"),
        ("private: true", "by 'private: true'"),
        ("eleventyExcludeFromCollections: true", "by 'eleventyexcludefromcollections: true'"),
        ("status: pending", "by 'status: pending'"),
        ("status: In Review", "by 'status: in review'"),
        ("expiryDate: 2026-05-04", "since it expired on 2026-05-04"),
        ("unpublishDate: 2026-05-04T11:59:00Z", "since it expired on 2026-05-04T11:59:00"),
        ("date: 2026-05-05", "until its date, 2026-05-05"),
        ("date: 2026-05-04T12:01:00+00:00", "until its date"),
        ("date: 2020-01-01\npublishDate: 2026-06-01", "until its date, 2026-06-01"),
        ("date: 2020-01-01\nembargo: 2026-06-01", "until its date, 2026-06-01"),
        ("pubDate: Jun 08 2026", "until its date, 2026-06-08"),
        ("publish_date: Mon, 08 Jun 2026 10:00:00 +0200", "until its date, 2026-06-08"),
    ],
)
def test_front_matter_holds_an_article_back(tmp_path: Path, matter: str, why: str) -> None:
    path = story(tmp_path, matter)
    with pytest.raises(DoubtError) as caught:
        read(path, now=NOW)
    assert f"story.md is held back {why}" in str(caught.value)
    assert str(caught.value).endswith(": --drafts narrates it.")
    assert read(path, now=NOW, overrides=DRAFTS).article.blocks


@pytest.mark.parametrize(
    "matter", ["draft = true", "publishDate = 2026-06-01", "expires = 2026-01-01"]
)
def test_toml_holds_an_article_back(tmp_path: Path, matter: str) -> None:
    path = story(tmp_path, matter, "+++")
    with pytest.raises(DoubtError, match="--drafts narrates it"):
        read(path, now=NOW)
    assert read(path, now=NOW, overrides=DRAFTS).article.blocks


@pytest.mark.parametrize(
    "matter",
    [
        "draft: false",
        "published: true",
        "published: 2026-05-04",
        "date: 2026-05-04",
        "date: 2026-05-04T11:59:00Z",
        "date: 2027-01-01\npublishDate: 2026-05-01",
        "expiryDate: 2026-05-05",
        "expires: never",
        "status: published",
        "title: A draft",
        "layout: private",
    ],
)
def test_what_is_public_is_read(tmp_path: Path, matter: str) -> None:
    assert read(story(tmp_path, matter), now=NOW).article.blocks


def test_the_date_stands_beside_the_switch(tmp_path: Path) -> None:
    path = story(tmp_path, "published: true\npubDate: Jun 08 2020")
    reading = read(path, now=NOW)
    assert (reading.article.published, reading.notes) == ("2020-06-08", ())


def test_a_folder_of_drafts_is_held_back(tmp_path: Path) -> None:
    (tmp_path / "_drafts").mkdir()
    path = story(tmp_path / "_drafts", "title: The tower")
    with pytest.raises(DoubtError, match="is held back as a draft: --drafts narrates it"):
        read(path)


def test_a_time_without_zone_is_one_of_this_place() -> None:
    facts = Facts(opens=("2026-05-04T12:00:00",))
    assert reason(facts, NOW) == ""
    assert reason(facts, NOW.replace(hour=11)) == "until its date, 2026-05-04T12:00:00"


FEED = """<rss><channel>
<item><link>https://example.org/{}</link>{}</item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xmlns:app="http://www.w3.org/2007/app"><entry>
<link href="https://example.org/tower"/>
<app:control><app:draft>yes</app:draft></app:control></entry></feed>"""


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (FEED.format("a", "<pubDate>Tue, 05 May 2026 10:00:00 GMT</pubDate>"), "until its date"),
        (ATOM, "as a draft"),
    ],
)
def test_an_entry_is_held_back_before_it_is_fetched(tmp_path: Path, content: str, why: str) -> None:
    path = tmp_path / "feed.xml"
    path.write_text(content)
    [item] = items(str(path), Web())
    with pytest.raises(DoubtError, match=why):
        read(item, now=NOW)
