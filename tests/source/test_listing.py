"""What stands behind a name: a folder, a feed, a sitemap, a list of addresses.

One file, over 300 lines: every kind of source is listed by one function.
"""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from site_server import Site, served

from narrate.errors import SourceError
from narrate.source import Item, Web, feed, items, read

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


def test_a_sitemap_gives_addresses_of_the_web_only(tmp_path: Path, web: Web) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("The source of the story is Ann Lee.")
    places = [str(secret), "-", f"file://{secret}", "http://[", "javascript:x", "http:///x", ""]
    path = tmp_path / "sitemap.xml"
    listed = "".join(f"<url><loc>{place}</loc></url>" for place in places)
    path.write_text(MAP.format(listed + "<url><loc>https://example.org/rain</loc></url>"))
    listing = items(str(path), web)
    assert names(listing) == ["https://example.org/rain"]
    assert listing.notes == ("left out: 7 entries lead to no address of the web.",)
    path.write_text(MAP.format(listed))
    with pytest.raises(SourceError, match="lists no article"):
        items(str(path), web)


def test_a_feed_gives_addresses_of_the_web_only(tmp_path: Path, web: Web) -> None:
    path = tmp_path / "feed.xml"
    links = "/etc/passwd", "-", "file:///etc/passwd", "http://[", "https://example.org/rain"
    entries = "".join(f"<item><title>Rain</title><link>{link}</link></item>" for link in links)
    path.write_text(f"<rss><channel>{entries}</channel></rss>")
    listing = items(str(path), web)
    assert names(listing) == ["https://example.org/rain"]
    assert listing.notes == ("left out: 4 entries lead to no address of the web.",)


@pytest.mark.parametrize("name", ["-", "/etc/hostname"])
def test_an_item_that_nobody_asked_for_opens_no_file(name: str, web: Web) -> None:
    with pytest.raises(SourceError, match="opens no file of this machine"):
        read(Item(name, unasked=True), web=web)


