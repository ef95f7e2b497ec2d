"""The formats of newsrooms and offices are read as articles, with their facts and no furniture."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from narrate.errors import DoubtError, SourceError
from narrate.source import Reading, Web, items, read

ReadFile = Callable[..., Reading]
Outline = Callable[..., list[str]]
FIRST = (
    "The lighthouse keeper climbed the tower for the last time on Friday, thirty years after her "
    "first night on the rock."
)
SECOND = "A lamp without a keeper takes over in autumn, and the boat will come only once a month."
BODY = f"<p>{FIRST}</p><h2>The lamp</h2><p>{SECOND}</p>"
READ = ["# The last keeper", f"¶ {FIRST}", "## The lamp", f"¶ {SECOND}"]
PAST, FUTURE = "2024-05-03T08:00:00Z", "2999-05-03T08:00:00Z"


def wordpress(**changes: object) -> dict[str, object]:
    return {
        "date": "2024-05-03T10:00:00",
        "date_gmt": "2024-05-03T08:00:00",
        "link": "https://example.org/keeper",
        "status": "publish",
        "title": {"rendered": "The last keeper"},
        "content": {"rendered": BODY, "protected": False},
        "_embedded": {"author": [{"name": "Eva Holm"}]},
        **changes,
    }


def ghost(**changes: object) -> dict[str, object]:
    return {
        "title": "The last keeper",
        "html": BODY,
        "url": "https://example.org/keeper",
        "published_at": PAST,
        "status": "published",
        "authors": [{"name": "Eva Holm"}],
        **changes,
    }


def ninjs(**changes: object) -> dict[str, object]:
    return {
        "uri": "https://example.org/keeper",
        "pubstatus": "usable",
        "headline": "The last keeper",
        "body_html": BODY,
        "byline": "By Eva Holm",
        "firstcreated": PAST,
        **changes,
    }


def ans(**changes: object) -> dict[str, object]:
    return {
        "type": "story",
        "headlines": {"basic": "The last keeper"},
        "canonical_website_url": "https://example.org/",
        "canonical_url": "/keeper",
        "display_date": PAST,
        "credits": {"by": [{"type": "author", "name": "Eva Holm"}]},
        "content_elements": [
            {"type": "text", "content": FIRST},
            {"type": "header", "level": 2, "content": "The lamp"},
            {"type": "text", "content": SECOND},
        ],
        **changes,
    }


def feed_item(**changes: object) -> dict[str, object]:
    return {
        "id": "1",
        "url": "https://example.org/keeper",
        "title": "The last keeper",
        "content_html": BODY,
        "date_published": PAST,
        "authors": [{"name": "Eva Holm"}],
        **changes,
    }


def feed(*entries: dict[str, object]) -> dict[str, object]:
    return {"version": "https://jsonfeed.org/version/1.1", "language": "en", "items": entries}


NINJS_3 = {
    "headline": None,
    "body_html": None,
    "headlines": [{"role": "main", "value": "The last keeper"}],
    "bodies": [
        {"role": "main", "contenttype": "text/plain", "value": FIRST},
        {"role": "main", "contenttype": "text/html", "value": BODY},
    ],
}
ARTICLES = {
    "wordpress": wordpress(),
    "wordpress-list": [wordpress()],
    "ghost": {"posts": [ghost()]},
    "ghost-export": {"db": [{"data": {"posts": [ghost()]}}]},
    "ninjs": ninjs(),
    "ninjs-3": ninjs(**NINJS_3),
    "ans": ans(),
    "json-feed": feed(feed_item()),
}


@pytest.mark.parametrize("article", ARTICLES.values(), ids=list(ARTICLES))
@pytest.mark.parametrize("name", ["story.json", "story.txt", "story"])
def test_json_of_a_newsroom_is_an_article(
    read_file: ReadFile, outline: Outline, article: object, name: str
) -> None:
    content = json.dumps(article)
    result = read_file(content, name).article
    assert outline(content, name) == READ
    assert (result.title, result.byline) == ("The last keeper", "Eva Holm")
    assert result.url == "https://example.org/keeper"
    assert result.published.startswith("2024-05-03T08:00:00")


@pytest.mark.parametrize(
    ("article", "reason"),
    [
        (wordpress(status="draft"), "as a draft"),
        (wordpress(date_gmt=FUTURE), "until its date"),
        (wordpress(content={"rendered": BODY, "protected": True}), "by its password"),
        ({"posts": [ghost(status="scheduled")]}, "status: scheduled"),
        ({"posts": [ghost(status="sent")]}, "status: sent"),
        ({"posts": [ghost(published_at=FUTURE)]}, "until its date"),
        (ninjs(pubstatus="withheld"), "status: withheld"),
        (ninjs(embargoed=FUTURE), "until its date"),
        (ninjs(expires=PAST), "since it expired"),
        (ans(revision={"published": False}), "as a draft"),
        (ans(display_date=FUTURE), "until its date"),
        (feed(feed_item(date_published=FUTURE)), "until its date"),
    ],
)
def test_an_article_that_is_not_for_the_public_is_held_back(
    read_file: ReadFile, article: object, reason: str
) -> None:
    with pytest.raises(DoubtError, match=reason):
        read_file(json.dumps(article), "story.json")


def test_elements_of_ans_keep_their_kinds(outline: Outline) -> None:
    elements = [
        {"type": "text", "content": FIRST},
        {"type": "list", "items": [{"type": "text", "content": "A lamp."}]},
        {
            "type": "quote",
            "content_elements": [{"type": "text", "content": SECOND}],
            "citation": {"content": "Eva Holm"},
        },
        {"type": "interstitial_link", "content": "Read more on lamps", "url": "/lamps"},
        {"type": "video"},
    ]
    lines = outline(json.dumps(ans(content_elements=elements)), "story.json")
    assert lines[1:3] == [f"¶ {FIRST}", "- A lamp."]
    assert f"> {SECOND}" in lines
    assert "(related links) Read more on lamps" in lines


def test_a_file_with_several_articles_lists_them(tmp_path: Path) -> None:
    path = tmp_path / "posts.json"
    other = wordpress(title={"rendered": "The pier &amp; the sea"}, link="https://example.org/pier")
    path.write_text(json.dumps([wordpress(), other]))
    listing = items(str(path), Web())
    assert [item.name for item in listing] == [
        "https://example.org/keeper",
        "https://example.org/pier",
    ]
    assert [read(item).article.title for item in listing] == [
        "The last keeper",
        "The pier & the sea",
    ]
    with pytest.raises(SourceError, match="holds 2 articles: save one of them"):
        read(str(path))


def test_items_of_a_feed_without_text_are_read_from_their_page(tmp_path: Path) -> None:
    path = tmp_path / "feed.json"
    silent = feed_item(content_html="", url="https://example.org/pier")
    plain = feed_item(content_html="", content_text=f"{FIRST}\n\n1 < 2", url="")
    nowhere = feed_item(content_html="", url="")
    path.write_text(json.dumps(feed(silent, plain, nowhere)))
    listing = items(str(path), Web())
    assert [(item.name, bool(item.content)) for item in listing] == [
        ("https://example.org/pier", False),
        (f"{path}#2", True),
    ]
    assert listing[0].unasked
    assert listing.notes == ("left out: 1 entry leads to no address of the web.",)
    assert [block.text for block in read(listing[1]).article.blocks][1:] == [FIRST, "1 < 2"]


def test_json_that_nests_too_deep_is_refused(read_file: ReadFile) -> None:
    with pytest.raises(SourceError, match="is JSON"):
        read_file('{"posts":' + "[" * 200_000, "story.json")


MAIL = f"""From: The Harbor Post <post@example.org>
To: desk@example.org
Subject: The last keeper
Date: Fri, 03 May 2024 08:00:00 +0000
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary="part"

--part
Content-Type: text/plain; charset=utf-8

Only the plain part says this.

--part
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: 8bit

<html><body>{BODY}</body></html>
--part--
"""


@pytest.mark.parametrize("name", ["story.eml", "story.mhtml", "story"])
@pytest.mark.parametrize("kind", ["alternative", "related", "mixed"])
def test_a_mail_or_an_archive_is_its_page(
    read_file: ReadFile, outline: Outline, name: str, kind: str
) -> None:
    content = MAIL.replace("alternative", kind).replace("\n", "\r\n")
    article = read_file(content, name).article
    assert outline(content, name) == READ
    assert (article.publisher, article.published) == (
        "The Harbor Post",
        "2024-05-03T08:00:00+00:00",
    )


def test_an_attached_page_is_no_article(read_file: ReadFile) -> None:
    content = MAIL.replace("8bit", "8bit\nContent-Disposition: attachment")
    with pytest.raises(SourceError, match="is an e-mail"):
        read_file(content, "story.eml")


def test_a_mail_in_thousands_of_parts_is_refused(read_file: ReadFile) -> None:
    with pytest.raises(SourceError, match="is an e-mail"):
        read_file(MAIL + "--part\n\nx\n" * 3_000, "story.eml")
