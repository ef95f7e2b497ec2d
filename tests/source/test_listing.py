"""What stands behind a name: a folder, a feed, a sitemap, a list of addresses."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from site_server import Site, served

from narrate.errors import SourceError
from narrate.source import Item, Web, items, read

TEXT = "It rained in the town, all day long, and the ferry stayed in port. " * 12
RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>The Post</title>
<language>en-gb</language><link>{site}/</link>
<item><title>Rain &amp;amp; wind</title><link>{site}/rain</link><dc:creator>Ann Lee</dc:creator>
<pubDate>Mon, 04 May 2026 10:00:00 +0200</pubDate><description>It rained.</description>
<content:encoded><![CDATA[<p>{text}</p><h2>Then</h2><p>The sun came.</p>]]></content:encoded></item>
<item><title>Sun</title><link>/sun</link><description>It shone.</description></item>
<item><title>Sun again</title><link>{site}/sun</link></item>
<item><title>No link</title></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>The Post</title>
<entry><title>Rain</title><link href="/rain"/>
<updated>2026-05-04T10:00:00Z</updated></entry></feed>"""
MAP = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{}</urlset>'
MAPS = '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{}</sitemapindex>'


@pytest.fixture
def site() -> Iterator[Site]:
    with served() as site:
        yield site


@pytest.fixture
def web() -> Web:
    return Web(private=True)


def names(found: list[Item]) -> list[str]:
    return [item.name for item in found]


def test_a_file_and_standard_input_are_themselves(tmp_path: Path, web: Web) -> None:
    path = tmp_path / "story.txt"
    path.write_text("It rained. See https://example.org/")
    assert items(str(path), web) == [Item(str(path))]
    assert items("-", web) == [Item("-")]
    assert items("no-such-file.md", web) == [Item("no-such-file.md")]


def test_a_folder_is_its_articles_in_order(tmp_path: Path, web: Web) -> None:
    for name in ("b.md", "a.txt", "deep/c.html", "d.jpg", ".hidden/e.md", ".f.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("It rained.")
    found = [Path(name).relative_to(tmp_path) for name in names(items(str(tmp_path), web))]
    assert found == [Path("a.txt"), Path("b.md"), Path("deep/c.html")]


def test_a_folder_without_articles_is_an_error(tmp_path: Path, web: Web) -> None:
    with pytest.raises(SourceError, match="holds no article: narrate reads text"):
        items(str(tmp_path), web)


def test_a_page_is_fetched_once(site: Site, web: Web) -> None:
    url = site.page("/rain", f"<html><body><p>{TEXT}</p></body></html>")
    [item] = items(url, web)
    assert read(item, web=web).article.url == url
    assert len(site.asked) == 1


def test_a_feed_has_the_text_or_the_page(site: Site, web: Web) -> None:
    url = site.page("/feed", RSS.format(site=site.url, text=TEXT), content_type="text/xml")
    sun = f"<html><title>Sun</title><body><article><p>{TEXT}</p></article></body></html>"
    site.page("/sun", sun)
    rain, shine = items(url, web)
    article = read(rain, web=web).article
    assert [path for path, _ in site.asked] == ["/feed"]
    assert [block.text for block in article.blocks] == [
        "Rain & wind",
        TEXT.strip(),
        "Then",
        "The sun came.",
    ]
    assert (article.byline, article.publisher, article.language) == ("Ann Lee", "The Post", "en-GB")
    assert article.published == "2026-05-04T08:00:00+00:00"
    assert article.url == site.url + "/rain"
    assert read(shine, web=web).article.title == "Sun"
    assert [path for path, _ in site.asked] == ["/feed", "/robots.txt", "/sun"]


def test_robots_close_a_page_of_a_feed(site: Site, web: Web) -> None:
    url = site.page("/feed", RSS.format(site=site.url, text="Short."), content_type="text/xml")
    site.page("/robots.txt", "User-agent: *\nDisallow: /\n")
    with pytest.raises(SourceError, match=r"closed to programs by its site's robots\.txt"):
        read(items(url, web)[0], web=web)


def test_an_atom_feed_in_a_file(tmp_path: Path, web: Web) -> None:
    path = tmp_path / "feed.atom"
    path.write_text(ATOM.replace("/rain", "https://example.org/rain"))
    [item] = items(str(path), web)
    assert item.name == "https://example.org/rain"
    assert item.facts.modified == "2026-05-04T10:00:00+00:00"


def test_a_sitemap_and_the_maps_that_it_names(site: Site, web: Web) -> None:
    pages = "".join(f"<url><loc>{site.url}/{name}</loc></url>" for name in "aab")
    site.page("/1.xml", MAP.format(pages), content_type="application/xml")
    index = MAPS.format("<sitemap><loc>/1.xml</loc></sitemap>")
    url = site.page("/sitemap.xml", index, content_type="application/xml")
    assert names(items(url, web)) == [site.url + "/a", site.url + "/b"]


def test_a_sitemap_opens_no_entity(site: Site, web: Web) -> None:
    bomb = (
        '<!DOCTYPE urlset [<!ENTITY a "x"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
        + MAP.format("<url><loc>https://example.org/&f;&a;</loc></url>")
    )
    url = site.page("/sitemap.xml", bomb, content_type="application/xml")
    with pytest.raises(SourceError, match="declares a document type"):
        items(url, web)


def test_a_list_of_addresses(tmp_path: Path, web: Web) -> None:
    path = tmp_path / "today.txt"
    path.write_text(
        "# today\nhttps://example.org/a\n\nhttps://example.org/b\nhttps://example.org/a\n"
    )
    assert items(str(path), web) == [Item(str(path))], "a text may start with a heading"
    path = path.rename(tmp_path / "today.urls")
    assert names(items(str(path), web)) == ["https://example.org/a", "https://example.org/b"]
    path = tmp_path / "plain.txt"
    path.write_text("https://example.org/a\nhttps://example.org/b\n")
    assert names(items(str(path), web)) == ["https://example.org/a", "https://example.org/b"]


@pytest.mark.parametrize("content", ["<rss><channel></channel></rss>", MAP.format("")])
def test_a_list_of_nothing_is_an_error(tmp_path: Path, web: Web, content: str) -> None:
    path = tmp_path / "empty.xml"
    path.write_text(content)
    with pytest.raises(SourceError, match="lists no article"):
        items(str(path), web)