def test_a_broken_entry_costs_one_article(
    site: Site, web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = site.page("/feed", RSS.format(site=site.url, text=TEXT), content_type="text/xml")

    def breaking(content: str) -> str:
        if TEXT in content:
            raise KeyError("value")
        return content

    monkeypatch.setattr(feed, "sound", breaking)
    broken, sun = items(url, web)
    assert sun.name == site.url + "/sun"
    with pytest.raises(SourceError, match=r"An entry of .*/feed cannot be read"):
        read(broken, web=web)


@pytest.mark.parametrize("date", ["Mon, 99 Foo 0000 99:99:99", "0000-00-00", "9" * 5_000, "1e99"])
def test_a_date_that_is_none_costs_nothing(tmp_path: Path, web: Web, date: str) -> None:
    path = tmp_path / "feed.xml"
    path.write_text(
        "<rss><channel><item><link>https://example.org/rain</link>"
        f"<pubDate>{date}</pubDate></item></channel></rss>"
    )
    [item] = items(str(path), web)
    assert item.facts.published[:4] in {"", "9999"}


def test_half_an_emoji_in_a_feed_is_a_replacement_character(tmp_path: Path, web: Web) -> None:
    path = tmp_path / "feed.xml"
    path.write_text(
        '<rss xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><item>'
        "<title>Rain &amp;#xD83D; and &amp;#55357;</title><link>https://example.org/rain</link>"
        f"<content:encoded>{TEXT} &amp;#xD83D;</content:encoded></item></channel></rss>"
    )
    article = read(items(str(path), web)[0], web=web).article
    assert article.title.encode() == "Rain \ufffd and \ufffd".encode()
    assert all(block.text.encode() for block in article.blocks)


def test_a_map_that_a_sitemap_names_in_vain_costs_no_page(site: Site, web: Web) -> None:
    page = f"<url><loc>{site.url}/a</loc></url>"
    site.page("/1.xml", MAP.format(page), content_type="application/xml")
    site.page("/2.xml", "<urlset", content_type="application/xml")
    maps = "".join(f"<sitemap><loc>/{name}.xml</loc></sitemap>" for name in "0123")
    url = site.page("/sitemap.xml", MAPS.format(maps), content_type="application/xml")
    good, *bad = items(url, web)
    assert good.name == site.url + "/a"
    assert [item.name for item in bad] == [f"{site.url}/{name}.xml" for name in "023"]
    with pytest.raises(SourceError, match="answers 404"):
        read(bad[0], web=web)
    with pytest.raises(SourceError, match="is no sitemap"):
        read(bad[1], web=web)


@pytest.mark.parametrize(
    ("entry", "around", "limit"),
    [
        ("<item><link>https://example.org/{}</link></item>", "<rss>{}</rss>", "10,000 entries"),
        ("<url><loc>https://example.org/{}</loc></url>", MAP, "50,000 pages"),
    ],
)
def test_a_list_has_a_limit(tmp_path: Path, web: Web, entry: str, around: str, limit: str) -> None:
    path = tmp_path / "list.xml"
    path.write_text(around.format("".join(entry.format(number) for number in range(50_001))))
    with pytest.raises(SourceError, match=f"more than {limit}"):
        items(str(path), web)


@pytest.mark.parametrize("name", ["feed.xml", "sitemap.rss", "list.urls", "list.txt"])
def test_a_list_larger_than_an_article_is_not_read(tmp_path: Path, web: Web, name: str) -> None:
    path = tmp_path / name
    with path.open("wb") as file:
        file.write(b"https://example.org/")
        file.truncate(3_000_000_000)
    with pytest.raises(SourceError, match=r"larger than 20 MB"):
        items(str(path), web)


def test_a_list_names_no_place_of_a_private_network(site: Site) -> None:
    with served() as other:
        other.page("/secret", f"<html><body><p>{TEXT}</p></body></html>")
        entry = f"<url><loc>{other.url}/secret</loc></url>"
        url = site.page("/sitemap.xml", MAP.format(entry), content_type="application/xml")
        web = Web(private=True)
        [item] = items(url, web)
        with pytest.raises(SourceError, match="name its address yourself and add --private"):
            read(item, web=web)
        assert other.asked == []
        assert read(other.url + "/secret", web=web).article.blocks


def test_a_folder_names_what_it_leaves_out(tmp_path: Path, web: Web) -> None:
    for name in ("a.md", "b.json", "c.json", "d.JPG", "README", ".hidden"):
        (tmp_path / name).write_text("It rained.")
    (tmp_path / "made").mkdir()
    (tmp_path / "made" / "narrate.json").write_text("{}")
    (tmp_path / "made" / "story.mp3").write_text("")
    listing = items(str(tmp_path), web)
    assert len(listing) == 1
    [note] = listing.notes
    assert note.startswith("left out: 2 .json, 1 ")
    assert "1 .jpg" in note
    assert "1 without extension" in note
    assert "mp3" not in note
    assert "narrate reads text (.txt)" in note


@pytest.mark.usefixtures("nobody")
def test_a_folder_that_may_not_be_entered_costs_no_article() -> None:
    with tempfile.TemporaryDirectory() as name:
        for part in ("a", "b", "c"):
            Path(name, part).mkdir()
            Path(name, part, "story.md").write_text("It rained.")
        Path(name, "b").chmod(0)
        first, closed, last = items(name, Web())
        assert [Path(item.name).name for item in (first, last)] == ["story.md"] * 2
        with pytest.raises(SourceError, match=r"b cannot be entered \(Permission denied\): check"):
            read(closed)
        Path(name, "b").chmod(0o700)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes with names")
def test_a_pipe_in_a_folder_is_named(tmp_path: Path, web: Web) -> None:
    os.mkfifo(tmp_path / "story.md")
    [item] = items(str(tmp_path), web)
    with pytest.raises(SourceError, match="is a pipe or a device and no file"):
        read(item)


@pytest.mark.timeout(20)
@pytest.mark.parametrize("piece", ["<!-- a -->", "<?xml?>", "<!DOCTYPE a [b]>", "<!--", "<", " "])
def test_no_prolog_takes_long(tmp_path: Path, web: Web, piece: str) -> None:
    path = tmp_path / "list.xml"
    path.write_text(piece * 100_000)
    assert items(str(path), web) == [Item(str(path))]
